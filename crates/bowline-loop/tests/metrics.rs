//! What the loop counts about itself.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::time::{Duration, Instant};

use bowline_loop::{EventLoop, Lane, Pool, RunMode, ms};
use support::{Count, Gate, due_at_once, time_limit};

#[test]
fn an_iteration_is_counted_before_its_wait_and_events_when_they_are_handled() {
    let event_loop = EventLoop::with_manual_clock();
    let owner = event_loop.loop_ref();
    let seen = Count::default();
    let count = seen.clone();
    event_loop.complete((), move |()| {
        let metrics = owner.metrics();
        assert_eq!((metrics.iterations, metrics.events), (2, 1));
        count.add();
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(seen.get(), 1);
}

#[test]
fn every_job_that_ends_is_one_event() {
    let event_loop = EventLoop::with_manual_clock();
    for _ in 0..10 {
        event_loop.queue_work(|| (), |_| ());
    }
    assert_eq!(event_loop.metrics().requests, 10);
    event_loop.run(RunMode::Default).unwrap();
    let metrics = event_loop.metrics();
    assert_eq!((metrics.events, metrics.requests), (10, 0));
}

#[test]
fn idle_time_and_waiting_events_are_zero_unless_they_are_asked_for() {
    let event_loop = EventLoop::new().unwrap();
    event_loop.set_timeout(ms(5), || ());
    event_loop.run(RunMode::Default).unwrap();
    let metrics = event_loop.metrics();
    assert_eq!((metrics.idle_time, metrics.events_waiting), (Duration::ZERO, 0));
}

#[test]
fn idle_time_is_what_was_spent_waiting_and_events_that_waited_are_counted() {
    let event_loop = EventLoop::new().unwrap();
    event_loop.measure_idle_time(true);
    event_loop.set_timeout(ms(20), || ());
    event_loop.run(RunMode::Default).unwrap();
    let idle_time = event_loop.metrics().idle_time;
    assert!(idle_time >= ms(15), "{idle_time:?}");
    // Busy loops do not wait.
    let busy = EventLoop::new().unwrap();
    busy.measure_idle_time(true);
    for _ in 0..10 {
        due_at_once(&busy, || ());
    }
    busy.run(RunMode::Default).unwrap();
    assert_eq!(busy.metrics().idle_time, Duration::ZERO);
}

#[test]
fn what_is_open_is_counted() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.set_timeout(ms(5), || ());
    let _idle = event_loop.idle().unwrap();
    let task = event_loop.spawn_local(std::future::pending::<()>());
    let metrics = event_loop.metrics();
    assert_eq!((metrics.timers, metrics.handles, metrics.tasks), (1, 2, 1));
    event_loop.clear(timer);
    task.abort();
    let metrics = event_loop.metrics();
    assert_eq!((metrics.timers, metrics.handles, metrics.tasks), (0, 1, 0));
}

fn spin(time: Duration) {
    let started = Instant::now();
    while started.elapsed() < time {
        std::hint::spin_loop();
    }
}

#[test]
fn idle_time_is_the_time_in_the_wait_and_not_that_of_callbacks() {
    let event_loop = EventLoop::new().unwrap();
    event_loop.measure_idle_time(true);
    let started = Instant::now();
    event_loop.set_timeout(ms(30), || spin(ms(20)));
    event_loop.run(RunMode::Default).unwrap();
    let (idle, elapsed) = (event_loop.metrics().idle_time, started.elapsed());
    assert!(idle >= ms(25), "{idle:?}");
    assert!(idle <= elapsed - ms(20), "{idle:?} of {elapsed:?}");
}

#[test]
fn idle_time_is_that_of_each_loop_alone() {
    let _limit = time_limit();
    let threads = [5, 25].map(|wait| {
        std::thread::spawn(move || {
            let event_loop = EventLoop::new().unwrap();
            event_loop.measure_idle_time(true);
            event_loop.set_timeout(ms(wait), || {});
            let started = Instant::now();
            event_loop.run(RunMode::Default).unwrap();
            let idle = event_loop.metrics().idle_time;
            assert!(idle >= ms(wait) - ms(3) && idle <= started.elapsed(), "{idle:?} of {wait}");
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn events_that_were_ready_before_the_wait_are_counted_when_idle_time_is_measured() {
    use std::io::Write;
    let event_loop = EventLoop::new().unwrap();
    let (ours, mut theirs) = std::os::unix::net::UnixStream::pair().unwrap();
    theirs.write_all(b"x").unwrap();
    let poll = event_loop.poll_handle(&ours).unwrap();
    poll.start(bowline_loop::Interest::Readable, |_| {}).unwrap();
    event_loop.run(RunMode::Once).unwrap();
    assert_eq!(event_loop.metrics().events_waiting, 0, "it was not asked for");
    event_loop.measure_idle_time(true);
    event_loop.run(RunMode::Once).unwrap();
    let metrics = event_loop.metrics();
    assert_eq!((metrics.events, metrics.events_waiting), (2, 1));
}

#[test]
fn metrics_tell_what_the_loop_holds() {
    let _limit = time_limit();
    let pool = Pool::builder().threads(1).build();
    let event_loop = EventLoop::builder().pool(pool).build().unwrap();
    let mut gate = Gate::closed();
    let (keeper, (tell, started)) = (gate.keeper(), std::sync::mpsc::channel());
    let work = move || {
        tell.send(()).unwrap();
        keeper.wait();
    };
    event_loop.queue_work(work, |_| {});
    started.recv().unwrap();
    event_loop.queue_work(|| {}, |_| {});
    event_loop.queue_work_on(Lane::Slow, || {}, |_| {});
    let timer = event_loop.timer().unwrap();
    event_loop.set_timeout(ms(60_000), || {});
    let join = event_loop.spawn_local(std::future::pending::<()>());
    let metrics = event_loop.metrics();
    assert_eq!((metrics.timers, metrics.handles), (1, 2));
    assert_eq!((metrics.requests, metrics.tasks), (3, 1));
    assert_eq!((metrics.fast_lane.running, metrics.fast_lane.queued), (1, 1));
    assert_eq!((metrics.slow_lane.running, metrics.slow_lane.queued), (0, 1));
    gate.open();
    join.abort();
    timer.close();
    event_loop.walk(|handle| handle.close());
    event_loop.run(RunMode::Default).unwrap();
    let metrics = event_loop.metrics();
    assert_eq!((metrics.timers, metrics.handles, metrics.requests, metrics.tasks), (0, 0, 0, 0));
    assert_eq!((metrics.fast_lane.running, metrics.fast_lane.queued), (0, 0));
    assert_eq!((metrics.slow_lane.running, metrics.slow_lane.queued), (0, 0));
}
