//! Looking a name up as every program of the system does.

use std::net::IpAddr;

use dns_lookup::{AddrFamily, AddrInfoHints, LookupError, LookupErrorKind, SockType, getaddrinfo};

use crate::{Error, Result};

/// A family of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

/// What is looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LookupOptions {
    /// Addresses of this family alone; of both without this.
    pub family: Option<Family>,
    /// The system's flags, such as `AI_ADDRCONFIG`, as a number.
    pub hints: i32,
}

/// The addresses of `host`, in the order the system prefers, at least one. Waits for the network.
///
/// # Errors
///
/// Those of [`lookup`](super::lookup).
///
/// Source: Node.js `dns.lookup` with `all`; `getaddrinfo` of POSIX.
pub fn lookup_sync(host: &str) -> Result<Vec<IpAddr>> {
    lookup_with_sync(host, LookupOptions::default())
}

/// [`lookup_sync`] of one family, or with hints.
pub(super) fn lookup_with_sync(host: &str, options: LookupOptions) -> Result<Vec<IpAddr>> {
    let hints = AddrInfoHints {
        // Without a type each address comes once for streams, once for datagrams and once for raw sockets.
        socktype: SockType::Stream.into(),
        address: match options.family {
            None => 0,
            Some(Family::V4) => AddrFamily::Inet.into(),
            Some(Family::V6) => AddrFamily::Inet6.into(),
        },
        flags: options.hints,
        ..AddrInfoHints::default()
    };
    let found = getaddrinfo(Some(host), None, Some(hints)).map_err(|e| failed(host, e))?;
    let mut addresses: Vec<IpAddr> = Vec::new();
    for address in found.flatten().map(|info| info.sockaddr.ip()) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    if addresses.is_empty() {
        return Err(not_found(host, "ENOTFOUND"));
    }
    Ok(addresses)
}

fn failed(host: &str, error: LookupError) -> Error {
    match code_of(error.kind()) {
        Some(code) => not_found(host, code),
        None => Error::network(error.into(), "getaddrinfo").with_host(host),
    }
}

/// What Node calls it; `None` for an error of the system.
pub(super) fn code_of(kind: LookupErrorKind) -> Option<&'static str> {
    match kind {
        LookupErrorKind::Again => Some("EAI_AGAIN"),
        LookupErrorKind::Fail => Some("EAI_FAIL"),
        LookupErrorKind::Memory => Some("EAI_MEMORY"),
        LookupErrorKind::System | LookupErrorKind::IO => None,
        _ => Some("ENOTFOUND"),
    }
}

fn not_found(host: &str, code: &'static str) -> Error {
    Error::code_of(code, "getaddrinfo").with_host(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_its_own_name() {
        assert_eq!(lookup_sync("127.0.0.1").unwrap(), [IpAddr::from([127, 0, 0, 1])]);
        assert_eq!(lookup_sync("::1").unwrap(), ["::1".parse::<IpAddr>().unwrap()]);
    }

    #[test]
    fn this_machine_is_known_by_name() {
        assert!(lookup_sync("localhost").unwrap().iter().all(IpAddr::is_loopback));
    }

    #[test]
    fn a_name_that_cannot_be_is_not_found() {
        let error = lookup_sync("not a name").unwrap_err();
        assert_eq!(error.to_string(), "getaddrinfo ENOTFOUND not a name");
        assert_eq!((error.code(), error.syscall()), ("ENOTFOUND", "getaddrinfo"));
        assert_eq!(error.address(), Some("not a name"));
        assert_eq!(lookup_sync("a\0b").unwrap_err().syscall(), "getaddrinfo");
    }
}
