//! What goes wrong between client and server, in Node's words.

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use crate::Error;

/// Why there is no response.
pub(super) fn of_request(error: hyper::Error) -> Error {
    of(error, "socket hang up")
}

/// Why the body of a message stops before its end.
pub(super) fn of_body(error: hyper::Error) -> Error {
    of(error, "aborted")
}

fn of(error: hyper::Error, broken_off: &'static str) -> Error {
    if error.is_parse_too_large() {
        return Error::other("HPE_HEADER_OVERFLOW", "Parse Error: Header overflow");
    }
    if error.is_parse() {
        let message = error.to_string();
        let is_header = message.contains("header");
        let code = if is_header { "HPE_INVALID_HEADER_TOKEN" } else { "HPE_INVALID_CONSTANT" };
        return Error::other(code, format!("Parse Error: {message}"));
    }
    let cause = io_error(&error);
    if let Some(own) =
        cause.and_then(io::Error::get_ref).and_then(|cause| cause.downcast_ref::<Error>())
    {
        return own.clone();
    }
    match cause {
        // What hyper's decoder of chunks says of the sizes between them.
        Some(cause) if matches!(cause.kind(), ErrorKind::InvalidInput | ErrorKind::InvalidData) => {
            Error::other("HPE_INVALID_CHUNK_SIZE", format!("Parse Error: {cause}"))
        }
        _ => Error::other("ECONNRESET", broken_off).caused_by(error),
    }
}

/// The failed read or write below it, if there is one.
fn io_error(error: &hyper::Error) -> Option<&io::Error> {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(found) = cause.downcast_ref() {
            return Some(found);
        }
        source = cause.source();
    }
    None
}
