//! Where a body ends: by its length, by its last chunk, or with the connection.

use std::ops::Range;

use super::error::{self, Error};
use super::fields::FieldState;
use super::start_line::fail_behind;
use super::tables;
use super::{Kind, Parser, State};

/// Where in a chunk the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chunk {
    /// At the first digit of the size.
    Start,
    Size,
    /// Behind trailing spaces of a size, which only a lenient parser gets to.
    SizeSpace,
    SizeLf,
    ExtensionStart,
    ExtensionName,
    ExtensionValue,
    Quoted,
    QuotedEscape,
    QuotedEnd,
    Data,
    DataEnd,
    DataLf,
}

impl Parser {
    /// The head was handed out and the caller has said what it had to say.
    pub(super) fn begin_body(&mut self) -> Result<(), Error> {
        let framing = self.framing;
        let unframed = framing.encoded && !framing.chunked;
        if self.kind == Kind::Request && unframed && !self.lenient && !self.upgrade_accepted {
            return Err(error::ENCODING_REQUEST);
        }
        self.state = if self.skip_body || self.upgrade_accepted || !self.head.has_body {
            State::BodyDone
        } else if framing.chunked {
            State::Chunk(Chunk::Start)
        } else if self.ends_with_connection() {
            State::UntilClose
        } else {
            self.left = framing.length.unwrap_or(0);
            State::Length
        };
        self.head_bytes = 0;
        Ok(())
    }

    /// Takes what is there of a body, or of a chunk.
    fn take(&mut self, input: &[u8], at: &mut usize) -> Range<usize> {
        let here = input.len() - *at;
        let piece = usize::try_from(self.left).map_or(here, |left| left.min(here));
        let range = *at..*at + piece;
        // `piece` is at most `left`.
        self.left -= piece as u64;
        *at = range.end;
        range
    }

    /// Takes what is there of a body whose length is known.
    pub(super) fn length(&mut self, input: &[u8], at: &mut usize) -> Range<usize> {
        let piece = self.take(input, at);
        if self.left == 0 {
            self.state = State::BodyDone;
        }
        piece
    }

    /// Takes the next byte of a chunk's frame, or returns what is there of its data.
    pub(super) fn chunk(
        &mut self,
        chunk: Chunk,
        input: &[u8],
        at: &mut usize,
    ) -> Result<Option<Range<usize>>, Error> {
        let byte = input[*at];
        let next = match chunk {
            Chunk::Data => {
                let piece = self.take(input, at);
                if self.left == 0 {
                    self.state = State::Chunk(Chunk::DataEnd);
                }
                return Ok(Some(piece));
            }
            Chunk::Start => {
                self.left = u64::from(hex(byte).ok_or(error::CHUNK_SIZE)?);
                self.extension_bytes = 0;
                Chunk::Size
            }
            Chunk::Size | Chunk::SizeSpace if byte == b'\n' && self.lenient => {
                self.begin_chunk(at);
                return Ok(None);
            }
            Chunk::Size | Chunk::SizeSpace => self.size_byte(chunk, byte, at)?,
            Chunk::SizeLf if byte == b'\n' => {
                self.begin_chunk(at);
                return Ok(None);
            }
            Chunk::SizeLf if self.lenient => {
                self.begin_chunk(at);
                *at -= 1;
                return Ok(None);
            }
            Chunk::SizeLf => return Err(error::CHUNK_SIZE_LF),
            Chunk::DataEnd => match byte {
                b'\r' => Chunk::DataLf,
                b'\n' if self.lenient => Chunk::Start,
                b'\n' => return Err(fail_behind(error::CHUNK_DATA_CR, at)),
                _ if self.lenient => {
                    self.state = State::Chunk(Chunk::Start);
                    return Ok(None);
                }
                _ => return Err(error::CHUNK_DATA_LF),
            },
            Chunk::DataLf if byte == b'\n' => Chunk::Start,
            Chunk::DataLf => return Err(error::CHUNK_DATA_LF),
            _ => return self.extension(chunk, byte, at).map(|()| None),
        };
        *at += 1;
        self.state = State::Chunk(next);
        Ok(None)
    }

