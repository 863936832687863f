//! Timers: when they fire, in what order, and what stops them.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use bowline_loop::{EventLoop, RunMode, ms};
use support::{Count, Log, due_at_once, time_limit};

#[test]
fn timers_due_in_the_same_millisecond_fire_in_start_order() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_timeout(ms(5), log.push("first"));
    event_loop.set_timeout(ms(5), log.push("second"));
    event_loop.advance(ms(2));
    event_loop.set_timeout(ms(3), log.push("third"));
    event_loop.advance(ms(3));
    assert_eq!(log.lines(), ["first", "second", "third"]);
}

#[test]
fn the_order_of_equal_deadlines_is_that_of_the_last_starts() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (a, b) = (event_loop.timer().unwrap(), event_loop.timer().unwrap());
    a.start(ms(1), ms(0), log.push("a")).unwrap();
    b.start(ms(1), ms(0), log.push("b")).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["a", "b"]);
    b.start(ms(1), ms(0), log.push("b")).unwrap();
    a.start(ms(1), ms(0), log.push("a")).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["b", "a"]);
    a.start(ms(1), ms(0), log.push("a")).unwrap();
    b.start(ms(1), ms(0), log.push("b")).unwrap();
    a.start(ms(1), ms(0), log.push("a again")).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["b", "a again"]);
}

#[test]
fn timers_fire_in_the_order_of_their_deadlines_however_they_were_started() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    for delay in [300, 1, 64, 2, 4_096, 63, 65, 1, 0] {
        event_loop.set_timeout(ms(delay), log.push(&delay.to_string()));
    }
    event_loop.run(RunMode::Default).unwrap();
    // A delay of 0 is one of 1, and this one was started last.
    assert_eq!(log.lines(), ["1", "1", "0", "2", "63", "64", "65", "300", "4096"]);
}

#[test]
fn overdue_timers_fire_in_the_order_of_their_deadlines_in_one_phase() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timers = [30, 10, 20].map(|delay| {
        let timer = event_loop.set_timeout(ms(delay), log.push(&delay.to_string()));
        event_loop.set_timer_ref(timer, false);
        timer
    });
    event_loop.advance(ms(100));
    assert_eq!(log.len(), 0);
    for timer in timers {
        event_loop.set_timer_ref(timer, true);
    }
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["10", "20", "30"]);
}

#[test]
fn a_timer_fires_in_its_millisecond_and_not_one_earlier() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    event_loop.advance(ms(17));
    event_loop.set_timeout(ms(5), count.counter());
    event_loop.advance(ms(4));
    assert_eq!(count.get(), 0);
    event_loop.advance(ms(1));
    assert_eq!(count.get(), 1);
}

#[test]
fn a_delay_with_a_part_of_a_millisecond_is_rounded_up() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    event_loop.set_timeout(Duration::from_micros(4_001), count.counter());
    event_loop.advance(ms(4));
    assert_eq!(count.get(), 0);
    event_loop.advance(ms(1));
    assert_eq!(count.get(), 1);
}

#[test]
fn no_timer_is_early_by_the_high_resolution_clock() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let count = Count::default();
    // Started at moments spread over the millisecond, so that rounding down would show.
    fn next(owner: &bowline_loop::LoopRef, count: &Count, left: u64) {
        if left == 0 {
            return;
        }
        let spin_until = Instant::now() + Duration::from_micros(left * 137 % 1_000);
        while Instant::now() < spin_until {
            std::hint::spin_loop();
        }
        owner.update_time();
        let (inner, counts, started, delay) =
            (owner.clone(), count.clone(), Instant::now(), left % 4);
        owner.set_timeout(ms(delay), move || {
            let elapsed = started.elapsed();
            assert!(elapsed >= ms(delay), "{elapsed:?} for a timer of {delay} ms");
            counts.add();
            next(&inner, &counts, left - 1);
        });
    }
    next(&event_loop.loop_ref(), &count, 60);
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(count.get(), 60);
}

