//! Writing a whole file.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

#[cfg_attr(unix, path = "mode_unix.rs")]
#[cfg_attr(not(unix), path = "mode_other.rs")]
mod system;

use super::path;
use crate::{Error, Result};

/// How a file is written.
///
/// ```
/// use bowline::fs::WriteOptions;
///
/// let log_entry = WriteOptions { append: true, ..WriteOptions::default() };
/// # assert!(!log_entry.exclusive);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// The permissions a new file gets, less those the process masks; 0o666 by default. Unix only.
    pub mode: u32,
    /// Write behind what the file holds instead of replacing it. Node's flag `a`.
    pub append: bool,
    /// Fail with `EEXIST` if there is a file already. Node's flags `wx` and `ax`.
    pub exclusive: bool,
    /// End only when the data has reached the disk. Node's option `flush`.
    pub flush: bool,
}

impl Default for WriteOptions {
    fn default() -> WriteOptions {
        WriteOptions { mode: 0o666, append: false, exclusive: false, flush: false }
    }
}

/// A write that has not been done yet.
pub(super) struct WriteFile {
    path: PathBuf,
    options: WriteOptions,
}

impl WriteFile {
    /// A write to the file at `path`.
    pub(super) fn new(path: &Path, options: &WriteOptions) -> Result<WriteFile> {
        path::check(path)?;
        Ok(WriteFile { path: path.to_owned(), options: options.clone() })
    }

    /// Opens, writes `data` and closes, waiting as long as it takes.
    pub(super) fn run(self, data: &[u8]) -> Result<()> {
        let mut file = self
            .open_options()
            .open(&self.path)
            .map_err(|e| Error::file(e, "open").with_path(&self.path))?;
        file.write_all(data).map_err(|e| Error::file(e, "write"))?;
        if self.options.flush {
            file.sync_all().map_err(|e| Error::file(e, "fsync"))?;
        }
        Ok(())
    }

    fn open_options(&self) -> OpenOptions {
        let WriteOptions { append, exclusive, .. } = self.options;
        let mut open = OpenOptions::new();
        open.write(true).append(append).truncate(!append).create(true).create_new(exclusive);
        system::set_mode(&mut open, self.options.mode);
        open
    }
}
