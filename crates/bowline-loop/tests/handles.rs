//! What all handles have in common, and idle, prepare and check.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::rc::Rc;

use bowline_loop::{EventLoop, Kind, LoopRef, RunMode, TimerId, ms};
use support::{Count, Log, due_at_once, time_limit};

#[test]
fn a_handle_is_refd_by_default_and_the_ref_is_a_flag_not_a_counter() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    let idle = event_loop.idle().unwrap();
    let prepare = event_loop.prepare().unwrap();
    let check = event_loop.check().unwrap();
    let notifier = event_loop.notifier(|| {}).unwrap();
    for handle in [&*timer, &**idle, &**prepare, &**check, &*notifier] {
        assert!(handle.has_ref());
        handle.set_ref(true);
        handle.set_ref(true);
        handle.set_ref(false);
        assert!(!handle.has_ref());
        handle.set_ref(false);
        handle.set_ref(true);
        assert!(handle.has_ref());
    }
}

#[test]
fn has_ref_is_about_the_flag_whether_the_handle_is_active_or_not() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    timer.set_ref(false);
    timer.start(ms(1), ms(0), || {}).unwrap();
    assert!(timer.is_active() && !timer.has_ref());
    assert!(!event_loop.is_alive());
    timer.stop();
    timer.set_ref(true);
    assert!(!timer.is_active() && timer.has_ref());
    assert!(!event_loop.is_alive());
}

#[test]
fn active_and_closing_follow_start_stop_and_close() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    let state = || (timer.is_active(), timer.is_closing());
    assert_eq!(state(), (false, false));
    timer.start(ms(1_000), ms(0), || {}).unwrap();
    assert_eq!(state(), (true, false));
    timer.stop();
    assert_eq!(state(), (false, false));
    timer.start(ms(1_000), ms(0), || {}).unwrap();
    assert_eq!(state(), (true, false));
    timer.close();
    assert_eq!(state(), (false, true));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(state(), (false, true));
}

#[test]
fn idle_prepare_and_check_are_active_from_start_to_stop_and_async_from_the_beginning() {
    let event_loop = EventLoop::with_manual_clock();
    let idle = event_loop.idle().unwrap();
    let prepare = event_loop.prepare().unwrap();
    let check = event_loop.check().unwrap();
    for hook in [&*idle, &*prepare, &*check] {
        assert!(!hook.is_active());
        hook.stop();
        hook.start(|| {}).unwrap();
        assert!(hook.is_active());
        hook.stop();
        assert!(!hook.is_active());
    }
    let notifier = event_loop.notifier(|| {}).unwrap();
    assert!(notifier.is_active());
}

#[test]
fn starting_an_idle_prepare_or_check_handle_that_is_closing_is_invalid() {
    let event_loop = EventLoop::with_manual_clock();
    let idle = event_loop.idle().unwrap();
    let prepare = event_loop.prepare().unwrap();
    let check = event_loop.check().unwrap();
    for (hook, name) in [(&*idle, "idle"), (&*prepare, "prepare"), (&*check, "check")] {
        hook.close();
        let error = hook.start(|| {}).unwrap_err();
        assert_eq!((error.code(), error.syscall()), ("EINVAL", name));
        hook.stop();
    }
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(idle.start(|| {}).unwrap_err().code(), "EINVAL");
}

#[test]
fn several_handles_of_a_kind_run_in_the_order_of_their_starts() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let hooks: Vec<_> = (0..3).map(|_| event_loop.idle().unwrap()).collect();
    hooks[2].start(log.push("2")).unwrap();
    hooks[0].start(log.push("0")).unwrap();
    hooks[1].start(log.push("1")).unwrap();
    hooks[0].start(|| panic!("it is started already, and keeps its callback")).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.take(), ["2", "0", "1"]);
    hooks[2].stop();
    hooks[2].start(log.push("2 again")).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.take(), ["0", "1", "2 again"]);
}