#[test]
fn timers_started_in_a_timer_callback_wait_for_the_next_phase_and_others_run_between() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let check = event_loop.check().unwrap();
    check.start(log.push("check")).unwrap();
    check.set_ref(false);
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    event_loop.set_timeout(ms(1), move || {
        logs.add("timer");
        let (nested, logs_of_nested) = (inner.clone(), logs.clone());
        due_at_once(&inner, move || {
            logs_of_nested.add("nested");
            due_at_once(&nested, logs_of_nested.push("nested twice"));
        });
    });
    event_loop.set_timeout(ms(1), log.push("sibling"));
    event_loop.run(RunMode::Default).unwrap();
    let expected = ["check", "timer", "sibling", "check", "nested", "check", "nested twice"];
    assert_eq!(log.lines(), expected);
}

#[test]
fn a_zero_timer_that_starts_itself_again_fires_once_an_iteration() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let timer = event_loop.timer().unwrap();
    fn start(timer: &bowline_loop::Timer, count: &Count) {
        let (itself, counts) = (timer.clone(), count.clone());
        let again = move || {
            counts.add();
            start(&itself, &counts);
        };
        timer.start(ms(0), ms(0), again).unwrap();
    }
    start(&timer, &count);
    let before = event_loop.metrics().iterations;
    for expected in 1..=20 {
        assert_eq!(event_loop.run(RunMode::Once), Ok(true));
        assert_eq!(count.get(), expected);
    }
    assert_eq!(event_loop.metrics().iterations - before, 20);
}

#[test]
fn a_timer_cleared_stopped_or_closed_by_another_of_its_batch_does_not_fire() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (stopped, closed) = (event_loop.timer().unwrap(), event_loop.timer().unwrap());
    let cleared = Rc::new(Cell::new(None));
    let (inner, logs, id) = (event_loop.loop_ref(), log.clone(), cleared.clone());
    let (stop, close) = (stopped.clone(), closed.clone());
    event_loop.set_timeout(ms(5), move || {
        logs.add("first");
        assert!(inner.clear(id.take().unwrap()));
        stop.stop();
        close.close();
    });
    cleared.set(Some(event_loop.set_timeout(ms(5), log.push("cleared"))));
    stopped.start(ms(5), ms(0), log.push("stopped")).unwrap();
    closed.start(ms(5), ms(0), log.push("closed")).unwrap();
    event_loop.set_timeout(ms(5), log.push("last"));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["first", "last"]);
}

#[test]
fn a_timer_started_anew_by_another_of_its_batch_fires_at_its_new_time_only() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timer = event_loop.timer().unwrap();
    let (itself, logs, inner) = (timer.clone(), log.clone(), event_loop.loop_ref());
    let refreshed = Rc::new(Cell::new(None));
    let id = refreshed.clone();
    event_loop.set_timeout(ms(5), move || {
        itself.start(ms(5), ms(0), logs.push("new")).unwrap();
        assert!(inner.refresh(id.take().unwrap()));
    });
    timer.start(ms(5), ms(0), log.push("old")).unwrap();
    refreshed.set(Some(event_loop.set_timeout(ms(5), log.push("refreshed"))));
    event_loop.advance(ms(9));
    assert_eq!(log.len(), 0);
    event_loop.advance(ms(1));
    assert_eq!(log.lines(), ["new", "refreshed"]);
}

#[test]
fn the_next_call_of_an_interval_counts_from_the_beginning_of_this_one_and_missed_ones_are_skipped()
{
    // Real time: a callback must take its time.
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let calls: Rc<std::cell::RefCell<Vec<Duration>>> = Rc::default();
    let interval = Rc::new(Cell::new(None));
    let (inner, times, id) = (event_loop.loop_ref(), calls.clone(), interval.clone());
    interval.set(Some(event_loop.set_interval(ms(20), move || {
        times.borrow_mut().push(inner.now());
        let started = Instant::now();
        // Part of a period, then more than two periods.
        let work = if times.borrow().len() == 1 { ms(10) } else { ms(50) };
        while started.elapsed() < work {
            std::hint::spin_loop();
        }
        if times.borrow().len() == 4 {
            inner.clear(id.get().unwrap());
        }
    })));
    event_loop.run(RunMode::Default).unwrap();
    let calls = calls.borrow();
    assert_eq!(calls.len(), 4);
    // A loaded machine can only make it later.
    let gaps: Vec<u128> = calls.windows(2).map(|two| (two[1] - two[0]).as_millis()).collect();
    assert!((20..30).contains(&gaps[0]) || gaps[0] >= 30, "{gaps:?}");
    assert!(gaps[1] >= 50 && gaps[2] >= 50, "no burst after a missed period: {gaps:?}");
}

