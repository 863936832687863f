//! Node's event loop for Rust.

#![forbid(unsafe_code)]

mod error;

pub use error::{Error, Result};
