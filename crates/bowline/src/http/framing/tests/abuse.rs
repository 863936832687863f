//! Ways to make two parsers see different messages. Each must fail, or mean one thing only.

use super::{bytewise, requests, responses, run};

/// What a request with these fields and this body comes to.
fn request(fields: &str, body: &str) -> Vec<String> {
    let input = format!("POST / HTTP/1.1\r\nHost: a\r\n{fields}\r\n{body}");
    let log = run(&mut requests(), [input.as_bytes()]);
    assert_eq!(run(&mut requests(), bytewise(input.as_bytes())), log, "byte by byte");
    log
}

#[track_caller]
fn refused(fields: &str, body: &str, code: &str) {
    let log = request(fields, body);
    let last = log.last().map_or("", |line| line);
    assert!(last.starts_with(code), "{fields:?} {body:?} gives {log:?}, not {code}");
    let heads = log.iter().filter(|line| line.starts_with("head")).count();
    assert!(heads <= 1, "a second request came out of {fields:?} {body:?}: {log:?}");
}

const SMUGGLED: &str = "0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n";

#[test]
fn a_length_is_said_once() {
    for fields in [
        "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 0\r\n",
        "content-length: 5\r\nCONTENT-LENGTH: 6\r\n",
        "Content-Length: 5\r\nContent-Length:\r\n",
    ] {
        refused(fields, SMUGGLED, "HPE_UNEXPECTED_CONTENT_LENGTH");
    }
}

#[test]
fn a_length_is_digits() {
    for value in [
        "",
        " ",
        "+5",
        "-5",
        "5,5",
        "5, 5",
        "5 5",
        "0x5",
        "5;",
        "5.0",
        "1e1",
        "'5'",
        "\"5\"",
        "\u{0665}",
        "18446744073709551616",
        "99999999999999999999999",
    ] {
        refused(&format!("Content-Length: {value}\r\n"), SMUGGLED, "HPE_INVALID_CONTENT_LENGTH");
    }
}

#[test]
fn a_length_and_an_encoding_exclude_each_other() {
    refused(
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        SMUGGLED,
        "HPE_INVALID_TRANSFER_ENCODING",
    );
    refused(
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
        SMUGGLED,
        "HPE_INVALID_CONTENT_LENGTH",
    );
    refused(
        "Transfer-Encoding: identity\r\nContent-Length: 6\r\n",
        SMUGGLED,
        "HPE_INVALID_CONTENT_LENGTH",
    );
    refused("Transfer-Encoding:\r\nContent-Length: 6\r\n", SMUGGLED, "HPE_INVALID_CONTENT_LENGTH");
}

#[test]
fn the_last_encoding_of_a_request_is_chunked_and_no_other_is() {
    for value in [
        "identity",
        "xchunked",
        "chunkedx",
        "chunked, identity",
        "chunked,",
        "chunked, chunked",
        "chunked;q=1",
        "chunked gzip",
        "gzip chunked",
        "\"chunked\"",
        "chun ked",
        "",
        ",",
        "chunked\r\nTransfer-Encoding: x",
        "chunked\r\nTransfer-Encoding: chunked",
        "chunked\r\nTransfer-Encoding:",
        "\u{17f}chunked",
    ] {
        refused(
            &format!("Transfer-Encoding: {value}\r\n"),
            SMUGGLED,
            "HPE_INVALID_TRANSFER_ENCODING",
        );
    }
}

#[test]
fn a_name_ends_at_its_colon_and_begins_its_line() {
    for field in [
        "Content-Length : 6",
        "Content-Length\t: 6",
        "Content-Length\u{b}: 6",
        "Content Length: 6",
        ": 6",
        "x",
        "Transfer-Encoding\0: chunked",
        "X\r: 6",
        "X\u{7f}: y",
        "X\u{e9}: y",
        "(X): y",
    ] {
        refused(&format!("{field}\r\n"), SMUGGLED, "HPE_INVALID_HEADER_TOKEN");
    }
    let log = run(&mut requests(), [&b"GET / HTTP/1.1\r\n Host: a\r\n\r\n"[..]]);
    assert_eq!(log, ["HPE_UNEXPECTED_SPACE Unexpected space after start line at 17"]);
}

