//! Starting a program.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::Command;

use command_fds::{CommandFdExt, FdMapping};
use process_wrap::std::{ChildWrapper, CommandWrap, ProcessSession};

use super::{Spawn, Stdio};
use crate::process::descriptor::{duplicate, set_blocking};

/// A program that runs. It is to be waited for.
pub(super) struct Started {
    pub(super) child: Box<dyn ChildWrapper>,
    /// Our ends of the pipes, by the descriptor of the child.
    pub(super) pipes: Vec<Option<UnixStream>>,
}

/// Starts the program. That it cannot be run is known when this returns.
pub(super) fn start(spawn: Spawn) -> io::Result<Started> {
    let mut command = Command::new(&spawn.program);
    command.args(&spawn.args);
    if let Some(name) = &spawn.argv0 {
        command.arg0(name);
    }
    if let Some(folder) = &spawn.cwd {
        command.current_dir(folder);
    }
    if let Some(variables) = &spawn.env {
        command.env_clear();
        command.envs(variables.iter().map(|(name, value)| (name, value)));
    }
    if let Some(id) = spawn.uid {
        command.uid(id);
    }
    if let Some(id) = spawn.gid {
        command.gid(id);
    }
    let pipes = connect(&mut command, spawn.stdio)?;
    let child: Box<dyn ChildWrapper> = if spawn.detached {
        CommandWrap::from(command).wrap(ProcessSession).spawn()?.into_inner()
    } else {
        Box::new(command.spawn()?)
    };
    Ok(Started { child, pipes })
}

/// Gives the child its descriptors.
fn connect(command: &mut Command, stdio: Vec<Stdio>) -> io::Result<Vec<Option<UnixStream>>> {
    let mut pipes = Vec::with_capacity(stdio.len());
    let mut mappings = Vec::new();
    let missing = 3_usize.saturating_sub(stdio.len());
    let ignored = std::iter::repeat_with(|| Stdio::Ignore).take(missing);
    for (number, stdio) in stdio.into_iter().chain(ignored).enumerate() {
        let (theirs, ours) = descriptor_for(stdio, number)?;
        pipes.push(ours);
        let theirs_or_null =
            |theirs: Option<OwnedFd>| theirs.map_or_else(std::process::Stdio::null, Into::into);
        match number {
            0 => drop(command.stdin(theirs_or_null(theirs))),
            1 => drop(command.stdout(theirs_or_null(theirs))),
            2 => drop(command.stderr(theirs_or_null(theirs))),
            _ => {
                let Some(parent_fd) = theirs else { continue };
                let child_fd = i32::try_from(number).map_err(|_| io::ErrorKind::InvalidInput)?;
                mappings.push(FdMapping { parent_fd, child_fd });
            }
        }
    }
    if !mappings.is_empty() {
        command.fd_mappings(mappings).map_err(io::Error::other)?;
    }
    Ok(pipes)
}

/// The child's end, `None` for nothing, and ours if it is a pipe.
fn descriptor_for(
    stdio: Stdio,
    number: usize,
) -> io::Result<(Option<OwnedFd>, Option<UnixStream>)> {
    match stdio {
        Stdio::Ignore => Ok((None, None)),
        Stdio::Pipe => {
            // Sockets rather than pipes, as in Node: they go both ways.
            let (ours, theirs) = UnixStream::pair()?;
            Ok((Some(theirs.into()), Some(ours)))
        }
        Stdio::Inherit(ours) => {
            let copy = duplicate(ours)?;
            if number < 3 {
                // Few programs expect standard streams that do not wait.
                set_blocking(&copy, true)?;
            }
            Ok((Some(copy), None))
        }
        Stdio::Descriptor(descriptor) => Ok((Some(descriptor), None)),
    }
}
