//! One word for one thing, no panicking shortcut, no path of somebody's machine.

use super::Finding;
use super::code::{code_only, without_tests, words};
use super::tree::{File, Tree};

/// Parts of names that we do not define, and what to say instead.
const BANNED: &[(&str, &str)] = &[
    ("reactor", "the owner of phases and handles is an event loop"),
    ("driver", "the owner of phases and handles is an event loop"),
    ("watcher", "what lives long and calls back is a handle"),
    ("manager", "say what it does"),
    ("helper", "say what it does"),
    ("helpers", "say what it does"),
    ("util", "say what it does"),
    ("utils", "say what it does"),
];

/// Words after which a name of ours stands.
const DEFINES: &[&str] = &["fn", "struct", "enum", "trait", "type", "mod", "const", "static"];

/// Folders of a workplace. In pieces, so that this file does not hold them.
const LOCAL_PATHS: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/fa", "rm/"), concat!(".lib", "rary")];

/// All three checks.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let local = tree.files().flat_map(local_paths);
    let rust = tree.rust_files().flat_map(|file| {
        let code = code_only(&file.text);
        let mut findings = names(file, &code);
        findings.extend(unwraps(file, &code));
        findings
    });
    local.chain(rust).collect()
}

fn names(file: &File, code: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before = "";
    for (line, word) in words(code) {
        if DEFINES.contains(&before) {
            let parts = parts(word);
            if before == "fn" && is_getter(&parts) && !is_face(file) {
                let message = format!("`{word}`: leave out the `get_`");
                findings.push(Finding::new(&file.path, line, message));
            }
            for (banned, instead) in BANNED {
                if parts.iter().any(|part| part == banned) {
                    let message = format!("`{word}` says \"{banned}\": {instead}");
                    findings.push(Finding::new(&file.path, line, message));
                }
            }
        }
        before = word;
    }
    findings
}

/// In the JavaScript face of a module, where methods have Node's names.
fn is_face(file: &File) -> bool {
    file.stem() == "js" || file.path.contains("/js/")
}

/// `get_mut` and `get_or_…` are what the standard library's collections call it.
fn is_getter(parts: &[String]) -> bool {
    parts.len() > 1 && parts[0] == "get" && !matches!(parts[1].as_str(), "mut" | "or")
}

/// `EventLoop` and `event_loop` alike are event, loop.
fn parts(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for char in word.chars() {
        if char == '_' || (char.is_uppercase() && was_lower) {
            parts.push(String::new());
        }
        was_lower = char.is_lowercase();
        if char != '_' {
            parts.last_mut().expect("it starts with one").extend(char.to_lowercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn unwraps(file: &File, code: &str) -> Vec<Finding> {
    if file.is_test() {
        return Vec::new();
    }
    let message = "no `unwrap()` outside tests: write `expect(\"why this cannot fail\")`";
    without_tests(code)
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(".unwrap()"))
        .map(|(n, _)| Finding::new(&file.path, n + 1, message))
        .collect()
}

fn local_paths(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, line) in file.text.lines().enumerate() {
        for path in LOCAL_PATHS {
            let is_field = |at: usize| line[..at].ends_with(|char: char| char.is_alphanumeric());
            if line.match_indices(path).any(|(at, _)| path.starts_with('/') || !is_field(at)) {
                let message = format!("`{path}` is a folder of one machine: say it without");
                findings.push(Finding::new(&file.path, n + 1, message));
            }
        }
    }
    findings
}
