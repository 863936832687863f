//! A stream over a descriptor that is no network socket: a FIFO, a terminal, a device; or a local socket that
//! descriptors are sent through.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io;
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::rc::Rc;

use bowline_loop::{Error, Interest, LoopRef, PollHandle, Readiness, Result};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

/// How much is read at once, as libuv does.
const READ_BYTES: usize = 64 * 1024;
/// How many descriptors can come with one piece of data.
const RECEIVED_MAX: usize = 16;

type Reader = Box<dyn FnMut(Result<Option<Vec<u8>>>)>;
type Done = Box<dyn FnOnce(Result<()>)>;

/// A descriptor that is read and written by the loop. Dropping it closes it.
///
/// Reading and writing keep the loop alive while they wait.
pub(crate) struct DescriptorStream {
    state: Rc<State>,
}

struct State {
    /// `None` once it is closed.
    descriptor: RefCell<Option<OwnedFd>>,
    number: i32,
    /// Whether descriptors go through it.
    is_channel: bool,
    /// Those that came and were not taken.
    received: RefCell<VecDeque<OwnedFd>>,
    poll: PollHandle,
    reader: RefCell<Option<Reader>>,
    /// Counts starts and stops: a reader that was replaced while it ran is not put back.
    reader_changes: Cell<u64>,
    is_reading: Cell<bool>,
    writes: RefCell<VecDeque<Write>>,
    queued_bytes: Cell<usize>,
    bytes_read: Cell<u64>,
    bytes_written: Cell<u64>,
    /// What the program asked for; a write that waits keeps the loop alive all the same.
    is_referenced: Cell<bool>,
}

struct Write {
    bytes: Vec<u8>,
    offset: usize,
    /// What goes along with the first byte.
    descriptor: Option<OwnedFd>,
    done: Done,
}

impl DescriptorStream {
    /// Takes over a descriptor and makes it non-blocking, for everybody who shares it.
    pub(crate) fn new(event_loop: &LoopRef, descriptor: OwnedFd) -> Result<DescriptorStream> {
        DescriptorStream::with(event_loop, descriptor, false)
    }

    /// The same for a local socket that descriptors are sent through.
    pub(crate) fn channel(event_loop: &LoopRef, socket: OwnedFd) -> Result<DescriptorStream> {
        DescriptorStream::with(event_loop, socket, true)
    }

    fn with(
        event_loop: &LoopRef,
        descriptor: OwnedFd,
        is_channel: bool,
    ) -> Result<DescriptorStream> {
        super::descriptor::set_blocking(&descriptor, false)
            .map_err(|error| Error::network(error, "open"))?;
        let poll = event_loop.poll_handle(&descriptor)?;
        Ok(DescriptorStream {
            state: Rc::new(State {
                number: descriptor.as_raw_fd(),
                descriptor: RefCell::new(Some(descriptor)),
                is_channel,
                received: RefCell::default(),
                poll,
                reader: RefCell::default(),
                reader_changes: Cell::new(0),
                is_reading: Cell::new(false),
                writes: RefCell::default(),
                queued_bytes: Cell::new(0),
                bytes_read: Cell::new(0),
                bytes_written: Cell::new(0),
                is_referenced: Cell::new(true),
            }),
        })
    }

    /// The next descriptor that came through the channel.
    pub(crate) fn take_received(&self) -> Option<OwnedFd> {
        self.state.received.borrow_mut().pop_front()
    }

    pub(crate) fn number(&self) -> i32 {
        if self.state.poll.is_closing() { -1 } else { self.state.number }
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.state.bytes_read.get()
    }

    pub(crate) fn bytes_written(&self) -> u64 {
        self.state.bytes_written.get()
    }

    pub(crate) fn queued_bytes(&self) -> usize {
        self.state.queued_bytes.get()
    }

    /// Calls `reader` with what comes; with `None` at the end and with an error once, and then no more.
    pub(crate) fn read_start(
        &self,
        reader: impl FnMut(Result<Option<Vec<u8>>>) + 'static,
    ) -> Result<()> {
        let state = &self.state;
        state.reader_changes.set(state.reader_changes.get() + 1);
        let old = state.reader.replace(Some(Box::new(reader)));
        drop(old);
        state.is_reading.set(true);
        State::watch(state)
    }

    /// Stops the reading; what has come stays with the system.
    pub(crate) fn read_stop(&self) {
        self.state.stop_reading();
        // Watching less cannot fail where watching more did not.
        let _ = State::watch(&self.state);
    }

