//! What modules without source of their own export: built-ins, CommonJS, JSON.

use rquickjs::{Ctx, Exception, Function, IntoJs, Object, Result, Value};

use super::graph::{Kind, Loader};
use super::raw::{self, Handle};

/// Gives a synthetic module its values: the engine asks this when the module is to run.
pub(super) fn fill<'js>(ctx: &Ctx<'js>, handle: Handle, name: &str) -> Result<()> {
    let loader = Loader::of(ctx);
    let Some(module) = loader.module(name) else {
        return Err(Exception::throw_message(ctx, &format!("no module '{name}'")));
    };
    match &module.kind {
        Kind::Source => Ok(()),
        Kind::Json { value, place } => {
            let value: Value<'js> = value.clone().restore(ctx)?;
            // It may have been replaced since.
            let value = loader.hook(ctx, "jsonValue")?.call((place.as_str(), value))?;
            raw::set_export(ctx, handle, "default", value)
        }
        Kind::Builtin { id, names, is_filled } => {
            is_filled.set(true);
            let exports: Value<'js> = loader.hook(ctx, "builtin")?.call((id.as_str(),))?;
            set_exports(ctx, handle, names, exports)
        }
        Kind::CommonJs { path, names } => {
            let outer = loader.enter_commonjs(Some(name.to_owned()));
            let exports = loader
                .hook(ctx, "commonjs")
                .and_then(|hook| hook.call((path.as_str(), loader.url_of(name))));
            loader.enter_commonjs(outer);
            set_exports(ctx, handle, names, exports?)
        }
    }
}

impl Loader {
    /// Notes which CommonJS module of the innermost graph runs, and gives back which one did.
    fn enter_commonjs(&self, name: Option<String>) -> Option<String> {
        let mut running = self.running.borrow_mut();
        running.last_mut().and_then(|running| std::mem::replace(&mut running.commonjs, name))
    }
}

fn set_exports<'js>(
    ctx: &Ctx<'js>,
    handle: Handle,
    names: &[String],
    exports: Value<'js>,
) -> Result<()> {
    if let Some(object) = exports.as_object() {
        let has_own: Function<'js> = {
            let constructor: Object<'js> = ctx.globals().get("Object")?;
            constructor.get("hasOwn")?
        };
        for name in names.iter().filter(|name| *name != "default") {
            if !has_own.call::<_, bool>((object.clone(), name.as_str()))? {
                continue;
            }
            // A getter that throws gives nothing.
            let value = object.get::<_, Value<'js>>(name.as_str());
            let value = value.or_else(|_| {
                drop(ctx.catch());
                rquickjs::Undefined.into_js(ctx)
            })?;
            raw::set_export(ctx, handle, name, value)?;
        }
    }
    raw::set_export(ctx, handle, "default", exports)
}

/// Brings the exports of built-in modules up to date with what programs made of them.
///
/// # Errors
///
/// What a getter threw.
pub fn sync_builtins(ctx: &Ctx<'_>) -> Result<()> {
    let loader = Loader::of(ctx);
    let modules: Vec<_> = loader.modules.borrow().values().cloned().collect();
    for module in modules {
        let (Kind::Builtin { id, names, is_filled }, Some(handle)) = (&module.kind, module.handle)
        else {
            continue;
        };
        if is_filled.get() {
            let exports: Value<'_> = loader.hook(ctx, "builtin")?.call((id.as_str(),))?;
            // What was deleted is undefined from now on.
            for name in names.iter().filter(|name| *name != "default") {
                let undefined = rquickjs::Undefined.into_js(ctx)?;
                raw::set_export(ctx, handle, name, undefined)?;
            }
            set_exports(ctx, handle, names, exports)?;
        }
    }
    Ok(())
}
