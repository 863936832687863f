//! From strings to bytes.

use super::{Encoding, base64};

/// A string, in the form its encoding asks for ([`Encoding::needs_units`]).
pub(crate) enum Source {
    /// Characters.
    Text(String),
    /// UTF-16 code units.
    Units(Vec<u16>),
}

/// All bytes of `source`.
pub(crate) fn encode(source: Source, encoding: Encoding) -> Vec<u8> {
    match (encoding, source) {
        (Encoding::Utf8 | Encoding::Latin1 | Encoding::Ascii, Source::Text(text)) => {
            text.into_bytes()
        }
        (Encoding::Ucs2, Source::Text(text)) => {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }
        (Encoding::Ucs2, Source::Units(units)) => {
            units.into_iter().flat_map(u16::to_le_bytes).collect()
        }
        (Encoding::Utf8, Source::Units(units)) => String::from_utf16_lossy(&units).into_bytes(),
        (Encoding::Latin1 | Encoding::Ascii, Source::Units(units)) => low_bytes(&units),
        (Encoding::Base64 | Encoding::Base64Url, source) => base64::decode(&digits(source)),
        (Encoding::Hex, source) => decode_hex(&digits(source)),
    }
}

fn low_bytes(units: &[u16]) -> Vec<u8> {
    units.iter().map(|&unit| unit as u8).collect()
}

/// Of a character beyond a byte the lower half counts, as in Node.
fn digits(source: Source) -> Vec<u8> {
    match source {
        Source::Text(text) => text.into_bytes(),
        Source::Units(units) => low_bytes(&units),
    }
}

/// Writes as many whole characters as `room` takes, and returns how many bytes that were.
pub(crate) fn write(source: Source, encoding: Encoding, room: &mut [u8]) -> usize {
    let bytes = encode(source, encoding);
    let mut count = bytes.len().min(room.len());
    if count < bytes.len() {
        match encoding {
            // The first byte left out must begin a character.
            Encoding::Utf8 => {
                while count > 0 && bytes[count] & 0xC0 == 0x80 {
                    count -= 1;
                }
            }
            Encoding::Ucs2 => count &= !1,
            _ => {}
        }
    }
    room[..count].copy_from_slice(&bytes[..count]);
    count
}

/// Pairs of digits, up to the first that is none.
fn decode_hex(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for pair in text.chunks_exact(2) {
        let (Some(high), Some(low)) = (hex_digit(pair[0]), hex_digit(pair[1])) else { break };
        bytes.push(high << 4 | low);
    }
    bytes
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}
