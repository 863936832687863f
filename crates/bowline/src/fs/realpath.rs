//! Where a path leads when every link in it is followed.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::path;
use crate::{Error, Result};

/// The absolute path without links, as the system finds it.
pub(super) fn realpath_native(path: &Path) -> Result<PathBuf> {
    path::check(path)?;
    canonicalize(path).map_err(|e| Error::file(e, "realpath").with_path(path))
}

/// The same; a failure names the part of the path that is to blame.
pub(super) fn realpath(path: &Path) -> Result<PathBuf> {
    path::check(path)?;
    canonicalize(path).map_err(|error| blame(path, error))
}

/// An empty path is where the process is, as for every other part of Node.
fn canonicalize(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path })
}

/// Node's own search looks at one part of the path after the other, so its errors name one.
fn blame(path: &Path, error: io::Error) -> Error {
    let Ok(absolute) = std::path::absolute(path) else {
        return Error::file(error, "lstat").with_path(path);
    };
    let mut walked = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                walked.pop();
                continue;
            }
            other => walked.push(other),
        }
        match fs::symlink_metadata(&walked) {
            Err(error) => return Error::file(error, "lstat").with_path(&walked),
            Ok(metadata) if metadata.is_symlink() => {
                // What the link leads to may be missing, or lead back here.
                if let Err(error) = fs::metadata(&walked) {
                    return blame_target(&walked, error);
                }
            }
            Ok(_) => {}
        }
    }
    Error::file(error, "lstat").with_path(path)
}

fn blame_target(link: &Path, error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound
        && let (Ok(target), Some(parent)) = (fs::read_link(link), link.parent())
    {
        let target = parent.join(target);
        if fs::symlink_metadata(&target).is_err() {
            return blame(&target, error);
        }
    }
    Error::file(error, "stat").with_path(link)
}
