//! The native half of what is done with open files, and with whole ones.

use std::rc::Rc;

use bowline_js::{Bytes, Callback, Done, Throws, View, js_error};
use bowline_loop::current;
use rquickjs::prelude::{Func, Opt};
use rquickjs::{Ctx, Exception, Function, IntoJs, Object, Value};

use super::super::convert::js::{Content, Name, Position, StatRow, owner_of, times_of};
use super::super::js::{JsResult, Open, Reply, run, run_on};
use super::super::open::OpenOptions;
use super::super::read::{self, WithoutWaiting};
use super::super::read_file::{self, ReadFile};
use super::super::write_file::WriteFile;
use super::super::{File, cached, system};
use crate::work::submit;
use crate::{Error, Result};

pub(in super::super) fn native<'js>(native: &Object<'js>, open: &Rc<Open>) -> JsResult<()> {
    set_open_files(native, open)?;
    set_reading(native, open)?;
    set_whole(native, open)
}

fn set_open_files<'js>(native: &Object<'js>, open: &Rc<Open>) -> JsResult<()> {
    native.set("open", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, path: Name, flags: i32, mode: u32, reply: Reply<'js>| {
            let options = OpenOptions { flags: flags as u32, mode };
            let Some(reply) = reply.0.flatten() else {
                let file = super::super::open_sync(path.0, &options).throws(&ctx)?;
                return open.insert(file).into_js(&ctx);
            };
            let (open, done) = (open.clone(), Done::new(&ctx, reply));
            super::super::open(path.0, &options, move |file| {
                done.settle(file.map(|file| open.insert(file)));
            });
            Ok(Value::new_undefined(ctx))
        })
    })?;
    native.set("close", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, number: i32, reply: Reply<'js>| {
            let file = open.remove(number);
            match (file, reply.0.flatten()) {
                // There is nothing to write, so nothing to wait for.
                (Ok(file), Some(reply)) if system::is_read_only(file.as_std()) => {
                    let done = Done::new(&ctx, reply);
                    drop(file);
                    current().complete(Ok(()), |result| done.settle(result));
                    Ok(Value::new_undefined(ctx))
                }
                (file, reply) => run(&ctx, Opt(Some(reply)), move || file.map(drop)),
            }
        })
    })?;
    set_changes(native, open)
}

fn set_changes<'js>(native: &Object<'js>, open: &Rc<Open>) -> JsResult<()> {
    native.set("fchmod", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, number: i32, mode: u32, reply: Reply<'js>| {
            let work = move |file: &File| super::super::fchmod_sync(file, mode);
            run_on(&ctx, open.get(number, "fchmod"), reply, work)
        })
    })?;
    native.set("fchown", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, number: i32, uid: f64, gid: f64, reply: Reply<'js>| {
            let work =
                move |file: &File| super::super::fchown_sync(file, owner_of(uid), owner_of(gid));
            run_on(&ctx, open.get(number, "fchown"), reply, work)
        })
    })?;
    native.set("futimes", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, number: i32, a: f64, m: f64, reply: Reply<'js>| {
            let work = move |file: &File| super::super::futimes_sync(file, times_of(a, m));
            run_on(&ctx, open.get(number, "futime"), reply, work)
        })
    })?;
    native.set("fstat", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, number: i32, is_exact: bool, reply: Reply<'js>| {
            let work =
                move |file: &File| Ok(StatRow { stat: super::super::fstat_sync(file)?, is_exact });
            run_on(&ctx, open.get(number, "fstat"), reply, work)
        })
    })?;
    native.set("ftruncate", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, number: i32, length: f64, reply: Reply<'js>| {
            let work = move |file: &File| super::super::ftruncate_sync(file, length as u64);
            run_on(&ctx, open.get(number, "ftruncate"), reply, work)
        })
    })?;
    for (name, flush) in [
        ("fsync", super::super::fsync_sync as fn(&File) -> Result<()>),
        ("fdatasync", super::super::fdatasync_sync),
    ] {
        let open = open.clone();
        native.set(
            name,
            Func::from(move |ctx: Ctx<'js>, number: i32, reply: Reply<'js>| {
                run_on(&ctx, open.get(number, name), reply, flush)
            }),
        )?;
    }
    Ok(())
}

