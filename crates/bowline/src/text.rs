//! Bytes as text.

use crate::{Error, Result};

/// The text that `bytes` are in UTF-8.
pub(crate) fn from_utf8(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        // The error would hold the bytes for as long as it lives; its inner one knows only where.
        Error::other(
            "ERR_ENCODING_INVALID_ENCODED_DATA",
            "The encoded data was not valid for encoding utf-8",
        )
        .caused_by(error.utf8_error())
    })
}
