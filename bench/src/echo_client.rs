//! The client of the `echo` workload, the same for every server: epoll and blocking sockets.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use rustix::buffer::spare_capacity;
use rustix::event::epoll;

/// The server has stopped answering.
const SILENCE_MAX: Duration = Duration::from_secs(20);

struct Connection {
    stream: TcpStream,
    left: u64,
}

/// Sends `messages` of `bytes` bytes over `connections` connections, one at a time on each, compares
/// what comes back, then closes all.
pub(crate) fn run(port: u16, connections: u64, messages: u64, bytes: u64) -> io::Result<()> {
    let message: Vec<u8> = (0..bytes).map(|index| index as u8).collect();
    let mut answer = message.clone();
    let poller = epoll::create(epoll::CreateFlags::CLOEXEC)?;
    let mut open = Vec::new();
    for index in 0..connections {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(SILENCE_MAX))?;
        epoll::add(&poller, &stream, epoll::EventData::new_u64(index), epoll::EventFlags::IN)?;
        open.push(Connection { stream, left: messages / connections });
    }
    for connection in &mut open {
        connection.stream.write_all(&message)?;
    }
    let mut left = messages / connections * connections;
    let mut events = Vec::with_capacity(open.len());
    let timeout = rustix::time::Timespec { tv_sec: 20, tv_nsec: 0 };
    while left > 0 {
        events.clear();
        if epoll::wait(&poller, spare_capacity(&mut events), Some(&timeout))? == 0 {
            return Err(io::ErrorKind::TimedOut.into());
        }
        for event in &events {
            let connection = &mut open[event.data.u64() as usize];
            connection.stream.read_exact(&mut answer)?;
            if answer != message {
                return Err(io::Error::other("the server sent something else back"));
            }
            left -= 1;
            connection.left -= 1;
            if connection.left > 0 {
                connection.stream.write_all(&message)?;
            }
        }
    }
    Ok(())
}
