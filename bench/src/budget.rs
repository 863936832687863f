//! What the design promises of bowline, and whether a comparison keeps it.

use std::fmt::Write;

use crate::compare::{Peer, Values};
use crate::table::Spread;
use crate::workload::Case;

/// One promise about one measure of one workload.
struct Budget {
    case: &'static str,
    metric: &'static str,
    says: &'static str,
    limit: Limit,
}

enum Limit {
    /// Ours is at most so much.
    Fixed(f64),
    /// Ours is at most so many times this peer's.
    NoMoreThan(f64, &'static str),
    /// Ours is at least so many times this peer's best run.
    BetterThan(f64, &'static str),
}

const BUDGETS: &[Budget] = &[
    Budget {
        case: "timers",
        metric: "cpu_ms",
        says: "CPU ≤ 0.25 × libuv",
        limit: Limit::NoMoreThan(0.25, "libuv"),
    },
    Budget { case: "timers", metric: "peak_mb", says: "peak ≤ 80 MB", limit: Limit::Fixed(80.0) },
    Budget {
        case: "pool_1000",
        metric: "rate",
        says: "rate ≥ 1.3 × libuv's best run",
        limit: Limit::BetterThan(1.3, "libuv"),
    },
    Budget {
        case: "wake",
        metric: "p99_us",
        says: "p99 ≤ libuv",
        limit: Limit::NoMoreThan(1.0, "libuv"),
    },
    Budget {
        case: "echo",
        metric: "cpu_us",
        says: "CPU ≤ 1.05 × tokio",
        limit: Limit::NoMoreThan(1.05, "tokio"),
    },
    Budget {
        case: "immediates",
        metric: "wall_ms",
        says: "wall ≤ 60 ms",
        limit: Limit::Fixed(60.0),
    },
];

/// The lines below a workload's table: ours to the best peer, then each promise.
pub(crate) fn lines(case: &Case, peers: &[Peer], results: &[Vec<Values>]) -> String {
    let spread = |name: &str, metric: &str| {
        let index = peers.iter().position(|peer| peer.name == name)?;
        Spread::of(metric, &results[index])
    };
    let mut text = String::new();
    let metric = case.metrics[0];
    let Some(ours) = spread("bowline", metric) else {
        return "  bowline: not measured\n".to_owned();
    };
    let others = peers.iter().filter(|peer| peer.name != "bowline");
    let medians = others.filter_map(|peer| Some((peer.name, spread(peer.name, metric)?.median)));
    let best = medians.reduce(|a, b| if (a.1 < b.1) == (metric != "rate") { a } else { b });
    if let Some((name, median)) = best {
        let _ = writeln!(text, "  bowline / best peer ({name}): {:.2}", ours.median / median);
    }
    for budget in BUDGETS.iter().filter(|budget| budget.case == case.name) {
        let Some(ours) = spread("bowline", budget.metric).map(|ours| ours.median) else { continue };
        let verdict = match budget.limit {
            Limit::Fixed(most) => Some((ours, ours <= most)),
            Limit::NoMoreThan(factor, peer) => spread(peer, budget.metric)
                .map(|theirs| ours / theirs.median)
                .map(|ratio| (ratio, ratio <= factor)),
            Limit::BetterThan(factor, peer) => spread(peer, budget.metric)
                .map(|theirs| ours / theirs.most)
                .map(|ratio| (ratio, ratio >= factor)),
        };
        let _ = match verdict {
            Some((value, true)) => writeln!(text, "  budget {}: {value:.2}, kept", budget.says),
            Some((value, false)) => writeln!(text, "  budget {}: {value:.2}, MISSED", budget.says),
            None => writeln!(text, "  budget {}: no peer to compare with", budget.says),
        };
    }
    text
}
