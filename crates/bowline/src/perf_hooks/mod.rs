//! Clocks and measures: the native half.

pub(crate) mod js;
