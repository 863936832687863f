//! The body of a message that is sent: known whole, or written piece by piece.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// How much may wait to be sent, in bytes, before the writer is asked to wait. Node's number.
pub(super) const HIGH_WATER_MARK: usize = 16 * 1024;

/// The body hyper sends.
pub(super) enum OutgoingBody {
    /// All of it; empty when it has been taken.
    Whole(Bytes),
    /// What a [`Writer`] writes.
    Pieces(Reader),
}

/// The end that writes. Dropping it before [`end`](Writer::end) breaks the message off.
pub(super) struct Writer(Rc<RefCell<Pieces>>);

/// The end that is sent from. Dropping it tells the writer that nobody listens.
pub(super) struct Reader(Rc<RefCell<Pieces>>);

struct Pieces {
    queue: VecDeque<Bytes>,
    queued_bytes: usize,
    state: State,
    reader: Option<Waker>,
    writer: Option<Waker>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// More may come.
    Open,
    /// Nothing more comes.
    Ended,
    /// Nothing more comes, and something is missing.
    BrokenOff,
    /// Nobody listens.
    Closed,
}

/// A body that can be written piece by piece.
pub(super) fn pieces() -> (Writer, Reader) {
    let pieces = Rc::new(RefCell::new(Pieces {
        queue: VecDeque::new(),
        queued_bytes: 0,
        state: State::Open,
        reader: None,
        writer: None,
    }));
    (Writer(pieces.clone()), Reader(pieces))
}

impl Writer {
    /// Adds a piece. `false` asks to wait until what is queued has been sent.
    pub(super) fn write(&self, piece: Bytes) -> bool {
        let mut pieces = self.0.borrow_mut();
        if pieces.state != State::Open {
            return false;
        }
        if piece.is_empty() {
            return pieces.queued_bytes < HIGH_WATER_MARK;
        }
        pieces.queued_bytes += piece.len();
        pieces.queue.push_back(piece);
        let goes_on = pieces.queued_bytes < HIGH_WATER_MARK;
        let waker = pieces.reader.take();
        drop(pieces);
        wake(waker);
        goes_on
    }

    /// Says that nothing more comes.
    pub(super) fn end(self) {
        self.set_state(State::Ended);
    }

    /// Ready when everything queued is on its way, or nobody listens any more.
    pub(super) fn poll_drained(&self, context: &Context<'_>) -> Poll<()> {
        let mut pieces = self.0.borrow_mut();
        if pieces.queue.is_empty() || pieces.state == State::Closed {
            return Poll::Ready(());
        }
        pieces.writer = Some(context.waker().clone());
        Poll::Pending
    }

    /// Whether nobody listens any more.
    pub(super) fn is_closed(&self) -> bool {
        self.0.borrow().state == State::Closed
    }

    fn set_state(&self, state: State) {
        let mut pieces = self.0.borrow_mut();
        if pieces.state != State::Open {
            return;
        }
        pieces.state = state;
        let waker = pieces.reader.take();
        drop(pieces);
        wake(waker);
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.set_state(State::BrokenOff);
    }
}

