//! `cargo xtask bench [name]`: measures.

use std::path::Path;

use crate::Outcome;
use crate::run::{cargo, execute};
use crate::tidy::tree::Tree;

/// The task. Each `benches/<name>.rs` of a member is a bench; without a name all of them run.
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    let Some(name) = args.first() else {
        return execute(&mut cargo(root, &["bench", "--workspace", "--benches"]));
    };
    let benches = names(&Tree::read(root)?);
    if !benches.contains(name) {
        return Err(format!("no bench `{name}`; there are {}", benches.join(", ")));
    }
    execute(&mut cargo(root, &["bench", "--workspace", "--bench", name]))
}

fn names(tree: &Tree) -> Vec<String> {
    let mut names: Vec<String> = tree
        .files()
        .filter_map(|file| {
            let (folder, name) = file.path.strip_suffix(".rs")?.rsplit_once('/')?;
            folder.ends_with("benches").then(|| name.to_string())
        })
        .collect();
    names.sort();
    names
}
