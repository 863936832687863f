//! Addresses as text.

use std::net::{IpAddr, Ipv6Addr, SocketAddr, SocketAddrV6};

/// 4 or 6 for the text of an address, 0 for anything else.
///
/// Source: Node.js `net.isIP`.
pub fn is_ip(text: &str) -> u8 {
    match parse(text, 0) {
        Some(SocketAddr::V4(_)) => 4,
        Some(SocketAddr::V6(_)) => 6,
        None => 0,
    }
}

/// Whether `text` is an IPv4 address, such as `127.0.0.1`.
pub fn is_ipv4(text: &str) -> bool {
    is_ip(text) == 4
}

/// Whether `text` is an IPv6 address, such as `::1` or `fe80::1%eth0`.
pub fn is_ipv6(text: &str) -> bool {
    is_ip(text) == 6
}

/// The address in `text`; one of IPv6 may name the interface it is reached by.
pub(crate) fn parse(text: &str, port: u16) -> Option<SocketAddr> {
    let Some((address, zone)) = text.split_once('%') else {
        return text.parse::<IpAddr>().ok().map(|address| SocketAddr::new(address, port));
    };
    let is_zone = |c: char| c.is_ascii_alphanumeric() || "-.:_".contains(c);
    if zone.is_empty() || !zone.chars().all(is_zone) {
        return None;
    }
    let address: Ipv6Addr = address.parse().ok()?;
    Some(SocketAddrV6::new(address, port, 0, scope(zone)).into())
}

/// The number of an interface. 0 is the system's choice.
fn scope(zone: &str) -> u32 {
    zone.parse().unwrap_or_else(|_| system::interface_index(zone))
}

/// The text of an address, with the interface if it means nothing without.
#[cfg(feature = "js")]
pub(crate) fn text(address: SocketAddr) -> String {
    match address {
        SocketAddr::V6(address) if address.ip().is_unicast_link_local() => {
            let interface = system::interface_name(address.scope_id());
            interface
                .map_or_else(|| address.ip().to_string(), |name| format!("{}%{name}", address.ip()))
        }
        address => address.ip().to_string(),
    }
}

#[cfg(target_os = "linux")]
mod system {
    /// The name of the interface with this number.
    #[cfg(feature = "js")]
    pub(super) fn interface_name(index: u32) -> Option<String> {
        let mut interfaces = std::fs::read_dir("/sys/class/net").ok()?.flatten();
        let name = |entry: std::fs::DirEntry| entry.file_name().into_string().ok();
        interfaces.find_map(|entry| name(entry).filter(|name| interface_index(name) == index))
    }

    /// What the kernel says of the interface.
    pub(super) fn interface_index(name: &str) -> u32 {
        // A name with a slash would lead elsewhere.
        if name.contains('/') {
            return 0;
        }
        let index = std::fs::read_to_string(format!("/sys/class/net/{name}/ifindex"));
        index.ok().and_then(|index| index.trim().parse().ok()).unwrap_or(0)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    #[cfg(feature = "js")]
    pub(super) fn interface_name(index: u32) -> Option<String> {
        (index > 0).then(|| index.to_string())
    }

    pub(super) fn interface_index(_: &str) -> u32 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_names() {
        for text in ["127.0.0.1", "0.0.0.0"] {
            assert!(is_ipv4(text), "{text}");
        }
        for text in ["::", "::1", "::ffff:1.2.3.4", "fe80::1%eth0", "1:2:3:4:5:6:7::"] {
            assert!(is_ipv6(text), "{text}");
        }
        for text in
            ["", "localhost", "1.2.3", "01.2.3.4", "1.2.3.4%lo", "::1%", "::1%a/b", "1.2.3.4 "]
        {
            assert_eq!(is_ip(text), 0, "{text}");
        }
    }
}
