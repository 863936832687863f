//! From source to a function or to bytecode, and from bytecode to a function.
#![allow(unsafe_code, reason = "the engine's compiler and its bytecode have no safe interface")]

use std::error::Error;
use std::ffi::{CStr, CString};
use std::fmt;
use std::mem::MaybeUninit;

use rquickjs::{CatchResultExt, Context, Ctx, Runtime, Value, qjs};

/// A function to compile: what stands between its braces.
#[derive(Clone, Copy, Debug)]
pub struct Function<'a> {
    /// What stack traces call the file.
    pub name: &'a str,
    /// The names of its parameters.
    pub parameters: &'a [&'a str],
    /// Its body, in UTF-8.
    pub source: &'a [u8],
}

/// The source is not JavaScript.
#[derive(Debug)]
pub struct CompileError(String);

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for CompileError {}

/// Compiles the body of a function to bytecode, for [`Bytecode`](crate::Bytecode).
///
/// # Errors
///
/// What the engine says of a source that is no JavaScript, with file, line and column.
pub fn compile(name: &str, parameters: &[&str], source: &str) -> Result<Vec<u8>, CompileError> {
    let failed = |error: rquickjs::Error| CompileError(format!("{name}: {error}"));
    let runtime = Runtime::new().map_err(failed)?;
    let context = Context::full(&runtime).map_err(failed)?;
    context.with(|ctx| {
        let function = Function { name, parameters, source: source.as_bytes() };
        let code = evaluate(&ctx, &function, qjs::JS_EVAL_FLAG_COMPILE_ONLY)
            .and_then(|compiled| write(&ctx, &compiled))
            .catch(&ctx)
            .map_err(|error| CompileError(error.to_string()))?;
        Ok(crate::seal(&code))
    })
}

/// Compiles the body of a function in `ctx`. Line 1 is the first line of the body.
///
/// # Errors
///
/// A `SyntaxError`.
pub fn compile_function<'js>(
    ctx: &Ctx<'js>,
    function: &Function<'_>,
) -> rquickjs::Result<rquickjs::Function<'js>> {
    evaluate(ctx, function, 0)?.get()
}

pub(crate) fn engine_version() -> &'static CStr {
    // SAFETY: it takes nothing and returns a constant.
    let version = unsafe { qjs::JS_GetVersion() };
    // SAFETY: the constant is a string that ends with a NUL and is never freed.
    unsafe { CStr::from_ptr(version) }
}

/// Runs `source` as a script in the global scope of `ctx` and gives the value of its last statement.
///
/// # Errors
///
/// A `SyntaxError`, or what the script threw.
pub fn run_script<'js>(ctx: &Ctx<'js>, name: &str, source: &[u8]) -> rquickjs::Result<Value<'js>> {
    let mut ended = Vec::with_capacity(source.len() + 1);
    ended.extend(source);
    ended.push(0);
    evaluate_source(ctx, name, &ended, 1, 0)
}

/// Reads `source` as a script and runs nothing.
///
/// # Errors
///
/// A `SyntaxError`.
pub fn check_script(ctx: &Ctx<'_>, name: &str, source: &[u8]) -> rquickjs::Result<()> {
    let mut ended = Vec::with_capacity(source.len() + 1);
    ended.extend(source);
    ended.push(0);
    evaluate_source(ctx, name, &ended, 1, qjs::JS_EVAL_FLAG_COMPILE_ONLY).map(drop)
}

fn evaluate<'js>(
    ctx: &Ctx<'js>,
    function: &Function<'_>,
    flags: u32,
) -> rquickjs::Result<Value<'js>> {
    // The engine reads a line of 0 as 1: two lines stand before the body, and the first is -1.
    evaluate_source(ctx, function.name, &wrap(function), -1, flags)
}

