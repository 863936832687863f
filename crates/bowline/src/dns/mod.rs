//! Names: their addresses as every program of the system finds them, and what name servers say of them.
//!
//! [`lookup`] does what connecting does: it asks the system, which may know a name from a file. A [`Resolver`] asks
//! name servers, for any kind of record.

mod exchange;
#[cfg(feature = "js")]
pub(crate) mod js;
mod lookup;
mod lookup_service;
mod packet;
pub mod promises;
mod record;
mod resolver;
mod system;

use std::net::{IpAddr, SocketAddr};

use bowline_loop::Lane;

use crate::work::submit_on;
use crate::{Request, Result};

pub use lookup::{Family, LookupOptions, lookup_sync};
pub use record::{Data, Record, RecordKind};
pub use resolver::{Resolver, ResolverOptions};

/// Looks the addresses of `host` up, in the order the system prefers, at least one.
///
/// `callback` runs in the poll phase, never before this call returns. The look-up is a job on the slow lane of the
/// pool: it may wait long for the network.
///
/// # Errors
///
/// `ENOTFOUND` if the name has no address; `EAI_AGAIN` if nobody could be asked.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `dns.lookup` with `all`.
#[track_caller]
pub fn lookup(host: &str, callback: impl FnOnce(Result<Vec<IpAddr>>) + 'static) -> Request {
    lookup_with(host, LookupOptions::default(), callback)
}

/// [`lookup`] of addresses of one family, or with hints for the system.
///
/// # Errors
///
/// As [`lookup`].
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn lookup_with(
    host: &str,
    options: LookupOptions,
    callback: impl FnOnce(Result<Vec<IpAddr>>) + 'static,
) -> Request {
    let host = host.to_owned();
    submit_on(Lane::Slow, move || lookup::lookup_with_sync(&host, options), callback)
}

/// The name of the machine at `address`, and of the service at its port.
///
/// `callback` runs in the poll phase, never before this call returns.
///
/// # Errors
///
/// `ENOTFOUND` if the address has no name; `EAI_AGAIN` if nobody could be asked.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `dns.lookupService`.
#[track_caller]
pub fn lookup_service(
    address: SocketAddr,
    callback: impl FnOnce(Result<(String, String)>) + 'static,
) -> Request {
    submit_on(Lane::Slow, move || lookup_service::lookup_service_sync(address), callback)
}
