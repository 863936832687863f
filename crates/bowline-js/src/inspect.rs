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

/// The names of an object's own properties, freed when dropped.
struct Names {
    context: *mut qjs::JSContext,
    first: *mut qjs::JSPropertyEnum,
    count: u32,
}

impl Names {
    /// `None` if they cannot be told: a proxy's handler threw.
    fn of(object: &Object<'_>) -> Option<Names> {
        let context = object.ctx().as_raw().as_ptr();
        let mut names = Names { context, first: std::ptr::null_mut(), count: 0 };
        // Whether each is enumerable costs nothing more, so it is asked for at once.
        let flags = qjs::JS_GPN_STRING_MASK | qjs::JS_GPN_SYMBOL_MASK | qjs::JS_GPN_SET_ENUM;
        // SAFETY: the value is an object of this context, and both places may be written to.
        let result = unsafe {
            qjs::JS_GetOwnPropertyNames(
                context,
                &raw mut names.first,
                &raw mut names.count,
                object.as_raw(),
                flags.cast_signed(),
            )
        };
        if result < 0 {
            drop(object.ctx().catch());
            return None;
        }
        Some(names)
    }

    fn list(&self) -> &[qjs::JSPropertyEnum] {
        if self.count == 0 {
            return &[];
        }
        // SAFETY: the engine wrote `count` names there; they live until they are freed in `drop`.
        unsafe { std::slice::from_raw_parts(self.first, self.count as usize) }
    }
}

impl Drop for Names {
    fn drop(&mut self) {
        // SAFETY: the names came from the engine and are freed once.
        unsafe { qjs::JS_FreePropertyEnum(self.context, self.first, self.count) };
    }
}

/// The value of an own property that is no accessor.
fn own_value<'js>(object: &Object<'js>, name: qjs::JSAtom) -> Option<Value<'js>> {
    let ctx = object.ctx();
    let mut property = std::mem::MaybeUninit::<qjs::JSPropertyDescriptor>::uninit();
    let context = ctx.as_raw().as_ptr();
    // SAFETY: the value is an object of this context, the name one of its own, and the place may be written to.
    let result =
        unsafe { qjs::JS_GetOwnProperty(context, property.as_mut_ptr(), object.as_raw(), name) };
    if result <= 0 {
        if result < 0 {
            drop(ctx.catch());
        }
        return None;
    }
    // SAFETY: the engine fills in all of it when the property is there.
    let property = unsafe { property.assume_init() };
    // SAFETY: the engine gave the value to us.
    let value = unsafe { Value::from_raw(ctx.clone(), property.value) };
    // SAFETY: as above; freed when dropped.
    drop(unsafe { Value::from_raw(ctx.clone(), property.getter) });
    // SAFETY: as above.
    drop(unsafe { Value::from_raw(ctx.clone(), property.setter) });
    (property.flags.cast_unsigned() & qjs::JS_PROP_TMASK == qjs::JS_PROP_NORMAL).then_some(value)
}

/// Whether an array has nothing but items: no holes before its last one, no accessors, no other enumerable
/// properties. The number of its items then; `None` for an array that is not so plain.
pub fn plain_length(array: &Object<'_>) -> Option<u32> {
    let context = array.ctx().as_raw().as_ptr();
    let names = Names::of(array)?;
    for (index, name) in (0..).zip(names.list()) {
        // SAFETY: the context is the array's. Names of small numbers are numbers, and need not be freed.
        let expected = unsafe { qjs::JS_NewAtomUInt32(context, index) };
        if name.atom != expected {
            // Indices come first; whatever follows may only be hidden, as `length` is.
            let rest = &names.list()[index as usize..];
            return rest.iter().all(|name| !name.is_enumerable).then_some(index);
        }
        own_value(array, name.atom)?;
    }
    Some(names.count)
}

/// The names of an array's properties that are no indices, strings before symbols; without `hidden` the enumerable
/// ones alone. A million items cost no million strings. Indices above 2³¹ are names here.
pub fn names_beside_items<'js>(array: &Object<'js>, hidden: bool) -> Option<Vec<Value<'js>>> {
    let ctx = array.ctx();
    let context = ctx.as_raw().as_ptr();
    // SAFETY: any number may be made a name. Those of small numbers carry a mark, which that of 0 is.
    let mark = unsafe { qjs::JS_NewAtomUInt32(context, 0) };
    let names = Names::of(array)?;
    let beside = names.list().iter().filter(|name| name.atom & mark == 0);
    let shown = beside.filter(|name| hidden || name.is_enumerable).map(|name| {
        // SAFETY: the name is held by `names`.
        let key = unsafe { qjs::JS_AtomToValue(context, name.atom) };
        // SAFETY: the engine gave the value to us.
        unsafe { Value::from_raw(ctx.clone(), key) }
    });
    Some(shown.collect())
}

