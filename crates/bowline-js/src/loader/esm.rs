//! ES modules: what the engine is told when it meets an import.
//!
//! A module's name in the engine is its URL. The engine cannot let go of a module, nor link one again that it
//! could not link once. So when a graph fails to load, all of it that was new is given up, and whoever asks
//! for one of these files later gets a new module with another name: the URL and a `#`.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::rc::Rc;

use rquickjs::promise::PromiseState;
use rquickjs::{Ctx, Exception, Function, IntoJs, Object, Persistent, Result, Value};

use super::error::{ErrorClass, ResolveError};
use super::format::{Format, format_of};
use super::location::{folder_of, path_of_url, relative, url_of_path};
use super::raw::{self, Handle};
use super::resolve::{Resolver, Warning, data_of};
use super::source::Source;
use super::{exports, syntax};
use crate::shared::Shared;

/// The modules of one runtime.
pub(crate) struct Loader {
    source: Rc<dyn Source>,
    resolver: RefCell<Rc<Resolver>>,
    is_builtin: fn(&str) -> bool,
    /// The functions of the layer above, by name; see [`configure`].
    hooks: RefCell<Option<Persistent<Object<'static>>>>,
    modules: RefCell<HashMap<String, Rc<Module>>>,
    /// How often a URL's module was given up.
    given_up: RefCell<HashMap<String, usize>>,
    /// The names of the graph that is being loaded.
    loading: RefCell<Vec<String>>,
    depth: Cell<usize>,
    /// What each file could not be loaded for: it is not tried again.
    failures: RefCell<HashMap<String, Persistent<Value<'static>>>>,
    /// What was found before: the same words in the same module mean the same for good.
    found: RefCell<HashMap<(String, String), String>>,
    /// The graphs whose code runs right now, the innermost last.
    running: RefCell<Vec<Running>>,
}

/// A module the engine has.
struct Module {
    /// `None` while it is being compiled, which is when its imports become known.
    handle: Option<Handle>,
    kind: Kind,
    /// Its text, until all of its graph is linked: errors of linking are about it.
    source: RefCell<String>,
    /// What it imports: as it is written, and the module's name.
    imports: RefCell<Vec<(String, String)>>,
}

enum Kind {
    Source,
    CommonJs {
        path: String,
        names: Vec<String>,
    },
    Builtin {
        id: String,
        names: Vec<String>,
        is_filled: Cell<bool>,
    },
    /// JSON.
    Value(Persistent<Value<'static>>),
}

struct Running {
    graph: Vec<String>,
    /// The CommonJS module of it that runs right now, if it is one.
    commonjs: Option<String>,
}

impl Loader {
    pub(crate) fn new(source: Rc<dyn Source>, is_builtin: fn(&str) -> bool) -> Loader {
        let resolver = RefCell::new(Rc::new(Resolver::new(source.clone(), is_builtin, &[])));
        Loader {
            source,
            resolver,
            is_builtin,
            hooks: RefCell::default(),
            modules: RefCell::default(),
            given_up: RefCell::default(),
            loading: RefCell::default(),
            depth: Cell::new(0),
            failures: RefCell::default(),
            found: RefCell::default(),
            running: RefCell::default(),
        }
    }

    /// Lets go of all values.
    pub(crate) fn close(&self) {
        drop(self.hooks.take());
        drop(self.modules.take());
        drop(self.failures.take());
    }

    fn of(ctx: &Ctx<'_>) -> Rc<Loader> {
        Shared::of(ctx).loader()
    }

    fn resolver(&self) -> Rc<Resolver> {
        self.resolver.borrow().clone()
    }

