//! What the layer above is asked when a program's errors, ticks and rejections are to be dealt with.

use rquickjs::{Ctx, Function, Object, Persistent, Value};

use crate::engine::throw_uncatchable;
use crate::runtime::JsError;
use crate::shared::Shared;

/// The functions of the layer above, all JavaScript, all optional.
pub struct Hooks<'js> {
    /// `()`: runs the next-tick queue to its end.
    pub ticks: Option<Function<'js>>,
    /// `(promise, reason, isHandled)`: a promise was rejected and nobody handles it, or now somebody does.
    pub rejection: Option<Function<'js>>,
    /// `()`: deals with the rejections that are still not handled after a drain.
    pub rejections: Option<Function<'js>>,
    /// `(error, fromPromise) -> bool`: an error nobody caught. `false` ends the program with code 1, a throw with 7.
    pub uncaught: Option<Function<'js>>,
    /// `()`: the loop has nothing left.
    pub before_exit: Option<Function<'js>>,
    /// `() -> code`: the program ends now.
    pub exit: Option<Function<'js>>,
}

type Kept = Option<Persistent<Function<'static>>>;

#[derive(Default)]
pub(crate) struct HookFunctions {
    pub(crate) ticks: Kept,
    pub(crate) rejection: Kept,
    pub(crate) rejections: Kept,
    pub(crate) uncaught: Kept,
    pub(crate) before_exit: Kept,
    pub(crate) exit: Kept,
}

/// How an error came to be uncaught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Exception,
    Rejection,
}

impl<'js> Hooks<'js> {
    /// The functions that `object` has under the names of the fields, in camel case.
    ///
    /// # Errors
    ///
    /// An exception if one of them is no function.
    pub fn from_object(object: &Object<'js>) -> rquickjs::Result<Hooks<'js>> {
        Ok(Hooks {
            ticks: object.get("ticks")?,
            rejection: object.get("rejection")?,
            rejections: object.get("rejections")?,
            uncaught: object.get("uncaught")?,
            before_exit: object.get("beforeExit")?,
            exit: object.get("exit")?,
        })
    }
}

/// Sets the functions the runtime asks.
pub fn set_hooks<'js>(ctx: &Ctx<'js>, hooks: Hooks<'js>) {
    let keep = |hook: Option<Function<'js>>| hook.map(|hook| Persistent::save(ctx, hook));
    let functions = HookFunctions {
        ticks: keep(hooks.ticks),
        rejection: keep(hooks.rejection),
        rejections: keep(hooks.rejections),
        uncaught: keep(hooks.uncaught),
        before_exit: keep(hooks.before_exit),
        exit: keep(hooks.exit),
    };
    let old = Shared::of(ctx).hooks.replace(functions);
    drop(old);
}

/// Says that the next-tick queue has entries: the next checkpoint calls the hook.
pub fn set_has_ticks(ctx: &Ctx<'_>) {
    Shared::of(ctx).has_ticks.set(true);
}

/// Says that there are rejections to deal with once the queues are empty.
pub fn set_has_rejections(ctx: &Ctx<'_>) {
    Shared::of(ctx).has_rejections.set(true);
}

/// Ends the program with `code`. Nothing of it runs any more: return the error, which no `catch` sees.
pub fn exit(ctx: &Ctx<'_>, code: i32) -> rquickjs::Error {
    Shared::of(ctx).end(code);
    throw_uncatchable(ctx)
}

/// Which hook.
pub(crate) type Pick = fn(&HookFunctions) -> &Kept;

impl Shared {
    pub(crate) fn hook<'js>(&self, ctx: &Ctx<'js>, pick: Pick) -> Option<Function<'js>> {
        let kept = pick(&self.hooks.borrow()).clone()?;
        kept.restore(ctx).ok()
    }

    /// Tells the program of an error that no code of it caught.
    pub(crate) fn report_error(&self, ctx: &Ctx<'_>, error: rquickjs::Error, origin: Origin) {
        let thrown = crate::error::thrown(ctx, &error);
        self.report(ctx, thrown, origin);
    }

    pub(crate) fn report<'js>(&self, ctx: &Ctx<'js>, thrown: Value<'js>, origin: Origin) {
        if self.exit_code.get().is_some() {
            return;
        }
        let Some(hook) = self.hook(ctx, |hooks| &hooks.uncaught) else {
            let failure = JsError::of(ctx, &thrown);
            self.failure.replace(Some(failure));
            self.end(1);
            return;
        };
        match hook.call::<_, bool>((thrown, origin == Origin::Rejection)) {
            Ok(true) => {
                // What it left queued waits for the checkpoint after the next callback, and there is one.
                self.skips_checkpoint.set(true);
                self.event_loop.set_immediate(|| {});
            }
            Ok(false) => self.end_unless_ended(1),
            Err(_) => {
                drop(ctx.catch());
                self.end_unless_ended(7);
            }
        }
    }

    fn end_unless_ended(&self, code: i32) {
        if self.exit_code.get().is_none() {
            self.end(code);
        }
    }
}

/// Calls into the program from outside of any callback of its own: what `act` throws is an uncaught error.
pub fn run_reported<'js>(ctx: &Ctx<'js>, act: impl FnOnce(&Ctx<'js>) -> rquickjs::Result<()>) {
    let result = act(ctx);
    let shared = Shared::of(ctx);
    shared.report_failed(ctx, result);
}
