//! The native half of what modules share.

use bowline_js::Text;
use rquickjs::convert::List;
use rquickjs::prelude::Func;
use rquickjs::promise::PromiseState;
use rquickjs::{Array, Ctx, Object, Result, Value};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("isIP", Func::from(|text: Text| crate::net::is_ip(&text.0)))?;
    native.set("classId", Func::from(|value: Value<'_>| bowline_js::class_id(&value)))?;
    native.set("getPromiseDetails", Func::from(promise_details))?;
    native.set("getProxyDetails", Func::from(proxy_details))?;
    native.set("previewEntries", Func::from(preview_entries))?;
    native.set(
        "namesBesideItems",
        Func::from(|array: Object<'js>, hidden: bool| {
            bowline_js::names_beside_items(&array, hidden)
        }),
    )?;
    native.set("plainLength", Func::from(|array: Object<'js>| bowline_js::plain_length(&array)))?;
    native.set(
        "plainProperties",
        Func::from(|object: Object<'js>| bowline_js::plain_properties(&object)),
    )?;
    native.set("errname", Func::from(error_name))?;
    native.set("errmessage", Func::from(error_message))?;
    native.set("errors", Func::from(errors))
}

/// `[state, result]`; the state is 0 while the promise is pending, 1 when fulfilled, 2 when rejected.
fn promise_details<'js>(ctx: Ctx<'js>, promise: Value<'js>) -> Result<Option<Array<'js>>> {
    let Some((state, result)) = bowline_js::promise_state(&promise) else { return Ok(None) };
    let details = Array::new(ctx)?;
    let number = match state {
        PromiseState::Pending => 0,
        PromiseState::Resolved => 1,
        PromiseState::Rejected => 2,
    };
    details.set(0, number)?;
    details.set(1, result)?;
    Ok(Some(details))
}

/// `[target, handler]`, or undefined for what is no proxy; both are null when it was revoked.
fn proxy_details<'js>(ctx: Ctx<'js>, value: Value<'js>) -> Result<Value<'js>> {
    let Some((target, handler)) = bowline_js::proxy_parts(&value) else {
        return Ok(Value::new_undefined(ctx));
    };
    let details = Array::new(ctx)?;
    details.set(0, target)?;
    details.set(1, handler)?;
    Ok(details.into_value())
}

/// `[items, isKeyValue]` of an iterator of a `Map` or `Set`; undefined for anything else.
fn preview_entries<'js>(ctx: Ctx<'js>, iterator: Object<'js>) -> Result<Value<'js>> {
    let Some(preview) = bowline_js::preview_iterator(&ctx, &iterator)? else {
        return Ok(Value::new_undefined(ctx));
    };
    let result = Array::new(ctx)?;
    result.set(0, preview.items)?;
    result.set(1, preview.is_key_value)?;
    Ok(result.into_value())
}

/// The code of a system error by its negative number, as Node words one that has none.
fn error_name(errno: i32) -> String {
    let known = bowline_loop::system_errors().find(|(number, ..)| *number == errno);
    known.map_or_else(|| format!("Unknown system error {errno}"), |(_, code, _)| code.to_owned())
}

/// The words of a system error by its negative number.
fn error_message(errno: i32) -> String {
    let known = bowline_loop::system_errors().find(|(number, ..)| *number == errno);
    known.map_or_else(|| format!("Unknown system error {errno}"), |(.., text)| text.to_owned())
}

/// All system errors, as `[number, code, words]`.
fn errors() -> Vec<List<(i32, &'static str, &'static str)>> {
    bowline_loop::system_errors().map(List).collect()
}
