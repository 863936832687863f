//! What a CommonJS file exports, as far as its text shows: `import { name }` needs to know before the file runs.

use super::tokens::{Kind, Tokens};

/// Names found in the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Exports {
    /// In their order, each once.
    pub(crate) names: Vec<String>,
    /// What else is exported whole: what was asked for with `require`.
    pub(crate) reexports: Vec<String>,
}

impl Exports {
    fn add(&mut self, name: String) {
        // The engine takes names without a zero byte only.
        if !self.names.contains(&name) && !name.contains('\0') {
            self.names.push(name);
        }
    }
}

/// Looks through the text of a CommonJS file.
pub(crate) fn exports_of(source: &str) -> Exports {
    let mut exports = Exports::default();
    // Most files that export nothing say none of these words.
    if !source.contains("exports") && !source.contains("__export") {
        return exports;
    }
    let tokens = Tokens::of(source);
    let mut required = Vec::new();
    let mut at = 0;
    while at < tokens.list.len() {
        at = step(&tokens, at, &mut exports, &mut required);
    }
    exports
}

/// Takes in what begins at `at` and tells where to go on.
fn step(
    tokens: &Tokens<'_>,
    at: usize,
    exports: &mut Exports,
    required: &mut Vec<(String, String)>,
) -> usize {
    if !tokens.is_word(at) || (at > 0 && tokens.is(at - 1, ".")) {
        // `tslib.__exportStar(require('x'), exports)` is a member of something.
        let is_star = matches!(tokens.text(at), "__export" | "__exportStar");
        return if is_star { star_call(tokens, at, exports) } else { at + 1 };
    }
    match tokens.text(at) {
        "exports" => member(tokens, at + 1, exports),
        "module" if tokens.are(at + 1, &[".", "exports"]) => whole(tokens, at + 3, exports),
        "Object" if tokens.are(at + 1, &[".", "defineProperty", "("]) => {
            define_property(tokens, at + 4, exports)
        }
        "Object" if tokens.are(at + 1, &[".", "keys", "("]) => {
            copied_keys(tokens, at + 4, exports, required)
        }
        "__export" | "__exportStar" => star_call(tokens, at, exports),
        "var" | "let" | "const" => {
            remember(tokens, at + 1, required);
            at + 1
        }
        _ => at + 1,
    }
}

/// `exports.name =` and `exports['name'] =`, from behind `exports`.
fn member(tokens: &Tokens<'_>, at: usize, exports: &mut Exports) -> usize {
    if tokens.is(at, ".") && tokens.is_word(at + 1) && tokens.is(at + 2, "=") {
        exports.add(tokens.text(at + 1).to_owned());
        return at + 3;
    }
    if tokens.is(at, "[")
        && tokens.are(at + 2, &["]", "="])
        && let Some(name) = tokens.string(at + 1)
    {
        exports.add(name);
        return at + 4;
    }
    at
}

/// `module.exports.name =` and `module.exports = …`, from behind `module.exports`.
fn whole(tokens: &Tokens<'_>, at: usize, exports: &mut Exports) -> usize {
    if !tokens.is(at, "=") {
        return member(tokens, at, exports);
    }
    // The last assignment decides what is exported whole.
    exports.reexports.clear();
    if let Some((name, next)) = require_call(tokens, at + 1) {
        exports.reexports.push(name);
        return next;
    }
    if tokens.is(at + 1, "{") { literal(tokens, at + 2, exports) } else { at + 1 }
}

/// `require('name')` and where it ends.
fn require_call(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    if !tokens.are(at, &["require", "("]) || !tokens.is(at + 3, ")") {
        return None;
    }
    Some((tokens.string(at + 2)?, at + 4))
}

/// The entries of an object, from behind its brace, up to the first that is more than a name for a name.
fn literal(tokens: &Tokens<'_>, mut at: usize, exports: &mut Exports) -> usize {
    loop {
        if tokens.are(at, &[".", ".", "."]) {
            at += 3;
            if let Some((name, next)) = require_call(tokens, at) {
                exports.reexports.push(name);
                at = next;
            } else if tokens.is_word(at) {
                at += 1;
            } else {
                return at;
            }
        } else {
            let name = match tokens.kind(at) {
                Some(Kind::Word) => tokens.text(at).to_owned(),
                Some(Kind::Text) => tokens.string(at).unwrap_or_default(),
                _ => return at,
            };
            if tokens.is(at + 1, ":") {
                if !tokens.is_word(at + 2) {
                    return at + 2;
                }
                exports.add(name);
                at += 3;
            } else if tokens.kind(at) == Some(Kind::Word) {
                exports.add(name);
                at += 1;
            } else {
                return at;
            }
        }
        if !tokens.is(at, ",") {
            return at;
        }
        at += 1;
    }
}

/// `exports, 'name', { … }` of a definition: a value, or a getter that gives nothing but a name or its member.
fn define_property(tokens: &Tokens<'_>, at: usize, exports: &mut Exports) -> usize {
    let mut next = if tokens.is(at, "exports") {
        at + 1
    } else if tokens.are(at, &["module", ".", "exports"]) {
        at + 3
    } else {
        return at;
    };
    let Some(name) = tokens.string(next + 1).filter(|_| tokens.is(next, ",")) else { return at };
    if !tokens.are(next + 2, &[",", "{"]) {
        return at;
    }
    next += 4;
    if tokens.are(next, &["enumerable", ":", "true", ","]) {
        next += 4;
    }
    if tokens.are(next, &["value", ":"]) || is_plain_getter(tokens, next) {
        exports.add(name);
    }
    next
}

