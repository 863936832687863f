//! Descriptors have no numbers here, and pipes no file.

use bowline_js::Throws;
use bowline_loop::{Error, Pipe, Result};
use rquickjs::{Ctx, Value};

pub(super) fn open_stream<'js>(ctx: Ctx<'js>, _: i32) -> rquickjs::Result<Value<'js>> {
    Err(Error::code_of("ENOTSUP", "open")).throws(&ctx)
}

pub(super) fn open_listener<'js>(ctx: Ctx<'js>, _: i32) -> rquickjs::Result<Value<'js>> {
    Err(Error::code_of("ENOTSUP", "listen")).throws(&ctx)
}

pub(super) fn widen_access(_: &Pipe, _: bool, _: bool) -> Result<()> {
    Err(Error::code_of("ENOTSUP", "uv_pipe_chmod"))
}
