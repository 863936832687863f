//! ES modules: what the engine is told when it meets an import.
//!
//! A module's name in the engine is its URL. The engine cannot let go of a module, nor link one again that it
//! could not link once. So when a graph fails to load, all of it that was new is given up, and whoever asks
//! for one of these files later gets a new module with another name: the URL and a `#`.

use std::path::Path;
use std::rc::Rc;

use rquickjs::promise::PromiseState;
use rquickjs::{Ctx, Function, Object, Persistent, Result, Value};

use super::error::{ErrorClass, ResolveError};
use super::graph::{Loader, Running};
use super::link::link_error;
use super::load::{Attributes, load_one, load_source};
use super::location::{folder_of, path_of_url, relative, url_of_path};
use super::raw::{self, Handle};
use super::resolve::Resolver;

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
/// - `json(text, path or url)`: its value; `jsonValue(path or url, value)`: the value it has by now,
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

/// What `import(specifier)` in `base` gives: a promise.
///
/// # Errors
///
/// An exception if the engine is out of memory.
pub fn import<'js>(ctx: &Ctx<'js>, specifier: &str, base: &str) -> Result<Value<'js>> {
    raw::import(ctx, specifier, base)
}

fn cycle(url: &str) -> ResolveError {
    let message = format!(
        "Cannot require() ES Module {} in a cycle.",
        path_of_url(url).unwrap_or_else(|| url.to_owned())
    );
    ResolveError::new(ErrorClass::Error, "ERR_REQUIRE_CYCLE_MODULE", message)
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
