//! What is between the engine and Node's modules: globals, hooks, the main program. JavaScript only.

pub(crate) mod js;
