//! The client's operations as futures.
//!
//! Each starts when it is first awaited. Dropping the future gives the request up.

use super::client::{ClientResponse, Prepared, RequestOptions};
use super::connect::connect;
use super::tcp::Connected;
use crate::Result;

/// Asks for `url` with `GET`.
///
/// # Errors
///
/// Those of [`get`](super::get).
///
/// # Panics
///
/// If it is awaited outside a loop.
pub async fn get(url: impl AsRef<str>) -> Result<ClientResponse> {
    request(url, RequestOptions::default()).await
}

/// Asks for `url` as `options` say.
///
/// # Errors
///
/// Those of [`get`](super::get), and those of its method and headers.
///
/// # Panics
///
/// If it is awaited outside a loop.
pub async fn request(url: impl AsRef<str>, options: RequestOptions) -> Result<ClientResponse> {
    let prepared = Prepared::new(url.as_ref(), options)?;
    let target = prepared.target().clone();
    prepared.send(async move { connect(&target, Connected::dial).await }).await
}
