//! Generated programs: trees of operations whose order Node defines, and their JavaScript.
//!
//! A program runs by itself, from a root callback until nothing is left. What races in Node by design (a short
//! timer against an immediate from the main script, two reads) is never put side by side.

use std::fmt::Write as _;

use super::random::Random;

/// A list of operations, run one after the other in one callback.
pub(crate) type Body = Vec<Op>;

/// One operation. Whatever calls back has the body of its callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Log,
    Tick(Body),
    TickWithArguments(Body),
    Microtask(Body),
    Then(Body),
    /// `then` that returns a promise: three microtasks later.
    ThenPromise(Body),
    Thenable(Body),
    /// An async function that awaits so many times, with a log before each and the body at the end.
    Async {
        awaits: u8,
        body: Body,
    },
    /// An async function that throws, and whoever catches it.
    AsyncThrow(Body),
    AsyncGenerator {
        items: u8,
        body: Body,
    },
    Finally(Body),
    All {
        count: u8,
        body: Body,
    },
    Race(Body),
    Immediate(Body),
    /// Cleared before it runs, by its sibling.
    ImmediateCleared(Body),
    Timeout {
        delay_ms: u16,
        body: Body,
    },
    TimeoutCleared {
        delay_ms: u16,
        body: Body,
    },
    TimeoutRefreshed {
        delay_ms: u16,
        body: Body,
    },
    Interval {
        delay_ms: u16,
        times: u8,
        body: Body,
    },
    Unref {
        delay_ms: u16,
    },
    Emit {
        listeners: u8,
        body: Body,
    },
    /// Caught where it is thrown.
    Caught(Body),
    /// Thrown out of the callback: to the listener of uncaught errors.
    Throw,
    Reject {
        handled_later: bool,
    },
    Stream {
        chunks: u8,
        kind: StreamKind,
        body: Body,
    },
    EventTarget(Body),
    Abort(Body),
}

/// What becomes of chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StreamKind {
    From,
    PassThrough,
    Pipeline,
    Writable,
    Iterate,
    Destroyed,
}

/// In which callback a program begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    Immediate,
    Timeout,
    Read,
    Tick,
    Microtask,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    pub(crate) root: Root,
    pub(crate) body: Body,
}

/// Where an operation stands, as far as that decides what may stand there.
#[derive(Clone, Copy)]
struct Place {
    depth: u8,
    may_throw: bool,
}

/// Each is used once in a program, and no two sums of some of them are close: what is due when does not hang on
/// how quick a runtime is.
const DELAYS_MS: [u16; 4] = [10, 21, 43, 87];

/// A program in the making.
struct Generator {
    random: Random,
    /// How many of the delays are used.
    delays_used: usize,
}

impl Program {
    /// The program of a number.
    pub(crate) fn generate(seed: u64) -> Program {
        let mut generator = Generator { random: Random::new(seed), delays_used: 0 };
        let roots = [Root::Immediate, Root::Timeout, Root::Read, Root::Tick, Root::Microtask];
        let root = *generator.random.pick(&roots);
        let body = generator.body(Place { depth: 0, may_throw: true });
        Program { root, body }
    }

    /// All programs that are smaller by one operation.
    pub(crate) fn smaller(&self) -> Vec<Program> {
        smaller(&self.body).into_iter().map(|body| Program { root: self.root, body }).collect()
    }

    /// Whether no clock decides anything in it: fit for a test on a busy machine.
    pub(crate) fn is_timeless(&self) -> bool {
        let script = self.script();
        // One known difference: `map` of a readable takes a microtask more here.
        self.root != Root::Timeout
            && !script.contains(".map((c)")
            && !script.contains("setInterval")
            && script.matches("setTimeout").count()
                == script.matches("}).unref").count() + script.matches("'), 3000).unref()").count()
    }

    /// The JavaScript of a function that starts it.
    pub(crate) fn script(&self) -> String {
        let mut script = Script { text: String::new(), label: 0 };
        let start = match self.root {
            Root::Immediate => "setImmediate(() => {",
            Root::Timeout => "setTimeout(() => {",
            Root::Read => "fs.readFile(__filename, () => {",
            Root::Tick => "setImmediate(() => process.nextTick(() => {",
            Root::Microtask => "setImmediate(() => Promise.resolve().then(() => {",
        };
        script.line(start);
        script.body(&self.body);
        script.line(match self.root {
            Root::Immediate | Root::Read => "});",
            Root::Timeout => "}, 1);",
            Root::Tick | Root::Microtask => "}));",
        });
        script.text
    }
}

