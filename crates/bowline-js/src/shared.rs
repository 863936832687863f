//! What a runtime is made of, and how callbacks of the loop come into it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use bowline_loop::LoopRef;
use rquickjs::{Context, Ctx, Function, JsLifetime, Object, Persistent, Value};
use slab::Slab;

use crate::builtin::ModuleTable;
use crate::hooks::HookFunctions;
use crate::loader::{Loader, Source};
use crate::runtime::{JsError, Untold};

/// The state of one runtime.
///
/// Whatever it holds of the engine's values is let go before the engine: see [`Shared::close`].
pub(crate) struct Shared {
    pub(crate) event_loop: LoopRef,
    pub(crate) modules: &'static ModuleTable,
    /// `None` once the runtime is gone.
    context: RefCell<Option<Context>>,
    pub(crate) callbacks: RefCell<Slab<Kept>>,
    pub(crate) loaded: RefCell<HashMap<&'static str, Persistent<Object<'static>>>>,
    pub(crate) natives: RefCell<HashMap<&'static str, Persistent<Object<'static>>>>,
    pub(crate) require: RefCell<Option<Persistent<Function<'static>>>>,
    pub(crate) hooks: RefCell<HookFunctions>,
    pub(crate) buffer_prototype: RefCell<Option<Persistent<Object<'static>>>>,
    /// What async storage holds now; `None` while nobody uses any.
    pub(crate) async_context: RefCell<Option<Persistent<Value<'static>>>>,
    /// What the microtask that comes next runs in, once promises are watched.
    pub(crate) job_context: RefCell<Option<Persistent<Value<'static>>>>,
    /// Who is told of promises, from the first async storage on.
    pub(crate) promise_watcher: RefCell<Option<Persistent<Function<'static>>>>,
    pub(crate) watches_promises: Cell<bool>,
    loader: Rc<Loader>,
    pub(crate) has_ticks: Cell<bool>,
    pub(crate) has_rejections: Cell<bool>,
    pub(crate) untold: RefCell<Vec<Untold>>,
    /// The checkpoint that comes next is passed over: the callback before it threw.
    pub(crate) skips_checkpoint: Cell<bool>,
    /// The code the program ended with. From then on nothing of it runs.
    pub(crate) exit_code: Cell<Option<i32>>,
    /// The error that ended it, if nobody was there to be told.
    pub(crate) failure: RefCell<Option<JsError>>,
}

/// A function the loop will call, and the async context it was registered in.
pub(crate) struct Kept {
    pub(crate) function: Persistent<Function<'static>>,
    pub(crate) async_context: Option<Persistent<Value<'static>>>,
}

/// How native functions find their runtime.
#[derive(JsLifetime)]
pub(crate) struct SharedRef(Weak<Shared>);

impl Shared {
    pub(crate) fn new(
        event_loop: LoopRef,
        modules: &'static ModuleTable,
        context: Context,
        source: Rc<dyn Source>,
    ) -> Rc<Shared> {
        let loader = Rc::new(Loader::new(source, modules.is_public));
        let shared = Rc::new(Shared {
            event_loop,
            modules,
            context: RefCell::new(None),
            callbacks: RefCell::default(),
            loaded: RefCell::default(),
            natives: RefCell::default(),
            require: RefCell::default(),
            hooks: RefCell::default(),
            buffer_prototype: RefCell::default(),
            async_context: RefCell::default(),
            job_context: RefCell::default(),
            promise_watcher: RefCell::default(),
            watches_promises: Cell::new(false),
            loader,
            has_ticks: Cell::new(false),
            has_rejections: Cell::new(false),
            untold: RefCell::default(),
            skips_checkpoint: Cell::new(false),
            exit_code: Cell::new(None),
            failure: RefCell::default(),
        });
        context.with(|ctx| {
            let stored = ctx.store_userdata(SharedRef(Rc::downgrade(&shared)));
            assert!(stored.is_ok(), "nobody looks at the data of a new engine");
        });
        shared.context.replace(Some(context));
        shared
    }

    /// The runtime that `ctx` belongs to.
    pub(crate) fn of(ctx: &Ctx<'_>) -> Rc<Shared> {
        let data = ctx.userdata::<SharedRef>().expect("every engine is made by a runtime");
        data.0.upgrade().expect("no code of the engine runs once its runtime is dropped")
    }

    /// `None` once the runtime is being dropped.
    pub(crate) fn try_of(ctx: &Ctx<'_>) -> Option<Rc<Shared>> {
        ctx.userdata::<SharedRef>()?.0.upgrade()
    }

    pub(crate) fn loader(&self) -> Rc<Loader> {
        self.loader.clone()
    }

    /// Goes into the engine, unless the program has ended.
    ///
    /// Not from code that the engine called: it has its `Ctx` already.
    pub(crate) fn enter<R>(&self, act: impl FnOnce(&Ctx<'_>) -> R) -> Option<R> {
        if self.exit_code.get().is_some() {
            return None;
        }
        self.enter_ended(act)
    }

    /// Goes into the engine even if the program has ended.
    pub(crate) fn enter_ended<R>(&self, act: impl FnOnce(&Ctx<'_>) -> R) -> Option<R> {
        let context = self.context.borrow().clone()?;
        Some(context.with(|ctx| act(&ctx)))
    }

    pub(crate) fn is_job_pending(&self) -> bool {
        let context = self.context.borrow();
        context.as_ref().is_some_and(|context| context.runtime().is_job_pending())
    }

    /// Ends the program: from now on nothing of it runs.
    pub(crate) fn end(&self, code: i32) {
        self.exit_code.set(Some(code));
        self.event_loop.stop();
    }

    /// Lets go of all values, and then of the engine.
    pub(crate) fn close(&self) {
        self.exit_code.set(Some(self.exit_code.get().unwrap_or(0)));
        // One by one and out of their cells: dropping a value may run code that looks here.
        drop(self.callbacks.take());
        drop(self.untold.take());
        drop(self.loaded.take());
        drop(self.natives.take());
        drop(self.require.take());
        drop(self.hooks.take());
        drop(self.buffer_prototype.take());
        drop(self.async_context.take());
        drop(self.job_context.take());
        drop(self.promise_watcher.take());
        self.loader.close();
        let context = self.context.take();
        if let Some(context) = context {
            let runtime = context.runtime().clone();
            runtime.set_host_promise_rejection_tracker(None);
            drop(context);
        }
    }
}

/// The loop that the runtime of `ctx` stands on.
pub fn loop_of(ctx: &Ctx<'_>) -> LoopRef {
    Shared::of(ctx).event_loop.clone()
}
