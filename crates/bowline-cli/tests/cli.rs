//! The program from outside: what it prints, where, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test may")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Standard output, standard error and the code.
fn run_in(folder: &Path, words: &[&str], input: &str) -> (String, String, i32) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bowline"))
        .args(words)
        .current_dir(folder)
        .env_remove("NODE_OPTIONS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end without reading.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap())
}

fn run(words: &[&str], input: &str) -> (String, String, i32) {
    run_in(tempfile::tempdir().unwrap().path(), words, input)
}

#[test]
fn an_unknown_option_is_one_clear_line_and_code_9() {
    let (out, error, code) = run(&["--nosuch"], "");
    assert_eq!((out.as_str(), code), ("", 9));
    assert!(error.ends_with(": bad option: --nosuch\n"), "{error}");
    assert_eq!(error.lines().count(), 1);
}

#[test]
fn the_help_fits_a_screen() {
    let (out, error, code) = run(&["--help"], "");
    assert_eq!((error.as_str(), code), ("", 0));
    assert!(out.lines().count() <= 30 && out.lines().all(|line| line.len() <= 110), "{out}");
}

#[test]
fn sources_come_from_an_option_or_standard_input() {
    assert_eq!(run(&["-p", "6 * 7"], "").0, "42\n");
    assert_eq!(run(&["-e", "console.log(process.argv.length)", "a", "b"], "").0, "3\n");
    assert_eq!(run(&[], "console.log('from a pipe')").0, "from a pipe\n");
    assert_eq!(run(&["-", "a"], "console.log(process.argv[2])").0, "a\n");
}

#[test]
fn what_is_no_javascript_or_not_there_is_nodes_error_and_code_1() {
    let (_, error, code) = run(&["nosuch.js"], "");
    assert_eq!(code, 1);
    assert!(error.contains("Cannot find module") && error.contains("MODULE_NOT_FOUND"), "{error}");
    let (_, error, code) = run(&["-e", "let a = ;"], "");
    assert_eq!(code, 1);
    assert!(error.contains("SyntaxError"), "{error}");
    assert_eq!(run(&["--check", "-"], "let a = 1;").2, 0);
}

#[test]
fn an_environment_file_is_read_and_must_be_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(".env"), "A='one two'\n").unwrap();
    let (out, ..) = run_in(folder.path(), &["--env-file", ".env", "-p", "process.env.A"], "");
    assert_eq!(out, "one two\n");
    assert_eq!(run(&["--env-file", "nosuch", "-p", "1"], "").2, 9);
}

#[test]
fn a_conversation_answers_line_by_line() {
    let (out, _, code) = run(&["-i"], "1 + 1\n_ * 2\nawait Promise.resolve('waited')\n.exit\n");
    assert_eq!(code, 0);
    for answer in ["> 2\n", "> 4\n", "> 'waited'\n"] {
        assert!(out.contains(answer), "{out}");
    }
}

#[test]
fn a_trace_is_text_or_a_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let trace = |wanted: &str| {
        Command::new(env!("CARGO_BIN_EXE_bowline"))
            .args(["-e", "setTimeout(() => {}, 1)"])
            .current_dir(folder.path())
            .env("BOWLINE_TRACE", wanted)
            .output()
            .unwrap()
    };
    assert!(String::from_utf8_lossy(&trace("text").stderr).contains("TICK 1"));
    assert!(trace("loop.json").status.success());
    let timeline = std::fs::read_to_string(folder.path().join("loop.json")).unwrap();
    assert!(timeline.contains("traceEvents"), "{timeline}");
    assert_eq!(trace("nonsense").status.code(), Some(1));
}
