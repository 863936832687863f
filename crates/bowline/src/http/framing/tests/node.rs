//! `node.txt` has inputs and what Node 20's parser (llhttp 9.3) says about them: events, codes, reasons and
//! offsets. Where we differ on purpose, lines that begin with `!` say what we make of it.

use super::super::{Kind, Limits, Parser};
use super::{bytewise, run};

/// One input of the table.
pub(super) struct Case {
    pub(super) kind: Kind,
    pub(super) lenient: bool,
    pub(super) input: Vec<u8>,
    pub(super) expected: Vec<String>,
    /// What we say, if it is not what Node says.
    ours: Vec<String>,
}

impl Case {
    pub(super) fn parser(&self) -> Parser {
        Parser::new(self.kind, Limits::default()).lenient(self.lenient)
    }
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in include_str!("node.txt").lines() {
        if let Some(event) = line.strip_prefix("    ") {
            let case = cases.last_mut().expect("an event follows its input");
            case.expected.push(event.to_owned());
            continue;
        }
        if let Some(event) = line.strip_prefix("  ! ") {
            let case = cases.last_mut().expect("an event follows its input");
            case.ours.push(event.to_owned());
            continue;
        }
        let (words, input) = line.split_once(" \"").expect("an input is in quotes");
        cases.push(Case {
            kind: if words.starts_with("request") { Kind::Request } else { Kind::Response },
            lenient: words.ends_with("lenient"),
            input: unescape(input.strip_suffix('"').expect("an input is in quotes")),
            expected: Vec::new(),
            ours: Vec::new(),
        });
    }
    for case in &mut cases {
        if !case.ours.is_empty() {
            assert_ne!(case.expected, case.ours, "a difference that is none");
            case.expected = std::mem::take(&mut case.ours);
        }
    }
    cases
}

/// The reverse of `escape_ascii`.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let mut next = || bytes.next().expect("something is escaped");
        out.push(match next() {
            b'r' => b'\r',
            b'n' => b'\n',
            b't' => b'\t',
            b'x' => {
                let digits = [next(), next()];
                let digits = std::str::from_utf8(&digits).expect("two digits");
                u8::from_str_radix(digits, 16).expect("two hexadecimal digits")
            }
            other => other,
        });
    }
    out
}

#[test]
fn events_codes_reasons_and_offsets_are_those_of_node() {
    let mut wrong = String::new();
    for case in cases() {
        let log = run(&mut case.parser(), [&case.input[..]]);
        if log != case.expected {
            wrong += &format!(
                "{:?} \"{}\"\n  Node {:#?}\n  ours {log:#?}\n",
                case.kind,
                case.input.escape_ascii(),
                case.expected
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_same_byte_by_byte() {
    for case in cases() {
        let log = run(&mut case.parser(), bytewise(&case.input));
        assert_eq!(log, case.expected, "{}", case.input.escape_ascii());
    }
}
