//! The native half of crypto. JavaScript has checked the arguments, as `native.cipher` and the like tell it how.

mod cipher;
mod derive;
mod hash;
mod key;

use bowline_js::{Bytes, Done, Text, Throws, View};
use rquickjs::prelude::Func;
use rquickjs::{Class, Ctx, Exception, Function, Object, Result};

use super::{Digest, random_fill_sync, random_uuid, timing_safe_equal};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    Class::<hash::HashClass>::define(native)?;
    Class::<hash::HmacClass>::define(native)?;
    Class::<cipher::CipherClass>::define(native)?;
    Class::<key::SecretKeyClass>::define(native)?;
    hash::native(native)?;
    key::native(native)?;
    cipher::native(native)?;
    random(native)?;
    derive::native(native)?;
    native.set("hasDigest", Func::from(|name: Text| name.0.parse::<Digest>().is_ok()))?;
    native.set(
        "digestSize",
        Func::from(|name: Text| name.0.parse::<Digest>().ok().map(Digest::output_size)),
    )?;
    native.set(
        "timingSafeEqual",
        Func::from(|left: View<'js>, right: View<'js>| {
            left.with(|left| right.with(|right| timing_safe_equal(left, right)))
        }),
    )?;
    Ok(())
}

fn random<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "fill",
        Func::from(|ctx: Ctx<'js>, mut view: View<'js>, offset: usize, size: usize| {
            let filled = view.with_mut(|bytes| {
                let end = offset.saturating_add(size).min(bytes.len());
                bytes.get_mut(offset..end).map_or(Ok(()), random_fill_sync)
            });
            filled.throws(&ctx)
        }),
    )?;
    native.set(
        "randomBytes",
        Func::from(|ctx: Ctx<'js>, size: usize, callback: Function<'js>| {
            let done = Done::new(&ctx, callback);
            super::random_bytes(size, move |result| done.settle(result.map(Bytes)));
        }),
    )?;
    native.set("randomUUID", Func::from(|ctx: Ctx<'js>| random_uuid().throws(&ctx)))
}

/// The hash function of this name; JavaScript asks first whether there is one.
fn digest(ctx: &Ctx<'_>, name: &Text) -> Result<Digest> {
    name.0.parse().map_err(|error: crate::Error| Exception::throw_type(ctx, &error.to_string()))
}
