//! What the tests share.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::cell::{Cell, RefCell};
use std::process::Command;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use bowline_loop::{LoopRef, Timer, ms};

/// A list of what happened, shared by the callbacks of a test.
#[derive(Clone, Default)]
pub(crate) struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    /// A callback that writes a line.
    pub(crate) fn push(&self, line: &str) -> impl FnMut() + 'static + use<> {
        let (log, line) = (self.clone(), line.to_owned());
        move || log.add(line.clone())
    }

    /// Writes a line now.
    pub(crate) fn add(&self, line: impl Into<String>) {
        self.0.borrow_mut().push(line.into());
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.borrow().clone()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// The lines so far, which are forgotten.
    pub(crate) fn take(&self) -> Vec<String> {
        self.0.take()
    }
}

/// A number shared by the callbacks of a test.
#[derive(Clone, Default)]
pub struct Count(Rc<Cell<usize>>);

impl Count {
    pub fn add(&self) -> usize {
        self.0.set(self.0.get() + 1);
        self.0.get()
    }

    pub fn set(&self, count: usize) {
        self.0.set(count);
    }

    pub fn get(&self) -> usize {
        self.0.get()
    }

    /// A callback that adds one.
    pub fn counter(&self) -> impl FnMut() + 'static + use<> {
        let count = self.clone();
        move || {
            count.add();
        }
    }
}

/// Ends the process if the test hangs: a hang is what some of them are about.
pub fn time_limit() -> TimeLimit {
    const LIMIT: Duration = Duration::from_secs(60);
    let (done, waits) = channel::<()>();
    let name = std::thread::current().name().unwrap_or("a test").to_owned();
    std::thread::spawn(move || {
        if waits.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout) {
            eprintln!("{name} hangs");
            std::process::abort();
        }
    });
    TimeLimit { _done: done }
}

pub struct TimeLimit {
    _done: Sender<()>,
}

/// Blocks jobs until it is dropped or opened.
pub struct Gate {
    open: Option<Sender<()>>,
    closed: std::sync::Arc<std::sync::Mutex<Receiver<()>>>,
}

/// What a job waits with.
#[derive(Clone)]
pub struct GateKeeper(std::sync::Arc<std::sync::Mutex<Receiver<()>>>);

impl Gate {
    pub fn closed() -> Gate {
        let (open, closed) = channel();
        let closed = std::sync::Arc::new(std::sync::Mutex::new(closed));
        Gate { open: Some(open), closed }
    }

    pub fn keeper(&self) -> GateKeeper {
        GateKeeper(self.closed.clone())
    }

    pub fn open(&mut self) {
        self.open = None;
    }
}

impl GateKeeper {
    /// Returns once the gate is open.
    pub fn wait(&self) {
        let _ = self.0.lock().unwrap().recv();
    }
}

/// Runs the test `name` in a process of its own, for what a process has once: its environment,
/// limits and descriptors. True in that process, where the test goes on; false in the first one,
/// where all is done.
pub fn in_process_of_its_own(name: &str, variables: &[(&str, &str)]) -> bool {
    const CHILD: &str = "BOWLINE_TEST_CHILD";
    if std::env::var(CHILD).is_ok_and(|child| child == name) {
        return true;
    }
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program)
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(CHILD, name)
        .env_remove("UV_THREADPOOL_SIZE")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{variables:?}: {text}");
    assert!(text.contains("1 passed"), "{name} is not the name of the test: {text}");
    false
}

/// A timer with a delay of 0, which a timeout cannot have: due in the next timers phase.
pub(crate) fn due_at_once(owner: &LoopRef, callback: impl FnOnce() + 'static) -> Timer {
    let mut callback = Some(callback);
    let timer = owner.timer().expect("the loop is open");
    let fire = move || callback.take().expect("it fires once")();
    timer.start(ms(0), ms(0), fire).expect("the timer is open");
    timer
}
