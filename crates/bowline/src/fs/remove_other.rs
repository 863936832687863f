//! Removing a directory with all that is in it.

use std::path::Path;

use crate::{Error, Result};

/// Removes the directory at `path` and what is in it.
pub(super) fn remove(path: &Path) -> Result<()> {
    std::fs::remove_dir_all(path).map_err(|e| Error::file(e, "rm").with_path(path))
}
