//! Strings as the engine has them: numbers of 16 bits, among which halves of surrogate pairs may stand alone.
#![allow(unsafe_code, reason = "the engine's functions for such strings have no safe interface")]

use std::mem::MaybeUninit;

use rquickjs::{Ctx, FromJs, IntoJs, Result, Value, qjs};

/// A string argument or result, in UTF-16 code units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Units(pub Vec<u16>);

impl<'js> FromJs<'js> for Units {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Units> {
        if !value.is_string() {
            return Err(rquickjs::Error::new_from_js(value.type_name(), "string"));
        }
        let context = ctx.as_raw().as_ptr();
        let mut length = MaybeUninit::uninit();
        // SAFETY: the value is a string of this context, and the length may be written to.
        let start =
            unsafe { qjs::JS_ToCStringLenUTF16(context, length.as_mut_ptr(), value.as_raw()) };
        if start.is_null() {
            return Err(rquickjs::Error::Exception);
        }
        // SAFETY: the engine sets the length whenever it returns a string.
        let length = unsafe { length.assume_init() };
        // SAFETY: the engine wrote `length` units there, and they stay until they are freed below.
        let units = unsafe { std::slice::from_raw_parts(start, length as usize) }.to_vec();
        // SAFETY: the units came from the engine just now and are freed once.
        unsafe { qjs::JS_FreeCStringUTF16(context, start) };
        Ok(Units(units))
    }
}

impl<'js> IntoJs<'js> for Units {
    fn into_js(self, ctx: &Ctx<'js>) -> Result<Value<'js>> {
        let context = ctx.as_raw().as_ptr();
        // SAFETY: the engine copies as many units as there are.
        let string = unsafe {
            qjs::JS_NewStringUTF16(context, self.0.as_ptr(), self.0.len() as qjs::size_t)
        };
        // SAFETY: the engine gave the value to us.
        let string = unsafe { Value::from_raw(ctx.clone(), string) };
        if string.is_exception() { Err(rquickjs::Error::Exception) } else { Ok(string) }
    }
}
