//! Copying a file or a whole tree.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::copy_file::{self, CopyOptions};
use super::mkdir::{self, MkdirOptions};
use super::stat::{self, Stat};
use super::times::{self, FileTimes};
use super::{FileKind, link, mode, path, remove};
use crate::{Error, Result};

/// How a tree is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpOptions {
    /// Copy directories too, with all that is in them.
    pub recursive: bool,
    /// Replace files that are there; otherwise they stay as they are. On by default.
    pub force: bool,
    /// Fail with `ERR_FS_CP_EEXIST` if a file is there and is not replaced.
    pub error_on_exist: bool,
    /// Copy what links lead to and not the links.
    pub dereference: bool,
    /// Keep links as they are written, even if they lead elsewhere from where they come to be.
    pub verbatim_symlinks: bool,
    /// Give copies the times of what they are copied from.
    pub preserve_timestamps: bool,
}

impl Default for CpOptions {
    fn default() -> CpOptions {
        CpOptions {
            recursive: false,
            force: true,
            error_on_exist: false,
            dereference: false,
            verbatim_symlinks: false,
            preserve_timestamps: false,
        }
    }
}

/// Copies what is at `from` to `to`.
pub(super) fn cp(from: &Path, to: &Path, options: &CpOptions) -> Result<()> {
    path::check(from)?;
    path::check(to)?;
    let (source, target) = check(from, to, options)?;
    check_parents(from, &source, to)?;
    if let Some(parent) = to.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        mkdir::mkdir(parent, &MkdirOptions { recursive: true, ..MkdirOptions::default() })?;
    }
    copy(from, to, &source, target.is_some(), options)
}

/// What both are, if the one can be copied to the other.
fn check(from: &Path, to: &Path, options: &CpOptions) -> Result<(Stat, Option<Stat>)> {
    let look = if options.dereference { stat::stat } else { stat::lstat };
    let source = look(from)?;
    let target = match look(to) {
        Ok(target) => Some(target),
        Err(error) if error.code() == "ENOENT" => None,
        Err(error) => return Err(error),
    };
    let (here, there) = (from.display(), to.display());
    if let Some(target) = &target {
        if is_same(&source, target) {
            let reason = "src and dest cannot be the same".to_owned();
            return Err(refused("ERR_FS_CP_EINVAL", "EINVAL", reason, to));
        }
        if source.is_directory() && !target.is_directory() {
            let reason = format!("cannot overwrite non-directory {there} with directory {here}");
            return Err(refused("ERR_FS_CP_DIR_TO_NON_DIR", "EISDIR", reason, to));
        }
        if !source.is_directory() && target.is_directory() {
            let reason = format!("cannot overwrite directory {there} with non-directory {here}");
            return Err(refused("ERR_FS_CP_NON_DIR_TO_DIR", "ENOTDIR", reason, to));
        }
    }
    if source.is_directory() && is_below(from, to) {
        return Err(below_itself(from, to));
    }
    Ok((source, target))
}

