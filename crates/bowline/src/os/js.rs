//! The native half of `os`.

use bowline_loop::Error;
use rquickjs::prelude::Func;
use rquickjs::{Array, Ctx, IntoJs, Object, Result, Value};

use super::constants::{ERRORS, SIGNALS};

pub(crate) fn native<'js>(ctx: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("isWindows", cfg!(windows))?;
    native.set("isLinux", cfg!(target_os = "linux"))?;
    native.set("isLittleEndian", cfg!(target_endian = "little"))?;
    native.set("availableParallelism", Func::from(super::available_parallelism))?;
    native.set("cpus", Func::from(cpus))?;
    native.set("freemem", Func::from(|| super::free_memory() as f64))?;
    native.set("totalmem", Func::from(|| super::total_memory() as f64))?;
    native.set("uptime", Func::from(super::uptime))?;
    native.set("hostname", Func::from(super::hostname))?;
    native.set("loadavg", Func::from(|| super::load_average().to_vec()))?;
    native.set("uname", Func::from(uname))?;
    native.set("networkInterfaces", Func::from(network_interfaces))?;
    native.set("errors", Func::from(|ctx: Ctx<'js>| table(&ctx, ERRORS)))?;
    native.set("signals", Func::from(|ctx: Ctx<'js>| table(&ctx, SIGNALS)))?;
    native.set(
        "getPriority",
        Func::from(|ctx: Ctx<'js>, pid: i32| or_failure(&ctx, super::priority(pid))),
    )?;
    native.set(
        "setPriority",
        Func::from(|ctx: Ctx<'js>, pid: i32, priority: i32| {
            or_failure(&ctx, super::set_priority(pid, priority))
        }),
    )?;
    native.set(
        "homedir",
        Func::from(|ctx: Ctx<'js>| or_failure(&ctx, super::user_info().map(|user| user.home))),
    )?;
    native.set("userInfo", Func::from(user_info))?;
    let _ = ctx;
    Ok(())
}

/// The value, or `[errno, code, message]`.
fn or_failure<'js, T: IntoJs<'js>>(
    ctx: &Ctx<'js>,
    result: bowline_loop::Result<T>,
) -> Result<Value<'js>> {
    match result {
        Ok(value) => value.into_js(ctx),
        Err(error) => failure(ctx, &error),
    }
}

fn failure<'js>(ctx: &Ctx<'js>, error: &Error) -> Result<Value<'js>> {
    let parts = Array::new(ctx.clone())?;
    parts.set(0, error.errno().unwrap_or(0))?;
    parts.set(1, error.code())?;
    parts.set(2, error.message())?;
    parts.into_js(ctx)
}

fn table<'js>(ctx: &Ctx<'js>, rows: &[(&str, i32)]) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    for (name, number) in rows {
        object.set(*name, *number)?;
    }
    Ok(object)
}

fn uname() -> Vec<String> {
    vec![super::system_name(), super::release(), super::version(), super::machine()]
}

fn cpus<'js>(ctx: Ctx<'js>) -> Result<Vec<Array<'js>>> {
    let all = super::cpus().into_iter().map(|cpu| {
        let row = Array::new(ctx.clone())?;
        row.set(0, cpu.model)?;
        let numbers = [
            cpu.speed_mhz,
            cpu.user_ms,
            cpu.nice_ms,
            cpu.system_ms,
            cpu.idle_ms,
            cpu.interrupts_ms,
        ];
        for (index, number) in numbers.into_iter().enumerate() {
            row.set(index + 1, number as f64)?;
        }
        Ok(row)
    });
    all.collect()
}

fn network_interfaces<'js>(ctx: Ctx<'js>) -> Result<Vec<Array<'js>>> {
    use bowline_js::Throws;
    let all = super::network_interfaces().throws(&ctx)?.into_iter().map(|interface| {
        let row = Array::new(ctx.clone())?;
        row.set(0, interface.name)?;
        row.set(1, interface.address.to_string())?;
        row.set(2, interface.netmask.to_string())?;
        row.set(3, interface.mac)?;
        row.set(4, interface.is_internal)?;
        row.set(5, interface.scope_id)?;
        Ok(row)
    });
    all.collect()
}

fn user_info<'js>(ctx: Ctx<'js>) -> Result<Value<'js>> {
    let user = match super::user_info() {
        Ok(user) => user,
        Err(error) => return failure(&ctx, &error),
    };
    let object = Object::new(ctx.clone())?;
    object.set("uid", user.uid)?;
    object.set("gid", user.gid)?;
    object.set("username", user.username)?;
    object.set("homedir", user.home)?;
    object.set("shell", user.shell)?;
    object.into_js(&ctx)
}
