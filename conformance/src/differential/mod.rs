//! Generated programs under Node and under bowline: order, output and exit code must be the same.
//!
//! Many programs run in one process, each from the moment the one before has left nothing to do. What differs
//! is run alone, several times, and made smaller as long as it differs.

mod endings;
mod program;
mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use program::Program;

/// Programs in one process.
const BATCH: u64 = 40;
/// A difference must show so often, as clocks are in the programs.
const TRIES: usize = 4;
/// Steps to a smaller program.
const SHRINKS_MAX: usize = 400;

/// What the user asked for.
pub(crate) struct Differential {
    pub(crate) node: PathBuf,
    pub(crate) runtime: PathBuf,
    pub(crate) programs: u64,
    pub(crate) seed: u64,
    pub(crate) jobs: usize,
    /// Where programs that differ, and those of the corpus, are written.
    pub(crate) out: PathBuf,
}

/// What every file of programs begins with.
const PRELUDE: &str = r"'use strict';
const fs = require('fs');
const { EventEmitter } = require('events');
const { Readable, Writable, Transform, PassThrough, pipeline } = require('stream');
const lines = [];
let program = 0;
const log = (text) => lines.push(`${program} ${text}`);
process.on('uncaughtException', (e, origin) => log(`${origin}: ${e.message}`));
process.on('unhandledRejection', (e) => log(`unhandled: ${e.message}`));
process.on('rejectionHandled', () => log('handled late'));
process.on('exit', (code) => { lines.push(`exit ${code}`); fs.writeSync(1, lines.join('\n') + '\n'); });
const programs = [];
process.on('beforeExit', () => {
  if (program === programs.length) return;
  programs[program++]();
});
";

