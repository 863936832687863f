//! Network interfaces, where the system is not asked.

use std::net::IpAddr;

use bowline_loop::{Error, Result};

/// An address of a network interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkInterface {
    /// The interface's name.
    pub name: String,
    /// The address.
    pub address: IpAddr,
    /// Which part of the address names the network.
    pub netmask: IpAddr,
    /// The hardware's address: `00:00:00:00:00:00` if it has none.
    pub mac: String,
    /// Whether it leads nowhere but to this machine.
    pub is_internal: bool,
    /// Which interface a link-local IPv6 address belongs to; 0 for others.
    pub scope_id: u32,
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn network_interfaces() -> Result<Vec<NetworkInterface>> {
    Err(Error::code_of("ENOTSUP", "uv_interface_addresses"))
}
