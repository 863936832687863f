//! Strings from JavaScript.

use rquickjs::{Ctx, FromJs, Result, Value};

/// A string argument. Halves of surrogate pairs, which Rust strings cannot hold, become U+FFFD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

impl<'js> FromJs<'js> for Text {
    fn from_js(_: &Ctx<'js>, value: Value<'js>) -> Result<Text> {
        let Some(string) = value.as_string() else {
            return Err(rquickjs::Error::new_from_js(value.type_name(), "string"));
        };
        crate::engine::text_of(string).map(Text)
    }
}
