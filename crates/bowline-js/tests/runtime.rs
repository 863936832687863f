//! A runtime from outside: values and errors both ways, limits, and an end in every state.

#![allow(clippy::unwrap_used, reason = "a test may")]

use std::cell::Cell;
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::Duration;

use bowline_js::rquickjs::{Ctx, Function, Object, Promise, prelude::Func};
use bowline_js::{
    Builder, Builtin, Bytecode, Callback, Done, JsError, ModuleTable, Runtime, View, future_of,
    loop_of, promise_of,
};
use bowline_loop::{EventLoop, ms};

/// One made-up module, to see the contract with nothing of Node's around it.
static MODULES: ModuleTable = ModuleTable {
    builtins: &[],
    native: |_| None,
    is_public: |_| false,
    bootstrap: "bootstrap",
    missing: "missing",
};

/// Made once, so that a look for leaks finds none of its own.
fn modules() -> &'static ModuleTable {
    static TABLE: OnceLock<ModuleTable> = OnceLock::new();
    TABLE.get_or_init(table)
}

fn table() -> ModuleTable {
    let code = |source: &str| {
        let names = ["exports", "require", "module", "native"];
        Bytecode::new(Vec::leak(bowline_js_compile(source, &names)))
    };
    let builtins = vec![
        Builtin { id: "bootstrap", code: code("globalThis.load = (id) => require(id);") },
        Builtin {
            id: "circle/a",
            code: code("exports.early = 1; exports.b = require('circle/b'); exports.late = 2;"),
        },
        Builtin {
            id: "circle/b",
            code: code("exports.seen = Object.keys(require('circle/a')).join();"),
        },
        Builtin { id: "counted", code: code("module.exports = native.count();") },
        Builtin { id: "throws", code: code("native.count(); throw new Error('not now');") },
    ];
    ModuleTable { builtins: Vec::leak(builtins), native, ..MODULES }
}

fn bowline_js_compile(source: &str, names: &[&str]) -> Vec<u8> {
    bowline_bytecode::compile("node:test", names, source).unwrap()
}

fn native(folder: &str) -> Option<bowline_js::Native> {
    thread_local!(static COUNT: Cell<i32> = const { Cell::new(0) });
    fn counted<'js>(_: &Ctx<'js>, native: &Object<'js>) -> bowline_js::rquickjs::Result<()> {
        native.set(
            "count",
            Func::from(|| {
                COUNT.set(COUNT.get() + 1);
                COUNT.get()
            }),
        )
    }
    (folder == "counted" || folder == "throws").then_some(counted as bowline_js::Native)
}

fn runtime() -> Runtime {
    builder().build().unwrap()
}

fn builder() -> Builder {
    Builder::new(modules()).event_loop(EventLoop::with_manual_clock())
}

/// Gives the program `later(delay, callback)`, a timer of the loop.
fn with_later(runtime: &Runtime) {
    fn later<'js>(ctx: Ctx<'js>, delay_ms: u64, callback: Function<'js>) {
        let callback = Callback::new(&ctx, callback);
        loop_of(&ctx).set_timeout(ms(delay_ms), move || {
            callback.call(());
        });
    }
    runtime.with(|ctx| ctx.globals().set("later", Func::from(later))).unwrap();
}

#[test]
fn values_come_out_and_go_in() {
    let runtime = runtime();
    runtime.with(|ctx| ctx.globals().set("add", Func::from(|a: i32, b: i32| a + b))).unwrap();
    assert_eq!(runtime.eval::<i32>("add(40, 2)").unwrap(), 42);
    assert_eq!(runtime.eval::<String>("'a' + 1").unwrap(), "a1");
    assert_eq!(runtime.eval::<Vec<f64>>("[1, 2.5]").unwrap(), [1.0, 2.5]);
}

#[test]
fn what_a_script_throws_is_an_error_with_its_name_and_message() {
    let runtime = runtime();
    let error = runtime.eval::<()>("throw new RangeError('too far')").unwrap_err();
    assert_eq!((error.name.as_str(), error.message.as_str()), ("RangeError", "too far"));
    assert!(error.stack.contains("eval:1"), "{}", error.stack);
    assert_eq!(runtime.eval::<()>("throw 7").unwrap_err().message, "7");
    assert!(runtime.eval::<i32>("'not a number'").is_err());
    assert_eq!(runtime.eval::<i32>("1 + 1").unwrap(), 2);
}