#[test]
fn nothing_is_folded() {
    for fields in [
        "X: a\r\n b\r\n",
        "X: a\r\n\tb\r\n",
        "X:\r\n b\r\n",
        "Transfer-Encoding:\r\n chunked\r\n",
        "Transfer-Encoding: gzip,\r\n chunked\r\n",
        "Content-Length: 6\r\n 0\r\n",
        "X: a\r\n \r\n",
    ] {
        refused(fields, SMUGGLED, "HPE_INVALID_HEADER_TOKEN");
    }
}

#[test]
fn lines_end_in_cr_and_lf() {
    refused("X: a\n", SMUGGLED, "HPE_CR_EXPECTED");
    refused("X: a\nTransfer-Encoding: chunked\r\n", SMUGGLED, "HPE_CR_EXPECTED");
    refused("X: a\rTransfer-Encoding: chunked\r\n", SMUGGLED, "HPE_LF_EXPECTED");
    refused("X: a\r\r\n", SMUGGLED, "HPE_LF_EXPECTED");
    refused("X:\n", SMUGGLED, "HPE_INVALID_HEADER_TOKEN");
    refused("\n", SMUGGLED, "HPE_INVALID_HEADER_TOKEN");
    let log = run(&mut requests(), [&b"GET / HTTP/1.1\nHost: a\n\n"[..]]);
    assert_eq!(log, ["HPE_INVALID_VERSION Expected CRLF after version at 15"]);
}

#[test]
fn values_hold_no_control_characters() {
    for byte in (0..0x20).chain([0x7f]) {
        if matches!(byte, b'\t' | b'\r' | b'\n') {
            continue;
        }
        let mut input = b"GET / HTTP/1.1\r\nX: a".to_vec();
        input.push(byte);
        input.extend(b"b\r\n\r\n");
        let log = run(&mut requests(), [&input[..]]);
        assert_eq!(log, ["HPE_INVALID_HEADER_TOKEN Invalid header value char at 20"], "{byte:#x}");
    }
}

#[test]
fn targets_hold_no_spaces_controls_or_raw_bytes() {
    for target in [
        "/a\0", "/a\u{7f}", "/\u{e9}", "/a\t", "/a\rb", "/?\u{1}", "/#\u{1}", "h\0://x", "x", "",
        "?a",
    ] {
        let input = format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        let log = run(&mut requests(), [input.as_bytes()]);
        assert_eq!(log.len(), 1, "{target:?}: {log:?}");
        assert!(log[0].starts_with("HPE_INVALID_"), "{target:?}: {log:?}");
    }
}

const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";

#[test]
fn chunk_sizes_are_hexadecimal_digits_and_fit() {
    for size in [
        "",
        " 3",
        "3 ",
        "+3",
        "-3",
        "0x3",
        "g",
        "3_",
        "3\u{a0}",
        "fffffffffffffffff",
        "10000000000000000",
    ] {
        refused(CHUNKED, &format!("{size}\r\nabc\r\n{SMUGGLED}"), "HPE_INVALID_CHUNK_SIZE");
    }
}

#[test]
fn chunks_are_framed_by_cr_and_lf() {
    refused(CHUNKED, &format!("3\nabc\r\n{SMUGGLED}"), "HPE_CR_EXPECTED");
    refused(CHUNKED, &format!("3\rabc\r\n{SMUGGLED}"), "HPE_STRICT");
    refused(CHUNKED, &format!("3\r\nabc\n{SMUGGLED}"), "HPE_CR_EXPECTED");
    refused(CHUNKED, &format!("3\r\nabc{SMUGGLED}"), "HPE_STRICT");
    refused(CHUNKED, &format!("3\r\nabcd\r\n{SMUGGLED}"), "HPE_STRICT");
    refused(CHUNKED, &format!("3\r\nabc\r{SMUGGLED}"), "HPE_STRICT");
    refused(CHUNKED, "0\r\n\nGET / HTTP/1.1\r\n\r\n", "HPE_INVALID_HEADER_TOKEN");
    refused(CHUNKED, "0\n\nGET / HTTP/1.1\r\n\r\n", "HPE_CR_EXPECTED");
}

