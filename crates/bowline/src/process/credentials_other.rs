//! Users and groups have no numbers here.

use bowline_loop::{Error, Result};

/// The user the process belongs to: always 0.
pub fn user() -> u32 {
    0
}

/// The user the process acts as: always 0.
pub fn effective_user() -> u32 {
    0
}

/// The group the process belongs to: always 0.
pub fn group() -> u32 {
    0
}

/// The group the process acts as: always 0.
pub fn effective_group() -> u32 {
    0
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn groups() -> Result<Vec<u32>> {
    Err(Error::code_of("ENOTSUP", "getgroups"))
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn set_user(_: u32) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "setuid"))
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn set_effective_user(_: u32) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "seteuid"))
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn set_group(_: u32) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "setgid"))
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn set_effective_group(_: u32) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "setegid"))
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn set_groups(_: &[u32]) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "setgroups"))
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn init_groups(_: &str, _: u32) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "initgroups"))
}

/// Nobody has one.
pub fn user_id(_: &str) -> Option<u32> {
    None
}

/// Nobody has one.
pub fn user_name(_: u32) -> Option<String> {
    None
}

/// Nobody has one.
pub fn group_id(_: &str) -> Option<u32> {
    None
}
