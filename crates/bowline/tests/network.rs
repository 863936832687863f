//! HTTP over real sockets, and what the machine does not have.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::cell::{Cell, RefCell};
use std::net::TcpListener;
use std::rc::Rc;
use std::time::Duration;

use bowline::http::{self, Server};
use bowline::{EventLoop, RunMode, clear, ms, set_interval, set_timeout};

/// Runs `main` in a loop until nothing keeps it alive, which must be before long.
fn run(main: impl FnOnce()) {
    let event_loop = EventLoop::new().unwrap();
    let guard = event_loop.set_timeout(Duration::from_secs(60), || panic!("the test hangs"));
    event_loop.set_timer_ref(guard, false);
    event_loop.within(main);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

/// A server that answers with the path, on some free port.
fn server() -> (Server, String) {
    let server = http::create_server(|request, response| {
        let text = request.path().to_owned();
        match text.strip_prefix("/slow/") {
            Some(delay) => {
                let mut response = response;
                response.write("head ");
                set_timeout(ms(delay.parse().unwrap()), move || response.end("body"));
            }
            None => response.end(text),
        }
    });
    server.listen("127.0.0.1:0", |address| assert!(address.is_ok()));
    let url = format!("http://{}", server.local_address().unwrap());
    (server, url)
}

/// What comes when `url` is asked for: the body, or the code and text of the error.
fn ask(url: String, then: impl FnOnce(String) + 'static) {
    http::get(url, |response| match response {
        Ok(mut response) => response.text(|body| then(body.unwrap())),
        Err(error) => then(format!("{}: {error}", error.code())),
    });
}

#[test]
fn a_request_comes_back_over_a_real_socket_and_the_server_closes() {
    let closed = Rc::new(Cell::new(false));
    let is_closed = closed.clone();
    run(move || {
        let (server, url) = server();
        ask(format!("{url}/hello"), move |body| {
            assert_eq!(body, "/hello");
            server.close(move || is_closed.set(true));
        });
    });
    assert!(closed.get());
}

#[test]
fn a_name_is_looked_up_and_a_name_that_is_none_is_an_error() {
    run(|| {
        let (server, url) = server();
        ask(url.replace("127.0.0.1", "localhost"), move |body| {
            assert_eq!(body, "/");
            server.close(|| ());
        });
    });
}

// BOOK B11: there, a slow body stops every timer.
#[test]
fn a_slow_body_does_not_delay_timers() {
    let ticks = Rc::new(Cell::new(0));
    let count = ticks.clone();
    run(move || {
        let (server, url) = server();
        let counted = count.clone();
        let interval = set_interval(ms(2), move || count.set(count.get() + 1));
        ask(format!("{url}/slow/60"), move |body| {
            assert_eq!(body, "head body");
            assert!(counted.get() >= 5, "{} ticks", counted.get());
            clear(interval);
            server.close(|| ());
        });
    });
    assert!(ticks.get() >= 5);
}

#[test]
fn bad_input_is_an_error_with_code_and_syscall_and_nothing_hangs() {
    let free_port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken_address = taken.local_addr().unwrap();
    let log: Rc<RefCell<Vec<String>>> = Rc::default();
    let lines = log.clone();
    run(move || {
        let add = |name: &'static str| {
            let log = log.clone();
            move |text: String| log.borrow_mut().push(format!("{name}: {text}"))
        };
        ask(format!("http://127.0.0.1:{free_port}/"), add("refused"));
        // BOOK B18: there, this became part of a path.
        ask("http//www.google.com".into(), add("url"));
        ask("ftp://127.0.0.1/".into(), add("protocol"));
        for (name, address) in [("address", "nonsense"), ("port", &*taken_address.to_string())] {
            let server = http::create_server(|_, _| ());
            let (add, itself) = (add(name), server.clone());
            server.listen(address, move |result| {
                let error = result.unwrap_err();
                add(format!("{} {:?}: {error}", error.code(), error.syscall()));
                itself.close(|| ());
            });
        }
    });
    let mut lines = lines.take();
    lines.sort();
    assert_eq!(
        lines,
        [
            "address: ERR_INVALID_ADDRESS \"\": The address must be an IP address and a port, such as \
             127.0.0.1:8080. Received 'nonsense'",
            &*format!(
                "port: EADDRINUSE \"listen\": listen EADDRINUSE: address already in use {taken_address}"
            ),
            "protocol: ERR_INVALID_PROTOCOL: Protocol \"ftp:\" not supported. Expected \"http:\"",
            &*format!("refused: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:{free_port}"),
            "url: ERR_INVALID_URL: Invalid URL",
        ]
    );
}

#[test]
fn a_panic_in_a_response_callback_is_a_panic_of_run() {
    let event_loop = EventLoop::new().unwrap();
    let url = event_loop.within(|| {
        let (server, url) = server();
        server.set_ref(false);
        url
    });
    event_loop.within(|| drop(http::get(url, |_| panic!("in the callback"))));
    let run = std::panic::AssertUnwindSafe(|| event_loop.run(RunMode::Default));
    let payload = std::panic::catch_unwind(run).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"in the callback"));
}

#[test]
fn ten_thousand_reads_started_at_once_all_complete() {
    let path = std::env::temp_dir().join(format!("bowline-reads-{}", std::process::id()));
    std::fs::write(&path, "39 bytes").unwrap();
    let count = Rc::new(Cell::new(0));
    let done = count.clone();
    let file = path.clone();
    run(move || {
        for _ in 0..10_000 {
            let done = done.clone();
            bowline::fs::read(&file, move |bytes| {
                assert_eq!(bytes.unwrap(), b"39 bytes");
                done.set(done.get() + 1);
            });
        }
    });
    std::fs::remove_file(path).unwrap();
    assert_eq!(count.get(), 10_000);
}