#[test]
fn an_error_of_rust_has_nodes_fields_in_nodes_order() {
    let runtime = runtime();
    runtime
        .with(|ctx| {
            ctx.globals().set(
                "open",
                Func::from(|ctx: Ctx<'_>| {
                    let missing = std::io::Error::from_raw_os_error(2);
                    let error = bowline_loop::Error::file(missing, "open").with_path("a.txt");
                    Err::<(), _>(bowline_js::throw(&ctx, &error))
                }),
            )
        })
        .unwrap();
    let text: String = runtime
        .eval("try { open() } catch (e) { e.message + '|' + Object.keys(e).join() + '|' + e.errno + e.code }")
        .unwrap();
    assert_eq!(
        text,
        "ENOENT: no such file or directory, open 'a.txt'|errno,code,syscall,path|-2ENOENT"
    );
}

#[test]
fn a_callback_runs_on_the_loop_and_microtasks_follow_it() {
    let runtime = runtime();
    with_later(&runtime);
    runtime
        .eval::<()>(
            "globalThis.log = [];
             later(2, () => { log.push('second'); });
             later(1, () => { log.push('first'); Promise.resolve().then(() => log.push('micro')); });",
        )
        .unwrap();
    assert_eq!(runtime.run().unwrap().code, 0);
    let log = runtime.shared_log();
    assert_eq!(log, "first,micro,second");
}

trait Log {
    fn shared_log(&self) -> String;
}

impl Log for Runtime {
    fn shared_log(&self) -> String {
        self.eval("log.join()").unwrap()
    }
}

#[test]
fn an_uncaught_error_ends_the_program_before_the_next_callback() {
    let runtime = runtime();
    with_later(&runtime);
    runtime
        .eval::<()>(
            "globalThis.ran = 0;
             later(1, () => { throw new TypeError('nobody'); });
             later(1, () => { ran++; });",
        )
        .unwrap();
    let ended = runtime.run().unwrap();
    assert_eq!(ended.code, 1);
    assert_eq!(ended.failure.unwrap().to_string(), "TypeError: nobody");
}

#[test]
fn what_a_callback_that_threw_left_queued_waits_until_the_next_one_has_run() {
    fn soon<'js>(ctx: Ctx<'js>, callback: Function<'js>) {
        let callback = Callback::new(&ctx, callback);
        loop_of(&ctx).complete((), move |()| {
            callback.call(());
        });
    }
    let runtime = runtime();
    runtime
        .with(|ctx| {
            ctx.globals().set("soon", Func::from(soon))?;
            let uncaught =
                ctx.eval("globalThis.log = []; (e) => { log.push(e.message); return true }")?;
            bowline_js::set_hooks(
                ctx,
                bowline_js::Hooks {
                    ticks: None,
                    rejection: None,
                    rejections: None,
                    uncaught: Some(uncaught),
                    before_exit: None,
                    exit: None,
                },
            );
            Ok(())
        })
        .unwrap();
    runtime
        .eval::<()>(
            "soon(() => { Promise.resolve().then(() => log.push('micro')); throw new Error('thrown'); });
             soon(() => { log.push('second'); });",
        )
        .unwrap();
    assert_eq!(runtime.run().unwrap().code, 0);
    assert_eq!(runtime.shared_log(), "thrown,second,micro");
}

#[test]
fn a_done_gets_null_and_a_value_or_an_error() {
    let runtime = runtime();
    fn work<'js>(ctx: Ctx<'js>, input: i32, callback: Function<'js>) {
        let done = Done::new(&ctx, callback);
        loop_of(&ctx).queue_work(move || input * 2, move |result| done.settle(result));
    }
    runtime.with(|ctx| ctx.globals().set("work", Func::from(work))).unwrap();
    runtime
        .eval::<()>("globalThis.log = []; work(21, (...args) => log.push(JSON.stringify(args)));")
        .unwrap();
    runtime.run().unwrap();
    assert_eq!(runtime.shared_log(), "[null,42]");
}

