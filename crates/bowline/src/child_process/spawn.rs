//! A child process on the loop.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::rc::Rc;

use bowline_loop::{Error, LoopRef, Pipe, Result};
use process_wrap::std::ChildWrapper;

use super::Spawn;
use super::exit::{Watch, watch};
use super::start::start;

/// How a process ended: one of the two is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    /// The code it ended with.
    pub code: Option<i32>,
    /// The number of the signal that ended it.
    pub signal: Option<i32>,
}

impl From<ExitStatus> for Exit {
    fn from(status: ExitStatus) -> Exit {
        Exit { code: status.code(), signal: status.signal() }
    }
}

/// A process that was started. It keeps the loop alive until it has ended.
///
/// Dropping this neither ends nor forgets it: the callback is called all the same.
#[derive(Clone)]
pub struct ChildProcess {
    state: Rc<State>,
}

struct State {
    event_loop: LoopRef,
    pid: u32,
    pipes: RefCell<Vec<Option<UnixStream>>>,
    /// `None` once it was waited for.
    child: RefCell<Option<Box<dyn ChildWrapper>>>,
    watch: RefCell<Option<Watch>>,
    is_told: Cell<bool>,
}

/// Starts a program. `on_exit` is called once, in the loop, when it has ended; what it wrote may be read
/// before or after that.
///
/// # Errors
///
/// `ENOENT` if there is no such program or folder; `EACCES` if it may not be run; `EPERM` if this process may
/// not act as that user; `EMFILE` or `EAGAIN` if there are too many descriptors or processes.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `child_process.spawn`; libuv `uv_spawn`.
#[track_caller]
pub fn spawn(options: Spawn, on_exit: impl FnOnce(Exit) + 'static) -> Result<ChildProcess> {
    let about = options.program.clone();
    let child = spawn_on(&crate::current(), options, on_exit);
    child.map_err(|error| Error::network(error, "spawn").with_path(about))
}

/// [`spawn`] with the system's own error.
pub(super) fn spawn_on(
    event_loop: &LoopRef,
    options: Spawn,
    on_exit: impl FnOnce(Exit) + 'static,
) -> io::Result<ChildProcess> {
    let started = start(options)?;
    let state = Rc::new(State {
        event_loop: event_loop.clone(),
        pid: started.child.id(),
        pipes: RefCell::new(started.pipes),
        child: RefCell::new(Some(started.child)),
        watch: RefCell::default(),
        is_told: Cell::new(false),
    });
    // The watch holds the state and the state the watch, until the process has ended.
    let (watched, mut on_exit) = (state.clone(), Some(on_exit));
    let watch = watch(event_loop, state.pid, move || {
        if watched.is_told.get() {
            return;
        }
        let Some(exit) = watched.try_wait() else { return };
        watched.is_told.set(true);
        let Some(on_exit) = on_exit.take() else { return };
        // After what else came in this wait: data it wrote comes before its end.
        let ended = watched.clone();
        watched.event_loop.defer(move || {
            let watch = ended.watch.take();
            drop(watch);
            on_exit(exit);
        });
    });
    state.watch.replace(Some(watch.map_err(io::Error::other)?));
    Ok(ChildProcess { state })
}

impl State {
    fn try_wait(&self) -> Option<Exit> {
        let mut child = self.child.borrow_mut();
        let exit = match child.as_mut()?.try_wait() {
            Ok(None) => return None,
            Ok(Some(status)) => Exit::from(status),
            // Somebody else waited for it.
            Err(_) => Exit { code: Some(0), signal: None },
        };
        *child = None;
        Some(exit)
    }
}

impl ChildProcess {
    /// The number of the process.
    pub fn pid(&self) -> u32 {
        self.state.pid
    }

    /// This end of the pipe that is the child's descriptor `number`; once.
    ///
    /// # Errors
    ///
    /// `EBADF` if it is no pipe or was taken; `ECANCELED` if the loop is closed.
    pub fn pipe(&self, number: usize) -> Result<Pipe> {
        let stream = self.take_stream(number).ok_or_else(|| Error::code_of("EBADF", "pipe"))?;
        let pipe = self.state.event_loop.pipe()?;
        pipe.open(stream)?;
        Ok(pipe)
    }

    pub(super) fn take_stream(&self, number: usize) -> Option<UnixStream> {
        self.state.pipes.borrow_mut().get_mut(number)?.take()
    }

    /// Sends it a signal; 0 only finds out whether it runs.
    ///
    /// # Errors
    ///
    /// `ESRCH` if it has ended; `EPERM` if it is somebody else's by now; `EINVAL` if there is no such signal.
    ///
    /// Source: Node.js `subprocess.kill`.
    pub fn kill(&self, signal: i32) -> Result<()> {
        // As long as nobody has waited for it, its number is no other process's.
        if self.state.child.borrow().is_none() {
            return Err(Error::code_of("ESRCH", "kill"));
        }
        let pid = i32::try_from(self.state.pid).map_err(|_| Error::code_of("ESRCH", "kill"))?;
        crate::process::kill(pid, signal)
    }

    /// Says whether it keeps the loop alive until it has ended.
    pub fn set_ref(&self, referenced: bool) {
        if let Some(watch) = &*self.state.watch.borrow() {
            watch.set_ref(referenced);
        }
    }

    /// Whether it keeps the loop alive now.
    pub fn has_ref(&self) -> bool {
        self.state.watch.borrow().as_ref().is_some_and(Watch::has_ref)
    }

    /// Forgets it: its end is not told.
    #[cfg(feature = "js")]
    pub(super) fn close(&self) {
        self.state.is_told.set(true);
        let watch = self.state.watch.take();
        drop(watch);
    }
}

impl fmt::Debug for ChildProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChildProcess({})", self.state.pid)
    }
}
