//! Client and server over streams in memory: nothing here needs a network.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use bowline_loop::{EventLoop, RunMode, ms, set_timeout, sleep, spawn_local};

use super::client::Prepared;
use super::connection::Order;
use super::duplex::{Duplex, duplex};
use super::server::Core;
use super::stream::Stream;
use super::*;
use crate::{Error, Result};

const NOBODY: &str = "127.0.0.1:1";

fn remote() -> SocketAddr {
    NOBODY.parse().unwrap()
}

/// A server without a listener.
fn server(handler: impl FnMut(ServerRequest, ServerResponse) + 'static) -> Rc<Core> {
    Core::new(ServerOptions::default(), Box::new(handler))
}

/// The other end of a new connection to `core`.
fn connect(core: &Rc<Core>) -> Duplex {
    let (client, server) = duplex();
    core.serve(server, remote());
    client
}

async fn fetch(core: &Rc<Core>, path: &str, options: RequestOptions) -> Result<ClientResponse> {
    let stream = connect(core);
    ask(stream, path, options).await
}

async fn ask(stream: Duplex, path: &str, options: RequestOptions) -> Result<ClientResponse> {
    let prepared = Prepared::new(&format!("http://{NOBODY}{path}"), options)?;
    prepared.send(async { Ok(stream) }).await
}

/// Writes `text`, or as much of it as the other end takes.
async fn write(stream: &mut Duplex, text: &str) {
    let mut left = text.as_bytes();
    while !left.is_empty() {
        match poll_fn(|context| stream.poll_write(context, left)).await {
            Ok(written) => left = &left[written..],
            Err(_) => return,
        }
    }
}

/// What comes until `stop` is in it, or until the end.
async fn read_until(stream: &mut Duplex, stop: &str) -> String {
    let mut text = String::new();
    let mut buffer = [0; 1_000];
    while stop.is_empty() || !text.contains(stop) {
        let count = poll_fn(|context| stream.poll_read(context, &mut buffer)).await.unwrap();
        if count == 0 {
            break;
        }
        text.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
    }
    text
}

/// Runs a test to its end, in time that does not pass by itself.
fn test(future: impl Future<Output = ()> + 'static) {
    let event_loop = EventLoop::with_manual_clock();
    let done = Rc::new(Cell::new(false));
    let is_done = done.clone();
    event_loop.spawn_local(async move {
        future.await;
        done.set(true);
    });
    event_loop.run(RunMode::Default).unwrap();
    assert!(is_done.get(), "the test waits for something that nothing will bring");
}

fn get() -> RequestOptions {
    RequestOptions::default()
}

#[test]
fn a_request_reaches_the_server_and_the_response_the_client() {
    test(async {
        let core = server(|request, mut response| {
            assert_eq!((request.method(), &*request.url()), ("GET", "/a%20b?c=d"));
            assert_eq!((request.path(), request.query()), ("/a%20b", Some("c=d")));
            assert_eq!(request.header("Host"), Some(NOBODY));
            assert_eq!(request.header("x-own"), Some("1"));
            assert_eq!(request.remote_address(), remote());
            response.set_status(201).unwrap();
            response.set_header("X-Reply", "2").unwrap();
            response.append_header("Set-Cookie", "a").unwrap();
            response.append_header("Set-Cookie", "b").unwrap();
            response.end("hi");
        });
        let headers = vec![("X-Own".to_owned(), "1".to_owned())];
        let options = RequestOptions { headers, ..get() };
        let mut response = fetch(&core, "/a b?c=d#e", options).await.unwrap();
        assert_eq!((response.status(), response.status_message()), (201, "Created"));
        assert_eq!(response.header("x-reply"), Some("2"));
        assert_eq!(response.header("content-length"), Some("2"));
        assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
        assert!(response.header("date").is_some());
        assert_eq!(response.collect().await.unwrap(), b"hi");
    });
}

#[test]
fn bodies_larger_than_any_buffer_go_both_ways() {
    test(async {
        let core = server(|mut request, response| {
            request.bytes(move |body| response.end(body.unwrap()));
        });
        let body: Vec<u8> = (0..1_000_000).map(|i| (i % 251) as u8).collect();
        let options = RequestOptions { method: "POST".into(), body: body.clone().into(), ..get() };
        let mut response = fetch(&core, "/", options).await.unwrap();
        assert!(response.collect().await.unwrap() == body);
    });
}

