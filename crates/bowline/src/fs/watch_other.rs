//! Watching by the `notify` crate, which has a thread of its own.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc;

use bowline_loop::{Async, LoopRef, current};
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use super::{WatchEvent, WatchKind, WatchOptions};
use crate::{Error, Result};

pub(super) type Callback = Box<dyn FnMut(WatchEvent)>;

/// One path that is watched.
pub(super) struct Registration(Rc<Shared>);

struct Shared {
    owner: LoopRef,
    root: PathBuf,
    /// `None` before it is there and after it is closed.
    active: RefCell<Option<Active>>,
    /// `None` while it runs.
    callback: RefCell<Option<Callback>>,
}

struct Active {
    /// Dropped first: its thread uses the other.
    _watcher: notify::RecommendedWatcher,
    told: Async,
}

/// Starts to watch `path`.
#[track_caller]
pub(super) fn start(
    path: &Path,
    options: WatchOptions,
    callback: Callback,
) -> Result<Registration> {
    let failed = |error| Error::file(error, "watch").with_path(path);
    // What the system tells of is absolute and without links.
    let root = std::fs::canonicalize(path).map_err(failed)?;
    let shared = Rc::new(Shared {
        owner: current(),
        root: root.clone(),
        active: RefCell::default(),
        callback: RefCell::new(Some(callback)),
    });
    let (sender, receiver) = mpsc::channel::<Event>();
    let weak = Rc::downgrade(&shared);
    let told = shared.owner.notifier(move || {
        let Some(shared) = weak.upgrade() else { return };
        for event in receiver.try_iter() {
            shared.take_event(&event);
        }
    })?;
    let notifier = told.notifier();
    let handler = move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            // It fails when the watch is closed, and then nobody listens.
            let _ = sender.send(event);
            notifier.notify();
        }
    };
    let mode =
        if options.recursive { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
    let watcher = notify::recommended_watcher(handler)
        .and_then(|mut watcher| watcher.watch(&root, mode).map(|()| watcher));
    match watcher {
        Ok(watcher) => {
            shared.active.replace(Some(Active { _watcher: watcher, told }));
            Ok(Registration(shared))
        }
        Err(error) => {
            told.close();
            Err(failed(io_error(error)))
        }
    }
}

impl Registration {
    pub(super) fn close(&self) {
        let active = self.0.active.take();
        if let Some(active) = &active {
            active.told.close();
        }
        let callback = self.0.callback.take();
        drop((active, callback));
    }

    pub(super) fn set_ref(&self, referenced: bool) {
        if let Some(active) = &*self.0.active.borrow() {
            active.told.set_ref(referenced);
        }
    }
}

impl Shared {
    fn take_event(self: &Rc<Shared>, event: &Event) {
        let kind = match event.kind {
            EventKind::Access(_) => return,
            EventKind::Create(_)
            | EventKind::Remove(_)
            | EventKind::Modify(ModifyKind::Name(_)) => WatchKind::Rename,
            _ => WatchKind::Change,
        };
        for path in &event.paths {
            let event = WatchEvent { kind, name: self.name_of(path) };
            let shared = self.clone();
            self.owner.defer(move || shared.tell(event));
        }
    }

    fn name_of(&self, path: &Path) -> OsString {
        match path.strip_prefix(&self.root) {
            Ok(name) if !name.as_os_str().is_empty() => name.as_os_str().to_owned(),
            _ => path.file_name().unwrap_or(path.as_os_str()).to_owned(),
        }
    }

    fn tell(&self, event: WatchEvent) {
        let callback = self.callback.take();
        let Some(mut callback) = callback else { return };
        callback(event);
        if self.active.borrow().is_some() {
            self.callback.replace(Some(callback));
        }
    }
}

fn io_error(error: notify::Error) -> io::Error {
    match error.kind {
        notify::ErrorKind::Io(error) => error,
        notify::ErrorKind::PathNotFound => io::ErrorKind::NotFound.into(),
        _ => io::Error::other(error),
    }
}