#[test]
fn an_interval_is_due_a_period_after_its_callback_began() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    let interval = event_loop.set_interval(ms(10), move || {
        logs.add(inner.now().as_millis().to_string());
    });
    event_loop.advance(ms(35));
    assert_eq!(log.take(), ["10", "20", "30"]);
    // Two periods go by while the loop does not run: one call, and the next a period after it.
    event_loop.set_timer_ref(interval, false);
    event_loop.advance(ms(30));
    assert_eq!(log.len(), 0);
    event_loop.set_timer_ref(interval, true);
    event_loop.advance(ms(12));
    assert_eq!(log.lines(), ["65", "75"]);
}

#[test]
fn clearing_an_interval_in_its_own_callback_stops_it() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let id = Rc::new(Cell::new(None));
    let (inner, counts, own) = (event_loop.loop_ref(), count.clone(), id.clone());
    id.set(Some(event_loop.set_interval(ms(10), move || {
        if counts.add() == 3 {
            assert!(inner.clear(own.get().unwrap()));
            assert!(!inner.clear(own.get().unwrap()));
        }
    })));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 3);
    assert_eq!(event_loop.metrics().handles, 0);
}

#[test]
fn clear_takes_any_id_and_does_nothing_for_one_that_is_over_or_of_another_loop() {
    let event_loop = EventLoop::with_manual_clock();
    let other = EventLoop::with_manual_clock();
    let count = Count::default();
    let timeout = event_loop.set_timeout(ms(1), count.counter());
    let interval = event_loop.set_interval(ms(1), count.counter());
    let immediate = event_loop.set_immediate(count.counter());
    let kept = other.set_timeout(ms(1), count.counter());
    for id in [timeout, interval, immediate] {
        assert!(!other.clear(id), "ids belong to their loop");
        assert!(event_loop.clear(id));
        assert!(!event_loop.clear(id));
    }
    assert!(!event_loop.clear(kept));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 0);
    other.run(RunMode::Default).unwrap();
    assert_eq!(count.get(), 1);
    assert!(!other.clear(kept), "it has fired");
}

#[test]
fn an_id_that_outlived_its_timer_does_not_touch_the_timer_that_took_its_place() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let old = event_loop.set_timeout(ms(1), || {});
    event_loop.clear(old);
    event_loop.set_timeout(ms(1), count.counter());
    assert!(!event_loop.clear(old));
    assert!(!event_loop.refresh(old));
    event_loop.set_timer_ref(old, false);
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(count.get(), 1);
}

#[test]
fn refresh_starts_a_timer_from_now_with_its_own_delay_and_keeps_its_ref() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timer = event_loop.set_timeout(ms(10), log.push("timeout"));
    event_loop.set_timer_ref(timer, false);
    event_loop.advance(ms(6));
    assert!(event_loop.refresh(timer));
    assert!(!event_loop.is_alive(), "refresh does not ref");
    event_loop.set_timer_ref(timer, true);
    event_loop.advance(ms(9));
    assert_eq!(log.len(), 0);
    event_loop.advance(ms(1));
    assert_eq!(log.len(), 1);
    assert!(!event_loop.refresh(timer), "it has fired");
}

#[test]
fn refresh_starts_the_period_of_an_interval_over() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    let interval =
        event_loop.set_interval(ms(10), move || logs.add(inner.now().as_millis().to_string()));
    event_loop.advance(ms(15));
    assert!(event_loop.refresh(interval));
    event_loop.advance(ms(20));
    assert_eq!(log.lines(), ["10", "25", "35"]);
    event_loop.clear(interval);
    assert!(!event_loop.refresh(interval), "it was cleared");
}

