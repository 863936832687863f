//! HTTP/1.1, as a client and as a server.

mod client;
mod connect;
mod connection;
#[cfg(test)]
mod duplex;
mod error;
mod headers;
mod incoming;
mod outgoing;
mod request;
mod response;
mod server;
mod stream;
mod target;

#[cfg(test)]
mod tests;

pub use bytes::Bytes;
pub use client::{ClientResponse, RequestOptions};
pub use hyper::header::HeaderMap;
pub use incoming::IncomingMessage;
pub use request::ServerRequest;
pub use response::ServerResponse;
pub use server::ServerOptions;
