//! `cargo xtask test [name]`: all tests, or some.

use std::path::Path;

use crate::Outcome;
use crate::run::{cargo, execute};

/// The task. A name is a crate with or without `bowline-`, a module of `bowline`, or else a word
/// that the names of the tests contain.
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    let Some(name) = args.first() else {
        return execute(&mut cargo(root, &["test", "--workspace"]));
    };
    let words = words_for(root, name);
    execute(cargo(root, &["test"]).args(words))
}

fn words_for(root: &Path, name: &str) -> Vec<String> {
    let is_crate = |name: &str| root.join("crates").join(name).join("Cargo.toml").exists();
    let is_module = root.join("crates/bowline/src").join(name).join("mod.rs").exists();
    let package = match name {
        "xtask" => Some("xtask".to_string()),
        name if is_module => return ["-p", "bowline", name].map(String::from).into(),
        name if is_crate(name) => Some(name.to_string()),
        name => Some(format!("bowline-{name}")).filter(|name| is_crate(name)),
    };
    match package {
        Some(package) => vec!["-p".into(), package],
        None => vec!["--workspace".into(), name.into()],
    }
}
