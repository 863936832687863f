//! Node's `process`, for JavaScript.

pub(crate) mod js;