    fn hook<'js>(&self, ctx: &Ctx<'js>, name: &str) -> Result<Function<'js>> {
        let hooks = self.hooks.borrow().clone();
        match hooks {
            Some(hooks) => hooks.restore(ctx)?.get(name),
            None => Err(Exception::throw_message(ctx, "there are no modules here")),
        }
    }

    fn module(&self, name: &str) -> Option<Rc<Module>> {
        self.modules.borrow().get(name).cloned()
    }

    /// The name of the module at `url` that is in use.
    fn name_of(&self, url: &str) -> String {
        let times = self.given_up.borrow().get(url).copied().unwrap_or(0);
        format!("{url}{}", "#".repeat(times))
    }

    /// The URL of a module.
    fn url_of(&self, name: &str) -> String {
        let url = name.trim_end_matches('#');
        if self.given_up.borrow().contains_key(url) { url.to_owned() } else { name.to_owned() }
    }

    fn add(&self, name: &str, handle: Option<Handle>, kind: Kind) {
        let imports = self.modules.borrow_mut().remove(name).map(|module| module.imports.take());
        let imports = RefCell::new(imports.unwrap_or_default());
        let module = Rc::new(Module { handle, kind, source: RefCell::default(), imports });
        self.modules.borrow_mut().insert(name.to_owned(), module);
    }

    fn give_up(&self, graph: &[String]) {
        for name in graph {
            let url = self.url_of(name);
            let old = self.modules.borrow_mut().remove(name);
            drop(old);
            *self.given_up.borrow_mut().entry(url).or_default() += 1;
        }
    }

    /// Keeps what is thrown, for whoever asks for the same file again.
    fn remember(&self, ctx: &Ctx<'_>, request: String, error: rquickjs::Error) -> rquickjs::Error {
        if !matches!(error, rquickjs::Error::Exception) {
            return error;
        }
        let thrown = ctx.catch();
        let kept = Persistent::save(ctx, thrown.clone());
        self.failures.borrow_mut().insert(request, kept);
        ctx.throw(thrown)
    }

    /// Whether `name` is, or imports over any number of steps, one of `goals`.
    fn reaches(&self, name: &str, goals: &dyn Fn(&str) -> bool) -> bool {
        let mut seen = HashSet::new();
        let mut next = vec![name.to_owned()];
        while let Some(name) = next.pop() {
            if goals(&name) {
                return true;
            }
            if let Some(module) = self.module(&name).filter(|_| seen.insert(name)) {
                next.extend(module.imports.borrow().iter().map(|(_, name)| name.clone()));
            }
        }
        false
    }

    /// Says what is to be said to the user.
    pub(crate) fn flush_warnings(&self, ctx: &Ctx<'_>) -> Result<()> {
        for Warning { code, text } in self.resolver().take_warnings() {
            self.hook(ctx, "warn")?.call::<_, ()>((text, code))?;
        }
        Ok(())
    }
}

/// What the program's start has to say about finding modules.
#[derive(Clone, Debug, Default)]
pub struct LoaderOptions {
    /// Names of conditions that apply besides the usual ones.
    pub conditions: Vec<String>,
    /// Files keep the name they were found by.
    pub preserve_symlinks: bool,
    /// The main program keeps the name it was started by.
    pub preserve_symlinks_main: bool,
}

/// Connects the engine's imports with the layer above. `hooks` has the functions
///
/// - `error(class, code, message, properties)`: the error that a program sees; names and values of
///   its properties come in turn,
/// - `warn(text, code)`: a deprecation,
/// - `builtin(id)` and `commonjs(path, url)`: what such a module exports,
/// - `json(text, path or url)`: its value,
/// - `explain(error, url)`: adds to an error of a module's code what its author should know,
/// - `meta(meta, url)`: fills `import.meta`.
pub fn configure<'js>(ctx: &Ctx<'js>, hooks: Object<'js>, options: &LoaderOptions) {
    let loader = Loader::of(ctx);
    let mut resolver = Resolver::new(loader.source.clone(), loader.is_builtin, &options.conditions);
    resolver.preserve_symlinks = options.preserve_symlinks;
    resolver.preserve_symlinks_main = options.preserve_symlinks_main;
    loader.resolver.replace(Rc::new(resolver));
    let old = loader.hooks.replace(Some(Persistent::save(ctx, hooks)));
    drop(old);
    raw::install(ctx);
}

/// What finds the modules of a runtime.
pub fn resolver(ctx: &Ctx<'_>) -> Rc<Resolver> {
    Loader::of(ctx).resolver()
}

/// Tells the user what the resolver found odd since this was asked last.
///
/// # Errors
///
/// What the hook threw.
pub fn flush_warnings(ctx: &Ctx<'_>) -> Result<()> {
    Loader::of(ctx).flush_warnings(ctx)
}

