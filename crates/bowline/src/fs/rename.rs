//! Giving something another name or place.

use std::fs;
use std::path::Path;

use super::path;
use crate::{Error, Result};

/// Moves what is at `from` to `to`, in the place of what is there.
pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    path::check(from)?;
    path::check(to)?;
    fs::rename(from, to).map_err(|e| Error::file(e, "rename").with_path(from).with_dest(to))
}
