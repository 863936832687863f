//! Writing a part of an open file.

use super::{File, system};
use crate::{Error, Result};

/// Writes `data` at `position`, or where the file is now: how many bytes, which may be fewer.
pub(super) fn write(file: &File, data: &[u8], position: Option<u64>) -> Result<usize> {
    system::write(file.as_std(), data, position).map_err(|e| Error::file(e, "write"))
}

/// Writes all of `data`, however often the system has to be asked.
pub(super) fn write_all(file: &File, data: &[u8], position: Option<u64>) -> Result<()> {
    let mut written = 0;
    while written < data.len() {
        let position = position.map(|position| position + written as u64);
        match write(file, &data[written..], position)? {
            0 => return Err(Error::code_of("EIO", "write")),
            count => written += count,
        }
    }
    Ok(())
}
