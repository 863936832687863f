//! The comparison: each peer in turn, round after round, every run in a process of its own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::child::NOT_OFFERED;
use crate::peers::libuv::{self, Libuv};
use crate::workload::{CASES, Case, Workload};
use crate::{echo_client, table};

pub(crate) const USAGE: &str = "\
bowline-bench loop [options]      the event loop beside libuv, tokio and raw epoll

  --tiny            everything once with small inputs: shows that it runs, measures nothing
  --rounds <n>      how often each peer has its turn (5)
  --only <names>    of: timers, timers_distinct, pool_1, pool_1000, wake, echo, immediates
  --peers <names>   of: libuv, tokio, epoll, bowline

The table shows medians (least to most). Names are separated by commas.
Close other programs first: with two cores, whatever else runs is in the numbers.
";

/// A run that takes longer has hung.
const RUN_MAX: Duration = Duration::from_secs(120);

/// What one run measured, by name.
pub(crate) type Values = BTreeMap<String, f64>;

/// A peer and how its child is started.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// The folder of its programs, or nothing if it is in this program.
    folder: Option<PathBuf>,
}

struct Options {
    tiny: bool,
    rounds: usize,
    only: Vec<String>,
    peers: Vec<String>,
}

/// Runs the comparison and prints it.
pub(crate) fn run(words: &[String]) -> Result<(), String> {
    if words.iter().any(|word| word == "--help" || word == "-h") {
        print!("{USAGE}");
        return Ok(());
    }
    let options = parse(words)?;
    let built = libuv::build(beside_ourselves("bowline-bench-libuv")?);
    if let Err(reason) = &built {
        println!("libuv: skipped: {reason}");
    }
    let libuv_version = built.as_ref().ok().map(|libuv| libuv.version.clone());
    let peers = peers(built.ok(), &options);
    println!("{}", table::machine(libuv_version.as_deref()));
    for case in CASES {
        if !options.only.is_empty() && !options.only.iter().any(|name| name == case.name) {
            continue;
        }
        let results = run_case(&case, &peers, &options)?;
        print!("{}", table::case(&case, &peers, &results, options.tiny));
    }
    Ok(())
}

/// The runs of each peer, in the order of `peers`; none if it does not offer such work.
fn run_case(case: &Case, peers: &[Peer], options: &Options) -> Result<Vec<Vec<Values>>, String> {
    let workload = if options.tiny { case.tiny } else { case.workload };
    let mut results: Vec<Vec<Values>> = peers.iter().map(|_| Vec::new()).collect();
    for round in 0..options.rounds {
        for (peer, runs) in peers.iter().zip(&mut results) {
            if round > 0 && runs.is_empty() {
                continue;
            }
            let values = run_child(peer, workload)
                .map_err(|reason| format!("{} with {}: {reason}", case.name, peer.name))?;
            runs.extend(values);
        }
    }
    Ok(results)
}

fn run_child(peer: &Peer, workload: Workload) -> Result<Option<Values>, String> {
    let words = workload.words();
    let mut command = match &peer.folder {
        Some(folder) => {
            let mut command = Command::new(folder.join(&words[0]));
            command.args(&words[1..]);
            command
        }
        None => {
            let mut command = Command::new(ourselves()?);
            command.args(["peer", peer.name]).args(words);
            command
        }
    };
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let line = follow(&mut child, workload);
    if line.is_err() {
        // It may be hanging; if it has ended, this does nothing.
        let _ = child.kill();
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.code() == Some(i32::from(NOT_OFFERED)) {
        return Ok(None);
    }
    let line = line?;
    if !status.success() {
        return Err(format!("its process ended with {status}"));
    }
    let values = line.split_whitespace().filter_map(|word| {
        let (name, value) = word.split_once('=')?;
        Some((name.to_owned(), value.parse().ok()?))
    });
    Ok(Some(values.collect()))
}

/// Reads the child's line. On the way there, talks to it if it is a server.
fn follow(child: &mut Child, workload: Workload) -> Result<String, String> {
    let output = child.stdout.take().expect("its output is a pipe");
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody listens when the run was given up.
            let _ = sender.send(line);
        }
    });
    let mut line = String::new();
    loop {
        match lines.recv_timeout(RUN_MAX) {
            Ok(next) => line = next,
            Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(line),
            Err(mpsc::RecvTimeoutError::Timeout) => return Err(format!("no end in {RUN_MAX:?}")),
        }
        let port = line.strip_prefix("port=").and_then(|port| port.parse().ok());
        if let (Some(port), Workload::Echo { connections, messages, bytes }) = (port, workload) {
            echo_client::run(port, connections, messages, bytes)
                .map_err(|error| format!("client: {error}"))?;
        }
    }
}

fn peers(libuv: Option<Libuv>, options: &Options) -> Vec<Peer> {
    let mut peers = Vec::new();
    if let Some(libuv) = libuv {
        peers.push(Peer { name: "libuv", folder: Some(libuv.folder) });
    }
    peers.extend(["tokio", "epoll", "bowline"].map(|name| Peer { name, folder: None }));
    peers.retain(|peer| {
        options.peers.is_empty() || options.peers.iter().any(|name| name == peer.name)
    });
    peers
}

fn parse(words: &[String]) -> Result<Options, String> {
    let mut options = Options { tiny: false, rounds: 5, only: Vec::new(), peers: Vec::new() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("`{word}` needs a value\n{USAGE}"));
        match word.as_str() {
            "--tiny" => options.tiny = true,
            "--rounds" => {
                let rounds = value()?.parse().ok().filter(|&rounds| rounds > 0);
                options.rounds = rounds.ok_or("`--rounds` needs a number above 0")?;
            }
            "--only" => options.only = value()?.split(',').map(str::to_owned).collect(),
            "--peers" => options.peers = value()?.split(',').map(str::to_owned).collect(),
            _ => return Err(format!("cannot read `{word}`\n{USAGE}")),
        }
    }
    if let Some(name) = options.only.iter().find(|&name| CASES.iter().all(|c| c.name != name)) {
        return Err(format!("no workload `{name}`\n{USAGE}"));
    }
    if options.tiny {
        options.rounds = 1;
    }
    Ok(options)
}

fn ourselves() -> Result<PathBuf, String> {
    std::env::current_exe().map_err(|error| error.to_string())
}

fn beside_ourselves(name: &str) -> Result<PathBuf, String> {
    Ok(ourselves()?.with_file_name(name))
}
