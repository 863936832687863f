//! The side-by-side table: a row a peer, a column a measure; then the ratio and the budget.

use std::fmt::Write;

use crate::budget;
use crate::compare::{Peer, Values};
use crate::workload::Case;

/// Least, median and most of several runs.
#[derive(Clone, Copy)]
pub(crate) struct Spread {
    pub(crate) least: f64,
    pub(crate) median: f64,
    pub(crate) most: f64,
}

impl Spread {
    /// Of the runs that have this measure; none without runs.
    pub(crate) fn of(metric: &str, runs: &[Values]) -> Option<Spread> {
        let mut values: Vec<f64> = runs.iter().filter_map(|run| run.get(metric).copied()).collect();
        values.sort_by(f64::total_cmp);
        let (&least, &most) = (values.first()?, values.last()?);
        let middle = values.len() / 2;
        let median = match values.len() % 2 {
            0 => f64::midpoint(values[middle - 1], values[middle]),
            _ => values[middle],
        };
        Some(Spread { least, median, most })
    }
}

/// The machine and the versions, without which the numbers say little.
pub(crate) fn machine(libuv: Option<&str>) -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "{}, {cores} cores, Linux {}; libuv {}, tokio {}{}",
        model.map_or("unknown processor", |(_, name)| name),
        kernel.trim(),
        libuv.unwrap_or("absent"),
        locked_version("tokio").unwrap_or("unknown"),
        if cfg!(debug_assertions) { "; NOT optimised" } else { "" },
    )
}

/// One workload's table.
pub(crate) fn case(case: &Case, peers: &[Peer], results: &[Vec<Values>], tiny: bool) -> String {
    let mut text = format!("\n{}: {}\n{:10}", case.name, case.about, "");
    for metric in case.metrics {
        let _ = write!(text, "{:>26}", title(metric));
    }
    text.push('\n');
    for (peer, runs) in peers.iter().zip(results) {
        let _ = write!(text, "{:10}", peer.name);
        for metric in case.metrics {
            let spread = Spread::of(metric, runs);
            let cell = spread.map_or_else(|| "–".to_owned(), |spread| cell(metric, spread));
            let _ = write!(text, "{cell:>26}");
        }
        text.push('\n');
    }
    if !tiny {
        text += &budget::lines(case, peers, results);
    }
    text
}

fn title(metric: &str) -> &str {
    match metric {
        "cpu_ms" => "CPU ms",
        "wall_ms" => "wall ms",
        "peak_mb" => "peak MB",
        "rate" => "thousand/s",
        "p50_us" => "p50 µs",
        "p99_us" => "p99 µs",
        "cpu_us" => "CPU µs each",
        other => other,
    }
}

fn cell(metric: &str, Spread { least, median, most }: Spread) -> String {
    let scale = if metric == "rate" { 1e-3 } else { 1.0 };
    let [least, median, most] = [least, median, most].map(|value| number(value * scale));
    format!("{median} ({least}–{most})")
}

/// Three digits that mean something.
fn number(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

fn locked_version(package: &str) -> Option<&'static str> {
    let lock = include_str!("../../Cargo.lock");
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    rest.split('"').next()
}
