//! Streams over descriptors.

use std::os::fd::OwnedFd;

use bowline_js::{Bytes, Callback, Done, Throws, View, js_error, loop_of};
use bowline_loop::Error;
use rquickjs::class::Trace;
use rquickjs::{Ctx, Function, JsLifetime, Null, Result, Value};

use crate::process::descriptor;
use crate::process::stream::DescriptorStream;

/// A stream over a descriptor. Dropping it closes it.
#[rquickjs::class(rename = "DescriptorStream")]
#[derive(Trace, JsLifetime)]
pub(crate) struct StreamClass {
    #[qjs(skip_trace)]
    stream: DescriptorStream,
}

impl StreamClass {
    pub(crate) fn new(stream: DescriptorStream) -> StreamClass {
        StreamClass { stream }
    }

    /// Over a local socket that descriptors are sent through.
    pub(crate) fn channel(ctx: &Ctx<'_>, socket: OwnedFd) -> Result<StreamClass> {
        DescriptorStream::channel(&loop_of(ctx), socket).map(StreamClass::new).throws(ctx)
    }
}

#[rquickjs::methods(rename_all = "camelCase")]
impl StreamClass {
    #[qjs(get)]
    fn fd(&self) -> i32 {
        self.stream.number()
    }

    #[qjs(get)]
    fn bytes_read(&self) -> f64 {
        self.stream.bytes_read() as f64
    }

    #[qjs(get)]
    fn bytes_written(&self) -> f64 {
        self.stream.bytes_written() as f64
    }

    #[qjs(get)]
    fn queued_bytes(&self) -> f64 {
        self.stream.queued_bytes() as f64
    }

    /// Calls `callback` with `(null, bytes)`, at the end with `(null)`, or with an error.
    fn read_start<'js>(&self, ctx: Ctx<'js>, callback: Function<'js>) -> Result<()> {
        let callback = Callback::new(&ctx, callback);
        let reader = move |read: bowline_loop::Result<Option<Vec<u8>>>| {
            callback.call_with(|ctx, args| match read {
                Ok(Some(bytes)) => {
                    args.push_arg(Null)?;
                    args.push_arg(Bytes(bytes))
                }
                Ok(None) => args.push_arg(Null),
                Err(error) => args.push_arg(js_error(ctx, &error)?),
            });
        };
        self.stream.read_start(reader).throws(&ctx)
    }

    fn read_stop(&self) {
        self.stream.read_stop();
    }

    fn write<'js>(&self, ctx: Ctx<'js>, data: View<'js>, done: Function<'js>) -> Result<bool> {
        let done = Done::new(&ctx, done);
        let bytes = data.to_vec();
        self.stream.write(&bytes, move |result| done.settle(result)).throws(&ctx)
    }

    /// `write` through a channel; the other end gets a copy of the descriptor `number`.
    fn send<'js>(
        &self,
        ctx: Ctx<'js>,
        data: View<'js>,
        number: Option<i32>,
        done: Function<'js>,
    ) -> Result<bool> {
        let copy = number.map(descriptor::duplicate).transpose();
        let copy = copy.map_err(|error| Error::network(error, "write")).throws(&ctx)?;
        let done = Done::new(&ctx, done);
        let bytes = data.to_vec();
        self.stream.send(&bytes, copy, move |result| done.settle(result)).throws(&ctx)
    }

    /// A handle over the next descriptor that came through the channel; `null` if there is none.
    fn take_handle<'js>(&self, ctx: Ctx<'js>) -> Result<Value<'js>> {
        match self.stream.take_received() {
            Some(received) => super::stream_of(&ctx, received),
            None => Ok(Value::new_null(ctx)),
        }
    }

    /// Writes all of it before it returns.
    fn write_now<'js>(&self, ctx: Ctx<'js>, data: View<'js>) -> Result<()> {
        let bytes = data.to_vec();
        self.stream.write_all(&bytes).throws(&ctx)
    }

    fn shutdown<'js>(&self, ctx: Ctx<'js>, done: Function<'js>) {
        let done = Done::new(&ctx, done);
        self.stream.shutdown(move |result| done.settle(result));
    }

    fn close<'js>(&self, ctx: Ctx<'js>, done: Function<'js>) {
        let done = Done::new(&ctx, done);
        self.stream.close(move || done.settle(Ok(())));
    }

    #[qjs(rename = "ref")]
    fn reference(&self) {
        self.stream.set_ref(true);
    }

    fn unref(&self) {
        self.stream.set_ref(false);
    }

    fn has_ref(&self) -> bool {
        self.stream.has_ref()
    }
}
