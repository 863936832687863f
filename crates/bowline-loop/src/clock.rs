//! Loop time: monotonic, or moved by hand in tests.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// Time since the loop was made, read at certain moments and not in between.
pub(crate) struct Clock {
    source: Source,
    now_us: Cell<u64>,
}

enum Source {
    Monotonic(Instant),
    /// In microseconds.
    Manual(Cell<u64>),
}

impl Clock {
    pub(crate) fn monotonic() -> Clock {
        Clock { source: Source::Monotonic(Instant::now()), now_us: Cell::new(0) }
    }

    pub(crate) fn manual() -> Clock {
        Clock { source: Source::Manual(Cell::new(0)), now_us: Cell::new(0) }
    }

    /// The time of the last [`update`](Clock::update), in whole milliseconds, as users see it.
    pub(crate) fn now_ms(&self) -> u64 {
        self.now_us.get() / 1_000
    }

    /// The same, exactly. Delays count from here, so that no timer is early by any clock.
    pub(crate) fn now_us(&self) -> u64 {
        self.now_us.get()
    }

    pub(crate) fn update(&self) {
        self.now_us.set(self.read_us());
    }

    pub(crate) fn is_manual(&self) -> bool {
        matches!(self.source, Source::Manual(_))
    }

    /// Moves a manual clock on; time never goes back.
    pub(crate) fn jump_to(&self, to_us: u64) {
        if let Source::Manual(now_us) = &self.source {
            now_us.set(now_us.get().max(to_us));
        }
        self.update();
    }

    /// How long it is from this very moment to `deadline_us`, rounded up to whole milliseconds,
    /// which is what the system can wait.
    ///
    /// A wait cut short would end before its timer is due, and the loop would spin.
    pub(crate) fn until_ms(&self, deadline_us: u64) -> u64 {
        deadline_us.saturating_sub(self.read_us()).div_ceil(1_000)
    }

    fn read_us(&self) -> u64 {
        match &self.source {
            Source::Monotonic(origin) => {
                let elapsed = origin.elapsed();
                elapsed.as_secs() * 1_000_000 + u64::from(elapsed.subsec_micros())
            }
            Source::Manual(now_us) => now_us.get(),
        }
    }
}

/// A delay in whole milliseconds, rounded up.
pub(crate) fn delay_ms(delay: Duration) -> u64 {
    u64::try_from(delay.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}
