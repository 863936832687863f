//! Files: read, write, look up.
//!
//! A file that is in memory already, as most small files are that were used lately, is read without
//! leaving the loop's thread; every other one costs one job on the thread pool.

#[cfg_attr(target_os = "linux", path = "cached_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "cached_other.rs")]
mod cached;
mod path;
mod read_file;
mod stat;
mod sync;
mod write_file;

#[cfg(test)]
mod tests;

pub use stat::{FileKind, Stat};
pub use sync::{read_sync, read_to_string_sync, stat_sync, write_sync, write_with_sync};
pub use write_file::WriteOptions;
