//! The timeline is JSON that Perfetto can read: slices nest, arrows link.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::panic::Location;

use bowline_trace::{Event, Kind, Phase, Site, Thread, What, timeline};
use serde_json::Value;

#[track_caller]
fn here() -> Site {
    Location::caller()
}

fn rows(events: &[Event]) -> Vec<Value> {
    let mut out = Vec::new();
    timeline::write(events, 3, &mut out).expect("a vector takes everything");
    let whole: Value = serde_json::from_slice(&out).expect("it is JSON");
    assert_eq!(whole["otherData"]["dropped_events"], 3);
    whole["traceEvents"].as_array().expect("a list").clone()
}

fn of_type<'a>(rows: &'a [Value], ph: &str) -> Vec<&'a Value> {
    rows.iter().filter(|row| row["ph"] == ph).collect()
}

fn named<'a>(rows: &'a [Value], name: &str) -> &'a Value {
    rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("no {name}"))
}

fn span_us(slice: &Value) -> (f64, f64) {
    let began_us = slice["ts"].as_f64().expect("a number");
    (began_us, began_us + slice["dur"].as_f64().expect("a number"))
}

/// Main submits a job, and an idle handle of the same id runs before the job's callback; that
/// starts a timeout, whose callback runs in the next tick.
fn job_then_timeout() -> Vec<Event> {
    let site = here();
    let on_loop = Event::on_loop;
    let callback = |number, kind, id, phase, cause, duration_ns| What::Callback {
        number,
        kind,
        id,
        phase,
        cause,
        site,
        duration_ns,
    };
    let wait = |timeout_ms, duration_ns| What::Wait { timeout_ms, duration_ns, events: 1 };
    let job = What::Job { id: 9, duration_ns: 4_000 };
    vec![
        on_loop(1_000, What::Registered { kind: Kind::Job, id: 9, cause: 0, site }),
        on_loop(1_100, What::Registered { kind: Kind::Idle, id: 9, cause: 0, site }),
        on_loop(2_000, What::Iteration { number: 1 }),
        on_loop(2_500, wait(None, 5_000)),
        Event { at_ns: 3_000, thread: Thread::Worker(1), what: job },
        on_loop(7_550, What::Phase { phase: Phase::Idle }),
        on_loop(7_560, callback(3, Kind::Idle, 9, Phase::Idle, 0, 20)),
        on_loop(7_600, What::Phase { phase: Phase::Poll }),
        on_loop(7_800, What::Registered { kind: Kind::Timeout, id: 4, cause: 1, site }),
        on_loop(7_700, callback(1, Kind::Job, 9, Phase::Poll, 0, 300)),
        on_loop(8_500, What::Iteration { number: 2 }),
        on_loop(8_600, wait(Some(1), 1_000_000)),
        on_loop(1_008_700, What::Phase { phase: Phase::Timers }),
        on_loop(1_008_750, callback(2, Kind::Timeout, 4, Phase::Timers, 1, 1_250)),
        on_loop(1_010_100, What::Panicked { number: 2 }),
    ]
}

#[test]
fn threads_are_named_tracks() {
    let rows = rows(&job_then_timeout());
    let names: Vec<_> = of_type(&rows, "M")
        .into_iter()
        .filter(|row| row["name"] == "thread_name")
        .map(|row| (row["tid"].as_u64().unwrap(), row["args"]["name"].as_str().unwrap()))
        .collect();
    assert_eq!(names, [(1, "main"), (3, "bowline-worker-1")]);
    assert_eq!(named(&rows, "job 9")["ph"], "X");
    assert_eq!(of_type(&rows, "X").iter().filter(|row| row["tid"] == 3).count(), 1);
}

#[test]
fn ticks_hold_phases_and_phases_hold_callbacks() {
    let rows = rows(&job_then_timeout());
    for (outer, inner) in [
        ("tick 1", "poll"),
        ("poll", "job 9"),
        ("tick 2", "timers"),
        ("timers", "timeout 4"),
        ("tick 2", "wait"),
    ] {
        let slices = of_type(&rows, "X");
        let on_loop = |name: &str| -> Vec<(f64, f64)> {
            slices
                .iter()
                .filter(|row| row["name"] == name && row["cat"] != "job")
                .map(|row| span_us(row))
                .collect()
        };
        let (outer, inner) = (on_loop(outer)[0], *on_loop(inner).last().unwrap());
        assert!(outer.0 <= inner.0 && inner.1 <= outer.1, "{outer:?} holds {inner:?}");
    }
}

#[test]
fn slices_of_a_track_never_overlap_halfway() {
    let rows = rows(&job_then_timeout());
    let slices = of_type(&rows, "X");
    for a in &slices {
        for b in slices.iter().filter(|b| b["tid"] == a["tid"]) {
            let (a, b) = (span_us(a), span_us(b));
            let apart = a.1 <= b.0 || b.1 <= a.0;
            let nested = (a.0 <= b.0 && b.1 <= a.1) || (b.0 <= a.0 && a.1 <= b.1);
            assert!(apart || nested, "{a:?} and {b:?}");
        }
    }
}

#[test]
fn times_are_microseconds_with_their_nanoseconds() {
    let rows = rows(&job_then_timeout());
    assert_eq!(span_us(named(&rows, "timeout 4")), (1_008.75, 1_010.0));
}

#[test]
fn an_arrow_links_each_callback_to_its_cause() {
    let rows = rows(&job_then_timeout());
    let points = |id: u64| -> Vec<(&str, u64, f64)> {
        rows.iter()
            .filter(|row| row["cat"] == "cause" && row["id"] == id)
            .map(|row| {
                let ph = row["ph"].as_str().unwrap();
                (ph, row["tid"].as_u64().unwrap(), row["ts"].as_f64().unwrap())
            })
            .collect()
    };
    // From main by way of the worker; then from callback 1, at the line that registered.
    assert_eq!(points(1), [("s", 1, 1.0), ("t", 3, 3.0), ("f", 1, 7.7)]);
    assert_eq!(points(2), [("s", 1, 7.8), ("f", 1, 1_008.75)]);
    assert_eq!(span_us(named(&rows, "main function")), (0.0, 2.0));
}

#[test]
fn a_cause_that_was_dropped_has_no_arrow() {
    let events: Vec<_> = job_then_timeout().split_off(11);
    let rows = rows(&events);
    assert_eq!(named(&rows, "timeout 4")["args"]["cause"], 1);
    assert!(of_type(&rows, "s").is_empty() && of_type(&rows, "f").is_empty());
    assert!(!rows.iter().any(|row| row["name"] == "main function"));
}

#[test]
fn a_counter_shows_the_jobs_that_wait_for_a_worker() {
    let rows = rows(&job_then_timeout());
    let jobs: Vec<_> = of_type(&rows, "C")
        .into_iter()
        .map(|row| (row["ts"].as_f64().unwrap(), row["args"]["jobs"].as_u64().unwrap()))
        .collect();
    assert_eq!(jobs, [(1.0, 1), (3.0, 0)]);
}

#[test]
fn an_empty_recording_is_a_timeline_too() {
    assert_eq!(of_type(&rows(&[]), "X").len(), 0);
}
