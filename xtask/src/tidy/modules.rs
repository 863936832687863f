//! Every module folder of `bowline` is reachable and listed.

use super::Finding;
use super::tree::Tree;

/// The root file that declares and lists the modules.
const LIB: &str = "crates/bowline/src/lib.rs";

/// A public module has its `pub mod` line and its row in the crate's docs.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(lib) = tree.file(LIB) else { return Vec::new() };
    let mut findings = Vec::new();
    for file in tree.rust_files() {
        let Some(name) = file
            .path
            .strip_prefix("crates/bowline/src/")
            .and_then(|path| path.strip_suffix("/mod.rs"))
            .filter(|name| !name.contains('/'))
        else {
            continue;
        };
        let declares = |line: String| lib.text.lines().any(|is| is.trim() == line);
        if declares(format!("pub mod {name};")) {
            if !lib.text.contains(&format!("[`{name}`]")) {
                let message = format!("list it: add `//! - [`{name}`], …` to the crate's docs");
                findings.push(Finding::new(LIB, 1, message));
            }
        } else if !declares(format!("mod {name};")) {
            let message = format!("the folder is not declared: add `pub mod {name};` to {LIB}");
            findings.push(Finding::new(&file.path, 1, message));
        }
    }
    findings
}