impl Generator {
    fn body(&mut self, place: Place) -> Body {
        let most = 4_u64.saturating_sub(u64::from(place.depth)).max(1);
        (0..=self.random.below(most)).map(|_| self.op(place)).collect()
    }

    /// One to three.
    fn few(&mut self) -> u8 {
        1 + self.random.below(3) as u8
    }

    fn op(&mut self, place: Place) -> Op {
        if place.depth >= 4 {
            return Op::Log;
        }
        let inner = Place { depth: place.depth + 1, ..place };
        // A callback that promises make: what it throws is a rejection.
        let caught = Place { may_throw: false, ..inner };
        match self.random.below(34) {
            0..=2 => Op::Log,
            3..=5 => Op::Tick(self.body(inner)),
            6 => Op::TickWithArguments(self.body(caught)),
            7..=8 => Op::Microtask(self.body(inner)),
            9..=10 => Op::Then(self.body(caught)),
            11 => Op::ThenPromise(self.body(caught)),
            12 => Op::Thenable(self.body(caught)),
            13..=14 => Op::Async { awaits: self.few(), body: self.body(caught) },
            15 => Op::AsyncThrow(self.body(caught)),
            16 => Op::AsyncGenerator { items: self.few(), body: self.body(caught) },
            17 => Op::Finally(self.body(caught)),
            18 => Op::All { count: self.few(), body: self.body(caught) },
            19 => Op::Race(self.body(caught)),
            20..=29 => self.loop_op(Place { may_throw: true, ..inner }),
            30 => Op::Emit { listeners: self.few(), body: self.body(caught) },
            31 => self.stream(caught),
            32 => match self.random.below(3) {
                0 => Op::EventTarget(self.body(caught)),
                1 => Op::Abort(self.body(caught)),
                _ => Op::Caught(self.body(caught)),
            },
            _ if place.may_throw && place.depth > 0 => Op::Throw,
            _ => Op::Reject { handled_later: self.random.below(2) == 0 },
        }
    }

    /// What goes through the loop: immediates, and timers as long as there are delays for them.
    fn loop_op(&mut self, place: Place) -> Op {
        let kind = self.random.below(10);
        if kind < 4 || self.delays_used == DELAYS_MS.len() {
            return Op::Immediate(self.body(place));
        }
        match kind {
            4 => Op::ImmediateCleared(self.body(place)),
            5 => Op::Unref { delay_ms: 3_000 },
            // Those that run more than once have the clock for themselves.
            6 | 7 if self.delays_used == 0 => {
                self.delays_used = DELAYS_MS.len();
                let (delay_ms, times) = (DELAYS_MS[0], self.few());
                let body = self.body(place);
                if kind == 6 {
                    Op::TimeoutRefreshed { delay_ms, body }
                } else {
                    Op::Interval { delay_ms, times, body }
                }
            }
            kind => {
                let delay_ms = DELAYS_MS[self.delays_used];
                self.delays_used += 1;
                let body = self.body(place);
                if kind == 8 {
                    Op::TimeoutCleared { delay_ms, body }
                } else {
                    Op::Timeout { delay_ms, body }
                }
            }
        }
    }

    fn stream(&mut self, place: Place) -> Op {
        use StreamKind::{Destroyed, From, Iterate, PassThrough, Pipeline, Writable};
        let kinds = [From, PassThrough, Pipeline, Writable, Iterate, Destroyed];
        let kind = *self.random.pick(&kinds);
        Op::Stream { chunks: self.few(), kind, body: self.body(place) }
    }
}

