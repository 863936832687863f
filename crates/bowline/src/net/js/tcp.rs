//! The handle of a TCP socket.

use std::net::SocketAddr;
use std::time::Duration;

use bowline_js::{Callback, Done, Text, Throws, loop_of};
use bowline_loop::{Error, Stream, Tcp};
use rquickjs::class::{JsClass, Readable, Trace, Tracer};
use rquickjs::function::{Constructor, Opt, This};
use rquickjs::prelude::Func;
use rquickjs::{Class, Ctx, Function, IntoJs, JsLifetime, Object, Result, Value};

use super::stream::{Counts, StreamClass, prototype, tell};
use crate::net::parse;

/// A TCP socket. Dropping it closes it.
#[derive(JsLifetime)]
pub(crate) struct TcpClass {
    tcp: Tcp,
    counts: Counts,
}

impl TcpClass {
    pub(crate) fn new(tcp: Tcp) -> TcpClass {
        TcpClass { tcp, counts: Counts::default() }
    }
}

impl Drop for TcpClass {
    fn drop(&mut self) {
        self.tcp.close();
    }
}

impl<'js> Trace<'js> for TcpClass {
    fn trace<'a>(&self, _: Tracer<'a, 'js>) {}
}

impl<'js> IntoJs<'js> for TcpClass {
    fn into_js(self, ctx: &Ctx<'js>) -> Result<Value<'js>> {
        Class::instance(ctx.clone(), self)?.into_js(ctx)
    }
}

impl<'js> StreamClass<'js> for TcpClass {
    fn stream(&self) -> &Stream {
        &self.tcp
    }

    fn counts(&self) -> &Counts {
        &self.counts
    }
}

impl<'js> JsClass<'js> for TcpClass {
    const NAME: &'static str = "TCP";
    type Mutable = Readable;

    fn prototype(ctx: &Ctx<'js>) -> Result<Option<Object<'js>>> {
        let methods = prototype::<TcpClass>(ctx)?;
        methods.set("bind", Func::from(bind))?;
        methods.set("connect", Func::from(connect))?;
        methods.set("listen", Func::from(listen))?;
        methods.set("reset", Func::from(reset))?;
        methods.set("setNoDelay", Func::from(set_nodelay))?;
        methods.set("setKeepAlive", Func::from(set_keepalive))?;
        methods.set("getsockname", Func::from(local_address))?;
        methods.set("getpeername", Func::from(peer_address))?;
        Ok(Some(methods))
    }

    fn constructor(ctx: &Ctx<'js>) -> Result<Option<Constructor<'js>>> {
        let make = |ctx: Ctx<'js>| loop_of(&ctx).tcp().map(TcpClass::new).throws(&ctx);
        Constructor::new_class::<TcpClass, _, _>(ctx.clone(), make).map(Some)
    }
}

type Handle<'js> = This<Class<'js, TcpClass>>;

fn bind<'js>(
    ctx: Ctx<'js>,
    this: Handle<'js>,
    address: Text,
    port: u16,
    v6_only: Opt<bool>,
) -> Result<()> {
    let handle = this.borrow();
    let bound = match parse(&address.0, port) {
        Some(address) if address.is_ipv6() && v6_only.0 == Some(true) => {
            handle.tcp.bind_v6_only(address)
        }
        Some(address) => handle.tcp.bind(address),
        None => Err(Error::code_of("EINVAL", "bind").with_host(address.0)),
    };
    bound.throws(&ctx)
}

fn connect<'js>(
    ctx: Ctx<'js>,
    this: Handle<'js>,
    address: Text,
    port: u16,
    done: Function<'js>,
) -> Result<()> {
    let connecting = match parse(&address.0, port) {
        Some(address) => {
            let done = Done::new(&ctx, done);
            this.borrow().tcp.connect(address, move |result| done.settle(result))
        }
        None => Err(Error::code_of("EINVAL", "connect").with_host(address.0)),
    };
    connecting.throws(&ctx)
}

fn listen<'js>(
    ctx: Ctx<'js>,
    this: Handle<'js>,
    backlog: u32,
    onconnection: Function<'js>,
) -> Result<()> {
    let onconnection = Callback::new(&ctx, onconnection);
    let handle = this.borrow();
    let listener = handle.tcp.clone();
    let listening = handle.tcp.listen(backlog, move |told| {
        let accepted = told.and_then(|()| listener.accept()).map(TcpClass::new);
        onconnection.call_with(|ctx, args| tell(ctx, args, accepted));
    });
    listening.throws(&ctx)
}

fn reset<'js>(ctx: Ctx<'js>, this: Handle<'js>, done: Function<'js>) -> Result<()> {
    let done = Done::new(&ctx, done);
    this.borrow().tcp.close_reset(move || done.settle(Ok(()))).throws(&ctx)
}

/// An option that cannot be set changes nothing: as in Node, nobody is told.
fn set_nodelay<'js>(this: Handle<'js>, enable: bool) {
    let _ = this.borrow().tcp.set_nodelay(enable);
}

fn set_keepalive<'js>(this: Handle<'js>, enable: bool, idle_s: f64) {
    let idle = Duration::from_secs(if idle_s > 0.0 { idle_s as u64 } else { 0 });
    let _ = this.borrow().tcp.set_keepalive(enable.then_some(idle));
}

fn local_address<'js>(ctx: Ctx<'js>, this: Handle<'js>) -> Result<Object<'js>> {
    let address = this.borrow().tcp.local_addr().throws(&ctx)?;
    address_object(&ctx, address)
}

fn peer_address<'js>(ctx: Ctx<'js>, this: Handle<'js>) -> Result<Object<'js>> {
    let address = this.borrow().tcp.peer_addr().throws(&ctx)?;
    address_object(&ctx, address)
}

/// An address as Node shows it.
pub(crate) fn address_object<'js>(ctx: &Ctx<'js>, address: SocketAddr) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("address", crate::net::text(address))?;
    object.set("family", if address.is_ipv4() { "IPv4" } else { "IPv6" })?;
    object.set("port", address.port())?;
    Ok(object)
}
