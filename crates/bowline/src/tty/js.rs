//! The native half of `tty`.

use bowline_js::Throws;
use bowline_loop::Error;
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Object, Result, Value};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("isatty", Func::from(super::isatty))?;
    native.set(
        "windowSize",
        Func::from(|fd: i32| {
            super::window_size(fd).map(|(columns, rows)| vec![u32::from(columns), u32::from(rows)])
        }),
    )?;
    native.set(
        "setRawMode",
        Func::from(|ctx: Ctx<'js>, fd: i32, raw: bool| super::set_raw_mode(fd, raw).throws(&ctx)),
    )?;
    native.set("open", Func::from(|ctx: Ctx<'js>, fd: i32| open(&ctx, fd)))
}

/// A stream over the terminal `fd`, by an opening of its own where the system has one: then making it
/// non-blocking is nobody else's affair.
#[cfg(unix)]
fn open<'js>(ctx: &Ctx<'js>, fd: i32) -> Result<Value<'js>> {
    use crate::process::descriptor;
    let copy = descriptor::duplicate(fd)
        .map_err(|_| Error::code_of("EINVAL", "uv_tty_init"))
        .throws(ctx)?;
    if descriptor::kind_of(&copy) != descriptor::Kind::Tty {
        return Err(Error::code_of("EINVAL", "uv_tty_init")).throws(ctx);
    }
    let own = rustix::termios::ttyname(&copy, Vec::new()).ok().and_then(|path| {
        use rustix::fs::{Mode, OFlags, open};
        open(path, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()).ok()
    });
    crate::process::js::stream_of(ctx, own.unwrap_or(copy))
}

#[cfg(not(unix))]
fn open<'js>(ctx: &Ctx<'js>, _: i32) -> Result<Value<'js>> {
    Err(Error::code_of("ENOTSUP", "uv_tty_init")).throws(ctx)
}
