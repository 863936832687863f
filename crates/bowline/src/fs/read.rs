//! Reading a part of an open file.

use super::{File, cached, system};
use crate::{Error, Result};

/// How much of a file behind a part that had to be fetched from the disk is asked for beforehand, in
/// bytes.
const READ_AHEAD: u64 = 1024 * 1024;

/// Up to `length` bytes at `position`, or where the file is now: fewer at its end, or if no more
/// are there yet.
pub(super) fn read(file: &File, length: usize, position: Option<u64>) -> Result<Vec<u8>> {
    let mut bytes = zeros(length)?;
    let count = read_into(file, &mut bytes, position)?;
    cut(&mut bytes, count);
    Ok(bytes)
}

/// Keeps the first `count` bytes, and gives back the memory of the others if they are most of it:
/// whoever collects small chunks would hold many times their size.
pub(super) fn cut(bytes: &mut Vec<u8>, count: usize) {
    bytes.truncate(count);
    if count < bytes.capacity() / 2 {
        bytes.shrink_to_fit();
    }
}

/// [`read`] into memory that is there already: how many bytes.
pub(super) fn read_into(file: &File, buffer: &mut [u8], position: Option<u64>) -> Result<usize> {
    system::read_into(file.as_std(), buffer, position).map_err(|e| Error::file(e, "read"))
}

/// The rest of a read of `length` bytes whose beginning is in `bytes`; asks for what follows
/// beforehand, as many who read a part read the next one too.
pub(super) fn read_on(
    file: &File,
    bytes: Vec<u8>,
    length: usize,
    position: Option<u64>,
) -> Result<Vec<u8>> {
    let begun = bytes.len();
    let mut bytes = if begun == 0 { zeros(length)? } else { bytes };
    bytes.resize(length, 0);
    let place = position.map(|position| position + begun as u64);
    let count = begun + read_into(file, &mut bytes[begun..], place)?;
    cut(&mut bytes, count);
    cached::fetch(file.as_std(), position.map(|position| position + count as u64), READ_AHEAD);
    Ok(bytes)
}

fn zeros(length: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(length).is_err() {
        return Err(Error::code_of("ENOMEM", "read"));
    }
    bytes.resize(length, 0);
    Ok(bytes)
}

/// What of a read needs no waiting.
pub(super) enum WithoutWaiting {
    /// All of it: this many bytes.
    All(usize),
    /// The first so many bytes; the rest may have to wait.
    Part(usize),
}

/// Reads as much into `buffer` as the system has in memory.
pub(super) fn read_cached(file: &File, buffer: &mut [u8], position: Option<u64>) -> WithoutWaiting {
    cached::read_into(file.as_std(), buffer, position)
}

/// All of a part if it is in memory; its beginning, as far as that is, if not.
pub(super) fn read_chunk_cached(
    file: &File,
    length: usize,
    position: Option<u64>,
) -> std::result::Result<Vec<u8>, Vec<u8>> {
    if length > cached::SIZE_MAX {
        return Err(Vec::new());
    }
    let mut bytes = vec![0; length];
    match read_cached(file, &mut bytes, position) {
        WithoutWaiting::All(count) => {
            cut(&mut bytes, count);
            Ok(bytes)
        }
        WithoutWaiting::Part(count) => {
            bytes.truncate(count);
            Err(bytes)
        }
    }
}
