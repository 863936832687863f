//! From bytes to strings.

use super::{Encoding, base64};

/// A string that was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Decoded {
    /// Characters.
    Text(String),
    /// UTF-16 code units, among which halves of surrogate pairs may stand alone.
    Units(Vec<u16>),
}

/// The string that `bytes` stand for. What is malformed becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8], encoding: Encoding) -> Decoded {
    Decoded::Text(match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Latin1 => decode_latin1(bytes),
        Encoding::Ascii if bytes.is_ascii() => decode_latin1(bytes),
        Encoding::Ascii => bytes.iter().map(|&byte| char::from(byte & 0x7F)).collect(),
        Encoding::Base64 => base64::encode(bytes),
        Encoding::Base64Url => base64::encode_url(bytes),
        Encoding::Hex => encode_hex(bytes),
        Encoding::Ucs2 => {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            return Decoded::Units(units.collect());
        }
    })
}

fn encode_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = Vec::with_capacity(bytes.len() * 2);
    for &byte in bytes {
        digits.push(DIGITS[usize::from(byte >> 4)]);
        digits.push(DIGITS[usize::from(byte & 15)]);
    }
    String::from_utf8(digits).expect("digits are ASCII")
}

/// One character a byte.
fn decode_latin1(bytes: &[u8]) -> String {
    if bytes.is_ascii() {
        return String::from_utf8(bytes.to_vec()).expect("it is ASCII");
    }
    // Two bytes each at most.
    let mut text = String::with_capacity(bytes.len() * 2);
    text.extend(bytes.iter().map(|&byte| char::from(byte)));
    text
}
