//! The modules of a runtime, and what they import of each other.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rquickjs::{Ctx, Exception, Function, Object, Persistent, Result, Value};

use super::raw::Handle;
use super::resolve::{Resolver, Warning};
use super::source::Source;
use crate::shared::Shared;

/// The modules of one runtime.
pub(crate) struct Loader {
    pub(super) source: Rc<dyn Source>,
    pub(super) resolver: RefCell<Rc<Resolver>>,
    pub(super) is_builtin: fn(&str) -> bool,
    /// The functions of the layer above, by name; see [`configure`].
    pub(super) hooks: RefCell<Option<Persistent<Object<'static>>>>,
    pub(super) modules: RefCell<HashMap<String, Rc<Module>>>,
    /// How often a URL's module was given up.
    pub(super) given_up: RefCell<HashMap<String, usize>>,
    /// The names of the graph that is being loaded.
    pub(super) loading: RefCell<Vec<String>>,
    pub(super) depth: Cell<usize>,
    /// What each file could not be loaded for: it is not tried again.
    pub(super) failures: RefCell<HashMap<String, Persistent<Value<'static>>>>,
    /// What was found before: the same words in the same module mean the same for good.
    pub(super) found: RefCell<HashMap<(String, String), String>>,
    /// The graphs whose code runs right now, the innermost last.
    pub(super) running: RefCell<Vec<Running>>,
}

/// A module the engine has.
pub(super) struct Module {
    /// `None` while it is being compiled, which is when its imports become known.
    pub(super) handle: Option<Handle>,
    pub(super) kind: Kind,
    /// Its text, until all of its graph is linked: errors of linking are about it.
    pub(super) source: RefCell<String>,
    /// What it imports: as it is written, and the module's name.
    pub(super) imports: RefCell<Vec<(String, String)>>,
}

pub(super) enum Kind {
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
    /// JSON, and where it is from.
    Json {
        value: Persistent<Value<'static>>,
        place: String,
    },
}

pub(super) struct Running {
    pub(super) graph: Vec<String>,
    /// The CommonJS module of it that runs right now, if it is one.
    pub(super) commonjs: Option<String>,
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

    pub(super) fn of(ctx: &Ctx<'_>) -> Rc<Loader> {
        Shared::of(ctx).loader()
    }

    pub(super) fn resolver(&self) -> Rc<Resolver> {
        self.resolver.borrow().clone()
    }

    pub(super) fn hook<'js>(&self, ctx: &Ctx<'js>, name: &str) -> Result<Function<'js>> {
        let hooks = self.hooks.borrow().clone();
        match hooks {
            Some(hooks) => hooks.restore(ctx)?.get(name),
            None => Err(Exception::throw_message(ctx, "there are no modules here")),
        }
    }

    pub(super) fn module(&self, name: &str) -> Option<Rc<Module>> {
        self.modules.borrow().get(name).cloned()
    }

    /// The name of the module at `url` that is in use.
    pub(super) fn name_of(&self, url: &str) -> String {
        let times = self.given_up.borrow().get(url).copied().unwrap_or(0);
        format!("{url}{}", "#".repeat(times))
    }

    /// The URL of a module.
    pub(super) fn url_of(&self, name: &str) -> String {
        let url = name.trim_end_matches('#');
        if self.given_up.borrow().contains_key(url) { url.to_owned() } else { name.to_owned() }
    }

    pub(super) fn add(&self, name: &str, handle: Option<Handle>, kind: Kind) {
        let imports = self.modules.borrow_mut().remove(name).map(|module| module.imports.take());
        let imports = RefCell::new(imports.unwrap_or_default());
        let module = Rc::new(Module { handle, kind, source: RefCell::default(), imports });
        self.modules.borrow_mut().insert(name.to_owned(), module);
    }

    pub(super) fn give_up(&self, graph: &[String]) {
        for name in graph {
            let url = self.url_of(name);
            let old = self.modules.borrow_mut().remove(name);
            drop(old);
            *self.given_up.borrow_mut().entry(url).or_default() += 1;
        }
    }

    /// Keeps what is thrown, for whoever asks for the same file again.
    pub(super) fn remember(
        &self,
        ctx: &Ctx<'_>,
        request: String,
        error: rquickjs::Error,
    ) -> rquickjs::Error {
        if !matches!(error, rquickjs::Error::Exception) {
            return error;
        }
        let thrown = ctx.catch();
        let kept = Persistent::save(ctx, thrown.clone());
        self.failures.borrow_mut().insert(request, kept);
        ctx.throw(thrown)
    }

    /// Whether `name` is, or imports over any number of steps, one of `goals`.
    pub(super) fn reaches(&self, name: &str, goals: &dyn Fn(&str) -> bool) -> bool {
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

impl Loader {
    /// Whether running `name` now would come back to a module that is running: the engine cannot do that.
    pub(super) fn is_in_cycle(&self, name: &str) -> bool {
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

    pub(super) fn is_running(&self, name: &str) -> bool {
        self.running
            .borrow()
            .iter()
            .any(|running| running.graph.iter().any(|member| member == name))
    }
}
