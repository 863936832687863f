//! Node's `timers`: for JavaScript. Rust programs use [`set_timeout`](crate::set_timeout) and its kin.

pub(crate) mod js;
