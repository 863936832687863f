//! What a peer can make us remember is bounded.

use super::super::{Kind, Limits, Parser};
use super::run;

fn limited(head_bytes_max: usize, fields_max: usize) -> Parser {
    Parser::new(Kind::Request, Limits { head_bytes_max, fields_max, extension_bytes_max: 8 })
}

#[track_caller]
fn overflows(parser: &mut Parser, input: &str) {
    let log = run(parser, [input.as_bytes()]);
    let last = log.last().expect("something was said");
    assert!(last.starts_with("HPE_HEADER_OVERFLOW Header overflow at"), "{log:?}");
}

#[test]
fn target_names_and_values_count_together() {
    let exactly = "GET /234 HTTP/1.1\r\nAB: 789\r\n\r\n";
    assert_eq!(run(&mut limited(10, 9), [exactly.as_bytes()]).len(), 2);
    overflows(&mut limited(9, 9), exactly);
    overflows(&mut limited(10, 9), &format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(10)));
    overflows(&mut limited(10, 9), &format!("GET / HTTP/1.1\r\n{}: b\r\n\r\n", "A".repeat(10)));
}

#[test]
fn a_line_that_never_ends_is_cut_off_at_the_limit() {
    let mut parser = limited(100, 9);
    let mut read = 0;
    let failure = loop {
        let bytes: &[u8] = if read == 0 { b"GET /" } else { b"aaaaaaaa" };
        match parser.step(bytes) {
            Ok(step) => read += step.consumed,
            Err(failure) => break failure,
        }
        assert!(read < 200, "no end to it");
    };
    assert_eq!(failure.error.code, "HPE_HEADER_OVERFLOW");
}

#[test]
fn trailers_count_anew_and_are_bounded_too() {
    let head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    assert_eq!(
        run(&mut limited(40, 9), [format!("{head}0\r\nA: {}\r\n\r\n", "b".repeat(30)).as_bytes()])
            .len(),
        2
    );
    overflows(&mut limited(40, 9), &format!("{head}0\r\nA: {}\r\n\r\n", "b".repeat(40)));
}

#[test]
fn fields_are_counted() {
    assert_eq!(run(&mut limited(99, 2), [&b"GET / HTTP/1.1\r\nA:\r\nB:\r\n\r\n"[..]]).len(), 2);
    overflows(&mut limited(99, 2), "GET / HTTP/1.1\r\nA:\r\nB:\r\nC:\r\n\r\n");
}

#[test]
fn extensions_of_a_chunk_are_bounded() {
    let head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    let log = run(
        &mut limited(99, 9),
        [format!("{head}1;a=b\r\nx\r\n1;a=b\r\nx\r\n0\r\n\r\n").as_bytes()],
    );
    assert_eq!(
        log.last().map(String::as_str),
        Some("complete"),
        "each chunk has its own allowance"
    );
    let log = run(&mut limited(99, 9), [format!("{head}1;abcd=efghi\r\n").as_bytes()]);
    assert!(log[1].starts_with("HPE_CHUNK_EXTENSIONS_OVERFLOW"), "{log:?}");
}
