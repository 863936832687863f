//! What a file's text says of modules: whether it is one, and the older spelling of import attributes.

use super::tokens::{Kind, Tokens};

/// Whether the text can only be an ES module: it imports or exports, or asks for `import.meta`.
pub(crate) fn is_module(source: &str) -> bool {
    if !source.contains("import") && !source.contains("export") {
        return false;
    }
    let tokens = Tokens::of(source);
    let mut depth = 0_u32;
    for at in 0..tokens.list.len() {
        match tokens.kind(at) {
            Some(Kind::Sign(b'{' | b'(' | b'[')) => depth += 1,
            Some(Kind::Sign(b'}' | b')' | b']')) => depth = depth.saturating_sub(1),
            Some(Kind::Word) if at == 0 || !tokens.is(at - 1, ".") => {
                let text = tokens.text(at);
                let is_meta = text == "import" && tokens.are(at + 1, &[".", "meta"]);
                if is_meta || (depth == 0 && is_statement(&tokens, at)) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether an import or export begins at `at`.
fn is_statement(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.text(at) {
        "import" => {
            matches!(tokens.kind(at + 1), Some(Kind::Text | Kind::Sign(b'{' | b'*')))
                || (tokens.is_word(at + 1) && matches!(tokens.text(at + 2), "from" | ","))
        }
        "export" => {
            let next = tokens.text(at + 1);
            matches!(
                next,
                "{" | "*" | "default" | "const" | "let" | "var" | "function" | "class" | "async"
            )
        }
        _ => false,
    }
}

/// The text with `assert {` of an import written as `with {`, which is all the engine knows; `None` if there is none.
pub(crate) fn modern_attributes(source: &str) -> Option<String> {
    if !source.contains("import") && !source.contains("export") || !mentions_assertion(source) {
        return None;
    }
    let tokens = Tokens::of(source);
    let mut places = Vec::new();
    for at in 1..tokens.list.len() {
        if tokens.is(at, "assert")
            && tokens.kind(at - 1) == Some(Kind::Text)
            && tokens.is(at + 1, "{")
        {
            places.push(tokens.list[at].start);
        }
        if tokens.are(at - 1, &["import", "("]) {
            places.extend(option_of_call(&tokens, at));
        }
    }
    if places.is_empty() {
        return None;
    }
    let mut text = source.to_owned();
    for place in places {
        // As long as the other: columns stay right.
        text.replace_range(place..place + "assert".len(), "with  ");
    }
    Some(text)
}

/// Whether `assert` stands before a brace or a colon anywhere: most files that say the word say it otherwise.
fn mentions_assertion(source: &str) -> bool {
    source.match_indices("assert").any(|(at, word)| {
        let rest = source[at + word.len()..].trim_start();
        rest.starts_with('{') || rest.starts_with(':')
    })
}

/// Where `assert` stands in `import(x, { assert: … })`, given its opening bracket.
fn option_of_call(tokens: &Tokens<'_>, open: usize) -> Option<usize> {
    let end = tokens.behind(open);
    let mut depth = 0;
    for at in open..end {
        match tokens.kind(at) {
            Some(Kind::Sign(b'(' | b'[' | b'{')) => depth += 1,
            Some(Kind::Sign(b')' | b']' | b'}')) => depth -= 1,
            Some(Kind::Sign(b',')) if depth == 1 && tokens.are(at + 1, &["{", "assert", ":"]) => {
                return Some(tokens.list[at + 2].start);
            }
            _ => {}
        }
    }
    None
}

/// One `import { name as local } from 'x'`, for the text of an error.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Imported {
    pub(crate) specifier: String,
    /// Names and what they are called here.
    pub(crate) names: Vec<(String, String)>,
    /// Whether its names are written over more than one line.
    pub(crate) is_long: bool,
}

/// The named imports of a module, and what it exports from others by name.
pub(crate) fn imports_of(source: &str) -> Vec<Imported> {
    let tokens = Tokens::of(source);
    let mut imports = Vec::new();
    let mut at = 0;
    while at < tokens.list.len() {
        let is_start = matches!(tokens.text(at), "import" | "export") && is_statement(&tokens, at);
        at += 1;
        if !is_start {
            continue;
        }
        let mut imported = Imported::default();
        if tokens.is(at - 1, "import") && tokens.is_word(at) {
            imported.names.push(("default".to_owned(), tokens.text(at).to_owned()));
            at += if tokens.is(at + 1, ",") { 2 } else { 1 };
        }
        if tokens.is(at, "{") {
            let start = at;
            let end = tokens.behind(at);
            at += 1;
            while at < end && !tokens.is(at, "}") {
                let name = tokens.string(at).unwrap_or_else(|| tokens.text(at).to_owned());
                let is_renamed = tokens.is(at + 1, "as");
                let local = if is_renamed { tokens.text(at + 2).to_owned() } else { name.clone() };
                imported.names.push((name, local));
                at += if is_renamed { 3 } else { 1 };
                at += usize::from(tokens.is(at, ","));
            }
            at = end;
            imported.is_long = tokens.is_over_lines(start, end - 1);
        }
        if tokens.is(at, "from")
            && let Some(specifier) = tokens.string(at + 1)
        {
            imported.specifier = specifier;
            imports.push(imported);
        }
    }
    imports
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_exports_make_a_module() {
        for yes in [
            "import x from 'y'",
            "import 'y'",
            "import * as x from 'y'",
            "import x, { y } from 'z'",
            "export {}",
            "let a = 1\nexport default a",
            "function f() { return import.meta.url }",
        ] {
            assert!(is_module(yes), "{yes}");
        }
        for no in [
            "import('x')",
            "x.import.y; a.export = 1",
            "// import x from 'y'\n'export default 1'",
            "const x = { import: 1, export: 2 }",
            "const exports = 1; exports.y",
        ] {
            assert!(!is_module(no), "{no}");
        }
    }

    #[test]
    fn the_older_attributes_become_the_newer_in_place() {
        let modern = |text: &str| modern_attributes(text);
        assert_eq!(
            modern("import a from './a' assert { type: 'json' }").as_deref(),
            Some("import a from './a' with   { type: 'json' }")
        );
        assert_eq!(
            modern("import(f(a, { assert: 1 }), { assert: { type: 'json' } })").as_deref(),
            Some("import(f(a, { assert: 1 }), { with  : { type: 'json' } })")
        );
        assert_eq!(modern("import assert from 'assert'; assert (1); x = { assert }"), None);
        assert_eq!(modern("import a from 'a'\nfoo({ assert: { a: 1 } })"), None);
    }

    #[test]
    fn named_imports_are_found_with_their_local_names() {
        let found =
            imports_of("import d, { a, b as c } from 'x'; export { e } from 'y'; import 'z'");
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(found[0].names, [pair("default", "d"), pair("a", "a"), pair("b", "c")]);
        assert_eq!(found[0].specifier, "x");
        assert_eq!(found[1].names, [pair("e", "e")]);
        assert_eq!(found.len(), 2);
    }
}