    fn size_byte(&mut self, chunk: Chunk, byte: u8, at: &mut usize) -> Result<Chunk, Error> {
        match (hex(byte), byte) {
            (Some(digit), _) if chunk == Chunk::Size => {
                if self.left > u64::MAX >> 4 {
                    return Err(fail_behind(error::CHUNK_SIZE_OVERFLOW, at));
                }
                self.left = self.left << 4 | u64::from(digit);
                Ok(Chunk::Size)
            }
            (_, b'\r') => Ok(Chunk::SizeLf),
            (_, b';') => Ok(Chunk::ExtensionStart),
            (_, b'\n') => Err(fail_behind(error::CHUNK_SIZE_CR, at)),
            (_, b' ') if self.lenient => Ok(Chunk::SizeSpace),
            (_, b' ') => Err(fail_behind(error::CHUNK_SIZE, at)),
            _ => Err(error::CHUNK_SIZE),
        }
    }

    /// The line with the size was read.
    fn begin_chunk(&mut self, at: &mut usize) {
        *at += 1;
        if self.left > 0 {
            self.state = State::Chunk(Chunk::Data);
            return;
        }
        self.framing.trailing = true;
        self.head_bytes = 0;
        self.state = State::Field(FieldState::Start);
    }

    /// Takes a byte of a chunk's extensions. Nobody wants them; they are checked and counted.
    fn extension(&mut self, chunk: Chunk, byte: u8, at: &mut usize) -> Result<(), Error> {
        self.extension_bytes += 1;
        if self.extension_bytes > self.limits.extension_bytes_max {
            return Err(error::EXTENSION_OVERFLOW);
        }
        let token = tables::TOKEN[usize::from(byte)];
        let next = match (chunk, byte) {
            (Chunk::ExtensionStart, _) if token => Chunk::ExtensionName,
            (Chunk::ExtensionStart, _) => return Err(fail_behind(error::EXTENSION, at)),
            (Chunk::Quoted, b'"') => Chunk::QuotedEnd,
            (Chunk::Quoted, b'\\') => Chunk::QuotedEscape,
            (Chunk::Quoted, _) if tables::QUOTED[usize::from(byte)] => chunk,
            (Chunk::Quoted, _) => return Err(fail_behind(error::EXTENSION_QUOTED, at)),
            (Chunk::QuotedEscape, _) if tables::VALUE[usize::from(byte)] => Chunk::Quoted,
            (Chunk::QuotedEscape, _) => return Err(fail_behind(error::EXTENSION_QUOTED, at)),
            (_, b'\r') => Chunk::SizeLf,
            (_, b';') => Chunk::ExtensionStart,
            (Chunk::ExtensionName, b'=') => Chunk::ExtensionValue,
            (Chunk::ExtensionName | Chunk::ExtensionValue, _) if token => chunk,
            (Chunk::ExtensionValue, b'"') => Chunk::Quoted,
            (_, b'\n') if self.lenient => {
                self.begin_chunk(at);
                return Ok(());
            }
            (Chunk::ExtensionName, b'\n') => return Err(error::EXTENSION_NAME_CR),
            (Chunk::ExtensionName, _) => return Err(fail_behind(error::EXTENSION_NAME, at)),
            (Chunk::ExtensionValue, b'\n') => return Err(error::EXTENSION_VALUE_CR),
            (Chunk::ExtensionValue, _) => return Err(fail_behind(error::EXTENSION_VALUE, at)),
            _ => return Err(error::EXTENSION_QUOTED_END),
        };
        *at += 1;
        self.state = State::Chunk(next);
        Ok(())
    }
}

fn hex(byte: u8) -> Option<u8> {
    // A hexadecimal digit is below 16.
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
