//! Sockets: connections over TCP and over local pipes, what accepts them, and lists of who may not.

mod address;
mod block_list;
#[cfg(feature = "js")]
pub(crate) mod js;

pub(crate) use address::parse;
pub use address::{is_ip, is_ipv4, is_ipv6};
pub use block_list::BlockList;
pub use bowline_loop::{Pipe, Read, Stream, Tcp};