#[test]
fn a_body_in_pieces_waits_for_its_reader() {
    fn send(mut response: ServerResponse, left: Rc<Cell<usize>>) {
        while left.get() > 0 {
            left.set(left.get() - 1);
            if !response.write(vec![b'x'; 1_000]) {
                return response.on_drain(move |response| send(response, left));
            }
        }
        response.end("end");
    }
    test(async {
        let left = Rc::new(Cell::new(1_000));
        let still = left.clone();
        let core = server(move |_, response| send(response, left.clone()));
        let mut response = fetch(&core, "/", get()).await.unwrap();
        assert_eq!(response.header("transfer-encoding"), Some("chunked"));
        assert_eq!(response.header("content-length"), None);
        sleep(ms(1_000)).await;
        assert!(still.get() > 500, "a megabyte must not pile up unread");
        let mut size = 0;
        while let Some(chunk) = response.next_chunk().await.unwrap() {
            size += chunk.len();
        }
        assert_eq!(size, 1_000_003);
    });
}

#[test]
fn callbacks_get_a_body_whole_as_text_or_piece_by_piece() {
    test(async {
        let core = server(|_, response| response.end("naïve"));
        let log = Rc::new(RefCell::new(Vec::new()));
        let mut first = fetch(&core, "/", get()).await.unwrap();
        let mut second = fetch(&core, "/", get()).await.unwrap();
        let add = log.clone();
        first.text(move |text| add.borrow_mut().push(text.unwrap()));
        first.bytes(|bytes| assert_eq!(bytes.unwrap_err().code(), "ERR_BODY_ALREADY_USED"));
        let (add, end) = (log.clone(), log.clone());
        second.for_each(
            move |chunk| add.borrow_mut().push(format!("{} bytes", chunk.len())),
            move |result| end.borrow_mut().push(format!("{result:?}")),
        );
        assert!(log.borrow().is_empty());
        sleep(ms(1)).await;
        assert_eq!(*log.borrow(), ["naïve", "6 bytes", "Ok(())"]);
    });
}

