//! Descriptors that came by number, on Unix.

#![allow(unsafe_code, reason = "the system gives numbers of descriptors a meaning, Rust does not")]

use std::fs::File;
use std::io;
use std::os::fd::{BorrowedFd, FromRawFd, OwnedFd};

use rustix::io::{Errno, FdFlags};

/// Another descriptor for what `number` stands for in this process, with the same position.
///
/// # Errors
///
/// `EBADF` if `number` is not open; `EMFILE` if there are too many.
pub fn duplicate(number: i32) -> io::Result<File> {
    borrow(number)?.try_clone_to_owned().map(File::from)
}

/// The descriptor `number` itself, which is closed when the file is dropped.
///
/// Only what this process was started with is given away, once: what is opened here, by whoever, is
/// closed in new programs, what was inherited is not, and that tells them apart.
///
/// # Errors
///
/// `EBADF` if `number` is not open, or was opened in this process.
pub fn take_inherited(number: i32) -> io::Result<File> {
    let flags = rustix::io::fcntl_getfd(borrow(number)?)?;
    if flags.contains(FdFlags::CLOEXEC) {
        return Err(Errno::BADF.into());
    }
    // SAFETY: the descriptor is open, as it just had flags, and inherited, as it is left open in new
    // programs: no value of this process owns it. Taking it a second time finds it closed.
    Ok(File::from(unsafe { OwnedFd::from_raw_fd(number) }))
}

/// Borrows a descriptor for a call or two, in which the kernel says if it is not open.
fn borrow(number: i32) -> io::Result<BorrowedFd<'static>> {
    if number < 0 {
        return Err(Errno::BADF.into());
    }
    // SAFETY: the number is not -1, and both users above do nothing with it but to ask the kernel, which
    // refuses a number that is not open.
    let borrowed = unsafe { BorrowedFd::borrow_raw(number) };
    Ok(borrowed)
}