impl Reader {
    fn poll_piece(&self, context: &Context<'_>) -> Poll<Option<Result<Bytes, BrokenOff>>> {
        let mut pieces = self.0.borrow_mut();
        if let Some(piece) = pieces.queue.pop_front() {
            pieces.queued_bytes -= piece.len();
            let waker = if pieces.queue.is_empty() { pieces.writer.take() } else { None };
            drop(pieces);
            wake(waker);
            return Poll::Ready(Some(Ok(piece)));
        }
        match pieces.state {
            State::Ended | State::Closed => Poll::Ready(None),
            State::BrokenOff => Poll::Ready(Some(Err(BrokenOff))),
            State::Open => {
                pieces.reader = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }

    fn is_ended(&self) -> bool {
        let pieces = self.0.borrow();
        pieces.queue.is_empty() && matches!(pieces.state, State::Ended | State::Closed)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let mut pieces = self.0.borrow_mut();
        pieces.state = State::Closed;
        pieces.queued_bytes = 0;
        let forgotten = (std::mem::take(&mut pieces.queue), pieces.reader.take());
        let waker = pieces.writer.take();
        drop(pieces);
        drop(forgotten);
        wake(waker);
    }
}

impl Body for OutgoingBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        match self.get_mut() {
            OutgoingBody::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            OutgoingBody::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            OutgoingBody::Pieces(reader) => {
                reader.poll_piece(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            OutgoingBody::Whole(bytes) => bytes.is_empty(),
            OutgoingBody::Pieces(reader) => reader.is_ended(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            OutgoingBody::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            OutgoingBody::Pieces(_) => SizeHint::default(),
        }
    }
}

/// The writer went away before the end.
#[derive(Debug)]
pub(super) struct BrokenOff;

impl fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the message was dropped before its end")
    }
}

impl std::error::Error for BrokenOff {}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(body: &mut OutgoingBody) -> Poll<Option<Result<Bytes, ()>>> {
        let mut context = Context::from_waker(Waker::noop());
        let frame = Pin::new(body).poll_frame(&mut context);
        frame.map(|frame| {
            frame.map(|frame| frame.map(|f| f.into_data().unwrap()).map_err(|_: BrokenOff| ()))
        })
    }

    #[test]
    fn a_body_that_is_known_whole_has_a_length() {
        let mut body = OutgoingBody::Whole(Bytes::from_static(b"four"));
        assert_eq!(body.size_hint().exact(), Some(4));
        assert_eq!(next(&mut body), Poll::Ready(Some(Ok("four".into()))));
        assert_eq!(next(&mut body), Poll::Ready(None));
    }

    #[test]
    fn pieces_come_in_order_and_the_end_after_them() {
        let (writer, reader) = pieces();
        let mut body = OutgoingBody::Pieces(reader);
        assert_eq!(next(&mut body), Poll::Pending);
        assert!(
            writer.write("one".into()) && writer.write("".into()) && writer.write("two".into())
        );
        writer.end();
        assert!(!body.is_end_stream());
        assert_eq!(next(&mut body), Poll::Ready(Some(Ok("one".into()))));
        assert_eq!(next(&mut body), Poll::Ready(Some(Ok("two".into()))));
        assert!(body.is_end_stream());
        assert_eq!(next(&mut body), Poll::Ready(None));
    }

    #[test]
    fn a_writer_that_is_too_fast_is_asked_to_wait() {
        let (writer, reader) = pieces();
        let mut body = OutgoingBody::Pieces(reader);
        let context = Context::from_waker(Waker::noop());
        assert!(writer.write(vec![0; HIGH_WATER_MARK - 1].into()));
        assert!(!writer.write("x".into()));
        assert!(writer.poll_drained(&context).is_pending());
        assert!(next(&mut body).is_ready());
        assert!(writer.poll_drained(&context).is_pending());
        assert!(next(&mut body).is_ready());
        assert!(writer.poll_drained(&context).is_ready());
        assert!(writer.write("y".into()));
    }

    #[test]
    fn a_writer_dropped_before_the_end_breaks_the_message_off() {
        let (writer, reader) = pieces();
        let mut body = OutgoingBody::Pieces(reader);
        writer.write("part".into());
        drop(writer);
        assert_eq!(next(&mut body), Poll::Ready(Some(Ok("part".into()))));
        assert_eq!(next(&mut body), Poll::Ready(Some(Err(()))));
    }

    #[test]
    fn writing_when_nobody_listens_keeps_nothing() {
        let (writer, reader) = pieces();
        writer.write(vec![0; HIGH_WATER_MARK].into());
        let context = Context::from_waker(Waker::noop());
        assert!(writer.poll_drained(&context).is_pending());
        drop(reader);
        assert!(writer.is_closed() && !writer.write("more".into()));
        assert!(writer.poll_drained(&context).is_ready());
        assert!(writer.0.borrow().queue.is_empty());
    }
}
