//! How much was read on the loop's thread and has not reached its callback.
//!
//! Reads that never leave the thread are all done before the first callback runs. Without a bound, a
//! program that reads ten thousand files in a loop would hold all of them at once.

use std::cell::Cell;

/// From this many bytes on, reads go to the pool.
const BYTES_MAX: usize = 8 * 1024 * 1024;

thread_local! {
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

/// Whether another file may be read at once.
pub(super) fn has_room() -> bool {
    BYTES.get() < BYTES_MAX
}

/// Counts `bytes` until the result is dropped.
pub(super) fn hold(bytes: usize) -> Held {
    BYTES.set(BYTES.get() + bytes);
    Held(bytes)
}

/// Bytes that wait for their callback, on this thread.
pub(super) struct Held(usize);

impl Drop for Held {
    fn drop(&mut self) {
        // A thread that ends drops its loop after this may be gone.
        let _ = BYTES.try_with(|bytes| bytes.set(bytes.get() - self.0));
    }
}
