//! How programs find and load their files.
//!
//! [`Resolver`] finds them, in any [`Source`], without an engine. The functions here connect it with one.

mod commonjs;
mod error;
mod esm;
mod exports;
mod fill;
mod format;
mod graph;
mod link;
mod load;
mod location;
mod package;
mod raw;
mod resolve;
mod source;
mod syntax;
mod targets;
#[cfg(all(test, unix))]
mod tests;
mod tokens;

pub use commonjs::Lookup;
pub use error::{ErrorClass, ResolveError};
pub use esm::{
    LoaderOptions, check_source, configure, flush_warnings, import, require_module, resolve_import,
    resolver, run_source, throw_error,
};
pub use location::{folder_of, join, path_of_url, url_of_path};
pub use package::{Package, PackageType};
pub use resolve::{Resolver, Warning};
pub use source::{Disk, Kind, Memory, Source};

pub use fill::sync_builtins;

pub(crate) use graph::Loader;

/// Whether a file's text can only be an ES module.
pub fn is_module_text(source: &str) -> bool {
    syntax::is_module(source)
}

/// The text of a file as the engine takes it, if that is another one.
pub fn modern_text(source: &str) -> Option<String> {
    syntax::modern_attributes(source)
}
