//! What a Rust program gives to a program of JavaScript, and asks of it.

use std::cell::RefCell;
use std::rc::Rc;

use bowline_bytecode::run_script;
use rquickjs::{FromJs, IntoJs};

use crate::promise::{future_of, promise_function};
use crate::runtime::{JsError, Runtime};

impl Runtime {
    /// Gives the program a global: a value, or a function as `Func::from(|a: i32, b: i32| a + b)`.
    ///
    /// # Errors
    ///
    /// If the value cannot be made.
    pub fn set_global<V: for<'js> IntoJs<'js>>(&self, name: &str, value: V) -> Result<(), JsError> {
        self.with(|ctx| ctx.globals().set(name, value))
    }

    /// Gives the program a global function that returns a promise of what `function`'s future gives.
    ///
    /// The future runs on the loop; it is dropped with it. Its error rejects the promise, as an `Error`
    /// with the fields of Node's.
    ///
    /// # Errors
    ///
    /// If the function cannot be made.
    pub fn set_async_function<A, T, F>(
        &self,
        name: &str,
        function: impl Fn(A) -> F + 'static,
    ) -> Result<(), JsError>
    where
        A: for<'js> FromJs<'js> + 'static,
        T: for<'js> IntoJs<'js> + 'static,
        F: Future<Output = bowline_loop::Result<T>> + 'static,
    {
        self.with(|ctx| {
            let function = promise_function(ctx, function)?.with_name(name)?;
            ctx.globals().set(name, function)
        })
    }

    /// Runs `source` as a script and then the loop, until the promise it gave is settled. Says with what.
    ///
    /// # Errors
    ///
    /// What it threw or was rejected with, or that nothing is left that could settle it.
    pub fn eval_promise<T>(&self, source: &str) -> Result<T, JsError>
    where
        T: for<'js> FromJs<'js> + 'static,
    {
        let future = self.with(|ctx| {
            let value = run_script(ctx, "eval", source.as_bytes())?;
            future_of::<T>(ctx, value)
        })?;
        let outcome = Rc::new(RefCell::new(None));
        let settled = outcome.clone();
        let event_loop = self.event_loop().clone();
        self.event_loop().spawn_local(async move {
            settled.replace(Some(future.await));
            event_loop.stop();
        });
        let ended = self.run_loop();
        ended.map_err(|error| JsError::plain(&error.to_string()))?;
        let outcome = outcome.take();
        outcome.unwrap_or_else(|| Err(JsError::never_settled()))
    }
}
