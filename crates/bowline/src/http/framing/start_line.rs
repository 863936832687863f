//! The request line and the status line.

use super::error::{self, Error};
use super::fields::FieldState;
use super::tables::{self, HTTP_METHODS, METHODS, Table};
use super::{Kind, Parser, State};

const PROTOCOL: &[u8] = b"HTTP/";

/// Where in the start line the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Within a method: the first `matched` bytes of the method with this index.
    Method {
        index: u8,
        matched: u8,
    },
    BeforeTarget,
    Target(Target),
    /// In a line without a version: HTTP/0.9.
    TargetLf,
    BeforeProtocol,
    /// Within `HTTP/`.
    Protocol(u8),
    Major,
    Dot,
    Minor,
    RequestEnd,
    RequestLf,
    StatusSpace,
    /// Within the three digits.
    Status(u8),
    StatusEnd,
    Reason,
    ReasonLf,
}

/// The parts of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Schema,
    /// Within the slashes behind the schema's colon.
    Slashes(u8),
    Server,
    Path,
    Query,
    Fragment,
}

impl Parser {
    /// Where a message's first byte belongs.
    pub(super) fn first_line_state(&self) -> State {
        State::Line(match self.kind {
            Kind::Request => Line::Method { index: 0, matched: 0 },
            Kind::Response => Line::Protocol(0),
        })
    }

    /// Takes the next byte, or run of bytes.
    pub(super) fn start_line(
        &mut self,
        line: Line,
        input: &[u8],
        at: &mut usize,
    ) -> Result<(), Error> {
        let byte = input[*at];
        let next = match line {
            Line::Target(target) => return self.target(target, input, at),
            Line::Reason => return self.reason(input, at),
            Line::Method { index, matched } => self.method(index, matched, byte)?,
            Line::BeforeTarget => match byte {
                b' ' => line,
                _ => return self.target_start(byte, at),
            },
            Line::BeforeProtocol if input[*at..].starts_with(b"HTTP/1.1\r\n") => {
                self.head.version = (1, 1);
                *at += b"HTTP/1.1".len();
                Line::RequestLf
            }
            Line::BeforeProtocol if byte == b' ' => line,
            Line::BeforeProtocol => protocol(0, byte)?,
            Line::Protocol(matched) => protocol(matched, byte)?,
            Line::Major => {
                self.head.version.0 = digit(byte).ok_or(error::VERSION_MAJOR)?;
                Line::Dot
            }
            Line::Dot if byte == b'.' => Line::Minor,
            Line::Dot => return Err(error::VERSION_DOT),
            Line::Minor => return self.minor(byte, at),
            Line::RequestEnd => match byte {
                b'\r' => Line::RequestLf,
                b'\n' if self.lenient => {
                    self.end_line(at);
                    return Ok(());
                }
                b'\n' => return Err(fail_behind(error::VERSION_LINE_END, at)),
                _ => return Err(error::VERSION_LINE_END),
            },
            Line::StatusSpace if byte == b' ' => Line::Status(0),
            Line::StatusSpace => return Err(error::VERSION_SPACE),
            Line::Status(digits) => {
                let digit = digit(byte).ok_or(error::STATUS_DIGIT)?;
                self.head.status = self.head.status * 10 + u16::from(digit);
                if digits == 2 { Line::StatusEnd } else { Line::Status(digits + 1) }
            }
            Line::StatusEnd => match byte {
                b' ' => Line::Reason,
                b'\r' => Line::ReasonLf,
                b'\n' if self.lenient => {
                    self.end_line(at);
                    return Ok(());
                }
                b'\n' => return Err(fail_behind(error::STATUS_END, at)),
                _ => return Err(error::STATUS_END),
            },
            Line::TargetLf | Line::RequestLf | Line::ReasonLf => {
                return self.line_feed(line, byte, at);
            }
        };
        *at += 1;
        self.state = State::Line(next);
        Ok(())
    }

    fn method(&mut self, index: u8, matched: u8, byte: u8) -> Result<Line, Error> {
        let method = METHODS[usize::from(index)];
        let (prefix, rest) = method.as_bytes().split_at(usize::from(matched));
        if rest.first() == Some(&byte) {
            return Ok(Line::Method { index, matched: matched + 1 });
        }
        let complete = METHODS.iter().position(|method| method.as_bytes() == prefix);
        if byte == b' ' {
            let method = complete.filter(|&index| index < HTTP_METHODS).ok_or(error::METHOD)?;
            self.head.method = METHODS[method];
            return Ok(Line::BeforeTarget);
        }
        let fits = |method: &&str| {
            method.as_bytes().strip_prefix(prefix).is_some_and(|rest| rest.first() == Some(&byte))
        };
        match METHODS.iter().position(fits) {
            // There are fewer than 256 methods.
            Some(index) => Ok(Line::Method { index: index as u8, matched: matched + 1 }),
            None if complete.is_some() => Err(error::METHOD_SPACE),
            None => Err(error::METHOD),
        }
    }

