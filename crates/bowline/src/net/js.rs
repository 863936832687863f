//! The native half of sockets: the handles that `internal/stream_base` describes, and lists of addresses.

mod block_list;
mod pipe;
mod stream;
#[cfg_attr(unix, path = "js/system_unix.rs")]
#[cfg_attr(not(unix), path = "js/system_other.rs")]
mod system;
mod tcp;

use bowline_js::Text;
use rquickjs::prelude::Func;
use rquickjs::{Class, Ctx, Object, Result};

use block_list::BlockListClass;

pub(crate) use pipe::PipeClass;
pub(crate) use tcp::{TcpClass, address_object};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    Class::<TcpClass>::define(native)?;
    Class::<PipeClass>::define(native)?;
    Class::<BlockListClass>::define(native)?;
    native.set("openStream", Func::from(system::open_stream))?;
    native.set("openListener", Func::from(system::open_listener))?;
    native.set("plainAddress", Func::from(plain_address))
}

/// The address as everybody writes it, or `undefined` if it is none of that family.
fn plain_address(address: Text, is_v6: bool) -> Option<String> {
    let parsed = super::parse(&address.0, 0)?;
    (parsed.is_ipv6() == is_v6).then(|| parsed.ip().to_string())
}
