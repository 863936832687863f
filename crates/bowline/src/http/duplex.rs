//! Two streams that are each other's ends, in memory, for tests.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::stream::Stream;

/// How much fits into one direction, in bytes: little, so that tests meet a full pipe.
const CAPACITY: usize = 4_096;

#[derive(Default)]
struct Pipe {
    bytes: VecDeque<u8>,
    is_ended: bool,
    is_read: bool,
    reader: Option<Waker>,
    writer: Option<Waker>,
}

/// One end.
pub(super) struct Duplex {
    incoming: Rc<RefCell<Pipe>>,
    outgoing: Rc<RefCell<Pipe>>,
}

/// Both ends.
pub(super) fn duplex() -> (Duplex, Duplex) {
    let pipe = || Rc::new(RefCell::new(Pipe { is_read: true, ..Pipe::default() }));
    let (one, two) = (pipe(), pipe());
    let first = Duplex { incoming: one.clone(), outgoing: two.clone() };
    (first, Duplex { incoming: two, outgoing: one })
}

impl Stream for Duplex {
    fn poll_read(
        &mut self,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let mut pipe = self.incoming.borrow_mut();
        if pipe.bytes.is_empty() && !pipe.is_ended {
            pipe.reader = Some(context.waker().clone());
            return Poll::Pending;
        }
        let count = pipe.bytes.len().min(buffer.len());
        for (place, byte) in buffer.iter_mut().zip(pipe.bytes.drain(..count)) {
            *place = byte;
        }
        wake(pipe.writer.take());
        Poll::Ready(Ok(count))
    }

    fn poll_write(&mut self, context: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        let mut pipe = self.outgoing.borrow_mut();
        if !pipe.is_read {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        let room = CAPACITY - pipe.bytes.len();
        if room == 0 {
            pipe.writer = Some(context.waker().clone());
            return Poll::Pending;
        }
        let count = room.min(data.len());
        pipe.bytes.extend(&data[..count]);
        wake(pipe.reader.take());
        Poll::Ready(Ok(count))
    }

    fn poll_write_vectored(
        &mut self,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let data = slices.iter().find(|slice| !slice.is_empty());
        self.poll_write(context, data.map_or(&[], |slice| slice))
    }

    fn poll_shutdown(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut pipe = self.outgoing.borrow_mut();
        pipe.is_ended = true;
        wake(pipe.reader.take());
        Poll::Ready(Ok(()))
    }
}

impl Drop for Duplex {
    fn drop(&mut self) {
        let mut outgoing = self.outgoing.borrow_mut();
        outgoing.is_ended = true;
        wake(outgoing.reader.take());
        drop(outgoing);
        let mut incoming = self.incoming.borrow_mut();
        incoming.is_read = false;
        wake(incoming.writer.take());
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
