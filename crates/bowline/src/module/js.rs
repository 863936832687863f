//! The native half of the loader: files are found and read here, and imports are connected.

use bowline_js::loader::{self, Kind, LoaderOptions, Lookup, PackageType};
use bowline_js::{FunctionSource, Text, Throws, compile_function};
use bowline_loop::Error;
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Function, Object, Result, Value};

/// The parameters of a CommonJS body.
const PARAMETERS: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("compileFunction", Func::from(compile))?;
    native.set("compileFile", Func::from(compile_file))?;
    native.set("configure", Func::from(configure))?;
    native.set("readFile", Func::from(read_file))?;
    native.set("kind", Func::from(kind))?;
    native.set("find", Func::from(find))?;
    native.set("findSelf", Func::from(find_self))?;
    native.set("findImport", Func::from(find_import))?;
    native.set("packageType", Func::from(package_type))?;
    native.set("packageFile", Func::from(package_file))?;
    native.set("isModuleText", Func::from(|source: Text| loader::is_module_text(&source.0)))?;
    native.set(
        "importModule",
        Func::from(|ctx: Ctx<'js>, specifier: Text, base: Text| {
            loader::import(&ctx, &specifier.0, &base.0)
        }),
    )?;
    native.set(
        "resolveImport",
        Func::from(|ctx: Ctx<'js>, specifier: Text, base: Text| {
            loader::resolve_import(&ctx, &specifier.0, &base.0)
        }),
    )?;
    native.set(
        "requireModule",
        Func::from(|ctx: Ctx<'js>, url: Text| loader::require_module(&ctx, &url.0)),
    )?;
    native.set(
        "runSource",
        Func::from(|ctx: Ctx<'js>, url: Text, source: Text| {
            loader::run_source(&ctx, &url.0, &source.0)
        }),
    )?;
    native.set(
        "checkModule",
        Func::from(|ctx: Ctx<'js>, url: Text, source: Text| {
            loader::check_source(&ctx, &url.0, &source.0)
        }),
    )?;
    native.set("syncBuiltins", Func::from(|ctx: Ctx<'js>| loader::sync_builtins(&ctx)))
}

/// A CommonJS body as a function.
fn compile<'js>(ctx: Ctx<'js>, source: Text, name: Text) -> Result<Function<'js>> {
    compile_text(&ctx, source.0, &name.0)
}

/// The CommonJS body in a file as a function: its text never becomes a string of the engine.
fn compile_file<'js>(ctx: Ctx<'js>, path: Text) -> Result<Function<'js>> {
    let text = text_of_file(&ctx, &path.0)?;
    compile_text(&ctx, text, &path.0)
}

fn compile_text<'js>(ctx: &Ctx<'js>, mut text: String, name: &str) -> Result<Function<'js>> {
    if text.starts_with("#!") {
        // A line for the shell is none for the engine, and columns stay where they are.
        text.replace_range(..2, "//");
    }
    let modern = loader::modern_text(&text);
    let source = modern.unwrap_or(text);
    let source = FunctionSource { name, parameters: &PARAMETERS, source: source.as_bytes() };
    // In stacks a module's own code is called as V8 calls it.
    compile_function(ctx, &source)?.with_name("Object.<anonymous>")
}

fn configure<'js>(
    ctx: Ctx<'js>,
    hooks: Object<'js>,
    conditions: Vec<String>,
    preserve_symlinks: bool,
    preserve_symlinks_main: bool,
) {
    let options = LoaderOptions { conditions, preserve_symlinks, preserve_symlinks_main };
    loader::configure(&ctx, hooks, &options);
}

/// The text of a file, without a byte order mark.
fn read_file(ctx: Ctx<'_>, path: Text) -> Result<String> {
    text_of_file(&ctx, &path.0)
}

fn text_of_file(ctx: &Ctx<'_>, path: &str) -> Result<String> {
    let bytes = loader::resolver(ctx).read(path);
    let bytes = bytes.map_err(|error| Error::file(error, "open").with_path(path)).throws(ctx)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// 0 for a file, 1 for a folder, something negative for nothing.
fn kind(ctx: Ctx<'_>, path: Text) -> i32 {
    match loader::resolver(&ctx).kind(&path.0) {
        Some(Kind::File) => 0,
        Some(Kind::Directory) => 1,
        None => -2,
    }
}

fn find(
    ctx: Ctx<'_>,
    request: Text,
    folders: Vec<String>,
    extensions: Vec<String>,
    is_main: bool,
) -> Result<Option<String>> {
    let lookup =
        Lookup { request: &request.0, folders: &folders, extensions: &extensions, is_main };
    let found = loader::resolver(&ctx).find(&lookup);
    finish(&ctx, found)
}

fn find_self(ctx: Ctx<'_>, parent: Text, request: Text) -> Result<Option<String>> {
    let found = loader::resolver(&ctx).find_self(&parent.0, &request.0);
    finish(&ctx, found)
}

fn find_import(ctx: Ctx<'_>, parent: Text, request: Text) -> Result<Option<String>> {
    let found = loader::resolver(&ctx).find_import(&parent.0, &request.0);
    finish(&ctx, found)
}

fn finish<T>(ctx: &Ctx<'_>, found: std::result::Result<T, loader::ResolveError>) -> Result<T> {
    loader::flush_warnings(ctx)?;
    found.map_err(|error| loader::throw_error(ctx, error))
}

fn package_type<'js>(ctx: Ctx<'js>, path: Text) -> Result<Value<'js>> {
    let kind = loader::resolver(&ctx).package_type(&path.0);
    let name = match finish(&ctx, kind)? {
        PackageType::Module => "module",
        PackageType::CommonJs => "commonjs",
        PackageType::None => "none",
    };
    rquickjs::IntoJs::into_js(name, &ctx)
}

/// The `package.json` that says what the file at `path` is.
fn package_file(ctx: Ctx<'_>, path: Text) -> Result<Option<String>> {
    let scope = loader::resolver(&ctx).scope(&path.0);
    Ok(finish(&ctx, scope)?.map(|package| package.config_path()))
}
