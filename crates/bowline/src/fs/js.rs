//! The native half of `fs`.
//!
//! A function takes its callback last. Without one it blocks and throws.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use bowline_js::{Bytes, Callback, Done, Throws, fd};
use rquickjs::prelude::{Func, Opt};
use rquickjs::{Ctx, Function, IntoJs, Object, Value};
use slab::Slab;

use super::convert::js::{Found, Name, Names, StatFsRow, StatRow, lossy, owner_of, times_of};
use super::{
    CloneContent, CopyOptions, Dir, File, FileTimes, LinkKind, MkdirOptions, ReadDirOptions,
    RemoveOptions, Stat, Watch, WatchKind, WatchOptions, link, mode, number, owner, remove, rename,
    stat, times,
};
use crate::work::submit;
use crate::{Error, Request, Result};

pub(super) type JsResult<T> = rquickjs::Result<T>;
/// The callback, if there is one.
pub(super) type Reply<'js> = Opt<Option<Function<'js>>>;

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> JsResult<()> {
    let open = Rc::new(Open::default());
    set_attributes(native)?;
    set_links(native)?;
    set_directories(native, &open)?;
    set_removal(native)?;
    super::files::js::native(native, &open)?;
    set_watching(native, &open)?;
    native.set("constants", Func::from(constants))?;
    native.set("hasLchmod", cfg!(target_vendor = "apple"))
}

/// What a program has open. It goes with the runtime.
#[derive(Default)]
pub(super) struct Open {
    files: RefCell<HashMap<i32, File>>,
    dirs: RefCell<Slab<Dir>>,
    watches: RefCell<Slab<Watch>>,
    /// What was started last, for somebody who may want to cancel it.
    pub(super) last: RefCell<Option<Request>>,
}

impl Drop for Open {
    fn drop(&mut self) {
        for (_, watch) in self.watches.get_mut() {
            watch.close();
        }
    }
}

impl Open {
    pub(super) fn insert(&self, file: File) -> i32 {
        let mut files = self.files.borrow_mut();
        let number = number::of(file.as_std(), |number| files.contains_key(&number));
        let old = files.insert(number, file);
        drop((files, old));
        number
    }

    /// The file a program calls `number`: one of its own, or one that came from elsewhere.
    pub(super) fn get(&self, number: i32, syscall: &'static str) -> Result<File> {
        if let Some(file) = self.files.borrow().get(&number) {
            return Ok(file.clone());
        }
        fd::duplicate(number).map(File::from).map_err(|error| Error::file(error, syscall))
    }

    pub(super) fn remove(&self, number: i32) -> Result<File> {
        let own = self.files.borrow_mut().remove(&number);
        match own {
            Some(file) => Ok(file),
            None => fd::take_inherited(number)
                .map(File::from)
                .map_err(|error| Error::file(error, "close")),
        }
    }
}

/// Does `work` at once, or on a worker thread and then calls back.
pub(super) fn run<'js, T>(
    ctx: &Ctx<'js>,
    reply: Reply<'js>,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> JsResult<Value<'js>>
where
    T: for<'a> IntoJs<'a> + Send + 'static,
{
    match reply.0.flatten() {
        None => work().throws(ctx)?.into_js(ctx),
        Some(reply) => {
            let done = Done::new(ctx, reply);
            submit(work, move |result| done.settle(result));
            Ok(Value::new_undefined(ctx.clone()))
        }
    }
}

/// The same with an open file.
pub(super) fn run_on<'js, T>(
    ctx: &Ctx<'js>,
    file: Result<File>,
    reply: Reply<'js>,
    work: impl FnOnce(&File) -> Result<T> + Send + 'static,
) -> JsResult<Value<'js>>
where
    T: for<'a> IntoJs<'a> + Send + 'static,
{
    run(ctx, reply, move || work(&file?))
}