/// `source` ends with a NUL.
fn evaluate_source<'js>(
    ctx: &Ctx<'js>,
    name: &str,
    source: &[u8],
    line: i32,
    flags: u32,
) -> rquickjs::Result<Value<'js>> {
    let name = CString::new(name)?;
    let mut options = qjs::JSEvalOptions {
        version: qjs::JS_EVAL_OPTIONS_VERSION.cast_signed(),
        eval_flags: (qjs::JS_EVAL_TYPE_GLOBAL | flags).cast_signed(),
        filename: name.as_ptr(),
        line_num: line,
    };
    assert_eq!(source.last(), Some(&0), "the engine looks for a NUL behind the source");
    let length = (source.len() - 1) as qjs::size_t;
    // SAFETY: `source` ends with the NUL that the engine looks for behind `length` bytes (asserted), `options`
    // and the name in it live through the call, and `ctx` proves that this thread is in the engine.
    let value = unsafe {
        qjs::JS_Eval2(ctx.as_raw().as_ptr(), source.as_ptr().cast(), length, &raw mut options)
    };
    owned(ctx, value)
}

/// The source of an expression whose value is the function, and a NUL.
fn wrap(function: &Function<'_>) -> Vec<u8> {
    let head = format!("(function ({}) {{\n\n", function.parameters.join(", "));
    let mut source = Vec::with_capacity(head.len() + function.source.len() + 4);
    source.extend(head.as_bytes());
    source.extend(function.source);
    source.extend(b"\n})\0");
    source
}

fn write<'js>(ctx: &Ctx<'js>, compiled: &Value<'js>) -> rquickjs::Result<Vec<u8>> {
    let context = ctx.as_raw().as_ptr();
    let flags = (qjs::JS_WRITE_OBJ_BYTECODE | qjs::JS_WRITE_OBJ_STRIP_SOURCE).cast_signed();
    let mut length = MaybeUninit::uninit();
    // SAFETY: `compiled` is a value of this context, and `length` may be written to.
    let bytes =
        unsafe { qjs::JS_WriteObject(context, length.as_mut_ptr(), compiled.as_raw(), flags) };
    if bytes.is_null() {
        return Err(rquickjs::Error::Exception);
    }
    // SAFETY: the engine sets the length whenever it returns bytes.
    let length = unsafe { length.assume_init() };
    // SAFETY: the engine wrote `length` bytes there, and nobody else knows of them.
    let code = unsafe { std::slice::from_raw_parts(bytes, length as usize) }.to_vec();
    // SAFETY: they are the engine's, from this context, and not used any more.
    unsafe { qjs::js_free(context, bytes.cast()) };
    Ok(code)
}

/// Makes a function of bytecode that [`compile`] made.
pub(crate) fn load<'js>(ctx: &Ctx<'js>, code: &[u8]) -> rquickjs::Result<rquickjs::Function<'js>> {
    let context = ctx.as_raw().as_ptr();
    let flags = qjs::JS_READ_OBJ_BYTECODE.cast_signed();
    let length = code.len() as qjs::size_t;
    // SAFETY: the bytes carry the mark of `compile` for this version of the engine, so they are what
    // this engine wrote; they live through the call, which copies what it keeps.
    let script = unsafe { qjs::JS_ReadObject(context, code.as_ptr(), length, flags) };
    // SAFETY: whether a value says "exception" can be asked of any value.
    if unsafe { qjs::JS_IsException(script) } {
        return Err(rquickjs::Error::Exception);
    }
    // SAFETY: `script` is a compiled script of this context; the call takes it over.
    let value = unsafe { qjs::JS_EvalFunction(context, script) };
    owned(ctx, value)?.get()
}

/// Takes over what the engine returned.
fn owned<'js>(ctx: &Ctx<'js>, value: qjs::JSValue) -> rquickjs::Result<Value<'js>> {
    // SAFETY: whether a value says "exception" can be asked of any value.
    if unsafe { qjs::JS_IsException(value) } {
        return Err(rquickjs::Error::Exception);
    }
    // SAFETY: the engine gave the value, of this context, to us: nobody else will free it.
    Ok(unsafe { Value::from_raw(ctx.clone(), value) })
}
