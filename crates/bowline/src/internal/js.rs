//! The native half of what modules share.

use bowline_js::Text;
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Object, Result};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("isIP", Func::from(|text: Text| crate::net::is_ip(&text.0)))
}
