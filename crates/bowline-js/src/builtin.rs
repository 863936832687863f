//! Built-in modules: bytecode in the program, made into modules when somebody first asks.

use std::rc::Rc;

use bowline_bytecode::Bytecode;
use rquickjs::{Ctx, Exception, Function, Object, Persistent, Result, Value};

use crate::shared::Shared;
use crate::text::Text;

/// One built-in module.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// What other built-ins require it by.
    pub id: &'static str,
    /// A function of `exports`, `require`, `module` and `native`.
    pub code: Bytecode,
}

/// Fills the `native` object of a folder.
pub type Native = for<'js> fn(&Ctx<'js>, &Object<'js>) -> Result<()>;

/// All modules of a runtime.
#[derive(Debug)]
pub struct ModuleTable {
    /// Sorted by id.
    pub builtins: &'static [Builtin],
    /// The native half of a folder, the part of an id before the first slash.
    pub native: fn(folder: &str) -> Option<Native>,
    /// Whether programs may load an id.
    pub is_public: fn(id: &str) -> bool,
    /// The module that prepares a new engine: globals, hooks. It runs before all else.
    pub bootstrap: &'static str,
    /// The module whose `provide(id)` stands in for a public module that is not there.
    pub missing: &'static str,
}

impl ModuleTable {
    fn find(&self, id: &str) -> Option<&'static Builtin> {
        let place = self.builtins.binary_search_by(|builtin| builtin.id.cmp(id)).ok()?;
        Some(&self.builtins[place])
    }
}

/// What a built-in module exports.
///
/// # Errors
///
/// An exception if there is no such module, or what it threw while it was loaded.
pub fn require<'js>(ctx: &Ctx<'js>, id: &str) -> Result<Value<'js>> {
    let shared = Shared::of(ctx);
    let known = shared.loaded.borrow().get(id).cloned();
    if let Some(module) = known {
        return module.restore(ctx)?.get("exports");
    }
    let Some(builtin) = shared.modules.find(id) else {
        if (shared.modules.is_public)(id) && shared.modules.missing != id {
            return provide_missing(ctx, &shared, id);
        }
        return Err(Exception::throw_message(ctx, &format!("no built-in module '{id}'")));
    };
    load(ctx, &shared, builtin)
}

/// The built-in modules that are loaded, sorted.
pub fn loaded_ids(ctx: &Ctx<'_>) -> Vec<&'static str> {
    let mut ids: Vec<_> = Shared::of(ctx).loaded.borrow().keys().copied().collect();
    ids.sort_unstable();
    ids
}

/// A public module that is not there yet, made by the table's own module for that; the same one each time.
fn provide_missing<'js>(ctx: &Ctx<'js>, shared: &Shared, id: &str) -> Result<Value<'js>> {
    let key = format!("missing:{id}");
    let maker: Object<'js> = require(ctx, shared.modules.missing)?.get()?;
    let known: Value<'js> = maker.get(key.as_str())?;
    if !known.is_undefined() {
        return Ok(known);
    }
    let provide: Function<'js> = maker.get("provide")?;
    let exports: Value<'js> = provide.call((id,))?;
    maker.set(key, exports.clone())?;
    Ok(exports)
}

fn load<'js>(ctx: &Ctx<'js>, shared: &Rc<Shared>, builtin: &'static Builtin) -> Result<Value<'js>> {
    let function = builtin.code.load(ctx)?;
    let module = Object::new(ctx.clone())?;
    let exports = Object::new(ctx.clone())?;
    // Defined, not assigned: a setter on `Object.prototype` must not see it.
    let property = rquickjs::object::Property::from(exports.clone());
    module.prop("exports", property.configurable().enumerable().writable())?;
    let require = require_function(ctx, shared)?;
    let native = native_object(ctx, shared, builtin.id)?;
    // Before it runs: modules may require each other in a circle.
    shared.loaded.borrow_mut().insert(builtin.id, Persistent::save(ctx, module.clone()));
    let outcome = function.call::<_, ()>((exports, require, module.clone(), native));
    if let Err(error) = outcome {
        let failed = shared.loaded.borrow_mut().remove(builtin.id);
        drop(failed);
        return Err(error);
    }
    module.get("exports")
}

fn require_function<'js>(ctx: &Ctx<'js>, shared: &Shared) -> Result<Function<'js>> {
    let known = shared.require.borrow().clone();
    if let Some(function) = known {
        return function.restore(ctx);
    }
    let function = Function::new(ctx.clone(), |ctx: Ctx<'js>, id: Text| require(&ctx, &id.0))?
        .with_name("require")?;
    shared.require.replace(Some(Persistent::save(ctx, function.clone())));
    Ok(function)
}

/// The one `native` of all files of a folder.
fn native_object<'js>(ctx: &Ctx<'js>, shared: &Shared, id: &'static str) -> Result<Object<'js>> {
    let folder = id.split_once('/').map_or(id, |(folder, _)| folder);
    let known = shared.natives.borrow().get(folder).cloned();
    if let Some(native) = known {
        return native.restore(ctx);
    }
    let native = Object::new(ctx.clone())?;
    if let Some(fill) = (shared.modules.native)(folder) {
        fill(ctx, &native)?;
    }
    shared.natives.borrow_mut().insert(folder, Persistent::save(ctx, native.clone()));
    Ok(native)
}