/// Names do not tell everything: a directory above `to` may be `from` by another name.
fn check_parents(from: &Path, source: &Stat, to: &Path) -> Result<()> {
    let absolute = clean(to);
    for parent in absolute.ancestors().skip(1) {
        match stat::stat(parent) {
            Ok(found) if source.is_directory() && is_same(source, &found) => {
                return Err(below_itself(from, to));
            }
            _ => {}
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path, source: &Stat, is_there: bool, options: &CpOptions) -> Result<()> {
    let refuse = |code, reason: &str| {
        let reason = format!("cannot copy {reason}: {}", to.display());
        Err(refused(code, "EINVAL", reason, to))
    };
    match source.kind {
        FileKind::Directory if !options.recursive => {
            let reason = format!("{} is a directory (not copied)", from.display());
            Err(refused("ERR_FS_EISDIR", "EISDIR", reason, from))
        }
        FileKind::Directory => copy_directory(from, to, source, is_there, options),
        FileKind::SymbolicLink => copy_link(from, to, is_there, options),
        FileKind::Socket => refuse("ERR_FS_CP_SOCKET", "a socket file"),
        FileKind::Fifo => refuse("ERR_FS_CP_FIFO_PIPE", "a FIFO pipe"),
        FileKind::Unknown => refuse("ERR_FS_CP_UNKNOWN", "an unknown file type"),
        FileKind::File | FileKind::BlockDevice | FileKind::CharacterDevice => {
            copy_one(from, to, source, is_there, options)
        }
    }
}

fn copy_one(
    from: &Path,
    to: &Path,
    source: &Stat,
    is_there: bool,
    options: &CpOptions,
) -> Result<()> {
    if is_there && !options.force {
        if !options.error_on_exist {
            return Ok(());
        }
        let reason = format!("{} already exists", to.display());
        return Err(refused("ERR_FS_CP_EEXIST", "EEXIST", reason, to));
    }
    if is_there {
        remove::unlink(to)?;
    }
    copy_file::copy_file(from, to, CopyOptions::default())?;
    if options.preserve_timestamps {
        // Copying has changed when the source was last read, but it was looked at before.
        let (atime_ns, mtime_ns) = (source.atime_ns, source.mtime_ns);
        times::utimes(to, FileTimes { atime_ns, mtime_ns })?;
    }
    Ok(())
}

fn copy_directory(
    from: &Path,
    to: &Path,
    source: &Stat,
    is_there: bool,
    options: &CpOptions,
) -> Result<()> {
    if !is_there {
        mkdir::mkdir(to, &MkdirOptions::default())?;
    }
    let failed = |error: io::Error| Error::file(error, "scandir").with_path(from);
    for entry in fs::read_dir(from).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let (below, place) = (from.join(&name), to.join(&name));
        let (source, target) = check(&below, &place, options)?;
        copy(&below, &place, &source, target.is_some(), options)?;
    }
    // Last, as it may forbid to write into it.
    if !is_there {
        mode::chmod(to, source.mode & 0o7777)?;
    }
    Ok(())
}

fn copy_link(from: &Path, to: &Path, is_there: bool, options: &CpOptions) -> Result<()> {
    let mut target = link::readlink(from)?;
    if !options.verbatim_symlinks && target.is_relative() {
        target = clean(&from.parent().unwrap_or(Path::new("")).join(&target));
    }
    if is_there {
        remove::unlink(to)?;
    }
    link::symlink(&target, to, None)
}

/// Whether both are one file or directory. Systems without such numbers have 0 for all.
fn is_same(one: &Stat, other: &Stat) -> bool {
    one.ino != 0 && one.dev == other.dev && one.ino == other.ino
}

fn is_below(outer: &Path, inner: &Path) -> bool {
    clean(inner).starts_with(clean(outer))
}

/// The absolute path without `..`, by its name alone.
fn clean(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut clean = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

fn below_itself(from: &Path, to: &Path) -> Error {
    let reason =
        format!("cannot copy {} to a subdirectory of self {}", from.display(), to.display());
    refused("ERR_FS_CP_EINVAL", "EINVAL", reason, to)
}

fn refused(code: &'static str, number: &str, reason: String, about: &Path) -> Error {
    let what = match code {
        "ERR_FS_CP_DIR_TO_NON_DIR" => "Cannot overwrite non-directory with directory",
        "ERR_FS_CP_NON_DIR_TO_DIR" => "Cannot overwrite directory with non-directory",
        "ERR_FS_CP_EEXIST" => "Target already exists",
        "ERR_FS_CP_EINVAL" => "Invalid src or dest",
        "ERR_FS_CP_FIFO_PIPE" => "Cannot copy a FIFO pipe",
        "ERR_FS_CP_SOCKET" => "Cannot copy a socket file",
        "ERR_FS_EISDIR" => "Path is a directory",
        _ => "Cannot copy an unknown file type",
    };
    let about = about.display();
    Error::other(code, format!("{what}: cp returned {number} ({reason}) {about}"))
}
