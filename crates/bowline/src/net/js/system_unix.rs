//! Sockets that came by the number of their descriptor, and who may use a pipe: whoever may use its file.

use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;

use bowline_js::{Throws, loop_of};
use bowline_loop::{Error, Pipe, Result};
use rquickjs::{Ctx, IntoJs, Value};

use super::{PipeClass, TcpClass};
use crate::process::descriptor::{Kind, is_socket, kind_of};

/// Numbers below this are the standard streams, which stay open.
const FIRST_FREE: i32 = 3;

/// A stream over what `number` stands for.
pub(super) fn open_stream<'js>(ctx: Ctx<'js>, number: i32) -> rquickjs::Result<Value<'js>> {
    let descriptor = take(number).throws(&ctx)?;
    match kind_of(&descriptor) {
        Kind::Tcp | Kind::Pipe => crate::process::js::stream_of(&ctx, descriptor),
        // Which is what the program is told.
        kind => kind.name().into_js(&ctx),
    }
}

/// What accepts connections at a socket that was bound elsewhere.
pub(super) fn open_listener<'js>(ctx: Ctx<'js>, number: i32) -> rquickjs::Result<Value<'js>> {
    // Whatever it is, or is not, it cannot listen.
    let unsuitable = || Error::code_of("EINVAL", "listen");
    let descriptor = take(number).map_err(|_| unsuitable()).throws(&ctx)?;
    match kind_of(&descriptor) {
        Kind::Tcp => {
            let tcp = loop_of(&ctx).tcp().throws(&ctx)?;
            tcp.open_listener(descriptor.into()).throws(&ctx)?;
            TcpClass::new(tcp).into_js(&ctx)
        }
        Kind::Pipe if is_socket(&descriptor) => {
            let pipe = loop_of(&ctx).pipe().throws(&ctx)?;
            pipe.open_listener(descriptor.into()).throws(&ctx)?;
            PipeClass::new(pipe).into_js(&ctx)
        }
        _ => Err(unsuitable()).throws(&ctx),
    }
}

/// The descriptor itself, if it came with the process; otherwise another one for the same thing.
fn take(number: i32) -> Result<OwnedFd> {
    let taken = if number < FIRST_FREE {
        bowline_js::fd::duplicate(number)
    } else {
        bowline_js::fd::take_inherited(number).or_else(|_| bowline_js::fd::duplicate(number))
    };
    taken.map(OwnedFd::from).map_err(|error| Error::network(error, "open"))
}

/// Gives every user the right to read or write.
pub(super) fn widen_access(pipe: &Pipe, readable: bool, writable: bool) -> Result<()> {
    let path = pipe.local_path()?;
    let failed = |error| Error::network(error, "uv_pipe_chmod");
    let mut permissions = std::fs::metadata(&path).map_err(failed)?.permissions();
    let wider = if readable { 0o444 } else { 0 } | if writable { 0o222 } else { 0 };
    permissions.set_mode(permissions.mode() | wider);
    std::fs::set_permissions(&path, permissions).map_err(failed)
}
