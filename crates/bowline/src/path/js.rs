//! What the rules for paths have to know of the platform.

use rquickjs::{Ctx, Object, Result};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("windows", cfg!(windows))
}
