//! What the engine can do and `rquickjs` does not offer, or not safely.
#![allow(unsafe_code, reason = "calls into the engine that have no safe interface")]

use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

use rquickjs::promise::PromiseState;
use rquickjs::{Ctx, Object, Value, qjs};

use crate::async_context::promise_changed;

/// What became of one microtask.
pub(crate) enum Job<'js> {
    /// There was none.
    None,
    Ran,
    /// It threw this.
    Threw(Value<'js>),
}

/// Runs the microtask at the front of the queue.
///
/// `Ctx::execute_pending_job` swallows what it throws, and the runtime's may not be called in here.
pub(crate) fn run_job<'js>(ctx: &Ctx<'js>) -> Job<'js> {
    // SAFETY: a context knows its runtime, which lives as long as it.
    let runtime = unsafe { qjs::JS_GetRuntime(ctx.as_raw().as_ptr()) };
    let mut ran_in = MaybeUninit::uninit();
    // SAFETY: `ctx` proves that this thread is in the engine, and `ran_in` may be written to.
    let result = unsafe { qjs::JS_ExecutePendingJob(runtime, ran_in.as_mut_ptr()) };
    match result {
        0 => Job::None,
        1.. => Job::Ran,
        // A runtime has one context, so what was thrown is pending in this one.
        _ => Job::Threw(ctx.catch()),
    }
}

/// Has [`promise_changed`] called for every promise of the engine.
///
/// The binding's own way to it needs the runtime's lock, which is held while the program runs.
pub(crate) fn watch(ctx: &Ctx<'_>) {
    // SAFETY: a context knows its runtime, which lives as long as it.
    let runtime = unsafe { qjs::JS_GetRuntime(ctx.as_raw().as_ptr()) };
    // SAFETY: `ctx` proves that this thread is in the engine; the function asks for nothing but its arguments.
    unsafe { qjs::JS_SetPromiseHook(runtime, Some(on_promise), std::ptr::null_mut()) };
}

/// Called by the engine, in the middle of what it does with a promise.
unsafe extern "C" fn on_promise(
    context: *mut qjs::JSContext,
    kind: qjs::JSPromiseHookType,
    promise: qjs::JSValue,
    _parent: qjs::JSValue,
    _opaque: *mut c_void,
) {
    let event = match kind {
        qjs::JSPromiseHookType_JS_PROMISE_HOOK_INIT => "init",
        qjs::JSPromiseHookType_JS_PROMISE_HOOK_BEFORE => "before",
        qjs::JSPromiseHookType_JS_PROMISE_HOOK_RESOLVE => "resolve",
        _ => return,
    };
    let Some(context) = NonNull::new(context) else { return };
    // SAFETY: the engine calls with a context that is alive, and on the thread that is in it.
    let ctx = unsafe { Ctx::from_raw(context) };
    // SAFETY: the engine lends the promise for this call; this makes it ours too.
    let promise = unsafe { qjs::JS_DupValue(context.as_ptr(), promise) };
    // SAFETY: the value is ours as of now, and of this context.
    let promise = unsafe { Value::from_raw(ctx.clone(), promise) };
    promise_changed(&ctx, event, promise);
}

/// Throws something that no `catch` of the program sees.
pub(crate) fn throw_uncatchable(ctx: &Ctx<'_>) -> rquickjs::Error {
    let error = rquickjs::Exception::throw_message(ctx, "the program has ended");
    let thrown = ctx.catch();
    // SAFETY: the value is an error of this context.
    unsafe { qjs::JS_SetUncatchableError(ctx.as_raw().as_ptr(), thrown.as_raw()) };
    ctx.throw(thrown);
    error
}

/// The class of an object, as the engine calls it: `"Map"`, `"Promise"`, `"Uint8Array"`; `None` for what is no
/// object.
pub fn class_name(value: &Value<'_>) -> Option<String> {
    // SAFETY: the class of any value may be asked for.
    let class = unsafe { qjs::JS_GetClassID(value.as_raw()) };
    if class == qjs::JS_INVALID_CLASS_ID {
        return None;
    }
    let context = value.ctx().as_raw().as_ptr();
    // SAFETY: a context knows its runtime, which lives as long as it.
    let runtime = unsafe { qjs::JS_GetRuntime(context) };
    // SAFETY: the class is one the engine named itself.
    let atom = unsafe { qjs::JS_GetClassName(runtime, class) };
    // SAFETY: `atom` is ours until it is freed below.
    let string = unsafe { qjs::JS_AtomToString(context, atom) };
    // SAFETY: `atom` came from the engine just now and is freed once.
    unsafe { qjs::JS_FreeAtom(context, atom) };
    // SAFETY: the engine gave the string to us.
    let string = unsafe { Value::from_raw(value.ctx().clone(), string) };
    string.as_string().and_then(|string| string.to_string().ok())
}