/// All lists that are smaller by one operation: one left out, one in the place of its own body, or one
/// with a smaller body.
fn smaller(body: &Body) -> Vec<Body> {
    let mut all = Vec::new();
    for at in 0..body.len() {
        let mut without = body.clone();
        let op = without.remove(at);
        all.push(without.clone());
        let Some(inner) = op.body() else { continue };
        let mut opened = without.clone();
        opened.splice(at..at, inner.iter().cloned());
        all.push(opened);
        for less in smaller(inner) {
            let mut changed = body.clone();
            *changed[at].body_mut().expect("it has a body, as above") = less;
            all.push(changed);
        }
    }
    all
}

impl Op {
    fn body(&self) -> Option<&Body> {
        match self {
            Op::Log | Op::Throw | Op::Unref { .. } | Op::Reject { .. } => None,
            Op::Tick(body)
            | Op::TickWithArguments(body)
            | Op::Microtask(body)
            | Op::Then(body)
            | Op::ThenPromise(body)
            | Op::Thenable(body)
            | Op::Async { body, .. }
            | Op::AsyncThrow(body)
            | Op::AsyncGenerator { body, .. }
            | Op::Finally(body)
            | Op::All { body, .. }
            | Op::Race(body)
            | Op::Immediate(body)
            | Op::ImmediateCleared(body)
            | Op::Timeout { body, .. }
            | Op::TimeoutCleared { body, .. }
            | Op::TimeoutRefreshed { body, .. }
            | Op::Interval { body, .. }
            | Op::Emit { body, .. }
            | Op::Caught(body)
            | Op::Stream { body, .. }
            | Op::EventTarget(body)
            | Op::Abort(body) => Some(body),
        }
    }

    fn body_mut(&mut self) -> Option<&mut Body> {
        match self {
            Op::Log | Op::Throw | Op::Unref { .. } | Op::Reject { .. } => None,
            Op::Tick(body)
            | Op::TickWithArguments(body)
            | Op::Microtask(body)
            | Op::Then(body)
            | Op::ThenPromise(body)
            | Op::Thenable(body)
            | Op::Async { body, .. }
            | Op::AsyncThrow(body)
            | Op::AsyncGenerator { body, .. }
            | Op::Finally(body)
            | Op::All { body, .. }
            | Op::Race(body)
            | Op::Immediate(body)
            | Op::ImmediateCleared(body)
            | Op::Timeout { body, .. }
            | Op::TimeoutCleared { body, .. }
            | Op::TimeoutRefreshed { body, .. }
            | Op::Interval { body, .. }
            | Op::Emit { body, .. }
            | Op::Caught(body)
            | Op::Stream { body, .. }
            | Op::EventTarget(body)
            | Op::Abort(body) => Some(body),
        }
    }
}

/// JavaScript under way.
struct Script {
    text: String,
    label: u32,
}

impl Script {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A name that is used once.
    fn next(&mut self) -> u32 {
        self.label += 1;
        self.label
    }

    fn log(&mut self, what: &str) {
        let label = self.next();
        writeln!(self.text, "log('{what}{label}');").expect("a string takes everything");
    }

    fn body(&mut self, body: &Body) {
        for op in body {
            self.op(op);
        }
    }

    /// `before`, a log and the body, `after`.
    fn around(&mut self, before: &str, what: &str, body: &Body, after: &str) {
        self.line(before);
        self.log(what);
        self.body(body);
        self.line(after);
    }

    fn op(&mut self, op: &Op) {
        match op {
            Op::Log => self.log("log"),
            Op::Tick(body) => self.around("process.nextTick(() => {", "tick", body, "});"),
            Op::TickWithArguments(body) => {
                self.around(
                    "process.nextTick((a, b) => { log(a + b);",
                    "args",
                    body,
                    "}, 'x', 'y');",
                );
            }
            Op::Microtask(body) => self.around("queueMicrotask(() => {", "micro", body, "});"),
            Op::Then(body) => self.around("Promise.resolve().then(() => {", "then", body, "});"),
            Op::ThenPromise(body) => {
                let before = "Promise.resolve().then(() => Promise.resolve()).then(() => {";
                self.around(before, "returned", body, "});");
            }
            Op::Thenable(body) => {
                let before =
                    "Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {";
                self.around(before, "adopted", body, "});");
            }
            Op::Async { awaits, body } => {
                self.line("(async () => {");
                for _ in 0..*awaits {
                    self.log("before");
                    self.line("await null;");
                }
                self.body(body);
                self.line("})();");
            }
            Op::AsyncThrow(body) => {
                let before = "(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);";
                self.around(before, "caught", body, "});");
            }
            Op::AsyncGenerator { items, body } => self.generator(*items, body),
            Op::Finally(body) => {
                let before = "Promise.reject(1).finally(() => log('finally')).catch(() => {";
                self.around(before, "after", body, "});");
            }
            Op::All { count, body } => {
                let parts = "(async () => { await 0; return 1; })(), ".repeat(usize::from(*count));
                self.around(
                    &format!("Promise.all([{parts}2]).then((all) => {{ log(all.join());"),
                    "all",
                    body,
                    "});",
                );
            }
            Op::Race(body) => {
                let before = "Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);";
                self.around(before, "race", body, "});");
            }
            _ => self.loop_op(op),
        }
    }