#[test]
fn a_future_is_a_promise_and_a_promise_is_a_future() {
    let runtime = runtime();
    fn sleep<'js>(
        ctx: Ctx<'js>,
        delay_ms: u64,
        fails: bool,
    ) -> bowline_js::rquickjs::Result<Promise<'js>> {
        let sleep = loop_of(&ctx).sleep(Duration::from_millis(delay_ms));
        promise_of(&ctx, async move {
            sleep.await;
            let error = bowline_loop::Error::code_of("ETIMEDOUT", "sleep");
            if fails { Err(error) } else { Ok(delay_ms as u32) }
        })
    }
    runtime.with(|ctx| ctx.globals().set("sleep", Func::from(sleep))).unwrap();
    let seen: Rc<Cell<Option<i32>>> = Rc::default();
    runtime
        .with(|ctx| {
            let value = ctx.eval(
                "(async () => {
                   let sum = await sleep(5, false);
                   try { await sleep(5, true) } catch (e) { if (e.code === 'ETIMEDOUT') sum += 1; }
                   return sum;
                 })()",
            )?;
            let answer = future_of::<i32>(ctx, value)?;
            let seen = seen.clone();
            loop_of(ctx).spawn_local(async move { seen.set(answer.await.ok()) });
            Ok(())
        })
        .unwrap();
    runtime.run().unwrap();
    assert_eq!(seen.get(), Some(6));
}

#[test]
fn a_program_gets_functions_of_rust_and_gives_promises_back() {
    let runtime = runtime();
    runtime.set_global("add", Func::from(|a: i32, b: i32| a + b)).unwrap();
    let event_loop = runtime.event_loop().clone();
    runtime
        .set_async_function("slow", move |word: String| {
            let sleep = event_loop.sleep(ms(50));
            async move {
                sleep.await;
                if word == "bad" {
                    Err(bowline_loop::Error::code_of("EINVAL", "slow"))
                } else {
                    Ok(word + "!")
                }
            }
        })
        .unwrap();
    let word: String =
        runtime.eval_promise("slow('hello').then((word) => word + add(1, 2))").unwrap();
    assert_eq!(word, "hello!3");
    let error = runtime.eval_promise::<()>("slow('bad')").unwrap_err();
    assert_eq!(error.code, "EINVAL");
    assert!(runtime.eval_promise::<()>("new Promise(() => {})").is_err());
    assert!(runtime.eval_promise::<()>("slow()").is_err());
    assert_eq!(runtime.eval_promise::<i32>("7").unwrap(), 7);
}

#[test]
fn a_promise_that_goes_with_its_runtime_ends_its_future_with_an_error() {
    let event_loop = EventLoop::with_manual_clock();
    let outcome: Rc<Cell<Option<Result<i32, JsError>>>> = Rc::default();
    let runtime = Builder::new(modules()).event_loop(event_loop).build().unwrap();
    let future = Rc::new(Cell::new(None));
    runtime
        .with(|ctx| {
            let value = ctx.eval("new Promise(() => {})")?;
            future.set(Some(Box::pin(future_of::<i32>(ctx, value)?)));
            Ok(())
        })
        .unwrap();
    drop(runtime);
    let other = EventLoop::new().unwrap();
    let future = future.take().unwrap();
    let seen = outcome.clone();
    other.spawn_local(async move { seen.set(Some(future.await)) });
    other.run(bowline_loop::RunMode::Default).unwrap();
    assert!(outcome.take().unwrap().is_err());
}

#[test]
fn an_endless_loop_is_interrupted_from_another_thread_and_cannot_catch_it() {
    let runtime = runtime();
    let interrupter = runtime.interrupter();
    let thread = std::thread::spawn(move || {
        for _ in 0..1_000 {
            std::thread::sleep(Duration::from_millis(2));
            interrupter.interrupt();
        }
    });
    let outcome = runtime.eval::<()>("for (;;) { try { for (;;) {} } catch {} }");
    assert!(outcome.is_err());
    drop(runtime);
    thread.join().unwrap();
}

#[test]
fn recursion_without_end_is_a_range_error() {
    let error = runtime().eval::<()>("(function f() { f(); })()").unwrap_err();
    assert_eq!(error.name, "RangeError");
}

#[test]
fn memory_without_end_is_an_error_and_the_runtime_goes_on() {
    let runtime = builder().memory_max(16 << 20).build().unwrap();
    let outcome = runtime.eval::<()>("const all = []; for (;;) all.push(new Uint8Array(1 << 20));");
    assert!(outcome.is_err());
    drop(runtime);
}

#[test]
fn limits_are_never_nothing() {
    let runtime = builder().memory_max(0).stack_max(0).build();
    // A mebibyte may be too little for the modules: an error, never an abort.
    if let Ok(runtime) = runtime {
        assert!(runtime.eval::<()>("(function f() { f(); })()").is_err());
    }
}

