//! The numbers of errors and signals. Tables.

/// Errors by name: libuv's numbers, which are not the system's.
pub const ERRORS: &[(&str, i32)] = &[];

/// Signals by name: those libuv knows on Windows.
pub const SIGNALS: &[(&str, i32)] = &[
    ("SIGHUP", 1),
    ("SIGINT", 2),
    ("SIGQUIT", 3),
    ("SIGILL", 4),
    ("SIGABRT", 22),
    ("SIGFPE", 8),
    ("SIGKILL", 9),
    ("SIGSEGV", 11),
    ("SIGTERM", 15),
    ("SIGBREAK", 21),
    ("SIGWINCH", 28),
];
