//! Watching by `inotify`, on the loop's thread. All watches of a loop share one descriptor: a user may
//! have no more than 128 of them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bowline_loop::{Interest, LoopRef, PollHandle, current};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

use super::{WatchEvent, WatchKind, WatchOptions};
use crate::{Error, Result};

pub(super) type Callback = Box<dyn FnMut(WatchEvent)>;

/// How many bytes of events are taken at once; the rest is there in the next iteration.
const EVENTS_MAX: usize = 16 * 1024;

thread_local! {
    /// What watches for the loops of this thread, by their number.
    static HUBS: RefCell<HashMap<u32, Rc<Hub>>> = RefCell::default();
}

/// What watches for one loop.
struct Hub {
    owner: LoopRef,
    poll: PollHandle,
    inotify: OwnedFd,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    next_id: u64,
    entries: HashMap<u64, Entry>,
    /// Which entries the kernel's number stands for, and the place in each, seen from its path.
    places: HashMap<i32, Vec<(u64, PathBuf)>>,
}

struct Entry {
    path: PathBuf,
    recursive: bool,
    referenced: bool,
    /// `None` while it runs.
    callback: Option<Callback>,
}

/// One path that is watched.
pub(super) struct Registration {
    hub: Rc<Hub>,
    id: u64,
}

/// Starts to watch `path`.
#[track_caller]
pub(super) fn start(
    path: &Path,
    options: WatchOptions,
    callback: Callback,
) -> Result<Registration> {
    let failed = |error: io::Error| Error::file(error, "watch").with_path(path);
    let hub = Hub::of_current().map_err(|error| match error {
        Start::System(error) => failed(error),
        Start::Loop(error) => error,
    })?;
    let id = hub.insert(path, options, callback);
    let watch = Registration { hub, id };
    if let Err(error) = watch.hub.watch_place(id, PathBuf::new()) {
        watch.close();
        return Err(failed(error));
    }
    if options.recursive {
        watch.hub.watch_below(id, Path::new(""), |_| {});
    }
    watch.hub.update_ref();
    Ok(watch)
}

impl Registration {
    pub(super) fn close(&self) {
        let removed = self.hub.remove(self.id);
        self.hub.update_ref();
        if self.hub.state.borrow().entries.is_empty() {
            let number = self.hub.owner.id();
            let hub = HUBS.with_borrow_mut(|hubs| hubs.remove(&number));
            drop(hub);
        }
        drop(removed);
    }

    pub(super) fn set_ref(&self, referenced: bool) {
        if let Some(entry) = self.hub.state.borrow_mut().entries.get_mut(&self.id) {
            entry.referenced = referenced;
        }
        self.hub.update_ref();
    }
}

/// What can be in the way of the first watch.
enum Start {
    System(io::Error),
    Loop(Error),
}

