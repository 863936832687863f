//! The native half of `process`.

mod signal;
#[cfg(unix)]
mod stream;

use std::io::BufRead;

use bowline_js::{Text, Throws, View, loop_of};
use rquickjs::prelude::Func;
use rquickjs::{Array, Class, Ctx, FromJs, Object, Result, Value};

use crate::js::runtime::ProgramData;

#[cfg(unix)]
pub(crate) use stream::StreamClass;

/// The version of Node whose behaviour this is.
const NODE_VERSION: &str = "20.20.2";

pub(crate) fn native<'js>(ctx: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    super::start_clock();
    facts(ctx, native)?;
    places(native)?;
    measures(native)?;
    signals(native)?;
    descriptors(native)?;
    #[cfg(unix)]
    credentials(native)?;
    Ok(())
}

fn facts<'js>(ctx: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    if let Some(program) = ctx.userdata::<ProgramData>() {
        let program = &program.0;
        native.set("execPath", program.exec_path.as_str())?;
        native.set("argv0", program.argv0.as_str())?;
        native.set("execArgv", program.exec_argv.clone())?;
        let mut argv = vec![program.exec_path.clone()];
        argv.extend(program.argv.iter().cloned());
        native.set("argv", argv)?;
    }
    native.set("version", format!("v{NODE_VERSION}"))?;
    native.set("versions", Func::from(versions))?;
    native.set("arch", arch())?;
    native.set("platform", platform())?;
    native.set("littleEndian", cfg!(target_endian = "little"))?;
    native.set("pid", std::process::id())?;
    native.set("ppid", Func::from(parent))?;
    native.set("environment", Func::from(environment))?;
    native.set("variable", Func::from(|name: Text| std::env::var(name.0).ok()))?;
    native.set("title", Func::from(super::title))?;
    native.set("setTitle", Func::from(|text: Text| super::set_title(&text.0)))?;
    native.set("abort", Func::from(abort))?;
    native.set("sourceLine", Func::from(source_line))
}

/// What Node has of these, a program asks for; `bowline` is what it runs on.
fn versions<'js>(ctx: Ctx<'js>) -> Result<Object<'js>> {
    let versions = Object::new(ctx)?;
    let rows = [
        ("node", NODE_VERSION),
        ("ada", "2.9.2"),
        ("ares", "1.34.6"),
        ("bowline", env!("CARGO_PKG_VERSION")),
        ("brotli", "1.1.0"),
        ("llhttp", "9.3.1"),
        ("modules", "115"),
        ("napi", "9"),
        ("openssl", "3.0.19"),
        ("quickjs", "ng"),
        ("uv", "1.46.0"),
        ("v8", "11.3.244.8-node.38"),
        ("zlib", "1.3.1"),
    ];
    for (name, version) in rows {
        versions.set(name, version)?;
    }
    Ok(versions)
}

fn abort() {
    std::process::abort()
}

fn arch() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "x86" => "ia32",
        "aarch64" => "arm64",
        "powerpc64" => "ppc64",
        "loongarch64" => "loong64",
        other => other,
    }
}

fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" | "ios" => "darwin",
        "windows" => "win32",
        "solaris" | "illumos" => "sunos",
        other => other,
    }
}

fn parent() -> u32 {
    #[cfg(unix)]
    return std::os::unix::process::parent_id();
    #[cfg(not(unix))]
    0
}

/// The variables the process began with: name, value, name, value.
fn environment() -> Vec<String> {
    let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
    std::env::vars_os().flat_map(|(name, value)| [text(name), text(value)]).collect()
}

/// A line of a file, counted from 1.
fn source_line(path: Text, number: usize) -> Option<String> {
    let file = std::fs::File::open(path.0).ok()?;
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    std::io::BufReader::new(file).lines().nth(number.checked_sub(1)?)?.ok()
}

