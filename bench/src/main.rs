//! Bowline beside its peers: the same work, in turns, on one machine. `cargo xtask bench loop`.
//!
//! The program starts one child for each peer and round. A Rust peer's child is this program again.
//! Linux only: the peers and the clocks are Linux's.

#![forbid(unsafe_code)]

#[cfg(target_os = "linux")]
mod bowline;
#[cfg(target_os = "linux")]
mod budget;
#[cfg(target_os = "linux")]
mod child;
#[cfg(target_os = "linux")]
mod compare;
#[cfg(target_os = "linux")]
mod echo_client;
#[cfg(target_os = "linux")]
mod measure;
#[cfg(target_os = "linux")]
mod peers;
#[cfg(target_os = "linux")]
mod table;
#[cfg(target_os = "linux")]
mod wake;
#[cfg(target_os = "linux")]
mod workload;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match words.split_first() {
        Some((first, rest)) if first == "loop" => compare::run(rest),
        Some((first, rest)) if first == "peer" => return child::main(rest),
        _ => {
            print!("{}", compare::USAGE);
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("bench: {reason}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    println!("bench: skipped: the comparison runs on Linux only");
    ExitCode::SUCCESS
}
