//! Bytes nobody can guess.

use std::io;

use super::pbkdf2::out_of_range;
use crate::{Error, Result};

/// How many bytes can be had at once. Node's limit.
const SIZE_MAX: usize = i32::MAX as usize;

/// Refuses more bytes than Node gives.
pub(super) fn check(size: usize) -> Result<()> {
    if size > SIZE_MAX {
        return Err(out_of_range("size", 0, size as u64));
    }
    Ok(())
}

/// `size` bytes from the system.
pub(super) fn run(size: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; size];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// Fills `bytes` from the system. Every secret of this library comes from here.
pub(super) fn fill(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| {
        let error = error.raw_os_error().map_or_else(
            || io::Error::new(io::ErrorKind::Unsupported, error),
            io::Error::from_raw_os_error,
        );
        Error::file(error, "getrandom")
    })
}