/// Whether two values are the same one: the same object, the same string, the same number.
pub fn same_value(left: &Value<'_>, right: &Value<'_>) -> bool {
    // SAFETY: both are values of the engine that this thread is in.
    unsafe { qjs::JS_IsSameValue(left.ctx().as_raw().as_ptr(), left.as_raw(), right.as_raw()) }
}

/// Whether a promise is settled, and with what.
pub fn promise_state<'js>(value: &Value<'js>) -> Option<(PromiseState, Value<'js>)> {
    let promise = value.as_promise()?;
    let context = value.ctx().as_raw().as_ptr();
    let state = promise.state();
    // SAFETY: the value is a promise of this context.
    let result = unsafe { qjs::JS_PromiseResult(context, value.as_raw()) };
    // SAFETY: the engine gave the result to us.
    let result = unsafe { Value::from_raw(value.ctx().clone(), result) };
    Some((state, result))
}

/// What a proxy stands for, and its handler; `None` for what is no proxy. Both are null once it is revoked.
pub fn proxy_parts<'js>(value: &Value<'js>) -> Option<(Value<'js>, Value<'js>)> {
    // SAFETY: it may be asked of any value.
    if !unsafe { qjs::JS_IsProxy(value.as_raw()) } {
        return None;
    }
    let ctx = value.ctx();
    let context = ctx.as_raw().as_ptr();
    // SAFETY: the value is a proxy of this context.
    let target = unsafe { qjs::JS_GetProxyTarget(context, value.as_raw()) };
    // SAFETY: whether a value says "exception" can be asked of any value.
    if unsafe { qjs::JS_IsException(target) } {
        drop(ctx.catch());
        return Some((Value::new_null(ctx.clone()), Value::new_null(ctx.clone())));
    }
    // SAFETY: as above.
    let handler = unsafe { qjs::JS_GetProxyHandler(context, value.as_raw()) };
    // SAFETY: the engine gave the value to us.
    let target = unsafe { Value::from_raw(ctx.clone(), target) };
    // SAFETY: the engine gave the value to us.
    let handler = unsafe { Value::from_raw(ctx.clone(), handler) };
    Some((target, handler))
}

/// The bytes that an `ArrayBuffer`, a typed array or a `DataView` shows; `None` for anything else and for
/// one whose memory is gone.
pub(crate) fn bytes_of<'a>(view: &'a Object<'_>) -> Option<&'a [u8]> {
    let (start, length) = memory_of(view)?;
    if length == 0 {
        return Some(&[]);
    }
    // SAFETY: the engine says that `length` bytes are there. They stay while `view` is borrowed and no
    // JavaScript runs: whoever keeps the slice must not call into the engine. `View` sees to that.
    Some(unsafe { std::slice::from_raw_parts(start, length) })
}

/// As [`bytes_of`], to write to.
pub(crate) fn bytes_of_mut<'a>(view: &'a mut Object<'_>) -> Option<&'a mut [u8]> {
    let (start, length) = memory_of(view)?;
    if length == 0 {
        return Some(&mut []);
    }
    // SAFETY: as in `bytes_of`; nobody else holds a slice of it, as `View` lends one at a time and no
    // JavaScript runs meanwhile.
    Some(unsafe { std::slice::from_raw_parts_mut(start, length) })
}

