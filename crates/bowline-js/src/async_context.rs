//! The value that callbacks take along: what async storage is made of.

use rquickjs::{Ctx, Function, Persistent, Value};

use crate::engine::watch;
use crate::shared::Shared;

/// What the code that runs now was given; `undefined` if nothing.
pub fn current_async_context<'js>(ctx: &Ctx<'js>) -> Value<'js> {
    let known = Shared::of(ctx).async_context.borrow().clone();
    let value = known.and_then(|value| value.restore(ctx).ok());
    value.unwrap_or_else(|| Value::new_undefined(ctx.clone()))
}

/// Gives `value` to the code that runs from here on, and to every callback it makes.
pub fn set_async_context<'js>(ctx: &Ctx<'js>, value: Value<'js>) {
    let value = (!value.is_undefined()).then(|| Persistent::save(ctx, value));
    let old = Shared::of(ctx).async_context.replace(value);
    drop(old);
}

/// Gives `value` to the microtask that runs next, and to no other. For a microtask that stands in front of it.
pub fn set_job_context<'js>(ctx: &Ctx<'js>, value: Value<'js>) {
    let value = (!value.is_undefined()).then(|| Persistent::save(ctx, value));
    let old = Shared::of(ctx).job_context.replace(value);
    drop(old);
}

/// Tells `watcher` of every promise from here on: `("init", promise)` when one is made; `("before", promise)`
/// before the `then` of an object is called that shall settle it; `("resolve", promise)` when it is fulfilled, before
/// what waits for it is queued. What it throws is lost. Each microtask runs in the context that
/// [`set_job_context`] gave it, or in none.
pub fn watch_promises<'js>(ctx: &Ctx<'js>, watcher: Function<'js>) {
    let shared = Shared::of(ctx);
    let old = shared.promise_watcher.replace(Some(Persistent::save(ctx, watcher)));
    drop(old);
    shared.watches_promises.set(true);
    watch(ctx);
}

/// The engine says what happened to a promise.
pub(crate) fn promise_changed<'js>(ctx: &Ctx<'js>, event: &'static str, promise: Value<'js>) {
    let Some(shared) = Shared::try_of(ctx) else { return };
    let watcher = shared.promise_watcher.borrow().clone();
    let Some(watcher) = watcher.and_then(|watcher| watcher.restore(ctx).ok()) else { return };
    if watcher.call::<_, ()>((event, promise)).is_err() {
        drop(ctx.catch());
    }
}

impl Shared {
    /// Before a microtask: it runs in its own context, or in none.
    pub(crate) fn enter_job_context(&self) {
        let own = self.job_context.take();
        let old = self.async_context.replace(own);
        drop(old);
    }
}
