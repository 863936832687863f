//! What the process uses of the machine, where the system is not asked.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use bowline_loop::{Error, Result};

static STARTED: OnceLock<Instant> = OnceLock::new();

pub(super) fn started() -> Instant {
    *STARTED.get_or_init(Instant::now)
}

pub(super) fn monotonic() -> Duration {
    started().elapsed()
}

/// What the process has used since it began.
///
/// Source: Node.js `process.resourceUsage`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResourceUsage {
    /// Processor time in the program's own code, in microseconds.
    pub user_us: u64,
    /// Processor time in the system on its behalf, in microseconds.
    pub system_us: u64,
    /// The most memory it held, in KiB.
    pub max_rss_kib: u64,
    /// Page faults that needed no reading.
    pub minor_page_faults: u64,
    /// Page faults that needed reading.
    pub major_page_faults: u64,
    /// How often the file system had to read.
    pub fs_reads: u64,
    /// How often the file system had to write.
    pub fs_writes: u64,
    /// How often it gave up the processor to wait.
    pub voluntary_context_switches: u64,
    /// How often the processor was taken from it.
    pub involuntary_context_switches: u64,
}

/// What the process has used since it began.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn resource_usage() -> Result<ResourceUsage> {
    Err(Error::code_of("ENOTSUP", "uv_resource_usage"))
}

/// How many bytes of memory the process holds now.
///
/// # Errors
///
/// `ENOTSUP`, always.
pub fn resident_memory() -> Result<u64> {
    Err(Error::code_of("ENOTSUP", "uv_resident_set_memory"))
}

/// How many bytes the process may use: nobody says.
pub fn constrained_memory() -> u64 {
    0
}

/// How many bytes are still free for the process.
pub fn available_memory() -> u64 {
    crate::os::free_memory()
}

/// There is no mask here.
pub fn umask(_: Option<u32>) -> u32 {
    0
}