fn set_reading<'js>(native: &Object<'js>, open: &Rc<Open>) -> JsResult<()> {
    native.set("read", {
        let open = open.clone();
        Func::from(
            move |ctx: Ctx<'js>,
                  number: i32,
                  view: View<'js>,
                  offset: usize,
                  length: usize,
                  position: Position,
                  reply: Reply<'js>| {
                let file = open.get(number, "read");
                match reply.0.flatten() {
                    Some(reply) => {
                        let done = Done::new(&ctx, reply);
                        Ok(start_read(file, view, offset, length, position.0, done))
                    }
                    None => {
                        read_now(&file.throws(&ctx)?, view, offset, length, position.0).throws(&ctx)
                    }
                }
            },
        )
    })?;
    native.set("readChunk", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, number: i32, length: usize, position: Position, reply| {
            let done = Done::new(&ctx, reply);
            let file = open.get(number, "read");
            // Not before the call has returned, as what is written until then is to be read.
            current().complete((), move |()| match file {
                Ok(file) => read_chunk(file, length, position.0, done),
                Err(error) => done.settle::<()>(Err(error)),
            });
        })
    })?;
    native.set("write", {
        let open = open.clone();
        Func::from(
            move |ctx: Ctx<'js>,
                  number: i32,
                  view: View<'js>,
                  offset: usize,
                  length: usize,
                  position: Position,
                  reply: Reply<'js>| {
                let file = open.get(number, "write");
                if reply.0.as_ref().is_none_or(Option::is_none) {
                    let file = file.throws(&ctx)?;
                    let count = view.with(|data| {
                        super::super::write_at_sync(&file, part(data, offset, length), position.0)
                    });
                    return count.throws(&ctx)?.into_js(&ctx);
                }
                let data = view.with(|data| part(data, offset, length).to_vec());
                let work = move |file: &File| super::super::write_at_sync(file, data, position.0);
                run_on(&ctx, file, reply, work)
            },
        )
    })
}

fn read_chunk(file: File, length: usize, position: Option<u64>, done: Done) {
    match read::read_chunk_cached(&file, length, position) {
        Ok(bytes) => done.settle(Ok(Bytes(bytes))),
        Err(begun) => {
            let work = move || read::read_on(&file, begun, length, position);
            submit(work, |result| done.settle(result.map(Bytes)));
        }
    }
}

/// Gives what a file holds. That it holds too much is a `RangeError` for programs.
fn settle_read(reply: &Callback, content: Result<Content>) {
    reply.call_with(|ctx, args| match content {
        Ok(content) => {
            args.push_arg(rquickjs::Null)?;
            args.push_arg(content)
        }
        Err(error) => args.push_arg(read_error(ctx, &error)?),
    });
}

fn throw_read(ctx: &Ctx<'_>, error: &Error) -> rquickjs::Error {
    match read_error(ctx, error) {
        Ok(error) => ctx.throw(error),
        Err(failed) => failed,
    }
}

fn read_error<'js>(ctx: &Ctx<'js>, error: &Error) -> JsResult<Value<'js>> {
    if error.code() != "ERR_FS_FILE_TOO_LARGE" {
        return Ok(js_error(ctx, error)?.into_value());
    }
    // There is no other way to make one from here.
    Exception::throw_range(ctx, &error.to_string());
    let range_error = ctx.catch();
    if let Some(object) = range_error.as_object() {
        object.set("code", error.code())?;
    }
    Ok(range_error)
}

/// Reads into the program's memory what needs no waiting, and the rest on a worker thread. Says how much
/// is there already.
fn start_read(
    file: Result<File>,
    mut view: View<'_>,
    offset: usize,
    length: usize,
    position: Option<u64>,
    done: Done,
) -> usize {
    let file = match file {
        Ok(file) => file,
        Err(error) => {
            current().complete(Err(error), |result: Result<()>| done.settle(result));
            return 0;
        }
    };
    let begun = if length > cached::SIZE_MAX {
        WithoutWaiting::Part(0)
    } else {
        view.with_mut(|all| read::read_cached(&file, part_mut(all, offset, length), position))
    };
    match begun {
        WithoutWaiting::All(count) => {
            current().complete(Ok(count), |result| done.settle(result));
            0
        }
        WithoutWaiting::Part(begun) => {
            let place = position.map(|position| position + begun as u64);
            let work = move || read::read_on(&file, Vec::new(), length - begun, place);
            submit(work, |result| done.settle(result.map(Bytes)));
            begun
        }
    }
}

