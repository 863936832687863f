//! Base64 as Node reads it: both alphabets, anything else skipped, over at the first `=`.

use base64_simd::{STANDARD, URL_SAFE_NO_PAD};

/// The bytes that `text`, one byte a character, stands for.
pub(super) fn decode(text: &[u8]) -> Vec<u8> {
    // What was written by the book is read by the book.
    if let Ok(bytes) = STANDARD.decode_to_vec(text) {
        return bytes;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let mut bits = 0_u32;
    let mut digits = 0_u8;
    for &byte in text {
        if byte == b'=' {
            break;
        }
        let Some(digit) = value_of(byte) else { continue };
        bits = bits << 6 | u32::from(digit);
        digits += 1;
        if digits == 4 {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            bits = 0;
            digits = 0;
        }
    }
    // Two digits are a byte and four bits too many, three are two bytes and two bits too many; one is nothing.
    match digits {
        2 => bytes.push((bits >> 4) as u8),
        3 => bytes.extend_from_slice(&((bits >> 2) as u16).to_be_bytes()),
        _ => {}
    }
    bytes
}

fn value_of(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

pub(super) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode_to_string(bytes)
}

pub(super) fn encode_url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode_to_string(bytes)
}
