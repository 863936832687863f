//! An engine, its loop and its modules together, from the first line of a program to its end.

use std::error::Error;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bowline_loop::{EventLoop, LoopRef, RunMode};
use rquickjs::context::EvalOptions;
use rquickjs::{Context, Ctx, Exception, FromJs, Persistent, Value};

use crate::builtin::{self, ModuleTable};
use crate::hooks::Origin;
use crate::loader::{Disk, Source};
use crate::shared::Shared;

/// Stack for JavaScript unless the builder is told otherwise: half of what a thread of Rust has.
const STACK_BYTES: usize = 1 << 20;
/// What the engine holds before it looks for circles for the first time: start-up alone makes a mebibyte,
/// and nothing of it is garbage.
const GC_BYTES_FIRST: usize = 4 << 20;
/// Less stack than this runs nothing, and 0 would make the engine check nothing.
const STACK_BYTES_MIN: usize = 64 << 10;
/// Less memory than this holds no engine, and 0 would mean no limit.
const MEMORY_BYTES_MIN: usize = 1 << 20;

/// How a runtime is made.
pub struct Builder {
    modules: &'static ModuleTable,
    event_loop: Option<EventLoop>,
    memory_max: Option<usize>,
    stack_max: usize,
    source: Rc<dyn Source>,
}

/// A JavaScript runtime on a loop of its own.
///
/// Dropping it ends it in whatever state it is: what is armed is closed, what is pending never settles,
/// no code of the program runs any more.
pub struct Runtime {
    shared: Rc<Shared>,
    interrupted: Arc<AtomicBool>,
    // Dropped after the engine: its values may close handles when they go.
    event_loop: EventLoop,
}

/// Stops the code that runs in a runtime, from any thread.
#[derive(Clone, Debug)]
pub struct Interrupter(Arc<AtomicBool>);

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit code.
    pub code: i32,
    /// The error that ended it, if nobody was there to be told.
    pub failure: Option<JsError>,
}

impl Builder {
    /// A runtime with these modules.
    pub fn new(modules: &'static ModuleTable) -> Builder {
        Builder {
            modules,
            event_loop: None,
            memory_max: None,
            stack_max: STACK_BYTES,
            source: Rc::new(Disk),
        }
    }

    /// The loop it runs on. A new one without this.
    #[must_use]
    pub fn event_loop(mut self, event_loop: EventLoop) -> Builder {
        self.event_loop = Some(event_loop);
        self
    }

    /// How many bytes the engine may hold; a mebibyte at least. An allocation beyond is an error of the program.
    #[must_use]
    pub fn memory_max(mut self, bytes: usize) -> Builder {
        self.memory_max = Some(bytes.max(MEMORY_BYTES_MIN));
        self
    }

    /// How many bytes of the thread's stack JavaScript may use; 64 KiB at least. One mebibyte without this.
    ///
    /// A recursion that is too deep is a `RangeError` of the program. The thread must have that much.
    #[must_use]
    pub fn stack_max(mut self, bytes: usize) -> Builder {
        self.stack_max = bytes.max(STACK_BYTES_MIN);
        self
    }

    /// Where the files of programs come from. The file system without this.
    #[must_use]
    pub fn source(mut self, source: Rc<dyn Source>) -> Builder {
        self.source = source;
        self
    }

    /// The runtime, ready to run code.
    ///
    /// # Errors
    ///
    /// If there is no memory or no descriptor for it.
    pub fn build(self) -> Result<Runtime, Box<dyn Error>> {
        self.build_with(|_| ())
    }

