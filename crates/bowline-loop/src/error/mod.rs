//! Failures, as Node shows them: a code, a number, a system call, a path or an address.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod numbers;
mod table;

/// The result of every operation that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failed operation.
///
/// Match on [`code`](Error::code), not on the text. The text is what Node prints:
///
/// ```
/// use bowline_loop::Error;
///
/// let error = std::fs::metadata("missing.txt").map_err(|e| Error::file(e, "stat").with_path("missing.txt"));
/// let error = error.unwrap_err();
/// assert_eq!(error.code(), "ENOENT");
/// assert_eq!(error.to_string(), "ENOENT: no such file or directory, stat 'missing.txt'");
/// ```
#[derive(Clone)]
pub struct Error(Box<Details>);

#[derive(Clone)]
struct Details {
    code: &'static str,
    message: Cow<'static, str>,
    form: Form,
    syscall: &'static str,
    path: Option<PathBuf>,
    dest: Option<PathBuf>,
    address: Option<String>,
    port: Option<u16>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// How the text is put together. Node has these three.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `ENOENT: no such file or directory, open 'x'`
    File,
    /// `connect ECONNREFUSED 127.0.0.1:80`
    Network,
    /// The message alone.
    Plain,
}

impl Error {
    /// A failed file operation: `ENOENT: no such file or directory, open 'x'`.
    pub fn file(error: io::Error, syscall: &'static str) -> Error {
        Error::system(error, syscall, Form::File)
    }

    /// A failed operation on a socket or process: `connect ECONNREFUSED 127.0.0.1:80`.
    pub fn network(error: io::Error, syscall: &'static str) -> Error {
        Error::system(error, syscall, Form::Network)
    }

    /// A system error that bowline itself reports, such as `EBUSY` or `ECANCELED`: `close EBUSY`.
    pub fn code_of(code: &'static str, syscall: &'static str) -> Error {
        let message = Cow::Borrowed(table::message(code).unwrap_or("unknown error"));
        Error::new(code, message, Form::Network, syscall)
    }

    /// A failure of a kind of its own, with its code (`ERR_…`) and its whole text.
    pub fn other(code: &'static str, message: impl Into<Cow<'static, str>>) -> Error {
        Error::new(code, message.into(), Form::Plain, "")
    }

    fn system(error: io::Error, syscall: &'static str, form: Form) -> Error {
        let code = code_of_io(&error);
        let message = match table::message(code) {
            Some(message) if code != "UNKNOWN" => Cow::Borrowed(message),
            _ => Cow::Owned(error.to_string().to_lowercase()),
        };
        let mut new = Error::new(code, message, form, syscall);
        new.0.source = Some(Arc::new(error));
        new
    }

    fn new(
        code: &'static str,
        message: Cow<'static, str>,
        form: Form,
        syscall: &'static str,
    ) -> Error {
        Error(Box::new(Details {
            code,
            message,
            form,
            syscall,
            path: None,
            dest: None,
            address: None,
            port: None,
            source: None,
        }))
    }

    /// The same error about `path`.
    #[must_use]
    pub fn with_path(mut self, path: impl AsRef<Path>) -> Error {
        self.0.path = Some(path.as_ref().to_owned());
        self
    }

    /// The same error about a second path, the one a copy or rename goes to.
    #[must_use]
    pub fn with_dest(mut self, dest: impl AsRef<Path>) -> Error {
        self.0.dest = Some(dest.as_ref().to_owned());
        self
    }

    /// The same error about a network address.
    #[must_use]
    pub fn with_address(mut self, address: SocketAddr) -> Error {
        self.0.address = Some(address.ip().to_string());
        self.0.port = Some(address.port());
        self
    }

    /// The same error about a host name or the path of a local socket.
    #[must_use]
    pub fn with_host(mut self, host: impl Into<String>) -> Error {
        self.0.address = Some(host.into());
        self
    }

    /// The same error with what it came from.
    #[must_use]
    pub fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Error {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// The name of the error: `ENOENT`, `ECONNREFUSED`, `ERR_…`.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The system's number for the code, negative as in Node; `None` for codes that are not a system error.
    pub fn errno(&self) -> Option<i32> {
        numbers::NUMBERS.iter().find(|row| row.0 == self.0.code).map(|row| -row.1)
    }

    /// The operation that failed: `open`, `connect`, `getaddrinfo`. Empty if there is none.
    pub fn syscall(&self) -> &'static str {
        self.0.syscall
    }

