//! The value that callbacks take along: what async storage is made of.

use rquickjs::{Ctx, Persistent, Value};

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
