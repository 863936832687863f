//! Where a path leads when every link in it is followed.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::path;
use crate::{Error, Result};

/// How many links in a row are followed, as on Linux.
const LINKS_MAX: u32 = 40;

/// The absolute path without links, as the system finds it.
pub(super) fn realpath_native(path: &Path) -> Result<PathBuf> {
    path::check(path)?;
    canonicalize(path).map_err(|e| Error::file(e, "realpath").with_path(path))
}

/// The same; a failure names the part of the path that is to blame.
pub(super) fn realpath(path: &Path) -> Result<PathBuf> {
    path::check(path)?;
    match canonicalize(path) {
        Ok(found) => Ok(found),
        Err(error) => match unnamed(path) {
            Some(found) => Ok(found),
            None => Err(blame(path, error)),
        },
    }
}

/// Where the links of `path` end if that is a pipe or a socket that has no name: something like
/// `/proc/1/fd/pipe:[2]`, which is not there but is what Node gives.
fn unnamed(path: &Path) -> Option<PathBuf> {
    if fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut reached = std::path::absolute(path).ok()?;
    for _ in 0..LINKS_MAX {
        let Ok(target) = fs::read_link(&reached) else { return Some(reached) };
        reached = fs::canonicalize(reached.parent()?).ok()?.join(target);
    }
    None
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
