//! The options that programs are started with, one line each.

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing; `--no-` before the name says no.
    Nothing { default: bool },
    /// One value; the last one given counts.
    Text,
    /// One value each time it is given.
    List,
}

/// An option.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opt {
    /// As Node calls it, with its dashes.
    pub(crate) name: &'static str,
    pub(crate) short: Option<char>,
    pub(crate) takes: Takes,
    /// Whether `NODE_OPTIONS` may hold it.
    pub(crate) in_environment: bool,
}

const fn flag(name: &'static str) -> Opt {
    Opt { name, short: None, takes: Takes::Nothing { default: false }, in_environment: true }
}

const fn on(name: &'static str) -> Opt {
    Opt { name, short: None, takes: Takes::Nothing { default: true }, in_environment: true }
}

const fn text(name: &'static str) -> Opt {
    Opt { name, short: None, takes: Takes::Text, in_environment: true }
}

const fn list(name: &'static str) -> Opt {
    Opt { name, short: None, takes: Takes::List, in_environment: true }
}

impl Opt {
    const fn short(mut self, short: char) -> Opt {
        self.short = Some(short);
        self
    }

    /// Only on the command line.
    const fn local(mut self) -> Opt {
        self.in_environment = false;
        self
    }
}

/// All options. What V8 or Node's own machinery alone understands is taken and has no effect here, when a
/// program can be right without it; every other option is an error.
pub(crate) const OPTIONS: &[Opt] = &[
    flag("--version").short('v').local(),
    flag("--help").short('h').local(),
    text("--eval").short('e').local(),
    flag("--print").short('p').local(),
    flag("--check").short('c').local(),
    flag("--interactive").short('i').local(),
    list("--require").short('r'),
    list("--import"),
    list("--conditions").short('C'),
    text("--input-type"),
    list("--env-file").local(),
    flag("--watch").local(),
    list("--watch-path").local(),
    on("--watch-preserve-output"),
    text("--unhandled-rejections"),
    on("--warnings"),
    on("--deprecation"),
    flag("--throw-deprecation"),
    flag("--trace-deprecation"),
    flag("--trace-warnings"),
    flag("--trace-uncaught"),
    flag("--trace-exit"),
    flag("--trace-sigint"),
    flag("--trace-sync-io"),
    flag("--pending-deprecation"),
    text("--redirect-warnings"),
    text("--stack-trace-limit"),
    text("--max-http-header-size"),
    flag("--insecure-http-parser"),
    text("--dns-result-order"),
    on("--network-family-autoselection"),
    on("--enable-network-family-autoselection"),
    text("--network-family-autoselection-attempt-timeout"),
    flag("--test-udp-no-try-send"),
    flag("--preserve-symlinks"),
    flag("--preserve-symlinks-main"),
    text("--title"),
    flag("--expose-gc"),
    flag("--zero-fill-buffers"),
    flag("--enable-source-maps"),
    on("--addons"),
    on("--global-search-paths"),
    flag("--abort-on-uncaught-exception"),
    text("--disable-proto"),
    flag("--frozen-intrinsics"),
    flag("--force-context-aware"),
    flag("--verify-base-objects"),
    text("--max-old-space-size"),
    text("--max-semi-space-size"),
    text("--stack-size").local(),
    text("--secure-heap"),
    text("--secure-heap-min"),
    text("--icu-data-dir"),
    text("--diagnostic-dir"),
    flag("--report-on-signal"),
    flag("--experimental-vm-modules"),
    flag("--experimental-wasm-modules"),
    flag("--experimental-import-meta-resolve"),
    flag("--experimental-network-imports"),
    flag("--experimental-policy"),
    flag("--experimental-abortcontroller"),
    on("--experimental-fetch"),
    on("--experimental-global-webcrypto"),
    on("--experimental-global-customevent"),
    flag("--experimental-websocket"),
    flag("--experimental-permission"),
    flag("--experimental-detect-module"),
    on("--experimental-repl-await"),
    flag("--experimental-worker"),
    text("--experimental-default-type"),
    flag("--experimental-test-coverage"),
    list("--experimental-loader"),
    text("--es-module-specifier-resolution"),
    text("--experimental-specifier-resolution"),
    flag("--experimental-json-modules"),
    flag("--experimental-top-level-await"),
    flag("--no-force-async-hooks-checks"),
    flag("--harmony").local(),
    flag("--allow-natives-syntax").local(),
    flag("--no-opt").local(),
    flag("--use-strict").local(),
];

/// The option with this name, and whether it was said with `--no-` before.
pub(crate) fn find(name: &str) -> Option<(&'static Opt, bool)> {
    // Node takes underscores for dashes.
    let name = name.replace('_', "-");
    if let Some(option) = OPTIONS.iter().find(|option| option.name == name) {
        return Some((option, false));
    }
    let positive = format!("--{}", name.strip_prefix("--no-")?);
    let is_flag = |option: &&Opt| matches!(option.takes, Takes::Nothing { .. });
    OPTIONS
        .iter()
        .find(|option| option.name == positive)
        .filter(is_flag)
        .map(|option| (option, true))
}

/// The option with this letter.
pub(crate) fn find_short(letter: char) -> Option<&'static Opt> {
    OPTIONS.iter().find(|option| option.short == Some(letter))
}
