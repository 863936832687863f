//! Where bytes are found in bytes.

use memchr::memmem;

/// The first place at or after `start`, of those that are multiples of `step`.
pub(crate) fn index_of(bytes: &[u8], needle: &[u8], start: usize, step: usize) -> Option<usize> {
    let mut start = start / step * step;
    let finder = memmem::Finder::new(needle);
    loop {
        let found = start + finder.find(bytes.get(start..)?)?;
        if found.is_multiple_of(step) {
            return Some(found);
        }
        start = found + 1;
    }
}

/// The last place at or before `start`, of those that are multiples of `step`.
pub(crate) fn last_index_of(
    bytes: &[u8],
    needle: &[u8],
    start: usize,
    step: usize,
) -> Option<usize> {
    let finder = memmem::FinderRev::new(needle);
    let mut end = start.saturating_add(needle.len()).min(bytes.len());
    loop {
        let found = finder.rfind(&bytes[..end])?;
        if found.is_multiple_of(step) {
            return Some(found);
        }
        end = found + needle.len() - 1;
    }
}
