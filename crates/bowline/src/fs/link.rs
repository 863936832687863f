//! Links of both kinds.

use std::fs;
use std::path::{Path, PathBuf};

use super::{path, system};
use crate::{Error, Result};

/// What a symbolic link will lead to. Only Windows wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// An ordinary file.
    File,
    /// A directory.
    Directory,
    /// A directory, by a link that needs no privilege.
    Junction,
}

/// Gives the file at `existing` another name.
pub(super) fn link(existing: &Path, new: &Path) -> Result<()> {
    path::check(existing)?;
    path::check(new)?;
    fs::hard_link(existing, new)
        .map_err(|e| Error::file(e, "link").with_path(existing).with_dest(new))
}

/// Makes a link at `path` that leads to `target`.
pub(super) fn symlink(target: &Path, path: &Path, kind: Option<LinkKind>) -> Result<()> {
    path::check(target)?;
    path::check(path)?;
    system::symlink(target, path, kind)
        .map_err(|e| Error::file(e, "symlink").with_path(target).with_dest(path))
}

/// Where the link at `path` leads, as it is written there.
pub(super) fn readlink(path: &Path) -> Result<PathBuf> {
    path::check(path)?;
    fs::read_link(path).map_err(|e| Error::file(e, "readlink").with_path(path))
}
