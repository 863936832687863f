//! The fields of a head and of trailers, and what they say about the body.

use super::error::{self, Error};
use super::start_line::fail_behind;
use super::tables;
use super::{Kind, Parser, State};

/// Where among the fields the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldState {
    /// At the beginning of a line: a field, or the end.
    Start,
    Name,
    /// Behind the colon, before the value.
    BeforeValue,
    /// Behind the CR of a value that is empty so far.
    EmptyLf,
    Value,
    ValueLf,
    /// Behind a value's line: more of it when the next line is indented.
    Fold,
    EmptyFold,
    /// Behind the CR of the empty line.
    EndLf,
}

/// The fields that decide about framing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Name {
    #[default]
    Other,
    ContentLength,
    TransferEncoding,
    Connection,
    Upgrade,
}

/// What the fields so far say about framing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Framing {
    /// The field whose value is being read.
    name: Name,
    /// Whether these are the fields behind a chunked body.
    pub(super) trailing: bool,
    pub(super) length: Option<u64>,
    length_ended: bool,
    /// Whether a `Transfer-Encoding` is there.
    pub(super) encoded: bool,
    /// Whether its last encoding is `chunked`.
    pub(super) chunked: bool,
    /// How much of `chunked` the encoding's name has matched; nothing when it cannot match any more.
    encoding: Option<u8>,
    close: bool,
    keep_alive: bool,
    connection_upgrade: bool,
    upgrade: bool,
}

const CHUNKED: &[u8] = b"chunked";

impl Parser {
    /// Takes the next byte, or run of bytes. True when the head is complete.
    pub(super) fn fields(
        &mut self,
        field: FieldState,
        input: &[u8],
        at: &mut usize,
    ) -> Result<bool, Error> {
        let byte = input[*at];
        let next = match field {
            FieldState::Start => return self.field_start(byte, at).map(|()| false),
            FieldState::Name => return self.name(input, at).map(|()| false),
            FieldState::Value => return self.value(input, at).map(|()| false),
            FieldState::BeforeValue => match byte {
                b' ' | b'\t' => field,
                b'\r' => FieldState::EmptyLf,
                b'\n' if self.lenient => FieldState::EmptyFold,
                b'\n' => return Err(fail_behind(error::VALUE_CHARACTER, at)),
                _ => {
                    self.value_start(at)?;
                    self.state = State::Field(FieldState::Value);
                    return Ok(false);
                }
            },
            FieldState::EmptyLf if byte == b'\n' => FieldState::EmptyFold,
            FieldState::EmptyLf => return Err(error::VALUE_LF),
            FieldState::EmptyFold => match byte {
                b' ' | b'\t' if self.lenient => FieldState::BeforeValue,
                b' ' | b'\t' => return Err(fail_behind(error::VALUE_CHARACTER, at)),
                _ => {
                    self.value_start(at)?;
                    return self.value_end().map(|()| false);
                }
            },
            FieldState::ValueLf if byte == b'\n' => FieldState::Fold,
            FieldState::ValueLf => return Err(error::VALUE_LF),
            FieldState::Fold => match byte {
                b' ' | b'\t' if self.lenient => FieldState::Value,
                b' ' | b'\t' => return Err(error::VALUE_FOLD),
                _ => return self.value_end().map(|()| false),
            },
            FieldState::EndLf if byte == b'\n' => {
                *at += 1;
                return self.end_fields();
            }
            FieldState::EndLf => return Err(error::HEAD_LF),
        };
        // White space of a fold is part of the value: it stands for the line's end.
        if field != FieldState::Fold {
            *at += 1;
        }
        self.state = State::Field(next);
        Ok(false)
    }

    fn field_start(&mut self, byte: u8, at: &mut usize) -> Result<(), Error> {
        match byte {
            b'\r' => {
                *at += 1;
                self.state = State::Field(FieldState::EndLf);
            }
            b'\n' if self.lenient => self.state = State::Field(FieldState::EndLf),
            b'\n' => return Err(fail_behind(error::FIELD_CHARACTER, at)),
            b' ' if self.lenient && self.section().is_empty() => *at += 1,
            b' ' if self.section().is_empty() && !self.framing.trailing => {
                return Err(fail_behind(error::SPACE_AFTER_START, at));
            }
            _ if !tables::TOKEN[usize::from(byte)] => return Err(error::FIELD_TOKEN),
            _ => {
                if self.section().len() == self.limits.fields_max {
                    return Err(error::HEAD_OVERFLOW);
                }
                self.state = State::Field(FieldState::Name);
            }
        }
        Ok(())
    }

