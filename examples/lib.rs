//! What the examples share: the book's way of printing, its file, and a server that is slow on purpose.

use std::fmt::Display;
use std::io::{self, Write};
use std::thread;

use bowline::{http, ms, set_timeout};

/// Goes to the folder of the examples, where `test.txt` is.
pub fn go_to_examples() {
    let folder = env!("CARGO_MANIFEST_DIR");
    std::env::set_current_dir(folder).expect("the examples are where they were built");
}

/// Prints the thread's name and `text`, as the book does. A closed pipe ends the program quietly.
pub fn print(text: impl Display) {
    let thread = thread::current();
    let name = thread.name().unwrap_or("unnamed");
    if writeln!(io::stdout(), "Thread: {name}\t {text}").is_err() {
        std::process::exit(0);
    }
}

/// Prints the first lines of `content` between two marks.
pub fn print_content(content: &str, description: &str) {
    let kind = description.to_uppercase();
    print(format!("===== START CONTENT - {kind} ====="));
    for line in content.lines().take(2) {
        print(line);
    }
    print("===== END CONTENT =====");
}

/// The number of the book: slow to get, and it needs a processor for all of that time.
pub fn fibonacci(n: usize) -> u64 {
    match n {
        0 => 0,
        1 => 1,
        _ => fibonacci(n - 1) + fibonacci(n - 2),
    }
}

/// Starts a server on some free port that answers `/delay/<milliseconds>` that much later, and gives
/// its address. It does not keep the program alive.
pub fn start_delay_server() -> String {
    let server = http::create_server(|request, mut response| {
        let delay = request.path().strip_prefix("/delay/").and_then(|delay| delay.parse().ok());
        let Some(delay) = delay else {
            response.set_status(404).expect("404 is a status");
            return response.end("try /delay/2000");
        };
        set_timeout(ms(delay), move || response.end(format!("after {delay} ms")));
    });
    server.listen("127.0.0.1:0", |address| {
        address.expect("there is a free port");
    });
    server.set_ref(false);
    server.local_address().expect("it listens").to_string()
}
