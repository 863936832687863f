//! Keys from passwords and other keys. Each without a callback at once, and with one on the pool.

use bowline_js::{Bytes, Done, Text, Throws, View};
use rquickjs::convert::List;
use rquickjs::function::Opt;
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Function, Object, Result};

use super::digest;
use super::key::KeyBytes;
use crate::Result as Outcome;
use crate::crypto::{self, ScryptOptions, scrypt::Scrypt};

pub(super) fn native<'js>(native: &Object<'js>) -> Result<()> {
    set_pbkdf2(native)?;
    set_scrypt(native)?;
    set_hkdf(native)
}

fn set_pbkdf2<'js>(native: &Object<'js>) -> Result<()> {
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
                        crypto::pbkdf2(password, salt, iterations, length, digest, done);
                        Ok(None)
                    }
                    None => {
                        let key = crypto::pbkdf2_sync(password, salt, iterations, length, digest);
                        key.map(|key| Some(Bytes(key))).throws(&ctx)
                    }
                }
            },
        ),
    )
}

fn set_scrypt<'js>(native: &Object<'js>) -> Result<()> {
    native.set(
        "scrypt",
        Func::from(
            |ctx: Ctx<'js>,
             List(secret): List<(View<'js>, View<'js>)>,
             length: usize,
             costs: List<(f64, u32, u32, f64)>,
             callback: Opt<Function<'js>>| {
                let (password, salt) = (secret.0.to_vec(), secret.1.to_vec());
                let options = options(costs);
                match callback.0 {
                    Some(callback) => {
                        let done = settle(&ctx, callback);
                        crypto::scrypt(password, salt, length, &options, done);
                        Ok(None)
                    }
                    None => {
                        let key = crypto::scrypt_sync(password, salt, length, &options);
                        key.map(|key| Some(Bytes(key))).throws(&ctx)
                    }
                }
            },
        ),
    )?;
    // Tells if the costs make no sense.
    native.set(
        "checkScrypt",
        Func::from(|costs: List<(f64, u32, u32, f64)>| {
            let options = options(costs);
            let checked = Scrypt::new(0, &options);
            checked.err().map(|error| error.to_string())
        }),
    )
}

fn set_hkdf<'js>(native: &Object<'js>) -> Result<()> {
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
                        crypto::hkdf(digest, key, salt, info, length, done);
                        Ok(None)
                    }
                    None => {
                        let key = crypto::hkdf_sync(digest, key, salt, info, length);
                        key.map(|key| Some(Bytes(key))).throws(&ctx)
                    }
                }
            },
        ),
    )
}

/// The costs as JavaScript gives them: `N`, `r`, `p` and the most memory.
fn options(List(costs): List<(f64, u32, u32, f64)>) -> ScryptOptions {
    ScryptOptions {
        cost: costs.0 as u64,
        block_size: costs.1,
        parallelization: costs.2,
        memory_max: costs.3 as u64,
    }
}

fn settle<'js>(
    ctx: &Ctx<'js>,
    callback: Function<'js>,
) -> impl FnOnce(Outcome<Vec<u8>>) + 'static + use<> {
    let done = Done::new(ctx, callback);
    move |result| done.settle(result.map(Bytes))
}