    fn name(&mut self, input: &[u8], at: &mut usize) -> Result<(), Error> {
        let run = tables::run(&tables::TOKEN, &input[*at..]);
        self.section_mut().push(&input[*at..*at + run]);
        *at += run;
        self.count(run)?;
        match input.get(*at) {
            None => return Ok(()),
            Some(b':') => *at += 1,
            Some(_) => return Err(error::FIELD_TOKEN),
        }
        let name = self.note_name();
        self.framing.name = name;
        self.section_mut().end_name();
        if name == Name::ContentLength && self.framing.encoded && !self.lenient {
            return Err(error::LENGTH_AND_ENCODING);
        }
        if name == Name::TransferEncoding {
            if self.framing.length.is_some() && !self.lenient {
                return Err(error::ENCODING_AND_LENGTH);
            }
            self.framing.encoded = true;
            self.framing.encoding = Some(0);
        }
        self.state = State::Field(FieldState::BeforeValue);
        Ok(())
    }

    /// What the name that was read means to us.
    fn note_name(&mut self) -> Name {
        let name = self.section().part();
        let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
        let (mut host, mut expect) = (false, false);
        let meaning = match name.len() {
            4 if is("host") => {
                host = true;
                Name::Other
            }
            6 if is("expect") => {
                expect = true;
                Name::Other
            }
            7 if is("upgrade") => Name::Upgrade,
            10 if is("connection") => Name::Connection,
            14 if is("content-length") => Name::ContentLength,
            16 if is("proxy-connection") => Name::Connection,
            17 if is("transfer-encoding") => Name::TransferEncoding,
            _ => Name::Other,
        };
        if self.framing.trailing {
            // What comes behind a body cannot change what was acted upon before it; lengths and encodings
            // there are still refused.
            return match meaning {
                Name::ContentLength | Name::TransferEncoding => meaning,
                _ => Name::Other,
            };
        }
        self.head.has_host |= host;
        self.head.has_expect |= expect;
        meaning
    }

    /// At the first byte of a value, or at the end of an empty one.
    fn value_start(&mut self, at: &mut usize) -> Result<(), Error> {
        if self.framing.name == Name::TransferEncoding && self.framing.chunked {
            self.after_chunked().map_err(|error| fail_behind(error, at))?;
        }
        if self.framing.name == Name::ContentLength && self.framing.length.is_some() {
            return Err(error::LENGTH_TWICE);
        }
        Ok(())
    }

    /// `chunked` was not the last encoding after all.
    fn after_chunked(&mut self) -> Result<(), Error> {
        if !self.lenient && (self.kind == Kind::Request || self.framing.trailing) {
            return Err(error::ENCODING_VALUE);
        }
        self.framing.chunked = false;
        Ok(())
    }

    fn value(&mut self, input: &[u8], at: &mut usize) -> Result<(), Error> {
        let table = if self.lenient { &tables::VALUE_LENIENT } else { &tables::VALUE };
        let run = tables::run(table, &input[*at..]);
        let end = *at + run;
        self.section_mut().push(&input[*at..end]);
        match self.framing.name {
            Name::ContentLength => {
                while *at < end {
                    let byte = input[*at];
                    self.length_byte(byte, at)?;
                    *at += 1;
                }
            }
            Name::TransferEncoding => {
                while *at < end {
                    let byte = input[*at];
                    *at += 1;
                    self.encoding_byte(byte)?;
                }
            }
            _ => *at = end,
        }
        self.count(run)?;
        match input.get(*at) {
            None => return Ok(()),
            Some(b'\r') => {
                *at += 1;
                self.state = State::Field(FieldState::ValueLf);
            }
            Some(b'\n') if self.lenient => {
                *at += 1;
                self.state = State::Field(FieldState::Fold);
            }
            Some(b'\n') => return Err(error::VALUE_CR),
            Some(_) => return Err(error::VALUE_CHARACTER),
        }
        Ok(())
    }

