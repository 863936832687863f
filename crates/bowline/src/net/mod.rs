//! Sockets: connections over TCP and over local pipes, what accepts them, and lists of who may not.
//!
//! The sockets are those of the loop, [`Tcp`] and [`Pipe`]. What is added are names: [`connect`] looks a host up.
//!
//! ```
//! use bowline::net;
//!
//! bowline::run(|| {
//!     let server = net::create_server(([127, 0, 0, 1], 0), |connection| {
//!         let connection = connection.expect("nothing fails here");
//!         connection.write("hello", |_| {}).expect("connected");
//!         connection.shutdown(|_| {}).expect("connected");
//!     }).expect("some port is free");
//!     let port = server.local_addr().expect("it listens").port();
//!     net::connect("127.0.0.1", port, move |socket| {
//!         println!("connected to {}", socket.expect("it listens").peer_addr().expect("connected"));
//!         server.close();
//!     });
//! })?;
//! # Ok::<(), bowline::Error>(())
//! ```

mod address;
mod block_list;
#[cfg(feature = "js")]
pub(crate) mod js;
pub mod promises;
mod race;

use std::net::SocketAddr;

use bowline_loop::current;

use crate::Result;

pub(crate) use address::parse;
#[cfg(feature = "js")]
pub(crate) use address::text;
pub use address::{is_ip, is_ipv4, is_ipv6};
pub use block_list::BlockList;
pub use bowline_loop::{Pipe, Read, Stream, Tcp};
pub(crate) use race::connect_by;

/// How many connections the system keeps until they are accepted.
const BACKLOG: u32 = 511;

/// Connects to `port` of `host`, a name or an address.
///
/// All addresses of a name are tried, each with a head start before the next. `callback` runs once, never before
/// this call returns.
///
/// # Errors
///
/// `ENOTFOUND` and others if the name has no address; otherwise that of the last address tried, such as
/// `ECONNREFUSED`.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `net.connect`.
#[track_caller]
pub fn connect(host: &str, port: u16, callback: impl FnOnce(Result<Tcp>) + 'static) {
    let connecting = connect_to(host.to_owned(), port);
    drop(bowline_loop::spawn_local(async move { callback(connecting.await) }));
}

/// Listens at `address` and calls `callback` with each connection.
///
/// `callback` runs in the poll phase. The server goes on until it is closed.
///
/// # Errors
///
/// `EADDRINUSE` if somebody else has the address; `EADDRNOTAVAIL` if this machine has no such address; `EACCES` if
/// the port is reserved.
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `net.createServer` and `server.listen`.
#[track_caller]
pub fn create_server(
    address: impl Into<SocketAddr>,
    mut callback: impl FnMut(Result<Tcp>) + 'static,
) -> Result<Tcp> {
    let server = current().tcp()?;
    let listener = server.clone();
    let listening = server.bind(address.into()).and_then(|()| {
        server.listen(BACKLOG, move |told| callback(told.and_then(|()| listener.accept())))
    });
    match listening {
        Ok(()) => Ok(server),
        Err(error) => {
            server.close();
            Err(error)
        }
    }
}

/// A connection to the first address of `host` that answers.
async fn connect_to(host: String, port: u16) -> Result<Tcp> {
    let attempt = connect_by(&host, port, |address| async move {
        let attempt = Attempt { tcp: Some(current().tcp()?) };
        attempt.connect(address).await?;
        Ok(attempt)
    });
    attempt.await.map(Attempt::into_tcp)
}

/// A socket that is closed if its attempt is given up.
struct Attempt {
    tcp: Option<Tcp>,
}

impl Attempt {
    async fn connect(&self, address: SocketAddr) -> Result<()> {
        match &self.tcp {
            Some(tcp) => tcp.connect_async(address).await,
            None => Ok(()),
        }
    }

    fn into_tcp(mut self) -> Tcp {
        self.tcp.take().expect("only this takes it, and takes the attempt with it")
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if let Some(tcp) = &self.tcp {
            tcp.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    #[test]
    fn a_connection_is_made_by_name_and_told_on_both_sides() {
        let log = Rc::new(RefCell::new(Vec::new()));
        let (told, heard) = (log.clone(), log.clone());
        crate::run(move || {
            let server = create_server(([127, 0, 0, 1], 0), move |connection| {
                connection.unwrap().close();
                told.borrow_mut().push("accepted");
            });
            let server = server.unwrap();
            let port = server.local_addr().unwrap().port();
            connect("localhost", port, move |socket| {
                let socket = socket.unwrap();
                assert_eq!(socket.peer_addr().unwrap().port(), port);
                socket.close();
                server.close();
                heard.borrow_mut().push("connected");
            });
        })
        .unwrap();
        let mut lines = log.take();
        lines.sort_unstable();
        assert_eq!(lines, ["accepted", "connected"]);
    }

    #[test]
    fn a_port_where_nobody_listens_refuses() {
        crate::run(|| {
            let server = create_server(([127, 0, 0, 1], 0), |_| {}).unwrap();
            let address = server.local_addr().unwrap();
            server.close();
            connect("127.0.0.1", address.port(), move |socket| {
                let error = socket.unwrap_err();
                assert_eq!(error.to_string(), format!("connect ECONNREFUSED {address}"));
            });
        })
        .unwrap();
    }
}
