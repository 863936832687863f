//! Being told of changes.

use std::cell::RefCell;
use std::fs;
use std::rc::Rc;

use super::*;
use crate::{EventLoop, RunMode, ms, set_timeout};

/// What was told, as `kind name`.
type Log = Rc<RefCell<Vec<String>>>;

fn telling(log: &Log) -> impl FnMut(WatchEvent) + 'static {
    let log = log.clone();
    move |event| {
        let line = format!("{:?} {}", event.kind(), event.name().display());
        log.borrow_mut().push(line);
    }
}

/// Runs the loop until `done` or until nothing more is to be expected.
fn run_until(event_loop: &EventLoop, done: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if done() {
            return;
        }
        event_loop.within(|| set_timeout(ms(5), || {}));
        event_loop.run(RunMode::Once).unwrap();
    }
    panic!("what was waited for did not happen");
}

#[test]
fn a_directory_tells_of_the_names_in_it() {
    let folder = Folder::new();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    event_loop.within(|| {
        let handle = watch(folder.join(""), WatchOptions::default(), telling(&log)).unwrap();
        folder.file("new", "");
        run_until(&event_loop, || log.borrow().iter().any(|line| line == "Rename new"));
        fs::write(folder.join("new"), "content").unwrap();
        run_until(&event_loop, || log.borrow().iter().any(|line| line == "Change new"));
        handle.close();
    });
}

#[test]
fn a_file_tells_of_itself_by_its_name() {
    let folder = Folder::new();
    let path = folder.file("file", "");
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    event_loop.within(|| {
        let handle = watch(&path, WatchOptions::default(), telling(&log)).unwrap();
        fs::write(&path, "content").unwrap();
        run_until(&event_loop, || !log.borrow().is_empty());
        handle.close();
    });
    assert!(log.borrow().iter().all(|line| line == "Change file"), "{log:?}");
}

#[test]
fn a_recursive_watch_tells_of_directories_that_came_later() {
    let folder = Folder::new();
    fs::create_dir(folder.join("old")).unwrap();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let has = |line: &str| log.borrow().iter().any(|told| told == line);
    event_loop.within(|| {
        let options = WatchOptions { recursive: true };
        let handle = watch(folder.join(""), options, telling(&log)).unwrap();
        folder.file("old/a", "");
        run_until(&event_loop, || has("Rename old/a"));
        fs::create_dir_all(folder.join("new/deep")).unwrap();
        run_until(&event_loop, || has("Rename new"));
        folder.file("new/deep/b", "");
        run_until(&event_loop, || has("Rename new/deep/b"));
        handle.close();
    });
}

#[test]
fn nothing_is_told_after_closing_even_if_it_happened_before() {
    let folder = Folder::new();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    event_loop.within(|| {
        let handle = watch(folder.join(""), WatchOptions::default(), telling(&log)).unwrap();
        folder.file("new", "");
        handle.close();
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert!(log.borrow().is_empty());
}

#[test]
fn a_watch_can_close_itself_and_the_other_goes_on() {
    let folder = Folder::new();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    event_loop.within(|| {
        let slot: Rc<RefCell<Option<Watch>>> = Rc::default();
        let own = slot.clone();
        let calls = Rc::new(RefCell::new(0));
        let counted = calls.clone();
        let first = watch(folder.join(""), WatchOptions::default(), move |_| {
            *counted.borrow_mut() += 1;
            own.borrow().as_ref().unwrap().close();
        });
        slot.replace(Some(first.unwrap()));
        let second = watch(folder.join(""), WatchOptions::default(), telling(&log)).unwrap();
        folder.file("a", "content");
        run_until(&event_loop, || log.borrow().iter().any(|line| line == "Change a"));
        assert_eq!(*calls.borrow(), 1);
        second.close();
    });
}

#[test]
fn an_unreferenced_watch_does_not_keep_the_loop_alive() {
    let folder = Folder::new();
    let event_loop = EventLoop::new().unwrap();
    event_loop.within(|| {
        let handle = watch(folder.join(""), WatchOptions::default(), |_| {}).unwrap();
        assert!(event_loop.is_alive());
        handle.set_ref(false);
        assert!(!event_loop.is_alive());
        handle.close();
    });
}

#[test]
fn what_is_not_there_cannot_be_watched() {
    let folder = Folder::new();
    let path = folder.join("missing");
    crate::run(|| {
        let error = watch(&path, WatchOptions::default(), |_| {}).unwrap_err();
        assert_eq!((error.code(), error.syscall()), ("ENOENT", "watch"));
    })
    .unwrap();
}
