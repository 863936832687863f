//! Datagrams: messages over UDP, each on its own.

#[cfg(feature = "js")]
pub(crate) mod js;

pub use bowline_loop::{Datagram, Udp, UdpBindOptions};