fn places<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "cwd",
        Func::from(|ctx: Ctx<'js>| {
            super::cwd().map(|path| path.to_string_lossy().into_owned()).throws(&ctx)
        }),
    )?;
    native
        .set("chdir", Func::from(|ctx: Ctx<'js>, path: Text| super::chdir(&path.0).throws(&ctx)))?;
    // -1 asks without setting.
    native.set("umask", Func::from(|mask: i32| super::umask(u32::try_from(mask).ok())))
}

fn measures<'js>(native: &Object<'js>) -> Result<()> {
    native.set("uptime", Func::from(|| super::uptime().as_secs_f64()))?;
    native.set("hrtime", Func::from(hrtime))?;
    native.set(
        "rss",
        Func::from(|ctx: Ctx<'js>| super::resident_memory().map(|bytes| bytes as f64).throws(&ctx)),
    )?;
    native.set("memoryUsage", Func::from(memory_usage))?;
    native.set("cpuUsage", Func::from(cpu_usage))?;
    native.set("resourceUsage", Func::from(resource_usage))?;
    native.set("constrainedMemory", Func::from(|| super::constrained_memory() as f64))?;
    native.set("availableMemory", Func::from(|| super::available_memory() as f64))
}

fn hrtime() -> Vec<f64> {
    let now = super::hrtime();
    vec![now.as_secs() as f64, f64::from(now.subsec_nanos())]
}

/// `[rss, heapTotal, heapUsed, external, arrayBuffers]`
fn memory_usage(ctx: Ctx<'_>) -> Result<Vec<f64>> {
    let rss = super::resident_memory().throws(&ctx)? as f64;
    let memory = bowline_js::memory_usage(&ctx);
    Ok(vec![rss, memory.heap_total, memory.heap_used, memory.external, memory.array_buffers])
}

/// `[user, system]`, in microseconds.
fn cpu_usage(ctx: Ctx<'_>) -> Result<Vec<f64>> {
    let usage = super::resource_usage().throws(&ctx)?;
    Ok(vec![usage.user_us as f64, usage.system_us as f64])
}

/// In the order of Node's properties; 0 for what no system tells.
fn resource_usage(ctx: Ctx<'_>) -> Result<Vec<f64>> {
    let usage = super::resource_usage().throws(&ctx)?;
    let numbers = [
        usage.user_us,
        usage.system_us,
        usage.max_rss_kib,
        0,
        0,
        0,
        usage.minor_page_faults,
        usage.major_page_faults,
        0,
        usage.fs_reads,
        usage.fs_writes,
        0,
        0,
        0,
        usage.voluntary_context_switches,
        usage.involuntary_context_switches,
    ];
    Ok(numbers.into_iter().map(|number| number as f64).collect())
}

fn signals<'js>(native: &Object<'js>) -> Result<()> {
    // The error's number, or 0.
    native.set(
        "kill",
        Func::from(|pid: i32, signal: i32| {
            super::kill(pid, signal).map_or_else(|error| error.errno().unwrap_or(-1), |()| 0)
        }),
    )?;
    native.set(
        "resources",
        Func::from(|ctx: Ctx<'js>| {
            let (kinds, requests) = resources(ctx.clone());
            let both = Array::new(ctx)?;
            both.set(0, kinds)?;
            both.set(1, requests)?;
            Ok::<_, rquickjs::Error>(both)
        }),
    )?;
    native.set("watchSignal", Func::from(signal::watch))
}

/// What keeps the loop alive besides timers and immediates, which have lists of their own: the kinds of handles,
/// and how many requests there are.
fn resources(ctx: Ctx<'_>) -> (Vec<&'static str>, usize) {
    use bowline_loop::Kind;
    let event_loop = loop_of(&ctx);
    let mut kinds = Vec::new();
    event_loop.walk(|handle| {
        if !handle.has_ref() || !handle.is_active() || handle.is_closing() {
            return;
        }
        match handle.kind() {
            Some(Kind::Tcp) if handle.is_listening() => kinds.push("TCPServerWrap"),
            Some(Kind::Tcp) => kinds.push("TCPSocketWrap"),
            Some(Kind::Pipe) if handle.is_listening() => kinds.push("PipeServerWrap"),
            Some(Kind::Pipe) => kinds.push("PipeWrap"),
            Some(Kind::Udp) => kinds.push("UDPWrap"),
            Some(Kind::Poll) => kinds.push("PollWrap"),
            Some(Kind::Signal) => kinds.push("SignalWrap"),
            _ => {}
        }
    });
    (kinds, event_loop.metrics().requests)
}

fn descriptors<'js>(native: &Object<'js>) -> Result<()> {
    native.set("handleType", Func::from(|fd: i32| super::descriptor::kind(fd).name()))?;
    native.set("writeSync", Func::from(write_sync))?;
    native.set(
        "writeAll",
        Func::from(|ctx: Ctx<'js>, fd: i32, data: View<'js>| {
            super::descriptor::write_now(fd, &data.to_vec())
                .map_err(|error| bowline_loop::Error::file(error, "write"))
                .throws(&ctx)
        }),
    )?;
    native.set("openStream", Func::from(|ctx: Ctx<'js>, fd: i32| open_stream(&ctx, fd)))?;
    #[cfg(unix)]
    native.set(
        "takeChannel",
        Func::from(|ctx: Ctx<'js>, fd: i32| {
            let adopted = bowline_js::fd::take_inherited(fd)
                .map_err(|error| bowline_loop::Error::network(error, "open"))
                .throws(&ctx)?;
            // What this program starts has no part in it.
            rustix::io::fcntl_setfd(&adopted, rustix::io::FdFlags::CLOEXEC)
                .map_err(|errno| bowline_loop::Error::network(errno.into(), "open"))
                .throws(&ctx)?;
            StreamClass::channel(&ctx, adopted.into())
        }),
    )?;
    Ok(())
}

/// Writes a string or a view to a descriptor, whatever state the stream over it is in. Failures are not told.
fn write_sync<'js>(ctx: Ctx<'js>, fd: i32, data: Value<'js>) -> Result<()> {
    if data.is_string() {
        let text = Text::from_js(&ctx, data)?;
        let _ = super::descriptor::write_now(fd, text.0.as_bytes());
    } else {
        let bytes = View::from_js(&ctx, data)?.to_vec();
        let _ = super::descriptor::write_now(fd, &bytes);
    }
    Ok(())
}

