//! What can be set and asked of a UDP socket.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

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

    /// By which interface IPv6 multicast datagrams go: the one with this number; 0 is the system's choice.
    ///
    /// # Errors
    ///
    /// As [`set_broadcast`](Udp::set_broadcast), and what the system says.
    pub fn set_multicast_interface_v6(&self, interface: u32) -> Result<()> {
        self.set(|socket, _| socket.set_multicast_if_v6(interface))
    }

    /// [`join_multicast`](Udp::join_multicast) of an IPv6 group by the interface with this number.
    ///
    /// # Errors
    ///
    /// As [`join_multicast`](Udp::join_multicast).
    pub fn join_multicast_v6(&self, group: Ipv6Addr, interface: u32) -> Result<()> {
        self.set(|socket, _| socket.join_multicast_v6(&group, interface))
    }

    /// Takes back [`join_multicast_v6`](Udp::join_multicast_v6).
    ///
    /// # Errors
    ///
    /// As [`leave_multicast`](Udp::leave_multicast).
    pub fn leave_multicast_v6(&self, group: Ipv6Addr, interface: u32) -> Result<()> {
        self.set(|socket, _| socket.leave_multicast_v6(&group, interface))
    }

    /// Receives what `source` alone sends to the multicast address `group`.
    ///
    /// # Errors
    ///
    /// As [`join_multicast`](Udp::join_multicast).
    pub fn join_multicast_of(
        &self,
        source: Ipv4Addr,
        group: Ipv4Addr,
        interface: Option<Ipv4Addr>,
    ) -> Result<()> {
        let interface = interface.unwrap_or(Ipv4Addr::UNSPECIFIED);
        self.set(|socket, _| socket.join_ssm_v4(&source, &group, &interface))
    }

    /// Takes back [`join_multicast_of`](Udp::join_multicast_of).
    ///
    /// # Errors
    ///
    /// As [`leave_multicast`](Udp::leave_multicast).
    pub fn leave_multicast_of(
        &self,
        source: Ipv4Addr,
        group: Ipv4Addr,
        interface: Option<Ipv4Addr>,
    ) -> Result<()> {
        let interface = interface.unwrap_or(Ipv4Addr::UNSPECIFIED);
        self.set(|socket, _| socket.leave_ssm_v4(&source, &group, &interface))
    }

    /// How many bytes the system keeps of what has come.
    ///
    /// # Errors
    ///
    /// As [`set_broadcast`](Udp::set_broadcast).
    pub fn receive_buffer_bytes(&self) -> Result<usize> {
        self.state("uv_recv_buffer_size")?
            .with_socket("uv_recv_buffer_size", |socket| socket.recv_buffer_size())
    }

    /// Sets how many bytes the system keeps of what has come. It may keep more.
    ///
    /// # Errors
    ///
    /// As [`set_broadcast`](Udp::set_broadcast).
    pub fn set_receive_buffer_bytes(&self, bytes: usize) -> Result<()> {
        self.state("uv_recv_buffer_size")?
            .with_socket("uv_recv_buffer_size", |socket| socket.set_recv_buffer_size(bytes))
    }

    /// How many bytes the system keeps of what is to be sent.
    ///
    /// # Errors
    ///
    /// As [`set_broadcast`](Udp::set_broadcast).
    pub fn send_buffer_bytes(&self) -> Result<usize> {
        self.state("uv_send_buffer_size")?
            .with_socket("uv_send_buffer_size", |socket| socket.send_buffer_size())
    }

    /// Sets how many bytes the system keeps of what is to be sent. It may keep more.
    ///
    /// # Errors
    ///
    /// As [`set_broadcast`](Udp::set_broadcast).
    pub fn set_send_buffer_bytes(&self, bytes: usize) -> Result<()> {
        self.state("uv_send_buffer_size")?
            .with_socket("uv_send_buffer_size", |socket| socket.set_send_buffer_size(bytes))
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
