//! The program of the book "The Node Experiment", with futures:
//! `cargo run --release --example book_async`.

use bowline::{Result, crypto, fs, http, ms, queue_work, sleep, spawn_local};
use bowline_examples::{fibonacci, go_to_examples, print, print_content, start_delay_server};

/// The same program: what ran side by side there is a future of its own here.
fn javascript(delay_server: String) {
    print("First call to read test.txt");
    spawn_local(async {
        let text = fs::promises::read_to_string("test.txt").await.expect("test.txt is here");
        print(format!("First count: {} characters.", text.len()));
        print(r#"I want to create a "magic" number based on the text."#);
        let len = text.len();
        queue_work(
            move || fibonacci(len),
            |n| {
                print(format!(r#""Encrypted" number is: {}"#, n.expect("the job does not panic")));
            },
        );
        encrypt(text).await.expect("the text is short enough");
    });

    for number in [1, 2] {
        print(format!("Registering immediate timeout {number}"));
        spawn_local(async move {
            sleep(ms(0)).await;
            print(format!("Immediate{number} timed out"));
        });
    }

    // let's read the file again and display the text
    print("Second call to read test.txt");
    spawn_local(async {
        let text = fs::promises::read_to_string("test.txt").await.expect("test.txt is here");
        print(format!("Second count: {} characters.", text.len()));
        // aaand one more time but not in parallel.
        print("Third call to read test.txt");
        let text = fs::promises::read_to_string("test.txt").await.expect("test.txt is here");
        print_content(&text, "file read");
    });

    print("Registering a 3000 and a 500 ms timeout");
    spawn_local(async {
        sleep(ms(3000)).await;
        print("3000ms timer timed out");
        sleep(ms(500)).await;
        print("500ms timer(nested) timed out");
    });

    print("Registering a 1000 ms timeout");
    spawn_local(async {
        sleep(ms(1000)).await;
        print("SETTIMEOUT");
    });

    print(format!("Registering http get request to {delay_server}"));
    spawn_local(async move {
        let url = format!("http://{delay_server}/delay/2000");
        let mut response = http::promises::get(url).await.expect("the delay server answers");
        let body = response.collect().await.expect("the whole body comes");
        let body = String::from_utf8_lossy(&body);
        print_content(&format!("HTTP status {}\n{body}", response.status()), "web call");
    });
}

async fn encrypt(text: String) -> Result<()> {
    let key = crypto::Key::random()?;
    let sealed = crypto::promises::encrypt(&key, text.clone()).await?;
    assert_eq!(crypto::promises::decrypt(&key, sealed.clone()).await?, text.as_bytes());
    print(format!("Really encrypted: {} bytes, and back again.", sealed.len()));
    Ok(())
}

fn main() -> Result<()> {
    go_to_examples();
    bowline::run(|| javascript(start_delay_server()))?;
    print("FINISHED");
    Ok(())
}
