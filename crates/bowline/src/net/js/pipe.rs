//! The handle of a pipe.

use bowline_js::{Callback, Done, Text, Throws, loop_of};
use bowline_loop::{Pipe, Stream};
use rquickjs::class::{JsClass, Readable, Trace, Tracer};
use rquickjs::function::{Constructor, This};
use rquickjs::prelude::Func;
use rquickjs::{Class, Ctx, Function, IntoJs, JsLifetime, Object, Result, Value};

use super::stream::{Counts, StreamClass, prototype, tell};

/// A pipe. Dropping it closes it.
#[derive(JsLifetime)]
pub(crate) struct PipeClass {
    pipe: Pipe,
    counts: Counts,
}

impl PipeClass {
    pub(crate) fn new(pipe: Pipe) -> PipeClass {
        PipeClass { pipe, counts: Counts::default() }
    }
}

impl Drop for PipeClass {
    fn drop(&mut self) {
        self.pipe.close();
    }
}

impl<'js> Trace<'js> for PipeClass {
    fn trace<'a>(&self, _: Tracer<'a, 'js>) {}
}

impl<'js> IntoJs<'js> for PipeClass {
    fn into_js(self, ctx: &Ctx<'js>) -> Result<Value<'js>> {
        Class::instance(ctx.clone(), self)?.into_js(ctx)
    }
}

impl<'js> StreamClass<'js> for PipeClass {
    fn stream(&self) -> &Stream {
        &self.pipe
    }

    fn counts(&self) -> &Counts {
        &self.counts
    }
}

impl<'js> JsClass<'js> for PipeClass {
    const NAME: &'static str = "Pipe";
    type Mutable = Readable;

    fn prototype(ctx: &Ctx<'js>) -> Result<Option<Object<'js>>> {
        let methods = prototype::<PipeClass>(ctx)?;
        methods.set("bind", Func::from(bind))?;
        methods.set("connect", Func::from(connect))?;
        methods.set("listen", Func::from(listen))?;
        methods.set("setAccess", Func::from(set_access))?;
        Ok(Some(methods))
    }

    fn constructor(ctx: &Ctx<'js>) -> Result<Option<Constructor<'js>>> {
        let make = |ctx: Ctx<'js>| loop_of(&ctx).pipe().map(PipeClass::new).throws(&ctx);
        Constructor::new_class::<PipeClass, _, _>(ctx.clone(), make).map(Some)
    }
}

type Handle<'js> = This<Class<'js, PipeClass>>;

fn bind<'js>(ctx: Ctx<'js>, this: Handle<'js>, path: Text) -> Result<()> {
    this.borrow().pipe.bind(path.0).throws(&ctx)
}

fn connect<'js>(ctx: Ctx<'js>, this: Handle<'js>, path: Text, done: Function<'js>) -> Result<()> {
    let done = Done::new(&ctx, done);
    this.borrow().pipe.connect(path.0, move |result| done.settle(result)).throws(&ctx)
}

fn listen<'js>(
    ctx: Ctx<'js>,
    this: Handle<'js>,
    backlog: u32,
    onconnection: Function<'js>,
) -> Result<()> {
    let onconnection = Callback::new(&ctx, onconnection);
    let handle = this.borrow();
    let listener = handle.pipe.clone();
    let listening = handle.pipe.listen(backlog, move |told| {
        let accepted = told.and_then(|()| listener.accept()).map(PipeClass::new);
        onconnection.call_with(|ctx, args| tell(ctx, args, accepted));
    });
    listening.throws(&ctx)
}

/// Lets every user read from or write to the pipe's file.
fn set_access<'js>(ctx: Ctx<'js>, this: Handle<'js>, readable: bool, writable: bool) -> Result<()> {
    let changed = super::system::widen_access(&this.borrow().pipe, readable, writable);
    changed.throws(&ctx)
}
