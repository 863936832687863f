//! What is asked of a path before the system sees it.

#[cfg(feature = "js")]
pub(super) use from_bytes::from_bytes;

#[cfg(feature = "js")]
#[cfg_attr(unix, path = "path_unix.rs")]
#[cfg_attr(not(unix), path = "path_other.rs")]
mod from_bytes;

use std::path::Path;

use crate::{Error, Result};

/// Refuses what no system call can be given: a path that holds a zero byte.
pub(super) fn check(path: &Path) -> Result<()> {
    if path.as_os_str().as_encoded_bytes().contains(&0) {
        let message = format!(
            "The argument 'path' must be a string, Uint8Array, or URL without null bytes. Received '{}'",
            path.to_string_lossy().replace('\0', "\\x00")
        );
        return Err(Error::other("ERR_INVALID_ARG_VALUE", message));
    }
    Ok(())
}
