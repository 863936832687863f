//! Names, memory, load, users and priorities.

use std::ffi::CStr;
use std::fs;

use bowline_loop::{Error, Result};
use nix::unistd::{Uid, User};
use rustix::process::Pid;
use rustix::system::{Uname, uname};

fn name_of(get: impl Fn(&Uname) -> &CStr) -> String {
    get(&uname()).to_string_lossy().into_owned()
}

/// The name of the system: `Linux`, `Darwin`. Source: Node.js `os.type`.
pub fn system_name() -> String {
    name_of(Uname::sysname)
}

/// Which release of the system. Source: Node.js `os.release`.
pub fn release() -> String {
    name_of(Uname::release)
}

/// Which build of the system. Source: Node.js `os.version`.
pub fn version() -> String {
    name_of(Uname::version)
}

/// The kind of machine: `x86_64`, `arm64`. Source: Node.js `os.machine`.
pub fn machine() -> String {
    name_of(Uname::machine)
}

/// What the machine calls itself. Source: Node.js `os.hostname`.
pub fn hostname() -> String {
    name_of(Uname::nodename)
}

/// How many bytes of memory there are. Source: Node.js `os.totalmem`.
pub fn total_memory() -> u64 {
    memory("MemTotal:")
}

/// How many bytes of memory a program could get without others being moved out. Source: Node.js `os.freemem`.
pub fn free_memory() -> u64 {
    memory("MemAvailable:")
}

/// A line of `/proc/meminfo`; 0 where there is none.
fn memory(name: &str) -> u64 {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    let kib = line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}

/// How long the machine has been up, in seconds. Source: Node.js `os.uptime`.
pub fn uptime() -> f64 {
    let text = fs::read_to_string("/proc/uptime").unwrap_or_default();
    text.split(' ').next().and_then(|seconds| seconds.parse().ok()).unwrap_or(0.0)
}

/// How many programs wanted to run in the last minute, five minutes, fifteen minutes. Source: Node.js `os.loadavg`.
pub fn load_average() -> [f64; 3] {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let mut numbers = text.split(' ').map(|number| number.parse().unwrap_or(0.0));
    std::array::from_fn(|_| numbers.next().unwrap_or(0.0))
}

/// Who a process acts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserInfo {
    /// The user's number.
    pub uid: u32,
    /// The number of the user's group.
    pub gid: u32,
    /// The name.
    pub username: String,
    /// The home folder.
    pub home: String,
    /// The shell.
    pub shell: String,
}

/// The user this process acts for.
///
/// # Errors
///
/// `ENOENT` if the system does not know the user.
///
/// Source: Node.js `os.userInfo`.
pub fn user_info() -> Result<UserInfo> {
    let user = User::from_uid(Uid::effective())
        .map_err(|errno| Error::network(errno.into(), "uv_os_get_passwd"))?
        .ok_or_else(|| Error::code_of("ENOENT", "uv_os_get_passwd"))?;
    Ok(UserInfo {
        uid: user.uid.as_raw(),
        gid: user.gid.as_raw(),
        username: user.name,
        home: user.dir.to_string_lossy().into_owned(),
        shell: user.shell.to_string_lossy().into_owned(),
    })
}

/// The process `pid`, or this one for 0.
fn process(pid: i32, syscall: &'static str) -> Result<Option<Pid>> {
    if pid < 0 {
        return Err(Error::code_of("ESRCH", syscall));
    }
    Ok(Pid::from_raw(pid))
}

/// How readily others get the processor before process `pid`: from -20, hardly ever, to 19. 0 is this process.
///
/// # Errors
///
/// `ESRCH` if there is no such process.
///
/// Source: Node.js `os.getPriority`.
pub fn priority(pid: i32) -> Result<i32> {
    const CALL: &str = "uv_os_getpriority";
    rustix::process::getpriority_process(process(pid, CALL)?)
        .map_err(|errno| Error::network(errno.into(), CALL))
}

/// Sets what [`priority`] tells.
///
/// # Errors
///
/// `ESRCH` if there is no such process; `EACCES` or `EPERM` if that is not allowed.
///
/// Source: Node.js `os.setPriority`.
pub fn set_priority(pid: i32, priority: i32) -> Result<()> {
    const CALL: &str = "uv_os_setpriority";
    rustix::process::setpriority_process(process(pid, CALL)?, priority)
        .map_err(|errno| Error::network(errno.into(), CALL))
}
