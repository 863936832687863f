//! Descriptors by number: those of programs that name them, and those a process was born with.
//!
//! A number alone owns nothing and may mean something else tomorrow, so what is done with one is asking
//! the system for another name of it: that one is ours.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{FileType, OFlags, fcntl_getfl, fcntl_setfl, fstat};
use rustix::net::{AddressFamily, SocketType, sockopt};

/// What a descriptor is. The names are Node's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Pipe,
    Tcp,
    Tty,
    Udp,
    Unknown,
    Invalid,
}

/// Numbers below this are the standard streams.
const FIRST_FREE: i32 = 3;

/// Another descriptor for what `number` stands for, which is closed in programs that we start.
pub(crate) fn duplicate(number: i32) -> io::Result<OwnedFd> {
    let copy = match number {
        0 => rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), FIRST_FREE),
        1 => rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), FIRST_FREE),
        2 => rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stderr(), FIRST_FREE),
        FIRST_FREE.. => return duplicate_any(number),
        _ => return Err(rustix::io::Errno::BADF.into()),
    };
    Ok(copy?)
}

/// The system's call for another process's descriptors, on ourselves.
#[cfg(target_os = "linux")]
fn duplicate_any(number: i32) -> io::Result<OwnedFd> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
    let copied = pidfd_open(getpid(), PidfdFlags::empty())
        .and_then(|own| pidfd_getfd(own, number, PidfdGetfdFlags::empty()));
    match copied {
        Ok(copy) => Ok(copy),
        Err(rustix::io::Errno::BADF) => Err(rustix::io::Errno::BADF.into()),
        // Forbidden in some containers. A new opening of the same file, which sockets do not allow, is the next best.
        Err(_) => reopen(&format!("/proc/self/fd/{number}")),
    }
}

/// Here, opening a descriptor's file gives a copy of the descriptor.
#[cfg(not(target_os = "linux"))]
fn duplicate_any(number: i32) -> io::Result<OwnedFd> {
    reopen(&format!("/dev/fd/{number}"))
}

fn reopen(path: &str) -> io::Result<OwnedFd> {
    let open = |read, write| File::options().read(read).write(write).open(path);
    open(true, true)
        .or_else(|_| open(true, false))
        .or_else(|_| open(false, true))
        .map(OwnedFd::from)
}

/// What `number` is.
pub(crate) fn kind(number: i32) -> Kind {
    duplicate(number).map_or(Kind::Invalid, |descriptor| kind_of(&descriptor))
}

/// What a descriptor is.
pub(crate) fn kind_of(descriptor: &OwnedFd) -> Kind {
    let Ok(stat) = fstat(descriptor) else { return Kind::Invalid };
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::CharacterDevice if rustix::termios::isatty(descriptor) => Kind::Tty,
        FileType::RegularFile | FileType::CharacterDevice => Kind::File,
        FileType::Fifo => Kind::Pipe,
        FileType::Socket => kind_of_socket(descriptor),
        _ => Kind::Unknown,
    }
}

/// Whether it is a socket.
#[cfg(feature = "js")]
pub(crate) fn is_socket(descriptor: &OwnedFd) -> bool {
    fstat(descriptor).is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Socket)
}

/// Whether it is a socket that waits for connections.
#[cfg(feature = "js")]
pub(crate) fn is_listening(descriptor: &OwnedFd) -> bool {
    sockopt::socket_acceptconn(descriptor).unwrap_or(false)
}

fn kind_of_socket(descriptor: &OwnedFd) -> Kind {
    let family = rustix::net::getsockname(descriptor).map(|address| address.address_family());
    match (sockopt::socket_type(descriptor), family) {
        (Ok(SocketType::STREAM), Ok(AddressFamily::UNIX)) => Kind::Pipe,
        (Ok(SocketType::STREAM), Ok(AddressFamily::INET | AddressFamily::INET6)) => Kind::Tcp,
        (Ok(SocketType::DGRAM), Ok(AddressFamily::INET | AddressFamily::INET6)) => Kind::Udp,
        _ => Kind::Unknown,
    }
}

#[cfg(feature = "js")]
impl Kind {
    /// The name Node has for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::File => "FILE",
            Kind::Pipe => "PIPE",
            Kind::Tcp => "TCP",
            Kind::Tty => "TTY",
            Kind::Udp => "UDP",
            Kind::Unknown => "UNKNOWN",
            Kind::Invalid => "INVALID",
        }
    }
}

/// Whether the standard streams were made non-blocking here.
static UNBLOCKED: [AtomicBool; 3] = [const { AtomicBool::new(false) }; 3];

#[cfg(feature = "js")]
/// Says that a standard stream is made non-blocking, which everybody who shares it sees.
pub(crate) fn note_unblocked(number: i32) {
    if let Some(stream) = usize::try_from(number).ok().and_then(|number| UNBLOCKED.get(number)) {
        stream.store(true, Ordering::Relaxed);
    }
}

/// Makes the standard streams wait again that were made not to: the next program that uses them expects it.
///
/// Source: what Node does when it ends.
pub fn restore_stdio() {
    for (number, stream) in (0..).zip(&UNBLOCKED) {
        if stream.swap(false, Ordering::Relaxed)
            && let Ok(copy) = duplicate(number)
        {
            // There is nobody left to tell.
            let _ = set_blocking(copy, true);
        }
    }
}

#[cfg(feature = "js")]
/// Writes all of `bytes`, and waits for whoever reads if there is no room.
pub(crate) fn write_now(number: i32, bytes: &[u8]) -> io::Result<()> {
    match number {
        1 => write_all(rustix::stdio::stdout(), bytes),
        2 => write_all(rustix::stdio::stderr(), bytes),
        _ => write_all(duplicate(number)?, bytes),
    }
}

#[cfg(feature = "js")]
pub(crate) fn write_all(descriptor: impl std::os::fd::AsFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(&descriptor, bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) => wait_writable(&descriptor)?,
            Err(errno) => return Err(errno.into()),
        }
    }
    Ok(())
}

#[cfg(feature = "js")]
fn wait_writable(descriptor: impl std::os::fd::AsFd) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    match poll(&mut [PollFd::new(&descriptor, PollFlags::OUT)], None) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(errno) => Err(errno.into()),
    }
}

/// Says whether reading and writing wait. It is a property of what is open, which others may share.
pub(crate) fn set_blocking(descriptor: impl std::os::fd::AsFd, blocking: bool) -> io::Result<()> {
    let flags = fcntl_getfl(&descriptor)?;
    let wanted = if blocking { flags - OFlags::NONBLOCK } else { flags | OFlags::NONBLOCK };
    if wanted != flags {
        fcntl_setfl(&descriptor, wanted)?;
    }
    Ok(())
}
