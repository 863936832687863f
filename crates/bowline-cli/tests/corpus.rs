//! Programs with Node's answers: order, output and exit code must be the same. `conformance/` makes them, with Node.

#![allow(clippy::unwrap_used, reason = "a test may")]

use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn recorded_programs_print_and_end_as_under_node() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/corpus");
    let mut programs: Vec<_> =
        corpus.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "js"));
    programs.sort();
    assert!(!programs.is_empty(), "there are programs");
    let failures: Vec<_> = programs.iter().filter_map(|path| differs(path)).collect();
    let (failed, total) = (failures.len(), programs.len());
    assert!(failures.is_empty(), "{failed} of {total} differ:\n{}", failures.join("\n"));
}

/// The first lines that are not the same.
fn differs(path: &Path) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bowline"))
        .arg(path)
        .current_dir(folder.path())
        .env_remove("NODE_OPTIONS")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = if output.stderr.is_empty() { "nothing" } else { "something" };
    let printed = String::from_utf8_lossy(&output.stdout);
    let got = format!("{printed}{} and {said} on standard error\n", output.status);
    let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
    if got == expected {
        return None;
    }
    let mut lines = expected.lines().zip(got.lines()).enumerate();
    let first = lines.find(|(_, (expected, got))| expected != got);
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    Some(match first {
        Some((at, (expected, got))) => format!("{name}, line {}: {expected:?} is {got:?}", at + 1),
        None => format!("{name}: one has more lines"),
    })
}
