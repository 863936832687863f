//! Clocks, peak memory and percentiles of this process, and the line that carries them.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// A measurement under way.
pub(crate) struct Meter {
    cpu_start: Duration,
    wall_start: Instant,
}

/// What a child measured: names and values.
pub(crate) struct Sample {
    values: Vec<(&'static str, f64)>,
    cpu: Duration,
    wall: Duration,
}

impl Meter {
    pub(crate) fn start() -> Meter {
        Meter { cpu_start: cpu(), wall_start: Instant::now() }
    }

    /// Ends the measurement. What comes after it, such as sorting latencies, does not count.
    pub(crate) fn end(self) -> Sample {
        let wall = self.wall_start.elapsed();
        let cpu = cpu() - self.cpu_start;
        let values = vec![("wall_ms", ms(wall)), ("cpu_ms", ms(cpu)), ("peak_mb", peak_mb())];
        Sample { values, cpu, wall }
    }
}

impl Sample {
    /// Adds how many of `count` were done in a second.
    pub(crate) fn with_rate(mut self, count: u64) -> Sample {
        self.values.push(("rate", count as f64 / self.wall.as_secs_f64()));
        self
    }

    /// Adds how many of `count` were done in a second, when they took only a part of the time.
    pub(crate) fn with_rate_in(mut self, count: u64, wall: Duration) -> Sample {
        self.values.push(("rate", count as f64 / wall.as_secs_f64()));
        self
    }

    /// Adds the CPU time of one of `count`.
    pub(crate) fn with_cpu_of_each(mut self, count: u64) -> Sample {
        self.values.push(("cpu_us", self.cpu.as_secs_f64() * 1e6 / count as f64));
        self
    }

    /// Adds the median and the 99th percentile.
    pub(crate) fn with_latencies(mut self, mut latencies_ns: Vec<u32>) -> Sample {
        latencies_ns.sort_unstable();
        let at = |percent: usize| {
            let index = latencies_ns.len() * percent / 100;
            latencies_ns.get(index).map_or(f64::NAN, |&ns| f64::from(ns) / 1e3)
        };
        self.values.extend([("p50_us", at(50)), ("p99_us", at(99))]);
        self
    }

    /// `wall_ms=1.5 cpu_ms=0.9 …`
    pub(crate) fn line(&self) -> String {
        let words = self.values.iter().map(|(name, value)| format!("{name}={value:.3}"));
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Whether a pool job is timed. Reading the clock for each would cost a fifth of a job.
pub(crate) fn is_timed(number: u64) -> bool {
    const TIMED_EVERY: u64 = 16;
    number.is_multiple_of(TIMED_EVERY)
}

/// The nanoseconds since `start`, for a list of latencies; 4 s and more count as 4 s.
pub(crate) fn latency_ns(start: Instant) -> u32 {
    u32::try_from(start.elapsed().as_nanos()).unwrap_or(u32::MAX)
}

/// User and system time of all threads.
fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Not `getrusage`: its maximum includes what the parent had when it forked.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib / 1024.0)
}
