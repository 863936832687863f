//! From the signal handler to the loop: a byte through a socket for each signal.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use signal_hook::SigId;
use signal_hook::low_level::{pipe, unregister};
use signal_hook::{consts::FORBIDDEN, flag};

use crate::poll::Source;

/// Signals are the process's, not a loop's: how many watchers each has, and whether it has none.
static WATCHED: Mutex<BTreeMap<i32, Watched>> = Mutex::new(BTreeMap::new());

struct Watched {
    watchers: usize,
    /// The handler stays installed when the last watcher goes; with this set it does what the
    /// signal does by default.
    unwatched: Arc<AtomicBool>,
}

/// One watcher of one signal. Dropping it stops it.
pub(super) struct Registration {
    signal: i32,
    id: SigId,
    receiver: UnixStream,
    source: Source,
}

impl Registration {
    pub(super) fn new(signal: i32) -> io::Result<Registration> {
        if FORBIDDEN.contains(&signal) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let (receiver, sender) = UnixStream::pair()?;
        receiver.set_nonblocking(true)?;
        watch(signal)?;
        // It sends without blocking: a full socket loses the signal, which then counts once.
        let id = pipe::register(signal, sender).inspect_err(|_| unwatch(signal))?;
        let source = Source::Foreign(receiver.as_raw_fd());
        Ok(Registration { signal, id, receiver, source })
    }

    pub(super) fn source(&mut self) -> &mut Source {
        &mut self.source
    }

    pub(super) fn signal(&self) -> i32 {
        self.signal
    }

    /// How often the signal came since the last look.
    pub(super) fn take_arrived(&self) -> usize {
        let mut times = 0;
        let mut bytes = [0; 256];
        while let Ok(count @ 1..) = (&self.receiver).read(&mut bytes) {
            times += count;
        }
        times
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        unregister(self.id);
        unwatch(self.signal);
    }
}

fn watch(signal: i32) -> io::Result<()> {
    let mut watched = watched();
    if let Some(entry) = watched.get_mut(&signal) {
        entry.watchers += 1;
        entry.unwatched.store(false, Ordering::SeqCst);
        return Ok(());
    }
    let unwatched = Arc::new(AtomicBool::new(false));
    flag::register_conditional_default(signal, unwatched.clone())?;
    watched.insert(signal, Watched { watchers: 1, unwatched });
    Ok(())
}

fn unwatch(signal: i32) {
    if let Some(entry) = watched().get_mut(&signal) {
        entry.watchers -= 1;
        entry.unwatched.store(entry.watchers == 0, Ordering::SeqCst);
    }
}

fn watched() -> MutexGuard<'static, BTreeMap<i32, Watched>> {
    WATCHED.lock().expect("nothing panics while it holds the table")
}
