//! A future is a promise, and a promise is a future.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};

use rquickjs::function::Rest;
use rquickjs::{Ctx, FromJs, Function, IntoJs, Promise, Value};

use crate::callback::Callback;
use crate::error::js_error;
use crate::runtime::JsError;
use crate::shared::Shared;

/// A promise that settles with what `future` gives.
///
/// The future runs on the loop, from now on, also if nobody looks at the promise. It is dropped with
/// the loop.
///
/// # Errors
///
/// An exception if the engine is out of memory.
pub fn promise_of<'js, T>(
    ctx: &Ctx<'js>,
    future: impl Future<Output = bowline_loop::Result<T>> + 'static,
) -> rquickjs::Result<Promise<'js>>
where
    T: for<'a> IntoJs<'a> + 'static,
{
    let (promise, resolve, reject) = ctx.promise()?;
    let (resolve, reject) = (Callback::new(ctx, resolve), Callback::new(ctx, reject));
    Shared::of(ctx).event_loop.spawn_local(async move {
        match future.await {
            Ok(value) => resolve.call_with(|_, args| args.push_arg(value)),
            Err(error) => reject.call_with(|ctx, args| args.push_arg(js_error(ctx, &error)?)),
        }
    });
    Ok(promise)
}

/// A function of the program that returns a promise of what `function`'s future gives. Its argument is the first
/// one, `undefined` if there is none.
pub(crate) fn promise_function<'js, A, T, F>(
    ctx: &Ctx<'js>,
    function: impl Fn(A) -> F + 'static,
) -> rquickjs::Result<Function<'js>>
where
    A: FromJs<'js> + 'static,
    T: for<'a> IntoJs<'a> + 'static,
    F: Future<Output = bowline_loop::Result<T>> + 'static,
{
    Function::new(ctx.clone(), move |ctx: Ctx<'js>, arguments: Rest<Value<'js>>| {
        let first = arguments.0.into_iter().next();
        let first = first.unwrap_or_else(|| Value::new_undefined(ctx.clone()));
        promise_of(&ctx, function(A::from_js(&ctx, first)?))
    })
}

/// A future that ends when `value` is settled; at once if it is no promise.
///
/// It ends with an error if the promise is rejected, if the value cannot be had as a `T`, and if the
/// runtime is dropped before.
pub fn future_of<'js, T>(
    ctx: &Ctx<'js>,
    value: Value<'js>,
) -> rquickjs::Result<impl Future<Output = Result<T, JsError>> + 'static + use<T>>
where
    T: for<'a> FromJs<'a> + 'static,
{
    let settled = Rc::new(RefCell::new(Settled::<T> { outcome: None, waker: None }));
    let Some(promise) = value.as_promise() else {
        let outcome = T::from_js(ctx, value).map_err(|error| JsError::of_result(ctx, error));
        settled.borrow_mut().outcome = Some(outcome);
        return Ok(ended(settled));
    };
    let sender = Rc::new(Sender(settled.clone()));
    let resolved = {
        let sender = sender.clone();
        Function::new(ctx.clone(), move |ctx: Ctx<'js>, value: Value<'js>| {
            sender.send(T::from_js(&ctx, value).map_err(|error| JsError::of_result(&ctx, error)));
        })?
    };
    let rejected = Function::new(ctx.clone(), move |ctx: Ctx<'js>, reason: Value<'js>| {
        sender.send(Err(JsError::of(&ctx, &reason)));
    })?;
    let then = promise.then()?;
    then.call::<_, ()>((rquickjs::function::This(promise.clone()), resolved, rejected))?;
    Ok(ended(settled))
}

struct Settled<T> {
    outcome: Option<Result<T, JsError>>,
    waker: Option<Waker>,
}

/// Held by both reactions: when the engine drops them unused, the promise can never be settled.
struct Sender<T>(Rc<RefCell<Settled<T>>>);

impl<T> Sender<T> {
    fn send(&self, outcome: Result<T, JsError>) {
        let waker = {
            let mut settled = self.0.borrow_mut();
            if settled.outcome.is_none() {
                settled.outcome = Some(outcome);
            }
            settled.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        // Too late if it was settled; whoever waits else would wait for ever.
        self.send(Err(JsError::never_settled()));
    }
}

async fn ended<T>(settled: Rc<RefCell<Settled<T>>>) -> Result<T, JsError> {
    poll_fn(|cx| {
        let mut settled = settled.borrow_mut();
        match settled.outcome.take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                settled.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    })
    .await
}
