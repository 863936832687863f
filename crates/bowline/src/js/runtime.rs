//! A runtime with Node's modules.

use std::error::Error;
use std::ops::Deref;
use std::path::Path;

use bowline_js::{JsError, require};
use rquickjs::function::IntoArgs;
use rquickjs::{Ctx, Function, JsLifetime, Object};

use super::{MODULES, Program};

/// How a [`Runtime`] is made.
pub struct Builder {
    inner: bowline_js::Builder,
    program: Program,
}

/// A JavaScript runtime with Node's modules, on a loop of its own.
///
/// What else it does, `eval`, `with`, `run`, is [`bowline_js::Runtime`]'s.
#[derive(Debug)]
pub struct Runtime(bowline_js::Runtime);

/// The program's start, as native functions find it.
#[derive(Clone, JsLifetime)]
pub(crate) struct ProgramData(pub(crate) Program);

impl Runtime {
    /// The way to one.
    pub fn builder() -> Builder {
        Builder { inner: bowline_js::Builder::new(&MODULES), program: Program::default() }
    }

    /// Runs the file at `path` as the main program, up to where it waits for something.
    ///
    /// # Errors
    ///
    /// None of the program's: those are told to it, and end it; see [`run`](bowline_js::Runtime::run).
    pub fn run_main(&self, path: &Path) -> Result<(), JsError> {
        let path = path.to_string_lossy().into_owned();
        self.call("runtime/main", "runMain", (path,))
    }

    /// Runs `source` as the main program, as `-e` does; `print` shows the value of its last statement. Stack
    /// traces call it `name`.
    ///
    /// # Errors
    ///
    /// As for [`run_main`](Runtime::run_main).
    pub fn run_source(&self, source: &str, print: bool, name: &str) -> Result<(), JsError> {
        self.call("runtime/main", "runSource", (source.to_owned(), print, name.to_owned()))
    }

    /// Starts a conversation on standard input and output.
    ///
    /// # Errors
    ///
    /// As for [`run_main`](Runtime::run_main).
    pub fn run_repl(&self) -> Result<(), JsError> {
        self.call("runtime/main", "runRepl", ())
    }

    /// Warns as Node does: with `process.emitWarning`.
    ///
    /// # Errors
    ///
    /// As for [`run_main`](Runtime::run_main).
    pub fn report_warnings(&self, warnings: &[String]) -> Result<(), JsError> {
        for warning in warnings {
            self.call("runtime/main", "warn", (warning.clone(),))?;
        }
        Ok(())
    }

    fn call<A>(&self, id: &str, name: &str, arguments: A) -> Result<(), JsError>
    where
        A: for<'js> IntoArgs<'js>,
    {
        self.0.with(|ctx| {
            let module: Object<'_> = require(ctx, id)?.get()?;
            let function: Function<'_> = module.get(name)?;
            // What it throws is the program's own affair.
            bowline_js::run_reported(ctx, |_| function.call(arguments));
            Ok(())
        })
    }
}

impl Deref for Runtime {
    type Target = bowline_js::Runtime;

    fn deref(&self) -> &bowline_js::Runtime {
        &self.0
    }
}

impl Builder {
    /// What the program sees of how it was started.
    #[must_use]
    pub fn program(mut self, program: Program) -> Builder {
        self.program = program;
        self
    }

    /// See [`bowline_js::Builder::memory_max`].
    #[must_use]
    pub fn memory_max(mut self, bytes: usize) -> Builder {
        self.inner = self.inner.memory_max(bytes);
        self
    }

    /// See [`bowline_js::Builder::stack_max`].
    #[must_use]
    pub fn stack_max(mut self, bytes: usize) -> Builder {
        self.inner = self.inner.stack_max(bytes);
        self
    }

    /// See [`bowline_js::Builder::source`]: a [`Memory`](super::Memory) for programs that carry their files with them.
    #[must_use]
    pub fn source(mut self, source: impl super::Source + 'static) -> Builder {
        self.inner = self.inner.source(std::rc::Rc::new(source));
        self
    }

    /// See [`bowline_js::Builder::event_loop`].
    #[must_use]
    pub fn event_loop(mut self, event_loop: bowline_loop::EventLoop) -> Builder {
        self.inner = self.inner.event_loop(event_loop);
        self
    }

    /// The runtime, ready to run code.
    ///
    /// # Errors
    ///
    /// If there is no memory or no descriptor for it.
    pub fn build(self) -> Result<Runtime, Box<dyn Error>> {
        let program = ProgramData(self.program);
        let prepare = move |ctx: &Ctx<'_>| drop(ctx.store_userdata(program));
        self.inner.build_with(prepare).map(Runtime)
    }
}
