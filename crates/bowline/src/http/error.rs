//! What goes wrong between client and server, in Node's words.

use std::error::Error as _;
use std::io;

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
    if let Some(system) = system_error(&error) {
        return Error::network(system, "read");
    }
    if error.is_parse_too_large() {
        return Error::other("HPE_HEADER_OVERFLOW", "Parse Error: Header overflow");
    }
    if error.is_parse() {
        let message = error.to_string();
        let is_header = message.contains("header");
        let code = if is_header { "HPE_INVALID_HEADER_TOKEN" } else { "HPE_INVALID_CONSTANT" };
        return Error::other(code, format!("Parse Error: {message}"));
    }
    Error::other("ECONNRESET", broken_off).caused_by(error)
}

/// The system's error below it, if there is one.
fn system_error(error: &hyper::Error) -> Option<io::Error> {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(number) = cause.downcast_ref::<io::Error>().and_then(io::Error::raw_os_error) {
            return Some(io::Error::from_raw_os_error(number));
        }
        source = cause.source();
    }
    None
}
