//! Being told when files change.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::Path;

#[cfg_attr(target_os = "linux", path = "watch_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "watch_other.rs")]
mod system;

use super::path;
use crate::Result;

/// How something is watched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WatchOptions {
    /// Watch the directories in it too, and those in them, also new ones.
    pub recursive: bool,
}

/// What happened to something that is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchKind {
    /// A name came or went.
    Rename,
    /// Content, times or permissions changed.
    Change,
}

/// Something happened to what is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchEvent {
    kind: WatchKind,
    name: OsString,
}

impl WatchEvent {
    /// What happened.
    pub fn kind(&self) -> WatchKind {
        self.kind
    }

    /// To which name: of a file in the directory that is watched, seen from there, or of what is watched
    /// itself.
    pub fn name(&self) -> &OsStr {
        &self.name
    }
}

/// Tells of changes until it is closed. Dropping it changes nothing.
///
/// It keeps the loop alive unless [`set_ref`](Watch::set_ref) says otherwise.
pub struct Watch(system::Registration);

impl Watch {
    /// Stops. What has happened and was not told yet is not told any more.
    pub fn close(&self) {
        self.0.close();
    }

    /// Whether it keeps the loop alive.
    pub fn set_ref(&self, referenced: bool) {
        self.0.set_ref(referenced);
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

/// Tells of changes of the file or directory at `path`, and of what is in the directory.
///
/// `callback` runs once for each, behind the poll phase. The system may tell of several changes as
/// one, or of one as several.
///
/// ```
/// use bowline::fs::{self, WatchOptions};
///
/// bowline::run(|| {
///     let watch = fs::watch(".", WatchOptions::default(), |event| println!("{event:?}"));
///     watch.expect("the directory is there").close();
/// })?;
/// # Ok::<(), bowline::Error>(())
/// ```
///
/// # Errors
///
/// `ENOENT` if nothing is at `path`; `ENOSPC` or `EMFILE` if the system watches as much as it will;
/// `ERR_INVALID_ARG_VALUE` if the path holds a zero byte.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `fs.watch`; libuv `uv_fs_event_t`.
#[track_caller]
pub fn watch(
    path: impl AsRef<Path>,
    options: WatchOptions,
    callback: impl FnMut(WatchEvent) + 'static,
) -> Result<Watch> {
    let path = path.as_ref();
    path::check(path)?;
    system::start(path, options, Box::new(callback)).map(Watch)
}
