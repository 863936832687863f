//! Removing files and directories.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::Duration;

#[cfg_attr(unix, path = "remove_unix.rs")]
#[cfg_attr(not(unix), path = "remove_other.rs")]
mod tree;

use super::path;
use crate::{Error, Result};

/// How something is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemoveOptions {
    /// Remove directories too, with all that is in them.
    pub recursive: bool,
    /// Do not mind if there is nothing.
    pub force: bool,
    /// How often to try again what fails because somebody uses it. Only if recursive.
    pub retries_max: u32,
    /// How long to wait before the first time; before the second twice as long, and so on.
    pub retry_delay: Duration,
}

impl Default for RemoveOptions {
    fn default() -> RemoveOptions {
        let retry_delay = Duration::from_millis(100);
        RemoveOptions { recursive: false, force: false, retries_max: 0, retry_delay }
    }
}

/// Takes the name `path` from a file; the last one takes the file with it.
pub(super) fn unlink(path: &Path) -> Result<()> {
    path::check(path)?;
    fs::remove_file(path).map_err(|e| Error::file(e, "unlink").with_path(path))
}

/// Removes the empty directory at `path`.
pub(super) fn rmdir(path: &Path) -> Result<()> {
    path::check(path)?;
    fs::remove_dir(path).map_err(|e| Error::file(e, "rmdir").with_path(path))
}

/// Removes what is at `path`.
pub(super) fn rm(path: &Path, options: RemoveOptions) -> Result<()> {
    path::check(path)?;
    match fs::symlink_metadata(path) {
        Err(error) if options.force && error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::file(error, "lstat").with_path(path)),
        Ok(metadata) if !metadata.is_dir() => patiently(options, || remove_file(path)),
        Ok(_) if options.recursive => patiently(options, || tree::remove(path)),
        Ok(_) => Err(refused_directory(path)),
    }
}

fn remove_file(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        // Somebody else was faster, which is as good.
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::file(error, "unlink").with_path(path))
        }
        _ => Ok(()),
    }
}

/// Tries again while somebody is in the way.
fn patiently(options: RemoveOptions, remove: impl Fn() -> Result<()>) -> Result<()> {
    let retries_max = if options.recursive { options.retries_max } else { 0 };
    let mut tries = 0;
    loop {
        match remove() {
            Err(error) if tries < retries_max && is_passing(error.code()) => {
                tries += 1;
                thread::sleep(options.retry_delay.saturating_mul(tries));
            }
            result => return result,
        }
    }
}

fn is_passing(code: &str) -> bool {
    matches!(code, "EBUSY" | "EMFILE" | "ENFILE" | "ENOTEMPTY" | "EPERM")
}

fn refused_directory(path: &Path) -> Error {
    let message =
        format!("Path is a directory: rm returned EISDIR (is a directory) {}", path.display());
    Error::other("ERR_FS_EISDIR", message).caused_by(io::Error::from(ErrorKind::IsADirectory))
}
