//! Programs about the end of a process: each way to end, from each kind of callback.

use super::random::Random;

/// Callbacks of every kind, around `BODY`.
const PLACES: &[(&str, &str)] = &[
    ("main", "BODY"),
    ("tick", "process.nextTick(() => { BODY });"),
    ("micro", "queueMicrotask(() => { BODY });"),
    ("then", "Promise.resolve().then(() => { BODY });"),
    ("async", "(async () => { await null; BODY })();"),
    ("timeout", "setTimeout(() => { BODY }, 1);"),
    ("interval", "const v = setInterval(() => { clearInterval(v); BODY }, 1);"),
    ("immediate", "setImmediate(() => { BODY });"),
    ("read", "require('fs').readFile(__filename, () => { BODY });"),
    (
        "emit",
        "const e = new (require('events'))(); e.on('x', () => { BODY }); setImmediate(() => e.emit('x'));",
    ),
    ("beforeExit", "process.once('beforeExit', () => { log('before'); BODY });"),
    ("exit", "process.on('exit', () => { log('in exit'); BODY });"),
    ("stream", "require('stream').Readable.from(['x']).on('data', () => { BODY });"),
];

/// What happens there.
const ENDS: &[(&str, &str)] = &[
    ("nothing", "log('done');"),
    ("throw", "throw new Error('boom');"),
    ("throw-value", "throw 'text';"),
    ("throw-null", "throw null;"),
    ("exit0", "process.exit();"),
    ("exit3", "process.exit(3);"),
    ("exit256", "process.exit(259);"),
    ("exitcode", "process.exitCode = 4; log('set');"),
    ("exitcode-exit", "process.exitCode = 4; process.exit();"),
    ("reject", "Promise.reject(new Error('boom'));"),
    ("reject-value", "Promise.reject(7);"),
    (
        "reject-handled",
        "const p = Promise.reject(new Error('boom')); process.nextTick(() => p.catch(() => log('in time')));",
    ),
    (
        "reject-late",
        "const p = Promise.reject(new Error('boom')); setImmediate(() => p.catch(() => log('late')));",
    ),
    ("type-error", "null.x;"),
    ("reference-error", "nosuch;"),
    ("emit-error", "new (require('events'))().emit('error', new Error('nobody'));"),
    ("kill", "process.kill(process.pid, 'SIGTERM'); setTimeout(() => log('never'), 2000);"),
    (
        "abort-listener",
        "process.on('SIGTERM', (s) => { log(s); process.exit(6); }); process.kill(process.pid, 'SIGTERM'); setTimeout(() => log('never'), 2000);",
    ),
];

/// What listens meanwhile.
const LISTENERS: &[(&str, &str)] = &[
    ("alone", ""),
    ("uncaught", "process.on('uncaughtException', (e, origin) => log(origin + ' ' + e));"),
    ("uncaught-throws", "process.on('uncaughtException', () => { throw new Error('again'); });"),
    ("monitor", "process.on('uncaughtExceptionMonitor', (e, origin) => log('monitor ' + origin));"),
    ("unhandled", "process.on('unhandledRejection', (e) => log('unhandled ' + e));"),
    ("exit-code", "process.on('exit', () => { process.exitCode = 9; });"),
    ("exit-again", "process.on('exit', () => { process.exit(8); });"),
    ("exit-throws", "process.on('exit', () => { throw new Error('in exit'); });"),
    (
        "before-exit",
        "let n = 0; process.on('beforeExit', (c) => { log('beforeExit ' + c); if (n++ < 2) setImmediate(() => log('more')); });",
    ),
    (
        "work",
        "setTimeout(() => log('timer'), 15); setImmediate(() => log('immediate')); process.nextTick(() => log('tick'));",
    ),
];

const PRELUDE: &str = "const log = (text) => require('fs').writeSync(1, text + '\\n');\n\
process.on('exit', (code) => log('exit ' + code));\n";

/// All of them, or a choice of `count`, by name.
pub(super) fn all(seed: u64, count: u64) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (place, around) in PLACES {
        for (end, body) in ENDS {
            for (listener, listens) in LISTENERS {
                let script = format!("{PRELUDE}{listens}\n{}\n", around.replace("BODY", body));
                all.push((format!("end-{place}-{end}-{listener}"), script));
            }
        }
    }
    let mut random = Random::new(seed);
    while all.len() as u64 > count {
        let at = random.below(all.len() as u64) as usize;
        all.swap_remove(at);
    }
    all
}
