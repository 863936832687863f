//! `cargo xtask ci`: everything that has to pass.

use std::path::Path;
use std::time::Instant;

use crate::run::{cargo, execute, works};
use crate::{Outcome, bench, cross, tidy};

/// Quick checks first. All builds share one target folder and the dev profile.
const STEPS: &[Step] = &[
    Step { name: "format", run: format },
    Step { name: "tidy", run: |root| tidy::run(root, &[]) },
    Step { name: "clippy", run: clippy },
    Step { name: "docs", run: docs },
    Step { name: "tests", run: tests },
    Step { name: "bench", run: bench::tiny },
    Step { name: "cross", run: |root| cross::run(root, &[]) },
];

struct Step {
    name: &'static str,
    run: fn(&Path) -> Outcome,
}

/// The task: runs the steps in order and stops at the first that fails.
pub(crate) fn run(root: &Path, _: &[String]) -> Outcome {
    for Step { name, run } in STEPS {
        println!("\n== {name}");
        let started = Instant::now();
        run(root).map_err(|reason| format!("{name}: {reason}"))?;
        println!("== {name}: ok, {:.1} s", started.elapsed().as_secs_f64());
    }
    println!("\nci: everything passed");
    Ok(())
}

fn format(root: &Path) -> Outcome {
    if !has(root, "fmt", "rustfmt") {
        return Ok(());
    }
    execute(&mut cargo(root, &["fmt", "--all", "--", "--check"]))
        .map_err(|_| "write `cargo fmt --all` and commit what it changes".to_string())
}

fn clippy(root: &Path) -> Outcome {
    if !has(root, "clippy", "clippy") {
        return Ok(());
    }
    execute(&mut cargo(root, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn docs(root: &Path) -> Outcome {
    let mut command = cargo(root, &["doc", "--workspace", "--no-deps"]);
    execute(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn tests(root: &Path) -> Outcome {
    execute(&mut cargo(root, &["test", "--workspace"]))?;
    // The library alone: nothing of the engine may be needed for it.
    execute(&mut cargo(root, &["check", "-p", "bowline", "--all-targets"]))
}

/// Not everybody has the component; GitHub's machines do, so nothing slips through.
fn has(root: &Path, subcommand: &str, component: &str) -> bool {
    let there = works(&mut cargo(root, &[subcommand, "--version"]));
    if !there {
        println!("skipped: not installed; write `rustup component add {component}`");
    }
    there
}
