//! HTTP/1 framing: which bytes of a connection are a head, a body, the next message, or no HTTP at all.
//!
//! A [`Parser`] is given bytes as they arrive, in any pieces, and says what is in them, one event at a
//! time. It reads no socket and keeps no body: a [`Event::Body`] is a range of the bytes the caller has.
//! What it remembers is bounded by [`Limits`].
//!
//! It is strict where a lenient peer would be smuggled past: each line ends in CRLF, a length is digits
//! said once, `Content-Length` and `Transfer-Encoding` exclude each other, a request's last encoding is
//! `chunked`, no field is folded, nothing stands between a field's name and its colon. [`Parser::lenient`]
//! gives that up, for Node's `insecureHTTPParser`.
//!
//! ```
//! use bowline::http::framing::{Event, Kind, Limits, Parser};
//!
//! let bytes = b"POST /a HTTP/1.1\r\nHost: b\r\nContent-Length: 2\r\n\r\nok";
//! let mut parser = Parser::new(Kind::Request, Limits::default());
//! let mut at = 0;
//! let mut events = Vec::new();
//! loop {
//!     let step = parser.step(&bytes[at..]).expect("well-formed");
//!     at += step.consumed;
//!     let Some(event) = step.event else { break };
//!     events.push(event);
//! }
//! assert_eq!(events, [Event::Head, Event::Body(0..2), Event::Complete]);
//! assert_eq!(parser.head().method, "POST");
//! ```
//!
//! # Differences from Node
//!
//! Decision 5 lists them: they are refusals of what Node's parser accepts.

mod body;
mod error;
mod fields;
mod head;
mod start_line;
mod tables;

use std::ops::Range;

use body::Chunk;
pub use error::{Error, Failure};
use fields::{FieldState, Framing};
pub use head::{Fields, Head};
use start_line::Line;

/// The methods that are known: Node's `http.METHODS`, the frequent ones first.
pub const METHODS: &[&str] = tables::METHODS.split_at(tables::HTTP_METHODS).0;

/// What a connection's other end sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Requests: we are the server.
    Request,
    /// Responses: we are the client.
    Response,
}

/// How much a message may make us remember.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the target or reason and of all names and values together; the trailers count anew.
    pub head_bytes_max: usize,
    /// Fields in a head, and in the trailers.
    pub fields_max: usize,
    /// Bytes of one chunk's extensions.
    pub extension_bytes_max: usize,
}

impl Default for Limits {
    /// Node's: 16 KiB, 2,000 fields, 16 KiB.
    fn default() -> Self {
        Self { head_bytes_max: 16 * 1024, fields_max: 2_000, extension_bytes_max: 16 * 1024 }
    }
}

/// What [`Parser::step`] came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A head is complete: look at [`Parser::head`]. Until the next step the caller may say that no body
    /// follows ([`Parser::skip_body`]) or that the connection changes hands ([`Parser::accept_upgrade`]).
    Head,
    /// A piece of the body: where it is in the input of this step.
    Body(Range<usize>),
    /// The message is over; [`Parser::trailers`] has what came behind a chunked body.
    Complete,
    /// Bytes that are not consumed are no longer HTTP.
    Upgraded,
}

/// What a step did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How many bytes of the input are done with.
    pub consumed: usize,
    /// What they came to; nothing when the input is used up.
    pub event: Option<Event>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Between messages; empty lines are skipped.
    Start,
    Line(Line),
    Field(FieldState),
    /// The head was handed out; what follows depends on what the caller says.
    HeadDone,
    Length,
    Chunk(Chunk),
    UntilClose,
    /// The body is complete; the event is still to be handed out.
    BodyDone,
    /// The last message said that none follows.
    Closed,
    Upgraded,
    Failed(Error),
}

/// Reads messages from the bytes of one connection.
#[derive(Debug)]
pub struct Parser {
    kind: Kind,
    limits: Limits,
    lenient: bool,
    state: State,
    head: Head,
    trailers: Fields,
    framing: Framing,
    /// Bytes counted against `head_bytes_max`.
    head_bytes: usize,
    /// Bytes counted against `extension_bytes_max`.
    extension_bytes: usize,
    /// Bytes left of the body, or of the chunk.
    left: u64,
    skip_body: bool,
    upgrade_accepted: bool,
}

impl Parser {
    /// A parser for a new connection.
    pub fn new(kind: Kind, limits: Limits) -> Self {
        Self {
            kind,
            limits,
            lenient: false,
            state: State::Start,
            head: Head::default(),
            trailers: Fields::default(),
            framing: Framing::default(),
            head_bytes: 0,
            extension_bytes: 0,
            left: 0,
            skip_body: false,
            upgrade_accepted: false,
        }
    }

