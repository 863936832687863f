//! Paths as text, and as URLs: a module's name is its URL.

use std::path::Path;

use url::Url;

/// What a URL's path cannot hold as it is. Node escapes some characters that the standard would leave.
fn is_escaped(byte: u8) -> bool {
    matches!(byte, 0..=b' ' | 0x7F.. | b'%' | b'\\' | b'?' | b'#' | b'"' | b'`')
        || matches!(byte, b'{' | b'}' | b'|' | b'^' | b'~' | b'<' | b'>' | b'[' | b']')
}

/// The `file:` URL of an absolute path, as `pathToFileURL` writes it.
pub fn url_of_path(path: &str) -> String {
    let mut url = String::with_capacity(path.len() + 8);
    url.push_str("file://");
    if cfg!(windows) && !path.starts_with('\\') {
        url.push('/');
    }
    for byte in path.bytes() {
        if cfg!(windows) && byte == b'\\' {
            url.push('/');
        } else if is_escaped(byte) {
            url.push('%');
            for digit in [byte >> 4, byte & 15] {
                url.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        } else {
            url.push(char::from(byte));
        }
    }
    url
}

/// The path of a `file:` URL; `None` for any other, and for one that stands for no path here.
pub fn path_of_url(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    path_of(&url)
}

/// As [`path_of_url`].
pub(crate) fn path_of(url: &Url) -> Option<String> {
    if url.scheme() != "file" {
        return None;
    }
    if cfg!(windows) {
        return Some(url.to_file_path().ok()?.to_string_lossy().into_owned());
    }
    if url.host_str().is_some_and(|host| !host.is_empty()) {
        return None;
    }
    Some(unescape(url.path()))
}

/// Text without its percent escapes; what is no UTF-8 then becomes U+FFFD.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        let value = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match value {
            Some(value) if bytes[at] == b'%' => {
                plain.push(value);
                at += 3;
            }
            _ => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(plain)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// `path` from `folder` on, without dots and doubled separators, as `path.resolve` does it. `folder` is absolute.
pub fn join(folder: &str, path: &str) -> String {
    let mut joined = if Path::new(path).is_absolute() {
        String::new()
    } else {
        folder.trim_end_matches(is_separator).to_owned()
    };
    if cfg!(windows) {
        // The prefix, a drive or a share, is not taken apart.
        if joined.is_empty() {
            return windows_join(Path::new(path));
        }
        return windows_join(&Path::new(&joined).join(path));
    }
    let mut parts: Vec<&str> = Vec::new();
    joined.push('/');
    joined.push_str(path);
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

fn windows_join(path: &Path) -> String {
    use std::path::{Component, PathBuf};
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(clean.pop()),
            component => clean.push(component),
        }
    }
    clean.to_string_lossy().into_owned()
}

pub(crate) fn is_separator(character: char) -> bool {
    character == '/' || (cfg!(windows) && character == '\\')
}

/// The folder that `path` is in; the root is in itself, and so is what ends like a folder.
pub fn folder_of(path: &str) -> String {
    if path.len() > 1 && path.ends_with(is_separator) {
        return path.trim_end_matches(is_separator).to_owned();
    }
    let parent = Path::new(path).parent().unwrap_or_else(|| Path::new(path));
    parent.to_string_lossy().into_owned()
}

/// The way from `folder` to `path`, as an import would write it.
pub(crate) fn relative(folder: &str, path: &str) -> String {
    let mut from = folder.split(is_separator).filter(|part| !part.is_empty()).peekable();
    let mut to = path.split(is_separator).filter(|part| !part.is_empty()).peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = "../".repeat(from.count());
    let down: Vec<&str> = to.collect();
    let start = if up.is_empty() { "./" } else { &up };
    format!("{start}{}", down.join("/"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back_from_its_url() {
        let path = "/a b/%41?#[x]é.js";
        let url = url_of_path(path);
        assert_eq!(url, "file:///a%20b/%2541%3F%23%5Bx%5D%C3%A9.js");
        assert_eq!(path_of_url(&url).as_deref(), Some(path));
        assert_eq!(path_of_url("file://host/x"), None);
        assert_eq!(path_of_url("http://a/x"), None);
    }

    #[test]
    fn joining_takes_dots_away() {
        assert_eq!(join("/a/b", "../c/./d.js"), "/a/c/d.js");
        assert_eq!(join("/a", "/x//y/"), "/x/y");
        assert_eq!(join("/", "../.."), "/");
        assert_eq!(folder_of("/a"), "/");
        assert_eq!(folder_of("/a/"), "/a");
        assert_eq!(folder_of("/"), "/");
    }
}
