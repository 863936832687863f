//! Network interfaces.

use std::collections::HashMap;
use std::net::IpAddr;

use bowline_loop::{Error, Result};
use nix::ifaddrs::getifaddrs;
use nix::net::if_::InterfaceFlags;
use nix::sys::socket::SockaddrStorage;

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

/// All addresses of the interfaces that are up.
///
/// # Errors
///
/// `EMFILE` if there is no descriptor to ask with.
///
/// Source: Node.js `os.networkInterfaces`; libuv `uv_interface_addresses`.
pub fn network_interfaces() -> Result<Vec<NetworkInterface>> {
    let all: Vec<_> = getifaddrs()
        .map_err(|errno| Error::network(errno.into(), "uv_interface_addresses"))?
        .filter(|entry| entry.flags.contains(InterfaceFlags::IFF_UP | InterfaceFlags::IFF_RUNNING))
        .collect();
    let mut macs = HashMap::new();
    for entry in &all {
        if let Some(mac) = entry.address.as_ref().and_then(mac_of) {
            macs.insert(entry.interface_name.clone(), mac);
        }
    }
    let interfaces = all.into_iter().filter_map(|entry| {
        let (address, scope_id) = ip_of(entry.address.as_ref()?)?;
        let (netmask, _) = ip_of(entry.netmask.as_ref()?)?;
        let mac = macs.get(&entry.interface_name).cloned();
        Some(NetworkInterface {
            mac: mac.unwrap_or_else(|| "00:00:00:00:00:00".to_owned()),
            name: entry.interface_name,
            address,
            netmask,
            is_internal: entry.flags.contains(InterfaceFlags::IFF_LOOPBACK),
            scope_id,
        })
    });
    Ok(interfaces.collect())
}

fn ip_of(address: &SockaddrStorage) -> Option<(IpAddr, u32)> {
    if let Some(v4) = address.as_sockaddr_in() {
        return Some((IpAddr::V4(v4.ip()), 0));
    }
    let v6 = address.as_sockaddr_in6()?;
    Some((IpAddr::V6(v6.ip()), v6.scope_id()))
}

fn mac_of(address: &SockaddrStorage) -> Option<String> {
    let bytes = address.as_link_addr()?.addr()?;
    let parts: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(parts.join(":"))
}
