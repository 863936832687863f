//! Streams over descriptors.

use bowline_js::{Bytes, Callback, Done, Throws, View, js_error};
use rquickjs::class::Trace;
use rquickjs::{Ctx, Function, JsLifetime, Null, Result};

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

    pub(crate) fn stream(&self) -> &DescriptorStream {
        &self.stream
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

    fn set_ref(&self, referenced: bool) {
        self.stream.set_ref(referenced);
    }

    fn has_ref(&self) -> bool {
        self.stream.has_ref()
    }
}
