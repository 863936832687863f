//! The program `bowline`: runs JavaScript files with Node's modules.

#![forbid(unsafe_code)]

mod args;
mod help;
mod options;
mod run;

use std::io::{IsTerminal as _, Write as _};

use args::{Action, Args};

/// Node's exit code for an option nobody knows.
const BAD_OPTION: i32 = 9;

fn main() {
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let environment = std::env::var("NODE_OPTIONS").ok();
    let args = Args::parse(words, environment.as_deref(), std::io::stdin().is_terminal());
    let code = match args {
        Ok(args) => match args.action {
            Action::Help => say(help::HELP),
            Action::Version => say(concat!("bowline v", env!("CARGO_PKG_VERSION"), "\n")),
            _ => run::run(args),
        },
        Err(bad) => {
            // Nobody is left to be told if this fails.
            let name = std::env::args_os().next().unwrap_or_else(|| "bowline".into());
            let _ = writeln!(std::io::stderr(), "{}: {}", name.to_string_lossy(), bad.0);
            BAD_OPTION
        }
    };
    bowline::tty::reset_modes();
    bowline::process::restore_stdio();
    std::process::exit(code);
}

/// A reader that has gone away is not an error.
fn say(text: &str) -> i32 {
    i32::from(std::io::stdout().write_all(text.as_bytes()).is_err())
}
