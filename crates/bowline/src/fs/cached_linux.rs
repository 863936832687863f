//! Reading what is in memory already, without ever waiting for a disk.
//!
//! `openat2` with `RESOLVE_CACHED` walks the path in the kernel's name cache only, and `preadv2` with
//! `RWF_NOWAIT` reads from its page cache only. Both refuse at once when they would have to wait.

use std::fs::{File, Metadata};
use std::io::{self, IoSliceMut};
use std::num::NonZeroU64;
use std::path::Path;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Advice, CWD, FileType, Mode, OFlags, ResolveFlags};
use rustix::io::{Errno, ReadWriteFlags};

use super::read::WithoutWaiting;

/// The largest file read on the loop's thread, in bytes: copying more would hold up the loop for
/// longer than a job costs.
pub(super) const SIZE_MAX: usize = 256 * 1024;

/// What could be learned without waiting.
pub(super) enum Outcome {
    /// The whole file.
    Read(Vec<u8>),
    /// Opening fails with this.
    NotOpened(io::Error),
    /// It opens, but reading fails with this.
    NotRead(io::Error),
    /// It is open, but reading may have to wait.
    Opened(Opened),
    /// Nothing: the path is not in memory, or the kernel is too old to say.
    Unknown,
}

/// A file that was opened without waiting, and may be a pipe or a device.
pub(super) struct Opened {
    file: File,
    kind: FileType,
}

impl Opened {
    /// Waits until there is something to read, as opening and reading it the usual way would have.
    ///
    /// A named pipe must not be opened a second time: a writer that met the first opening may be
    /// done and gone before the second, which then waits for ever.
    pub(super) fn wait(self) -> io::Result<File> {
        if self.kind != FileType::RegularFile {
            let flags = rustix::fs::fcntl_getfl(&self.file)?;
            rustix::fs::fcntl_setfl(&self.file, flags - OFlags::NONBLOCK)?;
        }
        if self.kind == FileType::Fifo {
            // A pipe that no writer has opened yet looks like one at its end, except to `poll`.
            let mut waiting = [PollFd::new(&self.file, PollFlags::IN)];
            rustix::io::retry_on_intr(|| poll(&mut waiting, None))?;
        }
        Ok(self.file)
    }
}

/// Reads the file at `path` if that needs no waiting.
pub(super) fn read(path: &Path) -> Outcome {
    // `NONBLOCK` is for what turns out to be a pipe or a device; regular files ignore it.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOCTTY | OFlags::NONBLOCK;
    match rustix::fs::openat2(CWD, path, flags, Mode::empty(), ResolveFlags::CACHED) {
        Ok(descriptor) => read_open(File::from(descriptor)),
        Err(error) if is_final(error) => Outcome::NotOpened(error.into()),
        Err(_) => Outcome::Unknown,
    }
}

/// Whether an error of opening does not depend on what is in memory, so that it is the answer.
///
/// The others: AGAIN if the path is not in memory; NOSYS, INVAL and PERM from a kernel before 5.12, or
/// a sandbox that does not know the call. A blocking open says more about everything else.
fn is_final(error: Errno) -> bool {
    matches!(
        error,
        Errno::NOENT
            | Errno::ACCESS
            | Errno::NOTDIR
            | Errno::LOOP
            | Errno::NAMETOOLONG
            | Errno::MFILE
    )
}

/// What the system knows about `path`, or what it leads to, if that needs no waiting.
pub(super) fn stat(path: &Path, follows: bool) -> Option<io::Result<Metadata>> {
    match place(path, follows)? {
        Ok(place) => Some(place.metadata()),
        Err(error) => Some(Err(error)),
    }
}

/// A descriptor that stands for `path` without opening what is there.
fn place(path: &Path, follows: bool) -> Option<io::Result<File>> {
    let links = if follows { OFlags::empty() } else { OFlags::NOFOLLOW };
    let flags = OFlags::PATH | OFlags::CLOEXEC | links;
    match rustix::fs::openat2(CWD, path, flags, Mode::empty(), ResolveFlags::CACHED) {
        Ok(descriptor) => Some(Ok(File::from(descriptor))),
        Err(error) if is_final(error) => Some(Err(error.into())),
        Err(_) => None,
    }
}

