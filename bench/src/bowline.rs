//! Ours: the workloads on bowline-loop.
//!
//! Until a workload is filled in it returns `None`, and the table says so. What each must do is in
//! [`Workload`]; `peers/tokio.rs` shows how the pieces that all share are used.

use crate::child::Outcome;
use crate::workload::Workload;

/// Runs one workload.
pub(crate) fn run(workload: Workload) -> Outcome {
    match workload {
        Workload::Timers { .. } => Ok(None),
        Workload::Pool { .. } => Ok(None),
        Workload::Wake { .. } => Ok(None),
        Workload::Echo { .. } => Ok(None),
        Workload::Immediates { .. } => Ok(None),
    }
}
