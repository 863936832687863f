//! What the code shared between threads is built from; the models of `tests/models.rs` put loom's in its place.

pub(crate) use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
pub(crate) use std::sync::{Condvar, Mutex, MutexGuard};