impl Hub {
    fn of_current() -> Result<Rc<Hub>, Start> {
        let owner = current();
        if let Some(hub) = HUBS.with_borrow(|hubs| hubs.get(&owner.id()).cloned()) {
            return Ok(hub);
        }
        let inotify = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)
            .map_err(|error| Start::System(error.into()))?;
        let poll = owner.poll_handle(&inotify).map_err(Start::Loop)?;
        let number = owner.id();
        let hub = Rc::new(Hub { owner, poll, inotify, state: RefCell::default() });
        let weak = Rc::downgrade(&hub);
        hub.poll
            .start(Interest::Readable, move |_| {
                if let Some(hub) = weak.upgrade() {
                    hub.take_events();
                }
            })
            .map_err(Start::Loop)?;
        HUBS.with_borrow_mut(|hubs| hubs.insert(number, hub.clone()));
        Ok(hub)
    }

    fn insert(&self, path: &Path, options: WatchOptions, callback: Callback) -> u64 {
        let mut state = self.state.borrow_mut();
        state.next_id += 1;
        let id = state.next_id;
        let entry = Entry {
            path: path.to_owned(),
            recursive: options.recursive,
            referenced: true,
            callback: Some(callback),
        };
        state.entries.insert(id, entry);
        id
    }

    /// Has the kernel watch `place` of an entry.
    fn watch_place(&self, id: u64, place: PathBuf) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        let Some(entry) = state.entries.get(&id) else { return Ok(()) };
        let path =
            if place.as_os_str().is_empty() { entry.path.clone() } else { entry.path.join(&place) };
        let wanted = WatchFlags::ATTRIB
            | WatchFlags::CREATE
            | WatchFlags::MODIFY
            | WatchFlags::DELETE
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::MOVED_FROM
            | WatchFlags::MOVED_TO;
        let number = inotify::add_watch(&self.inotify, path, wanted)?;
        let places = state.places.entry(number).or_default();
        if !places.iter().any(|known| known.0 == id && known.1 == place) {
            places.push((id, place));
        }
        Ok(())
    }

    /// The same for all directories below `place`, and `found` for everything that is there.
    fn watch_below(&self, id: u64, place: &Path, mut found: impl FnMut(PathBuf)) {
        let Some(root) = self.state.borrow().entries.get(&id).map(|entry| entry.path.clone())
        else {
            return;
        };
        let mut waiting = vec![place.to_owned()];
        while let Some(directory) = waiting.pop() {
            // What is gone again, or may not be read, is not watched.
            let Ok(entries) = fs::read_dir(root.join(&directory)) else { continue };
            for entry in entries.flatten() {
                let below = directory.join(entry.file_name());
                found(below.clone());
                let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
                if is_directory && self.watch_place(id, below.clone()).is_ok() {
                    waiting.push(below);
                }
            }
        }
    }

    fn remove(&self, id: u64) -> Option<Entry> {
        let mut state = self.state.borrow_mut();
        let removed = state.entries.remove(&id);
        let inotify = &self.inotify;
        state.places.retain(|number, places| {
            places.retain(|place| place.0 != id);
            if places.is_empty() {
                // It fails if the kernel has given the watch up already.
                let _ = inotify::remove_watch(inotify, *number);
            }
            !places.is_empty()
        });
        removed
    }

    /// The descriptor keeps the loop alive if one of its watches does.
    fn update_ref(&self) {
        let referenced = self.state.borrow().entries.values().any(|entry| entry.referenced);
        self.poll.set_ref(referenced);
    }

    fn take_events(self: &Rc<Hub>) {
        let mut buffer = [MaybeUninit::uninit(); EVENTS_MAX];
        let mut reader = inotify::Reader::new(&self.inotify, &mut buffer);
        loop {
            match reader.next() {
                Ok(event) => {
                    let name = event.file_name().map(|name| OsStr::from_bytes(name.to_bytes()));
                    self.take_event(event.wd(), event.events(), name);
                }
                Err(Errno::INTR) => {}
                Err(_) => return,
            }
            if reader.is_buffer_empty() {
                return;
            }
        }
    }

    fn take_event(self: &Rc<Hub>, number: i32, what: ReadFlags, name: Option<&OsStr>) {
        if what.contains(ReadFlags::IGNORED) {
            self.state.borrow_mut().places.remove(&number);
            return;
        }
        let places = self.state.borrow().places.get(&number).cloned().unwrap_or_default();
        for (id, place) in places {
            // A directory in a watched one tells of itself to the one that it is in.
            if name.is_none() && !place.as_os_str().is_empty() {
                continue;
            }
            self.tell_of(id, &place, what, name);
        }
    }

    fn tell_of(self: &Rc<Hub>, id: u64, place: &Path, what: ReadFlags, name: Option<&OsStr>) {
        let Some(told) = self.name_for(id, place, name) else { return };
        let changes = ReadFlags::ATTRIB | ReadFlags::MODIFY;
        let kinds = ReadFlags::from_bits_truncate(what.bits() & !ReadFlags::ISDIR.bits());
        if what.intersects(changes) {
            self.tell(id, WatchEvent { kind: WatchKind::Change, name: told.clone() });
        }
        if !kinds.difference(changes).is_empty() {
            self.tell(id, WatchEvent { kind: WatchKind::Rename, name: told });
        }
        let new_directory = what.contains(ReadFlags::ISDIR)
            && what.intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO);
        let recursive = self.state.borrow().entries.get(&id).is_some_and(|entry| entry.recursive);
        if let (true, true, Some(name)) = (new_directory, recursive, name) {
            let below = place.join(name);
            if self.watch_place(id, below.clone()).is_ok() {
                // What was put there before it was watched would go untold.
                self.watch_below(id, &below, |found| {
                    let name = found.into_os_string();
                    self.tell(id, WatchEvent { kind: WatchKind::Rename, name });
                });
            }
        }
    }

    /// What an event is called: seen from the directory that is watched, or the name of what is.
    fn name_for(&self, id: u64, place: &Path, name: Option<&OsStr>) -> Option<OsString> {
        let state = self.state.borrow();
        let entry = state.entries.get(&id)?;
        Some(match name {
            Some(name) => place.join(name).into_os_string(),
            None => entry.path.file_name().unwrap_or(entry.path.as_os_str()).to_owned(),
        })
    }

    /// Each event has a callback of the loop of its own, so that what must happen between callbacks
    /// does.
    fn tell(self: &Rc<Hub>, id: u64, event: WatchEvent) {
        let hub = self.clone();
        self.owner.defer(move || {
            let callback = hub.callback_slot(id, None);
            let Some(mut callback) = callback else { return };
            callback(event);
            let unused = hub.callback_slot(id, Some(callback));
            drop(unused);
        });
    }

    /// Takes the callback of an entry, or puts it back; gives back what nobody wants any more.
    fn callback_slot(&self, id: u64, back: Option<Callback>) -> Option<Callback> {
        let mut state = self.state.borrow_mut();
        match state.entries.get_mut(&id) {
            Some(entry) => std::mem::replace(&mut entry.callback, back),
            None => back,
        }
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // Before the descriptor goes.
        self.poll.stop();
        self.poll.close();
    }
}
