//! Errors of linking, in Node's words.

use rquickjs::Ctx;

use super::error::{ErrorClass, ResolveError};
use super::esm::throw_error;
use super::graph::{Kind, Loader};
use super::syntax;

/// The engine names the module that lacks an export by its URL; Node shows how it was asked for.
pub(super) fn link_error(ctx: &Ctx<'_>, loader: &Loader, graph: &[String]) -> rquickjs::Error {
    let thrown = ctx.catch();
    let message = thrown.as_object().and_then(|error| error.get::<_, String>("message").ok());
    let better = message.and_then(|message| {
        let rest = message.strip_prefix("Could not find export '")?.strip_suffix('\'')?;
        let (export, module) = rest.split_once("' in module '")?;
        missing_export(loader, graph, export, module)
    });
    match better {
        Some(message) => throw_error(ctx, ResolveError::new(ErrorClass::Syntax, "", message)),
        None => ctx.throw(thrown),
    }
}

/// The engine cuts long names.
fn missing_export(loader: &Loader, graph: &[String], export: &str, module: &str) -> Option<String> {
    for name in graph {
        let Some(importer) = loader.module(name) else { continue };
        let imports = importer.imports.borrow();
        let Some((specifier, target)) =
            imports.iter().find(|(_, target)| target.starts_with(module))
        else {
            continue;
        };
        let imported = syntax::imports_of(&importer.source.borrow());
        let of_module: Vec<_> =
            imported.iter().filter(|import| import.specifier == *specifier).collect();
        let Some(import) = of_module
            .iter()
            .find(|import| import.names.iter().any(|(name, _)| name.starts_with(export)))
        else {
            continue;
        };
        let is_commonjs = loader
            .module(target)
            .is_some_and(|module| matches!(module.kind, Kind::CommonJs { .. }));
        if !is_commonjs {
            return Some(format!(
                "The requested module '{specifier}' does not provide an export named '{export}'"
            ));
        }
        let names: Vec<String> = import
            .names
            .iter()
            .filter(|(name, _)| name != "default")
            .map(
                |(name, local)| {
                    if name == local { name.clone() } else { format!("{name}: {local}") }
                },
            )
            .collect();
        let example = if import.is_long {
            String::new()
        } else {
            format!("const {{ {} }} = pkg;\n", names.join(", "))
        };
        return Some(format!(
            "Named export '{export}' not found. The requested module '{specifier}' is a CommonJS module, which may \
             not support all module.exports as named exports.\nCommonJS modules can always be imported via the \
             default export, for example using:\n\nimport pkg from '{specifier}';\n{example}"
        ));
    }
    None
}