    /// [`build`](Builder::build), with something to do in the engine before any code runs.
    ///
    /// # Errors
    ///
    /// As `build`.
    pub fn build_with(self, prepare: impl FnOnce(&Ctx<'_>)) -> Result<Runtime, Box<dyn Error>> {
        let engine = rquickjs::Runtime::new()?;
        engine.set_max_stack_size(self.stack_max);
        engine.set_gc_threshold(GC_BYTES_FIRST);
        if let Some(bytes) = self.memory_max {
            engine.set_memory_limit(bytes);
        }
        let event_loop = match self.event_loop {
            Some(event_loop) => event_loop,
            None => EventLoop::new()?,
        };
        let context = Context::full(&engine)?;
        let shared = Shared::new(event_loop.loop_ref(), self.modules, context, self.source);
        let interrupted = Arc::new(AtomicBool::new(false));
        let runtime = Runtime { shared, interrupted, event_loop };
        runtime.connect(&engine);
        runtime.shared.enter(prepare);
        runtime.bootstrap()?;
        Ok(runtime)
    }
}

impl Runtime {
    /// Everything between the engine and the loop that is there before any code runs.
    fn connect(&self, engine: &rquickjs::Runtime) {
        let (flag, weak) = (self.interrupted.clone(), Rc::downgrade(&self.shared));
        engine.set_interrupt_handler(Some(Box::new(move || {
            let has_ended = weak.upgrade().is_none_or(|shared| shared.exit_code.get().is_some());
            has_ended || flag.load(Ordering::Relaxed)
        })));
        let weak = Rc::downgrade(&self.shared);
        engine.set_host_promise_rejection_tracker(Some(Box::new(
            move |ctx, promise, reason, is_handled| {
                let Some(shared) = weak.upgrade() else { return };
                shared.track_rejection(&ctx, promise, reason, is_handled);
            },
        )));
        let weak = Rc::downgrade(&self.shared);
        self.event_loop.set_checkpoint(Some(Rc::new(move || {
            if let Some(shared) = weak.upgrade() {
                shared.checkpoint();
            }
        })));
    }

    fn bootstrap(&self) -> Result<(), JsError> {
        let done = self.shared.enter(|ctx| {
            let outcome = builtin::require(ctx, self.shared.modules.bootstrap);
            outcome.map(drop).map_err(|error| JsError::of_result(ctx, error))
        });
        done.unwrap_or(Ok(()))
    }

    /// The loop it runs on.
    pub fn event_loop(&self) -> &LoopRef {
        &self.event_loop
    }

    /// Works inside the engine, and then runs the checkpoint. What `act` throws comes out as an error.
    ///
    /// # Errors
    ///
    /// The exception, or that the program has ended.
    pub fn with<T>(
        &self,
        act: impl for<'js> FnOnce(&Ctx<'js>) -> rquickjs::Result<T>,
    ) -> Result<T, JsError> {
        self.interrupted.store(false, Ordering::Relaxed);
        self.event_loop.within(|| {
            let outcome = self.shared.enter(|ctx| {
                let outcome = act(ctx).map_err(|error| JsError::of_result(ctx, error));
                self.shared.drain(ctx);
                outcome
            });
            outcome.unwrap_or_else(|| Err(JsError::ended()))
        })
    }

    /// Runs `source` as a script and gives the value of its last statement.
    ///
    /// # Errors
    ///
    /// What it threw, or a value that is no `T`.
    pub fn eval<T: for<'js> FromJs<'js>>(&self, source: &str) -> Result<T, JsError> {
        self.with(|ctx| {
            let mut options = EvalOptions::default();
            options.strict = false;
            options.filename = Some("eval".to_owned());
            ctx.eval_with_options(source, options)
        })
    }

    /// Runs the loop until it has nothing left or is stopped, and asks the program nothing.
    pub(crate) fn run_loop(&self) -> bowline_loop::Result<bool> {
        self.event_loop.run(RunMode::Default)
    }

    /// Runs the loop until the program has ended.
    ///
    /// # Errors
    ///
    /// If the loop cannot wait for the system.
    pub fn run(&self) -> bowline_loop::Result<Ended> {
        self.event_loop.within(|| self.shared.checkpoint());
        while self.shared.exit_code.get().is_none() {
            self.event_loop.run(RunMode::Default)?;
            self.event_loop.within(|| self.call_hook(|hooks| &hooks.before_exit));
            if !self.event_loop.is_alive() {
                break;
            }
        }
        let code = self.event_loop.within(|| self.exit_code());
        Ok(Ended { code, failure: self.shared.failure.take() })
    }

    fn call_hook(&self, pick: crate::hooks::Pick) {
        self.shared.enter(|ctx| {
            let Some(hook) = self.shared.hook(ctx, pick) else { return };
            let result = hook.call::<_, ()>(());
            self.shared.report_failed(ctx, result);
            self.shared.drain(ctx);
        });
    }

    /// Asks the program for its code, unless it has said it already.
    fn exit_code(&self) -> i32 {
        self.shared.enter(|ctx| {
            let hook = self.shared.hook(ctx, |hooks| &hooks.exit)?;
            match hook.call::<_, i32>(()) {
                Ok(code) => {
                    // What its listeners left to microtasks still runs, and what they rejected is told of.
                    self.shared.drain(ctx);
                    self.shared.exit_code.set(Some(self.shared.exit_code.get().unwrap_or(code)));
                }
                Err(error) => self.shared.report_error(ctx, error, Origin::Exception),
            }
            Some(())
        });
        self.shared.exit_code.get().unwrap_or(0)
    }

