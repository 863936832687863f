//! Node's `os`: facts about the system.

#[cfg_attr(unix, path = "constants_unix.rs")]
#[cfg_attr(not(unix), path = "constants_other.rs")]
mod constants;
#[cfg_attr(target_os = "linux", path = "cpus_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "cpus_other.rs")]
mod cpus;
#[cfg(feature = "js")]
pub(crate) mod js;
#[cfg_attr(unix, path = "network_unix.rs")]
#[cfg_attr(not(unix), path = "network_other.rs")]
mod network;
#[cfg_attr(unix, path = "system_unix.rs")]
#[cfg_attr(not(unix), path = "system_other.rs")]
mod system;
#[cfg(test)]
mod tests;

pub use constants::{ERRORS, SIGNALS};
pub use cpus::{Cpu, cpus};
pub use network::{NetworkInterface, network_interfaces};
pub use system::{
    UserInfo, free_memory, hostname, load_average, machine, priority, release, set_priority,
    system_name, total_memory, uptime, user_info, version,
};

/// How many threads of the process can run at the same time.
///
/// Source: Node.js `os.availableParallelism`.
pub fn available_parallelism() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