#[test]
fn chunk_extensions_are_tokens_and_end_with_their_line() {
    for extension in [
        ";",
        "; a",
        ";a b",
        ";a=b c",
        ";=b",
        ";a;;b",
        ";a=\"b",
        ";a=\"\n\"",
        ";a=\"b\"c",
        ";a\0",
        ";\u{e9}",
    ] {
        refused(CHUNKED, &format!("3{extension}\r\nabc\r\n{SMUGGLED}"), "HPE_STRICT");
    }
    // A bare LF within an extension ends the line for some parsers and not for others.
    refused(CHUNKED, "2;\nxx\r\n4c\r\n0\r\n\r\n", "HPE_STRICT");
    refused(CHUNKED, "2;a\nxx\r\n4c\r\n0\r\n\r\n", "HPE_CR_EXPECTED");
}

#[test]
fn trailers_do_not_frame() {
    refused(CHUNKED, "0\r\nContent-Length: 5\r\n\r\nhello", "HPE_INVALID_CONTENT_LENGTH");
    refused(
        CHUNKED,
        "0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HPE_INVALID_TRANSFER_ENCODING",
    );
    let log = request(CHUNKED, "0\r\nConnection: close\r\nHost: evil\r\nA: b\r\n\r\n");
    assert_eq!(log[1], "complete [Connection: close] [Host: evil] [A: b]");
    assert!(log[0].contains("keep-alive"), "{log:?}");
}

#[test]
fn a_body_after_a_method_that_needs_none_is_still_a_body() {
    let input = b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 37\r\n\r\nGET /admin HTTP/1.1\r\nHost: internal\r\n\r\n";
    let log = run(&mut requests(), [&input[..]]);
    assert_eq!(log.iter().filter(|line| line.starts_with("head")).count(), 1, "{log:?}");
}

#[test]
fn nothing_comes_behind_the_last_message() {
    refused("Connection: close\r\n", "GET / HTTP/1.1\r\n\r\n", "HPE_CLOSED_CONNECTION");
    refused("Connection: a, CLOSE ,b\r\n", "X", "HPE_CLOSED_CONNECTION");
    let log = run(&mut requests(), [&b"GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n"[..]]);
    assert_eq!(log[2], "HPE_CLOSED_CONNECTION Data after `Connection: close` at 19");
}

#[test]
fn what_failed_stays_failed() {
    let mut parser = requests();
    let failure = parser.step(b"nonsense").expect_err("not a method");
    let again = parser.step(b"GET / HTTP/1.1\r\n\r\n").expect_err("failed for good");
    assert_eq!((again.error, again.consumed), (failure.error, 0));
    assert_eq!(parser.finish(), Err(failure.error));
}

#[test]
fn a_response_without_a_length_ends_with_its_connection_and_is_the_last() {
    let log = run(&mut responses(), [&b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"[..]]);
    assert_eq!(log, ["head 200 OK 1.1", r"body HTTP/1.1 200 OK\r\n\r\n", "complete"]);
    for fields in [
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n",
    ] {
        let input = format!("HTTP/1.1 200 OK\r\n{fields}\r\n");
        let log = run(&mut responses(), [input.as_bytes()]);
        assert!(log[0].starts_with("HPE_"), "{log:?}");
    }
}

#[test]
fn an_answer_that_has_no_body_has_none_whatever_it_says() {
    for status in ["204 No Content", "304 Not Modified", "103 Early Hints"] {
        let input = format!(
            "HTTP/1.1 {status}\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        );
        let log = run(&mut responses(), [input.as_bytes()]);
        assert_eq!(log.len(), 4, "{log:?}");
    }
    let mut parser = responses();
    let input = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\n";
    let step = parser.step(input).expect("a head");
    parser.skip_body();
    let rest = &input[step.consumed..];
    assert_eq!(parser.step(rest).expect("no body").event, Some(super::Event::Complete));
    assert_eq!(parser.step(rest).expect("the next head").event, None);
}

#[test]
fn the_bytes_behind_an_upgrade_are_left_alone() {
    let log = request("Connection: upgrade\r\nUpgrade: x\r\n", "\0\r\nGET");
    assert_eq!(log[1..], ["complete", "upgraded at 61"]);
    // Nobody wants it: the message is an ordinary one, and so is the next.
    let mut parser = requests();
    let input =
        b"GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\nContent-Length: 1\r\n\r\nxGET";
    let head = parser.step(input).expect("a head");
    assert!(parser.head().upgrade);
    let body = parser.step(&input[head.consumed..]).expect("a body");
    assert_eq!((body.consumed, body.event), (1, Some(super::Event::Body(0..1))));
}
