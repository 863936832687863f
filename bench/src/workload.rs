//! What every peer is asked to do, and with which numbers.

/// One piece of work. The C programs get the same numbers, in the order of the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Workload {
    /// Start `count` timers with `distinct` delays, cancel every second one, then let the others
    /// run, or cancel them as well: a million distinct delays would take 17 minutes to run.
    Timers { count: u64, distinct: u64, run: bool },
    /// Empty jobs to 4 pool threads and back, so many at a time.
    Pool { jobs: u64, in_flight: u64 },
    /// Another thread wakes the sleeping loop `count` times, `gap_us` after the last answer; then
    /// it sends `burst` wake-ups without waiting.
    Wake { count: u64, gap_us: u64, burst: u64 },
    /// A TCP server: so many connections, so many messages in all, each so many bytes.
    Echo { connections: u64, messages: u64, bytes: u64 },
    /// A chain of immediates, each starting the next.
    Immediates { count: u64 },
}

/// A workload under the name that the table and `--only` use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) workload: Workload,
    /// With `--tiny`: enough to run each line once.
    pub(crate) tiny: Workload,
    /// What the table shows, and the measure that the ratio is made of first.
    pub(crate) metrics: &'static [&'static str],
}

pub(crate) const CASES: [Case; 7] = [
    Case {
        name: "timers",
        about: "1,000,000 timers, 1,000 distinct delays; half cancelled, the rest run",
        workload: Workload::Timers { count: 1_000_000, distinct: 1_000, run: true },
        tiny: Workload::Timers { count: 1_000, distinct: 10, run: true },
        metrics: &["cpu_ms", "wall_ms", "peak_mb"],
    },
    Case {
        name: "timers_distinct",
        about: "1,000,000 timers, all delays distinct; half cancelled, then the rest",
        workload: Workload::Timers { count: 1_000_000, distinct: 1_000_000, run: false },
        tiny: Workload::Timers { count: 1_000, distinct: 1_000, run: false },
        metrics: &["cpu_ms", "wall_ms", "peak_mb"],
    },
    Case {
        name: "pool_1",
        about: "50,000 pool jobs, 1 in flight",
        workload: Workload::Pool { jobs: 50_000, in_flight: 1 },
        tiny: Workload::Pool { jobs: 100, in_flight: 1 },
        metrics: &["p50_us", "p99_us", "rate", "cpu_ms"],
    },
    Case {
        name: "pool_1000",
        about: "1,000,000 pool jobs, 1,000 in flight",
        workload: Workload::Pool { jobs: 1_000_000, in_flight: 1_000 },
        tiny: Workload::Pool { jobs: 2_000, in_flight: 1_000 },
        metrics: &["rate", "p50_us", "p99_us", "cpu_ms"],
    },
    Case {
        name: "wake",
        about: "20,000 wake-ups of a sleeping loop; rate: 1,000,000 sent in one go",
        workload: Workload::Wake { count: 20_000, gap_us: 20, burst: 1_000_000 },
        tiny: Workload::Wake { count: 50, gap_us: 20, burst: 1_000 },
        metrics: &["p99_us", "p50_us", "rate"],
    },
    Case {
        name: "echo",
        about: "TCP echo on loopback, 64 connections × 64 B; CPU of the server for a message",
        workload: Workload::Echo { connections: 64, messages: 320_000, bytes: 64 },
        tiny: Workload::Echo { connections: 64, messages: 640, bytes: 64 },
        metrics: &["cpu_us", "rate", "peak_mb"],
    },
    Case {
        name: "immediates",
        about: "a chain of 200,000 immediates (libuv: check and idle; epoll: empty waits)",
        workload: Workload::Immediates { count: 200_000 },
        tiny: Workload::Immediates { count: 200 },
        metrics: &["wall_ms", "cpu_ms"],
    },
];

impl Workload {
    /// The program's name and its numbers, as a child gets them.
    pub(crate) fn words(&self) -> Vec<String> {
        let (name, numbers) = match *self {
            Workload::Timers { count, distinct, run } => {
                ("timers", vec![count, distinct, u64::from(run)])
            }
            Workload::Pool { jobs, in_flight } => ("pool", vec![jobs, in_flight]),
            Workload::Wake { count, gap_us, burst } => ("wake", vec![count, gap_us, burst]),
            Workload::Echo { connections, messages, bytes } => {
                ("echo", vec![connections, messages, bytes])
            }
            Workload::Immediates { count } => ("immediates", vec![count]),
        };
        let numbers = numbers.into_iter().map(|number| number.to_string());
        [name.to_owned()].into_iter().chain(numbers).collect()
    }

    /// The opposite of [`words`](Workload::words).
    pub(crate) fn parse(words: &[String]) -> Option<Workload> {
        let (name, numbers) = words.split_first()?;
        let numbers: Option<Vec<u64>> = numbers.iter().map(|word| word.parse().ok()).collect();
        Some(match (name.as_str(), &numbers?[..]) {
            ("timers", &[count, distinct, run]) => {
                Workload::Timers { count, distinct, run: run != 0 }
            }
            ("pool", &[jobs, in_flight]) => Workload::Pool { jobs, in_flight },
            ("wake", &[count, gap_us, burst]) => Workload::Wake { count, gap_us, burst },
            ("echo", &[connections, messages, bytes]) => {
                Workload::Echo { connections, messages, bytes }
            }
            ("immediates", &[count]) => Workload::Immediates { count },
            _ => return None,
        })
    }
}

/// The delay of timer `index`. Timers that are only cancelled wait long enough not to run before.
pub(crate) fn delay_ms(index: u64, distinct: u64, run: bool) -> u64 {
    let base_ms = if run { 1 } else { 600_000 };
    // 7919 is prime to every `distinct` in use, so that all delays occur, in no simple order.
    base_ms + index * 7919 % distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_survives_the_way_to_a_child() {
        for case in CASES {
            assert_eq!(Workload::parse(&case.workload.words()), Some(case.workload));
            assert_eq!(Workload::parse(&case.tiny.words()), Some(case.tiny));
        }
    }
}
