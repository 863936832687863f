//! Which kind of module a file is.

use super::error::{ErrorClass, ResolveError};
use super::package::PackageType;
use super::resolve::Resolver;

/// A kind of module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Module,
    CommonJs,
    Json,
    /// Its text has to tell.
    Unsaid,
}

/// What the file at `path` is by its name and its package.
pub(crate) fn format_of(resolver: &Resolver, path: &str) -> Result<Format, ResolveError> {
    let name = path.rsplit(super::location::is_separator).next().unwrap_or_default();
    let extension = name.rfind('.').filter(|dot| *dot > 0).map_or("", |dot| &name[dot..]);
    match extension {
        ".mjs" => Ok(Format::Module),
        ".cjs" => Ok(Format::CommonJs),
        ".json" => Ok(Format::Json),
        ".js" | "" => Ok(match resolver.package_type(path)? {
            PackageType::Module => Format::Module,
            PackageType::CommonJs => Format::CommonJs,
            PackageType::None => Format::Unsaid,
        }),
        _ => {
            let message = format!("Unknown file extension \"{extension}\" for {path}");
            Err(ResolveError::new(ErrorClass::Type, "ERR_UNKNOWN_FILE_EXTENSION", message))
        }
    }
}
