//! Making directories.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{path, system};
use crate::{Error, Result};

/// How many names [`mkdtemp`] tries.
const NAMES_MAX: u32 = 100;
/// The characters of such a name: six of them at its end.
const NAME_CHARACTERS: &[u8; 62] =
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// How a directory is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MkdirOptions {
    /// Make the directories on the way too, and do not mind if it is there already.
    pub recursive: bool,
    /// The permissions new ones get, less those the process masks; 0o777 by default. Unix only.
    pub mode: u32,
}

impl Default for MkdirOptions {
    fn default() -> MkdirOptions {
        MkdirOptions { recursive: false, mode: 0o777 }
    }
}

/// Makes a directory at `path`. If it is to make those on the way too: the first that it made.
pub(super) fn mkdir(path: &Path, options: &MkdirOptions) -> Result<Option<PathBuf>> {
    path::check(path)?;
    if options.recursive {
        return make_all(path, options.mode);
    }
    system::mkdir(path, options.mode).map_err(|e| failed(e, path))?;
    Ok(None)
}

fn make_all(path: &Path, mode: u32) -> Result<Option<PathBuf>> {
    // Upwards to what is there, then down again.
    let mut missing = vec![path];
    let mut first = None;
    while let Some(&next) = missing.last() {
        match system::mkdir(next, mode) {
            Ok(()) => {
                first.get_or_insert(next);
                missing.pop();
            }
            Err(error) if error.kind() == ErrorKind::NotFound => match next.parent() {
                Some(parent) if !parent.as_os_str().is_empty() && parent != next => {
                    missing.push(parent);
                }
                _ => return Err(failed(error, path)),
            },
            Err(error) => {
                if !is_directory(next) {
                    return Err(failed(refusal(error, next, path), path));
                }
                missing.pop();
            }
        }
    }
    Ok(first.map(Path::to_owned))
}

/// Something on the way is there and is no directory: the path leads nowhere, whatever the call said.
fn refusal(error: io::Error, next: &Path, path: &Path) -> io::Error {
    if error.kind() == ErrorKind::AlreadyExists && next != path {
        return ErrorKind::NotADirectory.into();
    }
    error
}

fn is_directory(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

fn failed(error: io::Error, path: &Path) -> Error {
    Error::file(error, "mkdir").with_path(path)
}

/// Makes a directory that only its owner can enter, with a new name that begins with `prefix`.
pub(super) fn mkdtemp(prefix: &Path) -> Result<PathBuf> {
    path::check(prefix)?;
    let pattern = || with_ending(prefix, "XXXXXX");
    let mut error = io::Error::from(ErrorKind::AlreadyExists);
    for _ in 0..NAMES_MAX {
        let path = with_ending(prefix, &random_name()?);
        match system::mkdir(&path, 0o700) {
            Ok(()) => return Ok(path),
            Err(taken) if taken.kind() == ErrorKind::AlreadyExists => error = taken,
            Err(other) => {
                error = other;
                break;
            }
        }
    }
    Err(Error::file(error, "mkdtemp").with_path(pattern()))
}

fn with_ending(prefix: &Path, ending: &str) -> PathBuf {
    let mut path = prefix.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

fn random_name() -> Result<String> {
    let mut random = [0; 6];
    getrandom::fill(&mut random).map_err(|_| Error::code_of("EIO", "mkdtemp"))?;
    let character = |byte: &u8| NAME_CHARACTERS[*byte as usize % NAME_CHARACTERS.len()] as char;
    Ok(random.iter().map(character).collect())
}
