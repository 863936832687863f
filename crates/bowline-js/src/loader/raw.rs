//! Modules of the engine: what `rquickjs` has for them lends its loader out as `&mut` while the engine comes back
//! into it for every import of an import. These callbacks find their state through the runtime instead, and share it.
#![allow(unsafe_code, reason = "calls into the engine that have no safe interface")]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::{self, NonNull};

use rquickjs::{Ctx, Error, Exception, Object, Result, Value, qjs};

use super::{esm, fill};

/// A module the engine knows. It stays until its context goes, except one that failed to compile, of which
/// nobody has this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handle(NonNull<qjs::JSModuleDef>);

/// Makes the engine ask [`esm`] what an import means.
pub(crate) fn install(ctx: &Ctx<'_>) {
    // SAFETY: a context knows its runtime, which lives as long as it.
    let runtime = unsafe { qjs::JS_GetRuntime(ctx.as_raw().as_ptr()) };
    let nothing = ptr::null_mut();
    // SAFETY: the function is called with a context of this runtime, and looks at no pointer of ours.
    unsafe { qjs::JS_SetModuleLoaderFunc2(runtime, None, Some(load), None, nothing) };
    // SAFETY: as above.
    unsafe { qjs::JS_SetModuleNormalizeFunc2(runtime, Some(normalize)) };
}

unsafe extern "C" fn normalize(
    context: *mut qjs::JSContext,
    base: *const c_char,
    specifier: *const c_char,
    _attributes: qjs::JSValue,
    _: *mut c_void,
) -> *mut c_char {
    // SAFETY: the engine calls with its context.
    let ctx = unsafe { context_of(context) };
    // SAFETY: the engine passes strings that end with a zero.
    let base = unsafe { CStr::from_ptr(base) }.to_string_lossy();
    // SAFETY: as above.
    let specifier = unsafe { CStr::from_ptr(specifier) }.to_string_lossy();
    match esm::resolve(&ctx, &base, &specifier) {
        // SAFETY: the engine copies the bytes and frees its copy itself.
        Ok(name) => unsafe { qjs::js_strndup(context, name.as_ptr().cast(), name.len() as _) },
        Err(error) => {
            leave_pending(&ctx, &error);
            ptr::null_mut()
        }
    }
}

unsafe extern "C" fn load(
    context: *mut qjs::JSContext,
    name: *const c_char,
    _: *mut c_void,
    attributes: qjs::JSValue,
) -> *mut qjs::JSModuleDef {
    // SAFETY: the engine calls with its context.
    let ctx = unsafe { context_of(context) };
    // SAFETY: the engine passes strings that end with a zero.
    let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
    // SAFETY: the value stays the engine's: this takes a reference of its own.
    let attributes = unsafe { qjs::JS_DupValue(context, attributes) };
    // SAFETY: the reference is the one just taken.
    let attributes = unsafe { Value::from_raw(ctx.clone(), attributes) };
    match esm::load(&ctx, &name, attributes.as_object()) {
        Ok(Handle(module)) => module.as_ptr(),
        Err(error) => {
            leave_pending(&ctx, &error);
            ptr::null_mut()
        }
    }
}

unsafe extern "C" fn init(context: *mut qjs::JSContext, module: *mut qjs::JSModuleDef) -> c_int {
    // SAFETY: the engine calls with its context.
    let ctx = unsafe { context_of(context) };
    let handle = Handle(NonNull::new(module).expect("the engine initialises a module"));
    match name_of(&ctx, handle).and_then(|name| fill::fill(&ctx, handle, &name)) {
        Ok(()) => 0,
        Err(error) => {
            leave_pending(&ctx, &error);
            -1
        }
    }
}

/// # Safety
///
/// `context` is one the engine just called with, on the thread it is locked to.
unsafe fn context_of<'js>(context: *mut qjs::JSContext) -> Ctx<'js> {
    let context = NonNull::new(context).expect("the engine calls with a context");
    // SAFETY: the caller's promise.
    unsafe { Ctx::from_raw(context) }
}

/// Errors of a conversion are no exceptions yet.
fn leave_pending(ctx: &Ctx<'_>, error: &Error) {
    if !matches!(error, Error::Exception) {
        Exception::throw_type(ctx, &error.to_string());
    }
}

fn c_string(ctx: &Ctx<'_>, text: &str) -> Result<CString> {
    CString::new(text).map_err(|_| Exception::throw_type(ctx, "a module's name has no zero byte"))
}

/// The value, or that an exception is pending.
fn checked<'js>(ctx: &Ctx<'js>, value: qjs::JSValue) -> Result<Value<'js>> {
    // SAFETY: it may be asked of any value.
    if unsafe { qjs::JS_IsException(value) } {
        return Err(Error::Exception);
    }
    // SAFETY: the engine gave the value to us.
    Ok(unsafe { Value::from_raw(ctx.clone(), value) })
}

