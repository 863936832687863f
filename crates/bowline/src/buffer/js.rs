//! The native half of `buffer`: what it gives is told at the top of `buffer.js` and of `internal/encoding.js`.

use std::cell::RefCell;

use bowline_js::{Bytes, Text, Units, View, set_buffer_prototype};
use encoding_rs::{Decoder, DecoderResult};
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Exception, FromJs, Function, IntoJs, Object, Result, TypedArray, Value};

use super::{Decoded, Encoding, Source, decode, encode, index_of, last_index_of, write};

pub(crate) fn native<'js>(ctx: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    strings(native)?;
    bytes(native)?;
    decoders(native)?;
    native.set("utf8Length", Func::from(|text: Text| text.0.len()))?;
    native.set(
        "setBufferPrototype",
        Function::new(ctx.clone(), |ctx: Ctx<'js>, prototype: Object<'js>| {
            set_buffer_prototype(&ctx, prototype);
        })?,
    )
}

fn encoding_of(ctx: &Ctx<'_>, number: u8) -> Result<Encoding> {
    let unknown = || Exception::throw_range(ctx, "there is no such encoding");
    Encoding::from_number(number).ok_or_else(unknown)
}

fn source_of<'js>(ctx: &Ctx<'js>, value: Value<'js>, encoding: Encoding) -> Result<Source> {
    if encoding == Encoding::Ucs2 {
        return Ok(Source::Units(Units::from_js(ctx, value)?.0));
    }
    let text = Text::from_js(ctx, value.clone())?.0;
    if encoding.needs_units() && !text.is_ascii() {
        return Ok(Source::Units(Units::from_js(ctx, value)?.0));
    }
    Ok(Source::Text(text))
}

impl<'js> IntoJs<'js> for Decoded {
    fn into_js(self, ctx: &Ctx<'js>) -> Result<Value<'js>> {
        match self {
            Decoded::Text(text) => text.into_js(ctx),
            Decoded::Units(units) => Units(units).into_js(ctx),
        }
    }
}

/// Bytes that may be looked at: none when they are another thread's too.
struct Own<'js>(Option<View<'js>>);

impl<'js> FromJs<'js> for Own<'js> {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Own<'js>> {
        Ok(Own(View::from_js(ctx, value).ok()))
    }
}

fn strings<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "encode",
        Func::from(|ctx: Ctx<'js>, text: Value<'js>, encoding: u8| -> Result<Bytes> {
            let encoding = encoding_of(&ctx, encoding)?;
            Ok(Bytes(encode(source_of(&ctx, text, encoding)?, encoding)))
        }),
    )?;
    native.set(
        "encodeUtf8",
        Func::from(|ctx: Ctx<'js>, text: Text| TypedArray::<u8>::new(ctx, text.0.into_bytes())),
    )?;
    native.set(
        "write",
        Func::from(
            |ctx: Ctx<'js>,
             view: Own<'js>,
             text: Value<'js>,
             encoding: u8,
             start: usize,
             length: usize|
             -> Result<Option<usize>> {
                let encoding = encoding_of(&ctx, encoding)?;
                let Some(mut view) = view.0 else { return Ok(None) };
                let source = source_of(&ctx, text, encoding)?;
                Ok(Some(view.with_mut(|bytes| {
                    let start = start.min(bytes.len());
                    let end = start.saturating_add(length).min(bytes.len());
                    write(source, encoding, &mut bytes[start..end])
                })))
            },
        ),
    )?;
    native.set(
        "decode",
        Func::from(
            |ctx: Ctx<'js>,
             view: Own<'js>,
             encoding: u8,
             start: usize,
             end: usize|
             -> Result<Option<Decoded>> {
                let encoding = encoding_of(&ctx, encoding)?;
                let part =
                    |bytes: &[u8]| decode(bytes.get(start..end).unwrap_or_default(), encoding);
                Ok(view.0.map(|view| view.with(part)))
            },
        ),
    )
}