fn read_now(
    file: &File,
    mut view: View<'_>,
    offset: usize,
    length: usize,
    position: Option<u64>,
) -> Result<usize> {
    view.with_mut(|all| read::read_into(file, part_mut(all, offset, length), position))
}

/// The part of a view that was meant. It may have shrunk since its size was checked.
fn part(all: &[u8], offset: usize, length: usize) -> &[u8] {
    let offset = offset.min(all.len());
    &all[offset..offset.saturating_add(length).min(all.len())]
}

fn part_mut(all: &mut [u8], offset: usize, length: usize) -> &mut [u8] {
    let offset = offset.min(all.len());
    let end = offset.saturating_add(length).min(all.len());
    &mut all[offset..end]
}

fn set_whole<'js>(native: &Object<'js>, open: &Rc<Open>) -> JsResult<()> {
    native.set("readFile", {
        let open = open.clone();
        Func::from(
            move |ctx: Ctx<'js>, path: Name, flags: i32, as_text: bool, reply: Reply<'js>| {
                let options = OpenOptions { flags: flags as u32, mode: 0o666 };
                let read = ReadFile::with_options(&path.0, options);
                let convert = if as_text { Content::text } else { Content::bytes };
                match reply.0.flatten() {
                    None => {
                        let content = read.and_then(ReadFile::run).and_then(convert);
                        content.map_err(|error| throw_read(&ctx, &error))?.into_js(&ctx)
                    }
                    Some(reply) => {
                        let reply = Callback::new(&ctx, reply);
                        let settle = move |content| settle_read(&reply, content);
                        let request = super::super::start_read_file(read, convert, settle);
                        open.last.replace(Some(request));
                        Ok(Value::new_undefined(ctx))
                    }
                }
            },
        )
    })?;
    native.set("readFd", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, number: i32, as_text: bool, reply: Reply<'js>| {
            let convert = if as_text { Content::text } else { Content::bytes };
            drop(open.last.take());
            let file = open.get(number, "fstat");
            let work = move || read_file::read_open(&file?).and_then(convert);
            let Some(reply) = reply.0.flatten() else {
                return work().map_err(|error| throw_read(&ctx, &error))?.into_js(&ctx);
            };
            let reply = Callback::new(&ctx, reply);
            submit(work, move |content| settle_read(&reply, content));
            Ok(Value::new_undefined(ctx))
        })
    })?;
    set_writing_whole(native, open)
}

fn set_writing_whole<'js>(native: &Object<'js>, open: &Rc<Open>) -> JsResult<()> {
    native.set("writeFile", {
        let open = open.clone();
        Func::from(
            move |ctx: Ctx<'js>,
                  path: Name,
                  data: View<'js>,
                  flags: i32,
                  mode: u32,
                  flush: bool,
                  reply: Reply<'js>| {
                let options = OpenOptions { flags: flags as u32, mode };
                let write = WriteFile::with_options(&path.0, options, flush);
                match reply.0.flatten() {
                    None => data.with(|data| write.and_then(|write| write.run(data))).throws(&ctx),
                    Some(reply) => {
                        let done = Done::new(&ctx, reply);
                        let data = data.to_vec();
                        let work = move || write.and_then(|write| write.run(&data));
                        open.last.replace(Some(submit(work, |result| done.settle(result))));
                        Ok(())
                    }
                }
            },
        )
    })?;
    native.set("writeFd", {
        let open = open.clone();
        Func::from(
            move |ctx: Ctx<'js>, number: i32, data: View<'js>, flush: bool, reply: Reply<'js>| {
                let data = data.to_vec();
                drop(open.last.take());
                run_on(&ctx, open.get(number, "write"), reply, move |file| {
                    super::super::write_all_sync(file, data, None)?;
                    if flush { super::super::fsync_sync(file) } else { Ok(()) }
                })
            },
        )
    })?;
    native.set("cancelLast", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>| {
            let request = open.last.take();
            // Too late is no failure: the result is not waited for either way.
            Function::new(ctx, move || {
                request.as_ref().is_some_and(|request| request.cancel().is_ok())
            })
        })
    })
}
