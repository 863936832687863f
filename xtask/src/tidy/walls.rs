//! What each crate may name.

use super::Finding;
use super::code::{code_only, words};
use super::tree::{File, Tree};

/// The crates from the bottom up, with what the root file says about `unsafe`.
const LAYERS: &[(&str, &str)] = &[
    ("bowline-trace", "#![forbid(unsafe_code)]"),
    ("bowline-loop", "#![forbid(unsafe_code)]"),
    ("bowline-bytecode", "#![deny(unsafe_code)]"),
    ("bowline-js", "#![deny(unsafe_code)]"),
    ("bowline", "#![forbid(unsafe_code)]"),
    ("bowline-cli", "#![forbid(unsafe_code)]"),
];

const ENGINES: &[&str] =
    &["rquickjs", "rquickjs_core", "rquickjs_sys", "quickjs", "v8", "boa_engine", "deno_core"];

/// Where the OS event queue is.
const POLL: &str = "crates/bowline-loop/src/poll";

/// Dependencies point down, and some names stay in their room.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        let Some(name) = file.crate_name() else { continue };
        let Some(layer) = LAYERS.iter().position(|(known, _)| *known == name) else {
            if file.path.ends_with("/Cargo.toml") {
                let message = "unknown crate; give it its place in LAYERS, xtask/src/tidy/walls.rs";
                findings.push(Finding::new(&file.path, 1, message));
            }
            continue;
        };
        if is_root(file, name) && !file.text.contains(LAYERS[layer].1) {
            let message = format!("write `{}` below the crate's docs", LAYERS[layer].1);
            findings.push(Finding::new(&file.path, 1, message));
        }
        for (line, named) in names(file) {
            if let Some(message) = wall(file, layer, &named.replace('-', "_")) {
                findings.push(Finding::new(&file.path, line, message));
            }
        }
    }
    findings
}

fn is_root(file: &File, name: &str) -> bool {
    let source = if name == "bowline-cli" { "main.rs" } else { "lib.rs" };
    file.path == format!("crates/{name}/src/{source}")
}

/// What a file names: the words of its code, or the dependencies of a manifest.
fn names(file: &File) -> Vec<(usize, String)> {
    if file.path.ends_with(".rs") {
        let code = code_only(&file.text);
        return words(&code).map(|(line, word)| (line, word.to_string())).collect();
    }
    if file.path.ends_with("/Cargo.toml") { dependencies(&file.text) } else { Vec::new() }
}

fn dependencies(manifest: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut in_dependencies = false;
    for (n, line) in manifest.lines().enumerate() {
        if let Some(section) = line.trim().strip_prefix('[') {
            let section = section.trim_end_matches(']');
            in_dependencies = section.ends_with("dependencies");
            if let Some((_, name)) = section.split_once("dependencies.") {
                found.push((n + 1, name.to_string()));
            }
        } else if in_dependencies {
            let name = line.split(['=', '.', ' ', '#']).next().unwrap_or_default();
            if !name.is_empty() {
                found.push((n + 1, name.trim_matches('"').to_string()));
            }
        }
    }
    found
}

/// Why `file`, in the crate with this number in [`LAYERS`], must not say `word`.
fn wall(file: &File, layer: usize, word: &str) -> Option<String> {
    let name = LAYERS[layer].0;
    let higher = LAYERS[layer + 1..].iter().find(|(crate_name, _)| is_crate(crate_name, word));
    if let Some((higher, _)) = higher
        && names_crate(file, word)
    {
        return Some(format!("{name} must not name {higher}: call up through a callback it gave"));
    }
    let is_measured = file.path.contains("/benches/");
    if word == "mio" && !is_measured && !file.path.starts_with(POLL) && !is_loop_manifest(file) {
        return Some(format!("only {POLL} names mio: use what it offers, or add to it"));
    }
    if !ENGINES.contains(&word) && word != "bowline_js" {
        return None;
    }
    match name {
        "bowline-trace" | "bowline-loop" => {
            Some(format!("{name} knows no JavaScript: give it a callback from above"))
        }
        "bowline" if is_in_module(file) && !is_face(file) => {
            Some("in a module only js.rs and js/ name the engine: move this there".to_string())
        }
        _ => None,
    }
}

fn is_crate(crate_name: &str, word: &str) -> bool {
    crate_name.replace('-', "_") == word
}

/// `bowline` is also the name of the program, so in code it counts only at the head of a path.
fn names_crate(file: &File, word: &str) -> bool {
    if word != "bowline" || file.path.ends_with("/Cargo.toml") {
        return true;
    }
    let code = code_only(&file.text);
    code.contains("bowline::") || code.contains("extern crate bowline")
}

fn is_loop_manifest(file: &File) -> bool {
    file.path == "crates/bowline-loop/Cargo.toml"
}

/// The JavaScript face of a module: its `js.rs`, or what stands in the folder beside it.
fn is_face(file: &File) -> bool {
    file.stem() == "js" || file.path.contains("/js/")
}

fn is_in_module(file: &File) -> bool {
    file.path.strip_prefix("crates/bowline/src/").is_some_and(|path| path.contains('/'))
}