/// Throws the error into the program.
pub fn throw_error(ctx: &Ctx<'_>, error: ResolveError) -> rquickjs::Error {
    let thrown = Loader::of(ctx).hook(ctx, "error").and_then(|hook| {
        // In turn, in a list: setters on `Object.prototype` see nothing of it.
        let properties: Vec<String> = error
            .properties
            .into_iter()
            .flat_map(|(name, value)| [name.to_owned(), value])
            .collect();
        hook.call::<_, Value<'_>>((error.class.name(), error.code, error.message, properties))
    });
    match thrown {
        Ok(value) => ctx.throw(value),
        Err(failed) => failed,
    }
}

/// The URL that relative imports of `base`, a module's name or a script's path, start from.
fn base_url(loader: &Loader, base: &str) -> String {
    if base.starts_with("file:") || base.starts_with("data:") {
        return loader.url_of(base);
    }
    if Path::new(base).is_absolute() {
        return url_of_path(base);
    }
    // Text that came from no file is as if it stood in the current folder.
    let folder = std::env::current_dir().unwrap_or_default();
    url_of_path(&folder.join("[eval]").to_string_lossy())
}

/// The URL of what `specifier` means in `base`.
///
/// # Errors
///
/// That there is no such thing, thrown into the program.
pub fn resolve_import(ctx: &Ctx<'_>, specifier: &str, base: &str) -> Result<String> {
    let loader = Loader::of(ctx);
    let base = base_url(&loader, base);
    let found = loader.resolver().import(specifier, &base);
    loader.flush_warnings(ctx)?;
    found.map_err(|error| throw_error(ctx, with_guess(&loader, error, specifier, &base)))
}

/// Adds what somebody may have meant who forgot an extension.
fn with_guess(
    loader: &Loader,
    mut error: ResolveError,
    specifier: &str,
    base: &str,
) -> ResolveError {
    if !matches!(error.code, "ERR_MODULE_NOT_FOUND" | "ERR_UNSUPPORTED_DIR_IMPORT") {
        return error;
    }
    let Some(base) = path_of_url(base) else { return error };
    let request = path_of_url(specifier).unwrap_or_else(|| specifier.to_owned());
    if let Some(path) = loader.resolver().guess(&request, &base) {
        let written = if request.starts_with('.') {
            relative(&folder_of(&base), &path)
        } else if Path::new(&request).is_absolute() {
            path
        } else {
            path.rsplit_once("node_modules/").map_or(path.clone(), |(_, rest)| rest.to_owned())
        };
        error.message.push_str(&format!("\nDid you mean to import \"{written}\"?"));
    }
    error
}

/// The name of the module that `specifier` means: the engine asks this for every import.
pub(super) fn resolve(ctx: &Ctx<'_>, base: &str, specifier: &str) -> Result<String> {
    let loader = Loader::of(ctx);
    let asked = (base.to_owned(), specifier.to_owned());
    let known = loader.found.borrow().get(&asked).cloned();
    let url = match known {
        Some(url) => url,
        None => {
            let url = resolve_import(ctx, specifier, base)?;
            loader.found.borrow_mut().insert(asked, url.clone());
            url
        }
    };
    let name = loader.name_of(&url);
    if let Some(importer) = loader.modules.borrow().get(base) {
        importer.imports.borrow_mut().push((specifier.to_owned(), name.clone()));
    }
    Ok(name)
}

/// The module of that name: the engine asks this for every one that it does not have.
pub(super) fn load<'js>(
    ctx: &Ctx<'js>,
    name: &str,
    attributes: Option<&Object<'js>>,
) -> Result<Handle> {
    let loader = Loader::of(ctx);
    let attributes = Attributes::of(attributes)?;
    // The same file may be asked for in ways of which only some can fail.
    let request = format!("{} {attributes:?}", loader.url_of(name));
    let failure = loader.failures.borrow().get(&request).cloned();
    if let Some(failure) = failure {
        return Err(ctx.throw(failure.restore(ctx)?));
    }
    let loaded = in_graph(ctx, &loader, name, |loader| load_one(ctx, loader, name, &attributes));
    loaded.map_err(|error| loader.remember(ctx, request, error))
}

