//! What the tests share.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::cell::RefCell;
use std::rc::Rc;

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
