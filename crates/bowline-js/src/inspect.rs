//! What the engine made of a value, for those who show values.
#![allow(unsafe_code, reason = "calls into the engine that have no safe interface")]

use rquickjs::function::This;
use rquickjs::{Ctx, Function, Object, Result, Value, qjs};

/// The number of the engine's class of an object; 0 for what is no object.
///
/// The numbers mean nothing by themselves: ask for that of an object whose kind is known.
pub fn class_id(value: &Value<'_>) -> u32 {
    // SAFETY: the class of any value may be asked for.
    unsafe { qjs::JS_GetClassID(value.as_raw()) }
}

/// What an iterator of a `Map` or a `Set` has still to give.
pub struct IteratorPreview<'js> {
    /// What it gives, in order; of one that gives pairs a key, its value, the next key ...
    pub items: Vec<Value<'js>>,
    /// Whether it gives pairs.
    pub is_key_value: bool,
}

/// The state of such an iterator, as the engine keeps it: the beginning of `JSMapIteratorData`.
///
/// The engine's version is pinned by `rquickjs-sys`, and `state_of` asks a known iterator before it trusts this.
#[repr(C)]
struct State {
    /// The `Map` or `Set`; undefined once the iterator is at its end.
    collection: qjs::JSValue,
    /// 0 keys, 1 values, 2 pairs.
    kind: u32,
    /// The entry it gave last; only compared.
    entry: *const std::ffi::c_void,
}

fn state_of<'a>(iterator: &'a Object<'_>) -> Option<&'a State> {
    let class = class_id(iterator.as_value());
    // SAFETY: any object may be asked for what it holds under its own class.
    let state = unsafe { qjs::JS_GetOpaque(iterator.as_raw(), class) };
    if state.is_null() {
        return None;
    }
    // SAFETY: callers give iterators of a `Map` or `Set` alone, whose state begins so and lives as long as they.
    Some(unsafe { &*state.cast::<State>() })
}

/// What `iterator`, one of a `Map` or a `Set`, has still to give, without moving it.
///
/// `None` if the value is no such iterator.
pub fn preview_iterator<'js>(
    ctx: &Ctx<'js>,
    iterator: &Object<'js>,
) -> Result<Option<IteratorPreview<'js>>> {
    let Some(of_map) = kind_of_iterator(ctx, iterator)? else { return Ok(None) };
    let Some(state) = state_of(iterator) else { return Ok(None) };
    let is_key_value = state.kind == 2;
    let mut preview = IteratorPreview { items: Vec::new(), is_key_value };
    // SAFETY: the value is the collection that the iterator keeps alive; a reference of our own is taken.
    let raw = unsafe { qjs::JS_DupValue(ctx.as_raw().as_ptr(), state.collection) };
    // SAFETY: the reference taken above is given to the new value.
    let collection = unsafe { Value::from_raw(ctx.clone(), raw) };
    let Some(collection) = collection.into_object() else { return Ok(Some(preview)) };
    let method = match state.kind {
        0 if of_map => "keys",
        2 => "entries",
        _ => "values",
    };
    // A second iterator over the same, moved to where the first one is; then it tells the rest.
    let prototype = prototype_of(ctx, if of_map { "Map" } else { "Set" })?;
    let second =
        prototype.get::<_, Function<'_>>(method)?.call::<_, Object<'_>>((This(collection),))?;
    let next = second.get::<_, Function<'_>>("next")?;
    let advance = || next.call::<_, Object<'_>>((This(second.clone()),));
    while state_of(&second).is_some_and(|at| at.entry != state.entry) {
        if advance()?.get::<_, bool>("done")? {
            return Ok(Some(preview));
        }
    }
    loop {
        let step = advance()?;
        if step.get::<_, bool>("done")? {
            return Ok(Some(preview));
        }
        let value = step.get::<_, Value<'_>>("value")?;
        match value.as_array().filter(|_| is_key_value) {
            Some(pair) => preview.items.extend([pair.get(0)?, pair.get(1)?]),
            None => preview.items.push(value),
        }
    }
}

fn prototype_of<'js>(ctx: &Ctx<'js>, class: &str) -> Result<Object<'js>> {
    ctx.globals().get::<_, Object<'_>>(class)?.get("prototype")
}

/// Whether the object is the iterator of a `Map` (true) or of a `Set` (false), by comparing it to fresh ones.
fn kind_of_iterator<'js>(ctx: &Ctx<'js>, iterator: &Object<'js>) -> Result<Option<bool>> {
    for (class, is_map) in [("Map", true), ("Set", false)] {
        let constructor = ctx.globals().get::<_, rquickjs::function::Constructor<'_>>(class)?;
        let empty = constructor.construct::<_, Object<'_>>(())?;
        let fresh = empty
            .get::<_, Function<'_>>("values")?
            .call::<_, Object<'_>>((This(empty.clone()),))?;
        if class_id(fresh.as_value()) != class_id(iterator.as_value()) {
            continue;
        }
        // The layout is trusted only if it says of a fresh iterator what is known of it.
        let is_understood = state_of(&fresh).is_some_and(|state| {
            // SAFETY: both are values of this engine; neither is kept.
            let is_same = unsafe {
                qjs::JS_IsSameValue(ctx.as_raw().as_ptr(), state.collection, empty.as_raw())
            };
            is_same && state.kind <= 2 && state.entry.is_null()
        });
        return Ok(is_understood.then_some(is_map));
    }
    Ok(None)
}
