//! Pipes: local sockets.
#![allow(clippy::unwrap_used, reason = "a test may")]
#![cfg(unix)]

#[path = "support/net.rs"]
mod net;
mod support;

use std::io::{Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use bowline_loop::{EventLoop, Pipe, Read, RunMode};
use net::{Shared, describe, event_loop, fill, outcome, run_until};
use support::Log;

/// A fresh folder, which goes at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bowline-pipe-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Tries to connect to `path`, and gives the error as text.
fn connect_error(event_loop: &EventLoop, path: PathBuf) -> String {
    let pipe = event_loop.pipe().unwrap();
    let told = Shared::new(None);
    let tell = told.clone();
    pipe.connect(path, move |result| tell.set(result.err())).unwrap();
    assert!(told.get().is_none(), "never inside the call");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    told.get().unwrap().to_string()
}

/// A server that accepts one connection after the other and gives each to `serve`.
fn serve(event_loop: &EventLoop, path: &PathBuf, mut serve: impl FnMut(Pipe) + 'static) -> Pipe {
    let server = event_loop.pipe().unwrap();
    server.bind(path).unwrap();
    let itself = server.clone();
    server
        .listen(8, move |connection| {
            connection.unwrap();
            serve(itself.accept().unwrap());
        })
        .unwrap();
    server
}

#[test]
fn a_thousand_pings_come_back_through_a_pipe() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let path = folder.path("echo");
    let server = serve(&event_loop, &path, |peer| {
        let itself = peer.clone();
        peer.read_start(move |read| match read.unwrap() {
            Read::Data(bytes) => itself.write(bytes, |written| written.unwrap()).unwrap(),
            Read::End => itself.close(),
        })
        .unwrap();
    });
    let client = event_loop.pipe().unwrap();
    let (stream, count) = (client.clone(), Shared::new(0));
    let counted = count.clone();
    client
        .connect(&path, move |connected| {
            connected.unwrap();
            stream.write("PING", |written| written.unwrap()).unwrap();
            let itself = stream.clone();
            let read = move |read: bowline_loop::Result<Read<'_>>| {
                assert_eq!(read, Ok(Read::Data(b"PING")));
                counted.with(|count| *count += 1);
                if counted.get() < 1_000 {
                    itself.write("PING", |written| written.unwrap()).unwrap();
                } else {
                    itself.close();
                    server.close();
                }
            };
            stream.read_start(read).unwrap();
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 1_000);
}

#[test]
fn connecting_to_nothing_or_to_a_plain_file_fails_in_the_callback() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let missing = folder.path("missing");
    let expected = format!("connect ENOENT {}", missing.display());
    assert_eq!(connect_error(&event_loop, missing), expected);
    let file = folder.path("file");
    std::fs::write(&file, "").unwrap();
    let error = connect_error(&event_loop, file);
    assert!(error.contains("ECONNREFUSED") || error.contains("ENOTSOCK"), "{error}");
    let error = connect_error(&event_loop, folder.path(&"long".repeat(100)));
    assert!(error.contains("ENAMETOOLONG"), "{error}");
}

#[test]
fn binding_twice_to_a_missing_folder_or_to_a_long_name_fails_with_its_code() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let bind = |path: PathBuf| {
        let error = event_loop.pipe().unwrap().bind(path).unwrap_err();
        assert_eq!(error.syscall(), "bind");
        error.code()
    };
    let taken = folder.path("taken");
    let first = event_loop.pipe().unwrap();
    first.bind(&taken).unwrap();
    assert_eq!(bind(taken), "EADDRINUSE");
    assert_eq!(first.bind(folder.path("other")).unwrap_err().code(), "EINVAL");
    assert_eq!(bind(folder.path("missing/pipe")), "EACCES");
    assert_eq!(bind(folder.path(&"long".repeat(100))), "ENAMETOOLONG");
    assert_eq!(bind("".into()), "EINVAL");
    assert_eq!(event_loop.pipe().unwrap().listen(1, |_| {}).unwrap_err().code(), "EINVAL");
}

#[test]
fn the_file_of_a_pipe_goes_when_it_is_closed() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let path = folder.path("pipe");
    let server = serve(&event_loop, &path, |_| {});
    assert!(path.exists());
    server.close();
    event_loop.run(RunMode::Default).unwrap();
    assert!(!path.exists());
    serve(&event_loop, &path, |_| {});
}

#[test]
fn a_pipe_tells_its_path_and_that_of_its_peer() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let path = folder.path("pipe");
    let pipe = event_loop.pipe().unwrap();
    assert_eq!(pipe.local_path().unwrap_err().code(), "EBADF");
    let server = serve(&event_loop, &path, |_| {});
    assert_eq!(server.local_path().unwrap(), path);
    assert_eq!(server.peer_path().unwrap_err().code(), "ENOTCONN");
    pipe.connect(&path, |result| result.unwrap()).unwrap();
    run_until(&event_loop, || pipe.is_readable());
    assert_eq!(pipe.peer_path().unwrap(), path);
    assert_eq!(pipe.local_path().unwrap(), PathBuf::new());
}

