//! Every numbered promise names a test that exists.
//!
//! A heading may end with the rules its section has to hold, `## Timers: T1, T3 to T6`. A promise
//! is a list item, which may go on over indented lines:
//!
//! ```text
//! - **T4** A timer never fires early. — tests: `timers::a_timer_never_fires_early`
//! ```
//!
//! A test is named by its file (or the folder of a `mod.rs` or `tests.rs`) and its function. A
//! name that ends in `::compile_fail` stands for a doc example in that file that must not compile.
//! What bowline does not do says so instead: `— absent: why`.

use std::collections::{HashMap, HashSet};

use super::Finding;
use super::code::{code_only, test_names};
use super::tree::{File, Tree};

/// The documents that hold promises. Together they must hold each rule once.
const DOCUMENTS: &[&str] = &["docs/event-loop.md", "docs/scenarios.md"];

/// Rules and promises agree, and each promise is tested.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let documents: Vec<Document> = DOCUMENTS
        .iter()
        .filter_map(|path| tree.file(path))
        .map(|file| Document::parse(&file.path, &file.text))
        .collect();
    let mut findings = check_rules(&documents);
    if tree.file(DOCUMENTS[0]).is_none() {
        findings.push(Finding::new(DOCUMENTS[0], 1, "it is missing: the promises stand there"));
    }
    findings.extend(check_tests(&documents, tree));
    findings
}

/// Each rule that a heading asks for is promised once, and nothing else is.
fn check_rules(documents: &[Document]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: HashMap<&str, (&str, usize)> = HashMap::new();
    for document in documents {
        let path = document.path;
        for (line, heading) in &document.bad_headings {
            let message = format!("`{heading}`: write the rules as `L1, L3 to L5`");
            findings.push(Finding::new(path, *line, message));
        }
        for promise in &document.promises {
            let id = promise.id;
            if let Some((at, line)) = seen.insert(id, (path, promise.line)) {
                let message = format!("{id} is promised twice, first at {at}:{line}: keep one");
                findings.push(Finding::new(path, promise.line, message));
            }
            if !document
                .rules
                .iter()
                .any(|(_, section, rule)| rule == id && *section == promise.section)
            {
                let message = format!("{id} is not in the heading above: add it there");
                findings.push(Finding::new(path, promise.line, message));
            }
        }
    }
    for document in documents {
        for (line, _, rule) in &document.rules {
            if !seen.contains_key(rule.as_str()) {
                let message = format!("{rule} is not promised: write a line `- **{rule}** …`");
                findings.push(Finding::new(document.path, *line, message));
            }
        }
    }
    findings
}

fn check_tests(documents: &[Document], tree: &Tree) -> Vec<Finding> {
    let tests = Tests::find(tree);
    let mut findings = Vec::new();
    for document in documents {
        for Promise { id, line, text, .. } in &document.promises {
            let mut find = |message: String| {
                findings.push(Finding::new(document.path, *line, message));
            };
            if let Some((_, reason)) = text.split_once("— absent:") {
                if reason.trim().is_empty() {
                    find(format!("{id} is absent without a reason: say why"));
                }
                continue;
            }
            let names = text.split_once("— tests:").map_or("", |(_, names)| names);
            let names: Vec<&str> = names.split('`').skip(1).step_by(2).collect();
            if names.is_empty() {
                find(format!("{id} names no test: end it with — tests: `file::test`"));
            }
            for name in names.into_iter().filter(|name| !tests.has(name)) {
                find(format!("{id} names `{name}`, which is no test: write it or mend the name"));
            }
        }
    }
    findings
}

/// A document's rules and promises.
#[derive(Default)]
struct Document<'a> {
    path: &'a str,
    /// The heading's line, the section's number and the rule's id.
    rules: Vec<(usize, usize, String)>,
    bad_headings: Vec<(usize, &'a str)>,
    promises: Vec<Promise<'a>>,
}

struct Promise<'a> {
    id: &'a str,
    line: usize,
    section: usize,
    text: String,
}

impl<'a> Document<'a> {
    fn parse(path: &'a str, text: &'a str) -> Document<'a> {
        let mut document = Document { path, ..Document::default() };
        let (mut section, mut is_open) = (0, false);
        for (n, line) in text.lines().enumerate() {
            if line.starts_with('#') {
                section += 1;
                document.heading(n + 1, section, line);
                is_open = false;
            } else if let Some((id, text)) = promise_start(line) {
                document.promises.push(Promise { id, line: n + 1, section, text: text.into() });
                is_open = true;
            } else if !line.starts_with("  ") {
                is_open = false;
            } else if is_open && let Some(promise) = document.promises.last_mut() {
                promise.text.push(' ');
                promise.text.push_str(line.trim());
            }
        }
        document
    }

    fn heading(&mut self, line: usize, section: usize, heading: &'a str) {
        let Some((_, list)) = heading.rsplit_once(": ") else { return };
        let pieces: Vec<Option<Vec<String>>> = list.split(',').map(rule_range).collect();
        if pieces.iter().all(Option::is_some) {
            let rules = pieces.into_iter().flatten().flatten();
            self.rules.extend(rules.map(|rule| (line, section, rule)));
        } else if pieces.iter().any(Option::is_some) {
            self.bad_headings.push((line, heading));
        }
    }
}

/// The id and the text of `- **L1** text`.
fn promise_start(line: &str) -> Option<(&str, &str)> {
    let (id, text) = line.strip_prefix("- **")?.split_once("**")?;
    rule_number(id)?;
    Some((id, text))
}

/// `L1` or `L1 to L4` as the ids it means.
fn rule_range(piece: &str) -> Option<Vec<String>> {
    let Some((first, last)) = piece.trim().split_once(" to ") else {
        let id = piece.trim();
        return rule_number(id).map(|_| vec![id.to_string()]);
    };
    let ((letters, from), (same, until)) = (rule_number(first)?, rule_number(last)?);
    let is_plain = |id: &str| id.ends_with(|char: char| char.is_ascii_digit());
    (letters == same && from < until && is_plain(first) && is_plain(last))
        .then(|| (from..=until).map(|number| format!("{letters}{number}")).collect())
}

/// The letters and the number of an id: capital letters, a number, perhaps one small letter.
fn rule_number(id: &str) -> Option<(&str, u32)> {
    let start = id.find(|char: char| !char.is_ascii_uppercase())?;
    let (letters, rest) = id.split_at(start);
    let digits = rest.strip_suffix(|char: char| char.is_ascii_lowercase()).unwrap_or(rest);
    (!letters.is_empty()).then_some((letters, digits.parse().ok()?))
}

/// The names of all tests.
struct Tests {
    names: HashSet<(String, String)>,
}

impl Tests {
    fn find(tree: &Tree) -> Tests {
        let mut names = HashSet::new();
        for file in tree.rust_files() {
            let code = code_only(&file.text);
            let doc = file.text.contains("```compile_fail").then_some("compile_fail");
            for test in test_names(&code).chain(doc) {
                for place in places(file) {
                    names.insert((place.to_string(), test.to_string()));
                }
            }
        }
        Tests { names }
    }

    fn has(&self, name: &str) -> bool {
        let Some((place, test)) = name.split_once("::") else { return false };
        self.names.contains(&(place.to_string(), test.to_string()))
    }
}

/// What a test in `file` may be called after.
fn places(file: &File) -> impl Iterator<Item = &str> {
    let mut folders = file.path.rsplit('/').skip(1);
    let stem = file.stem();
    let folder = folders.next().filter(|_| matches!(stem, "mod" | "tests"));
    std::iter::once(stem).chain(folder)
}
