//! Permissions.

use std::path::Path;

use super::{File, path, system};
use crate::{Error, Result};

/// Gives what `path` leads to new permissions.
pub(super) fn chmod(path: &Path, mode: u32) -> Result<()> {
    path::check(path)?;
    system::chmod(path, mode).map_err(|e| Error::file(e, "chmod").with_path(path))
}

/// Gives `path` new permissions, even if it is a link.
pub(super) fn lchmod(path: &Path, mode: u32) -> Result<()> {
    path::check(path)?;
    system::lchmod(path, mode).map_err(|e| Error::file(e, "lchmod").with_path(path))
}

/// Gives an open file new permissions.
pub(super) fn fchmod(file: &File, mode: u32) -> Result<()> {
    system::fchmod(file.as_std(), mode).map_err(|e| Error::file(e, "fchmod"))
}
