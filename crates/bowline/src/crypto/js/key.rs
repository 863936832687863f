//! Secret keys as JavaScript holds them.

use bowline_js::{Bytes, Done, Throws, View};
use rquickjs::class::Trace;
use rquickjs::prelude::Func;
use rquickjs::{Class, Ctx, FromJs, Function, IntoJs, JsLifetime, Object, Result, Value};
use zeroize::Zeroizing;

use crate::crypto::{random_bytes, random_bytes_sync, timing_safe_equal};

/// The bytes of a key, which are overwritten when it is collected.
#[rquickjs::class(rename = "SecretKey")]
#[derive(Trace, JsLifetime)]
pub(super) struct SecretKeyClass {
    #[qjs(skip_trace)]
    bytes: Zeroizing<Vec<u8>>,
}

#[rquickjs::methods]
impl SecretKeyClass {
    #[qjs(get)]
    fn size(&self) -> usize {
        self.bytes.len()
    }

    fn export(&self) -> Bytes {
        Bytes(self.bytes.to_vec())
    }

    fn equals(&self, other: Class<'_, SecretKeyClass>) -> bool {
        timing_safe_equal(&self.bytes, &other.borrow().bytes)
    }
}

impl SecretKeyClass {
    pub(super) fn new(bytes: Vec<u8>) -> SecretKeyClass {
        SecretKeyClass { bytes: bytes.into() }
    }
}

/// An argument that is a key: a [`SecretKeyClass`], or bytes.
pub(super) enum KeyBytes<'js> {
    Key(Class<'js, SecretKeyClass>),
    View(View<'js>),
}

impl KeyBytes<'_> {
    /// Lends the bytes.
    pub(super) fn with<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        match self {
            KeyBytes::Key(key) => look(&key.borrow().bytes),
            KeyBytes::View(view) => view.with(look),
        }
    }
}

impl<'js> FromJs<'js> for KeyBytes<'js> {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> Result<KeyBytes<'js>> {
        match Class::from_js(ctx, value.clone()) {
            Ok(key) => Ok(KeyBytes::Key(key)),
            Err(_) => View::from_js(ctx, value).map(KeyBytes::View),
        }
    }
}

pub(super) fn native<'js>(native: &Object<'js>) -> Result<()> {
    native.set("secretKey", Func::from(|bytes: View<'js>| SecretKeyClass::new(bytes.to_vec())))?;
    native.set(
        "randomKey",
        Func::from(|ctx: Ctx<'js>, size: usize| {
            random_bytes_sync(size).map(SecretKeyClass::new).throws(&ctx)
        }),
    )?;
    native.set(
        "randomKeyLater",
        Func::from(|ctx: Ctx<'js>, size: usize, callback: Function<'js>| {
            let done = Done::new(&ctx, callback);
            random_bytes(size, move |result| {
                done.settle_with(result, |ctx, bytes| SecretKeyClass::new(bytes).into_js(ctx));
            });
        }),
    )
}
