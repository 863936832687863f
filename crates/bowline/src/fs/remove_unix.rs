//! Removing a directory with all that is in it, by open directories rather than by paths: whoever
//! puts a link in the place of a directory meanwhile does not lead us elsewhere.

use std::ffi::OsStr;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::{Error, Result};

/// Removes the directory at `path` and what is in it.
pub(super) fn remove(path: &Path) -> Result<()> {
    remove_directory(CWD, path.as_os_str(), path)
}

/// Removes the directory `name` of `parent`; errors call it `path`.
fn remove_directory(parent: impl AsFd, name: &OsStr, path: &Path) -> Result<()> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    match rustix::fs::openat(&parent, name, flags, Mode::empty()) {
        Ok(directory) => empty(&directory, path)?,
        Err(Errno::NOENT) => return Ok(()),
        // One that may not be read may still be empty; if it is not, `rmdir` says so.
        Err(Errno::ACCESS) => {}
        Err(error) => return Err(failed(error, "scandir", path)),
    }
    match rustix::fs::unlinkat(&parent, name, AtFlags::REMOVEDIR) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(error) => Err(failed(error, "rmdir", path)),
    }
}

fn empty(directory: &OwnedFd, path: &Path) -> Result<()> {
    let entries = Dir::read_from(directory).map_err(|e| failed(e, "scandir", path))?;
    for entry in entries {
        let entry = entry.map_err(|e| failed(e, "scandir", path))?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name == "." || name == ".." {
            continue;
        }
        remove_entry(directory, name, entry.file_type(), &path.join(name))?;
    }
    Ok(())
}

fn remove_entry(directory: &OwnedFd, name: &OsStr, kind: FileType, path: &Path) -> Result<()> {
    if kind == FileType::Directory {
        return remove_directory(directory, name, path);
    }
    match rustix::fs::unlinkat(directory, name, AtFlags::empty()) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        // A file system that did not tell the kind: it is a directory after all.
        Err(Errno::ISDIR | Errno::PERM) if kind == FileType::Unknown => {
            remove_directory(directory, name, path)
        }
        Err(error) => Err(failed(error, "unlink", path)),
    }
}

fn failed(error: Errno, syscall: &'static str, path: &Path) -> Error {
    Error::file(error.into(), syscall).with_path(path)
}
