//! Bytes both ways.

use rquickjs::{Ctx, FromJs, IntoJs, Object, Persistent, Result, TypedArray, Value};

use crate::engine::{bytes_of, bytes_of_mut};
use crate::shared::Shared;

/// Bytes that become a `Buffer`, without a copy.
///
/// A `Uint8Array` in a runtime that has no `Buffer`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl<'js> IntoJs<'js> for Bytes {
    fn into_js(self, ctx: &Ctx<'js>) -> Result<Value<'js>> {
        let array = TypedArray::<u8>::new(ctx.clone(), self.0)?.into_object();
        let prototype = Shared::of(ctx).buffer_prototype.borrow().clone();
        if let Some(prototype) = prototype {
            array.set_prototype(Some(&prototype.restore(ctx)?))?;
        }
        Ok(array.into_value())
    }
}

/// Sets what [`Bytes`] inherit from. It is a `Uint8Array` prototype's child.
pub fn set_buffer_prototype<'js>(ctx: &Ctx<'js>, prototype: Object<'js>) {
    let old = Shared::of(ctx).buffer_prototype.replace(Some(Persistent::save(ctx, prototype)));
    drop(old);
}

/// An argument that shows bytes: an `ArrayBuffer`, any typed array, a `Buffer`, a `DataView`.
#[derive(Clone, Debug)]
pub struct View<'js>(Object<'js>);

impl<'js> View<'js> {
    /// Lends the bytes. `look` cannot call into the engine with them.
    ///
    /// The bytes of one whose memory was detached are none.
    pub fn with<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        look(bytes_of(&self.0).unwrap_or_default())
    }

    /// Lends the bytes to write to.
    pub fn with_mut<R>(&mut self, fill: impl FnOnce(&mut [u8]) -> R) -> R {
        fill(bytes_of_mut(&mut self.0).unwrap_or_default())
    }

    /// How many bytes.
    pub fn len(&self) -> usize {
        self.with(<[u8]>::len)
    }

    /// Whether there is no byte.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy.
    pub fn to_vec(&self) -> Vec<u8> {
        self.with(<[u8]>::to_vec)
    }

    /// The object itself.
    pub fn object(&self) -> &Object<'js> {
        &self.0
    }
}

impl<'js> FromJs<'js> for View<'js> {
    fn from_js(_: &Ctx<'js>, value: Value<'js>) -> Result<View<'js>> {
        let type_name = value.type_name();
        let object = value.into_object().filter(|object| bytes_of(object).is_some());
        let wrong = || rquickjs::Error::new_from_js(type_name, "ArrayBuffer or view");
        object.map(View).ok_or_else(wrong)
    }
}
