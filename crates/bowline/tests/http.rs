//! HTTP over TCP on this machine, through the public doors.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::cell::{Cell, RefCell};
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;

use bowline::http::{self, Server, ServerRequest, ServerResponse, promises};
use bowline::{Result, ms, run, set_timeout, sleep, spawn_local};

/// A server on a free port, and the beginning of its URLs.
fn serve(handler: impl FnMut(ServerRequest, ServerResponse) + 'static) -> (Server, String) {
    let server = http::create_server(handler);
    server.listen("127.0.0.1:0", |address| assert!(address.is_ok()));
    let url = format!("http://{}", server.local_address().unwrap());
    (server, url)
}

/// A port of this machine that nobody listens to.
fn dead_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Runs a future as a whole program, which must end by itself.
fn program(future: impl Future<Output = ()> + 'static) {
    let done = Rc::new(Cell::new(false));
    let is_done = done.clone();
    run(move || {
        spawn_local(async move {
            future.await;
            done.set(true);
        });
    })
    .unwrap();
    assert!(is_done.get());
}

/// Waits until `server` is closed.
async fn closed(server: &Server) {
    let done = Rc::new(Cell::new(false));
    let is_done = done.clone();
    server.close(move || done.set(true));
    while !is_done.get() {
        sleep(ms(1)).await;
    }
}

/// What a server says when it is told to listen.
async fn listening(server: &Server, address: &str) -> Result<SocketAddr> {
    let result = Rc::new(RefCell::new(None));
    let end = result.clone();
    server.listen(address, move |result| *end.borrow_mut() = Some(result));
    while result.borrow().is_none() {
        sleep(ms(1)).await;
    }
    result.take().unwrap()
}

#[test]
fn callbacks_ask_and_answer() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let add = log.clone();
    run(move || {
        let (server, url) = serve(|request, mut response| {
            let path = request.path().to_owned();
            response.set_header("x-path", &path).unwrap();
            response.end(format!("{} {path}", request.method()));
        });
        let request = http::get(format!("{url}/here"), move |response| {
            let mut response = response.unwrap();
            add.borrow_mut().push(format!("{} {:?}", response.status(), response.header("X-Path")));
            response.text(move |text| {
                add.borrow_mut().push(text.unwrap());
                server.close(move || add.borrow_mut().push("closed".to_owned()));
            });
        });
        assert!(request.is_pending());
    })
    .unwrap();
    assert_eq!(*log.borrow(), ["200 Some(\"/here\")", "GET /here", "closed"]);
}

#[test]
fn a_refused_connection_tells_address_and_port() {
    let port = dead_port();
    program(async move {
        let error = promises::get(format!("http://127.0.0.1:{port}/")).await.unwrap_err();
        assert_eq!(error.to_string(), format!("connect ECONNREFUSED 127.0.0.1:{port}"));
        assert_eq!((error.code(), error.syscall()), ("ECONNREFUSED", "connect"));
        assert_eq!((error.address(), error.port()), (Some("127.0.0.1"), Some(port)));
    });
}

#[test]
fn a_host_is_looked_up_and_all_its_addresses_tried() {
    program(async {
        let (server, url) = serve(|_, response| response.end("found"));
        // `localhost` may be `::1` first, where nobody listens.
        let url = url.replace("127.0.0.1", "localhost");
        assert_eq!(promises::get(url).await.unwrap().collect().await.unwrap(), b"found");
        let error = promises::get("http://not-a-host.invalid/").await.unwrap_err();
        assert_eq!(error.syscall(), "getaddrinfo");
        assert!(["ENOTFOUND", "EAI_AGAIN"].contains(&error.code()), "{error}");
        closed(&server).await;
    });
}

#[test]
fn a_wrong_url_is_an_error_that_comes_later() {
    let code = Rc::new(Cell::new(""));
    let seen = code.clone();
    run(move || {
        let before = seen.clone();
        http::get("http//www.google.com", move |response| {
            seen.set(response.unwrap_err().code());
        });
        assert_eq!(before.get(), "");
    })
    .unwrap();
    assert_eq!(code.get(), "ERR_INVALID_URL");
}

#[test]
fn a_port_in_use_is_an_error_of_listen() {
    program(async {
        let (server, _) = serve(|_, _| {});
        let address = server.local_address().unwrap();
        let other = http::create_server(|_, _| {});
        let error = listening(&other, &address.to_string()).await.unwrap_err();
        let text = format!("listen EADDRINUSE: address already in use {address}");
        assert_eq!(error.to_string(), text);
        assert_eq!(other.local_address().unwrap_err().code(), "EBADF");
        closed(&other).await;
        assert_eq!(listening(&other, "nonsense").await.unwrap_err().code(), "ERR_INVALID_ADDRESS");
        let error = listening(&server, "127.0.0.1:0").await.unwrap_err();
        assert_eq!(error.code(), "ERR_SERVER_ALREADY_LISTEN");
        closed(&server).await;
        assert_eq!(listening(&server, &address.to_string()).await, Ok(address));
        closed(&server).await;
    });
}

#[test]
fn a_closing_server_answers_what_it_has_begun_and_takes_nothing_new() {
    program(async {
        let (server, url) = serve(|_, response| {
            set_timeout(ms(50), || response.end("late"));
        });
        let asking = promises::get(&url);
        while server.connections() == 0 {
            sleep(ms(1)).await;
        }
        let closing = spawn_local({
            let server = server.clone();
            async move { closed(&server).await }
        });
        sleep(ms(5)).await;
        assert_eq!(promises::get(&url).await.unwrap_err().code(), "ECONNREFUSED");
        assert_eq!(asking.await.unwrap().collect().await.unwrap(), b"late");
        closing.await.unwrap();
        assert_eq!(server.connections(), 0);
    });
}

#[test]
fn a_server_that_is_not_ref_d_does_not_keep_the_loop_alive() {
    run(|| {
        let (server, _) = serve(|_, _| {});
        server.set_ref(false);
    })
    .unwrap();
}

#[test]
fn a_cancelled_request_is_called_back_with_that() {
    let codes = Rc::new(RefCell::new(Vec::new()));
    let add = codes.clone();
    run(move || {
        let kept = Rc::new(RefCell::new(Vec::new()));
        let keep = kept.clone();
        let (server, url) = serve(move |_, response| keep.borrow_mut().push(response));
        let request = http::get(url, move |response| {
            add.borrow_mut().push(response.unwrap_err().code());
            server.close(move || assert!(kept.borrow()[0].is_closed()));
        });
        set_timeout(ms(20), move || {
            request.cancel().unwrap();
            assert!(request.is_pending());
        });
    })
    .unwrap();
    assert_eq!(*codes.borrow(), ["ECANCELED"]);
}
