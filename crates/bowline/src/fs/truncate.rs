//! Cutting a file, or making it longer.

use std::path::Path;

use super::File;
use super::open::{self, OpenOptions};
use crate::{Error, Result};

/// Makes the file at `path` `length` bytes long.
pub(super) fn truncate(path: &Path, length: u64) -> Result<()> {
    let options = OpenOptions { flags: open::READ_WRITE, ..OpenOptions::default() };
    ftruncate(&open::open(path, &options)?, length)
}

/// Makes an open file `length` bytes long.
pub(super) fn ftruncate(file: &File, length: u64) -> Result<()> {
    file.as_std().set_len(length).map_err(|e| Error::file(e, "ftruncate"))
}
