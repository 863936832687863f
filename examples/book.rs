//! The program of the book "The Node Experiment", with callbacks:
//! `cargo run --release --example book`, or with `BOWLINE_TRACE=text` before it to see the loop.

use bowline::{crypto, fs, http, ms, queue_work, set_timeout};
use bowline_examples::{fibonacci, go_to_examples, print, print_content, start_delay_server};

/// Think of this function as the javascript program you have written
fn javascript(delay_server: &str) {
    print("First call to read test.txt");
    fs::read_to_string("test.txt", |text| {
        let text = text.expect("test.txt is beside the example");
        let len = text.len();
        print(format!("First count: {len} characters."));

        print(r#"I want to create a "magic" number based on the text."#);
        queue_work(
            move || fibonacci(len),
            |n| {
                let n = n.expect("the job does not panic");
                print(format!(r#""Encrypted" number is: {n}"#));
            },
        );

        let key = crypto::Key::random().expect("the system has random numbers");
        crypto::encrypt(&key.clone(), text.clone(), move |sealed| {
            let sealed = sealed.expect("the text is short enough");
            let opened = crypto::decrypt_sync(&key, &sealed).expect("it is the same key");
            assert_eq!(opened, text.as_bytes());
            print(format!("Really encrypted: {} bytes, and back again.", sealed.len()));
        });
    });

    print("Registering immediate timeout 1");
    set_timeout(ms(0), || print("Immediate1 timed out"));
    print("Registering immediate timeout 2");
    set_timeout(ms(0), || print("Immediate2 timed out"));

    // let's read the file again and display the text
    print("Second call to read test.txt");
    fs::read_to_string("test.txt", |text| {
        let text = text.expect("test.txt is beside the example");
        print(format!("Second count: {} characters.", text.len()));

        // aaand one more time but not in parallel.
        print("Third call to read test.txt");
        fs::read_to_string("test.txt", |text| {
            print_content(&text.expect("test.txt is beside the example"), "file read");
        });
    });

    print("Registering a 3000 and a 500 ms timeout");
    set_timeout(ms(3000), || {
        print("3000ms timer timed out");
        set_timeout(ms(500), || print("500ms timer(nested) timed out"));
    });

    print("Registering a 1000 ms timeout");
    set_timeout(ms(1000), || print("SETTIMEOUT"));

    print(format!("Registering http get request to {delay_server}"));
    http::get(format!("http://{delay_server}/delay/2000"), |response| {
        let mut response = response.expect("the delay server answers");
        let status = response.status();
        response.text(move |body| {
            let body = body.expect("the body is text");
            print_content(&format!("HTTP status {status}\n{body}"), "web call");
        });
    });
}

fn main() -> bowline::Result<()> {
    go_to_examples();
    bowline::run(|| {
        let delay_server = start_delay_server();
        javascript(&delay_server);
    })?;
    print("FINISHED");
    Ok(())
}
