//! A hierarchical timing wheel: which timers are due, in exact order.
//!
//! Eleven levels of 64 lists cover every `u64` of milliseconds. A deadline lives at the level of the
//! highest group of six bits in which it differs from `elapsed_ms`. So all timers of one deadline
//! are in one list at any time, in the order they were started, and a list that moves down a level
//! finds the lists below it empty: order is kept without comparing anything.
//!
//! Timers are named by the index of their handle; links are kept beside, not in, the handles.

const BITS: u32 = 6;
const LISTS_PER_LEVEL: usize = 1 << BITS;
const LEVELS: usize = 11;
const DUE: u16 = (LEVELS * LISTS_PER_LEVEL) as u16;
const NOWHERE: u16 = u16::MAX;
const NONE: u32 = u32::MAX;
/// How many timers of one list are looked at for the earliest before settling for a lower bound.
const SCAN_MAX: usize = 64;

#[derive(Clone, Copy)]
struct Link {
    deadline_ms: u64,
    previous: u32,
    next: u32,
}

#[derive(Clone, Copy)]
struct List {
    first: u32,
    last: u32,
}

const EMPTY: List = List { first: NONE, last: NONE };

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
    /// The list each timer is in.
    homes: Vec<u16>,
    lists: Box<[List]>,
    /// A bit for each list of a level that is not empty.
    occupied: [u64; LEVELS],
    nearest: Nearest,
    len: usize,
}