#[test]
fn a_connection_serves_one_request_after_the_other() {
    test(async {
        let count = Cell::new(0);
        let core = server(move |_, response| {
            count.set(count.get() + 1);
            response.end(format!("answer {}", count.get()));
        });
        let mut stream = connect(&core);
        write(&mut stream, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
        let answer = read_until(&mut stream, "answer 1").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        // Two at once.
        let two = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2);
        write(&mut stream, &two).await;
        assert!(read_until(&mut stream, "answer 3").await.contains("answer 2"));
        write(&mut stream, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
        assert!(read_until(&mut stream, "").await.ends_with("answer 4"));
        assert_eq!(core.connections(), 0);
    });
}

#[test]
fn a_server_that_is_closed_answers_what_it_has_begun() {
    test(async {
        let core = server(|_, response| {
            set_timeout(ms(100), || response.end("late"));
        });
        let mut idle = connect(&core);
        write(&mut idle, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
        assert!(read_until(&mut idle, "late").await.contains("late"));
        let mut busy = connect(&core);
        write(&mut busy, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
        sleep(ms(10)).await;
        assert_eq!(core.connections(), 2);
        let is_empty = Rc::new(Cell::new(false));
        let tell = is_empty.clone();
        core.when_empty(move || tell.set(true));
        core.tell(Order::Finish, false);
        assert_eq!(read_until(&mut idle, "").await, "");
        sleep(ms(10)).await;
        assert_eq!(core.connections(), 1);
        assert!(!is_empty.get());
        let answer = read_until(&mut busy, "").await;
        assert!(answer.contains("connection: close") && answer.ends_with("late"), "{answer}");
        sleep(ms(1)).await;
        assert!(is_empty.get());
    });
}

#[test]
fn a_server_can_end_everything_at_once() {
    test(async {
        let kept = Rc::new(RefCell::new(Vec::new()));
        let keep = kept.clone();
        let core = server(move |_, response| keep.borrow_mut().push(response));
        let asking = spawn_local({
            let core = core.clone();
            async move { fetch(&core, "/", get()).await }
        });
        sleep(ms(1)).await;
        assert!(!kept.borrow()[0].is_closed());
        core.tell(Order::Abort, false);
        let error = asking.await.unwrap().unwrap_err();
        assert_eq!((error.code(), &*error.to_string()), ("ECONNRESET", "socket hang up"));
        assert!(kept.borrow()[0].is_closed());
    });
}

#[test]
fn a_response_that_is_dropped_breaks_the_connection_off() {
    test(async {
        let core = server(|request, mut response| {
            if request.path() == "/part" {
                response.write("part");
                set_timeout(ms(1), move || drop(response));
            }
        });
        let error = fetch(&core, "/", get()).await.unwrap_err();
        assert_eq!((error.code(), &*error.to_string()), ("ECONNRESET", "socket hang up"));
        let mut response = fetch(&core, "/part", get()).await.unwrap();
        let error = response.collect().await.unwrap_err();
        assert_eq!((error.code(), &*error.to_string()), ("ECONNRESET", "aborted"));
    });
}

/// A server that says this to every request.
async fn ask_a_server_that_says(text: &str) -> Result<Vec<u8>> {
    let (client, mut server) = duplex();
    let text = text.to_owned();
    spawn_local(async move {
        read_until(&mut server, "\r\n\r\n").await;
        write(&mut server, &text).await;
    });
    ask(client, "/", get()).await?.collect().await
}

#[test]
fn a_server_that_does_not_speak_http_is_an_error() {
    test(async {
        let code = async |text: &str| ask_a_server_that_says(text).await.unwrap_err();
        let shows = |error: Error| (error.code(), error.to_string());
        let hang_up = ("ECONNRESET", "socket hang up".to_owned());
        let aborted = ("ECONNRESET", "aborted".to_owned());
        assert_eq!(shows(code("").await), hang_up);
        assert_eq!(shows(code("HTTP/1.1 2").await), hang_up);
        assert_eq!(shows(code("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc").await), aborted);
        assert_eq!(code("garbage\r\n\r\n").await.code(), "HPE_INVALID_CONSTANT");
        assert_eq!(
            code("HTTP/1.1 200 OK\r\nBad Header: x\r\n\r\n").await.code(),
            "HPE_INVALID_HEADER_TOKEN"
        );
        let large = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "y".repeat(20_000));
        assert_eq!(
            shows(code(&large).await),
            ("HPE_HEADER_OVERFLOW", "Parse Error: Header overflow".to_owned())
        );
        let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n";
        assert_eq!(code(chunked).await.code(), "HPE_INVALID_CHUNK_SIZE");
        let until_end = ask_a_server_that_says("HTTP/1.1 200 OK\r\n\r\nto the end").await;
        assert_eq!(until_end.unwrap(), b"to the end");
    });
}

#[test]
fn a_client_that_does_not_speak_http_gets_an_error_and_harms_nobody() {
    test(async {
        let core = server(|_, response| response.end("fine"));
        for (sent, status) in [
            ("garbage\r\n\r\n", "HTTP/1.1 400 "),
            ("GET / HTTP/1.1\r\nBad Header: x\r\n\r\n", "HTTP/1.1 400 "),
            ("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "HTTP/1.1 400 "),
            (&*format!("GET / HTTP/1.1\r\nX: {}", "y".repeat(17_000)), "HTTP/1.1 431 "),
        ] {
            let mut stream = connect(&core);
            write(&mut stream, sent).await;
            let answer = read_until(&mut stream, "").await;
            assert!(answer.starts_with(status), "{sent:.40}: {answer}");
        }
        assert_eq!(fetch(&core, "/", get()).await.unwrap().collect().await.unwrap(), b"fine");
    });
}

#[test]
fn a_silent_client_is_cut_off_and_a_silent_connection_ended() {
    test(async {
        let core = server(|_, response| response.end("fine"));
        let mut slow = connect(&core);
        write(&mut slow, "GET / HTTP/1.1\r\nHost:").await;
        let mut kept = connect(&core);
        write(&mut kept, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
        read_until(&mut kept, "fine").await;
        sleep(Duration::from_secs(4)).await;
        assert_eq!(core.connections(), 2);
        sleep(Duration::from_secs(3)).await;
        assert_eq!(core.connections(), 1, "5 s after its response");
        assert_eq!(read_until(&mut kept, "").await, "");
        sleep(Duration::from_secs(55)).await;
        assert_eq!(core.connections(), 0, "60 s after it was opened");
    });
}

#[test]
fn a_silent_server_is_not_waited_for_longer_than_allowed() {
    test(async {
        let core = server(|request, mut response| {
            if request.path() == "/part" {
                response.write("part");
            }
            set_timeout(ms(10_000), move || response.end("late"));
        });
        let options = RequestOptions { timeout: Some(ms(500)), ..get() };
        let error = fetch(&core, "/", options.clone()).await.unwrap_err();
        assert_eq!(
            (error.code(), &*error.to_string()),
            ("ETIMEDOUT", "request ETIMEDOUT 127.0.0.1")
        );
        let mut response = fetch(&core, "/part", options).await.unwrap();
        assert_eq!(response.next_chunk().await.unwrap().unwrap(), "part");
        assert_eq!(response.next_chunk().await.unwrap_err().code(), "ETIMEDOUT");
        let patient = RequestOptions { timeout: Some(ms(20_000)), ..get() };
        let mut response = fetch(&core, "/", patient).await.unwrap();
        assert_eq!(response.collect().await.unwrap(), b"late");
    });
}

#[test]
fn a_dropped_request_or_response_gives_the_connection_up() {
    test(async {
        let core = server(|request, mut response| {
            if request.path() == "/endless" {
                response.write("x");
            }
            set_timeout(ms(1_000), move || assert!(response.is_closed()));
        });
        let asking = spawn_local({
            let core = core.clone();
            async move { fetch(&core, "/", get()).await }
        });
        sleep(ms(1)).await;
        asking.abort();
        let response = fetch(&core, "/endless", get()).await.unwrap();
        assert_eq!(core.connections(), 1);
        drop(response);
        sleep(ms(1)).await;
        assert_eq!(core.connections(), 0);
        sleep(ms(2_000)).await;
    });
}

#[test]
fn a_response_head_is_sent_once() {
    test(async {
        let core = server(|_, mut response| {
            assert_eq!(response.set_status(99).unwrap_err().to_string(), "Invalid status code: 99");
            assert_eq!(
                response.set_header("bad name", "x").unwrap_err().code(),
                "ERR_INVALID_HTTP_TOKEN"
            );
            assert_eq!(response.headers().unwrap().len(), 0);
            assert!(!response.is_head_sent());
            response.write("");
            assert!(response.is_head_sent());
            let error = response.set_header("a", "b").unwrap_err();
            assert_eq!(error.code(), "ERR_HTTP_HEADERS_SENT");
            assert_eq!(response.set_status(404).unwrap_err(), error);
            response.end("");
        });
        let mut response = fetch(&core, "/", get()).await.unwrap();
        assert_eq!(response.collect().await.unwrap(), b"");
    });
}

#[test]
fn a_request_that_cannot_be_sent_says_why() {
    let refuse = |options: RequestOptions| Prepared::new("http://a/", options).unwrap_err();
    let method = refuse(RequestOptions { method: "B D".into(), ..get() });
    assert_eq!(method.code(), "ERR_INVALID_HTTP_TOKEN");
    assert_eq!(method.to_string(), "Method must be a valid HTTP token [\"B D\"]");
    let header = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
    let name = refuse(RequestOptions { headers: header("a b", "c"), ..get() });
    assert_eq!(name.code(), "ERR_INVALID_HTTP_TOKEN");
    let value = refuse(RequestOptions { headers: header("a", "b\nc"), ..get() });
    assert_eq!(value.code(), "ERR_INVALID_CHAR");
    assert_eq!(Prepared::new("nonsense", get()).unwrap_err().code(), "ERR_INVALID_URL");
}

#[test]
fn a_handler_that_panics_is_called_again_for_the_next_request() {
    let event_loop = EventLoop::with_manual_clock();
    let panics = Rc::new(Cell::new(0));
    let count = panics.clone();
    event_loop.set_panic_hook(move |_| count.set(count.get() + 1));
    event_loop.spawn_local(async {
        let core = server(|request, response| {
            assert!(request.path() != "/panic", "as asked");
            response.end("fine");
        });
        assert_eq!(fetch(&core, "/panic", get()).await.unwrap_err().code(), "ECONNRESET");
        assert_eq!(fetch(&core, "/", get()).await.unwrap().collect().await.unwrap(), b"fine");
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(panics.get(), 1);
}