impl Differential {
    /// Says how many programs differ.
    pub(crate) fn run(&self) -> Result<usize, String> {
        let (next, done) = (AtomicU64::new(0), AtomicU64::new(0));
        let found = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for _ in 0..self.jobs {
                scope.spawn(|| {
                    loop {
                        let first = next.fetch_add(BATCH, Ordering::Relaxed);
                        if first >= self.programs {
                            break;
                        }
                        let differing = self.batch(first, BATCH.min(self.programs - first));
                        found.lock().expect("nobody panics with it").extend(differing);
                        let done = done.fetch_add(BATCH, Ordering::Relaxed) + BATCH;
                        if done.is_multiple_of(BATCH * 25) {
                            println!("{done} of {} programs", self.programs);
                        }
                    }
                });
            }
        });
        let mut found = found.into_inner().expect("nobody panics with it");
        found.extend(self.endings()?);
        for (name, script, expected, got) in &found {
            let path = self.out.join(format!("differs-{name}.js"));
            std::fs::write(&path, script).map_err(|error| error.to_string())?;
            println!("\n{} differs. Node:\n{expected}\nbowline:\n{got}", path.display());
        }
        Ok(found.len())
    }

    /// The programs of a batch that differ, each made small.
    fn batch(&self, first: u64, count: u64) -> Vec<Difference> {
        let programs: Vec<_> =
            (first..first + count).map(|n| Program::generate(self.seed ^ (n << 1 | 1))).collect();
        let script = file(&programs);
        let (expected, got) =
            (self.execute(&self.node, &script), self.execute(&self.runtime, &script));
        if expected == got {
            return Vec::new();
        }
        let (expected, got) = (by_program(&expected), by_program(&got));
        let mut found = Vec::new();
        for (at, program) in programs.iter().enumerate() {
            let at_line = (at + 1).to_string();
            if expected.get(&at_line) != got.get(&at_line)
                && let Some(difference) = self.confirm(first + at as u64, program)
            {
                found.push(difference);
            }
        }
        found
    }

    fn confirm(&self, number: u64, program: &Program) -> Option<Difference> {
        let (mut expected, mut got) = self.differs(program)?;
        let mut smallest = program.clone();
        let mut steps = 0;
        'shrink: while steps < SHRINKS_MAX {
            for smaller in smallest.smaller() {
                steps += 1;
                if let Some(outputs) = self.differs(&smaller) {
                    (expected, got) = outputs;
                    smallest = smaller;
                    continue 'shrink;
                }
            }
            break;
        }
        Some((format!("{:x}-{number}", self.seed), file(&[smallest]), expected, got))
    }

    /// What both print, if bowline prints what Node never does.
    fn differs(&self, program: &Program) -> Option<(String, String)> {
        let script = file(std::slice::from_ref(program));
        let mut expected = Vec::new();
        for _ in 0..TRIES {
            let got = self.execute(&self.runtime, &script);
            expected.push(self.execute(&self.node, &script));
            if expected.contains(&got) {
                return None;
            }
            if expected.len() == TRIES {
                return Some((expected.pop().unwrap_or_default(), got));
            }
        }
        None
    }

    /// Ways to end, each a process of its own.
    fn endings(&self) -> Result<Vec<Difference>, String> {
        let mut found = Vec::new();
        for (name, script) in endings::all(self.seed, self.programs / 20) {
            let (expected, got) =
                (self.execute(&self.node, &script), self.execute(&self.runtime, &script));
            if expected != got
                && self.execute(&self.node, &script) != self.execute(&self.runtime, &script)
            {
                found.push((name, script, expected, got));
            }
        }
        Ok(found)
    }

    /// What a script prints, and how it ends.
    fn execute(&self, runtime: &Path, script: &str) -> String {
        match execute(runtime, script) {
            Ok(text) => text,
            Err(error) => format!("cannot be run: {error}"),
        }
    }

    /// Writes programs and Node's answers to them, for tests without Node.
    pub(crate) fn record(&self, count: u64) -> Result<(), String> {
        let failed = |error: std::io::Error| error.to_string();
        std::fs::create_dir_all(&self.out).map_err(failed)?;
        let mut seeds = self.seed..;
        for at in 0..count {
            let programs = seeds.by_ref().map(Program::generate).filter(Program::is_timeless);
            let script = file(&programs.take(BATCH as usize).collect::<Vec<_>>());
            let path = self.out.join(format!("order-{at:03}.js"));
            std::fs::write(&path, &script).map_err(failed)?;
            std::fs::write(path.with_extension("out"), self.execute(&self.node, &script))
                .map_err(failed)?;
        }
        for (name, script) in endings::all(self.seed, count * 4) {
            // A short timer against an immediate: a clock decides.
            if name.ends_with("-work") {
                continue;
            }
            let path = self.out.join(format!("{name}.js"));
            std::fs::write(&path, &script).map_err(failed)?;
            std::fs::write(path.with_extension("out"), self.execute(&self.node, &script))
                .map_err(failed)?;
        }
        Ok(())
    }
}

/// Name, script, what Node prints, what bowline prints.
type Difference = (String, String, String, String);

fn file(programs: &[Program]) -> String {
    let mut text = PRELUDE.to_owned();
    for program in programs {
        text.push_str("programs.push(() => {\n");
        text.push_str(&program.script());
        text.push_str("});\n");
    }
    text
}

/// The lines of each program, in order.
fn by_program(output: &str) -> BTreeMap<String, Vec<String>> {
    let mut programs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in output.lines() {
        let (program, text) = line.split_once(' ').unwrap_or((line, ""));
        programs.entry(program.to_owned()).or_default().push(text.to_owned());
    }
    programs
}

fn execute(runtime: &Path, script: &str) -> std::io::Result<String> {
    let folder = tempfile::tempdir()?;
    let is_module = script.starts_with("// module");
    let path = folder.path().join(if is_module { "program.mjs" } else { "program.js" });
    std::fs::write(&path, script)?;
    let output = Command::new("timeout")
        .arg("60")
        .arg(runtime)
        .arg(&path)
        .current_dir(folder.path())
        .env_remove("NODE_OPTIONS")
        .stdin(Stdio::null())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let error = if output.stderr.is_empty() { "nothing" } else { "something" };
    Ok(format!("{text}{} and {error} on standard error\n", output.status))
}
