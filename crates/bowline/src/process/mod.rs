//! Node's `process`: what the process is, uses and may do.
//!
//! On Unix. On Windows only the JavaScript face is there, with what the standard library knows.

#[cfg_attr(unix, path = "credentials_unix.rs")]
#[cfg_attr(not(unix), path = "credentials_other.rs")]
mod credentials;
#[cfg_attr(unix, path = "descriptor_unix.rs")]
#[cfg_attr(not(unix), path = "descriptor_other.rs")]
pub(crate) mod descriptor;
#[cfg(feature = "js")]
pub(crate) mod js;
#[cfg_attr(unix, path = "kill_unix.rs")]
#[cfg_attr(not(unix), path = "kill_other.rs")]
mod kill;
#[cfg(all(feature = "js", unix))]
pub(crate) mod stream;
#[cfg(test)]
mod tests;
#[cfg_attr(target_os = "linux", path = "title_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "title_other.rs")]
mod title;
#[cfg_attr(unix, path = "usage_unix.rs")]
#[cfg_attr(not(unix), path = "usage_other.rs")]
mod usage;

pub use credentials::{
    effective_group, effective_user, group, group_id, groups, init_groups, set_effective_group,
    set_effective_user, set_group, set_groups, set_user, user, user_id, user_name,
};
pub use descriptor::restore_stdio;
pub use kill::kill;
pub use title::{set_title, title};
pub use usage::{
    ResourceUsage, available_memory, constrained_memory, resident_memory, resource_usage, umask,
};

use std::path::PathBuf;
use std::time::{Duration, Instant};

use bowline_loop::{Error, Result};

/// The folder that relative paths start from.
///
/// # Errors
///
/// `ENOENT` if it was removed.
///
/// Source: Node.js `process.cwd`.
pub fn cwd() -> Result<PathBuf> {
    std::env::current_dir().map_err(|error| Error::file(error, "uv_cwd"))
}

/// Makes `directory` the folder that relative paths start from.
///
/// # Errors
///
/// `ENOENT` if there is none; `ENOTDIR` if it is no folder; `EACCES` if it may not be searched. The error
/// names both folders.
///
/// Source: Node.js `process.chdir`.
pub fn chdir(directory: &str) -> Result<()> {
    std::env::set_current_dir(directory).map_err(|error| {
        let before = std::env::current_dir().unwrap_or_default();
        Error::file(error, "chdir").with_path(before).with_dest(directory)
    })
}

/// How long the process has run, as far as bowline has seen it.
///
/// Source: Node.js `process.uptime`.
pub fn uptime() -> Duration {
    usage::started().elapsed()
}

/// Takes the time that [`uptime`] counts from. The first call counts.
pub fn start_clock() {
    let _: Instant = usage::started();
}

/// The time of a clock that only goes forward, from an arbitrary beginning.
///
/// Source: Node.js `process.hrtime`.
pub fn hrtime() -> Duration {
    usage::monotonic()
}