    fn target_start(&mut self, byte: u8, at: &mut usize) -> Result<(), Error> {
        let target = match byte {
            _ if self.head.method == "CONNECT" => Target::Server,
            b'/' | b'*' => Target::Path,
            _ if byte.is_ascii_alphabetic() => Target::Schema,
            b'\r' | b'\n' => return Err(fail_behind(error::URL_CHARACTERS, at)),
            _ => return Err(error::URL_START),
        };
        self.state = State::Line(Line::Target(target));
        Ok(())
    }

    /// Takes a run of the target's bytes and the byte that ends it.
    fn target(&mut self, target: Target, input: &[u8], at: &mut usize) -> Result<(), Error> {
        let run = target.table().map_or(0, |table| tables::run(table, &input[*at..]));
        self.head.target.extend_from_slice(&input[*at..*at + run]);
        *at += run;
        self.count(run)?;
        let Some(&byte) = input.get(*at) else { return Ok(()) };

        let next = match (target, byte) {
            (Target::Schema, b':') => Line::Target(Target::Slashes(0)),
            (Target::Slashes(0), b'/') => Line::Target(Target::Slashes(1)),
            (Target::Slashes(_), b'/') => Line::Target(Target::Server),
            (Target::Server, b'/') => Line::Target(Target::Path),
            (Target::Server | Target::Path, b'?') => Line::Target(Target::Query),
            (Target::Path | Target::Query, b'#') => Line::Target(Target::Fragment),
            (Target::Schema | Target::Slashes(_), b' ' | b'\r' | b'\n') => {
                return Err(fail_behind(error::URL_CHARACTERS, at));
            }
            (_, b' ') => Line::BeforeProtocol,
            (_, b'\r') => Line::TargetLf,
            (_, b'\n') => {
                self.end_line(at);
                return Ok(());
            }
            (_, b'\t' | b'\x0c') => return Err(fail_behind(error::URL_CHARACTERS, at)),
            _ => return Err(target.error()),
        };
        if matches!(next, Line::Target(_)) {
            self.head.target.push(byte);
            self.count(1)?;
        }
        *at += 1;
        self.state = State::Line(next);
        Ok(())
    }

    fn minor(&mut self, byte: u8, at: &mut usize) -> Result<(), Error> {
        self.head.version.1 = digit(byte).ok_or(error::VERSION_MINOR)?;
        *at += 1;
        let known = matches!(self.head.version, (0, 9) | (1, 0) | (1, 1) | (2, 0));
        if !known && !self.lenient {
            return Err(error::VERSION);
        }
        self.state = State::Line(match self.kind {
            Kind::Request => Line::RequestEnd,
            Kind::Response => Line::StatusSpace,
        });
        Ok(())
    }

    fn reason(&mut self, input: &[u8], at: &mut usize) -> Result<(), Error> {
        let rest = &input[*at..];
        let run = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        self.head.reason.extend_from_slice(&rest[..run]);
        *at += run;
        self.count(run)?;
        match input.get(*at) {
            None => {}
            Some(b'\n') if self.lenient => self.end_line(at),
            Some(b'\n') => return Err(fail_behind(error::REASON_CR, at)),
            Some(_) => {
                *at += 1;
                self.state = State::Line(Line::ReasonLf);
            }
        }
        Ok(())
    }

    fn line_feed(&mut self, line: Line, byte: u8, at: &mut usize) -> Result<(), Error> {
        if byte == b'\n' {
            self.end_line(at);
            return Ok(());
        }
        Err(match line {
            Line::TargetLf => error::URL_LINE_END,
            Line::RequestLf => error::VERSION_LF,
            _ => error::REASON_LF,
        })
    }

    fn end_line(&mut self, at: &mut usize) {
        *at += 1;
        self.state = State::Field(FieldState::Start);
    }
}

impl Target {
    fn table(self) -> Option<&'static Table> {
        match self {
            Self::Schema => Some(&tables::ALPHABETIC),
            Self::Slashes(_) => None,
            Self::Server => Some(&tables::SERVER),
            Self::Path => Some(&tables::PATH),
            Self::Query => Some(&tables::QUERY),
            Self::Fragment => Some(&tables::FRAGMENT),
        }
    }

    fn error(self) -> Error {
        match self {
            Self::Schema | Self::Slashes(_) => error::URL_SCHEMA,
            Self::Server => error::URL_SERVER,
            Self::Path => error::URL_PATH,
            Self::Query => error::URL_QUERY,
            Self::Fragment => error::URL_FRAGMENT,
        }
    }
}

fn protocol(matched: u8, byte: u8) -> Result<Line, Error> {
    if byte != PROTOCOL[usize::from(matched)] {
        return Err(error::PROTOCOL);
    }
    let matched = matched + 1;
    let done = usize::from(matched) == PROTOCOL.len();
    Ok(if done { Line::Major } else { Line::Protocol(matched) })
}

fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

/// The wrong byte itself counts as consumed.
pub(super) fn fail_behind(error: Error, at: &mut usize) -> Error {
    *at += 1;
    error
}
