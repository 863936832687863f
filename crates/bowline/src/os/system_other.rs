//! Names, memory, load, users and priorities, where the system is not asked.

use bowline_loop::{Error, Result};

/// The name of the system. Source: Node.js `os.type`.
pub fn system_name() -> String {
    if cfg!(windows) { "Windows_NT".to_owned() } else { std::env::consts::OS.to_owned() }
}

/// Which release of the system: not known.
pub fn release() -> String {
    String::new()
}

/// Which build of the system: not known.
pub fn version() -> String {
    String::new()
}

/// The kind of machine. Source: Node.js `os.machine`.
pub fn machine() -> String {
    std::env::consts::ARCH.to_owned()
}

/// What the machine calls itself. Source: Node.js `os.hostname`.
pub fn hostname() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// How many bytes of memory there are: not known.
pub fn total_memory() -> u64 {
    0
}

/// How many bytes of memory are free: not known.
pub fn free_memory() -> u64 {
    0
}

/// How long the machine has been up: not known.
pub fn uptime() -> f64 {
    0.0
}

/// How many programs wanted to run: not known.
pub fn load_average() -> [f64; 3] {
    [0.0; 3]
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

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn user_info() -> Result<UserInfo> {
    Err(Error::code_of("ENOTSUP", "uv_os_get_passwd"))
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn priority(_: i32) -> Result<i32> {
    Err(Error::code_of("ENOTSUP", "uv_os_getpriority"))
}

/// Not here.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn set_priority(_: i32, _: i32) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "uv_os_setpriority"))
}
