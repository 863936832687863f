//! HTTP/1.1, as a client and as a server.

mod error;
mod headers;
mod outgoing;
mod target;