fn is_plain_getter(tokens: &Tokens<'_>, mut at: usize) -> bool {
    if !tokens.is(at, "get") {
        return false;
    }
    at += 1;
    if tokens.are(at, &[":", "function"]) {
        at += 2;
        if tokens.is_word(at) {
            at += 1;
        }
    }
    if !tokens.are(at, &["(", ")", "{", "return"]) || !tokens.is_word(at + 4) {
        return false;
    }
    at += 5;
    if tokens.is(at, ".") && tokens.is_word(at + 1) {
        at += 2;
    } else if tokens.is(at, "[") && tokens.is(at + 2, "]") && tokens.string(at + 1).is_some() {
        at += 3;
    }
    if tokens.is(at, ";") {
        at += 1;
    }
    tokens.is(at, "}")
}

/// `__export(require('name'))` as compilers write it.
fn star_call(tokens: &Tokens<'_>, at: usize, exports: &mut Exports) -> usize {
    if !tokens.is(at + 1, "(") {
        return at + 1;
    }
    match require_call(tokens, at + 2) {
        Some((name, next)) => {
            exports.reexports.push(name);
            next
        }
        None => at + 1,
    }
}

/// `name = require('x')`, perhaps inside of one call, for [`copied_keys`].
fn remember(tokens: &Tokens<'_>, at: usize, required: &mut Vec<(String, String)>) {
    if !tokens.is_word(at) || !tokens.is(at + 1, "=") {
        return;
    }
    let is_wrapped = tokens.is_word(at + 2) && tokens.are(at + 3, &["(", "require"]);
    let call = if is_wrapped { at + 4 } else { at + 2 };
    if let Some((name, _)) = require_call(tokens, call) {
        required.push((tokens.text(at).to_owned(), name));
    }
}

/// `Object.keys(x).forEach(function (k) { … exports[k] = x[k] … })`, from behind the first bracket.
fn copied_keys(
    tokens: &Tokens<'_>,
    at: usize,
    exports: &mut Exports,
    required: &[(String, String)],
) -> usize {
    let copied = tokens.text(at);
    if !tokens.are(at + 1, &[")", ".", "forEach", "(", "function", "("]) {
        return at;
    }
    let key = tokens.text(at + 7);
    if !tokens.are(at + 8, &[")", "{"]) {
        return at;
    }
    let end = tokens.behind(at + 9);
    let copies = (at + 10..end).any(|at| {
        tokens.are(at, &["exports", "[", key, "]", "=", copied, "[", key, "]"])
            || tokens.are(at, &["defineProperty", "(", "exports", ",", key, ","])
    });
    let name = required.iter().rev().find(|(word, _)| word == copied);
    if let Some((_, name)) = name.filter(|_| copies) {
        exports.reexports.push(name.clone());
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> String {
        let exports = exports_of(source);
        let mut text = exports.names.join(",");
        for name in exports.reexports {
            text.push('*');
            text.push_str(&name);
        }
        text
    }

    #[test]
    fn assignments_to_members_are_exports() {
        assert_eq!(names("exports.a = exports.b = 1; module.exports['c d'] = 2"), "a,b,c d");
        assert_eq!(names("x.exports.a = 1; exports.b(); exports.c.d = 1; exports?.e"), "");
        assert_eq!(names("module\n.exports /**/ . f = 1"), "f");
        assert_eq!(names("exports['\\u0061\\x62'] = 1"), "ab");
    }

    #[test]
    fn an_object_counts_up_to_the_first_entry_that_computes() {
        assert_eq!(names("module.exports = {a, b: c, 'd': e, ...f, g}"), "a,b,d,g");
        assert_eq!(names("module.exports = {a, b: c.d, e}"), "a,b");
        assert_eq!(names("module.exports = {a, b: 1, c}"), "a");
        assert_eq!(names("module.exports = {a(){}, b}"), "a");
        assert_eq!(names("0 && (module.exports = {a, b})"), "a,b");
        assert_eq!(names("module.exports = Object.assign({a}, b)"), "");
    }

    #[test]
    fn the_last_require_is_exported_whole() {
        assert_eq!(names("module.exports = require('a'); module.exports = require('b')"), "*b");
        assert_eq!(names("module.exports = {a, ...require('b'), c}"), "a,c*b");
        assert_eq!(names("__exportStar(require('a'), exports); t.__export(require('b'))"), "*a*b");
        let copy = "var _x = wild(require('x')); Object.keys(_x).forEach(function (k) { \
                    if (k === 'default') return; exports[k] = _x[k]; });";
        assert_eq!(names(copy), "*x");
    }

    #[test]
    fn definitions_with_values_and_plain_getters_are_exports() {
        let define =
            |rest: &str| names(&format!("Object.defineProperty(exports, 'a', {{ {rest} }});"));
        for good in [
            "value: 1",
            "enumerable: true, value: 1",
            "enumerable: true, get: function () { return q.p; }",
            "enumerable: true, get: function () { return q['p']; }",
            "enumerable: true, get() { return q }",
        ] {
            assert_eq!(define(good), "a", "{good}");
        }
        for bad in
            ["get: function () { return f(); }", "get: () => x", "configurable: true, value: 1"]
        {
            assert_eq!(define(bad), "", "{bad}");
        }
    }

    #[test]
    fn comments_strings_and_regular_expressions_are_no_code() {
        let source = "// exports.a=1\n/* exports.b=1 */ 'exports.c=1'; `exports.d=1 ${exports.e=1}`; \
                      /exports.f=1/; x = a / exports.g=1 / 2; if (x) /[/]exports.h=1/.test(y)";
        assert_eq!(names(source), "e,g");
    }
}
