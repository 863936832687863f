//! Programs, as futures.

use super::{Limits, Output, Spawn};
use crate::Promise;

/// Runs a program to its end on a thread of the pool, with `input` for its descriptor 0 if that is a pipe.
///
/// # Errors
///
/// Those of [`spawn_sync`](super::spawn_sync).
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn output(options: Spawn, input: Vec<u8>, limits: Limits) -> Promise<Output> {
    Promise::new(|settle| super::output(options, input, limits, move |result| settle.with(result)))
}
