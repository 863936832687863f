//! Pipes have no file here.

use bowline_loop::{Error, Pipe, Result};

pub(super) fn widen_access(_: &Pipe, _: bool, _: bool) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "uv_pipe_chmod"))
}
