//! `cargo xtask bench [name]`: measures.

use std::path::Path;

use crate::Outcome;
use crate::debian::{self, Package};
use crate::run::{cargo, execute};
use crate::tidy::tree::Tree;

/// The bench that compares whole programs: `bench/`, with options of its own.
const COMPARISON: &str = "loop";

/// What the C programs in it are built with.
const LIBUV: [Package; 3] = [
    Package { name: "libuv1-dev", brings: "/usr/include/uv.h" },
    Package { name: "pkg-config", brings: "/usr/bin/pkg-config" },
    Package { name: "gcc", brings: "/usr/bin/cc" },
];

/// The task. `loop` is the comparison with the peers; each `benches/<name>.rs` of a member is a
/// bench; without a name all of the latter run.
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    let Some((name, options)) = args.split_first() else {
        return execute(&mut cargo(root, &["bench", "--workspace", "--benches"]));
    };
    if name == COMPARISON {
        return compare(root, options);
    }
    let benches = names(&Tree::read(root)?);
    if !benches.contains(name) {
        return Err(format!("no bench `{name}`; there are {COMPARISON}, {}", benches.join(", ")));
    }
    if !options.is_empty() {
        return Err(format!("`{name}` takes no options"));
    }
    execute(&mut cargo(root, &["bench", "--workspace", "--bench", name]))
}

/// Every line of the comparison once, with small inputs, so that none rots.
pub(crate) fn tiny(root: &Path) -> Outcome {
    compare(root, &["--tiny".to_owned()])
}

fn compare(root: &Path, options: &[String]) -> Outcome {
    if let Err(reason) = debian::install("bench", &LIBUV) {
        // The comparison itself says whether it finds libuv some other way.
        println!("bench: {reason}");
    }
    let mut run = cargo(root, &["run", "--quiet", "--package", "bowline-bench"]);
    // Measured optimised; merely run, it shares the profile of the tests.
    if !options.iter().any(|option| option == "--tiny") {
        run.arg("--release");
    }
    execute(run.args(["--", COMPARISON]).args(options))
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
