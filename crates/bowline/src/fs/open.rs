//! Opening a file.

use std::path::Path;

use super::{File, cached, path, system};
use crate::{Error, Result};

#[cfg_attr(unix, path = "flags_unix.rs")]
#[cfg_attr(not(unix), path = "flags_other.rs")]
mod flags;

#[cfg(not(unix))]
pub(super) use flags::ACCESS;
pub(super) use flags::{APPEND, CREATE, EXCLUSIVE, READ, READ_WRITE, SYNCHRONOUS, TRUNCATE, WRITE};

/// How a file is opened.
///
/// ```
/// use bowline::fs::OpenOptions;
///
/// let log = OpenOptions::with_flag("a")?;
/// # assert_eq!(log.mode, 0o666);
/// # Ok::<(), bowline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOptions {
    /// The system's own flags, such as `O_RDONLY`.
    pub flags: u32,
    /// The permissions a new file gets, less those the process masks. Unix only.
    pub mode: u32,
}

impl Default for OpenOptions {
    /// For reading a file that exists.
    fn default() -> OpenOptions {
        OpenOptions { flags: READ, mode: 0o666 }
    }
}

impl OpenOptions {
    /// What Node's flag means: `r`, `r+`, `w`, `wx`, `w+`, `wx+`, `a`, `ax`, `a+`, `ax+`, and with an `s`
    /// behind `r+`, `a` and their like for writing that ends on the disk.
    ///
    /// # Errors
    ///
    /// `ERR_INVALID_ARG_VALUE` for any other text.
    pub fn with_flag(flag: &str) -> Result<OpenOptions> {
        let flags = match flag {
            "r" => READ,
            "rs" | "sr" => READ | SYNCHRONOUS,
            "r+" => READ_WRITE,
            "rs+" | "sr+" => READ_WRITE | SYNCHRONOUS,
            "w" => TRUNCATE | CREATE | WRITE,
            "wx" | "xw" => TRUNCATE | CREATE | WRITE | EXCLUSIVE,
            "w+" => TRUNCATE | CREATE | READ_WRITE,
            "wx+" | "xw+" => TRUNCATE | CREATE | READ_WRITE | EXCLUSIVE,
            "a" => APPEND | CREATE | WRITE,
            "ax" | "xa" => APPEND | CREATE | WRITE | EXCLUSIVE,
            "as" | "sa" => APPEND | CREATE | WRITE | SYNCHRONOUS,
            "a+" => APPEND | CREATE | READ_WRITE,
            "ax+" | "xa+" => APPEND | CREATE | READ_WRITE | EXCLUSIVE,
            "as+" | "sa+" => APPEND | CREATE | READ_WRITE | SYNCHRONOUS,
            _ => {
                let message = format!("The argument 'flags' is invalid. Received '{flag}'");
                return Err(Error::other("ERR_INVALID_ARG_VALUE", message));
            }
        };
        Ok(OpenOptions { flags, ..OpenOptions::default() })
    }
}

/// Opens the file at `path`.
pub(super) fn open(path: &Path, options: &OpenOptions) -> Result<File> {
    path::check(path)?;
    match system::open(path, options) {
        Ok(file) => Ok(File::from(file)),
        Err(error) => Err(Error::file(error, "open").with_path(path)),
    }
}

/// The answer of [`open`], if the system can give it without waiting.
pub(super) fn open_cached(path: &Path, options: &OpenOptions) -> Option<Result<File>> {
    if options.flags != READ {
        return None;
    }
    if let Err(error) = path::check(path) {
        return Some(Err(error));
    }
    match cached::open(path)? {
        Ok(file) => Some(Ok(File::from(file))),
        Err(error) => Some(Err(Error::file(error, "open").with_path(path))),
    }
}