    fn length_byte(&mut self, byte: u8, at: &mut usize) -> Result<(), Error> {
        let framing = &mut self.framing;
        match byte {
            b'0'..=b'9' if !framing.length_ended => {
                let longer = framing.length.unwrap_or(0).checked_mul(10);
                let longer = longer.and_then(|length| length.checked_add(u64::from(byte - b'0')));
                framing.length =
                    Some(longer.ok_or_else(|| fail_behind(error::LENGTH_OVERFLOW, at))?);
            }
            b' ' | b'\t' if framing.length.is_some() => framing.length_ended = true,
            _ => return Err(error::LENGTH_CHARACTER),
        }
        Ok(())
    }

    fn encoding_byte(&mut self, byte: u8) -> Result<(), Error> {
        match (byte, self.framing.encoding) {
            (b',', matched) => {
                if matched == Some(CHUNKED.len() as u8) {
                    self.framing.chunked = true;
                    self.after_chunked()?;
                }
                self.framing.encoding = Some(0);
            }
            // Around a name, not within it.
            (b' ' | b'\t', Some(0 | 7)) => {}
            (_, Some(matched)) => {
                let fits = CHUNKED.get(usize::from(matched));
                let fits = fits.is_some_and(|expected| byte.eq_ignore_ascii_case(expected));
                self.framing.encoding = fits.then_some(matched + 1);
            }
            (_, None) => {}
        }
        Ok(())
    }

    fn value_end(&mut self) -> Result<(), Error> {
        match self.framing.name {
            Name::Other => {}
            Name::Upgrade => self.framing.upgrade |= !self.section().part().is_empty(),
            Name::ContentLength if self.framing.length.is_none() => {
                return Err(error::LENGTH_EMPTY);
            }
            Name::ContentLength => self.framing.length_ended = true,
            Name::TransferEncoding => {
                self.framing.chunked = self.framing.encoding == Some(CHUNKED.len() as u8);
            }
            Name::Connection => self.note_connection(),
        }
        self.section_mut().end_value();
        self.state = State::Field(FieldState::Start);
        Ok(())
    }

    fn note_connection(&mut self) {
        let (mut close, mut keep_alive, mut upgrade) = (false, false, false);
        for option in self.head.fields.part().split(|&byte| byte == b',') {
            let option = option.trim_ascii();
            close |= option.eq_ignore_ascii_case(b"close");
            keep_alive |= option.eq_ignore_ascii_case(b"keep-alive");
            upgrade |= option.eq_ignore_ascii_case(b"upgrade");
        }
        self.framing.close |= close;
        self.framing.keep_alive |= keep_alive;
        self.framing.connection_upgrade |= upgrade;
    }

    /// The empty line was read. True when it ends a head, false when it ends trailers.
    fn end_fields(&mut self) -> Result<bool, Error> {
        if self.framing.trailing {
            self.state = State::BodyDone;
            return Ok(false);
        }
        let framing = self.framing;
        let request = self.kind == Kind::Request;
        let asked = framing.upgrade && framing.connection_upgrade;
        self.head.upgrade = match self.kind {
            Kind::Request => asked || self.head.method == "CONNECT",
            Kind::Response => asked && self.head.status == 101,
        };
        self.head.has_body = framing.chunked
            || framing.encoded
            || framing.length.is_some_and(|length| length > 0)
            || (!request && framing.length.is_none());
        self.head.has_body &= request || !self.is_bodiless_status();
        self.head.keep_alive = self.persists() && (request || !self.ends_with_connection());
        self.state = State::HeadDone;
        Ok(true)
    }

    /// Responses that never have a body.
    pub(super) fn is_bodiless_status(&self) -> bool {
        matches!(self.head.status, 100..=199 | 204 | 304)
    }

    /// Whether only the connection's end can end the body.
    pub(super) fn ends_with_connection(&self) -> bool {
        let framing = &self.framing;
        let framed = framing.chunked || (!framing.encoded && framing.length.is_some());
        self.head.has_body && !framed && !self.skip_body
    }

    /// Whether version and `Connection` allow another message.
    pub(super) fn persists(&self) -> bool {
        let (major, minor) = self.head.version;
        // An answer that is not the last one cannot be the connection's last message.
        if matches!(self.head.status, 100 | 102..=199) {
            return true;
        }
        let by_default = major > 0 && minor > 0;
        !self.framing.close && (by_default || self.framing.keep_alive)
    }

    fn section(&self) -> &super::Fields {
        if self.framing.trailing { &self.trailers } else { &self.head.fields }
    }

    fn section_mut(&mut self) -> &mut super::Fields {
        if self.framing.trailing { &mut self.trailers } else { &mut self.head.fields }
    }
}
