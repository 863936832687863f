//! Names that nobody else has.

use super::random_bytes::fill;
use crate::Result;

/// A new UUID, version 4, such as `36b8f84d-df4e-4d49-b662-bcde71a8764f`.
///
/// # Errors
///
/// The system's, if it has no randomness to give.
///
/// Source: Node.js `crypto.randomUUID`; RFC 9562.
pub fn random_uuid() -> Result<String> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut text = String::with_capacity(36);
    for (position, byte) in bytes.iter().enumerate() {
        if matches!(position, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 0x0F] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    Ok(text)
}
