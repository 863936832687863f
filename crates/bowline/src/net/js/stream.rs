//! What the handles of all streams can do.

use std::cell::Cell;
use std::rc::Rc;

use bowline_js::{Bytes, Callback, Done, Text, Throws, View, js_error};
use bowline_loop::{Error, Read, Stream};
use rquickjs::class::JsClass;
use rquickjs::function::{Opt, This};
use rquickjs::object::Accessor;
use rquickjs::prelude::Func;
use rquickjs::{
    Array, Class, Ctx, FromJs, Function, IntoJs, Null, Object, Result, Undefined, Value,
};

/// How much a handle has moved.
#[derive(Default)]
pub(crate) struct Counts {
    read: Rc<Cell<u64>>,
    written: Cell<u64>,
}

/// A handle of a stream.
pub(crate) trait StreamClass<'js>: JsClass<'js> {
    fn stream(&self) -> &Stream;
    fn counts(&self) -> &Counts;
}

/// The prototype with the methods that all have; each class adds its own.
pub(crate) fn prototype<'js, T: StreamClass<'js> + 'js>(ctx: &Ctx<'js>) -> Result<Object<'js>> {
    let methods = Object::new(ctx.clone())?;
    methods.set("readStart", Func::from(read_start::<T>))?;
    methods.set(
        "readStop",
        Func::from(|this: This<Class<'js, T>>| this.borrow().stream().read_stop()),
    )?;
    methods.set("write", Func::from(write::<T>))?;
    methods.set("writev", Func::from(writev::<T>))?;
    methods.set("shutdown", Func::from(shutdown::<T>))?;
    methods.set("close", Func::from(close::<T>))?;
    methods
        .set("ref", Func::from(|this: This<Class<'js, T>>| this.borrow().stream().set_ref(true)))?;
    methods.set(
        "unref",
        Func::from(|this: This<Class<'js, T>>| this.borrow().stream().set_ref(false)),
    )?;
    methods
        .set("hasRef", Func::from(|this: This<Class<'js, T>>| this.borrow().stream().has_ref()))?;
    methods.set(
        "isActive",
        Func::from(|this: This<Class<'js, T>>| this.borrow().stream().is_active()),
    )?;
    getters::<T>(&methods)?;
    Ok(methods)
}

fn getters<'js, T: StreamClass<'js> + 'js>(methods: &Object<'js>) -> Result<()> {
    let number = |count: u64| count as f64;
    methods.prop(
        "bytesRead",
        Accessor::from(move |this: This<Class<'js, T>>| number(this.borrow().counts().read.get())),
    )?;
    methods.prop(
        "bytesWritten",
        Accessor::from(move |this: This<Class<'js, T>>| {
            number(this.borrow().counts().written.get())
        }),
    )?;
    methods.prop(
        "writeQueueSize",
        Accessor::from(|this: This<Class<'js, T>>| this.borrow().stream().queued_bytes() as f64),
    )?;
    methods.prop(
        "fd",
        Accessor::from(|this: This<Class<'js, T>>| {
            this.borrow().stream().raw_descriptor().unwrap_or(-1)
        }),
    )
}

fn read_start<'js, T: StreamClass<'js>>(
    ctx: Ctx<'js>,
    this: This<Class<'js, T>>,
    onread: Function<'js>,
) -> Result<()> {
    let handle = this.borrow();
    let onread = Callback::new(&ctx, onread);
    let count = handle.counts().read.clone();
    let started = handle.stream().read_start(move |read| match read {
        Ok(Read::Data(bytes)) => {
            count.set(count.get() + bytes.len() as u64);
            onread.call((Bytes(bytes.to_vec()),));
        }
        Ok(Read::End) => {
            onread.call((Null,));
        }
        Err(error) => {
            onread.call_with(|ctx, args| {
                args.push_arg(Undefined)?;
                args.push_arg(js_error(ctx, &error)?)
            });
        }
    });
    match started {
        // As in libuv, it goes on with the reader it has.
        Err(error) if error.code() == "EALREADY" => Ok(()),
        outcome => outcome.throws(&ctx),
    }
}

/// Writes a view, or a string, and says whether the system took all of it at once.
fn write<'js, T: StreamClass<'js>>(
    ctx: Ctx<'js>,
    this: This<Class<'js, T>>,
    data: Value<'js>,
    encoding: Value<'js>,
    done: Opt<Function<'js>>,
) -> Result<bool> {
    let handle = this.borrow();
    if data.is_string() {
        let bytes = encoded(&ctx, data, &encoding)?;
        return write_bytes(&ctx, &*handle, bytes, done.0);
    }
    let view = View::from_js(&ctx, data)?;
    let (written, length) = view.with(|bytes| (write_now(handle.stream(), bytes), bytes.len()));
    let written = written.throws(&ctx)?;
    if written < length {
        let rest = view.with(|bytes| bytes.get(written..).unwrap_or_default().to_vec());
        write_later(&ctx, handle.stream(), rest, done.0)?;
    }
    add_written(handle.counts(), length);
    Ok(written == length)
}

/// Writes an array of views and of objects with `chunk` and `encoding`.
fn writev<'js, T: StreamClass<'js>>(
    ctx: Ctx<'js>,
    this: This<Class<'js, T>>,
    chunks: Array<'js>,
    done: Opt<Function<'js>>,
) -> Result<bool> {
    // Copied together: one call into the system, and small pieces are what is written this way.
    let mut bytes = Vec::new();
    for item in chunks.iter::<Object<'js>>() {
        let item = item?;
        if let Ok(view) = View::from_js(&ctx, item.clone().into_value()) {
            view.with(|part| bytes.extend_from_slice(part));
            continue;
        }
        let chunk: Value<'js> = item.get("chunk")?;
        if chunk.is_string() {
            let encoding: Value<'js> = item.get("encoding")?;
            bytes.append(&mut encoded(&ctx, chunk, &encoding)?);
        } else {
            View::from_js(&ctx, chunk)?.with(|part| bytes.extend_from_slice(part));
        }
    }
    write_bytes(&ctx, &*this.borrow(), bytes, done.0)
}

fn write_bytes<'js, T: StreamClass<'js>>(
    ctx: &Ctx<'js>,
    handle: &T,
    mut bytes: Vec<u8>,
    done: Option<Function<'js>>,
) -> Result<bool> {
    let length = bytes.len();
    let written = write_now(handle.stream(), &bytes).throws(ctx)?;
    if written < length {
        bytes.drain(..written);
        write_later(ctx, handle.stream(), bytes, done)?;
    }
    add_written(handle.counts(), length);
    Ok(written == length)
}

/// How much the system takes now, maybe nothing.
fn write_now(stream: &Stream, bytes: &[u8]) -> bowline_loop::Result<usize> {
    if stream.queued_bytes() > 0 {
        return Ok(0);
    }
    match stream.try_write(bytes) {
        Err(error) if error.code() == "EAGAIN" => Ok(0),
        // It is closed, which a program knows as having no descriptor.
        Err(error) if error.code() == "EINVAL" => Err(Error::code_of("EBADF", "write")),
        outcome => outcome,
    }
}

fn write_later<'js>(
    ctx: &Ctx<'js>,
    stream: &Stream,
    bytes: Vec<u8>,
    done: Option<Function<'js>>,
) -> Result<()> {
    let done = done.map(|done| Done::new(ctx, done));
    stream.write(bytes, move |result| settle(done, result)).throws(ctx)
}

fn settle(done: Option<Done>, result: bowline_loop::Result<()>) {
    if let Some(done) = done {
        done.settle(result);
    }
}

fn add_written(counts: &Counts, length: usize) {
    counts.written.set(counts.written.get() + length as u64);
}

/// A string as bytes. What is neither UTF-8 nor one byte a character, `Buffer` turns into bytes.
fn encoded<'js>(ctx: &Ctx<'js>, text: Value<'js>, encoding: &Value<'js>) -> Result<Vec<u8>> {
    let encoding = Option::<Text>::from_js(ctx, encoding.clone())?;
    match encoding.as_ref().map_or("utf8", |encoding| encoding.0.as_str()) {
        "utf8" | "utf-8" | "UTF-8" | "UTF8" => Ok(Text::from_js(ctx, text)?.0.into_bytes()),
        encoding => {
            let module: Object<'js> = bowline_js::require(ctx, "buffer")?.get()?;
            let buffer: Object<'js> = module.get("Buffer")?;
            let from: Function<'js> = buffer.get("from")?;
            let view: View<'js> = from.call((This(buffer), text, encoding))?;
            Ok(view.to_vec())
        }
    }
}

fn shutdown<'js, T: StreamClass<'js>>(
    ctx: Ctx<'js>,
    this: This<Class<'js, T>>,
    done: Function<'js>,
) -> Result<()> {
    let done = Done::new(&ctx, done);
    this.borrow().stream().shutdown(move |result| done.settle(result)).throws(&ctx)
}

fn close<'js, T: StreamClass<'js>>(
    ctx: Ctx<'js>,
    this: This<Class<'js, T>>,
    done: Opt<Function<'js>>,
) {
    let handle = this.borrow();
    match done.0 {
        Some(done) => {
            let done = Done::new(&ctx, done);
            handle.stream().close_with(move || done.settle(Ok(())));
        }
        None => handle.stream().close(),
    }
}

/// Tells of a connection, or of why there is none: `(null, handle)` or `(error)`.
pub(super) fn tell<'js, T: IntoJs<'js>>(
    ctx: &Ctx<'js>,
    args: &mut rquickjs::function::Args<'js>,
    result: bowline_loop::Result<T>,
) -> Result<()> {
    match result {
        Ok(handle) => {
            args.push_arg(Null)?;
            args.push_arg(handle)
        }
        Err(error) => args.push_arg(js_error(ctx, &error)?),
    }
}
