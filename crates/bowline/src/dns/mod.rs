//! Addresses of names.

mod lookup;

pub(crate) use lookup::lookup;
