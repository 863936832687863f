//! Bytes and text: Node's encodings, searching, turning round.

mod base64;
mod decode;
mod encode;
mod search;

pub(crate) mod js;

pub(crate) use decode::{Decoded, decode};
pub(crate) use encode::{Source, encode, write};
pub(crate) use search::{index_of, last_index_of};

/// How bytes stand for a string.
///
/// The numbers are those of `buffer/encodings.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Ucs2,
    Latin1,
    Ascii,
    Base64,
    Base64Url,
    Hex,
}

impl Encoding {
    /// The encoding of a number.
    pub(crate) fn from_number(number: u8) -> Option<Encoding> {
        use Encoding::{Ascii, Base64, Base64Url, Hex, Latin1, Ucs2, Utf8};
        [Utf8, Ucs2, Latin1, Ascii, Base64, Base64Url, Hex].get(usize::from(number)).copied()
    }

    /// Whether the numbers of a string's characters count, not the characters: of all that are not ASCII.
    pub(crate) fn needs_units(self) -> bool {
        self != Encoding::Utf8
    }
}

#[cfg(test)]
mod tests;
