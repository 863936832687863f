//! A hierarchical timing wheel: which timers are due, in exact order.
//!
//! Deadlines are in microseconds, lists in milliseconds: timers due in one millisecond fire in the
//! order they were started, and none fires before its own microsecond.
//!
//! Eleven levels of 64 lists cover every `u64` of milliseconds. A deadline lives at the level of the
//! highest group of six bits in which its millisecond differs from `elapsed_ms`. So all timers of
//! one millisecond are in one list at any time, in the order they were started, and a list that
//! moves down a level finds the lists below it empty: order is kept without comparing anything.
//!
//! Timers are named by the index of their handle; links are kept beside, not in, the handles. Which
//! list a timer is in follows from its deadline, so a list that is due as a whole becomes due without
//! its timers being touched.

const BITS: u32 = 6;
const LISTS_PER_LEVEL: usize = 1 << BITS;
const LEVELS: usize = 11;
const DUE: usize = LEVELS * LISTS_PER_LEVEL;
const NONE: u32 = u32::MAX;
/// In the place of `previous`: the timer is in no list.
const NOWHERE: u32 = u32::MAX - 1;
/// How many timers of one list are looked at for the earliest before settling for a lower bound.
const SCAN_MAX: usize = 64;

#[derive(Clone, Copy)]
struct Link {
    deadline_us: u64,
    previous: u32,
    next: u32,
}

#[derive(Clone, Copy)]
struct List {
    first: u32,
    last: u32,
    /// No timer in it is later; what was the latest may be gone.
    latest_us: u64,
}

const EMPTY: List = List { first: NONE, last: NONE, latest_us: 0 };

/// The earliest deadline, as far as it is known.
#[derive(Clone, Copy)]
enum Nearest {
    Unknown,
    /// No timer is earlier, but this one may be gone.
    AtLeast(u64),
    Exactly(u64),
}

pub(crate) struct Wheel {
    elapsed_ms: u64,
    links: Vec<Link>,
    lists: Box<[List]>,
    /// A bit for each list of a level that is not empty.
    occupied: [u64; LEVELS],
    nearest: Nearest,
    len: usize,
}

impl Wheel {
    pub(crate) fn new(now_us: u64) -> Wheel {
        Wheel {
            elapsed_ms: now_us / 1_000,
            links: Vec::new(),
            lists: vec![EMPTY; LEVELS * LISTS_PER_LEVEL + 1].into(),
            occupied: [0; LEVELS],
            nearest: Nearest::Unknown,
            len: 0,
        }
    }