#[test]
#[cfg(target_os = "linux")]
fn an_abstract_name_leaves_no_file() {
    let event_loop = event_loop();
    let name = PathBuf::from(format!("\0bowline-abstract-{}", std::process::id()));
    let log = Log::default();
    let tell = log.clone();
    let server = serve(&event_loop, &name, move |peer| {
        tell.add("connection");
        peer.close();
    });
    assert_eq!(server.local_path().unwrap(), name);
    let client = event_loop.pipe().unwrap();
    client.connect(&name, |result| result.unwrap()).unwrap();
    run_until(&event_loop, || log.len() == 1);
}

#[test]
fn a_server_that_closes_while_clients_connect_leaves_each_with_one_outcome() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let path = folder.path("pipe");
    let server = serve(&event_loop, &path, |_| panic!("it was closed before"));
    let log = Log::default();
    let clients: Vec<_> = (0..5).map(|_| event_loop.pipe().unwrap()).collect();
    for client in &clients {
        let (tell, ends) = (log.clone(), log.clone());
        let stream = client.clone();
        client
            .connect(&path, move |result| {
                tell.add(outcome(result));
                stream.read_start(move |read| ends.add(describe(read))).unwrap();
            })
            .unwrap();
    }
    server.close_with(log.push("closed"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let count = |line: &str| log.lines().iter().filter(|other| *other == line).count();
    assert_eq!((count("done"), count("closed")), (5, 1));
    assert_eq!(count("end") + count("read ECONNRESET"), 5);
}

#[test]
fn clients_that_close_while_they_connect_are_told_before_the_close() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let path = folder.path("pipe");
    let server = serve(&event_loop, &path, |peer| peer.close());
    let log = Log::default();
    let client = event_loop.pipe().unwrap();
    let tell = log.clone();
    client.connect(&path, move |result| tell.add(outcome(result))).unwrap();
    client.close_with(log.push("closed"));
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["done", "closed"]);
    server.close();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn a_shutdown_of_a_pipe_followed_by_a_close_is_told_before_the_close_callback() {
    let event_loop = event_loop();
    for queued in [false, true] {
        let (near, mut far) = UnixStream::pair().unwrap();
        let pipe = event_loop.pipe().unwrap();
        pipe.open(near).unwrap();
        let log = Log::default();
        if queued {
            fill(&pipe);
        }
        let tell = log.clone();
        pipe.shutdown(move |result| tell.add(outcome(result))).unwrap();
        pipe.close_with(log.push("closed"));
        assert_eq!(event_loop.run(RunMode::Default), Ok(false));
        assert_eq!(log.lines(), [if queued { "ECANCELED" } else { "done" }, "closed"]);
        far.read_to_end(&mut Vec::new()).unwrap();
    }
}

#[test]
fn a_connected_socket_can_be_taken_over_once() {
    let event_loop = event_loop();
    let (near, mut far) = UnixStream::pair().unwrap();
    let pipe = event_loop.pipe().unwrap();
    pipe.open(near).unwrap();
    let (other, _) = UnixStream::pair().unwrap();
    assert_eq!(pipe.open(other).unwrap_err().code(), "EBUSY");
    far.write_all(b"hello").unwrap();
    drop(far);
    let log = Log::default();
    let tell = log.clone();
    pipe.read_start(move |read| tell.add(describe(read))).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["data hello", "end"]);
}

#[test]
fn more_than_the_system_takes_goes_through_a_pipe_in_both_ways_at_once() {
    const BYTES: usize = 8 << 20;
    let event_loop = event_loop();
    let (near, far) = UnixStream::pair().unwrap();
    let ends = [near, far].map(|end| {
        let pipe = event_loop.pipe().unwrap();
        pipe.open(end).unwrap();
        pipe
    });
    let received = ends.each_ref().map(|pipe| {
        let count = Shared::new(0);
        let counted = count.clone();
        pipe.write(vec![1; BYTES], |result| result.unwrap()).unwrap();
        pipe.shutdown(|result| result.unwrap()).unwrap();
        pipe.read_start(move |read| {
            if let Read::Data(bytes) = read.unwrap() {
                counted.with(|count| *count += bytes.len());
            }
        })
        .unwrap();
        count
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(received.map(|count| count.get()), [BYTES, BYTES]);
}

#[test]
fn a_future_connects_and_reads_through_a_pipe() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let path = folder.path("pipe");
    let outside = UnixListener::bind(&path).unwrap();
    let pipe = event_loop.pipe().unwrap();
    let text = event_loop.block_on(async move {
        pipe.connect_async(&path).await.unwrap();
        outside.accept().unwrap().0.write_all(b"hello").unwrap();
        let mut buffer = [0; 16];
        let count = pipe.read_async(&mut buffer).await.unwrap();
        buffer[..count].to_vec()
    });
    assert_eq!(text.unwrap(), b"hello");
}

#[test]
fn an_unref_d_pipe_keeps_no_loop_but_gets_the_callbacks_of_requests_in_flight() {
    let event_loop = event_loop();
    let folder = Folder::new();
    let path = folder.path("pipe");
    let server = serve(&event_loop, &path, |_| {});
    server.set_ref(false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let client = event_loop.pipe().unwrap();
    client.set_ref(false);
    let log = Log::default();
    let (connected, written) = (log.clone(), log.clone());
    client.connect(&path, move |result| connected.add(outcome(result))).unwrap();
    client.write("x", move |result| written.add(outcome(result))).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["done", "done"]);
}
