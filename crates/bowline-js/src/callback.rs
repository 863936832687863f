//! Functions of the program that callbacks of the loop call.

use std::fmt;
use std::rc::{Rc, Weak};

use rquickjs::function::{Args, IntoArgs};
use rquickjs::{Ctx, Function, IntoJs, Persistent};

use crate::error::js_error;
use crate::hooks::Origin;
use crate::shared::{Kept, Shared};

/// A function that the loop calls, any number of times.
///
/// It is kept in its runtime and known here by number only, so it can stand in any closure and outlive
/// the runtime: then it does nothing. Dropping it lets go of the function. It runs in the async
/// context in which it was made; what it throws is an uncaught error of the program.
pub struct Callback {
    shared: Weak<Shared>,
    index: usize,
}

impl Callback {
    /// Keeps `function`.
    pub fn new<'js>(ctx: &Ctx<'js>, function: Function<'js>) -> Callback {
        let shared = Shared::of(ctx);
        let kept = Kept {
            function: Persistent::save(ctx, function),
            async_context: shared.async_context.borrow().clone(),
        };
        let index = shared.callbacks.borrow_mut().insert(kept);
        Callback { shared: Rc::downgrade(&shared), index }
    }

    /// Calls it from a callback of the loop. Says whether it returned; if it threw, the program was told.
    ///
    /// Not from a function that JavaScript called: the engine is busy then.
    pub fn call(&self, arguments: impl for<'js> IntoArgs<'js>) -> bool {
        self.call_with(|_, args| arguments.into_args(args))
    }

    /// Calls it with arguments that are made inside the engine.
    pub fn call_with(
        &self,
        fill: impl for<'js> FnOnce(&Ctx<'js>, &mut Args<'js>) -> rquickjs::Result<()>,
    ) -> bool {
        let Some(shared) = self.shared.upgrade() else { return false };
        let outcome = shared.enter(|ctx| {
            let Some((function, context)) = self.function(&shared, ctx) else { return false };
            // Only the last call before a checkpoint decides about it.
            shared.skips_checkpoint.set(false);
            let outer = shared.async_context.replace(context);
            let mut args = Args::new(ctx.clone(), 0);
            let result = fill(ctx, &mut args).and_then(|()| function.call_arg::<()>(args));
            let has_returned = result.is_ok();
            shared.report_failed(ctx, result);
            let inner = shared.async_context.replace(outer);
            drop(inner);
            has_returned
        });
        outcome.unwrap_or(false)
    }

    /// Whether it will never do anything again: its program has ended.
    pub fn has_ended(&self) -> bool {
        self.shared.upgrade().is_none_or(|shared| shared.exit_code.get().is_some())
    }

    fn function<'js>(
        &self,
        shared: &Shared,
        ctx: &Ctx<'js>,
    ) -> Option<(Function<'js>, Option<Persistent<rquickjs::Value<'static>>>)> {
        let callbacks = shared.callbacks.borrow();
        let kept = callbacks.get(self.index)?;
        let function = kept.function.clone().restore(ctx).ok()?;
        Some((function, kept.async_context.clone()))
    }
}

impl Drop for Callback {
    fn drop(&mut self) {
        let Some(shared) = self.shared.upgrade() else { return };
        let kept = shared.callbacks.borrow_mut().try_remove(self.index);
        drop(kept);
    }
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Callback({})", self.index)
    }
}

/// A function that is called once, with an error or with `null` and a value.
#[derive(Debug)]
pub struct Done(Callback);

impl Done {
    /// Keeps `function`.
    pub fn new<'js>(ctx: &Ctx<'js>, function: Function<'js>) -> Done {
        Done(Callback::new(ctx, function))
    }

    /// Calls it from a callback of the loop: as `(null, value)`, `(null)` if the value is `()`, or `(error)`.
    pub fn settle<T: for<'js> IntoJs<'js>>(self, result: bowline_loop::Result<T>) {
        self.settle_with(result, |ctx, value| value.into_js(ctx));
    }

    /// Calls it with a value that is made inside the engine.
    pub fn settle_with<T>(
        self,
        result: bowline_loop::Result<T>,
        make: impl for<'js> FnOnce(&Ctx<'js>, T) -> rquickjs::Result<rquickjs::Value<'js>>,
    ) {
        self.0.call_with(|ctx, args| match result {
            Ok(value) => {
                let value = make(ctx, value)?;
                args.push_arg(rquickjs::Null)?;
                if value.is_undefined() { Ok(()) } else { args.push_arg(value) }
            }
            Err(error) => args.push_arg(js_error(ctx, &error)?),
        });
    }
}

impl Shared {
    /// Tells the program of an error that no code of it caught.
    pub(crate) fn report_failed(&self, ctx: &Ctx<'_>, result: rquickjs::Result<()>) {
        if let Err(error) = result {
            self.report_error(ctx, error, Origin::Exception);
        }
    }
}