#[test]
fn modules_load_once_and_may_stand_in_a_circle() {
    let runtime = runtime();
    let text: String =
        runtime.eval("const a = load('circle/a'); a.b.seen + '/' + Object.keys(a).join()").unwrap();
    assert_eq!(text, "early/early,b,late");
    assert!(runtime.eval::<bool>("load('counted') === load('counted')").unwrap());
}

#[test]
fn a_module_that_throws_is_tried_again() {
    let runtime = runtime();
    for _ in 0..2 {
        assert_eq!(runtime.eval::<()>("load('throws')").unwrap_err().message, "not now");
    }
    assert!(runtime.eval::<()>("load('nosuch')").unwrap_err().message.contains("nosuch"));
}

#[test]
fn bytes_are_lent_from_every_kind_of_view() {
    let runtime = runtime();
    runtime
        .with(|ctx| {
            ctx.globals().set(
                "sum",
                Func::from(|mut view: View<'_>| {
                    let sum =
                        view.with(|bytes| bytes.iter().map(|byte| u32::from(*byte)).sum::<u32>());
                    view.with_mut(|bytes| bytes.fill(0));
                    sum
                }),
            )
        })
        .unwrap();
    for view in [
        "new Uint8Array([1, 2, 3])",
        "new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4)",
        "new Uint8Array([1, 2, 3]).buffer",
        "new DataView(new Uint8Array([9, 1, 2, 3]).buffer, 1)",
        "new Uint16Array([0x0102, 3])",
    ] {
        assert_eq!(runtime.eval::<u32>(&format!("sum({view})")).unwrap(), 6, "{view}");
    }
    assert_eq!(runtime.eval::<u32>("sum(new Uint8Array(0))").unwrap(), 0);
    let detached =
        "const b = new ArrayBuffer(8); const v = new Uint8Array(b); b.transfer(); sum(v)";
    assert_eq!(runtime.eval::<u32>(detached).unwrap_or(0), 0);
    assert!(runtime.eval::<u32>("sum({})").is_err());
}

#[test]
fn a_runtime_is_dropped_in_every_state() {
    // Nothing done.
    drop(runtime());
    // A timer armed, a job under way, a promise pending, microtasks queued.
    for source in [
        "later(1000, () => {})",
        "globalThis.p = new Promise(() => {}); p.then(() => {})",
        "Promise.resolve().then(() => {}); throw new Error('before they ran')",
        "globalThis.self = globalThis; globalThis.cycle = { get me() { return this } }",
        "later(1, () => { throw new Error('uncaught') })",
        "new FinalizationRegistry(() => {}).register({}, 1)",
        "load('circle/a')",
    ] {
        let runtime = runtime();
        with_later(&runtime);
        let _ = runtime.eval::<()>(source);
        drop(runtime);
        // And after it has run to its end.
        let runtime = self::runtime();
        with_later(&runtime);
        let _ = runtime.eval::<()>(source);
        runtime.run().unwrap();
        drop(runtime);
    }
}

#[test]
fn a_callback_that_outlives_its_runtime_does_nothing() {
    let runtime = runtime();
    let kept: Rc<Cell<Option<Callback>>> = Rc::default();
    let give = kept.clone();
    runtime
        .with(|ctx| {
            let function: Function<'_> = ctx.eval("() => { throw new Error('never') }")?;
            give.set(Some(Callback::new(ctx, function)));
            Ok(())
        })
        .unwrap();
    drop(runtime);
    let callback = kept.take().unwrap();
    assert!(!callback.call(()));
    assert!(callback.has_ended());
}

#[test]
fn runtimes_live_side_by_side_on_one_thread_and_on_many() {
    let (first, second) = (runtime(), runtime());
    first.eval::<()>("globalThis.name = 'first'").unwrap();
    second.eval::<()>("globalThis.name = 'second'").unwrap();
    assert_eq!(first.eval::<String>("name").unwrap(), "first");
    let threads: Vec<_> = (0..4)
        .map(|number| {
            std::thread::spawn(move || {
                let runtime = runtime();
                runtime.eval::<i32>(&format!("{number} * 2")).unwrap()
            })
        })
        .collect();
    let answers: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert_eq!(answers, [0, 2, 4, 6]);
    assert_eq!(second.eval::<String>("name").unwrap(), "second");
}