/// The regular file at `path`, open for reading, if that needs no waiting.
pub(super) fn open(path: &Path) -> Option<io::Result<File>> {
    // Only looking first: opening a pipe or a device cannot be taken back.
    match place(path, true)? {
        Ok(place) if is_regular(&place) => {}
        Ok(_) => return None,
        Err(error) => return Some(Err(error)),
    }
    // Should a pipe have come into its place meanwhile, the loop does not wait for its other side.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOCTTY | OFlags::NONBLOCK;
    let opened = rustix::fs::openat2(CWD, path, flags, Mode::empty(), ResolveFlags::CACHED);
    let file = match opened {
        Ok(descriptor) => File::from(descriptor),
        Err(error) if is_final(error) => return Some(Err(error.into())),
        Err(_) => return None,
    };
    let is_plain = is_regular(&file) && rustix::fs::fcntl_setfl(&file, OFlags::RDONLY).is_ok();
    is_plain.then_some(Ok(file))
}

fn read_open(file: File) -> Outcome {
    let Ok(stat) = rustix::fs::fstat(&file) else { return Outcome::Unknown };
    let kind = FileType::from_raw_mode(stat.st_mode);
    match kind {
        FileType::RegularFile => {}
        FileType::Directory => return Outcome::NotRead(Errno::ISDIR.into()),
        _ => return Outcome::Opened(Opened { file, kind }),
    }
    let size = usize::try_from(stat.st_size).unwrap_or(usize::MAX);
    if size > SIZE_MAX {
        return Outcome::Opened(Opened { file, kind });
    }
    match read_cached(&file, size) {
        Some(bytes) => Outcome::Read(bytes),
        None => Outcome::Opened(Opened { file, kind }),
    }
}

/// The first `size` bytes, or fewer if the file has become shorter; `None` if not all are in memory.
fn read_cached(file: &File, size: usize) -> Option<Vec<u8>> {
    // One byte for a file that says it is empty: those in `/proc` say so and are not.
    let mut bytes = vec![0; size.max(1)];
    let mut filled = 0;
    while filled < bytes.len() {
        let mut rest = [IoSliceMut::new(&mut bytes[filled..])];
        match rustix::io::preadv2(file, &mut rest, filled as u64, ReadWriteFlags::NOWAIT) {
            Ok(0) => break,
            Ok(count) => filled += count,
            // AGAIN: the next page is not in memory. NOTSUP: this file system cannot tell.
            Err(_) => return None,
        }
    }
    if size == 0 && filled > 0 {
        return None;
    }
    bytes.truncate(filled);
    Some(bytes)
}

/// The position that stands for where the file is now.
const HERE: u64 = u64::MAX;

/// Reads as much into `buffer` as is in memory.
pub(super) fn read_into(file: &File, buffer: &mut [u8], position: Option<u64>) -> WithoutWaiting {
    let mut filled = 0;
    loop {
        let place = position.map_or(HERE, |position| position + filled as u64);
        let mut rest = [IoSliceMut::new(&mut buffer[filled..])];
        match rustix::io::preadv2(file, &mut rest, place, ReadWriteFlags::NOWAIT) {
            Ok(0) => return WithoutWaiting::All(filled),
            Ok(count) => filled += count,
            Err(_) => return WithoutWaiting::Part(filled),
        }
        // A file that gives less than it was asked for is at its end, or the rest is not in memory; a
        // pipe has given all it had.
        if filled == buffer.len() || !is_regular(file) {
            return WithoutWaiting::All(filled);
        }
    }
}

fn is_regular(file: &File) -> bool {
    rustix::fs::fstat(file)
        .is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile)
}

/// Has the system begin to read a part of the file: at `position`, or where the file is now.
pub(super) fn fetch(file: &File, position: Option<u64>, length: u64) {
    // What has no position is no file on a disk; and advice that cannot be taken is no failure.
    if let Ok(position) = position.map_or_else(|| rustix::fs::tell(file), Ok) {
        let _ = rustix::fs::fadvise(file, position, NonZeroU64::new(length), Advice::WillNeed);
    }
}
