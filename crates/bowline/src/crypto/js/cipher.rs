//! Ciphers as JavaScript holds them.

use bowline_js::{Bytes, Done, Text, Throws, View};
use rquickjs::class::Trace;
use rquickjs::convert::List;
use rquickjs::function::Opt;
use rquickjs::prelude::Func;
use rquickjs::{Array, Ctx, Function, IntoJs, JsLifetime, Object, Result, Value};

use super::key::KeyBytes;
use crate::crypto::{Cipher, CipherKind, Direction, Mode};
use crate::work::submit;

#[rquickjs::class(rename = "CipherHandle")]
#[derive(Trace, JsLifetime)]
pub(super) struct CipherClass {
    #[qjs(skip_trace)]
    cipher: Cipher,
}

#[rquickjs::methods(rename_all = "camelCase")]
impl CipherClass {
    /// What comes out; null if the cipher does not take it.
    fn update<'js>(&mut self, ctx: Ctx<'js>, data: View<'js>) -> Result<Value<'js>> {
        match data.with(|data| self.cipher.update(data)) {
            Ok(out) => Bytes(out).into_js(&ctx),
            Err(_) => Ok(Value::new_null(ctx)),
        }
    }

    /// What comes out at the end; null if the tag is another one.
    #[qjs(rename = "final")]
    fn finish<'js>(&mut self, ctx: Ctx<'js>) -> Result<Value<'js>> {
        match self.cipher.finish() {
            Ok(out) => Bytes(out).into_js(&ctx),
            Err(error) if error.code() == "ERR_CRYPTO_OPERATION_FAILED" => Ok(Value::new_null(ctx)),
            Err(error) => Err(error).throws(&ctx),
        }
    }

    fn set_auto_padding(&mut self, is_padded: bool) -> bool {
        self.cipher.set_padding(is_padded).is_ok()
    }

    #[qjs(rename = "setAAD")]
    fn set_additional_data(&mut self, data: View<'_>, text_length: Opt<usize>) -> bool {
        data.with(|data| self.cipher.set_additional_data(data, text_length.0)).is_ok()
    }

    /// Undefined if it was taken, or else the code of why not.
    fn set_auth_tag(&mut self, tag: View<'_>) -> Option<String> {
        tag.with(|tag| self.cipher.set_tag(tag)).err().map(|error| error.code().to_owned())
    }

    fn get_auth_tag(&self) -> Option<Bytes> {
        self.cipher.tag().map(Bytes)
    }
}

pub(super) fn native<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "cipher",
        Func::from(
            |ctx: Ctx<'js>,
             encrypts: bool,
             name: Text,
             key: KeyBytes<'js>,
             iv: View<'js>,
             tag_size: Opt<usize>| {
                let cipher = make(encrypts, &name, &key, &iv, tag_size.0).throws(&ctx)?;
                Ok::<_, rquickjs::Error>(CipherClass { cipher })
            },
        ),
    )?;
    native.set("cipherLater", Func::from(cipher_later))?;
    native.set(
        "ciphers",
        Func::from(|| -> Vec<_> { CipherKind::all().iter().map(|kind| kind.name()).collect() }),
    )?;
    native.set("cipherInfo", Func::from(info))?;
    native.set(
        "takesIv",
        Func::from(|name: Text, size: usize| {
            name.0.parse::<CipherKind>().is_ok_and(|kind| kind.takes_iv_of(size))
        }),
    )?;
    native.set(
        "takesTag",
        Func::from(|name: Text, size: usize| {
            name.0.parse::<CipherKind>().is_ok_and(|kind| kind.takes_tag_of(size))
        }),
    )?;
    native.set(
        "textMax",
        Func::from(|name: Text, iv_size: usize| {
            let kind = name.0.parse::<CipherKind>();
            kind.map_or(0.0, |kind| Cipher::text_max(kind, iv_size) as f64)
        }),
    )
}

fn make(
    encrypts: bool,
    name: &Text,
    key: &KeyBytes<'_>,
    iv: &View<'_>,
    tag_size: Option<usize>,
) -> crate::Result<Cipher> {
    let direction = if encrypts { Direction::Encrypt } else { Direction::Decrypt };
    let kind = name.0.parse()?;
    key.with(|key| iv.with(|iv| Cipher::new(direction, kind, key, iv, tag_size)))
}

/// The whole of a text at once, on the pool; the tag stands behind what is encrypted.
fn cipher_later<'js>(
    ctx: Ctx<'js>,
    encrypts: bool,
    name: Text,
    parts: List<(KeyBytes<'js>, View<'js>, View<'js>, View<'js>)>,
    tag_size: usize,
    callback: Function<'js>,
) -> Result<()> {
    let List((key, iv, additional, data)) = parts;
    let is_authenticated = name.0.parse::<CipherKind>().is_ok_and(CipherKind::is_authenticated);
    let mut cipher =
        make(encrypts, &name, &key, &iv, is_authenticated.then_some(tag_size)).throws(&ctx)?;
    let mut data = data.to_vec();
    let additional = additional.to_vec();
    let done = Done::new(&ctx, callback);
    let work = move || {
        if !additional.is_empty() {
            cipher.set_additional_data(&additional, Some(data.len()))?;
        }
        if is_authenticated && !encrypts {
            let tag = data.split_off(data.len().saturating_sub(tag_size));
            cipher.set_tag(&tag)?;
        }
        let mut out = cipher.update(&data)?;
        out.extend(cipher.finish()?);
        out.extend(cipher.tag().unwrap_or_default());
        Ok(out)
    };
    submit(work, move |result: crate::Result<Vec<u8>>| done.settle(result.map(Bytes)));
    Ok(())
}

/// `[name, number, mode, key size, vector size, block size]` of a cipher by name or number; undefined if there is
/// none.
fn info<'js>(ctx: Ctx<'js>, wanted: Value<'js>) -> Result<Option<Array<'js>>> {
    let kind = match wanted.as_number() {
        Some(number) => CipherKind::by_number(number as u32),
        None => <Text as rquickjs::FromJs>::from_js(&ctx, wanted)?.0.parse().ok(),
    };
    let Some(kind) = kind else { return Ok(None) };
    let info = Array::new(ctx)?;
    info.set(0, kind.name())?;
    info.set(1, kind.number())?;
    let mode = match kind.mode() {
        Mode::Ecb => "ecb",
        Mode::Cbc => "cbc",
        Mode::Ctr => "ctr",
        Mode::Gcm => "gcm",
        Mode::Ccm => "ccm",
        Mode::Ocb => "ocb",
        Mode::Stream | Mode::ChaChaPoly => "stream",
        Mode::Wrap | Mode::WrapPad | Mode::WrapDes => "wrap",
    };
    info.set(2, mode)?;
    info.set(3, kind.key_size())?;
    info.set(4, kind.iv_size())?;
    info.set(5, kind.block_size())?;
    Ok(Some(info))
}
