use std::fmt;

/// Why bytes are not HTTP, in the words Node's users know.
///
/// Source: Node.js `clientError` and `error` events; llhttp's error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// The code, for example `HPE_INVALID_HEADER_TOKEN`.
    pub code: &'static str,
    /// The reason, for example `Invalid header value char`.
    pub reason: &'static str,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.reason)
    }
}

impl std::error::Error for Error {}

/// An [`Error`] and how many bytes of the input led to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong.
    pub error: Error,
    /// How far parsing got in the input it was given last.
    pub consumed: usize,
}

const fn error(code: &'static str, reason: &'static str) -> Error {
    Error { code, reason }
}

pub(super) const METHOD: Error = error("HPE_INVALID_METHOD", "Invalid method encountered");
pub(super) const METHOD_SPACE: Error = error("HPE_INVALID_METHOD", "Expected space after method");
pub(super) const URL_START: Error = error("HPE_INVALID_URL", "Unexpected start char in url");
pub(super) const URL_SCHEMA: Error = error("HPE_INVALID_URL", "Unexpected char in url schema");
pub(super) const URL_SERVER: Error = error("HPE_INVALID_URL", "Unexpected char in url server");
pub(super) const URL_PATH: Error = error("HPE_INVALID_URL", "Invalid char in url path");
pub(super) const URL_QUERY: Error = error("HPE_INVALID_URL", "Invalid char in url query");
pub(super) const URL_FRAGMENT: Error = error("HPE_INVALID_URL", "Invalid char in url fragment");
pub(super) const URL_CHARACTERS: Error = error("HPE_INVALID_URL", "Invalid characters in url");
pub(super) const URL_LINE_END: Error = error("HPE_INVALID_URL", "Expected CRLF");
pub(super) const PROTOCOL: Error = error("HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/");
pub(super) const VERSION_MAJOR: Error = error("HPE_INVALID_VERSION", "Invalid major version");
pub(super) const VERSION_DOT: Error = error("HPE_INVALID_VERSION", "Expected dot");
pub(super) const VERSION_MINOR: Error = error("HPE_INVALID_VERSION", "Invalid minor version");
pub(super) const VERSION: Error = error("HPE_INVALID_VERSION", "Invalid HTTP version");
pub(super) const VERSION_LINE_END: Error =
    error("HPE_INVALID_VERSION", "Expected CRLF after version");
pub(super) const VERSION_LF: Error = error("HPE_STRICT", "Expected CRLF after version");
pub(super) const VERSION_SPACE: Error =
    error("HPE_INVALID_VERSION", "Expected space after version");
pub(super) const STATUS_DIGIT: Error = error("HPE_INVALID_STATUS", "Invalid status code");
pub(super) const STATUS_END: Error = error("HPE_INVALID_STATUS", "Invalid response status");
pub(super) const REASON_LF: Error = error("HPE_STRICT", "Expected LF after CR");
pub(super) const REASON_CR: Error =
    error("HPE_CR_EXPECTED", "Missing expected CR after response line");
pub(super) const SPACE_AFTER_START: Error =
    error("HPE_UNEXPECTED_SPACE", "Unexpected space after start line");
pub(super) const FIELD_CHARACTER: Error =
    error("HPE_INVALID_HEADER_TOKEN", "Invalid header field char");
pub(super) const FIELD_TOKEN: Error = error("HPE_INVALID_HEADER_TOKEN", "Invalid header token");
pub(super) const VALUE_CHARACTER: Error =
    error("HPE_INVALID_HEADER_TOKEN", "Invalid header value char");
pub(super) const VALUE_FOLD: Error =
    error("HPE_INVALID_HEADER_TOKEN", "Unexpected whitespace after header value");
pub(super) const VALUE_CR: Error =
    error("HPE_CR_EXPECTED", "Missing expected CR after header value");
pub(super) const VALUE_LF: Error =
    error("HPE_LF_EXPECTED", "Missing expected LF after header value");
pub(super) const HEAD_LF: Error = error("HPE_STRICT", "Expected LF after headers");
pub(super) const HEAD_OVERFLOW: Error = error("HPE_HEADER_OVERFLOW", "Header overflow");
pub(super) const LENGTH_CHARACTER: Error =
    error("HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length");
pub(super) const LENGTH_EMPTY: Error = error("HPE_INVALID_CONTENT_LENGTH", "Empty Content-Length");
pub(super) const LENGTH_OVERFLOW: Error =
    error("HPE_INVALID_CONTENT_LENGTH", "Content-Length overflow");
pub(super) const LENGTH_AND_ENCODING: Error =
    error("HPE_INVALID_CONTENT_LENGTH", "Content-Length can't be present with Transfer-Encoding");
pub(super) const LENGTH_TWICE: Error =
    error("HPE_UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length");
pub(super) const ENCODING_AND_LENGTH: Error = error(
    "HPE_INVALID_TRANSFER_ENCODING",
    "Transfer-Encoding can't be present with Content-Length",
);
pub(super) const ENCODING_VALUE: Error =
    error("HPE_INVALID_TRANSFER_ENCODING", "Invalid `Transfer-Encoding` header value");
pub(super) const ENCODING_REQUEST: Error =
    error("HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`");
pub(super) const CHUNK_SIZE: Error =
    error("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size");
pub(super) const CHUNK_SIZE_OVERFLOW: Error =
    error("HPE_INVALID_CHUNK_SIZE", "Chunk size overflow");
pub(super) const CHUNK_SIZE_CR: Error =
    error("HPE_CR_EXPECTED", "Missing expected CR after chunk size");
pub(super) const CHUNK_SIZE_LF: Error = error("HPE_STRICT", "Expected LF after chunk size");
pub(super) const CHUNK_DATA_CR: Error =
    error("HPE_CR_EXPECTED", "Missing expected CR after chunk data");
pub(super) const CHUNK_DATA_LF: Error = error("HPE_STRICT", "Expected LF after chunk data");
pub(super) const EXTENSION: Error = error("HPE_STRICT", "Invalid character in chunk extensions");
pub(super) const EXTENSION_NAME: Error =
    error("HPE_STRICT", "Invalid character in chunk extensions name");
pub(super) const EXTENSION_NAME_CR: Error =
    error("HPE_CR_EXPECTED", "Missing expected CR after chunk extension name");
pub(super) const EXTENSION_VALUE: Error =
    error("HPE_STRICT", "Invalid character in chunk extensions value");
pub(super) const EXTENSION_VALUE_CR: Error =
    error("HPE_CR_EXPECTED", "Missing expected CR after chunk extension value");
pub(super) const EXTENSION_QUOTED: Error =
    error("HPE_STRICT", "Invalid character in chunk extensions quoted value");
pub(super) const EXTENSION_QUOTED_END: Error =
    error("HPE_STRICT", "Invalid character in chunk extensions quote value");
pub(super) const EXTENSION_OVERFLOW: Error =
    error("HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow");
pub(super) const AFTER_CLOSE: Error =
    error("HPE_CLOSED_CONNECTION", "Data after `Connection: close`");
pub(super) const END: Error = error("HPE_INVALID_EOF_STATE", "Invalid EOF state");
