//! JavaScript with Node's modules: the runtime that a Rust program owns.
//!
//! ```
//! use bowline::js::Runtime;
//!
//! let runtime = Runtime::builder().build()?;
//! let sum: i32 = runtime.eval("[1, 2, 3].reduce((sum, n) => sum + n)")?;
//! assert_eq!(sum, 6);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod natives;
mod program;
pub(crate) mod public;
pub(crate) mod runtime;

pub use bowline_js::loader::{Disk, Kind, Memory, Source};
pub use bowline_js::{
    Bytes, Callback, Done, Ended, Interrupter, JsError, Text, Throws, View, future_of, promise_of,
    rquickjs,
};
pub use program::Program;
pub use runtime::{Builder, Runtime};

use bowline_js::{Builtin, Bytecode, ModuleTable};

/// Node's modules.
static MODULES: ModuleTable = ModuleTable {
    builtins: include!(concat!(env!("OUT_DIR"), "/builtins.rs")),
    native: natives::of,
    is_public: public::is_public,
    bootstrap: "runtime/bootstrap",
    missing: "internal/missing",
};

/// The ids of all built-in modules.
pub(crate) fn builtin_ids() -> Vec<&'static str> {
    MODULES.builtins.iter().map(|builtin| builtin.id).collect()
}
