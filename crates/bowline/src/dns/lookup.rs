//! Looking a name up as every program of the system does.

use std::net::IpAddr;

use dns_lookup::{AddrInfoHints, LookupError, LookupErrorKind, SockType, getaddrinfo};

use crate::{Error, Result};

/// The addresses of `host`, in the order the system prefers, at least one. Waits for the network.
///
/// Source: Node.js `dns.lookup` with `all`; `getaddrinfo` of POSIX.
pub(crate) fn lookup(host: &str) -> Result<Vec<IpAddr>> {
    // Without a type each address comes once for streams, once for datagrams and once for raw sockets.
    let hints = AddrInfoHints { socktype: SockType::Stream.into(), ..AddrInfoHints::default() };
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
    match error.kind() {
        LookupErrorKind::Again => not_found(host, "EAI_AGAIN"),
        LookupErrorKind::Fail => not_found(host, "EAI_FAIL"),
        LookupErrorKind::Memory => not_found(host, "EAI_MEMORY"),
        LookupErrorKind::System | LookupErrorKind::IO => {
            Error::network(error.into(), "getaddrinfo").with_host(host)
        }
        _ => not_found(host, "ENOTFOUND"),
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
        assert_eq!(lookup("127.0.0.1").unwrap(), [IpAddr::from([127, 0, 0, 1])]);
        assert_eq!(lookup("::1").unwrap(), ["::1".parse::<IpAddr>().unwrap()]);
    }

    #[test]
    fn this_machine_is_known_by_name() {
        assert!(lookup("localhost").unwrap().iter().all(IpAddr::is_loopback));
    }

    #[test]
    fn a_name_that_cannot_be_is_not_found() {
        let error = lookup("not a name").unwrap_err();
        assert_eq!(error.to_string(), "getaddrinfo ENOTFOUND not a name");
        assert_eq!((error.code(), error.syscall()), ("ENOTFOUND", "getaddrinfo"));
        assert_eq!(error.address(), Some("not a name"));
        assert_eq!(lookup("a\0b").unwrap_err().syscall(), "getaddrinfo");
    }
}