    /// What stops the code that runs, from any thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.interrupted.clone())
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.event_loop.set_checkpoint(None);
        self.shared.close();
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Runtime(exit code {:?})", self.shared.exit_code.get())
    }
}

impl Interrupter {
    /// Stops the code that runs now, or the next that does: an error that no `catch` of it sees.
    pub fn interrupt(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Shared {
    fn track_rejection<'js>(
        &self,
        ctx: &Ctx<'js>,
        promise: Value<'js>,
        reason: Value<'js>,
        is_handled: bool,
    ) {
        let Some(hook) = self.hook(ctx, |hooks| &hooks.rejection) else { return };
        let outcome = hook.call::<_, ()>((promise.clone(), reason.clone(), is_handled));
        let Err(error) = outcome else { return };
        // It happens where the stack has no room left, and is told when there is.
        let thrown = crate::error::thrown(ctx, &error);
        eprintln!("Exception in PromiseRejectCallback:\n{}", JsError::of(ctx, &thrown));
        let untold = Untold {
            promise: Persistent::save(ctx, promise),
            reason: Persistent::save(ctx, reason),
            is_handled,
        };
        self.untold.borrow_mut().push(untold);
        self.has_rejections.set(true);
    }

    /// Tells of the rejections that could not be told of when they happened.
    pub(crate) fn tell_untold(&self, ctx: &Ctx<'_>) {
        let untold = self.untold.take();
        for Untold { promise, reason, is_handled } in untold {
            if let (Ok(promise), Ok(reason)) = (promise.restore(ctx), reason.restore(ctx)) {
                self.track_rejection(ctx, promise, reason, is_handled);
            }
        }
    }
}

/// A rejection that could not be told of when it happened.
pub(crate) struct Untold {
    promise: Persistent<Value<'static>>,
    reason: Persistent<Value<'static>>,
    is_handled: bool,
}

/// An error of a program, as Rust sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsError {
    /// Its `message`, or the thrown value as text.
    pub message: String,
    /// Its `name`; empty if what was thrown is no error.
    pub name: String,
    /// Its `code`; empty if it has none.
    pub code: String,
    /// Its `stack`; empty if it has none.
    pub stack: String,
}

impl JsError {
    /// What `thrown` is, asked from outside: getters of the program may run.
    pub fn of(ctx: &Ctx<'_>, thrown: &Value<'_>) -> JsError {
        let field = |name: &str| -> String {
            let object = thrown.as_object();
            let text = object.and_then(|object| object.get::<_, Option<crate::Text>>(name).ok());
            drop(ctx.has_exception().then(|| ctx.catch()));
            text.flatten().map(|text| text.0).unwrap_or_default()
        };
        let is_error = thrown.as_object().is_some_and(|object| object.is_error());
        let message = if is_error { field("message") } else { text_of_thrown(ctx, thrown) };
        JsError { message, name: field("name"), code: field("code"), stack: field("stack") }
    }

    /// The pending exception, or an error of a conversion.
    pub(crate) fn of_result(ctx: &Ctx<'_>, error: rquickjs::Error) -> JsError {
        let thrown = crate::error::thrown(ctx, &error);
        JsError::of(ctx, &thrown)
    }

    pub(crate) fn plain(message: &str) -> JsError {
        JsError {
            message: message.to_owned(),
            name: "Error".to_owned(),
            code: String::new(),
            stack: String::new(),
        }
    }

    fn ended() -> JsError {
        JsError::plain("the program has ended")
    }

    pub(crate) fn never_settled() -> JsError {
        JsError::plain("the promise can never be settled")
    }
}

fn text_of_thrown(ctx: &Ctx<'_>, thrown: &Value<'_>) -> String {
    use rquickjs::convert::Coerced;
    let text = thrown.get::<Coerced<String>>().map(|text| text.0);
    text.unwrap_or_else(|_| {
        drop(ctx.catch());
        "a value that cannot be shown".to_owned()
    })
}

impl fmt::Display for JsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", self.name, self.message)
    }
}

impl Error for JsError {}

impl From<Exception<'_>> for JsError {
    fn from(exception: Exception<'_>) -> JsError {
        let value = exception.into_object().into_value();
        JsError::of(&value.ctx().clone(), &value)
    }
}
