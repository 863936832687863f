//! One test: in a session and a temporary folder of its own, as Node's runner does it.

use std::fs::File;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::Args;

/// How much of a failure's output is kept.
const OUTPUT_BYTES_MAX: usize = 4_000;

/// What became of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Pass,
    /// It says that it cannot run here.
    Skip,
    /// Why, in a line, and the end of what it wrote.
    Fail {
        how: String,
        output: String,
    },
}

/// A test by name, and its outcome.
#[derive(Clone, Debug)]
pub(crate) struct Ran {
    pub(crate) test: String,
    pub(crate) outcome: Outcome,
}

/// What tests leave behind becomes our child, and is gone when we are.
pub(crate) fn adopt_orphans() -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
    Ok(())
}

/// Runs all of them, several at once.
pub(crate) fn run_all(args: &Args, tests: &[String]) -> Result<Vec<Ran>, String> {
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for slot in 0..args.jobs {
            let (next, outcomes) = (&next, &outcomes);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(test) = tests.get(number) else { break };
                    let outcome = run(args, test, slot).unwrap_or_else(|error| Outcome::Fail {
                        how: format!("could not be run: {error}"),
                        output: String::new(),
                    });
                    let ran = Ran { test: test.clone(), outcome };
                    outcomes.lock().expect("nobody panics with it").push((number, ran));
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().expect("nobody panics with it");
    outcomes.sort_by_key(|(number, _)| *number);
    Ok(outcomes.into_iter().map(|(_, ran)| ran).collect())
}

fn run(args: &Args, test: &str, slot: usize) -> std::io::Result<Outcome> {
    let path = args.node_src.join(test);
    let source = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
    let folder = tempfile::tempdir()?;
    let output = folder.path().join(".output");
    // Some name files from the root of the source; all others run where they are.
    let is_from_root = source.contains("'./test/");
    let here = if is_from_root { &args.node_src } else { path.parent().unwrap_or(&path) };
    let mut command = Command::new(&args.runtime);
    command.args(flags(&source)).arg(&path).current_dir(here);
    prepare(&mut command, folder.path(), slot);
    let file = File::create(&output)?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    let status = wait(command, Duration::from_secs(args.timeout_s))?;
    let text = String::from_utf8_lossy(&std::fs::read(&output)?).into_owned();
    Ok(outcome(status, &text))
}

/// The options a test asks for in its first lines.
fn flags(source: &str) -> Vec<String> {
    let line = source.lines().take(40).find_map(|line| line.strip_prefix("// Flags:"));
    line.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

fn prepare(command: &mut Command, folder: &Path, slot: usize) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NODE_") {
            command.env_remove(name);
        }
    }
    for name in ["FORCE_COLOR", "NO_COLOR", "COLORTERM"] {
        command.env_remove(name);
    }
    command
        .env("NODE_TEST_DIR", folder)
        .env("TMPDIR", folder)
        .env("TEST_THREAD_ID", slot.to_string())
        .env("NODE_SKIP_FLAG_CHECK", "1")
        .env("NODE_COMMON_PORT", (12_346 + slot * 1_000).to_string())
        // Another runtime may have more globals than Node.
        .env("NODE_TEST_KNOWN_GLOBALS", "0");
    // A group of its own: what it starts ends with it.
    command.process_group(0);
}

/// `None` if it had to be ended.
fn wait(mut command: Command, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let mut child = command.spawn()?;
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let end_group = || group.map(|group| kill_process_group(group, Signal::KILL));
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if started.elapsed() > limit {
            end_group();
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(5));
    };
    end_group();
    Ok(status)
}

fn outcome(status: Option<ExitStatus>, text: &str) -> Outcome {
    let how = match status {
        None => "did not end".to_owned(),
        Some(status) if status.success() => {
            let is_skip = text.lines().any(|line| line.starts_with("1..0 # Skipped"));
            return if is_skip { Outcome::Skip } else { Outcome::Pass };
        }
        Some(status) => match (status.signal(), status.code()) {
            (Some(signal), _) => format!("killed by signal {signal}"),
            (None, code) => format!("exit code {}", code.unwrap_or_default()),
        },
    };
    let start = text.len().saturating_sub(OUTPUT_BYTES_MAX);
    let start = (start..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    Outcome::Fail { how, output: text[start..].to_owned() }
}
