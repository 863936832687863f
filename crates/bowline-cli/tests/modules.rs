//! Runs every `src/*/tests/*.js` of the library under the program: each must end with code 0.
//!
//! `BOWLINE_TESTS=fs` runs only those of a module; `BOWLINE_TESTS=fs/reads` those whose path has it.

#![allow(clippy::unwrap_used, reason = "a test may")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A behaviour shows in a moment or not at all.
const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn every_javascript_test_of_the_modules_passes() {
    let tests = tests();
    assert!(!tests.is_empty(), "there are tests beside the modules");
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(test) = tests.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(why) = run(test) {
                        failures.lock().unwrap().push(format!("{}: {why}", test.display()));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    let (failed, total) = (failures.len(), tests.len());
    assert!(failures.is_empty(), "{failed} of {total} failed:\n{}", failures.join("\n"));
}

fn tests() -> Vec<PathBuf> {
    let only = std::env::var("BOWLINE_TESTS").unwrap_or_default();
    let mut tests = Vec::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bowline/src");
    find(&source.canonicalize().unwrap(), &mut tests);
    tests.retain(|path| path.to_string_lossy().replace("/tests/", "/").contains(&only));
    tests.sort();
    tests
}

/// Scripts in folders called `tests`; what begins with `_` only helps others.
fn find(folder: &Path, tests: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "fixtures" {
                find(&path, tests);
            }
        } else if folder.ends_with("tests")
            && !name.starts_with('_')
            && [".js", ".mjs", ".cjs"].iter().any(|end| name.ends_with(end))
        {
            tests.push(path);
        }
    }
}

fn run(test: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    let file = std::fs::File::create(&output).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_bowline"))
        .arg(test)
        .current_dir(folder.path())
        .env("TMPDIR", folder.path())
        .env_remove("NODE_OPTIONS")
        .stdin(Stdio::null())
        .stdout(file.try_clone().unwrap())
        .stderr(file)
        .spawn()
        .unwrap();
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if started.elapsed() > LIMIT {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        thread::sleep(Duration::from_millis(5));
    };
    if status.is_some_and(|status| status.success()) {
        return Ok(());
    }
    let text = std::fs::read(&output).unwrap();
    let text = String::from_utf8_lossy(&text);
    let tail: Vec<_> = text.lines().rev().take(20).collect();
    let tail: Vec<_> = tail.into_iter().rev().collect();
    let how = status.map_or("did not end".to_owned(), |status| status.to_string());
    Err(format!("{how}\n    {}", tail.join("\n    ")))
}
