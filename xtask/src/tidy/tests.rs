//! Each check fails when it should, and not when it should not.

use super::tree::Tree;
use super::*;

const FORBID: &str = "#![forbid(unsafe_code)]\n";

fn found(check: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
    check(&Tree::of(files)).iter().map(Finding::to_string).collect()
}

fn assert_one(findings: &[String], start: &str, says: &str) {
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert!(findings[0].starts_with(start) && findings[0].contains(says), "{findings:#?}");
}

#[test]
fn code_is_what_is_left_without_comments_strings_and_characters() {
    let text = r##"a /* b /* c */ d */ e // f
r#"g " h"# 'i' '\'' 'life b"j" br"k" "l\" m" n r#type"##;
    let code = code::code_only(text);
    let words: Vec<_> = code::words(&code).collect();
    let second = ["life", "b", "b", "n", "r", "type"].map(|word| (2, word));
    assert_eq!(words[..2], [(1, "a"), (1, "e")]);
    assert_eq!(words[2..], second);
    assert_eq!(code.len(), text.len());
}

#[test]
fn code_under_cfg_test_is_tests_and_under_cfg_not_test_is_not() {
    let code =
        "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\n#[cfg(not(test))]\nfn c() {}\n";
    assert!(!code::without_tests(code).contains("fn b"));
    assert!(code::without_tests(code).contains("fn c"));
    assert_eq!(code::lines_without_tests(code), 3);
}

#[test]
fn a_file_of_over_500_lines_is_worth_a_word_and_over_600_is_too_long() {
    let lines = |count| "fn a() {}\n".repeat(count);
    let path = "crates/bowline-loop/src/timers.rs";
    assert!(found(sizes::check, &[(path, &lines(500))]).is_empty());
    assert_one(&found(sizes::check, &[(path, &lines(501))]), path, "warning: 501 lines");
    assert_one(&found(sizes::check, &[(path, &lines(601))]), path, "601 lines");
    assert!(!found(sizes::check, &[(path, &lines(601))])[0].contains("warning"));
}

#[test]
fn tests_and_tables_may_be_long() {
    let long = "fn a() {}\n".repeat(700);
    let table = format!("//! What each code means. A table.\n{long}");
    let tested = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
    let files = [
        ("crates/bowline-loop/tests/timers.rs", long.as_str()),
        ("crates/bowline-loop/src/error/table.rs", &table),
        ("crates/bowline-loop/src/phase.rs", &tested),
    ];
    assert_eq!(found(sizes::check, &files), Vec::<String>::new());
}

#[test]
fn only_poll_names_mio() {
    let poll = ("crates/bowline-loop/src/poll/mod.rs", "use mio::Poll;");
    let manifest = ("crates/bowline-loop/Cargo.toml", "[dependencies]\nmio.workspace = true\n");
    let comment = ("crates/bowline-loop/src/handle.rs", "// mio is edge-triggered\n");
    assert_eq!(found(walls::check, &[poll, manifest, comment]), Vec::<String>::new());

    let timers = ("crates/bowline-loop/src/timers.rs", "\nuse mio::Token;");
    assert_one(&found(walls::check, &[timers]), "crates/bowline-loop/src/timers.rs:2:", "mio");
    let manifest = ("crates/bowline/Cargo.toml", "[dev-dependencies]\nmio = \"1\"\n");
    assert_one(&found(walls::check, &[manifest]), "crates/bowline/Cargo.toml:2:", "mio");
}

#[test]
fn the_loop_names_no_engine() {
    let code = ("crates/bowline-loop/src/task/mod.rs", "fn a(_: rquickjs::Ctx) {}");
    assert_one(&found(walls::check, &[code]), code.0, "knows no JavaScript");
    let manifest = ("crates/bowline-loop/Cargo.toml", "[dependencies.rquickjs]\n");
    assert_one(&found(walls::check, &[manifest]), manifest.0, "knows no JavaScript");
}