#[test]
fn refresh_and_clear_leave_a_timer_alone_that_is_closing() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timer = event_loop.set_timeout(ms(1), log.push("timer"));
    event_loop.walk(|handle| handle.close_with(log.push("closed")));
    assert!(!event_loop.refresh(timer));
    assert!(!event_loop.clear(timer));
    assert!(event_loop.is_alive());
    event_loop.advance(ms(5));
    assert_eq!(log.lines(), ["closed"]);
}

#[test]
fn a_fresh_timer_is_inactive_without_period_or_deadline() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    assert!(!timer.is_active());
    assert_eq!((timer.repeat(), timer.due_in()), (ms(0), ms(0)));
}

#[test]
fn due_in_is_what_is_left_by_the_loops_time() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    timer.start(ms(50), ms(30), || {}).unwrap();
    assert_eq!(timer.due_in(), ms(50));
    event_loop.advance(ms(20));
    assert_eq!(timer.due_in(), ms(30));
    event_loop.advance(ms(35));
    assert_eq!(timer.due_in(), ms(25), "repeated 30 ms after it was due at 50");
    timer.stop();
    assert_eq!(timer.due_in(), ms(0));
}

#[test]
fn of_two_starts_only_the_second_counts() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timer = event_loop.timer().unwrap();
    timer.start(ms(10), ms(10), log.push("first")).unwrap();
    timer.start(ms(3), ms(0), log.push("second")).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["second"]);
    assert_eq!(event_loop.now(), ms(3));
    assert!(!timer.is_active());
}

#[test]
fn again_on_a_timer_that_was_never_started_is_invalid() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    let error = timer.again().unwrap_err();
    assert_eq!((error.code(), error.syscall()), ("EINVAL", "timer"));
    timer.set_repeat(ms(5));
    assert_eq!(timer.again().unwrap_err().code(), "EINVAL");
    assert!(!timer.is_active());
}

#[test]
fn again_starts_a_repeating_timer_over_with_its_period_and_leaves_one_without() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    let timer = event_loop.timer().unwrap();
    timer.start(ms(100), ms(20), move || logs.add(inner.now().as_millis().to_string())).unwrap();
    event_loop.advance(ms(10));
    timer.again().unwrap();
    assert_eq!(timer.due_in(), ms(20));
    event_loop.advance(ms(25));
    timer.set_repeat(ms(7));
    assert_eq!(timer.repeat(), ms(7));
    assert_eq!(timer.due_in(), ms(15), "the running period is not changed");
    timer.again().unwrap();
    assert_eq!(timer.due_in(), ms(7));
    event_loop.advance(ms(7));
    assert_eq!(log.take(), ["30", "42"]);
    timer.stop();
    timer.again().unwrap();
    event_loop.advance(ms(7));
    assert_eq!(log.take(), ["49"]);

    let once = event_loop.timer().unwrap();
    once.start(ms(5), ms(0), || {}).unwrap();
    timer.stop();
    event_loop.run(RunMode::Default).unwrap();
    once.again().unwrap();
    assert!(!once.is_active());
}

#[test]
fn a_period_set_in_the_callback_counts_from_the_following_period_on() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timer = event_loop.timer().unwrap();
    let (inner, logs, itself) = (event_loop.loop_ref(), log.clone(), timer.clone());
    timer
        .start(ms(10), ms(10), move || {
            logs.add(inner.now().as_millis().to_string());
            itself.set_repeat(ms(3));
        })
        .unwrap();
    event_loop.advance(ms(27));
    assert_eq!(log.lines(), ["10", "20", "23", "26"]);
    // The same to 0 ends the repeating after the period that runs.
    let last = timer.clone();
    let logs = log.clone();
    log.take();
    timer
        .start(ms(4), ms(4), move || {
            logs.add("called");
            last.set_repeat(ms(0));
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["called", "called"]);
}

#[test]
fn a_timer_can_stop_start_and_close_itself_in_its_callback() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timer = event_loop.timer().unwrap();
    let (itself, logs) = (timer.clone(), log.clone());
    timer
        .start(ms(10), ms(10), move || {
            logs.add("first callback");
            let (again, logs) = (itself.clone(), logs.clone());
            itself
                .start(ms(1), ms(1), move || {
                    logs.add("second callback");
                    again.stop();
                    again.close_with(logs.push("closed"));
                })
                .unwrap();
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["first callback", "second callback", "closed"]);
    assert_eq!(event_loop.now(), ms(11));
}

