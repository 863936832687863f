//! The client as futures.
//!
//! Each request is sent when the function is called, and not only when its future is awaited.
//! Dropping the future gives the request up.

use super::client::Prepared;
use super::{ClientResponse, RequestOptions, fetch};
use crate::Promise;

/// Asks for `url`. The future is ready when the head of the response is there.
///
/// ```
/// use bowline::http::promises;
/// use bowline::{Result, spawn_local};
///
/// async fn fetch(url: &str) -> Result<Vec<u8>> {
///     promises::get(url).await?.collect().await
/// }
///
/// bowline::run(|| {
///     spawn_local(async {
///         assert_eq!(fetch("nonsense").await.unwrap_err().code(), "ERR_INVALID_URL");
///     });
/// })?;
/// # Ok::<(), bowline::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`http::get`](super::get).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `http.get`.
#[track_caller]
pub fn get(url: impl AsRef<str>) -> Promise<ClientResponse> {
    request(url, RequestOptions::default())
}

/// Asks for `url` as `options` say.
///
/// # Errors
///
/// Those of [`http::request`](super::request).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `http.request`.
#[track_caller]
pub fn request(url: impl AsRef<str>, options: RequestOptions) -> Promise<ClientResponse> {
    Promise::spawn(fetch::send(Prepared::new(url.as_ref(), options)))
}
