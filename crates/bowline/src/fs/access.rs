//! Whether a path may be used.

use std::path::Path;

use super::{path, system};
use crate::{Error, Result};

/// Asks whether the process may use `path` in the ways `wanted` says.
pub(super) fn access(path: &Path, wanted: u32) -> Result<()> {
    path::check(path)?;
    system::access(path, wanted).map_err(|e| Error::file(e, "access").with_path(path))
}