    /// Writes what the system takes now, and queues the rest. Says whether there is none; otherwise `done`
    /// is called when it is written or has failed.
    pub(crate) fn write(
        &self,
        bytes: &[u8],
        done: impl FnOnce(Result<()>) + 'static,
    ) -> Result<bool> {
        self.send(bytes, None, done)
    }

    /// [`write`](DescriptorStream::write) with a descriptor that the other end gets a copy of.
    pub(crate) fn send(
        &self,
        bytes: &[u8],
        mut descriptor: Option<OwnedFd>,
        done: impl FnOnce(Result<()>) + 'static,
    ) -> Result<bool> {
        let state = &self.state;
        if state.poll.is_closing() {
            return Err(Error::code_of("EBADF", "write"));
        }
        state.bytes_written.set(state.bytes_written.get() + bytes.len() as u64);
        let mut offset = 0;
        if state.writes.borrow().is_empty() {
            offset = state
                .write_some(bytes, &mut descriptor)
                .map_err(|error| Error::network(error, "write"))?;
            if offset == bytes.len() {
                return Ok(true);
            }
        }
        let rest = bytes[offset..].to_vec();
        state.queued_bytes.set(state.queued_bytes.get() + rest.len());
        let write = Write { bytes: rest, offset: 0, descriptor, done: Box::new(done) };
        state.writes.borrow_mut().push_back(write);
        State::watch(state)?;
        Ok(false)
    }

    /// Writes all of `bytes` before it returns.
    pub(crate) fn write_all(&self, bytes: &[u8]) -> Result<()> {
        self.state.bytes_written.set(self.state.bytes_written.get() + bytes.len() as u64);
        let descriptor = self.state.descriptor.borrow();
        let Some(descriptor) = descriptor.as_ref() else {
            return Err(Error::code_of("EBADF", "write"));
        };
        super::descriptor::write_all(descriptor, bytes)
            .map_err(|error| Error::network(error, "write"))
    }

    /// Calls `done` when everything is written. There is no half to close.
    pub(crate) fn shutdown(&self, done: impl FnOnce(Result<()>) + 'static) {
        let state = &self.state;
        if state.writes.borrow().is_empty() {
            let _ = state.poll.event_loop().complete((), move |()| done(Ok(())));
            return;
        }
        let last = Write { bytes: Vec::new(), offset: 0, descriptor: None, done: Box::new(done) };
        state.writes.borrow_mut().push_back(last);
    }

    /// Closes it: writes that wait end with `ECANCELED`, and then `done` is called, in the closing phase.
    pub(crate) fn close(&self, done: impl FnOnce() + 'static) {
        let state = self.state.clone();
        state.stop_reading();
        self.state.poll.close_with(move || {
            loop {
                let write = state.writes.borrow_mut().pop_front();
                let Some(write) = write else { break };
                (write.done)(Err(Error::code_of("ECANCELED", "write")));
            }
            done();
        });
        // It is watched no more.
        let descriptor = self.state.descriptor.take();
        drop(descriptor);
    }

    pub(crate) fn set_ref(&self, referenced: bool) {
        self.state.is_referenced.set(referenced);
        self.state.keep_alive();
    }

    pub(crate) fn has_ref(&self) -> bool {
        self.state.is_referenced.get()
    }
}

impl Drop for DescriptorStream {
    fn drop(&mut self) {
        self.state.poll.close();
    }
}

impl State {
    /// Watches for what somebody waits for.
    fn watch(state: &Rc<State>) -> Result<()> {
        if state.poll.is_closing() {
            return Ok(());
        }
        let interest = match (state.is_reading.get(), !state.writes.borrow().is_empty()) {
            (true, true) => Interest::Both,
            (true, false) => Interest::Readable,
            (false, true) => Interest::Writable,
            (false, false) => {
                state.poll.stop();
                return Ok(());
            }
        };
        state.keep_alive();
        let weak = Rc::downgrade(state);
        state.poll.start(interest, move |readiness| {
            if let Some(state) = weak.upgrade() {
                State::ready(&state, readiness);
            }
        })
    }

    fn keep_alive(&self) {
        let is_writing = !self.writes.borrow().is_empty();
        self.poll.set_ref(self.is_referenced.get() || is_writing);
    }