    /// Accepts what Node's `insecureHTTPParser` accepts: folded and control-character-bearing fields, lines
    /// that end in a bare LF, both framings at once, data after the last message. A peer can smuggle
    /// requests past this; do not use it on what comes from outside.
    #[must_use]
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = lenient;
        self
    }

    /// The head of the message that is being read; complete from [`Event::Head`] on, and until the next
    /// message begins.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The fields behind a chunked body; complete from [`Event::Complete`] on, and until the next message
    /// begins.
    pub fn trailers(&self) -> &Fields {
        &self.trailers
    }

    /// Says that this message has no body, whatever its head says: it answers a HEAD request.
    pub fn skip_body(&mut self) {
        self.skip_body = true;
    }

    /// Says that the connection speaks another protocol from the end of this head on.
    pub fn accept_upgrade(&mut self) {
        self.upgrade_accepted = true;
    }

    /// Begins a new connection and keeps the memory.
    pub fn reset(&mut self, kind: Kind, limits: Limits, lenient: bool) {
        self.kind = kind;
        self.limits = limits;
        self.lenient = lenient;
        self.state = State::Start;
    }

    /// Completes a request at its head when nothing can follow it but the next message, and says whether it
    /// did. There is no [`Event::Complete`] for it then. To be called after [`Event::Head`], if at all.
    pub fn complete_alone(&mut self) -> bool {
        let plain = self.kind == Kind::Request && !self.head.upgrade;
        let alone = self.state == State::HeadDone && plain && !self.head.has_body;
        if alone {
            self.state = self.after_message();
        }
        alone
    }

    /// Whether the next byte begins a message.
    pub fn is_between_messages(&self) -> bool {
        self.state == State::Start
    }

    /// Whether a message has begun and is not complete.
    pub fn in_message(&self) -> bool {
        !matches!(self.state, State::Start | State::Closed | State::Upgraded | State::Failed(_))
    }

    /// Reads up to the next event. Call it again with the rest of the input, be it empty, until it
    /// returns no event.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes. Every later step fails the same.
    pub fn step(&mut self, input: &[u8]) -> Result<Step, Failure> {
        let mut at = 0;
        match self.advance(input, &mut at) {
            Ok(event) => Ok(Step { consumed: at, event }),
            Err(error) => {
                self.state = State::Failed(error);
                Err(Failure { error, consumed: at })
            }
        }
    }

    /// Says that the other end will send nothing more: [`Event::Complete`] when that ends a body.
    ///
    /// # Errors
    ///
    /// `HPE_INVALID_EOF_STATE` when a message is cut short.
    pub fn finish(&mut self) -> Result<Option<Event>, Error> {
        match self.state {
            State::Start | State::Closed | State::Upgraded => Ok(None),
            State::UntilClose => {
                self.state = State::Closed;
                Ok(Some(Event::Complete))
            }
            State::Failed(error) => Err(error),
            _ => {
                self.state = State::Failed(error::END);
                Err(error::END)
            }
        }
    }

    fn advance(&mut self, input: &[u8], at: &mut usize) -> Result<Option<Event>, Error> {
        loop {
            match self.state {
                State::HeadDone => {
                    self.begin_body()?;
                    continue;
                }
                State::BodyDone => {
                    self.state = self.after_message();
                    return Ok(Some(Event::Complete));
                }
                State::Failed(error) => return Err(error),
                State::Upgraded if *at < input.len() => return Ok(Some(Event::Upgraded)),
                _ => {}
            }
            if *at == input.len() {
                return Ok(None);
            }
            match self.state {
                State::Start => self.start(input, at),
                State::Line(line) => self.start_line(line, input, at)?,
                State::Field(field) => {
                    if self.fields(field, input, at)? {
                        return Ok(Some(Event::Head));
                    }
                }
                State::Chunk(chunk) => {
                    if let Some(piece) = self.chunk(chunk, input, at)? {
                        return Ok(Some(Event::Body(piece)));
                    }
                }
                State::Length => return Ok(Some(Event::Body(self.length(input, at)))),
                State::UntilClose => {
                    let piece = *at..input.len();
                    *at = input.len();
                    return Ok(Some(Event::Body(piece)));
                }
                State::Closed => after_close(input, at)?,
                State::HeadDone | State::BodyDone | State::Upgraded | State::Failed(_) => {}
            }
        }
    }

    /// Skips empty lines before a message, as RFC 9112 asks of servers.
    fn start(&mut self, input: &[u8], at: &mut usize) {
        *at += input[*at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if *at == input.len() {
            return;
        }
        self.head.clear();
        self.trailers.clear();
        self.framing = Framing::default();
        self.head_bytes = 0;
        self.skip_body = false;
        self.upgrade_accepted = false;
        self.state = self.first_line_state();
    }

    fn after_message(&self) -> State {
        if self.upgrade_accepted {
            State::Upgraded
        } else if self.persists() || self.lenient {
            State::Start
        } else {
            State::Closed
        }
    }

    /// Counts bytes of a head.
    fn count(&mut self, bytes: usize) -> Result<(), Error> {
        self.head_bytes += bytes;
        if self.head_bytes >= self.limits.head_bytes_max {
            return Err(error::HEAD_OVERFLOW);
        }
        Ok(())
    }
}

/// Behind the last message only line ends may come.
fn after_close(input: &[u8], at: &mut usize) -> Result<(), Error> {
    while let Some(byte) = input.get(*at) {
        *at += 1;
        if !matches!(byte, b'\r' | b'\n') {
            return Err(error::AFTER_CLOSE);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
