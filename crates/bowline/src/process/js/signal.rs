//! Watchers of signals.

use bowline_js::{Callback, Throws, loop_of};
use bowline_loop::{Error, Signal};
use rquickjs::class::Trace;
use rquickjs::{Ctx, Function, JsLifetime, Result};

/// A watcher. Dropping it closes it.
#[rquickjs::class(rename = "SignalWatcher")]
#[derive(Trace, JsLifetime)]
pub(crate) struct SignalClass {
    #[qjs(skip_trace)]
    signal: Signal,
}

#[rquickjs::methods]
impl SignalClass {
    fn close(&self) {
        self.signal.close();
    }
}

impl Drop for SignalClass {
    fn drop(&mut self) {
        self.signal.close();
    }
}

/// Calls `callback` whenever the signal comes. It does not keep the program alive.
pub(super) fn watch<'js>(
    ctx: Ctx<'js>,
    number: i32,
    callback: Function<'js>,
) -> Result<SignalClass> {
    let signal = loop_of(&ctx).signal().throws(&ctx)?;
    let class = SignalClass { signal };
    class.signal.set_ref(false);
    let callback = Callback::new(&ctx, callback);
    class
        .signal
        .start(number, move |_| {
            callback.call(());
        })
        // Node's name for the call.
        .map_err(|error| Error::code_of(error.code(), "uv_signal_start"))
        .throws(&ctx)?;
    Ok(class)
}
