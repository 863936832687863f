//! Which bytes may stand where. Built by the compiler.

/// How many of [`METHODS`] are HTTP's: those Node lists in `http.METHODS`.
pub(super) const HTTP_METHODS: usize = 35;

/// HTTP's methods, the frequent ones first; then RTSP's. Node's parser knows these too, which shows in how
/// far it gets in a method that it refuses.
pub(super) const METHODS: [&str; 46] = [
    "GET",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "CONNECT",
    "TRACE",
    "ACL",
    "BIND",
    "CHECKOUT",
    "COPY",
    "LINK",
    "LOCK",
    "M-SEARCH",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MOVE",
    "NOTIFY",
    "PROPFIND",
    "PROPPATCH",
    "PURGE",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "SOURCE",
    "SUBSCRIBE",
    "UNBIND",
    "UNLINK",
    "UNLOCK",
    "UNSUBSCRIBE",
    "ANNOUNCE",
    "DESCRIBE",
    "FLUSH",
    "GET_PARAMETER",
    "PAUSE",
    "PLAY",
    "RECORD",
    "REDIRECT",
    "SETUP",
    "SET_PARAMETER",
    "TEARDOWN",
];

/// One answer for each byte.
pub(super) type Table = [bool; 256];

const fn with(mut table: Table, bytes: &[u8]) -> Table {
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
}

const fn with_range(mut table: Table, first: u8, last: u8) -> Table {
    let mut byte = first as usize;
    while byte <= last as usize {
        table[byte] = true;
        byte += 1;
    }
    table
}

const fn without(mut table: Table, bytes: &[u8]) -> Table {
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = false;
        i += 1;
    }
    table
}

/// A schema's bytes.
pub(super) static ALPHABETIC: Table = LETTERS;

const LETTERS: Table = with_range(with_range([false; 256], b'a', b'z'), b'A', b'Z');

const ALPHANUMERIC: Table = with_range(LETTERS, b'0', b'9');

/// RFC 9110's `tchar`: names of fields and of chunk extensions.
pub(super) static TOKEN: Table = with(ALPHANUMERIC, b"!#$%&'*+-.^_`|~");

/// What a field's value may hold: all but control characters, and the tab.
pub(super) static VALUE: Table = VALUES;

const VALUES: Table = with_range(with_range(with([false; 256], b"\t"), 0x20, 0x7e), 0x80, 0xff);

/// The same with every control character but line ends.
pub(super) static VALUE_LENIENT: Table = without([true; 256], b"\r\n");

/// A path's bytes; `?` and `#` begin something else.
pub(super) static PATH: Table = without(with_range([false; 256], 0x21, 0x7e), b"?#");

/// A query's bytes; `#` begins something else.
pub(super) static QUERY: Table = without(with_range([false; 256], 0x21, 0x7e), b"#");

/// A fragment's bytes.
pub(super) static FRAGMENT: Table = with_range([false; 256], 0x21, 0x7e);

/// User information, host and port of an absolute target, or of CONNECT's.
pub(super) static SERVER: Table = with(ALPHANUMERIC, b"-_.!~*'()%;:&=+$,[]@");

/// What may stand between the quotes of a chunk extension's value, but for the quote and the backslash.
pub(super) static QUOTED: Table = without(VALUES, b"\"\\");

/// How many bytes from the beginning of `input` are in `table`.
pub(super) fn run(table: &Table, input: &[u8]) -> usize {
    input.iter().position(|&byte| !table[usize::from(byte)]).unwrap_or(input.len())
}
