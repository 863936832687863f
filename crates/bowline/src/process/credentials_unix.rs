//! The user and groups the process acts as.

use std::ffi::CString;

use bowline_loop::{Error, Result};
use nix::errno::Errno;
use nix::unistd::{self, Gid, Group, Uid, User};

fn failed(syscall: &'static str) -> impl Fn(Errno) -> Error {
    move |errno| Error::network(errno.into(), syscall)
}

/// The user the process belongs to. Source: Node.js `process.getuid`.
pub fn user() -> u32 {
    rustix::process::getuid().as_raw()
}

/// The user the process acts as. Source: Node.js `process.geteuid`.
pub fn effective_user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// The group the process belongs to. Source: Node.js `process.getgid`.
pub fn group() -> u32 {
    rustix::process::getgid().as_raw()
}

/// The group the process acts as. Source: Node.js `process.getegid`.
pub fn effective_group() -> u32 {
    rustix::process::getegid().as_raw()
}

/// The groups the process is in, the one it acts as among them. Source: Node.js `process.getgroups`.
///
/// # Errors
///
/// What the system says, though none is known.
pub fn groups() -> Result<Vec<u32>> {
    let groups =
        rustix::process::getgroups().map_err(|errno| Error::network(errno.into(), "getgroups"))?;
    let mut groups: Vec<u32> = groups.into_iter().map(rustix::process::Gid::as_raw).collect();
    let own = effective_group();
    if !groups.contains(&own) {
        groups.push(own);
    }
    Ok(groups)
}

/// Makes the process belong to another user, in all of its threads.
///
/// # Errors
///
/// `EPERM` if it may not.
pub fn set_user(id: u32) -> Result<()> {
    unistd::setuid(Uid::from_raw(id)).map_err(failed("setuid"))
}

/// Makes the process act as another user.
///
/// # Errors
///
/// `EPERM` if it may not.
pub fn set_effective_user(id: u32) -> Result<()> {
    unistd::seteuid(Uid::from_raw(id)).map_err(failed("seteuid"))
}

/// Makes the process belong to another group.
///
/// # Errors
///
/// `EPERM` if it may not.
pub fn set_group(id: u32) -> Result<()> {
    unistd::setgid(Gid::from_raw(id)).map_err(failed("setgid"))
}

/// Makes the process act as another group.
///
/// # Errors
///
/// `EPERM` if it may not.
pub fn set_effective_group(id: u32) -> Result<()> {
    unistd::setegid(Gid::from_raw(id)).map_err(failed("setegid"))
}

/// Sets the other groups of the process.
///
/// # Errors
///
/// `EPERM` if it may not.
#[cfg(not(target_vendor = "apple"))]
pub fn set_groups(ids: &[u32]) -> Result<()> {
    let groups: Vec<Gid> = ids.iter().copied().map(Gid::from_raw).collect();
    unistd::setgroups(&groups).map_err(failed("setgroups"))
}

/// Sets the groups of the process to those of the user `name`, and `extra`.
///
/// # Errors
///
/// `EPERM` if it may not.
#[cfg(not(target_vendor = "apple"))]
pub fn init_groups(name: &str, extra: u32) -> Result<()> {
    let name = CString::new(name).map_err(|_| Error::code_of("EINVAL", "initgroups"))?;
    unistd::initgroups(&name, Gid::from_raw(extra)).map_err(failed("initgroups"))
}

/// Sets the other groups of the process.
///
/// # Errors
///
/// `ENOTSUP`: there is no safe way here.
#[cfg(target_vendor = "apple")]
pub fn set_groups(_: &[u32]) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "setgroups"))
}

/// Sets the groups of the process to those of a user.
///
/// # Errors
///
/// `ENOTSUP`: there is no safe way here.
#[cfg(target_vendor = "apple")]
pub fn init_groups(_: &str, _: u32) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "initgroups"))
}

/// The number of the user `name`.
pub fn user_id(name: &str) -> Option<u32> {
    User::from_name(name).ok().flatten().map(|user| user.uid.as_raw())
}

/// The name of the user `id`.
pub fn user_name(id: u32) -> Option<String> {
    User::from_uid(Uid::from_raw(id)).ok().flatten().map(|user| user.name)
}

/// The number of the group `name`.
pub fn group_id(name: &str) -> Option<u32> {
    Group::from_name(name).ok().flatten().map(|group| group.gid.as_raw())
}
