//! Rust source as the checks see it: without comments, strings and tests.

use std::ops::Range;

/// `text` with comments, strings and characters blanked; every line and byte keeps its place.
pub(super) fn code_only(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = blank_end(text, at);
        match end {
            Some(end) => {
                for byte in &mut code[at..end] {
                    if *byte != b'\n' {
                        *byte = b' ';
                    }
                }
                at = end;
            }
            None => at += 1,
        }
    }
    String::from_utf8(code).expect("characters were blanked whole")
}

/// Where the comment, string or character that starts at `at` ends; `None` if none starts there.
fn blank_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let rest = &bytes[at..];
    match rest[0] {
        b'/' if rest.starts_with(b"//") => {
            Some(rest.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |n| at + n))
        }
        b'/' if rest.starts_with(b"/*") => Some(comment_end(bytes, at)),
        b'"' => Some(quoted_end(bytes, at + 1, b'"')),
        b'r' if !follows_word(bytes, at) => raw_string_end(text, at),
        b'\'' => {
            let char = text.get(at + 1..)?.chars().next()?;
            let closing = at + 1 + char.len_utf8();
            // A lifetime has no closing quote.
            (char == '\\' || bytes.get(closing) == Some(&b'\''))
                .then(|| quoted_end(bytes, at + 1, b'\''))
        }
        _ => None,
    }
}

/// Whether a word that is not the `b` or `c` of a byte or C string ends right before `at`.
fn follows_word(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let before = &bytes[..at];
    match before {
        [.., other, b'b' | b'c'] => is_word(other),
        [b'b' | b'c'] => false,
        _ => before.last().is_some_and(is_word),
    }
}

/// Comments may stand in comments.
fn comment_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < bytes.len() {
        let pair = &bytes[at..bytes.len().min(at + 2)];
        match pair {
            b"/*" => depth += 1,
            b"*/" if depth == 1 => return at + 2,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    bytes.len()
}

fn quoted_end(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    bytes.len().min(at + 1)
}

fn raw_string_end(text: &str, at: usize) -> Option<usize> {
    let after = &text[at + 1..];
    let opened = after.trim_start_matches('#');
    let hashes = after.len() - opened.len();
    let body = opened.strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len();
    Some(body.find(&closing).map_or(text.len(), |n| start + n + closing.len()))
}

/// `code` with everything under a `#[cfg(test)]` blanked; takes what [`code_only`] gives.
pub(super) fn without_tests(code: &str) -> String {
    let mut bytes = code.as_bytes().to_vec();
    for region in test_regions(code) {
        for byte in &mut bytes[region] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).expect("items begin and end with ASCII")
}

/// How many lines are not under a `#[cfg(test)]`; takes what [`code_only`] gives.
pub(super) fn lines_without_tests(code: &str) -> usize {
    let in_tests: usize =
        test_regions(code).into_iter().map(|region| code[region].lines().count()).sum();
    code.lines().count().saturating_sub(in_tests)
}

fn test_regions(code: &str) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    let mut from = 0;
    while let Some(start) = code[from..].find("#[cfg(").map(|n| from + n) {
        let attribute = code[start..].lines().next().unwrap_or_default();
        from = start + attribute.len().max(1);
        let names_test = words(attribute).any(|(_, word)| word == "test");
        if names_test && !attribute.contains("not(") {
            let end = item_end(code, start);
            regions.push(start..end);
            from = from.max(end);
        }
    }
    regions
}

/// The end of the item at `start`: its `;`, or the brace that closes it.
fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0;
    for (n, byte) in code[start..].bytes().enumerate() {
        match byte {
            b';' if depth == 0 => return start + n + 1,
            b'{' => depth += 1,
            b'}' if depth == 1 => return start + n + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// Every word with its line, from 1.
pub(super) fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines().enumerate().flat_map(|(n, line)| {
        line.split(|char: char| !char.is_alphanumeric() && char != '_')
            .filter(|word| !word.is_empty())
            .map(move |word| (n + 1, word))
    })
}

/// The functions with a `#[test]` on them.
pub(super) fn test_names(code: &str) -> impl Iterator<Item = &str> {
    code.split("#[test]").skip(1).filter_map(|after| {
        let mut words = words(after).map(|(_, word)| word);
        words.find(|word| *word == "fn")?;
        words.next()
    })
}