/// The enumerable properties of an object as name, value, name, value ...
///
/// `None` if one of them is an accessor or a symbol, so that more has to be asked.
pub fn plain_properties<'js>(object: &Object<'js>) -> Option<Vec<Value<'js>>> {
    let ctx = object.ctx();
    let context = ctx.as_raw().as_ptr();
    let names = Names::of(object)?;
    let mut properties = Vec::with_capacity(names.count as usize * 2);
    for name in names.list() {
        if !name.is_enumerable {
            continue;
        }
        // SAFETY: the name is held by `names`.
        let key = unsafe { qjs::JS_AtomToValue(context, name.atom) };
        // SAFETY: the engine gave the value to us.
        let key = unsafe { Value::from_raw(ctx.clone(), key) };
        if !key.is_string() {
            return None;
        }
        let value = own_value(object, name.atom)?;
        properties.extend([key, value]);
    }
    Some(properties)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn with_engine(test: impl FnOnce(&Ctx<'_>)) {
        let engine = rquickjs::Runtime::new().unwrap();
        rquickjs::Context::full(&engine).unwrap().with(|ctx| test(&ctx));
    }

    fn object<'js>(ctx: &Ctx<'js>, source: &str) -> Object<'js> {
        ctx.eval(source).unwrap()
    }

    fn numbers(values: &[Value<'_>]) -> Vec<i32> {
        values.iter().filter_map(Value::as_int).collect()
    }

    #[test]
    fn objects_of_a_kind_have_one_class() {
        with_engine(|ctx| {
            let id = |source| class_id(object(ctx, source).as_value());
            assert_eq!(id("new Map()"), id("Object.setPrototypeOf(new Map(), null)"));
            assert_ne!(id("new Map()"), id("Object.create(Map.prototype)"));
            assert_eq!(class_id(&Value::new_int(ctx.clone(), 1)), 0);
        });
    }

    #[test]
    fn a_preview_tells_the_rest_and_does_not_move_the_iterator() {
        with_engine(|ctx| {
            let iterator = object(
                ctx,
                "(() => { const it = new Map([[1, 2], [3, 4], [5, 6]]).entries(); it.next(); return it; })()",
            );
            for _ in 0..2 {
                let preview = preview_iterator(ctx, &iterator).unwrap().unwrap();
                assert_eq!(numbers(&preview.items), [3, 4, 5, 6]);
                assert!(preview.is_key_value);
            }
            let fresh = object(ctx, "new Set([7, 8]).values()");
            let preview = preview_iterator(ctx, &fresh).unwrap().unwrap();
            assert_eq!(numbers(&preview.items), [7, 8]);
            assert!(!preview.is_key_value);
        });
    }

    #[test]
    fn a_preview_of_an_iterator_at_its_end_is_empty() {
        with_engine(|ctx| {
            let iterator = object(
                ctx,
                "(() => { const it = new Set([1]).values(); it.next(); it.next(); return it; })()",
            );
            assert!(preview_iterator(ctx, &iterator).unwrap().unwrap().items.is_empty());
        });
    }

    #[test]
    fn other_objects_have_no_preview() {
        with_engine(|ctx| {
            for source in ["[1].values()", "({})", "new Map([[1, 2]])", "(function* () {})()"] {
                assert!(preview_iterator(ctx, &object(ctx, source)).unwrap().is_none(), "{source}");
            }
        });
    }

    #[test]
    fn a_plain_list_has_items_only() {
        with_engine(|ctx| {
            let length = |source| plain_length(&object(ctx, source));
            assert_eq!(length("[1, 'a', {}]"), Some(3));
            assert_eq!(length("[]"), Some(0));
            assert_eq!(length("[1, , 3]"), None);
            assert_eq!(length("Object.assign([1], { x: 1 })"), None);
            assert_eq!(length("Object.assign([1], { [Symbol.iterator]: 1 })"), None);
            assert_eq!(length("Object.defineProperty([1], 0, { get() { return 1; } })"), None);
            // Holes at the end show in the length only.
            assert_eq!(length("[1, ,]"), Some(1));
        });
    }

    #[test]
    fn names_beside_items_are_no_indices() {
        with_engine(|ctx| {
            let count =
                |source, hidden| names_beside_items(&object(ctx, source), hidden).unwrap().len();
            assert_eq!(count("[1, , 3]", false), 0);
            assert_eq!(count("[1, , 3]", true), 1);
            assert_eq!(
                count("Object.assign([1], { x: 1, [Symbol.iterator]: 2, 70000: 3 })", false),
                2
            );
            assert_eq!(count("Object.assign(new Uint8Array(9), { x: 1 })", false), 1);
        });
    }

    #[test]
    fn plain_properties_are_names_and_values_in_order() {
        with_engine(|ctx| {
            let properties = plain_properties(&object(ctx, "({ b: 1, 7: 2, a: 3 })")).unwrap();
            let names: Vec<String> = properties
                .iter()
                .filter_map(|value| value.as_string())
                .map(|name| name.to_string().unwrap())
                .collect();
            assert_eq!(names, ["7", "b", "a"]);
            assert_eq!(numbers(&properties), [2, 1, 3]);
        });
    }

    #[test]
    fn properties_that_run_code_or_have_no_name_are_not_plain() {
        with_engine(|ctx| {
            assert!(plain_properties(&object(ctx, "({ get a() { throw 1; } })")).is_none());
            assert!(plain_properties(&object(ctx, "({ [Symbol.iterator]: 1 })")).is_none());
            assert!(
                plain_properties(&object(ctx, "new Proxy({}, { ownKeys() { throw 1; } })"))
                    .is_none()
            );
            let hidden =
                "Object.defineProperty({}, 'x', { get() { throw 1; }, enumerable: false })";
            assert!(plain_properties(&object(ctx, hidden)).unwrap().is_empty());
        });
    }
}
