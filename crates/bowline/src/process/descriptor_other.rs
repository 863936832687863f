//! Descriptors have no numbers here but the standard streams.

use std::io::{self, IsTerminal, Write};

/// What a descriptor is. The names are Node's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Tty,
    Invalid,
}

/// What `number` is.
pub(crate) fn kind(number: i32) -> Kind {
    let is_terminal = match number {
        0 => io::stdin().is_terminal(),
        1 => io::stdout().is_terminal(),
        2 => io::stderr().is_terminal(),
        _ => return Kind::Invalid,
    };
    if is_terminal { Kind::Tty } else { Kind::File }
}

impl Kind {
    /// The name Node has for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::File => "FILE",
            Kind::Tty => "TTY",
            Kind::Invalid => "INVALID",
        }
    }
}

/// Nothing was changed.
pub fn restore_stdio() {}

/// Writes all of `bytes`.
pub(crate) fn write_now(number: i32, bytes: &[u8]) -> io::Result<()> {
    match number {
        1 => io::stdout().write_all(bytes),
        2 => io::stderr().write_all(bytes),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}
