//! Encodings and searching, without an engine.

use super::*;

fn bytes_of(text: &str, encoding: Encoding) -> Vec<u8> {
    let source = if encoding.needs_units() {
        Source::Units(text.encode_utf16().collect())
    } else {
        Source::Text(text.to_owned())
    };
    encode(source, encoding)
}

#[test]
fn base64_skips_what_is_no_digit_and_ends_at_the_first_equals_sign() {
    for (text, bytes) in [
        ("YWJj\nZGVm", "abcdef"),
        ("Y*W*J*j", "abc"),
        ("YQ==YQ==", "a"),
        ("=YWI=", ""),
        ("YWJjZ", "abc"),
        ("YWJ", "ab"),
        ("Y", ""),
        ("\u{20AC}YWJj", "abc"),
        // The lower byte of this one is a digit.
        ("\u{0159}WJj", "abc"),
    ] {
        assert_eq!(bytes_of(text, Encoding::Base64), bytes.as_bytes(), "{text:?}");
    }
    assert_eq!(bytes_of("-_8", Encoding::Base64Url), [0xFB, 0xFF]);
    assert_eq!(bytes_of("-_8", Encoding::Base64), [0xFB, 0xFF]);
}

#[test]
fn hex_ends_at_the_first_pair_that_is_none() {
    assert_eq!(bytes_of("abxxcd", Encoding::Hex), [0xAB]);
    assert_eq!(bytes_of("abc", Encoding::Hex), [0xAB]);
    assert_eq!(bytes_of("ab\u{20AC}d", Encoding::Hex), [0xAB]);
    assert_eq!(decode(&[0xAB, 0x01], Encoding::Hex), Decoded::Text("ab01".into()));
}

#[test]
fn a_write_that_does_not_fit_ends_after_a_whole_character() {
    let mut room = [0; 5];
    let euros = || Source::Text("\u{20AC}\u{20AC}".into());
    assert_eq!(write(euros(), Encoding::Utf8, &mut room), 3);
    let units = Source::Units("abcd".encode_utf16().collect());
    assert_eq!(write(units, Encoding::Ucs2, &mut room[..3]), 2);
}

#[test]
fn two_byte_characters_are_found_at_even_places_only() {
    let bytes = [1, 0, 1, 0, 2, 0];
    assert_eq!(index_of(&bytes, &[0, 1], 0, 1), Some(1));
    assert_eq!(index_of(&bytes, &[0, 1], 0, 2), None);
    assert_eq!(index_of(&bytes, &[1, 0], 1, 2), Some(0));
    assert_eq!(last_index_of(&bytes, &[1, 0], 5, 2), Some(2));
    assert_eq!(last_index_of(&bytes, &[1, 0], 1, 1), Some(0));
}

#[test]
fn malformed_bytes_become_replacement_characters() {
    assert_eq!(
        decode(&[b'a', 0xE2, 0x82, b'b'], Encoding::Utf8),
        Decoded::Text("a\u{FFFD}b".into())
    );
    assert_eq!(decode(&[0x3D, 0xD8], Encoding::Ucs2), Decoded::Units(vec![0xD83D]));
}
