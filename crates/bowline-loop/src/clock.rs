//! Loop time: monotonic, or moved by hand in tests.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// Whole milliseconds since the loop was made, read at certain moments and not in between.
pub(crate) struct Clock {
    source: Source,
    now_ms: Cell<u64>,
    /// Whether the last reading was past the full millisecond.
    past_full: Cell<bool>,
}

enum Source {
    Monotonic(Instant),
    Manual(Cell<u64>),
}

impl Clock {
    pub(crate) fn monotonic() -> Clock {
        Clock::new(Source::Monotonic(Instant::now()))
    }

    pub(crate) fn manual() -> Clock {
        Clock::new(Source::Manual(Cell::new(0)))
    }

    fn new(source: Source) -> Clock {
        Clock { source, now_ms: Cell::new(0), past_full: Cell::new(false) }
    }

    /// The time of the last [`update`](Clock::update).
    pub(crate) fn now_ms(&self) -> u64 {
        self.now_ms.get()
    }

    /// The first full millisecond that is not before the last reading. Delays count from here, so
    /// that no timer is early by any clock.
    pub(crate) fn start_ms(&self) -> u64 {
        self.now_ms.get().saturating_add(u64::from(self.past_full.get()))
    }

    pub(crate) fn update(&self) {
        match &self.source {
            Source::Monotonic(origin) => {
                let elapsed = origin.elapsed();
                self.now_ms.set(u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
                self.past_full.set(elapsed.subsec_nanos() % 1_000_000 != 0);
            }
            Source::Manual(now_ms) => self.now_ms.set(now_ms.get()),
        }
    }

    pub(crate) fn is_manual(&self) -> bool {
        matches!(self.source, Source::Manual(_))
    }

    /// Moves a manual clock on to `to_ms`; time never goes back.
    pub(crate) fn jump_to(&self, to_ms: u64) {
        if let Source::Manual(now_ms) = &self.source {
            now_ms.set(now_ms.get().max(to_ms));
        }
        self.update();
    }

    /// How long it is from this very moment to `deadline_ms`, rounded up to whole milliseconds.
    ///
    /// A wait cut short would end before its timer is due, and the loop would spin.
    pub(crate) fn until_ms(&self, deadline_ms: u64) -> u64 {
        match &self.source {
            Source::Monotonic(origin) => {
                let deadline = Duration::from_millis(deadline_ms);
                let left = deadline.saturating_sub(origin.elapsed());
                u64::try_from(left.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
            }
            Source::Manual(now_ms) => deadline_ms.saturating_sub(now_ms.get()),
        }
    }
}

/// A delay in whole milliseconds, rounded up.
pub(crate) fn delay_ms(delay: Duration) -> u64 {
    u64::try_from(delay.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}