fn set_attributes<'js>(native: &Object<'js>) -> JsResult<()> {
    native.set("exists", Func::from(|path: Name| super::access_sync(path.0, 0).is_ok()))?;
    native.set(
        "access",
        Func::from(|ctx: Ctx<'js>, path: Name, wanted: u32, reply: Reply<'js>| {
            run(&ctx, reply, move || super::access_sync(path.0, wanted))
        }),
    )?;
    for (name, change) in
        [("chmod", mode::chmod as fn(&Path, u32) -> Result<()>), ("lchmod", mode::lchmod)]
    {
        native.set(
            name,
            Func::from(move |ctx: Ctx<'js>, path: Name, mode: u32, reply: Reply<'js>| {
                run(&ctx, reply, move || change(&path.0, mode))
            }),
        )?;
    }
    type Chown = fn(&Path, Option<u32>, Option<u32>) -> Result<()>;
    for (name, change) in [("chown", owner::chown as Chown), ("lchown", owner::lchown as Chown)] {
        native.set(
            name,
            Func::from(move |ctx: Ctx<'js>, path: Name, uid: f64, gid: f64, reply: Reply<'js>| {
                run(&ctx, reply, move || change(&path.0, owner_of(uid), owner_of(gid)))
            }),
        )?;
    }
    type Utimes = fn(&Path, FileTimes) -> Result<()>;
    for (name, change) in
        [("utimes", times::utimes as Utimes), ("lutimes", times::lutimes as Utimes)]
    {
        native.set(
            name,
            Func::from(move |ctx: Ctx<'js>, path: Name, a: f64, m: f64, reply: Reply<'js>| {
                run(&ctx, reply, move || change(&path.0, times_of(a, m)))
            }),
        )?;
    }
    for (name, follows, look) in
        [("stat", true, stat::stat as fn(&Path) -> Result<Stat>), ("lstat", false, stat::lstat)]
    {
        native.set(
            name,
            Func::from(move |ctx: Ctx<'js>, path: Name, is_exact: bool, reply: Reply<'js>| {
                let Some(reply) = reply.0.flatten() else {
                    return StatRow { stat: look(&path.0).throws(&ctx)?, is_exact }.into_js(&ctx);
                };
                let done = Done::new(&ctx, reply);
                let known = stat::cached(&path.0, follows);
                super::start_unless_known(known, &path.0, look, move |result| {
                    done.settle(result.map(|stat| StatRow { stat, is_exact }));
                });
                Ok(Value::new_undefined(ctx))
            }),
        )?;
    }
    native.set(
        "statfs",
        Func::from(|ctx: Ctx<'js>, path: Name, is_exact: bool, reply: Reply<'js>| {
            let look = move || Ok(StatFsRow { stat: super::statfs_sync(path.0)?, is_exact });
            run(&ctx, reply, look)
        }),
    )
}

fn set_links<'js>(native: &Object<'js>) -> JsResult<()> {
    type Both = fn(&Path, &Path) -> Result<()>;
    for (name, change) in [("link", link::link as Both), ("rename", rename::rename as Both)] {
        native.set(
            name,
            Func::from(move |ctx: Ctx<'js>, from: Name, to: Name, reply: Reply<'js>| {
                run(&ctx, reply, move || change(&from.0, &to.0))
            }),
        )?;
    }
    native.set(
        "symlink",
        Func::from(|ctx: Ctx<'js>, target: Name, path: Name, kind: u8, reply: Reply<'js>| {
            let kind = match kind {
                1 => Some(LinkKind::Directory),
                2 => Some(LinkKind::Junction),
                _ => None,
            };
            run(&ctx, reply, move || super::symlink_sync(target.0, path.0, kind))
        }),
    )?;
    native.set(
        "readlink",
        Func::from(|ctx: Ctx<'js>, path: Name, as_bytes: bool, reply: Reply<'js>| {
            let look = move || Ok(Found { path: super::readlink_sync(path.0)?, as_bytes });
            run(&ctx, reply, look)
        }),
    )?;
    native.set(
        "realpath",
        Func::from(
            |ctx: Ctx<'js>, path: Name, by_system: bool, as_bytes: bool, reply: Reply<'js>| {
                run(&ctx, reply, move || {
                    let path = if by_system {
                        super::realpath_native_sync(path.0)?
                    } else {
                        super::realpath_sync(path.0)?
                    };
                    Ok(Found { path, as_bytes })
                })
            },
        ),
    )?;
    native.set(
        "copyFile",
        Func::from(|ctx: Ctx<'js>, from: Name, to: Name, mode: u32, reply: Reply<'js>| {
            let clone = match mode {
                mode if mode & 4 != 0 => CloneContent::Always,
                mode if mode & 2 != 0 => CloneContent::IfPossible,
                _ => CloneContent::Whatever,
            };
            let options = CopyOptions { exclusive: mode & 1 != 0, clone };
            run(&ctx, reply, move || super::copy_file_sync(from.0, to.0, options))
        }),
    )
}

