//! What modules share among themselves. JavaScript only.

pub(crate) mod js;