impl Wheel {
    pub(crate) fn new(now_ms: u64) -> Wheel {
        Wheel {
            elapsed_ms: now_ms,
            links: Vec::new(),
            homes: Vec::new(),
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
        self.homes.get(timer as usize).is_some_and(|home| *home != NOWHERE)
    }

    /// When `timer` is due, if it is running.
    pub(crate) fn deadline_ms(&self, timer: u32) -> Option<u64> {
        self.contains(timer).then(|| self.links[timer as usize].deadline_ms)
    }

    /// Starts `timer`, which must not be running. A deadline in the past counts as now.
    pub(crate) fn insert(&mut self, timer: u32, deadline_ms: u64) {
        debug_assert!(!self.contains(timer), "a running timer is stopped before it starts again");
        let index = timer as usize;
        if index >= self.links.len() {
            let unused = Link { deadline_ms: 0, previous: NONE, next: NONE };
            self.links.resize(index + 1, unused);
            self.homes.resize(index + 1, NOWHERE);
        }
        let deadline_ms = deadline_ms.max(self.elapsed_ms);
        self.links[index].deadline_ms = deadline_ms;
        self.append(self.home_of(deadline_ms), timer);
        self.len += 1;
        self.nearest = match self.nearest {
            _ if self.len == 1 => Nearest::Exactly(deadline_ms),
            Nearest::AtLeast(ms) | Nearest::Exactly(ms) if deadline_ms <= ms => {
                Nearest::Exactly(deadline_ms)
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
        if let Nearest::Exactly(ms) = self.nearest {
            if ms == self.links[timer as usize].deadline_ms {
                self.nearest = Nearest::AtLeast(ms);
            }
        }
        true
    }

    /// Moves every timer whose deadline is not after `now_ms` to the due list, earliest first and
    /// equal ones in the order they were started.
    pub(crate) fn expire(&mut self, now_ms: u64) {
        while let Some((level, slot, start_ms)) = self.first_list() {
            if start_ms > now_ms {
                break;
            }
            // Lists below are empty, so the moved timers find their places in order.
            self.elapsed_ms = start_ms;
            let home = (level * LISTS_PER_LEVEL + slot) as u16;
            let mut timer = self.lists[home as usize].first;
            self.lists[home as usize] = EMPTY;
            self.occupied[level] &= !(1 << slot);
            while timer != NONE {
                let Link { deadline_ms, next, .. } = self.links[timer as usize];
                let home = if level == 0 { DUE } else { self.home_of(deadline_ms) };
                self.append(home, timer);
                timer = next;
            }
            self.nearest = Nearest::Unknown;
        }
        self.elapsed_ms = self.elapsed_ms.max(now_ms);
        if let Nearest::AtLeast(ms) = self.nearest {
            if ms <= now_ms {
                self.nearest = Nearest::Unknown;
            }
        }
    }

    /// Takes the next timer that [`expire`](Wheel::expire) found due.
    pub(crate) fn pop_due(&mut self) -> Option<u32> {
        let timer = self.lists[DUE as usize].first;
        if timer == NONE {
            return None;
        }
        self.unlink(timer);
        self.len -= 1;
        Some(timer)
    }

    pub(crate) fn has_due(&self) -> bool {
        self.lists[DUE as usize].first != NONE
    }

    /// A moment that is not after the earliest deadline: good enough to wait for.
    pub(crate) fn wake_at_ms(&mut self) -> Option<u64> {
        self.find_nearest(SCAN_MAX)
    }

    /// The earliest deadline.
    pub(crate) fn earliest_ms(&mut self) -> Option<u64> {
        if let Nearest::AtLeast(_) = self.nearest {
            self.nearest = Nearest::Unknown;
        }
        self.find_nearest(usize::MAX)
    }

    /// Gives memory back after a burst: forgets timers from index `handles` on.
    pub(crate) fn shrink_to(&mut self, handles: usize) {
        self.links.truncate(handles);
        self.links.shrink_to(handles);
        self.homes.truncate(handles);
        self.homes.shrink_to(handles);
    }

    fn find_nearest(&mut self, scan_max: usize) -> Option<u64> {
        if self.len == 0 {
            return None;
        }
        if self.has_due() {
            return Some(self.elapsed_ms);
        }
        match self.nearest {
            Nearest::AtLeast(ms) | Nearest::Exactly(ms) => return Some(ms),
            Nearest::Unknown => {}
        }
        let (level, slot, start_ms) = self.first_list()?;
        let mut timer = self.lists[level * LISTS_PER_LEVEL + slot].first;
        if level == 0 {
            self.nearest = Nearest::Exactly(start_ms);
            return Some(start_ms);
        }
        let mut earliest_ms = u64::MAX;
        let mut scanned = 0;
        while timer != NONE && scanned < scan_max {
            earliest_ms = earliest_ms.min(self.links[timer as usize].deadline_ms);
            timer = self.links[timer as usize].next;
            scanned += 1;
        }
        self.nearest =
            if timer == NONE { Nearest::Exactly(earliest_ms) } else { Nearest::AtLeast(start_ms) };
        Some(if timer == NONE { earliest_ms } else { start_ms })
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

    fn home_of(&self, deadline_ms: u64) -> u16 {
        let different = self.elapsed_ms ^ deadline_ms;
        let level = (63 - (different | 1).leading_zeros()) / BITS;
        let slot = (deadline_ms >> (level * BITS)) as usize % LISTS_PER_LEVEL;
        (level as usize * LISTS_PER_LEVEL + slot) as u16
    }

    fn append(&mut self, home: u16, timer: u32) {
        let list = &mut self.lists[home as usize];
        let previous = list.last;
        list.last = timer;
        if previous == NONE {
            list.first = timer;
            if home != DUE {
                let home = home as usize;
                self.occupied[home / LISTS_PER_LEVEL] |= 1 << (home % LISTS_PER_LEVEL);
            }
        } else {
            self.links[previous as usize].next = timer;
        }
        let link = &mut self.links[timer as usize];
        (link.previous, link.next) = (previous, NONE);
        self.homes[timer as usize] = home;
    }

    fn unlink(&mut self, timer: u32) {
        let Link { previous, next, .. } = self.links[timer as usize];
        let home = self.homes[timer as usize] as usize;
        match previous {
            NONE => self.lists[home].first = next,
            _ => self.links[previous as usize].next = next,
        }
        match next {
            NONE => self.lists[home].last = previous,
            _ => self.links[next as usize].previous = previous,
        }
        if self.lists[home].first == NONE && home != DUE as usize {
            self.occupied[home / LISTS_PER_LEVEL] &= !(1 << (home % LISTS_PER_LEVEL));
        }
        self.homes[timer as usize] = NOWHERE;
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
        let mut wheel = Wheel::new(1_000);
        let mut model: BTreeMap<(u64, u64), u32> = BTreeMap::new();
        let mut started: Vec<Option<(u64, u64)>> = vec![None; 500];
        let mut now_ms = 1_000;
        for sequence in 0..60_000_u64 {
            let timer = (next() % 500) as u32;
            match next() % 10 {
                0..=5 => {
                    if let Some(key) = started[timer as usize].take() {
                        model.remove(&key);
                        assert!(wheel.remove(timer));
                    }
                    let bits = next() % 34;
                    let deadline_ms = now_ms + next() % (1 << bits);
                    wheel.insert(timer, deadline_ms);
                    model.insert((deadline_ms, sequence), timer);
                    started[timer as usize] = Some((deadline_ms, sequence));
                }
                6..=7 => {
                    let was = started[timer as usize].take();
                    assert_eq!(wheel.remove(timer), was.is_some());
                    was.map(|key| model.remove(&key));
                }
                _ => {
                    let bits = next() % 30;
                    now_ms += next() % (1 << bits);
                    wheel.expire(now_ms);
                    while let Some(timer) = wheel.pop_due() {
                        let ((deadline_ms, _), expected) = model.pop_first().unwrap();
                        assert!(deadline_ms <= now_ms);
                        assert_eq!(timer, expected);
                        started[timer as usize] = None;
                    }
                    assert!(model.keys().next().is_none_or(|key| key.0 > now_ms));
                }
            }
            assert_eq!(wheel.len(), model.len());
            let earliest_ms = model.keys().next().map(|key| key.0);
            assert!(wheel.wake_at_ms() <= earliest_ms);
            assert_eq!(wheel.wake_at_ms().is_some(), earliest_ms.is_some());
            if sequence % 7 == 0 {
                assert_eq!(wheel.earliest_ms(), earliest_ms);
            }
        }
    }

    #[test]
    fn the_largest_deadline_is_kept_and_found() {
        let mut wheel = Wheel::new(5);
        wheel.insert(0, u64::MAX);
        wheel.insert(1, (1 << 48) - 1);
        assert_eq!(wheel.earliest_ms(), Some((1 << 48) - 1));
        wheel.expire(1 << 48);
        assert_eq!(wheel.pop_due(), Some(1));
        assert_eq!(wheel.pop_due(), None);
        assert_eq!(wheel.earliest_ms(), Some(u64::MAX));
        wheel.expire(u64::MAX);
        assert_eq!(wheel.pop_due(), Some(0));
    }

    #[test]
    fn a_due_timer_can_still_be_removed() {
        let mut wheel = Wheel::new(0);
        wheel.insert(0, 3);
        wheel.insert(1, 3);
        wheel.expire(3);
        assert!(wheel.remove(1));
        assert_eq!(wheel.pop_due(), Some(0));
        assert_eq!(wheel.pop_due(), None);
    }
}
