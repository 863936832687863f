//! Arguments of the native half and what it gives.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use bowline_js::{Bytes, Text, View};
use rquickjs::{Array, BigInt, Ctx, FromJs, IntoJs, Value};

use super::super::path::from_bytes;
use super::super::{DirEntry, FileKind, FileSystemStat, FileTimes, Stat};
use crate::Result;

type JsResult<T> = rquickjs::Result<T>;

/// A path argument: text or bytes.
pub(in super::super) struct Name(pub(in super::super) PathBuf);

impl<'js> FromJs<'js> for Name {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> JsResult<Name> {
        if value.is_string() {
            return Ok(Name(PathBuf::from(Text::from_js(ctx, value)?.0)));
        }
        let view = View::from_js(ctx, value)?;
        Ok(Name(view.with(from_bytes)))
    }
}

/// Where in a file; nothing, or a negative number, is where the file is now.
pub(in super::super) struct Position(pub(in super::super) Option<u64>);

impl<'js> FromJs<'js> for Position {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> JsResult<Position> {
        if value.is_null() || value.is_undefined() {
            return Ok(Position(None));
        }
        if let Some(exact) = value.as_big_int() {
            return Ok(Position(u64::try_from(exact.clone().to_i64()?).ok()));
        }
        let number = f64::from_js(ctx, value)?;
        Ok(Position((number >= 0.0).then_some(number as u64)))
    }
}

/// -1 leaves the owner as it is.
pub(in super::super) fn owner_of(number: f64) -> Option<u32> {
    let number = number as i64;
    u32::try_from(number).ok().filter(|number| *number != u32::MAX)
}

/// Times in seconds. Node keeps microseconds of them.
pub(in super::super) fn times_of(atime: f64, mtime: f64) -> FileTimes {
    let nanoseconds = |seconds: f64| (seconds * 1e6).floor() as i128 * 1_000;
    FileTimes { atime_ns: nanoseconds(atime), mtime_ns: nanoseconds(mtime) }
}

pub(in super::super) fn lossy(path: PathBuf) -> String {
    path.to_string_lossy().into_owned()
}

/// What a file holds, as the program wants it.
pub(in super::super) enum Content {
    Bytes(Vec<u8>),
    Text(String),
}

impl Content {
    pub(in super::super) fn bytes(bytes: Vec<u8>) -> Result<Content> {
        Ok(Content::Bytes(bytes))
    }

    pub(in super::super) fn text(bytes: Vec<u8>) -> Result<Content> {
        let text = String::from_utf8(bytes);
        Ok(Content::Text(
            text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
        ))
    }
}

impl<'js> IntoJs<'js> for Content {
    fn into_js(self, ctx: &Ctx<'js>) -> JsResult<Value<'js>> {
        match self {
            Content::Bytes(bytes) => Bytes(bytes).into_js(ctx),
            Content::Text(text) => text.into_js(ctx),
        }
    }
}

/// A path that was found.
pub(in super::super) struct Found {
    pub(in super::super) path: PathBuf,
    pub(in super::super) as_bytes: bool,
}

impl<'js> IntoJs<'js> for Found {
    fn into_js(self, ctx: &Ctx<'js>) -> JsResult<Value<'js>> {
        name(ctx, self.path.as_os_str(), self.as_bytes)
    }
}

fn name<'js>(ctx: &Ctx<'js>, name: &OsStr, as_bytes: bool) -> JsResult<Value<'js>> {
    if as_bytes {
        Bytes(name.as_encoded_bytes().to_vec()).into_js(ctx)
    } else {
        name.to_string_lossy().into_js(ctx)
    }
}

/// What is in a directory: a list of names, one of kinds, one of the directories below the one that was
/// asked for. The second is empty if nobody wants it, the last if those were not read.
pub(in super::super) struct Names {
    pub(in super::super) entries: Vec<DirEntry>,
    pub(in super::super) below: Option<PathBuf>,
    pub(in super::super) with_kinds: bool,
    pub(in super::super) as_bytes: bool,
}

