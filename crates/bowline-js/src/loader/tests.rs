//! What is found, in files that exist in memory only.

use std::rc::Rc;

use super::*;

fn resolver(source: Memory) -> Resolver {
    Resolver::new(Rc::new(source), |id| matches!(id, "fs" | "path"), &["own".to_owned()])
}

/// A package `pack` with this `package.json`, beside a program in `/app`.
fn with_package(config: &str) -> Resolver {
    let inside = |name: &str| format!("/app/node_modules/pack/{name}");
    let mut source = Memory::new().file(inside("package.json"), config);
    for name in ["a.js", "b.js", "index.js", "lib/x.js", "lib/deep/y.js", "i.mjs"] {
        source = source.file(inside(name), "");
    }
    resolver(source)
}

fn import(resolver: &Resolver, specifier: &str) -> String {
    match resolver.import(specifier, "file:///app/main.mjs") {
        Ok(url) => url.replace("file:///app/node_modules/pack/", "pack:"),
        Err(error) => error.code.to_owned(),
    }
}

fn find(resolver: &Resolver, request: &str) -> String {
    let extensions = [".js", ".json", ".node"].map(str::to_owned);
    let folders = ["/app/node_modules", "/node_modules"].map(str::to_owned);
    let here = ["/app".to_owned()];
    let folders: &[String] = if request.starts_with('.') { &here } else { &folders };
    let lookup = Lookup { request, folders, extensions: &extensions, is_main: false };
    match resolver.find(&lookup) {
        Ok(Some(path)) => path.replace("/app/node_modules/pack/", "pack:"),
        Ok(None) => "nothing".to_owned(),
        Err(error) => error.code.to_owned(),
    }
}

#[test]
fn the_first_condition_that_applies_decides() {
    let resolver = with_package(
        r#"{"exports": {"browser": "./b.js", "own": {"absent": "./b.js"}, "import": "./i.mjs", "default": "./a.js"}}"#,
    );
    assert_eq!(import(&resolver, "pack"), "pack:i.mjs");
    assert_eq!(find(&resolver, "pack"), "pack:a.js");
}

