//! Hashes and authentication codes as JavaScript holds them.

use bowline_js::{Bytes, Done, Text, View};
use rquickjs::class::Trace;
use rquickjs::convert::List;
use rquickjs::function::Opt;
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Function, JsLifetime, Object, Result, Value};

use super::digest;
use super::key::KeyBytes;
use crate::crypto::{Hash, Hmac, Xof, XofHash};
use crate::work::submit;

/// A hash, or its result once somebody asked for that.
#[rquickjs::class(rename = "Hash")]
#[derive(Trace, JsLifetime)]
pub(super) struct HashClass {
    #[qjs(skip_trace)]
    running: Option<Running>,
    result: Vec<u8>,
}

#[derive(Clone)]
enum Running {
    Fixed(Hash),
    Long(Box<XofHash>, Xof, usize),
}

impl Running {
    /// `None` if there is no such function, or no result of that length.
    fn new(name: &str, size: Option<usize>) -> Option<Running> {
        if let Ok(digest) = name.parse::<crate::crypto::Digest>() {
            let fits = size.is_none_or(|size| size == digest.output_size());
            return fits.then(|| Running::Fixed(Hash::new(digest)));
        }
        let xof: Xof = name.parse().ok()?;
        let size = size.unwrap_or_else(|| xof.default_size());
        Some(Running::Long(Box::new(XofHash::new(xof)), xof, size))
    }

    fn update(&mut self, data: &[u8]) {
        match self {
            Running::Fixed(hash) => hash.update(data),
            Running::Long(hash, ..) => hash.update(data),
        }
    }

    fn digest(self) -> Vec<u8> {
        match self {
            Running::Fixed(hash) => hash.digest(),
            Running::Long(hash, _, size) => hash.digest(size),
        }
    }
}

#[rquickjs::methods(rename_all = "camelCase")]
impl HashClass {
    /// A string in UTF-8, or bytes.
    fn update<'js>(&mut self, ctx: Ctx<'js>, data: Value<'js>) -> Result<()> {
        match &mut self.running {
            Some(running) => with_bytes(&ctx, data, |data| running.update(data)),
            None => Ok(()),
        }
    }

    fn digest(&mut self) -> Bytes {
        self.finish();
        Bytes(self.result.clone())
    }

    fn digest_hex(&mut self) -> String {
        self.finish();
        hex(&self.result)
    }

    /// Another from the same place, with a result of its own length; undefined if it cannot have that.
    fn copy(&self, size: Opt<usize>) -> Option<HashClass> {
        let running = match (self.running.clone()?, size.0) {
            (Running::Long(hash, function, _), size) => {
                let size = size.unwrap_or_else(|| function.default_size());
                Running::Long(hash, function, size)
            }
            (Running::Fixed(hash), Some(size)) if size != hash.kind().output_size() => return None,
            (running, _) => running,
        };
        Some(HashClass::new(running))
    }
}

impl HashClass {
    fn new(running: Running) -> HashClass {
        HashClass { running: Some(running), result: Vec::new() }
    }

    fn finish(&mut self) {
        if let Some(running) = self.running.take() {
            self.result = running.digest();
        }
    }
}

/// An authentication code; without one once it was asked for the result.
#[rquickjs::class(rename = "Hmac")]
#[derive(Trace, JsLifetime)]
pub(super) struct HmacClass {
    #[qjs(skip_trace)]
    running: Option<Hmac>,
}

#[rquickjs::methods(rename_all = "camelCase")]
impl HmacClass {
    /// A string in UTF-8, or bytes.
    fn update<'js>(&mut self, ctx: Ctx<'js>, data: Value<'js>) -> Result<()> {
        match &mut self.running {
            Some(running) => with_bytes(&ctx, data, |data| running.update(data)),
            None => Ok(()),
        }
    }

    /// Nothing the second time.
    fn digest(&mut self) -> Bytes {
        Bytes(self.running.take().map(Hmac::digest).unwrap_or_default())
    }

    fn digest_hex(&mut self) -> String {
        hex(&self.running.take().map(Hmac::digest).unwrap_or_default())
    }
}

pub(super) fn native<'js>(native: &Object<'js>) -> Result<()> {
    // Undefined if there is no such function, or no result of that length.
    native.set(
        "hash",
        Func::from(|name: Text, size: Opt<usize>| {
            Running::new(&name.0, size.0).map(HashClass::new)
        }),
    )?;
    native.set(
        "hashOnce",
        Func::from(|ctx: Ctx<'js>, name: Text, data: Value<'js>| {
            let Some(mut running) = Running::new(&name.0, None) else { return Ok(None) };
            with_bytes(&ctx, data, |data| running.update(data))?;
            Ok::<_, rquickjs::Error>(Some(Bytes(running.digest())))
        }),
    )?;
    native.set(
        "hashLater",
        Func::from(|ctx: Ctx<'js>, name: Text, data: View<'js>, callback: Function<'js>| {
            let (digest, data) = (digest(&ctx, &name)?, data.to_vec());
            let done = Done::new(&ctx, callback);
            let work = move || Ok(crate::crypto::hash(digest, data));
            submit(work, move |result| done.settle(result.map(Bytes)));
            Ok::<_, rquickjs::Error>(())
        }),
    )?;
    native.set(
        "hmacLater",
        Func::from(
            |ctx: Ctx<'js>,
             name: Text,
             List(parts): List<(KeyBytes<'js>, View<'js>)>,
             callback: Function<'js>| {
                let digest = digest(&ctx, &name)?;
                let mut hmac = parts.0.with(|key| Hmac::new(digest, key));
                let data = parts.1.to_vec();
                let done = Done::new(&ctx, callback);
                let work = move || {
                    hmac.update(data);
                    Ok(hmac.digest())
                };
                submit(work, move |result| done.settle(result.map(Bytes)));
                Ok::<_, rquickjs::Error>(())
            },
        ),
    )?;
    native.set(
        "hmac",
        Func::from(|ctx: Ctx<'js>, name: Text, key: KeyBytes<'js>| {
            let digest = digest(&ctx, &name)?;
            let running = Some(key.with(|key| Hmac::new(digest, key)));
            Ok::<_, rquickjs::Error>(HmacClass { running })
        }),
    )
}

/// The bytes of a view, or of a string in UTF-8.
fn with_bytes<'js>(ctx: &Ctx<'js>, data: Value<'js>, look: impl FnOnce(&[u8])) -> Result<()> {
    if data.is_string() {
        let text: Text = rquickjs::FromJs::from_js(ctx, data)?;
        look(text.0.as_bytes());
    } else {
        let view: View<'js> = rquickjs::FromJs::from_js(ctx, data)?;
        view.with(look);
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    let digits = b"0123456789abcdef";
    let both = |byte: &u8| [digits[usize::from(byte >> 4)], digits[usize::from(byte & 0x0F)]];
    bytes.iter().flat_map(both).map(char::from).collect()
}
