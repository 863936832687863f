//! From an address to names.

use std::net::SocketAddr;

use dns_lookup::getnameinfo;

use super::lookup::code_of;
use crate::{Error, Result};

/// An address that has no name is not its own. The system's number for that.
const NAME_REQUIRED: i32 =
    if cfg!(any(target_os = "linux", target_os = "android")) { 8 } else { 4 };

/// The names of the machine and of the service. Waits for the network.
///
/// Source: Node.js `dns.lookupService`; `getnameinfo` of POSIX.
pub(super) fn lookup_service_sync(address: SocketAddr) -> Result<(String, String)> {
    getnameinfo(&address, NAME_REQUIRED).map_err(|error| {
        let code = code_of(error.kind()).unwrap_or("EAI_FAIL");
        Error::code_of(code, "getnameinfo").with_host(address.ip().to_string())
    })
}