/// Loads with `act`. Around the first module of a graph this also links and runs it all: the engine would do it at
/// once, and so its errors can be told in Node's words.
fn in_graph(
    ctx: &Ctx<'_>,
    loader: &Rc<Loader>,
    name: &str,
    act: impl FnOnce(&Rc<Loader>) -> Result<Handle>,
) -> Result<Handle> {
    let depth = loader.depth.get();
    loader.depth.set(depth + 1);
    loader.loading.borrow_mut().push(name.to_owned());
    let outcome = act(loader);
    loader.depth.set(depth);
    if depth > 0 {
        return outcome;
    }
    let graph = loader.loading.take();
    match outcome {
        Ok(handle) => {
            run_graph(ctx, loader, handle, name, graph)?;
            Ok(handle)
        }
        Err(error) => {
            loader.give_up(&graph);
            Err(error)
        }
    }
}

fn run_graph(
    ctx: &Ctx<'_>,
    loader: &Rc<Loader>,
    handle: Handle,
    name: &str,
    graph: Vec<String>,
) -> Result<()> {
    if loader.is_in_cycle(name) {
        loader.give_up(&graph);
        return Err(throw_error(ctx, cycle(&loader.url_of(name))));
    }
    loader.running.borrow_mut().push(Running { graph, commonjs: None });
    let outcome = raw::evaluate(ctx, handle);
    let running = loader.running.borrow_mut().pop();
    let graph = running.map(|running| running.graph).unwrap_or_default();
    if outcome.is_err() {
        let thrown = link_error(ctx, loader, &graph);
        loader.give_up(&graph);
        return Err(thrown);
    }
    for module in graph.iter().filter_map(|name| loader.module(name)) {
        module.source.take();
    }
    // It may have failed at once.
    if let Some((PromiseState::Rejected, reason)) =
        outcome.ok().as_ref().and_then(crate::promise_state)
    {
        loader.hook(ctx, "explain")?.call::<_, ()>((reason, loader.url_of(name)))?;
    }
    Ok(())
}

impl Loader {
    /// Whether running `name` now would come back to a module that is running: the engine cannot do that.
    fn is_in_cycle(&self, name: &str) -> bool {
        let running = self.running.borrow();
        let Some(innermost) = running.last() else { return false };
        // All that runs imports what runs innermost. If that is a CommonJS module, it alone must not be reached.
        let ends: Vec<&str> =
            running.iter().filter_map(|graph| graph.commonjs.as_deref()).collect();
        if innermost.commonjs.is_some() {
            return self.reaches(name, &|name| ends.contains(&name));
        }
        let is_source = |name: &str| {
            self.module(name).is_some_and(|module| matches!(module.kind, Kind::Source))
        };
        self.reaches(name, &|name| {
            let is_member = innermost.graph.iter().any(|member| member == name);
            ends.contains(&name) || (is_member && is_source(name))
        })
    }

    fn is_running(&self, name: &str) -> bool {
        self.running
            .borrow()
            .iter()
            .any(|running| running.graph.iter().any(|member| member == name))
    }
}

fn cycle(url: &str) -> ResolveError {
    let message = format!(
        "Cannot require() ES Module {} in a cycle.",
        path_of_url(url).unwrap_or_else(|| url.to_owned())
    );
    ResolveError::new(ErrorClass::Error, "ERR_REQUIRE_CYCLE_MODULE", message)
}

/// The engine names the module that lacks an export by its URL; Node shows how it was asked for.
fn link_error(ctx: &Ctx<'_>, loader: &Loader, graph: &[String]) -> rquickjs::Error {
    let thrown = ctx.catch();
    let message = thrown.as_object().and_then(|error| error.get::<_, String>("message").ok());
    let better = message.and_then(|message| {
        let rest = message.strip_prefix("Could not find export '")?.strip_suffix('\'')?;
        let (export, module) = rest.split_once("' in module '")?;
        missing_export(loader, graph, export, module)
    });
    match better {
        Some(message) => throw_error(ctx, ResolveError::new(ErrorClass::Syntax, "", message)),
        None => ctx.throw(thrown),
    }
}