#[test]
fn a_handle_stopped_or_closed_by_a_sibling_earlier_in_the_phase_does_not_run() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let new = |kind: &str| match kind {
        "idle" => (*event_loop.idle().unwrap()).clone(),
        "prepare" => (*event_loop.prepare().unwrap()).clone(),
        _ => (*event_loop.check().unwrap()).clone(),
    };
    for kind in ["idle", "prepare", "check"] {
        let (first, second, third) = (new(kind), new(kind), new(kind));
        let (stops, closes, logs) = (second.clone(), third.clone(), log.clone());
        let itself = first.clone();
        first
            .start(move || {
                logs.add("first");
                stops.stop();
                closes.close();
                itself.close();
            })
            .unwrap();
        second.start(|| panic!("it was stopped")).unwrap();
        third.start(|| panic!("it was closed")).unwrap();
        event_loop.run(RunMode::NoWait).unwrap();
        assert_eq!(log.take(), ["first"]);
        second.close();
    }
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn a_handle_started_by_a_sibling_in_the_phase_runs_from_the_next_iteration_on() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (first, second) = (event_loop.check().unwrap(), event_loop.check().unwrap());
    let (starts, logs) = (second.clone(), log.clone());
    first
        .start(move || {
            logs.add("first");
            starts.start(logs.push("second")).unwrap();
        })
        .unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.take(), ["first"]);
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.take(), ["first", "second"]);
}

#[test]
fn idle_handles_run_once_in_every_iteration_and_keep_the_wait_from_blocking() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let idle = event_loop.idle().unwrap();
    idle.start(count.counter()).unwrap();
    event_loop.set_timeout(ms(1_000), || {});
    for expected in 1..=5 {
        event_loop.run(RunMode::Once).unwrap();
        assert_eq!(count.get(), expected);
    }
    assert_eq!(event_loop.now(), ms(0));
}

#[test]
fn prepare_runs_right_before_the_wait_and_check_right_after_it_once_an_iteration() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let prepare = event_loop.prepare().unwrap();
    let check = event_loop.check().unwrap();
    let time = |what: &'static str| {
        let (inner, logs) = (event_loop.loop_ref(), log.clone());
        move || logs.add(format!("{what} at {}", inner.now().as_millis()))
    };
    prepare.start(time("prepare")).unwrap();
    check.start(time("check")).unwrap();
    event_loop.set_timeout(ms(10), time("timer"));
    prepare.set_ref(false);
    check.set_ref(false);
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["prepare at 0", "check at 10", "timer at 10"]);
}

#[test]
fn handles_started_and_stopped_in_each_others_callbacks_are_counted_exactly() {
    const ITERATIONS: usize = 21;
    let event_loop = EventLoop::with_manual_clock();
    let [idled, prepared, second_prepared, checked, closed] =
        std::array::from_fn(|_| Count::default());
    let idle = event_loop.idle().unwrap();
    let (first, second) = (event_loop.prepare().unwrap(), event_loop.prepare().unwrap());
    let check = event_loop.check().unwrap();
    // Odd iterations start the second prepare handle, which stops itself.
    let (starts, counts, inner) = (second.clone(), prepared.clone(), second_prepared.clone());
    first
        .start(move || {
            if counts.add() % 2 == 1 {
                let (itself, counts) = (starts.clone(), inner.clone());
                let once = move || {
                    counts.add();
                    itself.stop();
                };
                starts.start(once).unwrap();
            }
        })
        .unwrap();
    // The check handle starts the idle handle, which stops itself, so that the loop goes on.
    let (starts, counts, idles) = (idle.clone(), checked.clone(), idled.clone());
    let all = [(**idle).clone(), (**first).clone(), (**second).clone(), (**check).clone()];
    let closes = closed.clone();
    check
        .start(move || {
            if counts.add() == ITERATIONS {
                for handle in &all {
                    handle.close_with(closes.counter());
                }
                return;
            }
            let (itself, counts) = (starts.clone(), idles.clone());
            let once = move || {
                counts.add();
                itself.stop();
            };
            starts.start(once).unwrap();
        })
        .unwrap();
    // An idle handle that stops itself lets the default run wait: this ends the waits.
    let tick = event_loop.set_interval(ms(1), || {});
    event_loop.set_timer_ref(tick, false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!((prepared.get(), checked.get(), idled.get()), (21, 21, 20));
    assert_eq!(second_prepared.get(), 10, "started in its own phase it runs in the next one");
    assert_eq!(closed.get(), 4);
}

#[test]
fn every_callback_comes_from_a_fresh_stack_never_inside_the_call_that_caused_it() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    // Whatever is called while this is true is called inside a call.
    let busy = Rc::new(std::cell::Cell::new(false));
    let expect = |name: &'static str| {
        let (busy, logs) = (busy.clone(), log.clone());
        move || {
            assert!(!busy.get(), "{name} was called inside the call that caused it");
            logs.add(name);
        }
    };
    let (timeout, immediate, deferred) =
        (expect("timeout"), expect("immediate"), expect("deferred"));
    let (tick, job, closed, task) =
        (expect("tick"), expect("job"), expect("closed"), expect("task"));
    let (notified, canceled) = (expect("async"), expect("canceled"));
    let during = busy.clone();
    due_at_once(&event_loop, move || {
        during.set(true);
        inner.next_tick(tick);
        due_at_once(&inner, timeout);
        inner.set_immediate(immediate);
        inner.defer(deferred);
        inner.queue_work(|| (), move |result| result.map(|()| job()).unwrap());
        let _ = inner.queue_work(|| (), move |_| canceled()).cancel();
        inner.timer().unwrap().close_with(closed);
        drop(inner.spawn_local(async move { task() }));
        let notifier = inner.notifier(notified).unwrap();
        notifier.notify();
        notifier.set_ref(false);
        logs.add("end of the call");
        during.set(false);
    });
    event_loop.run(RunMode::Default).unwrap();
    let lines = log.lines();
    assert_eq!(lines[..2], ["end of the call", "tick"]);
    let mut rest = lines[2..].to_vec();
    rest.sort_unstable();
    assert!(rest.is_sorted());
    let all = ["async", "canceled", "closed", "deferred", "immediate", "job", "task", "timeout"];
    assert_eq!(rest, all, "each once");
}

