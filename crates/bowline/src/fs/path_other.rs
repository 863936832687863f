//! A path from bytes.

use std::path::PathBuf;

/// The bytes are UTF-8.
pub(in super::super) fn from_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