    /// What the code means, in words.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The path it is about.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// The second path it is about.
    pub fn dest(&self) -> Option<&Path> {
        self.0.dest.as_deref()
    }

    /// The address, host name or local socket it is about.
    pub fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// The port it is about.
    pub fn port(&self) -> Option<u16> {
        self.0.port
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { code, message, syscall, .. } = &*self.0;
        // Node words errors of `listen` and `bind` with the message, those of `connect` without.
        match self.0.form {
            Form::Plain => f.write_str(message)?,
            Form::File => write!(f, "{code}: {message}, {syscall}")?,
            Form::Network if matches!(*syscall, "listen" | "bind") => {
                write!(f, "{syscall} {code}: {message}")?;
            }
            Form::Network => write!(f, "{syscall} {code}")?,
        }
        if let Some(path) = &self.0.path {
            write!(f, " '{}'", path.display())?;
        }
        if let Some(dest) = &self.0.dest {
            write!(f, " -> '{}'", dest.display())?;
        }
        match (&self.0.address, self.0.port) {
            (Some(address), Some(port)) => write!(f, " {address}:{port}"),
            (Some(address), None) => write!(f, " {address}"),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    /// The text, with the code in front if it is not in there: what a program that ends with the
    /// error shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.form {
            Form::Plain => write!(f, "{}: {self}", self.0.code),
            Form::File | Form::Network => fmt::Display::fmt(self, f),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl PartialEq for Error {
    /// Equal code and equal text.
    fn eq(&self, other: &Error) -> bool {
        self.0.code == other.0.code && self.to_string() == other.to_string()
    }
}

/// Every failure the system or a name server may answer with: its number, negative as in Node, its code, and its
/// words.
pub fn system_errors() -> impl Iterator<Item = (i32, &'static str, &'static str)> {
    let own = numbers::NUMBERS
        .iter()
        .map(|row| (-row.1, row.0, table::message(row.0).unwrap_or("unknown error")));
    own.chain(table::OTHERS.iter().map(|row| (row.1, row.0, row.2)))
}

/// The name of a system error; `UNKNOWN` if it has none.
fn code_of_io(error: &io::Error) -> &'static str {
    if let Some(number) = error.raw_os_error() {
        return numbers::code_of(number).unwrap_or("UNKNOWN");
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "EOF",
        io::ErrorKind::InvalidInput => "EINVAL",
        io::ErrorKind::InvalidData => "EILSEQ",
        io::ErrorKind::NotFound => "ENOENT",
        io::ErrorKind::PermissionDenied => "EACCES",
        io::ErrorKind::AlreadyExists => "EEXIST",
        io::ErrorKind::WouldBlock => "EAGAIN",
        io::ErrorKind::TimedOut => "ETIMEDOUT",
        io::ErrorKind::Interrupted => "EINTR",
        io::ErrorKind::BrokenPipe | io::ErrorKind::WriteZero => "EPIPE",
        io::ErrorKind::ConnectionReset => "ECONNRESET",
        io::ErrorKind::ConnectionRefused => "ECONNREFUSED",
        io::ErrorKind::ConnectionAborted => "ECONNABORTED",
        io::ErrorKind::NotConnected => "ENOTCONN",
        io::ErrorKind::AddrInUse => "EADDRINUSE",
        io::ErrorKind::AddrNotAvailable => "EADDRNOTAVAIL",
        io::ErrorKind::OutOfMemory => "ENOMEM",
        io::ErrorKind::Unsupported => "ENOTSUP",
        _ => "UNKNOWN",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_with_a_number_has_a_message() {
        for (code, _) in numbers::NUMBERS {
            assert!(table::message(code).is_some(), "{code} has no message");
        }
    }

    #[test]
    fn a_network_error_prints_as_node_does() {
        let refused =
            Error::code_of("ECONNREFUSED", "connect").with_address("127.0.0.1:80".parse().unwrap());
        assert_eq!(refused.to_string(), "connect ECONNREFUSED 127.0.0.1:80");
        let taken =
            Error::code_of("EADDRINUSE", "listen").with_address("127.0.0.1:80".parse().unwrap());
        assert_eq!(taken.to_string(), "listen EADDRINUSE: address already in use 127.0.0.1:80");
    }

    #[test]
    fn errno_is_negative() {
        assert!(Error::code_of("ENOENT", "open").errno().unwrap() < 0);
        assert_eq!(Error::other("ERR_SOMETHING", "something is wrong").errno(), None);
    }
}