    fn ready(state: &Rc<State>, readiness: Result<Readiness>) {
        let was_writing = !state.writes.borrow().is_empty();
        if was_writing {
            state.write_queued();
        }
        if state.is_reading.get() {
            match readiness {
                Ok(_) => state.read(),
                Err(error) => state.tell_reader(Err(error)),
            }
        }
        if was_writing != state.writes.borrow().is_empty() || !state.is_reading.get() {
            // It was watched with the same interest or more, so it can be.
            let _ = State::watch(state);
        }
    }

    fn read(&self) {
        let mut buffer = vec![0; READ_BYTES];
        match self.receive(&mut buffer) {
            Ok(0) => self.tell_reader(Ok(None)),
            Ok(count) => {
                buffer.truncate(count);
                buffer.shrink_to_fit();
                self.bytes_read.set(self.bytes_read.get() + count as u64);
                self.tell_reader(Ok(Some(buffer)));
            }
            Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) => {}
            Err(errno) => self.tell_reader(Err(Error::network(errno.into(), "read"))),
        }
    }

    fn with_descriptor<T>(
        &self,
        act: impl FnOnce(&OwnedFd) -> rustix::io::Result<T>,
    ) -> rustix::io::Result<T> {
        self.descriptor.borrow().as_ref().map_or(Err(rustix::io::Errno::BADF), act)
    }

    fn receive(&self, buffer: &mut [u8]) -> rustix::io::Result<usize> {
        if !self.is_channel {
            return self.with_descriptor(|descriptor| rustix::io::read(descriptor, buffer));
        }
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(RECEIVED_MAX))];
        let mut along = RecvAncillaryBuffer::new(&mut space);
        let mut slices = [IoSliceMut::new(buffer)];
        let message = self.with_descriptor(|descriptor| {
            recvmsg(descriptor, &mut slices, &mut along, RecvFlags::CMSG_CLOEXEC)
        })?;
        for part in along.drain() {
            if let RecvAncillaryMessage::ScmRights(descriptors) = part {
                self.received.borrow_mut().extend(descriptors);
            }
        }
        Ok(message.bytes)
    }

    fn send(&self, bytes: &[u8], descriptor: &mut Option<OwnedFd>) -> rustix::io::Result<usize> {
        if !self.is_channel {
            return self.with_descriptor(|descriptor| rustix::io::write(descriptor, bytes));
        }
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut along = SendAncillaryBuffer::new(&mut space);
        let borrowed: Vec<_> = descriptor.iter().map(OwnedFd::as_fd).collect();
        if !borrowed.is_empty() {
            along.push(SendAncillaryMessage::ScmRights(&borrowed));
        }
        let count = self.with_descriptor(|socket| {
            sendmsg(socket, &[IoSlice::new(bytes)], &mut along, SendFlags::NOSIGNAL)
        })?;
        *descriptor = None;
        Ok(count)
    }

    fn tell_reader(&self, result: Result<Option<Vec<u8>>>) {
        let is_last = !matches!(result, Ok(Some(_)));
        let changes = self.reader_changes.get();
        let reader = self.reader.borrow_mut().take();
        let Some(mut reader) = reader else { return };
        if is_last {
            self.is_reading.set(false);
        }
        reader(result);
        if !is_last && self.reader_changes.get() == changes {
            self.reader.replace(Some(reader));
        }
    }

    fn stop_reading(&self) {
        self.is_reading.set(false);
        self.reader_changes.set(self.reader_changes.get() + 1);
        let reader = self.reader.take();
        drop(reader);
    }

    fn write_some(&self, bytes: &[u8], descriptor: &mut Option<OwnedFd>) -> io::Result<usize> {
        let mut offset = 0;
        while offset < bytes.len() {
            match self.send(&bytes[offset..], descriptor) {
                Ok(count) => offset += count,
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => break,
                Err(errno) => return Err(errno.into()),
            }
        }
        Ok(offset)
    }

    fn write_queued(&self) {
        loop {
            let write = self.writes.borrow_mut().pop_front();
            let Some(mut write) = write else { return };
            match self.write_some(&write.bytes[write.offset..], &mut write.descriptor) {
                Ok(count) => {
                    write.offset += count;
                    self.queued_bytes.set(self.queued_bytes.get() - count);
                    if write.offset < write.bytes.len() {
                        self.writes.borrow_mut().push_front(write);
                        return;
                    }
                    (write.done)(Ok(()));
                }
                Err(error) => {
                    let left = write.bytes.len() - write.offset;
                    self.queued_bytes.set(self.queued_bytes.get() - left);
                    (write.done)(Err(Error::network(error, "write")));
                }
            }
        }
    }
}
