//! What requests leave behind: nothing. A test of its own, as it counts what the whole process has open.
#![allow(clippy::unwrap_used, reason = "a test may")]

use bowline::http::{self, RequestOptions, promises};
use bowline::{ms, sleep, spawn_local};

#[test]
fn a_thousand_requests_leave_no_descriptor_open() {
    let ended = bowline::run(|| {
        spawn_local(thousand_requests());
    });
    ended.unwrap();
}

async fn thousand_requests() {
    let server = http::create_server(|mut request, response| {
        request.bytes(|body| response.end(body.unwrap()));
    });
    server.listen("127.0.0.1:0", |address| assert!(address.is_ok()));
    let url = format!("http://{}", server.local_address().unwrap());
    let before = descriptors();
    for _ in 0..10 {
        let asking: Vec<_> = (0..100)
            .map(|i| {
                let body = format!("body {i}").into();
                let options = RequestOptions { method: "POST".into(), body, ..<_>::default() };
                promises::request(&url, options)
            })
            .collect();
        for (i, response) in asking.into_iter().enumerate() {
            let body = response.await.unwrap().collect().await.unwrap();
            assert_eq!(body, format!("body {i}").into_bytes());
        }
    }
    while server.connections() > 0 {
        sleep(ms(1)).await;
    }
    sleep(ms(1)).await;
    assert!(descriptors() <= before, "{} then {}", before, descriptors());
    server.close(|| ());
}

/// How many descriptors this process has open; 0 where that cannot be seen.
fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count)
}
