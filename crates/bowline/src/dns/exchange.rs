//! One question to one server: over UDP, and over TCP if the answer is too long for that.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;
use std::task::{Poll, Waker};

use bowline_loop::{Handle, LoopRef, Tcp};

use super::packet::{self, Answer};

/// A name server, and from where it is asked.
#[derive(Clone, Copy)]
pub(super) struct Server<'a> {
    pub(super) event_loop: &'a LoopRef,
    pub(super) address: SocketAddr,
    pub(super) local: Option<IpAddr>,
}

/// Sends `question` and waits for the answer that is wanted; there is no limit to that.
pub(super) async fn ask(
    server: Server<'_>,
    question: Vec<u8>,
    is_wanted: &dyn Fn(&Answer) -> bool,
) -> Result<Answer, &'static str> {
    let answer = ask_by_datagram(server, question.clone(), is_wanted).await?;
    if answer.is_truncated {
        return ask_by_stream(server, question, is_wanted).await;
    }
    Ok(answer)
}

async fn ask_by_datagram(
    server: Server<'_>,
    question: Vec<u8>,
    is_wanted: &dyn Fn(&Answer) -> bool,
) -> Result<Answer, &'static str> {
    let socket = server.event_loop.udp().map_err(code_of)?;
    let _closing = CloseOnDrop(Handle::clone(&socket));
    if let Some(local) = server.local {
        socket.bind(SocketAddr::new(local, 0)).map_err(code_of)?;
    }
    // Connected, so that only the server's datagrams come, and so that its absence is told.
    socket.connect(server.address).map_err(code_of)?;
    let inbox = Inbox::default();
    let (arrived, refused) = (inbox.clone(), inbox.clone());
    let receive = move |received: bowline_loop::Result<bowline_loop::Datagram<'_>>| {
        arrived.put(received.map(|datagram| packet::parse(datagram.data)).map_err(code_of));
    };
    socket.recv_start(receive).map_err(code_of)?;
    let sent = move |sent: bowline_loop::Result<()>| {
        if let Err(error) = sent {
            refused.put(Err(code_of(error)));
        }
    };
    socket.send(question, None, sent).map_err(code_of)?;
    loop {
        match inbox.take().await? {
            Some(answer) if is_wanted(&answer) => return Ok(answer),
            // Not from the server, or not to this question. The right one may still come.
            _ => {}
        }
    }
}

async fn ask_by_stream(
    server: Server<'_>,
    question: Vec<u8>,
    is_wanted: &dyn Fn(&Answer) -> bool,
) -> Result<Answer, &'static str> {
    let socket = server.event_loop.tcp().map_err(code_of)?;
    let _closing = CloseOnDrop(Handle::clone(&socket));
    if let Some(local) = server.local {
        socket.bind(SocketAddr::new(local, 0)).map_err(code_of)?;
    }
    socket.connect_async(server.address).await.map_err(code_of)?;
    // Over a stream, the length comes first.
    let mut framed = (question.len() as u16).to_be_bytes().to_vec();
    framed.extend(question);
    socket.write_async(&framed).await.map_err(code_of)?;
    let mut length = [0; 2];
    read_exactly(&socket, &mut length).await?;
    let mut bytes = vec![0; usize::from(u16::from_be_bytes(length))];
    read_exactly(&socket, &mut bytes).await?;
    packet::parse(&bytes).filter(|answer| is_wanted(answer)).ok_or("EBADRESP")
}

async fn read_exactly(socket: &Tcp, buffer: &mut [u8]) -> Result<(), &'static str> {
    let mut filled = 0;
    while filled < buffer.len() {
        match socket.read_async(&mut buffer[filled..]).await.map_err(code_of)? {
            0 => return Err("EOF"),
            count => filled += count,
        }
    }
    Ok(())
}

fn code_of(error: bowline_loop::Error) -> &'static str {
    error.code()
}

/// Closes a socket when nobody waits for it any more.
struct CloseOnDrop(Handle);

impl Drop for CloseOnDrop {
    fn drop(&mut self) {
        self.0.close();
    }
}

type Received = Result<Option<Answer>, &'static str>;

/// What has come and was not looked at.
#[derive(Clone, Default)]
struct Inbox(Rc<RefCell<InboxState>>);

#[derive(Default)]
struct InboxState {
    received: VecDeque<Received>,
    waker: Option<Waker>,
}

impl Inbox {
    fn put(&self, received: Received) {
        let mut state = self.0.borrow_mut();
        state.received.push_back(received);
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    async fn take(&self) -> Received {
        poll_fn(|context| {
            let mut state = self.0.borrow_mut();
            match state.received.pop_front() {
                Some(received) => Poll::Ready(received),
                None => {
                    state.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}
