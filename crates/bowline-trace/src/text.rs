//! Plain text, a line an event.
