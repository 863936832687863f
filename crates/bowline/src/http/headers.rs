//! Header names and values, checked at the door.

use hyper::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{Error, Result};

/// A header as it is sent.
pub(super) fn parse(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let parsed_name = HeaderName::from_bytes(name.as_bytes()).map_err(|e| {
        let message = format!("Header name must be a valid HTTP token [\"{name}\"]");
        Error::other("ERR_INVALID_HTTP_TOKEN", message).caused_by(e)
    })?;
    let parsed_value = HeaderValue::from_str(value).map_err(|e| {
        let message = format!("Invalid character in header content [\"{name}\"]");
        Error::other("ERR_INVALID_CHAR", message).caused_by(e)
    })?;
    Ok((parsed_name, parsed_value))
}

/// The value of a header, if it is there and is text. Capital letters in `name` do not matter.
pub(super) fn get<'headers>(headers: &'headers HeaderMap, name: &str) -> Option<&'headers str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_would_break_the_message_is_refused() {
        let name = parse("bad name", "x").unwrap_err();
        assert_eq!(name.code(), "ERR_INVALID_HTTP_TOKEN");
        assert_eq!(name.to_string(), "Header name must be a valid HTTP token [\"bad name\"]");
        let value = parse("x", "a\r\nset-cookie: b").unwrap_err();
        assert_eq!(value.code(), "ERR_INVALID_CHAR");
        assert_eq!(value.to_string(), "Invalid character in header content [\"x\"]");
    }

    #[test]
    fn a_header_is_found_whatever_its_letters() {
        let headers = HeaderMap::from_iter([parse("Content-Type", "text/plain").unwrap()]);
        assert_eq!(get(&headers, "content-TYPE"), Some("text/plain"));
        assert_eq!(get(&headers, "not a name"), None);
    }
}
