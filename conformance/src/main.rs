//! Runs Node's own tests under bowline.
//!
//! The tests are Node's and stay where the user has them: this program reads which to run from `lists/`, runs
//! each as Node's runner does, compares with what `expected/` says fails and why, and writes
//! `docs/node-compat.md`.

#![forbid(unsafe_code)]

mod canary;
mod differential;
mod expected;
mod report;
mod run;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask conformance --node-src <dir> [options]

  --node-src <dir>    where Node's source is: the folder that holds test/parallel
  --runtime <file>    the program to test (target/release/bowline)
  --only <modules>    names of lists, separated by commas
  --filter <text>     only tests whose path has it
  --jobs <n>          so many at once (2)
  --timeout <s>       a test that takes longer has failed (20)
  --write             write docs/node-compat.md and expected/ from this run

cargo xtask conformance --differential <programs> [--node <file>] [--seed <n>] [--out <dir>]

  generated programs under Node and bowline; those that differ are made small and written to --out (.)
  --record <files>    instead: write programs and Node's answers, for the corpus
";

/// What the user asked for.
pub(crate) struct Args {
    node_src: PathBuf,
    runtime: PathBuf,
    only: Vec<String>,
    filter: String,
    jobs: usize,
    timeout_s: u64,
    write: bool,
    /// How many generated programs, if that is what is asked for.
    programs: Option<u64>,
    record: Option<u64>,
    node: PathBuf,
    seed: u64,
    out: PathBuf,
}

fn main() -> ExitCode {
    let args = match parse(std::env::args().skip(1)) {
        Ok(args) => args,
        Err(message) => {
            eprintln!("conformance: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let outcome = match (args.programs, args.record) {
        (None, None) => conform(&args),
        (programs, record) => differ(&args, programs.unwrap_or_default(), record),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("conformance: {message}");
            ExitCode::from(2)
        }
    }
}

fn parse(mut words: impl Iterator<Item = String>) -> Result<Args, String> {
    let mut args = Args {
        node_src: PathBuf::new(),
        runtime: PathBuf::from("target/release/bowline"),
        only: Vec::new(),
        filter: String::new(),
        jobs: 2,
        timeout_s: 20,
        write: false,
        programs: None,
        record: None,
        node: PathBuf::from("/usr/bin/node"),
        seed: 1,
        out: PathBuf::from("."),
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--node-src" => args.node_src = value()?.into(),
            "--runtime" => args.runtime = value()?.into(),
            "--only" => args.only = value()?.split(',').map(str::to_owned).collect(),
            "--filter" => args.filter = value()?,
            "--jobs" => args.jobs = number(&value()?)?,
            "--timeout" => args.timeout_s = number(&value()?)? as u64,
            "--write" => args.write = true,
            "--differential" => args.programs = Some(number(&value()?)? as u64),
            "--record" => args.record = Some(number(&value()?)? as u64),
            "--node" => args.node = value()?.into(),
            "--seed" => args.seed = number(&value()?)? as u64,
            "--out" => args.out = value()?.into(),
            _ => return Err(format!("{word} is not known")),
        }
    }
    let is_generated = args.programs.is_some() || args.record.is_some();
    if is_generated {
        args.runtime = absolute(&args.runtime)?;
        return Ok(args);
    }
    if !args.node_src.join("test/parallel").is_dir() {
        return Err("--node-src must name a folder that holds test/parallel".to_owned());
    }
    let absolute =
        |path: &Path| path.canonicalize().map_err(|error| format!("{}: {error}", path.display()));
    args.node_src = absolute(&args.node_src)?;
    args.runtime = absolute(&args.runtime)?;
    Ok(args)
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| format!("{text} is not a number over 0"))
}

/// Says whether everything that should pass does.
fn conform(args: &Args) -> Result<bool, String> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let _orphans = run::adopt_orphans();
    canary::check(args)?;
    let mut modules = Vec::new();
    for (name, tests) in lists(home, args)? {
        let outcomes = run::run_all(args, &tests)?;
        let module = report::Module { name, outcomes };
        println!("{}", module.line());
        modules.push(module);
    }
    let known = expected::read(home)?;
    let surprises = expected::surprises(&modules, &known);
    for surprise in &surprises {
        println!("{surprise}");
    }
    if args.write {
        let known = expected::write(home, &modules, &known)?;
        report::write(home, &modules, &known)?;
    }
    Ok(surprises.is_empty())
}

fn differ(args: &Args, programs: u64, record: Option<u64>) -> Result<bool, String> {
    let differential = differential::Differential {
        node: args.node.clone(),
        runtime: args.runtime.clone(),
        programs,
        seed: args.seed,
        jobs: args.jobs,
        out: args.out.clone(),
    };
    if let Some(files) = record {
        return differential.record(files).map(|()| true);
    }
    let differing = differential.run()?;
    println!("{programs} programs, {differing} differ");
    Ok(differing == 0)
}

/// The tests of each module, by name.
fn lists(home: &Path, args: &Args) -> Result<Vec<(String, Vec<String>)>, String> {
    let folder = home.join("lists");
    let entries = folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut lists = Vec::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !args.only.is_empty() && !args.only.contains(&name) {
            continue;
        }
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let tests = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        let wanted = |test: &&str| !test.is_empty() && test.contains(&args.filter);
        lists.push((name, tests.filter(wanted).map(str::to_owned).collect()));
    }
    lists.sort();
    Ok(lists)
}
