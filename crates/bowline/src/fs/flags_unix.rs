//! The bits that say how a file is opened. A table.

use rustix::fs::OFlags;

pub(in super::super) const READ: u32 = OFlags::RDONLY.bits();
pub(in super::super) const WRITE: u32 = OFlags::WRONLY.bits();
pub(in super::super) const READ_WRITE: u32 = OFlags::RDWR.bits();
pub(in super::super) const CREATE: u32 = OFlags::CREATE.bits();
pub(in super::super) const EXCLUSIVE: u32 = OFlags::EXCL.bits();
pub(in super::super) const TRUNCATE: u32 = OFlags::TRUNC.bits();
pub(in super::super) const APPEND: u32 = OFlags::APPEND.bits();
pub(in super::super) const SYNCHRONOUS: u32 = OFlags::SYNC.bits();
