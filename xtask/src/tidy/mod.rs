//! `cargo xtask tidy`: what neither rustfmt nor clippy can see.
//!
//! Each check takes the [`Tree`] of the repository and gives findings; each finding says what to
//! do instead.

mod code;
mod links;
mod modules;
mod promises;
mod sizes;
#[cfg(test)]
mod tests;
pub(crate) mod tree;
mod walls;
mod words;

use std::fmt;
use std::path::Path;

use crate::Outcome;
use tree::Tree;

const CHECKS: &[fn(&Tree) -> Vec<Finding>] =
    &[sizes::check, walls::check, words::check, modules::check, promises::check, links::check];

/// Something to be put right.
#[derive(Debug)]
struct Finding {
    path: String,
    /// From 1.
    line: usize,
    message: String,
    /// Whether it is only worth a word.
    is_warning: bool,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding { path: path.to_string(), line, message: message.into(), is_warning: false }
    }

    fn warning(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding { is_warning: true, ..Finding::new(path, line, message) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_warning { "warning: " } else { "" };
        write!(f, "{}:{}: {kind}{}", self.path, self.line, self.message)
    }
}

/// The task.
pub(crate) fn run(root: &Path, _: &[String]) -> Outcome {
    let tree = Tree::read(root)?;
    let findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    for finding in &findings {
        eprintln!("{finding}");
    }
    match findings.iter().filter(|finding| !finding.is_warning).count() {
        0 => {
            println!("tidy: {} files, nothing to put right", tree.files().count());
            Ok(())
        }
        1 => Err("1 thing to put right".to_string()),
        count => Err(format!("{count} things to put right")),
    }
}
