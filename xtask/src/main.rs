//! Bowline's developer tasks. `cargo xtask help` lists them.

#![forbid(unsafe_code)]

mod bench;
mod ci;
mod conformance;
mod cross;
mod debian;
mod new_module;
mod run;
mod test;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// One developer task. To add one: a file beside this one, and a row in [`TASKS`].
struct Task {
    name: &'static str,
    /// What may follow the name, as the help shows it.
    args: &'static str,
    /// At most this many words may follow the name.
    args_max: usize,
    help: &'static str,
    run: fn(&Path, &[String]) -> Outcome,
}

/// `Err` is the reason of the failure, one line or a few.
type Outcome = Result<(), String>;

const TASKS: &[Task] = &[
    Task {
        name: "ci",
        args: "",
        args_max: 0,
        help: "format, tidy, clippy, docs, all tests, other platforms",
        run: ci::run,
    },
    Task {
        name: "tidy",
        args: "",
        args_max: 0,
        help: "sizes, walls, words, promises and their tests, links",
        run: tidy::run,
    },
    Task {
        name: "test",
        args: "[name]",
        args_max: 1,
        help: "all tests, or those of one crate or module, or by name",
        run: test::run,
    },
    Task {
        name: "conformance",
        args: "…",
        args_max: 20,
        help: "Node's own tests under bowline; `conformance --help`",
        run: conformance::run,
    },
    Task {
        name: "bench",
        args: "[name]",
        args_max: 9,
        help: "all benches, or one; `bench loop --help`",
        run: bench::run,
    },
    Task {
        name: "cross",
        args: "[--require]",
        args_max: 1,
        help: "check the loop for macOS, FreeBSD and Windows",
        run: cross::run,
    },
    Task {
        name: "new-module",
        args: "<name>",
        args_max: 1,
        help: "the folder of a new module, ready to fill",
        run: new_module::run,
    },
    Task { name: "help", args: "", args_max: 0, help: "this text", run: help },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, args)) = words.split_first() else {
        print!("{}", help_text());
        return ExitCode::from(2);
    };
    let name = if matches!(name.as_str(), "-h" | "--help") { "help" } else { name };
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        let names: Vec<_> = TASKS.iter().map(|task| task.name).collect();
        eprintln!("xtask: no task `{name}`; there are {}", names.join(", "));
        return ExitCode::from(2);
    };
    if args.len() > task.args_max {
        eprintln!("xtask: write `cargo xtask {} {}`", task.name, task.args);
        return ExitCode::from(2);
    }
    match (task.run)(&root(), args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask {}: {reason}", task.name);
            ExitCode::FAILURE
        }
    }
}

/// The repository: the folder above xtask's own.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in a folder").to_path_buf()
}

fn help(_: &Path, _: &[String]) -> Outcome {
    print!("{}", help_text());
    Ok(())
}

fn help_text() -> String {
    let mut text = "cargo xtask <task>\n\n".to_string();
    for Task { name, args, help, .. } in TASKS {
        text += &format!("  {:20} {help}\n", format!("{name} {args}"));
    }
    text + "\n`cargo xtask ci` is what has to pass.\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_fits_a_screen() {
        let text = help_text();
        assert!(text.lines().count() <= 24 && text.lines().all(|line| line.len() <= 80), "{text}");
    }
}