fn bytes<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "compare",
        Func::from(|left: Own<'js>, right: Own<'js>| {
            let (left, right) = left.0.zip(right.0)?;
            Some(left.with(|left| right.with(|right| left.cmp(right))) as i32)
        }),
    )?;
    native.set(
        "indexOf",
        Func::from(|view: Own<'js>, needle: Own<'js>, start: usize, forward: bool, step: usize| {
            let search = if forward { index_of } else { last_index_of };
            let (view, needle) = view.0.zip(needle.0)?;
            let found =
                view.with(|bytes| needle.with(|needle| search(bytes, needle, start, step.max(1))));
            Some(found.map_or(-1.0, |index| index as f64))
        }),
    )?;
    native.set(
        "fill",
        Func::from(|view: Own<'js>, pattern: Own<'js>, start: usize, end: usize| {
            let (mut view, pattern) = view.0.zip(pattern.0)?;
            // The pattern may be a part of what is filled.
            let pattern = pattern.to_vec();
            view.with_mut(|bytes| {
                let area = bytes.get_mut(start..end).unwrap_or_default();
                if pattern.is_empty() {
                    return;
                }
                for part in area.chunks_mut(pattern.len()) {
                    part.copy_from_slice(&pattern[..part.len()]);
                }
            });
            Some(true)
        }),
    )?;
    native.set(
        "swap",
        Func::from(|view: Own<'js>, size: usize| {
            let mut view = view.0?;
            view.with_mut(|bytes| {
                for group in bytes.chunks_exact_mut(size.max(1)) {
                    group.reverse();
                }
            });
            Some(true)
        }),
    )?;
    native.set(
        "isUtf8",
        Func::from(|view: View<'js>| view.with(|bytes| std::str::from_utf8(bytes).is_ok())),
    )?;
    native.set("isAscii", Func::from(|view: View<'js>| view.with(<[u8]>::is_ascii)))
}

fn decoders<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "encodingName",
        Func::from(|label: Text| {
            let encoding = encoding_rs::Encoding::for_label_no_replacement(label.0.as_bytes());
            encoding.map(|encoding| encoding.name().to_ascii_lowercase())
        }),
    )?;
    native.set(
        "decoder",
        Func::from(
            |ctx: Ctx<'js>, name: Text, fatal: bool, ignore_bom: bool| -> Result<Function<'js>> {
                let unknown = || Exception::throw_range(&ctx, "there is no such encoding");
                let encoding = encoding_rs::Encoding::for_label_no_replacement(name.0.as_bytes())
                    .ok_or_else(unknown)?;
                let start = move || {
                    if ignore_bom {
                        encoding.new_decoder_without_bom_handling()
                    } else {
                        encoding.new_decoder_with_bom_removal()
                    }
                };
                let decoder = RefCell::new(start());
                Function::new(ctx, move |view: View<'js>, stream: bool| {
                    let mut decoder = decoder.borrow_mut();
                    let text = view.with(|bytes| decode_part(&mut decoder, bytes, fatal, !stream));
                    // A decoder that came to an end cannot go on.
                    if !stream || text.is_none() {
                        *decoder = start();
                    }
                    text
                })
            },
        ),
    )
}

/// `None`: the bytes are malformed and that is fatal.
fn decode_part(decoder: &mut Decoder, bytes: &[u8], fatal: bool, last: bool) -> Option<String> {
    let length = if fatal {
        decoder.max_utf8_buffer_length_without_replacement(bytes.len())
    } else {
        decoder.max_utf8_buffer_length(bytes.len())
    };
    let mut text = String::with_capacity(length?);
    if !fatal {
        let _ = decoder.decode_to_string(bytes, &mut text, last);
        return Some(text);
    }
    match decoder.decode_to_string_without_replacement(bytes, &mut text, last).0 {
        DecoderResult::InputEmpty => Some(text),
        DecoderResult::OutputFull | DecoderResult::Malformed(..) => None,
    }
}
