//! A Rust error as a JavaScript `Error`, in one place.

use bowline_loop::Error;
use rquickjs::{Ctx, Exception, Object, Result, Value};

/// An `Error` with Node's message and, as far as the error has them, `errno`, `code`, `syscall`, `path`, `dest`,
/// `address` and `port`, in Node's order.
///
/// # Errors
///
/// An exception if the engine is out of memory.
pub fn js_error<'js>(ctx: &Ctx<'js>, error: &Error) -> Result<Object<'js>> {
    let object = Exception::from_message(ctx.clone(), "")?.into_object();
    // The binding makes one that is enumerable.
    object.remove("message")?;
    let message = rquickjs::object::Property::from(error.to_string()).writable().configurable();
    object.prop("message", message)?;
    if let Some(errno) = error.errno() {
        object.set("errno", errno)?;
    }
    object.set("code", error.code())?;
    if !error.syscall().is_empty() {
        object.set("syscall", error.syscall())?;
    }
    for (name, path) in [("path", error.path()), ("dest", error.dest())] {
        if let Some(path) = path {
            object.set(name, path.to_string_lossy().into_owned())?;
        }
    }
    if let Some(address) = error.address() {
        object.set("address", address.to_string())?;
    }
    if let Some(port) = error.port() {
        object.set("port", port)?;
    }
    Ok(object)
}

/// Throws `error` and returns what a native function returns then.
pub fn throw(ctx: &Ctx<'_>, error: &Error) -> rquickjs::Error {
    match js_error(ctx, error) {
        Ok(object) => ctx.throw(object.into_value()),
        Err(failed) => failed,
    }
}

/// What was thrown, or what the program would have seen of a conversion that failed in Rust.
pub(crate) fn thrown<'js>(ctx: &Ctx<'js>, error: &rquickjs::Error) -> Value<'js> {
    if !matches!(error, rquickjs::Error::Exception) {
        Exception::throw_type(ctx, &error.to_string());
    }
    ctx.catch()
}

/// Turns the error of a result into a throw.
pub trait Throws<T> {
    /// The value, or the error thrown into the program.
    ///
    /// # Errors
    ///
    /// The exception.
    fn throws(self, ctx: &Ctx<'_>) -> Result<T>;
}

impl<T> Throws<T> for bowline_loop::Result<T> {
    fn throws(self, ctx: &Ctx<'_>) -> Result<T> {
        self.map_err(|error| throw(ctx, &error))
    }
}
