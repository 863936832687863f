//! `package.json` files, each read once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use serde_json::Value;

use super::error::ResolveError;
use super::location::{folder_of, join};
use super::source::Source;

/// The `type` of a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PackageType {
    /// It says nothing, or nothing known.
    #[default]
    None,
    /// `"commonjs"`.
    CommonJs,
    /// `"module"`.
    Module,
}

/// What loading has to know of a package. The order of `exports` and `imports` counts, and is kept.
#[derive(Debug, Default)]
pub struct Package {
    /// The folder it is in.
    pub folder: String,
    /// Its own name.
    pub name: Option<String>,
    /// The file it begins with, where there is no `exports`.
    pub main: Option<String>,
    /// What its `.js` files are.
    pub package_type: PackageType,
    /// `None` also where it is null.
    pub exports: Option<Value>,
    /// An object, if it is there.
    pub imports: Option<Value>,
}

impl Package {
    /// The path of its `package.json`.
    pub fn config_path(&self) -> String {
        join(&self.folder, "package.json")
    }

    fn parse(folder: &str, bytes: &[u8]) -> Result<Package, serde_json::Error> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut config: Value = serde_json::from_slice(bytes)?;
        let mut take = |name: &str| config.get_mut(name).map(Value::take);
        let text = |value: Option<Value>| match value {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        Ok(Package {
            folder: folder.to_owned(),
            name: text(take("name")),
            main: text(take("main")),
            package_type: match text(take("type")).as_deref() {
                Some("module") => PackageType::Module,
                Some("commonjs") => PackageType::CommonJs,
                _ => PackageType::None,
            },
            exports: take("exports").filter(|exports| !exports.is_null()),
            imports: take("imports").filter(Value::is_object),
        })
    }
}

/// All packages that were asked for; a file that changes later is not seen.
#[derive(Debug, Default)]
pub(crate) struct Packages {
    by_folder: RefCell<HashMap<String, Option<Rc<Package>>>>,
}

impl Packages {
    /// The package whose `package.json` is in `folder`.
    pub(crate) fn read(
        &self,
        source: &dyn Source,
        folder: &str,
    ) -> Result<Option<Rc<Package>>, ResolveError> {
        if let Some(known) = self.by_folder.borrow().get(folder) {
            return Ok(known.clone());
        }
        let path = join(folder, "package.json");
        let package = match source.read(Path::new(&path)) {
            Ok(bytes) => {
                let package = Package::parse(folder, &bytes)
                    .map_err(|error| ResolveError::invalid_json(&path, &error))?;
                Some(Rc::new(package))
            }
            Err(_) => None,
        };
        self.by_folder.borrow_mut().insert(folder.to_owned(), package.clone());
        Ok(package)
    }

    /// The package that the file at `path` belongs to: the nearest one above it, up to a `node_modules`.
    pub(crate) fn scope(
        &self,
        source: &dyn Source,
        path: &str,
    ) -> Result<Option<Rc<Package>>, ResolveError> {
        let mut folder = folder_of(path);
        loop {
            if Path::new(&folder).file_name().is_some_and(|name| name == "node_modules") {
                return Ok(None);
            }
            if let Some(package) = self.read(source, &folder)? {
                return Ok(Some(package));
            }
            let above = folder_of(&folder);
            if above == folder {
                return Ok(None);
            }
            folder = above;
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::loader::Memory;

    #[test]
    fn a_file_belongs_to_the_nearest_package_but_not_to_one_beyond_node_modules() {
        let source = Memory::new()
            .file("/p/package.json", r#"{"name":"p","type":"module"}"#)
            .file("/p/a/b.js", "")
            .file("/p/node_modules/x.js", "");
        let packages = Packages::default();
        let scope = packages.scope(&source, "/p/a/b.js").unwrap().unwrap();
        assert_eq!(scope.package_type, PackageType::Module);
        assert_eq!(scope.config_path(), "/p/package.json");
        assert!(packages.scope(&source, "/p/node_modules/x.js").unwrap().is_none());
        assert!(packages.scope(&source, "/x.js").unwrap().is_none());
    }

    #[test]
    fn the_order_of_conditions_is_that_of_the_file() {
        let source =
            Memory::new().file("/p/package.json", r#"{"exports":{"z":"./z.js","a":"./a.js"}}"#);
        let package = Packages::default().read(&source, "/p").unwrap().unwrap();
        let exports = package.exports.as_ref().and_then(Value::as_object).unwrap();
        assert_eq!(exports.keys().collect::<Vec<_>>(), ["z", "a"]);
    }

    #[test]
    fn a_broken_file_is_an_error_that_names_it() {
        let source = Memory::new().file("/p/package.json", "{");
        let error = Packages::default().read(&source, "/p").unwrap_err();
        assert_eq!(error.message, "Error parsing /p/package.json: Unexpected end of JSON input");
    }
}