/// A native stream over what `fd` stands for.
#[cfg(unix)]
fn open_stream<'js>(ctx: &Ctx<'js>, fd: i32) -> Result<Value<'js>> {
    let copy = super::descriptor::duplicate(fd)
        .map_err(|error| bowline_loop::Error::network(error, "open"))
        .throws(ctx)?;
    super::descriptor::note_unblocked(fd);
    stream_of(ctx, copy)
}

#[cfg(not(unix))]
fn open_stream<'js>(ctx: &Ctx<'js>, _: i32) -> Result<Value<'js>> {
    Err(bowline_loop::Error::code_of("ENOTSUP", "open")).throws(ctx)
}

/// A stream handle over a descriptor: one of the loop's sockets, or a native stream.
#[cfg(unix)]
pub(crate) fn stream_of<'js>(
    ctx: &Ctx<'js>,
    descriptor: std::os::fd::OwnedFd,
) -> Result<Value<'js>> {
    use super::descriptor::{Kind, is_listening, is_socket, kind_of};
    use crate::net::js::{PipeClass, TcpClass};
    use rquickjs::IntoJs;
    match kind_of(&descriptor) {
        Kind::Tcp => {
            let tcp = loop_of(ctx).tcp().throws(ctx)?;
            if is_listening(&descriptor) {
                tcp.open_listener(descriptor.into()).throws(ctx)?;
            } else {
                tcp.open(descriptor.into()).throws(ctx)?;
            }
            TcpClass::new(tcp).into_js(ctx)
        }
        Kind::Pipe if is_socket(&descriptor) => {
            let pipe = loop_of(ctx).pipe().throws(ctx)?;
            if is_listening(&descriptor) {
                pipe.open_listener(descriptor.into()).throws(ctx)?;
            } else {
                pipe.open(descriptor.into()).throws(ctx)?;
            }
            PipeClass::new(pipe).into_js(ctx)
        }
        _ => {
            let event_loop = loop_of(ctx);
            let stream =
                super::stream::DescriptorStream::new(&event_loop, descriptor).throws(ctx)?;
            Class::instance(ctx.clone(), StreamClass::new(stream))?.into_js(ctx)
        }
    }
}

#[cfg(unix)]
fn credentials<'js>(native: &Object<'js>) -> Result<()> {
    native.set("getuid", Func::from(super::user))?;
    native.set("geteuid", Func::from(super::effective_user))?;
    native.set("getgid", Func::from(super::group))?;
    native.set("getegid", Func::from(super::effective_group))?;
    native.set("getgroups", Func::from(|ctx: Ctx<'js>| super::groups().throws(&ctx)))?;
    type Set = fn(u32) -> bowline_loop::Result<()>;
    let setters: [(&str, Set); 4] = [
        ("setuid", super::set_user),
        ("seteuid", super::set_effective_user),
        ("setgid", super::set_group),
        ("setegid", super::set_effective_group),
    ];
    for (name, set) in setters {
        native.set(name, Func::from(move |ctx: Ctx<'js>, id: f64| set(id as u32).throws(&ctx)))?;
    }
    native.set(
        "setgroups",
        Func::from(|ctx: Ctx<'js>, ids: Array<'js>| {
            let ids: Result<Vec<u32>> = ids.iter::<f64>().map(|id| Ok(id? as u32)).collect();
            super::set_groups(&ids?).throws(&ctx)
        }),
    )?;
    native.set(
        "initgroups",
        Func::from(|ctx: Ctx<'js>, name: Text, extra: f64| {
            super::init_groups(&name.0, extra as u32).throws(&ctx)
        }),
    )?;
    native.set("userId", Func::from(|name: Text| super::user_id(&name.0)))?;
    native.set("userName", Func::from(|id: f64| super::user_name(id as u32)))?;
    native.set("groupId", Func::from(|name: Text| super::group_id(&name.0)))
}
