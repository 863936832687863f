//! The native half of crypto. JavaScript has checked the arguments, as `native.cipher` and the like tell it how.

mod cipher;
mod hash;
mod key;

use bowline_js::{Bytes, Done, Text, Throws, View};
use rquickjs::convert::List;
use rquickjs::function::Opt;
use rquickjs::prelude::Func;
use rquickjs::{Class, Ctx, Exception, Function, Object, Result};

use key::KeyBytes;

use super::{Digest, ScryptOptions, random_fill_sync, random_uuid, timing_safe_equal};
use crate::Result as Outcome;

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    Class::<hash::HashClass>::define(native)?;
    Class::<hash::HmacClass>::define(native)?;
    Class::<cipher::CipherClass>::define(native)?;
    Class::<key::SecretKeyClass>::define(native)?;
    hash::native(native)?;
    key::native(native)?;
    cipher::native(native)?;
    random(native)?;
    derive(native)?;
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

/// Each without a callback at once, and with one on the pool.
fn derive<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "pbkdf2",
        Func::from(
            |ctx: Ctx<'js>,
             List(secret): List<(View<'js>, View<'js>)>,
             iterations: u32,
             length: usize,
             name: Text,
             callback: Opt<Function<'js>>| {
                let digest = digest(&ctx, &name)?;
                let (password, salt) = (secret.0.to_vec(), secret.1.to_vec());
                match callback.0 {
                    Some(callback) => {
                        let done = settle(&ctx, callback);
                        super::pbkdf2(password, salt, iterations, length, digest, done);
                        Ok(None)
                    }
                    None => {
                        let key = super::pbkdf2_sync(password, salt, iterations, length, digest);
                        key.map(|key| Some(Bytes(key))).throws(&ctx)
                    }
                }
            },
        ),
    )?;
    native.set(
        "scrypt",
        Func::from(
            |ctx: Ctx<'js>,
             List(secret): List<(View<'js>, View<'js>)>,
             length: usize,
             List(costs): List<(f64, u32, u32, f64)>,
             callback: Opt<Function<'js>>| {
                let (password, salt) = (secret.0.to_vec(), secret.1.to_vec());
                let options = ScryptOptions {
                    cost: costs.0 as u64,
                    block_size: costs.1,
                    parallelization: costs.2,
                    memory_max: costs.3 as u64,
                };
                match callback.0 {
                    Some(callback) => {
                        let done = settle(&ctx, callback);
                        super::scrypt(password, salt, length, &options, done);
                        Ok(None)
                    }
                    None => {
                        let key = super::scrypt_sync(password, salt, length, &options);
                        key.map(|key| Some(Bytes(key))).throws(&ctx)
                    }
                }
            },
        ),
    )?;
    // Tells if the costs make no sense.
    native.set(
        "checkScrypt",
        Func::from(|List(costs): List<(f64, u32, u32, f64)>| {
            let options = ScryptOptions {
                cost: costs.0 as u64,
                block_size: costs.1,
                parallelization: costs.2,
                memory_max: costs.3 as u64,
            };
            let checked = super::Scrypt::new(0, &options);
            checked.err().map(|error| error.to_string())
        }),
    )?;
    native.set(
        "hkdf",
        Func::from(
            |ctx: Ctx<'js>,
             name: Text,
             List(secret): List<(KeyBytes<'js>, View<'js>, View<'js>)>,
             length: usize,
             callback: Opt<Function<'js>>| {
                let digest = digest(&ctx, &name)?;
                let (key, salt, info) =
                    (secret.0.with(<[u8]>::to_vec), secret.1.to_vec(), secret.2.to_vec());
                match callback.0 {
                    Some(callback) => {
                        let done = settle(&ctx, callback);
                        super::hkdf(digest, key, salt, info, length, done);
                        Ok(None)
                    }
                    None => {
                        let key = super::hkdf_sync(digest, key, salt, info, length);
                        key.map(|key| Some(Bytes(key))).throws(&ctx)
                    }
                }
            },
        ),
    )
}

fn settle<'js>(
    ctx: &Ctx<'js>,
    callback: Function<'js>,
) -> impl FnOnce(Outcome<Vec<u8>>) + 'static + use<> {
    let done = Done::new(ctx, callback);
    move |result| done.settle(result.map(Bytes))
}

/// The hash function of this name; JavaScript asks first whether there is one.
fn digest(ctx: &Ctx<'_>, name: &Text) -> Result<Digest> {
    name.0.parse().map_err(|error: crate::Error| Exception::throw_type(ctx, &error.to_string()))
}
