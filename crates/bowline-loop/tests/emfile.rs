//! Running out of descriptors. Alone in its file, as it takes them from the whole process.
#![allow(clippy::unwrap_used, reason = "a test may")]
#![cfg(unix)]

#[path = "support/net.rs"]
mod net;

use std::fs::File;
use std::io::Read as _;

use bowline_loop::{RunMode, ms};
use net::{Shared, any_port, event_loop, outcome, run_until};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::{Domain, Socket, Type};

#[test]
fn without_descriptors_connections_are_closed_without_spinning_and_the_listener_goes_on() {
    let event_loop = event_loop();
    let server = event_loop.tcp().unwrap();
    server.bind(any_port()).unwrap();
    let address = server.local_addr().unwrap();
    let told = Shared::new(Vec::new());
    let (tell, itself) = (told.clone(), server.clone());
    server
        .listen(128, move |connection| {
            let line = outcome(connection.map(|()| itself.accept().unwrap().close()));
            tell.with(|told| told.push(line));
        })
        .unwrap();
    let new_client = || Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    let clients = [new_client(), new_client(), new_client()];

    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: Some(100), ..limit }).unwrap();
    let files: Vec<File> = std::iter::from_fn(|| File::open("/dev/null").ok()).collect();
    for client in &clients {
        client.connect(&address.into()).unwrap();
    }
    run_until(&event_loop, || !told.get().is_empty());
    for _ in 0..10 {
        event_loop.run(RunMode::NoWait).unwrap();
    }
    assert_eq!(told.get(), ["EMFILE"], "told once for all three, and not again");
    for mut client in clients {
        client.set_read_timeout(Some(ms(5_000))).unwrap();
        // The end, or a reset: either way it does not wait for ever.
        match client.read(&mut [0; 8]) {
            Ok(count) => assert_eq!(count, 0),
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset),
        }
    }

    drop(files);
    new_client().connect(&address.into()).unwrap();
    run_until(&event_loop, || told.get().len() == 2);
    assert_eq!(told.get(), ["EMFILE", "done"]);
}
