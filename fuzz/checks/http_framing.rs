//! What must hold for any bytes that a connection brings. The fuzz target and a normal test share it.

use bowline::http::framing::{Event, Kind, Limits, Parser};

/// The first byte chooses the parser, the second the length of the pieces; the rest is what arrives.
///
/// # Panics
///
/// When the pieces make a difference, when a range is not within the input, or when more than the limits
/// allow is remembered.
pub(crate) fn check(data: &[u8]) {
    let [choice, piece, input @ ..] = data else { return };
    let whole = run(*choice, [input].into_iter());
    let pieces = run(*choice, input.chunks(usize::from(*piece).max(1)));
    assert_eq!(whole, pieces, "in pieces of {piece}");
}

/// Everything that can be seen of a run, as text; a body's pieces joined.
fn run<'a>(choice: u8, pieces: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let kind = if choice & 1 == 0 { Kind::Request } else { Kind::Response };
    let limits = Limits { head_bytes_max: 256, fields_max: 16, extension_bytes_max: 32 };
    let mut parser = Parser::new(kind, limits).lenient(choice & 2 != 0);
    let mut seen = Vec::new();
    for piece in pieces {
        let mut at = 0;
        loop {
            let step = match parser.step(&piece[at..]) {
                Ok(step) => step,
                Err(failure) => {
                    assert!(failure.consumed <= piece.len() - at);
                    seen.extend(failure.error.code.bytes());
                    return seen;
                }
            };
            let rest = &piece[at..];
            at += step.consumed;
            match step.event {
                None => break,
                Some(Event::Body(range)) => seen.extend(&rest[range]),
                Some(Event::Upgraded) => return seen,
                Some(event) => note(&mut parser, &event, choice, &mut seen),
            }
        }
        assert_eq!(at, piece.len());
    }
    match parser.finish() {
        Ok(event) => seen.extend(format!("{event:?}").bytes()),
        Err(error) => seen.extend(error.code.bytes()),
    }
    seen
}

fn note(parser: &mut Parser, event: &Event, choice: u8, seen: &mut Vec<u8>) {
    let head = parser.head();
    let fields = if *event == Event::Head { &head.fields } else { parser.trailers() };
    assert_eq!(fields.iter().count(), fields.len());
    assert!(fields.block().len() < 256 + 2 * 16 + 1);
    seen.extend(format!("{event:?} {} {} {}", head.method, head.status, head.keep_alive).bytes());
    seen.extend(&head.target);
    seen.extend(fields.block());
    if *event == Event::Head {
        if choice & 4 != 0 {
            parser.skip_body();
        }
        if head_upgrades(parser) && choice & 8 != 0 {
            parser.accept_upgrade();
        }
    }
}

fn head_upgrades(parser: &Parser) -> bool {
    parser.head().upgrade
}
