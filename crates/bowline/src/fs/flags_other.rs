//! The bits that say how a file is opened, with the numbers Node has on Windows. A table.

pub(in super::super) const READ: u32 = 0;
pub(in super::super) const WRITE: u32 = 1;
pub(in super::super) const READ_WRITE: u32 = 2;
pub(in super::super) const ACCESS: u32 = 3;
pub(in super::super) const CREATE: u32 = 0x100;
pub(in super::super) const EXCLUSIVE: u32 = 0x400;
pub(in super::super) const TRUNCATE: u32 = 0x200;
pub(in super::super) const APPEND: u32 = 8;
pub(in super::super) const SYNCHRONOUS: u32 = 0;
