//! A whole program: a loop, from its first callback to its last.

use bowline_loop::{EventLoop, RunMode};

use crate::Result;

/// Calls `main` inside a new loop and runs the loop until nothing keeps it alive.
///
/// ```
/// bowline::run(|| {
///     bowline::set_immediate(|| println!("after main"));
///     println!("main");
/// })?;
/// # Ok::<(), bowline::Error>(())
/// ```
///
/// # Errors
///
/// `EMFILE`, `ENFILE` or `ENOMEM` if the system has no descriptors or memory left for a loop.
///
/// # Panics
///
/// With the panic of `main` or of a callback.
pub fn run(main: impl FnOnce()) -> Result<()> {
    let event_loop = EventLoop::new()?;
    event_loop.within(main);
    event_loop.run(RunMode::Default)?;
    Ok(())
}
