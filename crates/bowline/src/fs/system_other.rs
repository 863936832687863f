//! The calls the standard library does not have, where Unix is not: by the nearest there is, and
//! `ENOSYS` where there is none.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::open::{self, OpenOptions};
use super::statfs::FileSystemStat;
use super::times::FileTimes;

pub(super) fn open(path: &Path, options: &OpenOptions) -> Result<File> {
    let has = |flag| options.flags & flag != 0;
    let access = options.flags & open::ACCESS;
    let exclusive = has(open::CREATE) && has(open::EXCLUSIVE);
    fs::OpenOptions::new()
        .read(access == open::READ || access == open::READ_WRITE)
        .write(access != open::READ)
        .append(has(open::APPEND))
        .truncate(has(open::TRUNCATE) && !exclusive)
        .create(has(open::CREATE) && !exclusive)
        .create_new(exclusive)
        .open(path)
}

/// Whether nothing can have been written to `file` through this opening: cannot be told.
#[cfg(feature = "js")]
pub(super) fn is_read_only(_file: &File) -> bool {
    false
}

/// Reads into `buffer`, once.
pub(super) fn read_into(file: &File, buffer: &mut [u8], position: Option<u64>) -> Result<usize> {
    at(file, position, |mut file| file.read(buffer))
}

/// Writes `data`, once: less than all of it may be written.
pub(super) fn write(file: &File, data: &[u8], position: Option<u64>) -> Result<usize> {
    at(file, position, |mut file| file.write(data))
}

/// Does `work` at `position` and goes back to where the file was.
fn at<T>(
    mut file: &File,
    position: Option<u64>,
    work: impl FnOnce(&File) -> Result<T>,
) -> Result<T> {
    let Some(position) = position else { return work(file) };
    let before = file.stream_position()?;
    file.seek(SeekFrom::Start(position))?;
    let result = work(file);
    file.seek(SeekFrom::Start(before))?;
    result
}

pub(super) fn access(path: &Path, wanted: u32) -> Result<()> {
    let read_only = fs::metadata(path)?.permissions().readonly();
    if wanted & 2 != 0 && read_only {
        return Err(ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

pub(super) fn chmod(path: &Path, new: u32) -> Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(new & 0o200 == 0);
    fs::set_permissions(path, permissions)
}

pub(super) fn lchmod(_path: &Path, _new: u32) -> Result<()> {
    Err(absent())
}

pub(super) fn fchmod(file: &File, new: u32) -> Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(new & 0o200 == 0);
    file.set_permissions(permissions)
}

/// Does nothing, as in Node.
pub(super) fn chown(_path: &Path, _user: Option<u32>, _group: Option<u32>) -> Result<()> {
    Ok(())
}

/// Does nothing, as in Node.
pub(super) fn lchown(_path: &Path, _user: Option<u32>, _group: Option<u32>) -> Result<()> {
    Ok(())
}

/// Does nothing, as in Node.
pub(super) fn fchown(_file: &File, _user: Option<u32>, _group: Option<u32>) -> Result<()> {
    Ok(())
}

pub(super) fn utimes(path: &Path, times: FileTimes) -> Result<()> {
    futimes(&fs::OpenOptions::new().write(true).open(path)?, times)
}

pub(super) fn lutimes(_path: &Path, _times: FileTimes) -> Result<()> {
    Err(absent())
}

pub(super) fn futimes(file: &File, times: FileTimes) -> Result<()> {
    let times = fs::FileTimes::new()
        .set_accessed(system_time(times.atime_ns)?)
        .set_modified(system_time(times.mtime_ns)?);
    file.set_times(times)
}

pub(super) fn symlink(target: &Path, path: &Path, kind: Option<super::LinkKind>) -> Result<()> {
    use std::os::windows::fs::{symlink_dir, symlink_file};
    let directory = match kind {
        Some(kind) => kind != super::LinkKind::File,
        None => path.parent().is_some_and(|parent| parent.join(target).is_dir()),
    };
    if directory { symlink_dir(target, path) } else { symlink_file(target, path) }
}

pub(super) fn mkdir(path: &Path, _permissions: u32) -> Result<()> {
    fs::create_dir(path)
}

pub(super) fn statfs(_path: &Path) -> Result<FileSystemStat> {
    Err(absent())
}

fn system_time(time_ns: i128) -> Result<SystemTime> {
    let distance = u64::try_from(time_ns.unsigned_abs()).map_err(|_| ErrorKind::InvalidInput)?;
    let distance = Duration::from_nanos(distance);
    let time = if time_ns < 0 {
        UNIX_EPOCH.checked_sub(distance)
    } else {
        UNIX_EPOCH.checked_add(distance)
    };
    time.ok_or_else(|| ErrorKind::InvalidInput.into())
}

fn absent() -> io::Error {
    ErrorKind::Unsupported.into()
}
