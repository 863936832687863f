//! How much memory the engine holds.
#![allow(unsafe_code, reason = "the engine is asked from inside, where the safe way is locked")]

use std::mem::MaybeUninit;

use rquickjs::{Ctx, qjs};

/// What the engine holds, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MemoryUsage {
    /// What it has from the system.
    pub heap_total: f64,
    /// What values, code and names need of it.
    pub heap_used: f64,
    /// Memory of binary data.
    pub external: f64,
    /// The part of it that buffers are made of.
    pub array_buffers: f64,
}

/// Looks at every value of the engine, which takes a while if there are many.
pub fn memory_usage(ctx: &Ctx<'_>) -> MemoryUsage {
    // SAFETY: a context knows its runtime, which lives as long as it.
    let runtime = unsafe { qjs::JS_GetRuntime(ctx.as_raw().as_ptr()) };
    let mut usage = MaybeUninit::uninit();
    // SAFETY: `ctx` proves that this thread is in the engine, and `usage` may be written to.
    unsafe { qjs::JS_ComputeMemoryUsage(runtime, usage.as_mut_ptr()) };
    // SAFETY: the engine filled all of it.
    let usage: qjs::JSMemoryUsage = unsafe { usage.assume_init() };
    let binary = usage.binary_object_size as f64;
    MemoryUsage {
        heap_total: usage.malloc_size as f64,
        heap_used: usage.memory_used_size as f64,
        external: binary,
        array_buffers: binary,
    }
}
