//! `bowline-bench peer <name> <workload> <numbers…>`: one run of one Rust peer.

use std::error::Error;
use std::process::ExitCode;

use crate::measure::Sample;
use crate::workload::Workload;
use crate::{bowline, peers};

/// What a peer answers: `None` if it has nothing that does such work.
pub(crate) type Outcome = Result<Option<Sample>, Box<dyn Error>>;

/// The exit code that says "this peer has nothing that does such work".
pub(crate) const NOT_OFFERED: u8 = 3;

pub(crate) fn main(words: &[String]) -> ExitCode {
    let parsed = words.split_first().and_then(|(name, rest)| Some((name, Workload::parse(rest)?)));
    let Some((name, workload)) = parsed else {
        eprintln!("bench: cannot read {words:?}");
        return ExitCode::from(2);
    };
    let outcome = match name.as_str() {
        "bowline" => bowline::run(workload),
        "epoll" => peers::epoll::run(workload),
        "tokio" => peers::tokio::run(workload),
        _ => Err("no such peer".into()),
    };
    match outcome {
        Ok(Some(sample)) => {
            println!("{}", sample.line());
            ExitCode::SUCCESS
        }
        Ok(None) => ExitCode::from(NOT_OFFERED),
        Err(error) => {
            eprintln!("bench: {name}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Tells the parent where the echo server listens.
pub(crate) fn say_port(port: u16) {
    use std::io::Write;
    println!("port={port}");
    // A failure shows in the parent, which waits for this line.
    let _ = std::io::stdout().flush();
}
