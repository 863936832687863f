//! What can be set and asked of a UDP socket.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use socket2::{SockAddr, SockRef};

use super::udp::Udp;
use crate::{Error, Result};

impl Udp {
    /// Takes over a socket that was made elsewhere.
    ///
    /// # Errors
    ///
    /// `EBUSY` if the handle has a socket already; `EINVAL` if it is closing.
    ///
    /// Source: libuv `uv_udp_open`.
    pub fn open(&self, socket: std::net::UdpSocket) -> Result<()> {
        self.take_over(socket.into())
    }

    /// The address of this end.
    ///
    /// # Errors
    ///
    /// `EBADF` if there is no socket yet; `EINVAL` if it is closing.
    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.address_of("getsockname", |socket| socket.local_addr())
    }

    /// The address it is connected to.
    ///
    /// # Errors
    ///
    /// `ENOTCONN` if it is not connected; `EBADF` if there is no socket yet; `EINVAL` if it is
    /// closing.
    pub fn peer_addr(&self) -> Result<SocketAddr> {
        self.address_of("getpeername", |socket| socket.peer_addr())
    }

    fn address_of(
        &self,
        syscall: &'static str,
        ask: impl FnOnce(&SockRef<'_>) -> io::Result<SockAddr>,
    ) -> Result<SocketAddr> {
        let address = self.state(syscall)?.with_socket(syscall, ask)?;
        address.as_socket().ok_or_else(|| Error::code_of("EINVAL", syscall))
    }

    /// Lets datagrams go to broadcast addresses.
    ///
    /// # Errors
    ///
    /// `EBADF` if there is no socket yet, here and below: bind first. `EINVAL` if it is closing.
    pub fn set_broadcast(&self, broadcast: bool) -> Result<()> {
        self.set(|socket, _| socket.set_broadcast(broadcast))
    }

    /// Through how many routers a datagram may go, from 1 to 255.
    ///
    /// # Errors
    ///
    /// `EINVAL` for another number; otherwise as [`set_broadcast`](Udp::set_broadcast).
    pub fn set_ttl(&self, ttl: u32) -> Result<()> {
        check_hops(ttl, 1)?;
        self.set(
            |socket, is_v6| {
                if is_v6 { socket.set_unicast_hops_v6(ttl) } else { socket.set_ttl_v4(ttl) }
            },
        )
    }

    /// Through how many routers a multicast datagram may go, from 0 to 255.
    ///
    /// # Errors
    ///
    /// As [`set_ttl`](Udp::set_ttl).
    pub fn set_multicast_ttl(&self, ttl: u32) -> Result<()> {
        check_hops(ttl, 0)?;
        self.set(|socket, is_v6| {
            if is_v6 { socket.set_multicast_hops_v6(ttl) } else { socket.set_multicast_ttl_v4(ttl) }
        })
    }

    /// Whether this machine gets the multicast datagrams that it sends.
    ///
    /// # Errors
    ///
    /// As [`set_broadcast`](Udp::set_broadcast).
    pub fn set_multicast_loop(&self, on: bool) -> Result<()> {
        self.set(|socket, is_v6| {
            if is_v6 { socket.set_multicast_loop_v6(on) } else { socket.set_multicast_loop_v4(on) }
        })
    }

    /// By which interface multicast datagrams go: the one with this IPv4 address.
    ///
    /// # Errors
    ///
    /// As [`set_broadcast`](Udp::set_broadcast), and what the system says.
    pub fn set_multicast_interface(&self, interface: Ipv4Addr) -> Result<()> {
        self.set(|socket, _| socket.set_multicast_if_v4(&interface))
    }

    /// Receives what is sent to the multicast address `group`. `interface` is the IPv4 address of
    /// the interface to use; IPv6 uses the system's choice.
    ///
    /// # Errors
    ///
    /// `EINVAL` if `group` is no multicast address; otherwise as
    /// [`set_broadcast`](Udp::set_broadcast).
    pub fn join_multicast(&self, group: IpAddr, interface: Option<Ipv4Addr>) -> Result<()> {
        let interface = interface.unwrap_or(Ipv4Addr::UNSPECIFIED);
        self.set(|socket, _| match group {
            IpAddr::V4(group) => socket.join_multicast_v4(&group, &interface),
            IpAddr::V6(group) => socket.join_multicast_v6(&group, 0),
        })
    }

    /// Takes back [`join_multicast`](Udp::join_multicast).
    ///
    /// # Errors
    ///
    /// `EADDRNOTAVAIL` if it has not joined; otherwise as [`set_broadcast`](Udp::set_broadcast).
    pub fn leave_multicast(&self, group: IpAddr, interface: Option<Ipv4Addr>) -> Result<()> {
        let interface = interface.unwrap_or(Ipv4Addr::UNSPECIFIED);
        self.set(|socket, _| match group {
            IpAddr::V4(group) => socket.leave_multicast_v4(&group, &interface),
            IpAddr::V6(group) => socket.leave_multicast_v6(&group, 0),
        })
    }

    /// Sets an option; told whether the socket is one of IPv6.
    fn set(&self, set: impl FnOnce(&SockRef<'_>, bool) -> io::Result<()>) -> Result<()> {
        self.state("setsockopt")?.with_socket("setsockopt", |socket| {
            let is_v6 = socket.local_addr()?.is_ipv6();
            set(socket, is_v6)
        })
    }
}

fn check_hops(hops: u32, least: u32) -> Result<()> {
    if (least..=255).contains(&hops) {
        return Ok(());
    }
    Err(Error::code_of("EINVAL", "setsockopt"))
}
