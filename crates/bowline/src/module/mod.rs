//! Node's `module`, for JavaScript: how programs find and load files.

pub(crate) mod js;
