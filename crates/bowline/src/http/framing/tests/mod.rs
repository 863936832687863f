//! The abuse suite: what Node's parser says, what we refuse beyond it, and that the pieces in which bytes
//! arrive do not matter.

mod abuse;
mod limits;
mod node;
mod splits;

use super::{Event, Kind, Limits, Parser};

/// What a parser made of an input: a line for each event, bodies joined.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Log {
    pub(super) lines: Vec<String>,
    body: Vec<u8>,
}

impl Log {
    fn line(&mut self, line: String) {
        if !self.body.is_empty() {
            let body = std::mem::take(&mut self.body);
            self.lines.push(format!("body {}", body.escape_ascii()));
        }
        self.lines.push(line);
    }
}

/// Feeds the pieces to `parser`, and its end behind them. Upgrades are accepted.
pub(super) fn run<'a>(
    parser: &mut Parser,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Vec<String> {
    let mut log = Log::default();
    let mut offset = 0;
    for piece in pieces {
        let mut at = 0;
        loop {
            let step = match parser.step(&piece[at..]) {
                Ok(step) => step,
                Err(failure) => {
                    let at = offset + at + failure.consumed;
                    log.line(format!("{} {} at {at}", failure.error.code, failure.error.reason));
                    return log.lines;
                }
            };
            let begin = at;
            at += step.consumed;
            match step.event {
                None => break,
                Some(Event::Body(range)) => log.body.extend(&piece[begin..][range]),
                Some(Event::Upgraded) => {
                    log.line(format!("upgraded at {}", offset + at));
                    return log.lines;
                }
                Some(event) => log.line(line(parser, &event)),
            }
        }
        assert_eq!(at, piece.len(), "no event, and the input is not used up");
        offset += piece.len();
    }
    match parser.finish() {
        Ok(None) => {}
        Ok(Some(event)) => log.line(line(parser, &event)),
        Err(error) => log.line(format!("{} {} at end", error.code, error.reason)),
    }
    log.lines
}

fn line(parser: &mut Parser, event: &Event) -> String {
    let fields = |fields: &super::Fields| -> String {
        let field = |(name, value): (&[u8], &[u8])| {
            format!(" [{}: {}]", name.escape_ascii(), value.escape_ascii())
        };
        fields.iter().map(field).collect()
    };
    if *event == Event::Complete {
        return format!("complete{}", fields(parser.trailers()));
    }
    let head = parser.head();
    let start = match parser.kind {
        Kind::Request => format!("{} {}", head.method, head.target.escape_ascii()),
        Kind::Response => format!("{} {}", head.status, head.reason.escape_ascii()),
    };
    let (major, minor) = head.version;
    let keep_alive = if head.keep_alive { " keep-alive" } else { "" };
    let upgrade = if head.upgrade { " upgrade" } else { "" };
    let line = format!("head {start} {major}.{minor}{keep_alive}{upgrade}{}", fields(&head.fields));
    if parser.head().upgrade {
        parser.accept_upgrade();
    }
    line
}

pub(super) fn requests() -> Parser {
    Parser::new(Kind::Request, Limits::default())
}

pub(super) fn responses() -> Parser {
    Parser::new(Kind::Response, Limits::default())
}

/// The same bytes one by one.
pub(super) fn bytewise(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    input.chunks(1)
}