/// The engine cuts long names.
fn missing_export(loader: &Loader, graph: &[String], export: &str, module: &str) -> Option<String> {
    for name in graph {
        let Some(importer) = loader.module(name) else { continue };
        let imports = importer.imports.borrow();
        let Some((specifier, target)) =
            imports.iter().find(|(_, target)| target.starts_with(module))
        else {
            continue;
        };
        let imported = syntax::imports_of(&importer.source.borrow());
        let of_module: Vec<_> =
            imported.iter().filter(|import| import.specifier == *specifier).collect();
        let Some(import) = of_module
            .iter()
            .find(|import| import.names.iter().any(|(name, _)| name.starts_with(export)))
        else {
            continue;
        };
        let is_commonjs = loader
            .module(target)
            .is_some_and(|module| matches!(module.kind, Kind::CommonJs { .. }));
        if !is_commonjs {
            return Some(format!(
                "The requested module '{specifier}' does not provide an export named '{export}'"
            ));
        }
        let names: Vec<String> = import
            .names
            .iter()
            .filter(|(name, _)| name != "default")
            .map(
                |(name, local)| {
                    if name == local { name.clone() } else { format!("{name}: {local}") }
                },
            )
            .collect();
        let example = if import.is_long {
            String::new()
        } else {
            format!("const {{ {} }} = pkg;\n", names.join(", "))
        };
        return Some(format!(
            "Named export '{export}' not found. The requested module '{specifier}' is a CommonJS module, which may \
             not support all module.exports as named exports.\nCommonJS modules can always be imported via the \
             default export, for example using:\n\nimport pkg from '{specifier}';\n{example}"
        ));
    }
    None
}

fn load_one<'js>(
    ctx: &Ctx<'js>,
    loader: &Rc<Loader>,
    name: &str,
    wanted: &Attributes,
) -> Result<Handle> {
    let url = loader.url_of(name);
    if let Some(id) = url.strip_prefix("node:") {
        wanted.check(ctx, &url, false)?;
        return load_builtin(ctx, loader, name, id);
    }
    if url.starts_with("data:") {
        let Some((media, bytes)) = data_of(&url) else {
            let error =
                ResolveError::new(ErrorClass::Type, "ERR_INVALID_URL", "Invalid URL".to_owned());
            return Err(throw_error(ctx, error.with("input", &url)));
        };
        let is_json = media == "application/json";
        if !is_json && !matches!(media.as_str(), "text/javascript" | "application/javascript") {
            wanted.check_other(ctx)?;
            let message = format!("Unknown module format: {media} for URL {url}");
            let error = ResolveError::new(ErrorClass::Range, "ERR_UNKNOWN_MODULE_FORMAT", message);
            return Err(throw_error(ctx, error));
        }
        wanted.check(ctx, &url, is_json)?;
        if is_json {
            return load_json(ctx, loader, name, &bytes, &url);
        }
        return load_source(ctx, loader, name, &bytes);
    }
    let path = path_of_url(&url).unwrap_or_default();
    let format = format_of(&loader.resolver(), &path);
    let format = format.map_err(|error| throw_error(ctx, error))?;
    wanted.check(ctx, &url, format == Format::Json)?;
    let bytes = loader.source.read(Path::new(&path));
    let bytes = bytes.map_err(|error| {
        throw_error(
            ctx,
            ResolveError::new(ErrorClass::Error, "", format!("{error}, open '{path}'")),
        )
    })?;
    match format {
        Format::Json => load_json(ctx, loader, name, &bytes, &path),
        Format::Module => load_source(ctx, loader, name, &bytes),
        Format::CommonJs => load_commonjs(ctx, loader, name, &path, &bytes),
        Format::Unsaid => {
            if syntax::is_module(&String::from_utf8_lossy(&bytes)) {
                return load_source(ctx, loader, name, &bytes);
            }
            load_commonjs(ctx, loader, name, &path, &bytes)
        }
    }
}

/// What an import says behind `with`.
#[derive(Debug)]
struct Attributes {
    kind: Option<String>,
    other: Option<(String, String)>,
}

impl Attributes {
    fn of(attributes: Option<&Object<'_>>) -> Result<Attributes> {
        let mut found = Attributes { kind: None, other: None };
        let Some(attributes) = attributes else { return Ok(found) };
        for entry in attributes.props::<String, String>() {
            match entry? {
                (key, value) if key == "type" => found.kind = Some(value),
                entry => found.other = Some(entry),
            }
        }
        Ok(found)
    }

