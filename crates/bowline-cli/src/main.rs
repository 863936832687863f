//! The program `bowline`.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use bowline::js::{Program, Runtime};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    let exec_path = std::env::current_exe().unwrap_or_default().to_string_lossy().into_owned();
    let argv0 = words[0].clone();
    let is_eval = words.get(1).is_some_and(|word| word == "-e");
    let argv = if is_eval { Vec::new() } else { words[1..].to_vec() };
    let program = Program { exec_path, argv0, argv, ..Program::default() };
    let runtime = match Runtime::builder().program(program).stack_max(4 << 20).build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("bowline: {error}");
            return ExitCode::FAILURE;
        }
    };
    let started = if is_eval {
        runtime.run_source(words.get(2).map_or("", String::as_str))
    } else {
        runtime.run_main(Path::new(words.get(1).map_or("", String::as_str)))
    };
    if let Err(error) = started {
        eprintln!("bowline: {error}");
    }
    match runtime.run() {
        Ok(ended) => {
            if let Some(failure) = ended.failure {
                eprintln!("bowline: {failure}\n{}", failure.stack);
            }
            std::process::exit(ended.code)
        }
        Err(error) => {
            eprintln!("bowline: {error}");
            ExitCode::FAILURE
        }
    }
}
