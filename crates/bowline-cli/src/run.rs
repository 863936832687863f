//! From the command line to the end of the program.

use std::io::{Read as _, Write as _};
use std::path::Path;

use bowline::Trace;
use bowline::js::{Program, Runtime};

use crate::args::{Action, Args, Value};

/// Stack for JavaScript: most of the eight mebibytes that the main thread has.
const STACK_BYTES: usize = 7 << 20;
/// What is left for Rust when the main thread has less.
const STACK_BYTES_RESERVE: usize = 512 << 10;

/// Runs what `args` ask for. Says the exit code.
pub(crate) fn run(args: Args) -> i32 {
    let source = match &args.action {
        Action::Stdin => match read_stdin() {
            Ok(source) => Some(source),
            Err(error) => return fail(&format!("cannot read standard input: {error}")),
        },
        Action::Eval { source, .. } => Some(source.clone()),
        _ => None,
    };
    let runtime = match Runtime::builder().program(program(&args)).stack_max(stack()).build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("cannot start: {error}")),
    };
    let trace = match Trace::from_environment() {
        Ok(trace) => trace,
        Err(error) => return fail(&error.to_string()),
    };
    runtime.event_loop().set_recorder(trace.recorder());
    let started = match (&args.action, source) {
        (Action::Eval { print, .. }, Some(source)) => runtime.run_source(&source, *print, "[eval]"),
        (_, Some(source)) => runtime.run_source(&source, false, "[stdin]"),
        (Action::Script(path), _) => runtime.run_main(Path::new(path)),
        _ => runtime.run_repl(),
    };
    // What the program itself threw has been told to it: this is an error of the runtime.
    if let Err(error) = started.and_then(|()| runtime.report_warnings(&args.warnings)) {
        return fail(&error.to_string());
    }
    let outcome = runtime.run();
    if let Err(error) = trace.finish() {
        return fail(&error.to_string());
    }
    // The process ends with it: nobody needs the memory back, and taking an engine apart takes a while.
    std::mem::forget(runtime);
    match outcome {
        Ok(ended) => {
            if let Some(failure) = ended.failure {
                eprintln!("{failure}\n{}", failure.stack);
            }
            ended.code
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// One clear line for what is not the program's fault, and code 1.
fn fail(message: &str) -> i32 {
    // Nobody is left to be told if this fails.
    let _ = writeln!(std::io::stderr(), "bowline: {message}");
    1
}

fn read_stdin() -> std::io::Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// As much as the main thread has, less what Rust needs.
fn stack() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Stack).current;
    let limit = limit.and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(STACK_BYTES);
    limit.saturating_sub(STACK_BYTES_RESERVE).min(STACK_BYTES)
}

fn program(args: &Args) -> Program {
    let mut words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let exec_path = std::env::current_exe().unwrap_or_default();
    let mut argv: Vec<String> = match &args.action {
        Action::Script(path) => vec![path.clone()],
        Action::Stdin if !args.script_args.is_empty() => vec!["-".to_owned()],
        _ => Vec::new(),
    };
    argv.extend(args.script_args.iter().cloned());
    Program {
        exec_path: exec_path.to_string_lossy().into_owned(),
        argv0: words.next().unwrap_or_default(),
        exec_argv: args.exec_argv.clone(),
        argv,
        options: args
            .values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json(value)))
            .collect(),
    }
}

fn json(value: &Value) -> String {
    match value {
        Value::Flag(is_on) => is_on.to_string(),
        Value::Text(text) => quoted(text),
        Value::List(list) => {
            let items: Vec<_> = list.iter().map(|item| quoted(item)).collect();
            format!("[{}]", items.join(","))
        }
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            ..' ' => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