fn memory_of(view: &Object<'_>) -> Option<(*mut u8, usize)> {
    let context = view.ctx().as_raw().as_ptr();
    let value = view.as_value().as_raw();
    // SAFETY: it may be asked of any value.
    if unsafe { qjs::JS_IsArrayBuffer(value) } {
        return memory_of_buffer(context, value);
    }
    // SAFETY: it may be asked of any value.
    let is_typed = unsafe { qjs::JS_GetTypedArrayType(value) } >= 0;
    if is_typed {
        let (mut offset, mut length, mut element) = (0, 0, 0);
        // SAFETY: the value is a typed array, and the three places may be written to.
        let buffer = unsafe {
            qjs::JS_GetTypedArrayBuffer(
                context,
                value,
                &raw mut offset,
                &raw mut length,
                &raw mut element,
            )
        };
        return part_of_buffer(view, buffer, offset as usize, length as usize);
    }
    // SAFETY: it may be asked of any value.
    if unsafe { qjs::JS_IsDataView(value) } {
        let buffer: Value<'_> = view.get("buffer").ok()?;
        let (offset, length) = (view.get("byteOffset").ok()?, view.get("byteLength").ok()?);
        let (start, size) = memory_of_buffer(context, buffer.as_raw())?;
        return within(start, size, offset, length);
    }
    None
}

fn part_of_buffer(
    view: &Object<'_>,
    buffer: qjs::JSValue,
    offset: usize,
    length: usize,
) -> Option<(*mut u8, usize)> {
    // SAFETY: whether a value says "exception" can be asked of any value.
    if unsafe { qjs::JS_IsException(buffer) } {
        drop(view.ctx().catch());
        return None;
    }
    // SAFETY: the engine gave the buffer to us; the view keeps it alive beyond this.
    let buffer = unsafe { Value::from_raw(view.ctx().clone(), buffer) };
    let (start, size) = memory_of_buffer(view.ctx().as_raw().as_ptr(), buffer.as_raw())?;
    within(start, size, offset, length)
}

fn memory_of_buffer(
    context: *mut qjs::JSContext,
    buffer: qjs::JSValue,
) -> Option<(*mut u8, usize)> {
    // SAFETY: it may be asked of any value.
    if !unsafe { qjs::JS_IsArrayBuffer(buffer) } {
        return None;
    }
    let mut length = 0;
    // SAFETY: the value is an `ArrayBuffer`, and the length may be written to.
    let start = unsafe { qjs::JS_GetArrayBuffer(context, &raw mut length, buffer) };
    if start.is_null() {
        // An empty one may have no memory; a detached one has thrown.
        // SAFETY: the pending exception of a context may be asked for and is ours.
        let thrown = unsafe { qjs::JS_GetException(context) };
        // SAFETY: as above; it is freed once.
        unsafe { qjs::JS_FreeValue(context, thrown) };
        return Some((std::ptr::NonNull::dangling().as_ptr(), 0));
    }
    Some((start, length as usize))
}

/// Part of a buffer; the engine has checked the view, and this checks it again, as memory hangs on it.
fn within(start: *mut u8, size: usize, offset: usize, length: usize) -> Option<(*mut u8, usize)> {
    if offset.checked_add(length)? > size {
        return None;
    }
    Some((start.wrapping_add(offset), length))
}

/// A string in UTF-8; each half of a surrogate pair that stands alone becomes U+FFFD.
pub(crate) fn text_of(string: &rquickjs::String<'_>) -> rquickjs::Result<String> {
    let context = string.as_value().ctx().as_raw().as_ptr();
    let mut length = MaybeUninit::uninit();
    // SAFETY: the value is a string of this context, and the length may be written to.
    let start =
        unsafe { qjs::JS_ToCStringLen(context, length.as_mut_ptr(), string.as_value().as_raw()) };
    if start.is_null() {
        return Err(rquickjs::Error::Exception);
    }
    // SAFETY: the engine sets the length whenever it returns a string.
    let length = unsafe { length.assume_init() };
    // SAFETY: the engine wrote `length` bytes there, and they stay until they are freed below.
    let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length) };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => replace_surrogates(bytes),
    };
    // SAFETY: the bytes came from the engine just now and are freed once.
    unsafe { qjs::JS_FreeCString(context, start) };
    Ok(text)
}

/// The engine writes half a surrogate pair as three bytes, the first of them 0xED and the second 0xA0 or more.
fn replace_surrogates(bytes: &[u8]) -> String {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        if first == 0xED && after.first().is_some_and(|second| *second >= 0xA0) && after.len() > 1 {
            clean.extend("\u{FFFD}".as_bytes());
            rest = &after[2..];
        } else {
            clean.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&clean).into_owned()
}
