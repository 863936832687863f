//! The runtime's native half.

use bowline_js::{Hooks, Text};
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Function, Object, Result, Value};

use crate::js::runtime::ProgramData;

pub(crate) fn native<'js>(ctx: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set(
        "setHooks",
        Func::from(|ctx: Ctx<'js>, hooks: Object<'js>| {
            bowline_js::set_hooks(&ctx, Hooks::from_object(&hooks)?);
            Ok::<_, rquickjs::Error>(())
        }),
    )?;
    native.set("setHasTicks", Func::from(|ctx: Ctx<'js>| bowline_js::set_has_ticks(&ctx)))?;
    native.set(
        "setHasRejections",
        Func::from(|ctx: Ctx<'js>| bowline_js::set_has_rejections(&ctx)),
    )?;
    native.set("drain", Func::from(|ctx: Ctx<'js>| bowline_js::drain(&ctx)))?;
    native.set(
        "exit",
        Func::from(|ctx: Ctx<'js>, code: i32| -> Result<()> { Err(bowline_js::exit(&ctx, code)) }),
    )?;
    native.set(
        "getAsyncContext",
        Func::from(|ctx: Ctx<'js>| bowline_js::current_async_context(&ctx)),
    )?;
    native.set(
        "setAsyncContext",
        Func::from(|ctx: Ctx<'js>, value: Value<'js>| {
            bowline_js::set_async_context(&ctx, value);
        }),
    )?;
    set_promises(native)?;
    set_program(native)?;
    native.set("nativeStack", native_stack(ctx)?)
}

/// What the program is, and how its sources are read.
fn set_program<'js>(native: &Object<'js>) -> Result<()> {
    native.set("publicIds", crate::js::public::all().to_vec())?;
    native.set("builtinIds", Func::from(builtin_ids))?;
    native.set("loadedIds", Func::from(|ctx: Ctx<'js>| bowline_js::loaded_ids(&ctx)))?;
    native.set("options", Func::from(options))?;
    // A program's own words to the user when there is nothing else left to say them with.
    native.set(
        "writeError",
        Func::from(|text: Text| {
            use std::io::Write as _;
            let _ = std::io::stderr().write_all(text.0.as_bytes());
        }),
    )?;
    native.set(
        "runScript",
        Func::from(|ctx: Ctx<'js>, source: Text, name: Text| {
            bowline_js::run_script(&ctx, &name.0, source.0.as_bytes())
        }),
    )?;
    native.set(
        "checkScript",
        Func::from(|ctx: Ctx<'js>, source: Text, name: Text| {
            bowline_js::check_script(&ctx, &name.0, source.0.as_bytes())
        }),
    )?;
    native.set("compileFunction", Func::from(compile))?;
    Ok(())
}

/// What async storage needs to know of promises.
fn set_promises<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "setJobContext",
        Func::from(|ctx: Ctx<'js>, value: Value<'js>| bowline_js::set_job_context(&ctx, value)),
    )?;
    native.set(
        "watchPromises",
        Func::from(|ctx: Ctx<'js>, watcher: Function<'js>| {
            bowline_js::watch_promises(&ctx, watcher);
        }),
    )?;
    // Undefined for what is no promise.
    native.set(
        "isPending",
        Func::from(|value: Value<'js>| {
            let (state, _) = bowline_js::promise_state(&value)?;
            Some(matches!(state, rquickjs::promise::PromiseState::Pending))
        }),
    )
}

/// The getter of the engine's own `stack`, which has neither name nor message.
fn native_stack<'js>(ctx: &Ctx<'js>) -> Result<Function<'js>> {
    let object: Object<'js> = ctx.globals().get("Object")?;
    let describe: Function<'js> = object.get("getOwnPropertyDescriptor")?;
    let error: Object<'js> = ctx.globals().get("Error")?;
    let prototype: Object<'js> = error.get("prototype")?;
    let descriptor: Object<'js> = describe.call((prototype, "stack"))?;
    descriptor.get("get")
}

fn builtin_ids() -> Vec<&'static str> {
    crate::js::builtin_ids()
}

/// Options by their names; each value is JSON.
fn options<'js>(ctx: Ctx<'js>) -> Result<Object<'js>> {
    let options = Object::new(ctx.clone())?;
    if let Some(program) = ctx.userdata::<ProgramData>() {
        for (name, value) in &program.0.options {
            options.set(name.as_str(), ctx.json_parse(value.as_str())?)?;
        }
    }
    Ok(options)
}

fn compile<'js>(
    ctx: Ctx<'js>,
    source: Text,
    parameters: Vec<String>,
    name: Text,
) -> Result<Function<'js>> {
    let parameters: Vec<_> = parameters.iter().map(String::as_str).collect();
    let source = bowline_js::FunctionSource {
        name: &name.0,
        parameters: &parameters,
        source: source.0.as_bytes(),
    };
    bowline_js::compile_function(&ctx, &source)
}