    fn generator(&mut self, items: u8, body: &Body) {
        self.line("(async () => {");
        writeln!(
            self.text,
            "async function* items() {{ for (let i = 0; i < {items}; i++) yield i; }}"
        )
        .expect("a string takes everything");
        self.line("for await (const item of items()) log('item' + item);");
        self.log("drained");
        self.body(body);
        self.line("})();");
    }

    /// What goes through the loop.
    fn loop_op(&mut self, op: &Op) {
        match op {
            Op::Immediate(body) => self.around("setImmediate(() => {", "immediate", body, "});"),
            Op::ImmediateCleared(body) => {
                let name = self.next();
                self.around(
                    "setImmediate(() => {",
                    "clears",
                    body,
                    &format!("clearImmediate(i{name}); }});"),
                );
                self.line(&format!("const i{name} = setImmediate(() => log('never'));"));
            }
            Op::Timeout { delay_ms, body } => {
                self.around("setTimeout(() => {", "timeout", body, &format!("}}, {delay_ms});"));
            }
            Op::TimeoutCleared { delay_ms, body } => {
                let name = self.next();
                let after = format!("clearTimeout(t{name}); }}, {delay_ms});");
                self.around("setTimeout(() => {", "clears", body, &after);
                self.line(&format!("const t{name} = setTimeout(() => log('never'), {delay_ms});"));
            }
            Op::TimeoutRefreshed { delay_ms, body } => {
                let name = self.next();
                self.line(&format!("let n{name} = 0;"));
                self.line(&format!("const t{name} = setTimeout(() => {{"));
                self.line(&format!(
                    "if (n{name}++ === 0) {{ log('again'); t{name}.refresh(); return; }}"
                ));
                self.log("refreshed");
                self.body(body);
                self.line(&format!("}}, {delay_ms});"));
            }
            Op::Interval { delay_ms, times, body } => {
                let name = self.next();
                self.line(&format!("let n{name} = 0;"));
                self.line(&format!("const v{name} = setInterval(() => {{"));
                self.log("interval");
                self.line(&format!("if (++n{name} < {times}) return; clearInterval(v{name});"));
                self.body(body);
                self.line(&format!("}}, {delay_ms});"));
            }
            Op::Unref { delay_ms } => {
                self.line(&format!("setTimeout(() => log('never'), {delay_ms}).unref();"));
            }
            _ => self.event_op(op),
        }
    }

