//! The native half of `process`.

use rquickjs::{Ctx, Object, Result};

use crate::js::runtime::ProgramData;

pub(crate) fn native<'js>(ctx: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    if let Some(program) = ctx.userdata::<ProgramData>() {
        let program = &program.0;
        native.set("execPath", program.exec_path.as_str())?;
        native.set("argv0", program.argv0.as_str())?;
        native.set("execArgv", program.exec_argv.clone())?;
        native.set("argv", program.argv.clone())?;
    }
    let env = Object::new(ctx.clone())?;
    for (name, value) in std::env::vars_os() {
        env.set(name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned())?;
    }
    native.set("env", env)?;
    native.set("pid", std::process::id())?;
    native.set("cwd", std::env::current_dir().unwrap_or_default().to_string_lossy().into_owned())
}
