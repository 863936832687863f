//! The native half of http: the parser of messages, one event at a time.

use std::time::Instant;

use bowline_js::View;
use rquickjs::class::Trace;
use rquickjs::prelude::Func;
use rquickjs::{Array, Class, Ctx, JsLifetime, Object, Result, String as JsString};

use super::framing::{Error, Event, Kind, Limits, Parser};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    Class::<HttpParser>::define(native)?;
    let begin = Instant::now();
    native.set("now", Func::from(move || begin.elapsed().as_secs_f64() * 1_000.0))
}

// What `step` found, in the low bits of its result; `http/parser.js` has the same numbers.
const NOTHING: u32 = 0;
const HEAD: u32 = 1;
const HEAD_ALONE: u32 = 2;
const BODY: u32 = 3;
const COMPLETE: u32 = 4;
const UPGRADED: u32 = 5;
const FAILED: u32 = 6;
const KIND_BITS: u32 = 3;

/// The parser of one connection. Parsers are used again: `reset` begins a new connection.
#[rquickjs::class]
#[derive(Trace, JsLifetime)]
pub(super) struct HttpParser {
    #[qjs(skip_trace)]
    parser: Parser,
    #[qjs(skip_trace)]
    failure: Option<Error>,
    body_length: usize,
}

#[rquickjs::methods(rename_all = "camelCase")]
impl HttpParser {
    #[qjs(constructor)]
    fn new() -> HttpParser {
        let parser = Parser::new(Kind::Request, Limits::default());
        HttpParser { parser, failure: None, body_length: 0 }
    }

    /// 1 is for requests, 2 for responses.
    fn reset(&mut self, kind: u32, head_bytes_max: usize, lenient: bool) {
        let kind = if kind == 1 { Kind::Request } else { Kind::Response };
        // JavaScript drops what is over `maxHeadersCount`; the bytes are what bounds us here.
        let limits = Limits { head_bytes_max, fields_max: usize::MAX, ..Limits::default() };
        self.parser.reset(kind, limits, lenient);
        self.failure = None;
    }

    /// Goes on at `at`: what was found, and above it how many bytes that took.
    fn step(&mut self, packet: View<'_>, at: usize) -> u32 {
        let Self { parser, failure, body_length } = self;
        packet.with(|bytes| {
            let input = bytes.get(at..).unwrap_or_default();
            let (consumed, found) = match parser.step(input) {
                Err(error) => {
                    *failure = Some(error.error);
                    (error.consumed, FAILED)
                }
                Ok(step) => (step.consumed, found(parser, step.event, body_length)),
            };
            // A packet is far from 512 MiB.
            (consumed as u32) << KIND_BITS | found
        })
    }

    fn body_length(&self) -> usize {
        self.body_length
    }

    fn in_message(&self) -> bool {
        self.parser.in_message()
    }

    /// [flags, method, target, fields, version] of a request, [flags, status, reason, fields, version] of a
    /// response.
    fn head<'js>(&self, ctx: Ctx<'js>) -> Result<Array<'js>> {
        let head = self.parser.head();
        let flags = u32::from(head.keep_alive)
            | u32::from(head.upgrade) << 1
            | u32::from(head.has_host) << 2
            | u32::from(head.has_expect) << 3
            | u32::from(head.version == (1, 1)) << 4;
        let array = Array::new(ctx.clone())?;
        array.set(0, flags)?;
        if head.method.is_empty() {
            array.set(1, head.status)?;
            array.set(2, latin1(&ctx, &head.reason)?)?;
        } else {
            array.set(1, head.method)?;
            array.set(2, latin1(&ctx, &head.target)?)?;
        }
        array.set(3, latin1(&ctx, head.fields.block())?)?;
        array.set(4, u32::from(head.version.0) << 4 | u32::from(head.version.1))?;
        Ok(array)
    }

    fn trailers<'js>(&self, ctx: Ctx<'js>) -> Result<JsString<'js>> {
        latin1(&ctx, self.parser.trailers().block())
    }

    fn skip_body(&mut self) {
        self.parser.skip_body();
    }

    fn accept_upgrade(&mut self) {
        self.parser.accept_upgrade();
    }

    /// The connection has ended.
    fn finish(&mut self) -> u32 {
        match self.parser.finish() {
            Ok(None) => NOTHING,
            Ok(Some(_)) => COMPLETE,
            Err(error) => {
                self.failure = Some(error);
                FAILED
            }
        }
    }

    /// [code, reason]
    fn failure(&self) -> Vec<&'static str> {
        self.failure.iter().flat_map(|error| [error.code, error.reason]).collect()
    }
}

fn found(parser: &mut Parser, event: Option<Event>, body_length: &mut usize) -> u32 {
    match event {
        None => NOTHING,
        // Most requests are over with their head: that is told in one go.
        Some(Event::Head) if parser.complete_alone() => HEAD_ALONE,
        Some(Event::Head) => HEAD,
        Some(Event::Body(range)) => {
            *body_length = range.len();
            BODY
        }
        Some(Event::Complete) => COMPLETE,
        Some(Event::Upgraded) => UPGRADED,
    }
}

/// The bytes as a string, each one a character. Nearly all are ASCII.
fn latin1<'js>(ctx: &Ctx<'js>, bytes: &[u8]) -> Result<JsString<'js>> {
    match std::str::from_utf8(bytes) {
        Ok(text) if bytes.is_ascii() => JsString::from_str(ctx.clone(), text),
        _ => {
            let text: String = bytes.iter().copied().map(char::from).collect();
            JsString::from_str(ctx.clone(), &text)
        }
    }
}
