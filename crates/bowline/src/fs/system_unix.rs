//! The calls the standard library does not have, as Unix has them.

use std::fs::File;
use std::io::{self, Result};
use std::path::Path;

use rustix::fs::{Access, AtFlags, CWD, Gid, Mode, OFlags, RawMode, Timespec, Timestamps, Uid};
use rustix::io::retry_on_intr;

use super::open::OpenOptions;
use super::statfs::FileSystemStat;
use super::times::FileTimes;

pub(super) fn open(path: &Path, options: &OpenOptions) -> Result<File> {
    let flags = OFlags::from_bits_retain(options.flags) | OFlags::CLOEXEC;
    let descriptor = retry_on_intr(|| rustix::fs::open(path, flags, mode(options.mode)))?;
    Ok(File::from(descriptor))
}

/// Whether nothing can have been written to `file` through this opening.
#[cfg(feature = "js")]
pub(super) fn is_read_only(file: &File) -> bool {
    rustix::fs::fcntl_getfl(file).is_ok_and(|flags| flags & OFlags::RWMODE == OFlags::RDONLY)
}

/// Reads into `buffer`, once.
pub(super) fn read_into(file: &File, buffer: &mut [u8], position: Option<u64>) -> Result<usize> {
    let count = retry_on_intr(|| match position {
        Some(position) => rustix::io::pread(file, &mut *buffer, position),
        None => rustix::io::read(file, &mut *buffer),
    })?;
    Ok(count)
}

/// Writes `data`, once: less than all of it may be written.
pub(super) fn write(file: &File, data: &[u8], position: Option<u64>) -> Result<usize> {
    let count = retry_on_intr(|| match position {
        Some(position) => rustix::io::pwrite(file, data, position),
        None => rustix::io::write(file, data),
    })?;
    Ok(count)
}

pub(super) fn access(path: &Path, wanted: u32) -> Result<()> {
    let mut access = Access::EXISTS;
    access.set(Access::READ_OK, wanted & 4 != 0);
    access.set(Access::WRITE_OK, wanted & 2 != 0);
    access.set(Access::EXEC_OK, wanted & 1 != 0);
    Ok(rustix::fs::access(path, access)?)
}

pub(super) fn chmod(path: &Path, new: u32) -> Result<()> {
    Ok(rustix::fs::chmod(path, mode(new))?)
}

pub(super) fn lchmod(path: &Path, new: u32) -> Result<()> {
    Ok(rustix::fs::chmodat(CWD, path, mode(new), AtFlags::SYMLINK_NOFOLLOW)?)
}

pub(super) fn fchmod(file: &File, new: u32) -> Result<()> {
    Ok(rustix::fs::fchmod(file, mode(new))?)
}

pub(super) fn chown(path: &Path, user: Option<u32>, group: Option<u32>) -> Result<()> {
    Ok(rustix::fs::chown(path, user.map(Uid::from_raw), group.map(Gid::from_raw))?)
}

pub(super) fn lchown(path: &Path, user: Option<u32>, group: Option<u32>) -> Result<()> {
    let (user, group) = (user.map(Uid::from_raw), group.map(Gid::from_raw));
    Ok(rustix::fs::chownat(CWD, path, user, group, AtFlags::SYMLINK_NOFOLLOW)?)
}

pub(super) fn fchown(file: &File, user: Option<u32>, group: Option<u32>) -> Result<()> {
    Ok(rustix::fs::fchown(file, user.map(Uid::from_raw), group.map(Gid::from_raw))?)
}

pub(super) fn utimes(path: &Path, times: FileTimes) -> Result<()> {
    Ok(rustix::fs::utimensat(CWD, path, &timestamps(times)?, AtFlags::empty())?)
}

pub(super) fn lutimes(path: &Path, times: FileTimes) -> Result<()> {
    Ok(rustix::fs::utimensat(CWD, path, &timestamps(times)?, AtFlags::SYMLINK_NOFOLLOW)?)
}

pub(super) fn futimes(file: &File, times: FileTimes) -> Result<()> {
    Ok(rustix::fs::futimens(file, &timestamps(times)?)?)
}

pub(super) fn symlink(target: &Path, path: &Path, _kind: Option<super::LinkKind>) -> Result<()> {
    std::os::unix::fs::symlink(target, path)
}

pub(super) fn mkdir(path: &Path, permissions: u32) -> Result<()> {
    Ok(rustix::fs::mkdir(path, mode(permissions))?)
}

pub(super) fn statfs(path: &Path) -> Result<FileSystemStat> {
    let stat = rustix::fs::statfs(path)?;
    // The fields' types differ from system to system; none is wider.
    Ok(FileSystemStat {
        kind: stat.f_type as u64,
        bsize: stat.f_bsize as u64,
        blocks: stat.f_blocks as u64,
        bfree: stat.f_bfree as u64,
        bavail: stat.f_bavail as u64,
        files: stat.f_files as u64,
        ffree: stat.f_ffree as u64,
    })
}

fn mode(bits: u32) -> Mode {
    Mode::from_raw_mode(bits as RawMode)
}

fn timestamps(times: FileTimes) -> Result<Timestamps> {
    Ok(Timestamps {
        last_access: timespec(times.atime_ns)?,
        last_modification: timespec(times.mtime_ns)?,
    })
}

fn timespec(time_ns: i128) -> Result<Timespec> {
    const NS: i128 = 1_000_000_000;
    let seconds = i64::try_from(time_ns.div_euclid(NS))
        .map_err(|_| io::Error::from(rustix::io::Errno::INVAL))?;
    Ok(Timespec { tv_sec: seconds as _, tv_nsec: time_ns.rem_euclid(NS) as _ })
}
