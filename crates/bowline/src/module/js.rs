//! The native half of the loader.

use bowline_js::{FunctionSource, Text, compile_function};
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Exception, Function, Object, Result};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("compileFunction", Func::from(compile))?;
    native.set(
        "readFile",
        Func::from(|ctx: Ctx<'js>, path: Text| {
            let bytes = std::fs::read(&path.0)
                .map_err(|error| Exception::throw_message(&ctx, &error.to_string()))?;
            Ok::<_, rquickjs::Error>(String::from_utf8_lossy(&bytes).into_owned())
        }),
    )?;
    native.set(
        "kind",
        Func::from(|path: Text| match std::fs::metadata(&path.0) {
            Ok(metadata) if metadata.is_dir() => 1,
            Ok(_) => 0,
            Err(_) => -1,
        }),
    )?;
    native.set(
        "realPath",
        Func::from(|path: Text| {
            std::fs::canonicalize(&path.0)
                .map_or(path.0, |path| path.to_string_lossy().into_owned())
        }),
    )
}

/// A CommonJS body as a function of Node's five parameters.
fn compile<'js>(ctx: Ctx<'js>, source: Text, name: Text) -> Result<Function<'js>> {
    let parameters = ["exports", "require", "module", "__filename", "__dirname"];
    let source =
        FunctionSource { name: &name.0, parameters: &parameters, source: source.0.as_bytes() };
    compile_function(&ctx, &source)
}