#[test]
fn starting_a_timer_that_is_closing_or_closed_is_invalid() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    timer.close();
    assert!(timer.is_closing());
    assert_eq!(timer.start(ms(1), ms(0), || {}).unwrap_err().code(), "EINVAL");
    assert_eq!(timer.again().unwrap_err().code(), "EINVAL");
    event_loop.run(RunMode::Default).unwrap();
    assert!(timer.is_closing());
    assert_eq!(timer.start(ms(1), ms(0), || {}).unwrap_err().code(), "EINVAL");
    timer.stop();
    timer.set_repeat(ms(1));
    assert_eq!((timer.repeat(), timer.due_in()), (ms(0), ms(0)));
}

#[test]
fn huge_delays_are_kept_and_do_not_fire() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let huge = [1 << 31, 1 << 32, (1 << 48) - 1].map(|delay| {
        let timer = event_loop.timer().unwrap();
        timer.start(ms(delay), ms(0), count.counter()).unwrap();
        (timer, delay)
    });
    let endless = event_loop.timer().unwrap();
    endless.start(Duration::MAX, ms(0), count.counter()).unwrap();
    event_loop.set_timeout(ms(10), || {});
    event_loop.advance(ms(1_000));
    assert_eq!(count.get(), 0);
    for (timer, delay) in &huge {
        assert!(timer.is_active());
        let due_in = timer.due_in();
        assert!(due_in == ms(delay - 1_000), "{due_in:?} of {delay}");
    }
    // The end of time is as far as microseconds count: half a million years.
    assert!(endless.is_active());
    assert!(endless.due_in() > ms(1 << 53), "{:?}", endless.due_in());
}

#[test]
fn a_timer_of_fifty_days_fires_after_fifty_days() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let delay = ms((1 << 32) + 5_000);
    event_loop.set_timeout(delay, count.counter());
    event_loop.advance(delay - ms(1));
    assert_eq!(count.get(), 0);
    event_loop.advance(ms(1));
    assert_eq!(count.get(), 1);
    event_loop.set_timeout(delay, count.counter());
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!((count.get(), event_loop.now()), (2, delay * 2));
}

#[test]
fn a_huge_period_does_not_disturb_a_small_one() {
    let event_loop = EventLoop::with_manual_clock();
    let (huge, small) = (Count::default(), Count::default());
    let (first, second) = (event_loop.timer().unwrap(), event_loop.timer().unwrap());
    first.start(ms(1), ms(u64::MAX), huge.counter()).unwrap();
    let (counts, itself, other) = (small.clone(), second.clone(), first.clone());
    second
        .start(ms(2), ms(2), move || {
            if counts.add() == 10 {
                itself.close();
                other.close();
            }
        })
        .unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!((huge.get(), small.get()), (1, 10));
}

#[test]
fn ten_timers_and_a_repeating_one_that_closes_itself_all_end_once() {
    let event_loop = EventLoop::with_manual_clock();
    let (once, closed, repeated) = (Count::default(), Count::default(), Count::default());
    for number in 0..10 {
        let timer = event_loop.timer().unwrap();
        let (itself, counts, closes) = (timer.clone(), once.clone(), closed.clone());
        timer
            .start(ms(number * 50), ms(0), move || {
                assert!(!itself.is_active());
                counts.add();
                itself.close_with(closes.counter());
            })
            .unwrap();
    }
    let timer = event_loop.timer().unwrap();
    let (itself, counts, closes) = (timer.clone(), repeated.clone(), closed.clone());
    timer
        .start(ms(100), ms(100), move || {
            assert!(itself.is_active());
            if counts.add() == 5 {
                itself.close_with(closes.counter());
            }
        })
        .unwrap();
    let never = event_loop.timer().unwrap();
    never.start(ms(100), ms(100), || panic!("it is stopped")).unwrap();
    never.stop();
    never.set_ref(false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!((once.get(), repeated.get(), closed.get()), (10, 5, 11));
    assert_eq!(event_loop.now(), ms(500));
}

#[test]
fn a_timer_started_in_the_check_phase_fires_in_the_timers_phase_of_that_iteration() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let check = event_loop.check().unwrap();
    let (inner, logs, itself) = (event_loop.loop_ref(), log.clone(), check.clone());
    check
        .start(move || {
            logs.add("check");
            itself.stop();
            due_at_once(&inner, logs.push("at once"));
            inner.set_timeout(ms(50), logs.push("after the wait"));
        })
        .unwrap();
    let prepare = event_loop.prepare().unwrap();
    prepare.start(log.push("prepare")).unwrap();
    prepare.set_ref(false);
    // So that the first wait, without a timer, does not block.
    event_loop.set_immediate(|| {});
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["prepare", "check", "at once", "prepare", "after the wait"]);
}

