//! Who may use a pipe: whoever may use its file.

use std::os::unix::fs::PermissionsExt;

use bowline_loop::{Error, Pipe, Result};

/// Gives every user the right to read or write.
pub(super) fn widen_access(pipe: &Pipe, readable: bool, writable: bool) -> Result<()> {
    let path = pipe.local_path()?;
    let failed = |error| Error::network(error, "uv_pipe_chmod");
    let mut permissions = std::fs::metadata(&path).map_err(failed)?.permissions();
    let wider = if readable { 0o444 } else { 0 } | if writable { 0o222 } else { 0 };
    permissions.set_mode(permissions.mode() | wider);
    std::fs::set_permissions(&path, permissions).map_err(failed)
}
