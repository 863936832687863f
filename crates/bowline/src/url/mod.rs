//! Node's `url`, for JavaScript. Rust programs have the crate `url`.

pub(crate) mod js;
