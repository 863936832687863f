//! The native half of datagrams: the handle of a UDP socket.

use std::cell::Cell;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::rc::Rc;

use bowline_js::{Bytes, Callback, Done, Text, Throws, View, js_error, loop_of};
use bowline_loop::{Error, Udp, UdpBindOptions};
use rquickjs::class::Trace;
use rquickjs::prelude::Opt;
use rquickjs::{Array, Class, Ctx, Function, JsLifetime, Null, Object, Result};

use crate::net::js::address_object;
use crate::net::parse;

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    Class::<UdpClass>::define(native)
}

/// A UDP socket. Dropping it closes it.
#[rquickjs::class(rename = "UDP")]
#[derive(Trace, JsLifetime)]
struct UdpClass {
    #[qjs(skip_trace)]
    udp: Udp,
    #[qjs(skip_trace)]
    in_flight: Rc<InFlight>,
}

/// What was given to the system in the background and not told yet.
#[derive(Default)]
struct InFlight {
    bytes: Cell<usize>,
    count: Cell<usize>,
}

impl InFlight {
    fn begin(&self, bytes: usize) {
        self.bytes.set(self.bytes.get() + bytes);
        self.count.set(self.count.get() + 1);
    }

    fn end(&self, bytes: usize) {
        self.bytes.set(self.bytes.get() - bytes);
        self.count.set(self.count.get() - 1);
    }
}

impl Drop for UdpClass {
    fn drop(&mut self) {
        self.udp.close();
    }
}

#[rquickjs::methods(rename_all = "camelCase")]
impl UdpClass {
    #[qjs(constructor)]
    fn new(ctx: Ctx<'_>) -> Result<UdpClass> {
        let udp = loop_of(&ctx).udp().throws(&ctx)?;
        Ok(UdpClass { udp, in_flight: Rc::default() })
    }

    fn bind(
        &self,
        ctx: Ctx<'_>,
        address: Text,
        port: u16,
        shared: bool,
        v6_only: bool,
    ) -> Result<()> {
        let options = UdpBindOptions { shared, v6_only };
        let bound = to_address(&address, port, "bind");
        bound.and_then(|address| self.udp.bind_with_options(address, options)).throws(&ctx)
    }

    fn connect(&self, ctx: Ctx<'_>, address: Text, port: u16) -> Result<()> {
        let address = to_address(&address, port, "connect");
        address.and_then(|address| self.udp.connect(address)).throws(&ctx)
    }

    fn disconnect(&self, ctx: Ctx<'_>) -> Result<()> {
        self.udp.disconnect().throws(&ctx)
    }

