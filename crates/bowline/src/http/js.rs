//! The native half of http: the parser of messages, one event at a time.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

use bowline_js::View;
use rquickjs::prelude::Func;
use rquickjs::{Array, Ctx, Object, Result, String as JsString};

use super::framing::{Error, Event, Head, Kind, Limits, METHODS, Parser};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    let begin = Instant::now();
    native.set("now", Func::from(move || begin.elapsed().as_secs_f64() * 1_000.0))?;
    native.set("methods", METHODS.to_vec())?;
    native.set("createParser", Func::from(create_parser))?;
    native.set("target", Func::from(target))?;
    native.set("fields", Func::from(fields))
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
// Above them: how many bytes that took; of a head alone its flags and its method come first.
const FLAG_BITS: u32 = 5;
const METHOD_BITS: u32 = 6;
const ALONE_BITS: u32 = KIND_BITS + FLAG_BITS + METHOD_BITS;

/// The parser of one connection. Parsers are used again: `reset` begins a new connection.
struct HttpParser {
    parser: Parser,
    failure: Option<Error>,
    body_length: usize,
}

/// An object with the parser's functions. They share it without an object of the engine's between: that is a
/// fifth of the price of a method, and each request pays it.
fn create_parser<'js>(ctx: Ctx<'js>) -> Result<Object<'js>> {
    let parser = Parser::new(Kind::Request, Limits::default());
    let parser = Rc::new(RefCell::new(HttpParser { parser, failure: None, body_length: 0 }));
    let of = || parser.clone();
    let object = Object::new(ctx)?;
    let this = of();
    let reset = move |kind: u32, head_bytes_max: usize, lenient: bool| {
        this.borrow_mut().reset(kind, head_bytes_max, lenient);
    };
    object.set("reset", Func::from(reset))?;
    let this = of();
    object.set(
        "step",
        Func::from(move |packet: View<'_>, at: usize| this.borrow_mut().step(&packet, at)),
    )?;
    let this = of();
    object.set("bodyLength", Func::from(move || this.borrow().body_length))?;
    let this = of();
    object.set("inMessage", Func::from(move || this.borrow().parser.in_message()))?;
    let this = of();
    object.set("head", Func::from(move |ctx: Ctx<'js>| head(&ctx, this.borrow().parser.head())))?;
    let this = of();
    let trailers = move |ctx: Ctx<'js>| latin1(&ctx, this.borrow().parser.trailers().block());
    object.set("trailers", Func::from(trailers))?;
    let this = of();
    object.set("skipBody", Func::from(move || this.borrow_mut().parser.skip_body()))?;
    let this = of();
    object.set("acceptUpgrade", Func::from(move || this.borrow_mut().parser.accept_upgrade()))?;
    let this = of();
    object.set("finish", Func::from(move || this.borrow_mut().finish()))?;
    object.set("failure", Func::from(move || parser.borrow().failure()))?;
    Ok(object)
}

impl HttpParser {
    /// 1 is for requests, 2 for responses.
    fn reset(&mut self, kind: u32, head_bytes_max: usize, lenient: bool) {
        let kind = if kind == 1 { Kind::Request } else { Kind::Response };
        // JavaScript drops what is over `maxHeadersCount`; the bytes are what bounds us here.
        let limits = Limits { head_bytes_max, fields_max: usize::MAX, ..Limits::default() };
        self.parser.reset(kind, limits, lenient);
        self.failure = None;
    }

    /// Goes on at `at`: what was found, and above it how many bytes that took.
    fn step(&mut self, packet: &View<'_>, at: usize) -> u32 {
        packet.with(|bytes| {
            let begins_here = self.parser.is_between_messages();
            let (consumed, found) = match self.parser.step(bytes.get(at..).unwrap_or_default()) {
                Err(failure) => {
                    self.failure = Some(failure.error);
                    (failure.consumed, FAILED)
                }
                Ok(step) => (step.consumed, self.found(step.event)),
            };
            // A packet is far from 512 MiB.
            let consumed = consumed as u32;
            if found == HEAD && begins_here && consumed < 1 << (32 - ALONE_BITS) {
                // Most requests are over with their head: that is told in one go.
                if let Some(told) = self.head_alone() {
                    return consumed << ALONE_BITS | told;
                }
            }
            consumed << KIND_BITS | found
        })
    }

    fn found(&mut self, event: Option<Event>) -> u32 {
        match event {
            None => NOTHING,
            Some(Event::Head) => HEAD,
            Some(Event::Body(range)) => {
                self.body_length = range.len();
                BODY
            }
            Some(Event::Complete) => COMPLETE,
            Some(Event::Upgraded) => UPGRADED,
        }
    }

    fn head_alone(&mut self) -> Option<u32> {
        let head = self.parser.head();
        let method = METHODS.iter().position(|&method| method == head.method)?;
        let flags = flags(head);
        // There are fewer than 64 methods.
        self.parser
            .complete_alone()
            .then_some((method as u32) << (KIND_BITS + FLAG_BITS) | flags << KIND_BITS | HEAD_ALONE)
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

fn flags(head: &Head) -> u32 {
    u32::from(head.keep_alive)
        | u32::from(head.upgrade) << 1
        | u32::from(head.has_host) << 2
        | u32::from(head.has_expect) << 3
        | u32::from(head.version == (1, 1)) << 4
}

/// [flags, method, target, fields, version] of a request, [flags, status, reason, fields, version] of a response.
fn head<'js>(ctx: &Ctx<'js>, head: &Head) -> Result<Array<'js>> {
    let array = Array::new(ctx.clone())?;
    array.set(0, flags(head))?;
    if head.method.is_empty() {
        array.set(1, head.status)?;
        array.set(2, latin1(ctx, &head.reason)?)?;
    } else {
        array.set(1, head.method)?;
        array.set(2, latin1(ctx, &head.target)?)?;
    }
    array.set(3, latin1(ctx, head.fields.block())?)?;
    array.set(4, version(head))?;
    Ok(array)
}

fn version(head: &Head) -> u32 {
    u32::from(head.version.0) << 4 | u32::from(head.version.1)
}

/// The target of the request that begins at `at` of `packet` and was read before.
fn target<'js>(ctx: Ctx<'js>, packet: View<'js>, at: usize) -> Result<JsString<'js>> {
    latin1(&ctx, &head_again(&packet, at).target)
}

/// Its fields.
fn fields<'js>(ctx: Ctx<'js>, packet: View<'js>, at: usize) -> Result<JsString<'js>> {
    latin1(&ctx, head_again(&packet, at).fields.block())
}

fn head_again(packet: &View<'_>, at: usize) -> Head {
    let limits = Limits { head_bytes_max: usize::MAX, fields_max: usize::MAX, ..Limits::default() };
    // It was accepted with whatever strictness was asked for.
    let mut parser = Parser::new(Kind::Request, limits).lenient(true);
    // An error shows as an empty head: somebody has changed the packet since.
    packet.with(|bytes| drop(parser.step(bytes.get(at..).unwrap_or_default())));
    parser.head().clone()
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