    fn check_other(&self, ctx: &Ctx<'_>) -> Result<()> {
        let Some((key, value)) = &self.other else { return Ok(()) };
        let message = format!("Import attribute \"{key}\" with value \"{value}\" is not supported");
        let code = "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED";
        Err(throw_error(ctx, ResolveError::new(ErrorClass::Type, code, message)))
    }

    fn check(&self, ctx: &Ctx<'_>, url: &str, is_json: bool) -> Result<()> {
        let (code, message) = match self.kind.as_deref() {
            None if is_json => {
                let message =
                    format!("Module \"{url}\" needs an import attribute of type \"json\"");
                ("ERR_IMPORT_ASSERTION_TYPE_MISSING", message)
            }
            Some("json") if !is_json => {
                let message = format!("Module \"{url}\" is not of type \"json\"");
                ("ERR_IMPORT_ASSERTION_TYPE_FAILED", message)
            }
            None | Some("json") => return self.check_other(ctx),
            Some(kind) => {
                let message = format!("Import attribute type \"{kind}\" is unsupported");
                ("ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED", message)
            }
        };
        Err(throw_error(ctx, ResolveError::new(ErrorClass::Type, code, message)))
    }
}

fn load_source<'js>(
    ctx: &Ctx<'js>,
    loader: &Rc<Loader>,
    name: &str,
    bytes: &[u8],
) -> Result<Handle> {
    let source = String::from_utf8_lossy(bytes);
    let source = source.strip_prefix('\u{FEFF}').unwrap_or(&source);
    let modern = syntax::modern_attributes(source);
    let source = modern.as_deref().unwrap_or(source);
    loader.add(name, None, Kind::Source);
    let handle = raw::compile(ctx, name, source.as_bytes())?;
    loader.add(name, Some(handle), Kind::Source);
    if let Some(module) = loader.module(name) {
        module.source.replace(source.to_owned());
    }
    if source.contains("import.meta") {
        let meta = raw::meta(ctx, handle)?;
        loader.hook(ctx, "meta")?.call::<_, ()>((meta, loader.url_of(name)))?;
    }
    Ok(handle)
}

fn load_json<'js>(
    ctx: &Ctx<'js>,
    loader: &Rc<Loader>,
    name: &str,
    bytes: &[u8],
    place: &str,
) -> Result<Handle> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let value: Value<'js> = loader.hook(ctx, "json")?.call((text, place))?;
    let handle = raw::synthetic(ctx, name, &["default".to_owned()])?;
    loader.add(name, Some(handle), Kind::Value(Persistent::save(ctx, value)));
    Ok(handle)
}

fn load_builtin(ctx: &Ctx<'_>, loader: &Rc<Loader>, name: &str, id: &str) -> Result<Handle> {
    let exports: Value<'_> = loader.hook(ctx, "builtin")?.call((id,))?;
    let mut names = vec!["default".to_owned()];
    if let Some(exports) = exports.as_object() {
        for key in exports.keys::<String>() {
            let key = key?;
            if key != "default" && !key.contains('\0') {
                names.push(key);
            }
        }
    }
    let handle = raw::synthetic(ctx, name, &names)?;
    let kind = Kind::Builtin { id: id.to_owned(), names, is_filled: Cell::new(false) };
    loader.add(name, Some(handle), kind);
    Ok(handle)
}

fn load_commonjs(
    ctx: &Ctx<'_>,
    loader: &Rc<Loader>,
    name: &str,
    path: &str,
    bytes: &[u8],
) -> Result<Handle> {
    let mut names = Vec::new();
    collect_names(loader, path, bytes, &mut names, &mut HashSet::new());
    let declared: Vec<String> = std::iter::once("default".to_owned())
        .chain(names.iter().filter(|name| *name != "default").cloned())
        .collect();
    let handle = raw::synthetic(ctx, name, &declared)?;
    loader.add(name, Some(handle), Kind::CommonJs { path: path.to_owned(), names });
    Ok(handle)
}

