//! Whose a file is.

use std::path::Path;

use super::{File, path, system};
use crate::{Error, Result};

/// Gives what `path` leads to another owner and group; `None` leaves one as it is.
pub(super) fn chown(path: &Path, user: Option<u32>, group: Option<u32>) -> Result<()> {
    path::check(path)?;
    system::chown(path, user, group).map_err(|e| Error::file(e, "chown").with_path(path))
}

/// The same for `path` itself, even if it is a link.
pub(super) fn lchown(path: &Path, user: Option<u32>, group: Option<u32>) -> Result<()> {
    path::check(path)?;
    system::lchown(path, user, group).map_err(|e| Error::file(e, "lchown").with_path(path))
}

/// The same for an open file.
pub(super) fn fchown(file: &File, user: Option<u32>, group: Option<u32>) -> Result<()> {
    system::fchown(file.as_std(), user, group).map_err(|e| Error::file(e, "fchown"))
}