#[test]
fn an_idle_handle_that_runs_for_ever_starves_neither_a_timer_nor_a_check_handle() {
    let _limit = time_limit();
    // Real time: with an idle handle the loop never waits, so nothing moves a manual clock.
    let event_loop = EventLoop::new().unwrap();
    let (idled, checked) = (Count::default(), Count::default());
    let idle = event_loop.idle().unwrap();
    idle.start(idled.counter()).unwrap();
    let check = event_loop.check().unwrap();
    check.start(checked.counter()).unwrap();
    let (idle_handle, check_handle) = (idle.clone(), check.clone());
    event_loop.set_timeout(ms(10), move || {
        idle_handle.close();
        check_handle.close();
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert!(idled.get() > 0);
    assert_eq!(idled.get(), checked.get());
}

#[test]
fn delays_count_from_the_loops_cached_time() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    event_loop.set_timeout(ms(10), move || {
        let (again, logs) = (inner.clone(), logs.clone());
        inner.set_timeout(ms(5), move || logs.add(again.now().as_millis().to_string()));
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["15"]);
}

#[test]
fn a_hundred_thousand_timers_with_a_thousand_delays_fire_in_order() {
    let event_loop = EventLoop::with_manual_clock();
    let fired: Rc<std::cell::RefCell<Vec<(u64, u32)>>> = Rc::default();
    let mut state = 88_172_645_463_325_252_u64;
    let delays: Vec<u64> = (0..1_000).map(|number| 1 + number * 37 + number % 7).collect();
    for sequence in 0..100_000_u32 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let delay = delays[(state % 1_000) as usize];
        let fired = fired.clone();
        event_loop.set_timeout(ms(delay), move || fired.borrow_mut().push((delay, sequence)));
    }
    assert_eq!(event_loop.metrics().timers, 100_000);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let fired = fired.borrow();
    assert_eq!(fired.len(), 100_000);
    assert!(fired.is_sorted(), "by deadline, and by start among equal ones");
}

#[test]
fn starting_and_clearing_a_timer_among_a_million_costs_about_what_it_costs_among_a_thousand() {
    let cost = |others: u64| {
        let event_loop = EventLoop::with_manual_clock();
        for number in 0..others {
            event_loop.set_timeout(ms(1 + number * 7_919 % 1_000_003), || {});
        }
        let rounds = (0..5).map(|_| {
            let started = Instant::now();
            for number in 0..20_000 {
                let timer = event_loop.set_timeout(ms(500 + number), || {});
                event_loop.refresh(timer);
                event_loop.clear(timer);
            }
            started.elapsed()
        });
        rounds.min().unwrap()
    };
    let (few, many) = (cost(1_000), cost(1_000_000));
    // Caches make a difference of a few times; anything linear would make one of hundreds.
    assert!(many < few * 30, "{many:?} among a million, {few:?} among a thousand");
}

#[test]
fn advancing_by_years_beside_an_overdue_unref_d_timer_takes_no_time() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.set_timeout(ms(1), || unreachable!("nothing keeps the loop alive"));
    event_loop.set_timer_ref(timer, false);
    event_loop.advance(std::time::Duration::from_secs(10 * 365 * 24 * 3_600));
    assert_eq!(event_loop.metrics().iterations, 0);
    assert_eq!(event_loop.now().as_secs(), 10 * 365 * 24 * 3_600);
}