#[test]
fn in_a_module_only_js_rs_names_the_engine() {
    let js = ("crates/bowline/src/fs/js.rs", "use bowline_js::Ctx;");
    assert!(found(walls::check, &[js]).is_empty());
    let other = ("crates/bowline/src/fs/stat.rs", "use bowline_js::Ctx;");
    assert_one(&found(walls::check, &[other]), other.0, "only js.rs");
}

#[test]
fn lower_crates_do_not_name_higher_ones() {
    for (path, text) in [
        ("crates/bowline-trace/src/text.rs", "use bowline_loop::EventLoop;"),
        ("crates/bowline-trace/Cargo.toml", "[dev-dependencies]\nbowline-loop.workspace = true"),
        ("crates/bowline-loop/src/clock.rs", "fn a() { bowline::run() }"),
    ] {
        assert_one(&found(walls::check, &[(path, text)]), path, "call up through a callback");
    }
    let down = ("crates/bowline/src/timers.rs", "use bowline_loop::EventLoop;");
    assert!(found(walls::check, &[down]).is_empty());
}

#[test]
fn every_crate_forbids_unsafe_code_and_has_its_layer() {
    let root = "crates/bowline-loop/src/lib.rs";
    assert!(found(walls::check, &[(root, FORBID)]).is_empty());
    assert_one(&found(walls::check, &[(root, "//! Docs.\n")]), root, "forbid(unsafe_code)");
    let unknown = ("crates/bowline-extra/Cargo.toml", "[package]\n");
    assert_one(&found(walls::check, &[unknown]), unknown.0, "LAYERS");
}

#[test]
fn names_of_ours_keep_to_our_words() {
    let path = "crates/bowline-loop/src/handle.rs";
    for (text, says) in [
        ("struct SignalWatcher;", "handle"),
        ("mod utils {}", "say what it does"),
        ("fn get_delay() {}", "get_"),
        ("trait Reactor {}", "event loop"),
    ] {
        assert_one(&found(words::check, &[(path, text)]), path, says);
    }
    // Names of others, and words that only contain one.
    let fine = "use notify::Watcher; fn getsockname() {} struct Utility; // reactor\nfn get() {} fn get_mut() {}";
    assert_eq!(found(words::check, &[(path, fine)]), Vec::<String>::new());
}

#[test]
fn unwrap_is_for_tests() {
    let text = "fn a() { b().unwrap() }\n#[cfg(test)]\nmod tests { fn c() { d().unwrap() } }\n";
    let path = "crates/bowline/src/fs/stat.rs";
    assert_one(&found(words::check, &[(path, text)]), "crates/bowline/src/fs/stat.rs:1:", "expect");
    assert!(found(words::check, &[("crates/bowline/src/fs/tests.rs", text)]).is_empty());
    assert!(found(words::check, &[("crates/bowline/tests/fs.rs", text)]).is_empty());
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let text = format!("fine\nsee {}shared/notes.md\n", concat!("/wo", "rk/"));
    assert_one(&found(words::check, &[("README.md", &text)]), "README.md:2:", "one machine");
    let field = format!("let a = self{};", concat!(".lib", "rary"));
    assert!(found(words::check, &[("crates/bowline/src/a.rs", &field)]).is_empty());
}

#[test]
fn every_module_folder_is_declared_and_listed() {
    let module = ("crates/bowline/src/dns/mod.rs", "");
    let lib = |text| ("crates/bowline/src/lib.rs", text);
    assert!(found(modules::check, &[module, lib("//! - [`dns`], names\npub mod dns;")]).is_empty());
    assert!(found(modules::check, &[module, lib("mod dns;")]).is_empty());
    assert_one(&found(modules::check, &[module, lib("")]), module.0, "pub mod dns;");
    let unlisted = found(modules::check, &[module, lib("pub mod dns;")]);
    assert_one(&unlisted, "crates/bowline/src/lib.rs", "list it");
}

