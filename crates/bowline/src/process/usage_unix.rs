//! What the process uses of the machine.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use bowline_loop::{Error, Result};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use rustix::fs::Mode;

static STARTED: OnceLock<Instant> = OnceLock::new();

pub(super) fn started() -> Instant {
    *STARTED.get_or_init(Instant::now)
}

pub(super) fn monotonic() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
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
/// What the system says, though none is known.
pub fn resource_usage() -> Result<ResourceUsage> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)
        .map_err(|errno| Error::network(errno.into(), "uv_resource_usage"))?;
    let count = |value: i64| u64::try_from(value).unwrap_or(0);
    // macOS counts in bytes.
    let kib = if cfg!(target_vendor = "apple") { 1024 } else { 1 };
    Ok(ResourceUsage {
        user_us: microseconds(usage.user_time()),
        system_us: microseconds(usage.system_time()),
        max_rss_kib: count(usage.max_rss()) / kib,
        minor_page_faults: count(usage.minor_page_faults()),
        major_page_faults: count(usage.major_page_faults()),
        fs_reads: count(usage.block_reads()),
        fs_writes: count(usage.block_writes()),
        voluntary_context_switches: count(usage.voluntary_context_switches()),
        involuntary_context_switches: count(usage.involuntary_context_switches()),
    })
}

fn microseconds(time: TimeVal) -> u64 {
    let microseconds = i128::from(time.tv_sec()) * 1_000_000 + i128::from(time.tv_usec());
    u64::try_from(microseconds).unwrap_or(0)
}

/// How many bytes of memory the process holds now.
///
/// # Differences from Node
///
/// Where the system has no `/proc`, it is the most the process ever held.
///
/// Source: Node.js `process.memoryUsage.rss`.
///
/// # Errors
///
/// `EMFILE` if there is no descriptor to ask with.
pub fn resident_memory() -> Result<u64> {
    if cfg!(target_os = "linux") {
        let text = std::fs::read_to_string("/proc/self/statm")
            .map_err(|error| Error::network(error, "uv_resident_set_memory"))?;
        let pages: u64 = text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
        return Ok(pages * rustix::param::page_size() as u64);
    }
    Ok(resource_usage()?.max_rss_kib * 1024)
}

/// How many bytes the process may use, as far as somebody limits it; 0 if nobody does or the system does not say.
///
/// Source: Node.js `process.constrainedMemory`.
pub fn constrained_memory() -> u64 {
    ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
        .iter()
        .find_map(|path| std::fs::read_to_string(path).ok())
        .and_then(|text| match text.trim() {
            "max" => Some(u64::MAX),
            bytes => bytes.parse().ok(),
        })
        .unwrap_or(0)
}

/// How many bytes are still free for the process.
///
/// Source: Node.js `process.availableMemory`.
pub fn available_memory() -> u64 {
    crate::os::free_memory().min(constrained_memory().max(1))
}

/// Sets the permissions that new files do not get, if `mask` is there, and gives the ones before.
///
/// Source: Node.js `process.umask`.
pub fn umask(mask: Option<u32>) -> u32 {
    // A mode has 16 bits on some systems.
    #[allow(clippy::useless_conversion, reason = "not useless everywhere")]
    let set =
        |mask: u32| u32::from(rustix::process::umask(Mode::from_raw_mode(mask as _)).as_raw_mode());
    match mask {
        Some(mask) => set(mask),
        None => {
            // There is no asking without setting.
            let before = set(0);
            set(before);
            before
        }
    }
}
