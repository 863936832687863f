//! A child process, as its JavaScript half holds it.

use bowline_js::Throws;
use bowline_loop::Error;
use rquickjs::class::Trace;
use rquickjs::{Ctx, IntoJs, JsLifetime, Result, Value};

use crate::child_process::ChildProcess;
use crate::net::js::PipeClass;
use crate::process::js::StreamClass;

/// A child process. Dropping it forgets the process, which goes on.
#[rquickjs::class(rename = "Process")]
#[derive(Trace, JsLifetime)]
pub(super) struct ChildClass {
    #[qjs(skip_trace)]
    child: ChildProcess,
}

impl ChildClass {
    pub(super) fn new(child: ChildProcess) -> ChildClass {
        ChildClass { child }
    }
}

#[rquickjs::methods(rename_all = "camelCase")]
impl ChildClass {
    #[qjs(get)]
    fn pid(&self) -> u32 {
        self.child.pid()
    }

    /// Our end of a pipe, as a stream handle.
    fn pipe<'js>(&self, ctx: Ctx<'js>, number: usize) -> Result<Value<'js>> {
        let pipe = self.child.pipe(number).throws(&ctx)?;
        PipeClass::new(pipe).into_js(&ctx)
    }

    /// Our end of the pipe that messages go through.
    fn channel(&self, ctx: Ctx<'_>, number: usize) -> Result<StreamClass> {
        let missing = || Error::code_of("EBADF", "pipe");
        let stream = self.child.take_stream(number).ok_or_else(missing).throws(&ctx)?;
        StreamClass::channel(&ctx, stream.into())
    }

    /// The number of the error, or 0.
    fn kill(&self, signal: i32) -> i32 {
        self.child.kill(signal).map_or_else(|error| error.errno().unwrap_or(-1), |()| 0)
    }

    #[qjs(rename = "ref")]
    fn reference(&self) {
        self.child.set_ref(true);
    }

    fn unref(&self) {
        self.child.set_ref(false);
    }

    fn has_ref(&self) -> bool {
        self.child.has_ref()
    }

    fn close(&self) {
        self.child.close();
    }
}

impl Drop for ChildClass {
    fn drop(&mut self) {
        self.child.close();
    }
}
