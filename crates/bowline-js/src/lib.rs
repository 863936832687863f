//! A JavaScript engine on bowline's event loop.
//!
//! The engine is QuickJS-ng through `rquickjs`, which this crate shows as it is: values, functions and
//! classes are `rquickjs`'s. What is added is what a loop needs: callbacks that outlive a call
//! ([`Callback`], [`Done`]), the checkpoint after every callback, built-in modules, a loader, errors both
//! ways, and an end for every state a runtime can be in ([`Runtime`]).
//!
//! It knows no Node module by name: those come as a [`ModuleTable`].

#![deny(unsafe_code)]

mod async_context;
mod buffer;
mod builtin;
mod callback;
mod checkpoint;
mod embed;
mod engine;
mod error;
#[cfg_attr(unix, path = "fd_unix.rs")]
#[cfg_attr(not(unix), path = "fd_other.rs")]
pub mod fd;
mod hooks;
mod inspect;
pub mod loader;
mod memory;
mod promise;
mod runtime;
mod shared;
mod text;
mod units;

pub use rquickjs;

pub use async_context::{
    current_async_context, set_async_context, set_job_context, watch_promises,
};
pub use bowline_bytecode::{
    Bytecode, Function as FunctionSource, check_script, compile_function, run_script,
};
pub use buffer::{Bytes, View, set_buffer_prototype};
pub use builtin::{Builtin, ModuleTable, Native, loaded_ids, require};
pub use callback::{Callback, Done};
pub use checkpoint::drain;
pub use engine::{class_name, promise_state, proxy_parts, same_value};
pub use error::{Throws, js_error, throw};
pub use hooks::{Hooks, exit, run_reported, set_has_rejections, set_has_ticks, set_hooks};
pub use inspect::{
    IteratorPreview, class_id, names_beside_items, plain_length, plain_properties, preview_iterator,
};
pub use memory::{MemoryUsage, memory_usage};
pub use promise::{future_of, promise_of};
pub use runtime::{Builder, Ended, Interrupter, JsError, Runtime};
pub use shared::loop_of;
pub use text::Text;
pub use units::Units;
