//! A Rust program that owns a JavaScript runtime and gives it functions:
//! `cargo run --release --example embed`.

use std::time::Duration;

use bowline::js::Runtime;
use bowline::js::rquickjs::prelude::Func;

const PROGRAM: &str = "
    const path = process.getBuiltinModule('path');
    (async () => {
      const words = await Promise.all([lookUp('one'), lookUp('two')]);
      return `${path.join('from', 'JavaScript')}: ${words.join(' and ')}, ${add(40, 2)}`;
    })()
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = Runtime::builder().memory_max(64 << 20).build()?;
    runtime.set_global("add", Func::from(|a: i32, b: i32| a + b))?;
    // A future of Rust is a promise there; it sleeps on the same loop.
    let event_loop = runtime.event_loop().clone();
    runtime.set_async_function("lookUp", move |word: String| {
        let sleep = event_loop.sleep(Duration::from_millis(100));
        async move {
            sleep.await;
            Ok(format!("{word}, looked up"))
        }
    })?;
    let answer: String = runtime.eval_promise(PROGRAM)?;
    println!("{answer}");
    Ok(())
}
