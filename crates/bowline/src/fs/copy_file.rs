//! Copying a file.

use std::fs::{self, File};
use std::io;
use std::path::Path;

#[cfg_attr(unix, path = "copy_unix.rs")]
#[cfg_attr(not(unix), path = "copy_other.rs")]
mod system;

use super::path;
use crate::{Error, Result};

/// How a file is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CopyOptions {
    /// Fail with `EEXIST` if there is something at the destination.
    pub exclusive: bool,
    /// Whether the copy shares its content with the file until one of them changes.
    pub clone: CloneContent,
}

/// Whether a copy shares its content with the file it is of, until one of them changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CloneContent {
    /// As the system likes.
    #[default]
    Whatever,
    /// If the file system can do that.
    IfPossible,
    /// Or not at all.
    Always,
}

/// Copies content and permissions of the file at `from` to `to`.
pub(super) fn copy_file(from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
    path::check(from)?;
    path::check(to)?;
    copy(from, to, options).map_err(|e| Error::file(e, "copyfile").with_path(from).with_dest(to))
}

fn copy(from: &Path, to: &Path, options: CopyOptions) -> io::Result<()> {
    let mut source = File::open(from)?;
    let metadata = source.metadata()?;
    // Emptied only when it is known to be another file.
    let mut open = fs::OpenOptions::new();
    open.write(true).truncate(false).create(true).create_new(options.exclusive);
    system::set_mode(&mut open, &metadata);
    let mut target = open.open(to)?;
    if system::is_same(&metadata, &target.metadata()?) {
        return Ok(());
    }
    let copied = fill(&mut source, &mut target, &metadata, options.clone);
    if copied.is_err() {
        // What was there is gone, and half a copy helps nobody.
        let _ = fs::remove_file(to);
    }
    copied
}

fn fill(
    source: &mut File,
    target: &mut File,
    metadata: &fs::Metadata,
    clone: CloneContent,
) -> io::Result<()> {
    target.set_len(0)?;
    target.set_permissions(metadata.permissions())?;
    if clone != CloneContent::Whatever {
        match system::clone(source, target) {
            Ok(()) => return Ok(()),
            Err(error) if clone == CloneContent::Always => return Err(error),
            Err(_) => {}
        }
    }
    io::copy(source, target)?;
    Ok(())
}
