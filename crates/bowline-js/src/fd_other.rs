//! Descriptors that came by number, where the system has none: the three standard streams.

use std::fs::File;
use std::io;
use std::os::windows::io::AsHandle;

/// Another handle for what `number` stands for.
///
/// # Errors
///
/// `EBADF` if it is not one of the standard streams.
pub fn duplicate(number: i32) -> io::Result<File> {
    let owned = match number {
        0 => io::stdin().as_handle().try_clone_to_owned(),
        1 => io::stdout().as_handle().try_clone_to_owned(),
        2 => io::stderr().as_handle().try_clone_to_owned(),
        _ => return Err(absent()),
    };
    owned.map(File::from)
}

/// Nothing: standard streams are not given away here.
///
/// # Errors
///
/// Always `EBADF`.
pub fn take_inherited(_number: i32) -> io::Result<File> {
    Err(absent())
}

fn absent() -> io::Error {
    // ERROR_INVALID_HANDLE
    io::Error::from_raw_os_error(6)
}