/// Compiles a module, and with it all that it imports.
pub(crate) fn compile(ctx: &Ctx<'_>, name: &str, source: &[u8]) -> Result<Handle> {
    let name = c_string(ctx, name)?;
    // The engine reads up to a zero behind the end.
    let mut text = Vec::with_capacity(source.len() + 1);
    text.extend_from_slice(source);
    text.push(0);
    let flags =
        qjs::JS_EVAL_TYPE_MODULE | qjs::JS_EVAL_FLAG_STRICT | qjs::JS_EVAL_FLAG_COMPILE_ONLY;
    // SAFETY: text and name end with a zero, and stay until the call is over.
    let value = unsafe {
        qjs::JS_Eval(
            ctx.as_raw().as_ptr(),
            text.as_ptr().cast(),
            source.len() as _,
            name.as_ptr(),
            flags as _,
        )
    };
    // SAFETY: it may be asked of any value.
    if unsafe { qjs::JS_IsException(value) } {
        return Err(Error::Exception);
    }
    // SAFETY: what the engine compiled as a module is one.
    let module = unsafe { qjs::JS_VALUE_GET_PTR(value) };
    // The reference that came with the value is the one the engine counts for modules it never frees alone.
    Ok(Handle(NonNull::new(module.cast()).expect("a module the engine compiled")))
}

/// Links and runs a module: a promise of `undefined`. An error of linking is thrown.
pub(crate) fn evaluate<'js>(ctx: &Ctx<'js>, Handle(module): Handle) -> Result<Value<'js>> {
    let context = ctx.as_raw().as_ptr();
    let value = qjs::JS_MKPTR(qjs::JS_TAG_MODULE, module.as_ptr().cast());
    // SAFETY: the module lives; the call below consumes the reference taken here.
    let value = unsafe { qjs::JS_DupValue(context, value) };
    // SAFETY: the value is a module of this context.
    let promise = unsafe { qjs::JS_EvalFunction(context, value) };
    checked(ctx, promise)
}

/// All that a linked module exports.
pub(crate) fn namespace<'js>(ctx: &Ctx<'js>, Handle(module): Handle) -> Result<Value<'js>> {
    // SAFETY: the module lives, and is linked.
    let namespace = unsafe { qjs::JS_GetModuleNamespace(ctx.as_raw().as_ptr(), module.as_ptr()) };
    checked(ctx, namespace)
}

/// What the module sees as `import.meta`.
pub(crate) fn meta<'js>(ctx: &Ctx<'js>, Handle(module): Handle) -> Result<Object<'js>> {
    // SAFETY: the module lives.
    let meta = unsafe { qjs::JS_GetImportMeta(ctx.as_raw().as_ptr(), module.as_ptr()) };
    checked(ctx, meta)?.get()
}

/// A module without source: [`fill::fill`] gives it its values when it is to run.
pub(crate) fn synthetic(ctx: &Ctx<'_>, name: &str, exports: &[String]) -> Result<Handle> {
    let context = ctx.as_raw().as_ptr();
    let name = c_string(ctx, name)?;
    // SAFETY: the name ends with a zero, and the engine copies it.
    let module = unsafe { qjs::JS_NewCModule(context, name.as_ptr(), Some(init)) };
    let module = NonNull::new(module).ok_or(Error::Exception)?;
    for export in exports {
        let export = c_string(ctx, export)?;
        // SAFETY: the module is new, and the engine copies the name.
        let failed = unsafe { qjs::JS_AddModuleExport(context, module.as_ptr(), export.as_ptr()) };
        if failed < 0 {
            return Err(Error::Exception);
        }
    }
    Ok(Handle(module))
}

/// Sets what a synthetic module exports under a name it declared. It must have been linked.
pub(crate) fn set_export<'js>(
    ctx: &Ctx<'js>,
    Handle(module): Handle,
    export: &str,
    value: Value<'js>,
) -> Result<()> {
    let context = ctx.as_raw().as_ptr();
    let export = c_string(ctx, export)?;
    // SAFETY: the value lives; the call below consumes the reference taken here.
    let value = unsafe { qjs::JS_DupValue(context, value.as_raw()) };
    // SAFETY: the module is linked, so its exports have places.
    let failed =
        unsafe { qjs::JS_SetModuleExport(context, module.as_ptr(), export.as_ptr(), value) };
    if failed < 0 { Err(Exception::throw_type(ctx, "no such export")) } else { Ok(()) }
}

/// The name the module was made with.
fn name_of(ctx: &Ctx<'_>, Handle(module): Handle) -> Result<String> {
    let context = ctx.as_raw().as_ptr();
    // SAFETY: the module lives.
    let atom = unsafe { qjs::JS_GetModuleName(context, module.as_ptr()) };
    // SAFETY: the atom is ours until it is freed below.
    let name = unsafe { qjs::JS_AtomToString(context, atom) };
    // SAFETY: it came from the engine just now and is freed once.
    unsafe { qjs::JS_FreeAtom(context, atom) };
    checked(ctx, name)?.get()
}

/// What `import()` does: a promise of a module's namespace.
pub(crate) fn import<'js>(ctx: &Ctx<'js>, specifier: &str, base: &str) -> Result<Value<'js>> {
    let base = c_string(ctx, base)?;
    let specifier = c_string(ctx, specifier)?;
    // SAFETY: both end with a zero, and stay until the call is over.
    let promise =
        unsafe { qjs::JS_LoadModule(ctx.as_raw().as_ptr(), base.as_ptr(), specifier.as_ptr()) };
    checked(ctx, promise)
}
