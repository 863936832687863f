//! What others see as the command line of the process.
//!
//! It is kept in the memory that the system put the arguments into, which is also where `ps` reads it. That
//! memory is written as the file `/proc/self/mem`, within the bounds that `/proc/self/stat` gives, so that
//! no code here handles addresses.

use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::sync::{Mutex, MutexGuard};

/// The title that was set, and how much there is room for.
#[derive(Default)]
struct Title {
    text: Option<String>,
    arguments: Option<(u64, usize)>,
}

static TITLE: Mutex<Title> = Mutex::new(Title { text: None, arguments: None });

fn lock() -> MutexGuard<'static, Title> {
    TITLE.lock().expect("nothing panics while it holds the title")
}

/// The title of the process: what was set, or the name it was started by.
///
/// Source: Node.js `process.title`.
pub fn title() -> String {
    if let Some(text) = &lock().text {
        return text.clone();
    }
    std::env::args().next().unwrap_or_default()
}

/// Sets the title, as far as there is room for it: as many bytes as the arguments of the process have.
///
/// Source: Node.js `process.title`; libuv `uv_set_process_title`.
pub fn set_title(text: &str) {
    let mut title = lock();
    let Some((start, length)) = title.arguments.or_else(find_arguments) else { return };
    title.arguments = Some((start, length));
    let mut end = text.len().min(length.saturating_sub(1));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let mut bytes = vec![0; length];
    bytes[..end].copy_from_slice(text.as_bytes());
    let written = OpenOptions::new().write(true).open("/proc/self/mem").and_then(|mut memory| {
        memory.seek(SeekFrom::Start(start))?;
        memory.write_all(&bytes)
    });
    if written.is_ok() {
        title.text = Some(text.to_owned());
        // The thread's name is what tools without the command line show.
        let _ = fs::write("/proc/self/comm", text);
    }
}

/// Where the arguments are in memory, and how many bytes they have.
fn find_arguments() -> Option<(u64, usize)> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may have spaces of its own.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(45);
    let start: u64 = fields.next()?.parse().ok()?;
    let end: u64 = fields.next()?.parse().ok()?;
    let length = usize::try_from(end.checked_sub(start)?).ok()?;
    // Whatever these numbers are, only the arguments are written over.
    let arguments: usize = std::env::args_os().map(|argument| argument.len() + 1).sum();
    (length == arguments && start != 0).then_some((start, length))
}
