//! Waiting until the disk has what was written.

use super::File;
use crate::{Error, Result};

/// Waits for the content and everything that is known about the file.
pub(super) fn fsync(file: &File) -> Result<()> {
    file.as_std().sync_all().map_err(|e| Error::file(e, "fsync"))
}

/// Waits for the content and what is needed to read it.
pub(super) fn fdatasync(file: &File) -> Result<()> {
    file.as_std().sync_data().map_err(|e| Error::file(e, "fdatasync"))
}
