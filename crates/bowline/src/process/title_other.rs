//! What the process calls itself. Others do not see it here.

use std::sync::Mutex;

static TITLE: Mutex<Option<String>> = Mutex::new(None);

/// The title of the process: what was set, or the name it was started by.
///
/// Source: Node.js `process.title`.
pub fn title() -> String {
    let title = TITLE.lock().expect("nothing panics while it holds the title").clone();
    title.unwrap_or_else(|| std::env::args().next().unwrap_or_default())
}

/// Sets the title.
///
/// # Differences from Node
///
/// Only [`title`] shows it.
pub fn set_title(text: &str) {
    let mut title = TITLE.lock().expect("nothing panics while it holds the title");
    *title = Some(text.to_owned());
}
