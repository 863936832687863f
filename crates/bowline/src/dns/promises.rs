//! The same operations as futures.

use std::net::{IpAddr, SocketAddr};

use super::LookupOptions;
use crate::Promise;

/// Looks the addresses of `host` up.
///
/// # Errors
///
/// Those of [`lookup`](super::lookup).
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn lookup(host: &str) -> Promise<Vec<IpAddr>> {
    lookup_with(host, LookupOptions::default())
}

/// Looks up addresses of one family, or with hints for the system.
///
/// # Errors
///
/// Those of [`lookup`](super::lookup).
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn lookup_with(host: &str, options: LookupOptions) -> Promise<Vec<IpAddr>> {
    Promise::new(|settle| super::lookup_with(host, options, move |found| settle.with(found)))
}

/// The name of the machine at `address`, and of the service at its port.
///
/// # Errors
///
/// Those of [`lookup_service`](super::lookup_service).
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn lookup_service(address: SocketAddr) -> Promise<(String, String)> {
    Promise::new(|settle| super::lookup_service(address, move |found| settle.with(found)))
}
