//! Where a request goes: what a URL says to a client.

use hyper::Uri;
use hyper::header::HeaderValue;
use url::{Host, Url};

use crate::{Error, Result};

/// A URL, taken apart for a request.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// A name or an address, to look up and connect to.
    pub(super) host: String,
    /// The port to connect to.
    pub(super) port: u16,
    /// What stands in the `host` header.
    pub(super) host_header: HeaderValue,
    /// Path and query, as they stand in the request line.
    pub(super) path: Uri,
    /// What stands in the `authorization` header, if the URL holds a user.
    pub(super) authorization: Option<HeaderValue>,
}

impl Target {
    /// Takes `url` apart.
    pub(super) fn parse(url: &str) -> Result<Target> {
        let url = Url::parse(url)
            .map_err(|e| Error::other("ERR_INVALID_URL", "Invalid URL").caused_by(e))?;
        if url.scheme() != "http" {
            let message =
                format!("Protocol \"{}:\" not supported. Expected \"http:\"", url.scheme());
            return Err(Error::other("ERR_INVALID_PROTOCOL", message));
        }
        let host = match url.host() {
            Some(Host::Domain(name)) => name.to_owned(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            None => return Err(Error::other("ERR_INVALID_URL", "Invalid URL")),
        };
        // The parser leaves the port out where it is the usual one.
        let authority = &url[url::Position::BeforeHost..url::Position::AfterPort];
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        Ok(Target {
            host,
            port: url.port_or_known_default().unwrap_or(80),
            host_header: header(authority)?,
            path: path.parse().map_err(|e| invalid(path).caused_by(e))?,
            authorization: authorization(&url)?,
        })
    }
}

/// `Basic`, for the user and password of a URL.
fn authorization(url: &Url) -> Result<Option<HeaderValue>> {
    if url.username().is_empty() && url.password().is_none() {
        return Ok(None);
    }
    let mut credentials = percent_decode(url.username());
    credentials.push(b':');
    credentials.extend(percent_decode(url.password().unwrap_or_default()));
    let mut value = header(&format!("Basic {}", base64(&credentials)))?;
    value.set_sensitive(true);
    Ok(Some(value))
}

fn header(text: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(text).map_err(|e| invalid(text).caused_by(e))
}

fn invalid(part: &str) -> Error {
    Error::other("ERR_INVALID_URL", format!("Invalid URL: {part}"))
}

fn percent_decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let hex = (byte == b'%').then(|| text.get(index + 1..index + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                decoded.push(value);
                index += 3;
            }
            None => {
                decoded.push(byte);
                index += 1;
            }
        }
    }
    decoded
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut group = [0; 3];
        group[..chunk.len()].copy_from_slice(chunk);
        let number = u32::from_be_bytes([0, group[0], group[1], group[2]]);
        for place in 0..4 {
            let digit = (number >> (18 - 6 * place)) & 63;
            // A group of n bytes has n + 1 digits; the rest is filled up.
            let is_digit = place <= chunk.len();
            text.push(if is_digit { char::from(ALPHABET[digit as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart() {
        let target = Target::parse("http://example.org/a b?c=d#e").unwrap();
        assert_eq!((&*target.host, target.port), ("example.org", 80));
        assert_eq!(target.host_header, "example.org");
        assert_eq!(target.path, "/a%20b?c=d");
        assert_eq!(target.authorization, None);
    }

    #[test]
    fn a_url_may_hold_a_port_an_address_and_a_name_in_other_letters() {
        let v6 = Target::parse("HTTP://[::1]:8080").unwrap();
        assert_eq!((&*v6.host, v6.port), ("::1", 8080));
        assert_eq!(v6.host_header, "[::1]:8080");
        assert_eq!(v6.path, "/");
        assert_eq!(Target::parse("http://0x7f.1:80/").unwrap().host_header, "127.0.0.1");
        assert_eq!(Target::parse("http://bücher.example/ü").unwrap().host, "xn--bcher-kva.example");
    }

    #[test]
    fn a_user_in_the_url_becomes_a_header() {
        let header = |url: &str| Target::parse(url).unwrap().authorization.unwrap();
        assert_eq!(header("http://u:p@127.0.0.1/"), "Basic dTpw");
        assert_eq!(header("http://Aladdin:open%20sesame@x/"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(header("http://u@x/"), "Basic dTo=");
        assert!(header("http://u:p@x/").is_sensitive());
    }

    #[test]
    fn what_is_not_a_url_is_refused_as_in_node() {
        for url in ["nonsense", "http://", "http//www.google.com", "", "http://a:99999/"] {
            let error = Target::parse(url).unwrap_err();
            assert_eq!((error.code(), &*error.to_string()), ("ERR_INVALID_URL", "Invalid URL"));
        }
        let error = Target::parse("ftp://x/").unwrap_err();
        assert_eq!(error.code(), "ERR_INVALID_PROTOCOL");
        assert_eq!(error.to_string(), "Protocol \"ftp:\" not supported. Expected \"http:\"");
    }
}
