//! Node's modules for Rust, on Node's event loop.
//!
//! An operation has up to three doors with Node's names: a blocking one that ends in `_sync`
//! ([`fs::read_sync`]), one that takes a callback, and one in `promises` that gives a future. All
//! three do the same work and fail with the same [`Error`].

#![forbid(unsafe_code)]

pub mod crypto;
mod dns;
pub mod fs;
pub mod http;

pub use bowline_loop::{Error, Result};
