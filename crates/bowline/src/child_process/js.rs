//! The native half of `child_process`.

mod child;
mod options;

use std::os::unix::net::UnixStream;
use std::time::Duration;

use bowline_js::{Bytes, Throws, View, loop_of};
use rquickjs::prelude::Func;
use rquickjs::{Array, Ctx, Function, IntoJs, Object, Result, Value};

use super::output::run;
use super::{Limits, Output, Stop};
use crate::net::js::PipeClass;
use child::ChildClass;

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("spawn", Func::from(spawn))?;
    native.set("spawnSync", Func::from(spawn_sync))?;
    native.set("deadPipe", Func::from(dead_pipe))
}

/// A pipe whose other end is gone, for the streams of a program that did not start.
fn dead_pipe(ctx: Ctx<'_>) -> Result<PipeClass> {
    let pipe = loop_of(&ctx).pipe().throws(&ctx)?;
    if let Ok((ours, _)) = UnixStream::pair() {
        pipe.open(ours).throws(&ctx)?;
    }
    Ok(PipeClass::new(pipe))
}

/// The number of the system's error, negative.
fn errno_of(error: std::io::Error) -> i32 {
    error.raw_os_error().map_or_else(
        || bowline_loop::Error::network(error, "spawn").errno().unwrap_or(-1),
        |number| -number,
    )
}

/// Starts a program: a child, or the number of the error. `on_exit(code, signal)` is called when it has ended.
fn spawn<'js>(ctx: Ctx<'js>, options: Object<'js>, on_exit: Function<'js>) -> Result<Value<'js>> {
    let spawn = options::read(&options)?;
    let on_exit = bowline_js::Callback::new(&ctx, on_exit);
    let started = super::spawn::spawn_on(&loop_of(&ctx), spawn, move |exit| {
        on_exit.call((exit.code.unwrap_or(0), exit.signal.unwrap_or(0)));
    });
    match started {
        Ok(child) => ChildClass::new(child).into_js(&ctx),
        Err(error) => errno_of(error).into_js(&ctx),
    }
}

/// Runs a program to its end: an object, or the number of the error.
fn spawn_sync<'js>(ctx: Ctx<'js>, options: Object<'js>) -> Result<Value<'js>> {
    let spawn = options::read(&options)?;
    let input: Option<View<'js>> = options.get("input")?;
    let input = input.map(|view| view.to_vec()).unwrap_or_default();
    let timeout: Option<f64> = options.get("timeout")?;
    let output_bytes_max: Option<f64> = options.get("maxBuffer")?;
    let kill_signal: Option<i32> = options.get("killSignal")?;
    let limits = Limits {
        timeout: timeout.filter(|ms| *ms > 0.0).map(|ms| Duration::from_secs_f64(ms / 1000.0)),
        output_bytes_max: output_bytes_max.map_or(usize::MAX, |bytes| bytes as usize),
        kill_signal: kill_signal.filter(|signal| *signal > 0).unwrap_or(15),
    };
    match run(spawn, &input, &limits) {
        Ok(output) => result_of(&ctx, output)?.into_js(&ctx),
        Err(error) => errno_of(error).into_js(&ctx),
    }
}

fn result_of<'js>(ctx: &Ctx<'js>, output: Output) -> Result<Object<'js>> {
    let result = Object::new(ctx.clone())?;
    result.set("pid", output.pid)?;
    result.set("code", output.exit.code)?;
    result.set("signal", output.exit.signal)?;
    let stopped = output.stopped.map(|reason| match reason {
        Stop::TimedOut => "ETIMEDOUT",
        Stop::TooMuchOutput => "ENOBUFS",
    });
    result.set("stopped", stopped)?;
    let all = Array::new(ctx.clone())?;
    for (number, bytes) in output.output.into_iter().enumerate() {
        let value = match bytes {
            Some(bytes) => Bytes(bytes).into_js(ctx)?,
            None => Value::new_null(ctx.clone()),
        };
        all.set(number, value)?;
    }
    result.set("output", all)?;
    Ok(result)
}
