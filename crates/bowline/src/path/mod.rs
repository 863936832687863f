//! Node's `path`, for JavaScript. Rust programs have `std::path`.

pub(crate) mod js;
