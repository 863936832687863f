//! The book's program does what the book says, in its order and in its time.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What the program printed, without the thread, and when.
struct Run {
    lines: Vec<(Duration, String)>,
    took: Duration,
}

/// Runs an example, which cargo builds along with this test.
fn run(example: &str) -> Run {
    let test = std::env::current_exe().expect("a test has a path");
    let folder = test.parent().and_then(|deps| deps.parent()).expect("it is in target/…/deps");
    let program: PathBuf = folder.join("examples").join(example);
    let started = Instant::now();
    let mut child = Command::new(program)
        .env_remove("BOWLINE_TRACE")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the example was built");
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut lines = Vec::new();
    for line in output.lines() {
        let line = line.expect("the example prints text");
        let text = line.strip_prefix("Thread: main\t ").expect("every line names the thread");
        lines.push((started.elapsed(), text.to_owned()));
    }
    let status = child.wait().expect("the child can be waited for");
    assert_eq!(status.code(), Some(0));
    Run { lines, took: started.elapsed() }
}

impl Run {
    fn place(&self, text: &str) -> usize {
        let place = self.lines.iter().position(|(_, line)| line.starts_with(text));
        place.unwrap_or_else(|| panic!("{text:?} is not printed: {:#?}", self.lines))
    }

    fn at(&self, text: &str) -> Duration {
        self.lines[self.place(text)].0
    }

    fn assert_order(&self, texts: &[&str]) {
        for pair in texts.windows(2) {
            let [first, second] = [self.place(pair[0]), self.place(pair[1])];
            assert!(first < second, "{:?} comes before {:?}: {:#?}", pair[1], pair[0], self.lines);
        }
    }
}

fn check(run: &Run) {
    run.assert_order(&[
        "First call to read test.txt",
        "Registering immediate timeout 1",
        "Registering immediate timeout 2",
        "Second call to read test.txt",
        "Registering a 3000 and a 500 ms timeout",
        "Registering a 1000 ms timeout",
        "Registering http get request to 127.0.0.1:",
        "Immediate1 timed out",
        "Immediate2 timed out",
        "SETTIMEOUT",
        "===== START CONTENT - WEB CALL =====",
        "HTTP status 200",
        "after 2000 ms",
        "3000ms timer timed out",
        "500ms timer(nested) timed out",
        "FINISHED",
    ]);
    run.assert_order(&[
        "Registering http get request to",
        "First count: 39 characters.",
        r#"I want to create a "magic" number"#,
        r#""Encrypted" number is: 63245986"#,
    ]);
    run.assert_order(&[
        "Second count: 39 characters.",
        "Third call to read test.txt",
        "===== START CONTENT - FILE READ =====",
        "Hello world! This is a text to encrypt!",
    ]);
    run.place("Really encrypted: ");
    // The lines come through a pipe, so they are seen a little later than printed, never earlier.
    let between = run.at("500ms timer") - run.at("3000ms timer");
    assert!(between >= Duration::from_millis(490), "the nested timer came after {between:?}");
    assert!(run.took >= Duration::from_millis(3_500), "{:?}", run.took);
}

#[test]
fn the_book_s_program_does_what_the_book_says() {
    check(&run("book"));
}

#[test]
fn the_same_program_with_futures_does_the_same() {
    check(&run("book_async"));
}