/// What a CommonJS file exports, and what it exports whole from others.
fn collect_names(
    loader: &Loader,
    path: &str,
    bytes: &[u8],
    names: &mut Vec<String>,
    seen: &mut HashSet<String>,
) {
    if !seen.insert(path.to_owned()) || path.ends_with(".json") || path.ends_with(".node") {
        return;
    }
    let found = exports::exports_of(&String::from_utf8_lossy(bytes));
    for name in found.names {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for request in found.reexports {
        let Some(target) = loader.resolver().guess(&request, path) else { continue };
        if let Ok(bytes) = loader.source.read(Path::new(&target)) {
            collect_names(loader, &target, &bytes, names, seen);
        }
    }
}

/// Gives a synthetic module its values: the engine asks this when the module is to run.
pub(super) fn fill<'js>(ctx: &Ctx<'js>, handle: Handle, name: &str) -> Result<()> {
    let loader = Loader::of(ctx);
    let Some(module) = loader.module(name) else {
        return Err(Exception::throw_message(ctx, &format!("no module '{name}'")));
    };
    match &module.kind {
        Kind::Source => Ok(()),
        Kind::Value(value) => {
            let value = value.clone().restore(ctx)?;
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

/// What `import(specifier)` in `base` gives: a promise.
///
/// # Errors
///
/// An exception if the engine is out of memory.
pub fn import<'js>(ctx: &Ctx<'js>, specifier: &str, base: &str) -> Result<Value<'js>> {
    raw::import(ctx, specifier, base)
}

/// Compiles, links and starts `source` as the module at `url`: a promise that says when it is done.
///
/// # Errors
///
/// That it cannot be compiled or linked.
pub fn run_source<'js>(ctx: &Ctx<'js>, url: &str, source: &str) -> Result<Value<'js>> {
    let loader = Loader::of(ctx);
    let name = loader.name_of(url);
    let handle =
        in_graph(ctx, &loader, &name, |loader| load_source(ctx, loader, &name, source.as_bytes()))?;
    raw::evaluate(ctx, handle)
}

/// Compiles `source` as the module at `url`, with all that it imports, and runs nothing.
///
/// # Errors
///
/// That it cannot be compiled, or that something it imports cannot be found or compiled.
pub fn check_source(ctx: &Ctx<'_>, url: &str, source: &str) -> Result<()> {
    let loader = Loader::of(ctx);
    let name = loader.name_of(url);
    loader.depth.set(loader.depth.get() + 1);
    let checked = load_source(ctx, &loader, &name, source.as_bytes());
    loader.depth.set(loader.depth.get() - 1);
    let graph = loader.loading.take();
    loader.give_up(&graph);
    checked.map(drop)
}

/// What `require` of an ES module gives: its exports, if it is done without waiting for anything.
///
/// # Errors
///
/// What the module threw, or that it waits.
pub fn require_module<'js>(ctx: &Ctx<'js>, url: &str) -> Result<Value<'js>> {
    let loader = Loader::of(ctx);
    let name = loader.name_of(url);
    let known = loader.module(&name).and_then(|module| module.handle);
    let handle = match known {
        // In the middle of a graph that runs: what it has so far is what there is.
        Some(handle) if loader.is_running(&name) => {
            if loader.is_in_cycle(&name) {
                let running = loader.running.borrow();
                let is_commonjs = running.last().is_some_and(|running| running.commonjs.is_some());
                drop(running);
                if is_commonjs {
                    return Err(throw_error(ctx, cycle(url)));
                }
                return raw::namespace(ctx, handle);
            }
            handle
        }
        Some(handle) => handle,
        None => load(ctx, &name, None)?,
    };
    let promise = raw::evaluate(ctx, handle)?;
    match crate::promise_state(&promise) {
        Some((PromiseState::Pending, _)) => {
            let message = "require() cannot be used on an ESM graph with top-level await. Use import() instead. To \
                           see where the top-level await comes from, use --experimental-print-required-tla.";
            let code = "ERR_REQUIRE_ASYNC_MODULE";
            Err(throw_error(ctx, ResolveError::new(ErrorClass::Error, code, message.to_owned())))
        }
        Some((PromiseState::Rejected, reason)) => {
            // Thrown now, and so handled.
            let catch: Function<'js> =
                promise.as_object().expect("a promise is an object").get("catch")?;
            let ignore = Function::new(ctx.clone(), || ())?;
            catch.call::<_, ()>((rquickjs::function::This(promise), ignore))?;
            Err(ctx.throw(reason))
        }
        _ => raw::namespace(ctx, handle),
    }
}