#[test]
fn a_condition_of_the_program_applies() {
    let resolver = with_package(r#"{"exports": {"own": "./b.js", "default": "./a.js"}}"#);
    assert_eq!(import(&resolver, "pack"), "pack:b.js");
}

#[test]
fn the_most_specific_pattern_decides_and_null_hides() {
    let resolver = with_package(
        r#"{"exports": {"./*": "./a.js", "./lib/*": "./lib/*.js", "./lib/deep/*": null, "./lib/*.js": "./lib/*.js"}}"#,
    );
    assert_eq!(import(&resolver, "pack/other"), "pack:a.js");
    assert_eq!(import(&resolver, "pack/lib/x"), "pack:lib/x.js");
    assert_eq!(import(&resolver, "pack/lib/x.js"), "pack:lib/x.js");
    assert_eq!(import(&resolver, "pack/lib/deep/y"), "ERR_PACKAGE_PATH_NOT_EXPORTED");
    assert_eq!(find(&resolver, "pack/lib/x"), "pack:lib/x.js");
    assert_eq!(find(&resolver, "pack"), "ERR_PACKAGE_PATH_NOT_EXPORTED");
    assert_eq!(import(&resolver, "pack/lib/../x"), "ERR_INVALID_MODULE_SPECIFIER");
}

#[test]
fn targets_stay_inside_of_the_package() {
    let resolver = with_package(
        r#"{"exports": {"./up": "./../x.js", "./modules": "./node_modules/x.js", "./bare": "x", "./list": ["x", "./a.js"]}}"#,
    );
    for name in ["pack/up", "pack/modules", "pack/bare"] {
        assert_eq!(import(&resolver, name), "ERR_INVALID_PACKAGE_TARGET", "{name}");
    }
    assert_eq!(import(&resolver, "pack/list"), "pack:a.js");
}

#[test]
fn a_table_of_parts_and_conditions_cannot_be_mixed() {
    let resolver = with_package(r#"{"exports": {"./a": "./a.js", "import": "./b.js"}}"#);
    assert_eq!(import(&resolver, "pack/a"), "ERR_INVALID_PACKAGE_CONFIG");
}

#[test]
fn without_exports_every_file_can_be_had() {
    let resolver = with_package(r#"{"main": "lib/x"}"#);
    assert_eq!(import(&resolver, "pack"), "pack:lib/x.js");
    assert_eq!(import(&resolver, "pack/a.js"), "pack:a.js");
    assert_eq!(import(&resolver, "pack/a"), "ERR_MODULE_NOT_FOUND");
    assert_eq!(import(&resolver, "pack/lib"), "ERR_UNSUPPORTED_DIR_IMPORT");
    assert_eq!(find(&resolver, "pack/a"), "pack:a.js");
    assert_eq!(find(&resolver, "pack"), "pack:lib/x.js");
    assert_eq!(find(&resolver, "pack/lib"), "nothing");
}

#[test]
fn a_main_that_is_missing_gives_the_index_and_a_warning() {
    let resolver = with_package(r#"{"main": "absent"}"#);
    assert_eq!(find(&resolver, "pack"), "pack:index.js");
    assert_eq!(resolver.take_warnings()[0].code, "DEP0128");
    assert_eq!(resolver.take_warnings(), []);
}

#[test]
fn names_of_its_own_lead_where_the_package_says() {
    let config = r##"{"name": "app", "exports": {".": "./main.js"},
                     "imports": {"#own": "./main.js", "#out": "fs", "#p/*": "./*.js", "#bad": "../x"}}"##;
    let resolver =
        resolver(Memory::new().file("/app/package.json", config).file("/app/main.js", ""));
    assert_eq!(import(&resolver, "app"), "file:///app/main.js");
    assert_eq!(import(&resolver, "#own"), "file:///app/main.js");
    assert_eq!(import(&resolver, "#p/main"), "file:///app/main.js");
    assert_eq!(import(&resolver, "#out"), "node:fs");
    assert_eq!(import(&resolver, "#bad"), "ERR_INVALID_PACKAGE_TARGET");
    assert_eq!(import(&resolver, "#absent"), "ERR_PACKAGE_IMPORT_NOT_DEFINED");
    assert_eq!(import(&resolver, "#/x"), "ERR_INVALID_MODULE_SPECIFIER");
    let found = resolver.find_self("/app/other.js", "app").unwrap();
    assert_eq!(found.as_deref(), Some("/app/main.js"));
    assert_eq!(resolver.find_self("/app/other.js", "apple").unwrap(), None);
    let found = resolver.find_import("/app/other.js", "#out").unwrap();
    assert_eq!(found.as_deref(), Some("node:fs"));
}

#[test]
fn an_import_is_read_as_a_url_and_a_require_as_a_path() {
    let resolver = resolver(Memory::new().file("/app/a b.js", "").file("/app/d/index.js", ""));
    assert_eq!(import(&resolver, "./a%20b.js?x#y"), "file:///app/a%20b.js?x#y");
    assert_eq!(import(&resolver, "/app/a%20b.js"), "file:///app/a%20b.js");
    assert_eq!(import(&resolver, "./d"), "ERR_UNSUPPORTED_DIR_IMPORT");
    assert_eq!(import(&resolver, "./d%2findex.js"), "ERR_INVALID_MODULE_SPECIFIER");
    assert_eq!(import(&resolver, "http://a/b"), "ERR_UNSUPPORTED_ESM_URL_SCHEME");
    assert_eq!(import(&resolver, "data:text/javascript,1"), "data:text/javascript,1");
    assert_eq!(import(&resolver, "node:path"), "node:path");
    assert_eq!(import(&resolver, "node:nothing"), "ERR_UNKNOWN_BUILTIN_MODULE");
    assert_eq!(find(&resolver, "./a b"), "/app/a b.js");
    assert_eq!(find(&resolver, "./a%20b"), "nothing");
    assert_eq!(find(&resolver, "./d"), "/app/d/index.js");
    assert_eq!(find(&resolver, "./a b.js/"), "nothing");
}

#[test]
fn packages_are_looked_for_up_to_the_root() {
    let source = Memory::new()
        .file("/node_modules/far/index.js", "")
        .file("/app/node_modules/@scope/near/package.json", "{}")
        .file("/app/node_modules/@scope/near/index.json", "");
    let resolver = resolver(source);
    assert_eq!(import(&resolver, "far"), "file:///node_modules/far/index.js");
    assert_eq!(import(&resolver, "@scope/near"), "file:///app/node_modules/@scope/near/index.json");
    assert_eq!(import(&resolver, "@scope"), "ERR_INVALID_MODULE_SPECIFIER");
    let error = resolver.import("absent/x", "file:///app/main.mjs").unwrap_err();
    assert_eq!(error.message, "Cannot find package 'absent' imported from /app/main.mjs");
}