#[test]
fn a_callback_that_is_replaced_may_own_what_acts_on_the_loop_when_it_is_dropped() {
    struct Clears(LoopRef, TimerId);
    impl Drop for Clears {
        fn drop(&mut self) {
            self.0.clear(self.1);
            self.0.set_timeout(ms(1), || {});
        }
    }
    let event_loop = EventLoop::with_manual_clock();
    let own = || {
        let clears = Clears(event_loop.loop_ref(), event_loop.set_timeout(ms(5), || {}));
        move || {
            let _owned = &clears;
        }
    };
    let idle = event_loop.idle().unwrap();
    let timer = event_loop.timer().unwrap();
    for _ in 0..2 {
        idle.start(own()).unwrap();
        idle.stop();
        timer.start(ms(1), ms(1), own()).unwrap();
    }
    timer.close();
    idle.close();
    let notifier = event_loop.notifier(own()).unwrap();
    notifier.close_with(own());
    let cleared = event_loop.set_timeout(ms(1), own());
    event_loop.clear(cleared);
    let immediate = event_loop.set_immediate(own());
    event_loop.clear(immediate);
    event_loop.queue_work(|| (), {
        let owned = own();
        move |_| owned()
    });
    event_loop.set_checkpoint(Some(Rc::new(own())));
    event_loop.set_checkpoint(None);
    event_loop.set_panic_hook({
        let owned = own();
        move |_| owned()
    });
    event_loop.clear_panic_hook();
    let join = event_loop.spawn_local({
        let owned = own();
        async move { owned() }
    });
    join.abort();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn a_handle_knows_its_kind_and_its_loop_and_clones_name_the_same_one() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    let other = event_loop.timer().unwrap();
    assert_eq!(timer.kind(), Some(Kind::Timer));
    assert_eq!(timer.event_loop().id(), event_loop.id());
    let same = (*timer).clone();
    assert_eq!(same, *timer);
    assert_ne!(same, *other);
    drop(same);
    timer.start(ms(1), ms(0), || {}).unwrap();
    drop(timer);
    assert!(event_loop.is_alive(), "dropping a name changes nothing");
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(event_loop.now(), ms(1));
}

#[test]
fn a_loop_is_of_one_thread_and_what_wakes_it_is_of_any() {
    fn is_send_and_sync<T: Send + Sync>() {}
    is_send_and_sync::<bowline_loop::Notifier>();
    is_send_and_sync::<bowline_loop::Pool>();
    is_send_and_sync::<bowline_loop::Error>();

    // Ambiguous, and so an error, if the type were `Send` (or `Sync`).
    trait NotSend<Marker> {
        fn check() {}
    }
    impl<T: ?Sized> NotSend<()> for T {}
    impl<T: ?Sized + Send> NotSend<u8> for T {}
    trait NotSync<Marker> {
        fn check() {}
    }
    impl<T: ?Sized> NotSync<()> for T {}
    impl<T: ?Sized + Sync> NotSync<u8> for T {}
    <EventLoop as NotSend<_>>::check();
    <EventLoop as NotSync<_>>::check();
    <LoopRef as NotSend<_>>::check();
    <bowline_loop::Timer as NotSend<_>>::check();
    <bowline_loop::Request as NotSend<_>>::check();
}
