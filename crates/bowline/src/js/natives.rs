//! Which folder has which native half.

use bowline_js::Native;

/// The native half of a folder.
pub(super) fn of(folder: &str) -> Option<Native> {
    // By hand and in order: one line a folder.
    match folder {
        "buffer" => Some(crate::buffer::js::native),
        #[cfg(unix)]
        "child_process" => Some(crate::child_process::js::native),
        "crypto" => Some(crate::crypto::js::native),
        "dgram" => Some(crate::dgram::js::native),
        "dns" => Some(crate::dns::js::native),
        "fs" => Some(crate::fs::js::native),
        "http" => Some(crate::http::js::native),
        "internal" => Some(crate::internal::js::native),
        "module" => Some(crate::module::js::native),
        "net" => Some(crate::net::js::native),
        "os" => Some(crate::os::js::native),
        "path" => Some(crate::path::js::native),
        "perf_hooks" => Some(crate::perf_hooks::js::native),
        "process" => Some(crate::process::js::native),
        "runtime" => Some(crate::runtime::js::native),
        "timers" => Some(crate::timers::js::native),
        "tty" => Some(crate::tty::js::native),
        "url" => Some(crate::url::js::native),
        _ => None,
    }
}
