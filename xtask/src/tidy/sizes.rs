//! Files stay small enough to read in one sitting.

use super::Finding;
use super::code::{code_only, lines_without_tests};
use super::tree::{File, Tree};

/// Over this many lines a file is worth a word.
const LINES_MANY: usize = 500;
/// Over this many lines a file has to be split.
const LINES_MAX: usize = 600;

/// Tests do not count, nor do files that say in their first line that they are tables or generated.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.rust_files().filter(|file| !file.is_test() && !is_table(file)).filter_map(size).collect()
}

fn size(file: &File) -> Option<Finding> {
    let lines = lines_without_tests(&code_only(&file.text));
    let message = format!("{lines} lines without tests; split it by what it does");
    if lines > LINES_MAX {
        return Some(Finding::new(&file.path, 1, format!("{message}: {LINES_MAX} are the most")));
    }
    (lines > LINES_MANY).then(|| Finding::warning(&file.path, 1, message))
}

fn is_table(file: &File) -> bool {
    let first = file.text.lines().next().unwrap_or_default().to_lowercase();
    first.starts_with("//") && (first.contains("a table") || first.contains("generated"))
}
