//! Links between documents lead somewhere.

use super::Finding;
use super::tree::{File, Tree};

/// Every relative link in a Markdown file names a file or folder of the repository.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().filter(|file| file.path.ends_with(".md")) {
        for (n, line) in file.text.lines().enumerate() {
            for target in targets(line) {
                if !leads_somewhere(tree, file, target) {
                    let message = format!("nothing is at `{target}`: mend or remove the link");
                    findings.push(Finding::new(&file.path, n + 1, message));
                }
            }
        }
    }
    findings
}

fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|after| after.split_once(')')).map(|(target, _)| target)
}

fn leads_somewhere(tree: &Tree, from: &File, target: &str) -> bool {
    let target = target.split('#').next().unwrap_or_default();
    if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
        return true;
    }
    let mut parts: Vec<&str> = from.path.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let folder = format!("{path}/");
    path.is_empty() || tree.files().any(|is| is.path == path || is.path.starts_with(&folder))
}
