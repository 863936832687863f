//! Writing a whole file.

use std::path::{Path, PathBuf};

use super::open::{self, OpenOptions};
use super::{flush, path, write};
use crate::Result;

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
    options: OpenOptions,
    flush: bool,
}

impl WriteFile {
    /// A write to the file at `path`.
    pub(super) fn new(path: &Path, options: &WriteOptions) -> Result<WriteFile> {
        let WriteOptions { mode, append, exclusive, flush } = *options;
        let behind = if append { open::APPEND } else { open::TRUNCATE };
        let new = if exclusive { open::EXCLUSIVE } else { 0 };
        let flags = open::WRITE | open::CREATE | behind | new;
        WriteFile::with_options(path, OpenOptions { flags, mode }, flush)
    }

    /// A write to the file at `path`, opened in a way of one's choice.
    pub(super) fn with_options(
        path: &Path,
        options: OpenOptions,
        flush: bool,
    ) -> Result<WriteFile> {
        path::check(path)?;
        Ok(WriteFile { path: path.to_owned(), options, flush })
    }

    /// Opens, writes `data` and closes, waiting as long as it takes.
    pub(super) fn run(self, data: &[u8]) -> Result<()> {
        let file = open::open(&self.path, &self.options)?;
        write::write_all(&file, data, None)?;
        if self.flush {
            flush::fsync(&file)?;
        }
        Ok(())
    }
}
