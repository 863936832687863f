//! Running a program and waiting for it, without a loop.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use bowline_loop::{Error, Lane, Request, Result};
use process_wrap::std::ChildWrapper;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::exit::descriptor_of;
use super::start::{Started, start};
use super::{Exit, Spawn};
use crate::work::submit_on;

/// How often a process is asked whether it has ended where the system does not tell.
const ASK_EVERY: Duration = Duration::from_millis(5);
const READ_BYTES: usize = 64 * 1024;

/// How far a program may go, and what ends it then.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long it may run.
    pub timeout: Option<Duration>,
    /// How many bytes it may write to each of its descriptors.
    pub output_bytes_max: usize,
    /// The signal that ends it.
    pub kill_signal: i32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { timeout: None, output_bytes_max: usize::MAX, kill_signal: 15 }
    }
}

/// Why a program was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It ran too long.
    TimedOut,
    /// It wrote too much.
    TooMuchOutput,
}

/// What a program did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The number its process had.
    pub pid: u32,
    /// How it ended.
    pub exit: Exit,
    /// What it wrote to each descriptor that is a pipe.
    pub output: Vec<Option<Vec<u8>>>,
    /// Why it was ended, if it was.
    pub stopped: Option<Stop>,
}

/// Runs a program to its end, with `input` for its descriptor 0 if that is a pipe.
///
/// # Errors
///
/// Those of [`spawn`](super::spawn).
///
/// Source: Node.js `child_process.spawnSync`.
pub fn spawn_sync(options: Spawn, input: &[u8], limits: &Limits) -> Result<Output> {
    let about = options.program.clone();
    run(options, input, limits).map_err(|error| Error::network(error, "spawnSync").with_path(about))
}

/// Runs a program to its end on a thread of the pool, with `input` for its descriptor 0 if that is a pipe.
///
/// # Errors
///
/// Those of [`spawn_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `child_process.execFile`.
#[track_caller]
pub fn output(
    options: Spawn,
    input: Vec<u8>,
    limits: Limits,
    callback: impl FnOnce(Result<Output>) + 'static,
) -> Request {
    // It waits as long as the program runs: others must not wait behind it.
    submit_on(Lane::Slow, move || spawn_sync(options, &input, &limits), callback)
}

/// [`spawn_sync`] with the system's own error.
pub(super) fn run(options: Spawn, input: &[u8], limits: &Limits) -> io::Result<Output> {
    let deadline = limits.timeout.map(|timeout| Instant::now() + timeout);
    let Started { child, pipes } = start(options)?;
    let mut talk = Talk::new(child, pipes, input, limits)?;
    let process = descriptor_of(talk.child.id());
    loop {
        talk.try_wait()?;
        if talk.exit.is_some() && talk.pipes.iter().all(Option::is_none) {
            break;
        }
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) && talk.stopped.is_none() {
            talk.stop(Stop::TimedOut);
        }
        let wait = match talk.stopped {
            Some(_) => None,
            None => left,
        };
        talk.wait(process.as_ref(), wait)?;
    }
    let exit = talk.exit.unwrap_or(Exit { code: None, signal: None });
    Ok(Output { pid: talk.child.id(), exit, output: talk.output, stopped: talk.stopped })
}

/// A program that is talked to.
struct Talk<'a> {
    child: Box<dyn ChildWrapper>,
    pipes: Vec<Option<UnixStream>>,
    input: &'a [u8],
    limits: &'a Limits,
    output: Vec<Option<Vec<u8>>>,
    stopped: Option<Stop>,
    exit: Option<Exit>,
}

impl<'a> Talk<'a> {
    fn new(
        child: Box<dyn ChildWrapper>,
        pipes: Vec<Option<UnixStream>>,
        input: &'a [u8],
        limits: &'a Limits,
    ) -> io::Result<Talk<'a>> {
        for pipe in pipes.iter().flatten() {
            pipe.set_nonblocking(true)?;
        }
        // Nothing is read from the one that is written.
        let output = pipes.iter().enumerate();
        let output = output.map(|(number, pipe)| (number > 0 && pipe.is_some()).then(Vec::new));
        let output = output.collect();
        let mut talk = Talk { child, pipes, input, limits, output, stopped: None, exit: None };
        talk.write()?;
        Ok(talk)
    }

    fn try_wait(&mut self) -> io::Result<()> {
        if self.exit.is_none() {
            self.exit = self.child.try_wait()?.map(Exit::from);
        }
        Ok(())
    }

    /// Ends the program, and listens to it no more.
    fn stop(&mut self, reason: Stop) {
        self.stopped = Some(reason);
        if self.exit.is_none()
            && let Ok(pid) = i32::try_from(self.child.id())
            // It may be gone, or not ours to end: it is waited for all the same.
            && crate::process::kill(pid, self.limits.kill_signal).is_err()
        {
            let _ = self.child.start_kill();
        }
        self.pipes.iter_mut().for_each(|pipe| *pipe = None);
    }

    /// Waits until there is something to do, and does it.
    fn wait(
        &mut self,
        process: Option<&std::os::fd::OwnedFd>,
        left: Option<Duration>,
    ) -> io::Result<()> {
        let mut watched = Vec::new();
        let mut numbers = Vec::new();
        for (number, pipe) in self.pipes.iter().enumerate() {
            let Some(pipe) = pipe else { continue };
            let flags = if number == 0 { PollFlags::OUT } else { PollFlags::IN };
            watched.push(PollFd::new(pipe, flags));
            numbers.push(number);
        }
        let mut left = left;
        if self.exit.is_none() {
            match process {
                Some(process) => watched.push(PollFd::new(process, PollFlags::IN)),
                None => left = Some(left.map_or(ASK_EVERY, |left| left.min(ASK_EVERY))),
            }
        }
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        match poll(&mut watched, left.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(errno) => return Err(errno.into()),
        }
        let ready: Vec<bool> = watched.iter().map(|fd| !fd.revents().is_empty()).collect();
        drop(watched);
        for (number, is_ready) in numbers.into_iter().zip(ready) {
            match (is_ready, number) {
                (true, 0) => self.write()?,
                (true, _) => self.read(number)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes what there is room for; the pipe is closed at the end of the input.
    fn write(&mut self) -> io::Result<()> {
        let Some(Some(pipe)) = self.pipes.first_mut() else { return Ok(()) };
        while !self.input.is_empty() {
            match pipe.write(self.input) {
                Ok(count) => self.input = &self.input[count..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // It does not want to read any more.
                Err(_) => break,
            }
        }
        self.pipes[0] = None;
        Ok(())
    }

    fn read(&mut self, number: usize) -> io::Result<()> {
        let Some(pipe) = &mut self.pipes[number] else { return Ok(()) };
        let Some(output) = &mut self.output[number] else { return Ok(()) };
        let mut buffer = [0; READ_BYTES];
        match pipe.read(&mut buffer) {
            Ok(0) => self.pipes[number] = None,
            Ok(count) => {
                // What has come is given, also beyond the limit.
                output.extend_from_slice(&buffer[..count]);
                if output.len() > self.limits.output_bytes_max {
                    self.stop(Stop::TooMuchOutput);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // A connection reset is an end: there is nothing more to come.
            Err(_) => self.pipes[number] = None,
        }
        Ok(())
    }
}