    /// Events, errors, streams.
    fn event_op(&mut self, op: &Op) {
        match op {
            Op::Emit { listeners, body } => {
                let name = self.next();
                self.line(&format!("const e{name} = new EventEmitter();"));
                for number in 0..*listeners {
                    let on = if number % 2 == 0 { "on" } else { "once" };
                    self.line(&format!("e{name}.{on}('x', (v) => log('heard{number}' + v));"));
                }
                self.around(
                    &format!("e{name}.prependListener('x', () => {{"),
                    "first",
                    body,
                    "});",
                );
                self.line(&format!("e{name}.emit('x', 1); log('emitted' + e{name}.emit('x', 2) + e{name}.listenerCount('x'));"));
            }
            Op::Caught(body) => {
                self.around("try {", "try", body, "throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }");
            }
            Op::Throw => {
                let label = self.next();
                self.line(&format!("throw new Error('uncaught{label}');"));
            }
            Op::Reject { handled_later } => {
                let name = self.next();
                self.line(&format!("const p{name} = Promise.reject(new Error('rejected{name}'));"));
                if *handled_later {
                    self.line(&format!(
                        "setImmediate(() => p{name}.catch((e) => log('late ' + e.message)));"
                    ));
                }
            }
            Op::Stream { chunks, kind, body } => self.stream(*chunks, *kind, body),
            Op::EventTarget(body) => {
                let name = self.next();
                self.line(&format!("const g{name} = new EventTarget();"));
                self.around(
                    &format!("g{name}.addEventListener('x', (e) => {{ log(e.type);"),
                    "target",
                    body,
                    "}, { once: true });",
                );
                self.line(&format!(
                    "g{name}.dispatchEvent(new Event('x')); g{name}.dispatchEvent(new Event('x'));"
                ));
            }
            Op::Abort(body) => {
                let name = self.next();
                self.line(&format!("const a{name} = new AbortController();"));
                self.around(&format!("a{name}.signal.addEventListener('abort', () => {{ log(a{name}.signal.reason.name);"), "aborted", body, "});");
                self.line(&format!(
                    "a{name}.abort(); a{name}.abort(); log('still' + a{name}.signal.aborted);"
                ));
            }
            _ => unreachable!("every other operation is dealt with before"),
        }
    }

    fn stream(&mut self, chunks: u8, kind: StreamKind, body: &Body) {
        let items: Vec<_> = (0..chunks).map(|n| format!("'c{n}'")).collect();
        let items = items.join(", ");
        let name = self.next();
        let events = |of: &str, events: &[&str]| -> String {
            events
                .iter()
                .map(|event| format!("{of}.on('{event}', () => log('{event}{name}'));\n"))
                .collect()
        };
        match kind {
            StreamKind::From => {
                self.line(&format!("const s{name} = Readable.from([{items}]);"));
                self.line(&format!("s{name}.on('data', (c) => log(c));"));
                self.text.push_str(&events(&format!("s{name}"), &["close"]));
                self.around(&format!("s{name}.on('end', () => {{"), "end", body, "});");
            }
            StreamKind::PassThrough => {
                self.line(&format!("const s{name} = new PassThrough();"));
                self.line(&format!("s{name}.on('data', (c) => log(String(c)));"));
                self.text.push_str(&events(&format!("s{name}"), &["finish", "end", "close"]));
                self.line(&format!(
                    "for (const c of [{items}]) s{name}.write(c, () => log('written'));"
                ));
                self.around(&format!("s{name}.end('last', () => {{"), "ended", body, "});");
            }
            StreamKind::Pipeline => {
                let upper = "new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } })";
                let sink =
                    "new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } })";
                self.around(&format!("pipeline(Readable.from([{items}]), {upper}, {sink}, (e) => {{ log('pipeline' + (e ? e.message : ''));"), "piped", body, "});");
            }
            StreamKind::Writable => {
                self.line(&format!("const s{name} = new Writable({{ highWaterMark: 3, write(c, e, done) {{ log('w' + c); process.nextTick(done); }}, final(done) {{ log('final'); done(); }} }});"));
                self.text.push_str(&events(&format!("s{name}"), &["drain", "finish", "close"]));
                self.line(&format!("for (const c of [{items}]) log('more' + s{name}.write(c));"));
                self.around(&format!("s{name}.end(() => {{"), "ended", body, "});");
            }
            StreamKind::Iterate => {
                self.line("(async () => {");
                self.line(&format!(
                    "for await (const c of Readable.from([{items}]).map((c) => c + '!')) log(c);"
                ));
                self.log("iterated");
                self.body(body);
                self.line("})();");
            }
            StreamKind::Destroyed => {
                self.line(&format!(
                    "const s{name} = new Readable({{ read() {{ log('read'); this.push('x'); }} }});"
                ));
                self.line(&format!("s{name}.on('error', (e) => log('error' + e.message));"));
                self.around(&format!("s{name}.on('close', () => {{"), "closed", body, "});");
                self.line(&format!("s{name}.once('data', (c) => {{ log('data' + c); s{name}.destroy(new Error('gone')); }});"));
            }
        }
    }
}