fn set_directories<'js>(native: &Object<'js>, open: &Rc<Open>) -> JsResult<()> {
    native.set(
        "mkdir",
        Func::from(|ctx: Ctx<'js>, path: Name, mode: u32, recursive: bool, reply: Reply<'js>| {
            let options = MkdirOptions { recursive, mode };
            run(&ctx, reply, move || Ok(super::mkdir_sync(path.0, &options)?.map(lossy)))
        }),
    )?;
    native.set(
        "mkdtemp",
        Func::from(|ctx: Ctx<'js>, prefix: Name, as_bytes: bool, reply: Reply<'js>| {
            let make = move || Ok(Found { path: super::mkdtemp_sync(prefix.0)?, as_bytes });
            run(&ctx, reply, make)
        }),
    )?;
    native.set(
        "readdir",
        Func::from(
            |ctx: Ctx<'js>,
             path: Name,
             recursive: bool,
             with_kinds: bool,
             as_bytes: bool,
             reply: Reply<'js>| {
                run(&ctx, reply, move || {
                    let entries = super::readdir_sync(&path.0, ReadDirOptions { recursive })?;
                    let below = recursive.then_some(path.0);
                    Ok(Names { entries, below, with_kinds, as_bytes })
                })
            },
        ),
    )?;
    native.set("opendir", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, path: Name, reply: Reply<'js>| {
            let work = move || super::opendir_sync(path.0);
            let open = open.clone();
            let keep = move |dir| u32::try_from(open.dirs.borrow_mut().insert(dir)).unwrap_or(0);
            then(&ctx, reply, work, keep)
        })
    })?;
    native.set("readEntries", {
        let open = open.clone();
        Func::from(
            move |ctx: Ctx<'js>, id: usize, count: usize, as_bytes: bool, reply: Reply<'js>| {
                let dir = open.dirs.borrow().get(id).cloned();
                run(&ctx, reply, move || {
                    let entries = match dir {
                        Some(dir) => super::read_entries_sync(&dir, count)?,
                        None => Vec::new(),
                    };
                    Ok(Names { entries, below: None, with_kinds: true, as_bytes })
                })
            },
        )
    })?;
    native.set("closedir", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, id: usize, reply: Reply<'js>| {
            let dir = open.dirs.borrow_mut().try_remove(id);
            run(&ctx, reply, move || {
                drop(dir);
                Ok(())
            })
        })
    })
}

fn set_removal<'js>(native: &Object<'js>) -> JsResult<()> {
    for (name, remove) in
        [("unlink", remove::unlink as fn(&Path) -> Result<()>), ("rmdir", remove::rmdir)]
    {
        native.set(
            name,
            Func::from(move |ctx: Ctx<'js>, path: Name, reply: Reply<'js>| {
                run(&ctx, reply, move || remove(&path.0))
            }),
        )?;
    }
    native.set(
        "rm",
        Func::from(
            |ctx: Ctx<'js>,
             path: Name,
             recursive: bool,
             force: bool,
             retries_max: u32,
             delay_ms: u64,
             reply: Reply<'js>| {
                let retry_delay = Duration::from_millis(delay_ms);
                let options = RemoveOptions { recursive, force, retries_max, retry_delay };
                run(&ctx, reply, move || super::rm_sync(path.0, options))
            },
        ),
    )?;
    native.set(
        "truncate",
        Func::from(|ctx: Ctx<'js>, path: Name, length: f64, reply: Reply<'js>| {
            run(&ctx, reply, move || super::truncate_sync(path.0, length as u64))
        }),
    )
}

fn set_watching<'js>(native: &Object<'js>, open: &Rc<Open>) -> JsResult<()> {
    native.set("watch", {
        let open = open.clone();
        Func::from(move |ctx: Ctx<'js>, path: Name, recursive: bool, tell: Function<'js>| {
            let tell = Callback::new(&ctx, tell);
            let watch = super::watch(path.0, WatchOptions { recursive }, move |event| {
                let is_rename = event.kind() == WatchKind::Rename;
                tell.call((is_rename, Bytes(event.name().as_encoded_bytes().to_vec())));
            });
            Ok::<_, rquickjs::Error>(open.watches.borrow_mut().insert(watch.throws(&ctx)?))
        })
    })?;
    native.set("closeWatch", {
        let open = open.clone();
        Func::from(move |id: usize| {
            let watch = open.watches.borrow_mut().try_remove(id);
            if let Some(watch) = watch {
                watch.close();
            }
        })
    })?;
    native.set("setWatchRef", {
        let open = open.clone();
        Func::from(move |id: usize, referenced: bool| {
            if let Some(watch) = open.watches.borrow().get(id) {
                watch.set_ref(referenced);
            }
        })
    })
}

/// [`run`] with something to do on the loop's thread before the callback.
pub(super) fn then<'js, T: Send + 'static, U>(
    ctx: &Ctx<'js>,
    reply: Reply<'js>,
    work: impl FnOnce() -> Result<T> + Send + 'static,
    then: impl FnOnce(T) -> U + 'static,
) -> JsResult<Value<'js>>
where
    U: for<'a> IntoJs<'a> + 'static,
{
    match reply.0.flatten() {
        None => then(work().throws(ctx)?).into_js(ctx),
        Some(reply) => {
            let done = Done::new(ctx, reply);
            submit(work, move |result| done.settle(result.map(then)));
            Ok(Value::new_undefined(ctx.clone()))
        }
    }
}

fn constants<'js>(ctx: Ctx<'js>) -> JsResult<Object<'js>> {
    let constants = Object::new(ctx)?;
    for (name, value) in super::constants::CONSTANTS {
        constants.set(*name, *value)?;
    }
    Ok(constants)
}
