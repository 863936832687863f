//! The others.

pub(crate) mod epoll;
pub(crate) mod libuv;
pub(crate) mod tokio;
