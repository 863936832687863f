//! A socket and what the OS queue was asked about it.

use std::cell::{Cell, RefCell};
use std::io;

use super::Place;
use crate::poll::{Interest, Source};

/// A source, once there is one, and the interest it is registered with.
#[derive(Default)]
pub(super) struct Registration {
    pub(super) source: RefCell<Option<Source>>,
    /// Nothing, until something has to be waited for.
    interest: Cell<Option<Interest>>,
}

impl Registration {
    pub(super) fn new(source: Option<Source>) -> Registration {
        Registration { source: RefCell::new(source), interest: Cell::default() }
    }

    /// Does something with the source; `NotConnected` if there is none.
    pub(super) fn with<R>(&self, act: impl FnOnce(&Source) -> io::Result<R>) -> io::Result<R> {
        match &*self.source.borrow() {
            Some(source) => act(source),
            None => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    /// Makes sure that the OS queue reports what `interest` says. More is never taken back: an
    /// interest too many costs nothing as long as nothing changes.
    pub(super) fn ask_for(&self, place: Place<'_>, interest: Interest) -> io::Result<()> {
        let mut source = self.source.borrow_mut();
        let Some(source) = source.as_mut() else { return Ok(()) };
        let queue = &place.core.queue;
        let index = place.key.index;
        match self.interest.get() {
            Some(asked) if asked == interest || asked == Interest::Both => return Ok(()),
            Some(_) => {
                // What is ready at this moment is reported again: nothing is missed in between.
                queue.reregister(source, index, Interest::Both)?;
                self.interest.set(Some(Interest::Both));
            }
            None => {
                queue.register(source, index, interest)?;
                self.interest.set(Some(interest));
            }
        }
        Ok(())
    }

    /// Gives the source up, and what was asked of the OS queue with it. Says whether there was one.
    pub(super) fn drop_source(&self, place: Place<'_>) -> bool {
        let source = self.source.take();
        let Some(mut source) = source else { return false };
        if self.interest.take().is_some() {
            // The socket is closed next, so a failure to say so first has no consequence.
            let _ = place.core.queue.deregister(&mut source);
        }
        true
    }
}