    /// Sends the views as one datagram. Gives its length if that is done; otherwise -1, and `done(error)` or
    /// `done(null)` comes later. `address` is `null` on a connected socket. `at_once` is whether to try that first.
    fn send<'js>(
        &self,
        ctx: Ctx<'js>,
        views: Array<'js>,
        port: u16,
        address: Option<Text>,
        at_once: bool,
        done: Opt<Option<Function<'js>>>,
    ) -> Result<i32> {
        let mut data = Vec::new();
        for view in views.iter::<View<'js>>() {
            view?.with(|bytes| data.extend_from_slice(bytes));
        }
        let to =
            address.map(|address| to_address(&address, port, "send")).transpose().throws(&ctx)?;
        if at_once {
            match self.udp.try_send(&data, to) {
                Ok(count) => return Ok(count as i32),
                Err(error) if error.code() == "EAGAIN" => {}
                Err(error) => return Err(error).throws(&ctx),
            }
        }
        let done = done.0.flatten().map(|done| Done::new(&ctx, done));
        let (in_flight, bytes) = (self.in_flight.clone(), data.len());
        let sent = self.udp.send(data, to, move |result| {
            in_flight.end(bytes);
            if let Some(done) = done {
                done.settle(result);
            }
        });
        sent.throws(&ctx)?;
        self.in_flight.begin(bytes);
        Ok(-1)
    }

    /// Calls `onmessage(null, bytes, sender)` for each datagram, and `onmessage(error)`.
    fn recv_start<'js>(&self, ctx: Ctx<'js>, onmessage: Function<'js>) -> Result<()> {
        let onmessage = Callback::new(&ctx, onmessage);
        let started = self.udp.recv_start(move |received| {
            onmessage.call_with(|ctx, args| match received {
                Ok(datagram) => {
                    args.push_arg(Null)?;
                    args.push_arg(Bytes(datagram.data.to_vec()))?;
                    args.push_arg(address_object(ctx, datagram.from)?)
                }
                Err(error) => args.push_arg(js_error(ctx, &error)?),
            });
        });
        started.throws(&ctx)
    }

    fn recv_stop(&self) {
        self.udp.recv_stop();
    }

    fn close<'js>(&self, ctx: Ctx<'js>, done: Opt<Function<'js>>) {
        match done.0 {
            Some(done) => {
                let done = Done::new(&ctx, done);
                self.udp.close_with(move || done.settle(Ok(())));
            }
            None => self.udp.close(),
        }
    }

    #[qjs(rename = "ref")]
    fn reference(&self) {
        self.udp.set_ref(true);
    }

    fn unref(&self) {
        self.udp.set_ref(false);
    }

    fn has_ref(&self) -> bool {
        self.udp.has_ref()
    }

    fn getsockname<'js>(&self, ctx: Ctx<'js>) -> Result<Object<'js>> {
        let address = self.udp.local_addr().throws(&ctx)?;
        address_object(&ctx, address)
    }

    fn getpeername<'js>(&self, ctx: Ctx<'js>) -> Result<Object<'js>> {
        let address = self.udp.peer_addr().throws(&ctx)?;
        address_object(&ctx, address)
    }

    fn set_broadcast(&self, ctx: Ctx<'_>, on: bool) -> Result<()> {
        self.udp.set_broadcast(on).throws(&ctx)
    }

    #[qjs(rename = "setTTL")]
    fn set_ttl(&self, ctx: Ctx<'_>, hops: f64) -> Result<()> {
        self.udp.set_ttl(hops as u32).throws(&ctx)
    }

    #[qjs(rename = "setMulticastTTL")]
    fn set_multicast_ttl(&self, ctx: Ctx<'_>, hops: f64) -> Result<()> {
        let hops = if hops < 0.0 { u32::MAX } else { hops as u32 };
        self.udp.set_multicast_ttl(hops).throws(&ctx)
    }

    fn set_multicast_loopback(&self, ctx: Ctx<'_>, on: bool) -> Result<()> {
        self.udp.set_multicast_loop(on).throws(&ctx)
    }

    fn set_multicast_interface(&self, ctx: Ctx<'_>, interface: Text) -> Result<()> {
        let set = match parse(&interface.0, 0) {
            Some(SocketAddr::V4(interface)) => self.udp.set_multicast_interface(*interface.ip()),
            Some(SocketAddr::V6(interface)) => {
                self.udp.set_multicast_interface_v6(interface.scope_id())
            }
            None => Err(invalid("setsockopt")),
        };
        set.throws(&ctx)
    }

    fn add_membership(&self, ctx: Ctx<'_>, group: Text, interface: Option<Text>) -> Result<()> {
        let joined = match membership(&group, interface.as_ref()) {
            Some((IpAddr::V6(group), Interface::Number(number))) => {
                self.udp.join_multicast_v6(group, number)
            }
            Some((group, Interface::Address(interface))) => {
                self.udp.join_multicast(group, Some(interface))
            }
            Some((group, _)) => self.udp.join_multicast(group, None),
            None => Err(invalid("setsockopt")),
        };
        joined.throws(&ctx)
    }

    fn drop_membership(&self, ctx: Ctx<'_>, group: Text, interface: Option<Text>) -> Result<()> {
        let left = match membership(&group, interface.as_ref()) {
            Some((IpAddr::V6(group), Interface::Number(number))) => {
                self.udp.leave_multicast_v6(group, number)
            }
            Some((group, Interface::Address(interface))) => {
                self.udp.leave_multicast(group, Some(interface))
            }
            Some((group, _)) => self.udp.leave_multicast(group, None),
            None => Err(invalid("setsockopt")),
        };
        left.throws(&ctx)
    }

    fn add_source_specific_membership(
        &self,
        ctx: Ctx<'_>,
        source: Text,
        group: Text,
        interface: Option<Text>,
    ) -> Result<()> {
        let joined = source_membership(&source, &group, interface.as_ref());
        let joined = joined.and_then(|(source, group, interface)| {
            self.udp.join_multicast_of(source, group, interface)
        });
        joined.throws(&ctx)
    }

    fn drop_source_specific_membership(
        &self,
        ctx: Ctx<'_>,
        source: Text,
        group: Text,
        interface: Option<Text>,
    ) -> Result<()> {
        let left = source_membership(&source, &group, interface.as_ref());
        let left = left.and_then(|(source, group, interface)| {
            self.udp.leave_multicast_of(source, group, interface)
        });
        left.throws(&ctx)
    }

    /// Sets the size of a buffer of the system's, unless it is 0, and says what it is.
    fn buffer_size(&self, ctx: Ctx<'_>, bytes: u32, is_receive: bool) -> Result<f64> {
        let size = match (is_receive, bytes as usize) {
            (true, 0) => self.udp.receive_buffer_bytes(),
            (true, bytes) => self.udp.set_receive_buffer_bytes(bytes).map(|()| bytes),
            (false, 0) => self.udp.send_buffer_bytes(),
            (false, bytes) => self.udp.set_send_buffer_bytes(bytes).map(|()| bytes),
        };
        size.map(|size| size as f64).throws(&ctx)
    }

    #[qjs(rename = "getSendQueueSize")]
    fn send_queue_size(&self) -> f64 {
        self.in_flight.bytes.get() as f64
    }

    #[qjs(rename = "getSendQueueCount")]
    fn send_queue_count(&self) -> f64 {
        self.in_flight.count.get() as f64
    }

    #[qjs(get)]
    fn fd(&self) -> i32 {
        self.udp.raw_descriptor().unwrap_or(-1)
    }
}

/// An interface, as memberships name it.
enum Interface {
    Any,
    Address(Ipv4Addr),
    Number(u32),
}

fn membership(group: &Text, interface: Option<&Text>) -> Option<(IpAddr, Interface)> {
    let group = parse(&group.0, 0)?.ip();
    let interface = match interface {
        None => Interface::Any,
        Some(interface) => match parse(&interface.0, 0)? {
            SocketAddr::V4(address) => Interface::Address(*address.ip()),
            SocketAddr::V6(address) => Interface::Number(address.scope_id()),
        },
    };
    Some((group, interface))
}

type SourceMembership = (Ipv4Addr, Ipv4Addr, Option<Ipv4Addr>);

fn source_membership(
    source: &Text,
    group: &Text,
    interface: Option<&Text>,
) -> bowline_loop::Result<SourceMembership> {
    let v4 = |text: &Text| text.0.parse().map_err(|_| invalid("setsockopt"));
    Ok((v4(source)?, v4(group)?, interface.map(v4).transpose()?))
}

fn to_address(
    address: &Text,
    port: u16,
    syscall: &'static str,
) -> bowline_loop::Result<SocketAddr> {
    parse(&address.0, port).ok_or_else(|| invalid(syscall))
}

fn invalid(syscall: &'static str) -> Error {
    Error::code_of("EINVAL", syscall)
}
