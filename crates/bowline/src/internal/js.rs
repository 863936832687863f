//! The native half of what modules share.

use rquickjs::{Ctx, Object, Result};

pub(crate) fn native<'js>(_: &Ctx<'js>, _: &Object<'js>) -> Result<()> {
    Ok(())
}