    /// How many timers wait or are due.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn contains(&self, timer: u32) -> bool {
        self.links.get(timer as usize).is_some_and(|link| link.previous != NOWHERE)
    }

    /// When `timer` is due, if it is running.
    pub(crate) fn deadline_us(&self, timer: u32) -> Option<u64> {
        self.contains(timer).then(|| self.links[timer as usize].deadline_us)
    }

    /// Starts `timer`, which must not be running. A deadline in the past counts as now.
    pub(crate) fn insert(&mut self, timer: u32, deadline_us: u64) {
        debug_assert!(!self.contains(timer), "a running timer is stopped before it starts again");
        let index = timer as usize;
        if index >= self.links.len() {
            let unused = Link { deadline_us: 0, previous: NOWHERE, next: NONE };
            self.links.resize(index + 1, unused);
        }
        let deadline_us = deadline_us.max(self.elapsed_ms.saturating_mul(1_000));
        self.links[index].deadline_us = deadline_us;
        self.append(self.home_of(deadline_us), timer, deadline_us);
        self.len += 1;
        self.nearest = match self.nearest {
            _ if self.len == 1 => Nearest::Exactly(deadline_us),
            Nearest::AtLeast(us) | Nearest::Exactly(us) if deadline_us <= us => {
                Nearest::Exactly(deadline_us)
            }
            known => known,
        };
    }

    /// Stops `timer`. Says whether it was running.
    pub(crate) fn remove(&mut self, timer: u32) -> bool {
        if !self.contains(timer) {
            return false;
        }
        self.unlink(timer);
        self.len -= 1;
        if let Nearest::Exactly(us) = self.nearest
            && us == self.links[timer as usize].deadline_us
        {
            self.nearest = Nearest::AtLeast(us);
        }
        true
    }

    /// Moves every timer whose deadline is not after `now_us` to the due list: earlier milliseconds
    /// first, and those of one millisecond in the order they were started.
    pub(crate) fn expire(&mut self, now_us: u64) {
        let now_ms = now_us / 1_000;
        while let Some((level, slot, start_ms)) = self.first_list() {
            // The list of this very millisecond is looked through below.
            if start_ms > now_ms || (level == 0 && start_ms == now_ms) {
                break;
            }
            // Lists below are empty, so the moved timers find their places in order.
            self.elapsed_ms = start_ms;
            let list = self.take_list(level * LISTS_PER_LEVEL + slot);
            if level == 0 {
                self.append_due(list);
            } else {
                self.spread(list);
            }
            self.nearest = Nearest::Unknown;
        }
        self.elapsed_ms = self.elapsed_ms.max(now_ms);
        self.expire_this_millisecond(now_us);
        if let Nearest::AtLeast(us) = self.nearest
            && us <= now_us
        {
            self.nearest = Nearest::Unknown;
        }
    }

    fn expire_this_millisecond(&mut self, now_us: u64) {
        let home = self.home_of(now_us);
        let List { first, latest_us, .. } = self.lists[home];
        if first == NONE {
            return;
        }
        if latest_us <= now_us {
            let list = self.take_list(home);
            self.append_due(list);
            self.nearest = Nearest::Unknown;
            return;
        }
        let mut timer = first;
        while timer != NONE {
            let Link { deadline_us, next, .. } = self.links[timer as usize];
            if deadline_us <= now_us {
                self.unlink(timer);
                self.append(DUE, timer, deadline_us);
                self.nearest = Nearest::Unknown;
            }
            timer = next;
        }
    }

    /// Takes the next timer that [`expire`](Wheel::expire) found due.
    pub(crate) fn pop_due(&mut self) -> Option<u32> {
        let timer = self.lists[DUE].first;
        if timer == NONE {
            return None;
        }
        self.unlink(timer);
        self.len -= 1;
        Some(timer)
    }

    pub(crate) fn has_due(&self) -> bool {
        self.lists[DUE].first != NONE
    }

    /// A moment that is not after the earliest deadline: good enough to wait for.
    pub(crate) fn wake_at_us(&mut self) -> Option<u64> {
        self.find_nearest(SCAN_MAX)
    }

    /// The earliest deadline.
    pub(crate) fn earliest_us(&mut self) -> Option<u64> {
        if let Nearest::AtLeast(_) = self.nearest {
            self.nearest = Nearest::Unknown;
        }
        self.find_nearest(usize::MAX)
    }

    /// Gives memory back after a burst: forgets timers from index `handles` on.
    pub(crate) fn shrink_to(&mut self, handles: usize) {
        self.links.truncate(handles);
        self.links.shrink_to(handles);
    }

    fn find_nearest(&mut self, scan_max: usize) -> Option<u64> {
        if self.len == 0 {
            return None;
        }
        if self.has_due() {
            return Some(self.elapsed_ms.saturating_mul(1_000));
        }
        match self.nearest {
            Nearest::AtLeast(us) | Nearest::Exactly(us) => return Some(us),
            Nearest::Unknown => {}
        }
        let (level, slot, start_ms) = self.first_list()?;
        let mut timer = self.lists[level * LISTS_PER_LEVEL + slot].first;
        let mut earliest_us = u64::MAX;
        let mut scanned = 0;
        while timer != NONE && scanned < scan_max {
            earliest_us = earliest_us.min(self.links[timer as usize].deadline_us);
            timer = self.links[timer as usize].next;
            scanned += 1;
        }
        if timer == NONE {
            self.nearest = Nearest::Exactly(earliest_us);
            return Some(earliest_us);
        }
        let start_us = start_ms.saturating_mul(1_000);
        self.nearest = Nearest::AtLeast(start_us);
        Some(start_us)
    }

    /// The first list that holds timers: its level, its place there, and the earliest deadline it
    /// can hold.
    fn first_list(&self) -> Option<(usize, usize, u64)> {
        let level = self.occupied.iter().position(|bits| *bits != 0)?;
        let slot = self.occupied[level].trailing_zeros() as usize;
        let shift = BITS * level as u32;
        let above = u64::MAX.checked_shl(shift + BITS).unwrap_or(0);
        Some((level, slot, (self.elapsed_ms & above) | ((slot as u64) << shift)))
    }

    fn home_of(&self, deadline_us: u64) -> usize {
        let deadline_ms = deadline_us / 1_000;
        let different = self.elapsed_ms ^ deadline_ms;
        let level = (63 - (different | 1).leading_zeros()) / BITS;
        let slot = (deadline_ms >> (level * BITS)) as usize % LISTS_PER_LEVEL;
        level as usize * LISTS_PER_LEVEL + slot
    }

    /// Takes a whole list. The links still join its timers.
    fn take_list(&mut self, home: usize) -> List {
        self.occupied[home / LISTS_PER_LEVEL] &= !(1 << (home % LISTS_PER_LEVEL));
        std::mem::replace(&mut self.lists[home], EMPTY)
    }

    /// Gives the timers of a list taken from a higher level their places in the lower ones.
    fn spread(&mut self, list: List) {
        let mut timer = list.first;
        while timer != NONE {
            let Link { deadline_us, next, .. } = self.links[timer as usize];
            self.append(self.home_of(deadline_us), timer, deadline_us);
            timer = next;
        }
    }

    /// Puts a whole list, which is not empty, behind what is due.
    fn append_due(&mut self, list: List) {
        let last = std::mem::replace(&mut self.lists[DUE].last, list.last);
        if last == NONE {
            self.lists[DUE].first = list.first;
        } else {
            self.links[last as usize].next = list.first;
            self.links[list.first as usize].previous = last;
        }
    }

    fn append(&mut self, home: usize, timer: u32, deadline_us: u64) {
        let list = &mut self.lists[home];
        list.latest_us = list.latest_us.max(deadline_us);
        let previous = std::mem::replace(&mut list.last, timer);
        if previous == NONE {
            list.first = timer;
            if home != DUE {
                self.occupied[home / LISTS_PER_LEVEL] |= 1 << (home % LISTS_PER_LEVEL);
            }
        } else {
            self.links[previous as usize].next = timer;
        }
        let link = &mut self.links[timer as usize];
        (link.previous, link.next) = (previous, NONE);
    }

    fn unlink(&mut self, timer: u32) {
        let Link { deadline_us, previous, next } = self.links[timer as usize];
        self.links[timer as usize].previous = NOWHERE;
        // Only a list's end names the list, and no timer is at the end of two.
        match previous {
            NONE if self.lists[DUE].first == timer => self.lists[DUE].first = next,
            NONE => {
                let home = self.home_of(deadline_us);
                if next == NONE {
                    self.take_list(home);
                    return;
                }
                self.lists[home].first = next;
            }
            _ => self.links[previous as usize].next = next,
        }
        match next {
            NONE if self.lists[DUE].last == timer => self.lists[DUE].last = previous,
            NONE => {
                let home = self.home_of(deadline_us);
                self.lists[home].last = previous;
            }
            _ => self.links[next as usize].previous = previous,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A small generator with a fixed seed; the tests need variety, not quality.
    fn numbers(mut state: u64) -> impl FnMut() -> u64 {
        move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        }
    }

    #[test]
    fn a_random_mix_of_starts_and_stops_fires_in_the_order_of_a_sorted_map() {
        let mut next = numbers(0x9E37_79B9_7F4A_7C15);
        let mut wheel = Wheel::new(1_000_000);
        // By millisecond and start; the deadline itself decides only whether it is due.
        let mut model: BTreeMap<(u64, u64), (u64, u32)> = BTreeMap::new();
        let mut started: Vec<Option<(u64, u64)>> = vec![None; 500];
        let mut now_us = 1_000_000;
        for sequence in 0..60_000_u64 {
            let timer = (next() % 500) as u32;
            match next() % 10 {
                0..=5 => {
                    if let Some(key) = started[timer as usize].take() {
                        model.remove(&key);
                        assert!(wheel.remove(timer));
                    }
                    let bits = next() % 44;
                    let deadline_us = now_us + next() % (1 << bits);
                    wheel.insert(timer, deadline_us);
                    let key = (deadline_us / 1_000, sequence);
                    model.insert(key, (deadline_us, timer));
                    started[timer as usize] = Some(key);
                }
                6..=7 => {
                    let was = started[timer as usize].take();
                    assert_eq!(wheel.remove(timer), was.is_some());
                    was.map(|key| model.remove(&key));
                }
                _ => {
                    let bits = next() % 38;
                    now_us += next() % (1 << bits);
                    wheel.expire(now_us);
                    let is_due = |deadline_us: u64| deadline_us <= now_us;
                    let due: Vec<_> = model
                        .iter()
                        .take_while(|(key, _)| key.0 <= now_us / 1_000)
                        .filter(|(_, value)| is_due(value.0))
                        .map(|(key, value)| (*key, value.1))
                        .collect();
                    for (key, timer) in due {
                        assert_eq!(wheel.pop_due(), Some(timer));
                        model.remove(&key);
                        started[timer as usize] = None;
                    }
                    assert_eq!(wheel.pop_due(), None);
                }
            }
            assert_eq!(wheel.len(), model.len());
            let first_ms = model.keys().next().map(|key| key.0);
            let in_first = model.iter().take_while(|(key, _)| Some(key.0) == first_ms);
            let earliest_us = in_first.map(|(_, value)| value.0).min();
            assert!(wheel.wake_at_us() <= earliest_us);
            assert_eq!(wheel.wake_at_us().is_some(), earliest_us.is_some());
            if sequence % 7 == 0 {
                assert_eq!(wheel.earliest_us(), earliest_us);
            }
        }
    }

    #[test]
    fn the_largest_deadline_is_kept_and_found() {
        let mut wheel = Wheel::new(5);
        wheel.insert(0, u64::MAX);
        wheel.insert(1, (1 << 48) - 1);
        assert_eq!(wheel.earliest_us(), Some((1 << 48) - 1));
        wheel.expire(1 << 48);
        assert_eq!(wheel.pop_due(), Some(1));
        assert_eq!(wheel.pop_due(), None);
        assert_eq!(wheel.earliest_us(), Some(u64::MAX));
        wheel.expire(u64::MAX);
        assert_eq!(wheel.pop_due(), Some(0));
    }

    #[test]
    fn a_due_timer_can_still_be_removed() {
        let mut wheel = Wheel::new(0);
        wheel.insert(0, 3_000);
        wheel.insert(1, 3_000);
        wheel.expire(3_000);
        assert!(wheel.remove(1));
        assert_eq!(wheel.pop_due(), Some(0));
        assert_eq!(wheel.pop_due(), None);
    }

    #[test]
    fn timers_can_be_removed_beside_due_ones_of_the_same_millisecond() {
        // By bits: which of three due and three later ones of one millisecond are removed.
        for removed in 0..64_u32 {
            let mut wheel = Wheel::new(0);
            (0..3).for_each(|timer| wheel.insert(timer, 70_100));
            wheel.expire(70_200);
            // What counts as now, and what has yet to come.
            wheel.insert(3, 0);
            wheel.insert(4, 70_300);
            wheel.insert(5, 70_900);
            let is_removed = |timer: &u32| removed >> timer & 1 == 1;
            (0..6).filter(is_removed).for_each(|timer| assert!(wheel.remove(timer)));
            (0..6).for_each(|timer| assert_eq!(wheel.contains(timer), !is_removed(&timer)));
            for (now_us, timers) in [(70_200, 0..3), (70_300, 3..5), (70_900, 5..6)] {
                wheel.expire(now_us);
                for timer in timers.filter(|timer| !is_removed(timer)) {
                    assert_eq!(wheel.pop_due(), Some(timer));
                }
            }
            assert_eq!((wheel.pop_due(), wheel.len()), (None, 0));
            assert_eq!(wheel.earliest_us(), None);
        }
    }

    #[test]
    fn a_timer_is_not_due_before_its_own_microsecond() {
        let mut wheel = Wheel::new(0);
        wheel.insert(0, 4_900);
        wheel.insert(1, 4_100);
        wheel.expire(4_500);
        assert_eq!(wheel.pop_due(), Some(1));
        assert_eq!(wheel.pop_due(), None);
        assert_eq!(wheel.earliest_us(), Some(4_900));
        wheel.insert(1, 4_600);
        wheel.expire(5_000);
        assert_eq!(wheel.pop_due(), Some(0), "of one millisecond the first started is first");
        assert_eq!(wheel.pop_due(), Some(1));
    }
}