impl<'js> IntoJs<'js> for Names {
    fn into_js(self, ctx: &Ctx<'js>) -> JsResult<Value<'js>> {
        let (names, kinds) = (Array::new(ctx.clone())?, Array::new(ctx.clone())?);
        let directories = Array::new(ctx.clone())?;
        for (index, entry) in self.entries.iter().enumerate() {
            names.set(index, name(ctx, entry.name(), self.as_bytes)?)?;
            if self.with_kinds {
                kinds.set(index, kind_number(entry.kind()))?;
            }
            if let Some(root) = &self.below {
                let directory = entry.directory().strip_prefix(root).unwrap_or(Path::new(""));
                directories.set(index, name(ctx, directory.as_os_str(), self.as_bytes)?)?;
            }
        }
        vec![names, kinds, directories].into_js(ctx)
    }
}

/// As `fs.constants.UV_DIRENT_*` have it.
fn kind_number(kind: FileKind) -> u8 {
    match kind {
        FileKind::File => 1,
        FileKind::Directory => 2,
        FileKind::SymbolicLink => 3,
        FileKind::Fifo => 4,
        FileKind::Socket => 5,
        FileKind::CharacterDevice => 6,
        FileKind::BlockDevice => 7,
        FileKind::Unknown => 0,
    }
}

/// A `Stat` as a list of numbers, or of big integers that keep every digit.
pub(in super::super) struct StatRow {
    pub(in super::super) stat: Stat,
    pub(in super::super) is_exact: bool,
}

impl<'js> IntoJs<'js> for StatRow {
    fn into_js(self, ctx: &Ctx<'js>) -> JsResult<Value<'js>> {
        let stat = &self.stat;
        let fields = [
            stat.dev,
            u64::from(stat.mode),
            stat.nlink,
            u64::from(stat.uid),
            u64::from(stat.gid),
            stat.rdev,
            stat.blksize,
            stat.ino,
            stat.size,
            stat.blocks,
        ];
        let row = integers(ctx, &fields, self.is_exact)?;
        let times = [stat.atime_ns, stat.mtime_ns, stat.ctime_ns, stat.birthtime_ns];
        for (index, time_ns) in times.into_iter().enumerate() {
            if self.is_exact {
                let time_ns = i64::try_from(time_ns).unwrap_or(i64::MAX);
                row.set(fields.len() + index, BigInt::from_i64(ctx.clone(), time_ns)?)?;
            } else {
                let seconds = time_ns.div_euclid(1_000_000_000) as f64;
                let rest = time_ns.rem_euclid(1_000_000_000) as f64;
                row.set(fields.len() + index, seconds * 1e3 + rest / 1e6)?;
            }
        }
        Ok(row.into_value())
    }
}

/// A `FileSystemStat` likewise.
pub(in super::super) struct StatFsRow {
    pub(in super::super) stat: FileSystemStat,
    pub(in super::super) is_exact: bool,
}

impl<'js> IntoJs<'js> for StatFsRow {
    fn into_js(self, ctx: &Ctx<'js>) -> JsResult<Value<'js>> {
        let FileSystemStat { kind, bsize, blocks, bfree, bavail, files, ffree } = self.stat;
        let fields = [kind, bsize, blocks, bfree, bavail, files, ffree];
        Ok(integers(ctx, &fields, self.is_exact)?.into_value())
    }
}

fn integers<'js>(ctx: &Ctx<'js>, fields: &[u64], is_exact: bool) -> JsResult<Array<'js>> {
    let row = Array::new(ctx.clone())?;
    for (index, field) in fields.iter().enumerate() {
        if is_exact {
            row.set(index, BigInt::from_u64(ctx.clone(), *field)?)?;
        } else {
            row.set(index, *field as f64)?;
        }
    }
    Ok(row)
}
