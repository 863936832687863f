//! The same operations as futures.

use super::Tcp;
use crate::Promise;

/// Connects to `port` of `host`, a name or an address. Dropping the future gives that up.
///
/// # Errors
///
/// Those of [`connect`](super::connect).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `net.connect`.
#[track_caller]
pub fn connect(host: &str, port: u16) -> Promise<Tcp> {
    Promise::spawn(super::connect_to(host.to_owned(), port))
}
