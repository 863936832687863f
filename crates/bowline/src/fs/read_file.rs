//! Reading a whole file.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::open::{self, OpenOptions};
use super::{File, cached, path};
use crate::{Error, Result};

/// The largest file that is read whole, in bytes. Node has the same limit.
const SIZE_MAX: u64 = 2 * 1024 * 1024 * 1024 - 1;

/// A read that has not been done yet.
///
/// First [`try_cached`](ReadFile::try_cached) on the loop's thread; when that has no answer, [`run`](ReadFile::run)
/// wherever blocking does no harm.
pub(super) struct ReadFile {
    path: PathBuf,
    options: OpenOptions,
    opened: Option<cached::Opened>,
}

impl ReadFile {
    /// A read of the file at `path`.
    pub(super) fn new(path: &Path) -> Result<ReadFile> {
        ReadFile::with_options(path, OpenOptions::default())
    }

    /// A read of the file at `path`, opened in a way of one's choice.
    pub(super) fn with_options(path: &Path, options: OpenOptions) -> Result<ReadFile> {
        path::check(path)?;
        Ok(ReadFile { path: path.to_owned(), options, opened: None })
    }

    /// The result, if the system can give it without waiting for anything.
    pub(super) fn try_cached(&mut self) -> Option<Result<Vec<u8>>> {
        if self.options.flags != open::READ {
            return None;
        }
        match cached::read(&self.path) {
            cached::Outcome::Read(bytes) => Some(Ok(bytes)),
            cached::Outcome::NotOpened(error) => Some(Err(self.open_failed(error))),
            cached::Outcome::NotRead(error) => Some(Err(Error::file(error, "read"))),
            cached::Outcome::Opened(file) => {
                self.opened = Some(file);
                None
            }
            cached::Outcome::Unknown => None,
        }
    }

    /// Opens, reads and closes, waiting as long as it takes.
    pub(super) fn run(mut self) -> Result<Vec<u8>> {
        let file = match self.opened.take() {
            Some(opened) => opened.wait().map_err(|e| Error::file(e, "read"))?.into(),
            None => open::open(&self.path, &self.options)?,
        };
        read_open(&file)
    }

    fn open_failed(&self, error: io::Error) -> Error {
        Error::file(error, "open").with_path(&self.path)
    }
}

/// Reads what is in `file`: as much as it holds now if it knows its size, to its end otherwise.
///
/// A file that somebody appends to meanwhile is read as far as it went when it was opened, so a busy
/// log cannot keep a reader for ever.
pub(super) fn read_open(file: &File) -> Result<Vec<u8>> {
    let file = file.as_std();
    let size = file.metadata().map_err(|e| Error::file(e, "fstat"))?.len();
    check_size(size)?;
    let mut bytes = Vec::new();
    let capacity = usize::try_from(size).unwrap_or(usize::MAX);
    if bytes.try_reserve_exact(capacity).is_err() {
        return Err(Error::code_of("ENOMEM", "read"));
    }
    // What the kernel makes up as it is read (`/proc`), pipes and devices have size 0.
    let limit = if size == 0 { SIZE_MAX + 1 } else { size };
    file.take(limit).read_to_end(&mut bytes).map_err(|e| Error::file(e, "read"))?;
    check_size(bytes.len() as u64)?;
    Ok(bytes)
}

fn check_size(size: u64) -> Result<()> {
    if size > SIZE_MAX {
        let message = format!("File size ({size}) is greater than 2 GiB");
        return Err(Error::other("ERR_FS_FILE_TOO_LARGE", message));
    }
    Ok(())
}
