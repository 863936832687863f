//! Scripts that must fail, or end with an exact code: a runtime that hides errors would pass every test.

use std::process::{Command, Stdio};

use crate::Args;

/// What it shows, the script, and the code it must end with.
const CANARIES: &[(&str, &str, i32)] = &[
    ("a throw ends with 1", "throw new Error('x')", 1),
    (
        "process.exit has its code",
        "setTimeout(() => process.exit(7), 1); setTimeout(() => {}, 1e5)",
        7,
    ),
    ("process.exitCode counts", "process.exitCode = 9", 9),
    ("a throw in a timer ends with 1", "setTimeout(() => { throw new Error('x') }, 1)", 1),
    ("a throw in a tick ends with 1", "process.nextTick(() => { throw new Error('x') })", 1),
    ("an unhandled rejection ends with 1", "Promise.reject(new Error('x'))", 1),
    ("exit listeners set the code", "process.on('exit', () => { process.exitCode = 5 })", 5),
    ("assert fails", "require('assert').strictEqual(1, 2)", 1),
    (
        "deepStrictEqual fails",
        "require('assert').deepStrictEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })",
        1,
    ),
    ("mustCall that is not called fails", "require(COMMON).mustCall(() => {})", 1),
    ("mustCall that is called passes", "setImmediate(require(COMMON).mustCall())", 0),
];

/// Runs them all.
pub(crate) fn check(args: &Args) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let common = args.node_src.join("test/common");
    for (what, source, code) in CANARIES {
        let path = folder.path().join("canary.js");
        let source = source.replace("COMMON", &format!("{:?}", common.display().to_string()));
        std::fs::write(&path, source).map_err(|error| error.to_string())?;
        let status = Command::new(&args.runtime)
            .arg(&path)
            .env("NODE_SKIP_FLAG_CHECK", "1")
            .env("NODE_TEST_KNOWN_GLOBALS", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|error| format!("{}: {error}", args.runtime.display()))?;
        if status.code() != Some(*code) {
            return Err(format!(
                "{what}: it does not, but says {status}; no pass would mean a thing"
            ));
        }
    }
    Ok(())
}