const TESTS: (&str, &str) = (
    "crates/bowline-loop/tests/timers.rs",
    "#[test]\nfn never_early() {}\nfn no_test() {}\n#[test]\n#[cfg(unix)]\nfn in_order() {}\n",
);

fn promises(text: &str) -> Vec<String> {
    found(promises::check, &[("docs/event-loop.md", text), TESTS])
}

#[test]
fn a_promise_with_its_test_is_kept() {
    let text = "## Timers: T3, T4\n\n- **T3** In order,\n  always. — tests:\n  `timers::in_order`\n\
                - **T4** Never early. — tests: `timers::never_early`, `timers::in_order`\n";
    assert_eq!(promises(text), Vec::<String>::new());
}

#[test]
fn a_promise_without_a_test_is_found() {
    let none = promises("## Timers: T4\n\n- **T4** Never early.\n");
    assert_one(&none, "docs/event-loop.md:3:", "T4 names no test");
    let empty = promises("## Timers: T4\n- **T4** Never early. — tests: none yet\n");
    assert_one(&empty, "docs/event-loop.md:2:", "T4 names no test");
}

#[test]
fn a_promise_whose_test_does_not_exist_is_found() {
    for name in ["timers::gone", "timers::no_test", "pool::never_early", "never_early"] {
        let text = format!("## Timers: T4\n- **T4** Never early. — tests: `{name}`\n");
        assert_one(&promises(&text), "docs/event-loop.md:2:", name);
    }
}

#[test]
fn the_document_of_promises_must_be_there() {
    assert_one(&found(promises::check, &[TESTS]), "docs/event-loop.md:1:", "missing");
}

#[test]
fn a_rule_without_a_promise_is_found() {
    let text = "## Timers: T3 to T4\n- **T4** Never early. — tests: `timers::never_early`\n";
    assert_one(&promises(text), "docs/event-loop.md:1:", "T3 is not promised");
}

#[test]
fn a_rule_that_is_promised_twice_is_found() {
    let text = "## Timers: T4\n- **T4** Never early. — tests: `timers::never_early`\n\
                - **T4** Again. — tests: `timers::never_early`\n";
    assert_one(&promises(text), "docs/event-loop.md:3:", "twice");
}

#[test]
fn a_promise_that_no_heading_asks_for_is_found() {
    let text = "## Timers: T4\n- **T4** Never early. — tests: `timers::never_early`\n\
                ## Others\n- **X1** More. — tests: `timers::never_early`\n";
    assert_one(&promises(text), "docs/event-loop.md:4:", "X1 is not in the heading");
}

#[test]
fn a_heading_that_is_half_a_list_of_rules_is_found() {
    assert_one(&promises("## Timers: T4, and more\n"), "docs/event-loop.md:1:", "L1, L3 to L5");
    assert!(promises("## The rule: what keeps a loop alive\n").is_empty());
}

#[test]
fn what_is_absent_needs_a_reason_and_no_test() {
    assert!(promises("## Fork: L21\n- **L21** After a fork … — absent: needs unsafe\n").is_empty());
    let text = "## Fork: L21\n- **L21** After a fork … — absent: \n";
    assert_one(&promises(text), "docs/event-loop.md:2:", "say why");
}

#[test]
fn a_doc_example_that_must_not_compile_counts_as_a_test() {
    let text = "## Threads: L13\n- **L13** One thread. — tests: `event_loop::compile_fail`\n";
    let source = "/// ```compile_fail\n/// a\n/// ```\nstruct EventLoop;";
    let files = [("docs/event-loop.md", text), ("crates/bowline-loop/src/event_loop.rs", source)];
    assert!(found(promises::check, &files).is_empty());
    assert_one(&found(promises::check, &files[..1]), "docs/event-loop.md:2:", "no test");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let files = [
        ("README.md", "[a](docs/a.md) [b](docs/) [c](https://x.y/z) [d](#here)"),
        ("docs/a.md", "[up](../README.md#top)\n[gone](b.md)"),
    ];
    assert_one(&found(links::check, &files), "docs/a.md:2:", "b.md");
}
