//! Comparing without telling how far two secrets agree.

use subtle::ConstantTimeEq;

/// Whether both are the same. Takes as long whatever they hold; how long they are is no secret.
///
/// # Differences from Node
///
/// Different lengths are different, and no error.
///
/// Source: Node.js `crypto.timingSafeEqual`.
pub fn timing_safe_equal(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}
