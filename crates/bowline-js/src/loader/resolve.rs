//! From what a program asks for to the URL of a module.

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::Path;
use std::rc::Rc;

use url::Url;

use super::error::{ErrorClass, ResolveError};
use super::format::{Format, format_of};
use super::location::{folder_of, join, path_of, path_of_url, unescape, url_of_path};
use super::package::{Package, PackageType, Packages};
use super::source::{Kind, Source};
use super::targets::{Field, Query};

/// What is tried, in this order, for a package that names no file.
const MAIN_SUFFIXES: [&str; 6] =
    [".js", ".json", ".node", "/index.js", "/index.json", "/index.node"];
const INDEX_FILES: [&str; 3] = ["index.js", "index.json", "index.node"];

/// Something that works and should be written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Such as `DEP0166`.
    pub code: &'static str,
    /// A sentence.
    pub text: String,
}

/// Finds modules in a [`Source`].
pub struct Resolver {
    pub(crate) source: Rc<dyn Source>,
    pub(crate) packages: Packages,
    /// Whether programs may load a built-in module, by its id without `node:`.
    pub(crate) is_builtin: fn(&str) -> bool,
    import_conditions: Vec<String>,
    require_conditions: Vec<String>,
    /// Files keep the name they were found by.
    pub preserve_symlinks: bool,
    /// The main program keeps the name it was started by.
    pub preserve_symlinks_main: bool,
    warnings: RefCell<Vec<Warning>>,
    /// What is said once only has been said of these.
    pub(crate) said: RefCell<HashSet<String>>,
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver")
            .field("import_conditions", &self.import_conditions)
            .finish_non_exhaustive()
    }
}

impl Resolver {
    /// A resolver that takes files from `source`. `conditions` are the program's own, before the usual ones.
    pub fn new(
        source: Rc<dyn Source>,
        is_builtin: fn(&str) -> bool,
        conditions: &[String],
    ) -> Resolver {
        let with = |kind: &str| {
            let usual = ["node", kind, "module-sync", "node-addons"];
            usual.iter().map(|name| (*name).to_owned()).chain(conditions.iter().cloned()).collect()
        };
        Resolver {
            source,
            packages: Packages::default(),
            is_builtin,
            import_conditions: with("import"),
            require_conditions: with("require"),
            preserve_symlinks: false,
            preserve_symlinks_main: false,
            warnings: RefCell::default(),
            said: RefCell::default(),
        }
    }

    /// What is to be said to the user since this was asked last.
    pub fn take_warnings(&self) -> Vec<Warning> {
        self.warnings.take()
    }

    pub(crate) fn warn(&self, warning: Warning) {
        self.warnings.borrow_mut().push(warning);
    }

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// As `std::fs::read`.
    pub fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        self.source.read(Path::new(path))
    }

    /// What is at `path`.
    pub fn kind(&self, path: &str) -> Option<Kind> {
        self.source.kind(Path::new(path))
    }

    pub(crate) fn is_file(&self, path: &str) -> bool {
        self.kind(path) == Some(Kind::File)
    }

    /// The file at `path` by its own name.
    pub fn real_path(&self, path: &str) -> String {
        let real = self.source.real_path(Path::new(path));
        real.map_or_else(|_| path.to_owned(), |real| real.to_string_lossy().into_owned())
    }

    /// The package that the file at `path` belongs to.
    ///
    /// # Errors
    ///
    /// If its `package.json` cannot be read.
    pub fn scope(&self, path: &str) -> Result<Option<Rc<Package>>, ResolveError> {
        self.packages.scope(&*self.source, path)
    }

    /// What the `package.json` above `path` says of its `.js` files.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn package_type(&self, path: &str) -> Result<PackageType, ResolveError> {
        Ok(self.scope(path)?.map_or(PackageType::None, |package| package.package_type))
    }

    pub(crate) fn require_conditions(&self) -> &[String] {
        &self.require_conditions
    }

    /// The URL of what `specifier` means in the module `base`: `file:`, `data:` or `node:`.
    ///
    /// # Errors
    ///
    /// Those of Node's `import`.
    pub fn import(&self, specifier: &str, base: &str) -> Result<String, ResolveError> {
        self.import_named(specifier, base).map_err(|error| with_specifier(error, specifier, base))
    }

    fn import_named(&self, specifier: &str, base: &str) -> Result<String, ResolveError> {
        let is_relative = specifier.starts_with('/')
            || matches!(specifier, "." | "..")
            || specifier.starts_with("./")
            || specifier.starts_with("../");
        let url = if is_relative {
            let joined = Url::parse(base).and_then(|base| base.join(specifier));
            joined.map_err(|_| unsupported_request(specifier, base))?
        } else if specifier.starts_with('#') && !base.starts_with("data:") {
            let url = self.package_import(specifier, base, &self.import_conditions)?;
            parse(&url)?
        } else if let Ok(url) = Url::parse(specifier) {
            url
        } else {
            let url = self.package(specifier, base, &self.import_conditions)?;
            parse(&url)?
        };
        self.finish(url, base)
    }

    /// Checks that there is something at `url`, and gives it its own name.
    fn finish(&self, url: Url, base: &str) -> Result<String, ResolveError> {
        match url.scheme() {
            "file" => {}
            "node" => {
                let id = url.path();
                return match (self.is_builtin)(id) {
                    true => Ok(format!("node:{id}")),
                    false => Err(ResolveError::unknown_builtin(&format!("node:{id}"))),
                };
            }
            "data" => return Ok(url.into()),
            scheme => {
                let message = format!(
                    "Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. \
                     Received protocol '{scheme}:'"
                );
                let code = "ERR_UNSUPPORTED_ESM_URL_SCHEME";
                return Err(ResolveError::new(ErrorClass::Error, code, message));
            }
        }
        let asked_by = path_or_url(base);
        let lower = url.path().to_ascii_lowercase();
        if lower.contains("%2f") || lower.contains("%5c") {
            let reason = "must not include encoded \"/\" or \"\\\" characters";
            return Err(ResolveError::invalid_specifier(url.path(), reason, Some(&asked_by)));
        }
        let Some(path) = path_of(&url) else {
            let message =
                format!("File URL host must be \"localhost\" or empty on {}", std::env::consts::OS);
            let error = ResolveError::new(ErrorClass::Type, "ERR_INVALID_FILE_URL_HOST", message);
            return Err(error.with("input", url.as_str()).with("module", base));
        };
        let found = if path.ends_with('/') {
            self.kind(path.trim_end_matches('/'))
        } else {
            self.kind(&path)
        };
        match found {
            Some(Kind::File) if !path.ends_with('/') => {}
            Some(Kind::Directory) => {
                let message = format!(
                    "Directory import '{path}' is not supported resolving ES modules imported from {asked_by}"
                );
                let error =
                    ResolveError::new(ErrorClass::Error, "ERR_UNSUPPORTED_DIR_IMPORT", message);
                return Err(error.with("url", url.as_str()));
            }
            _ => {
                let error = ResolveError::module_not_found(&path, Some(&asked_by), false);
                return Err(error.with("url", url.as_str()));
            }
        }
        if self.preserve_symlinks {
            return Ok(url.into());
        }
        let mut name = url_of_path(&self.real_path(&path));
        if let Some(query) = url.query() {
            name.push('?');
            name.push_str(query);
        }
        if let Some(fragment) = url.fragment() {
            name.push('#');
            name.push_str(fragment);
        }
        Ok(name)
    }

    /// Where `name`, which begins with `#`, leads in the package of the module `base`.
    pub(crate) fn package_import(
        &self,
        name: &str,
        base: &str,
        conditions: &[String],
    ) -> Result<String, ResolveError> {
        let asked_by = path_or_url(base);
        if name == "#" || name.starts_with("#/") || name.ends_with('/') {
            let reason = "is not a valid internal imports specifier name";
            return Err(ResolveError::invalid_specifier(name, reason, Some(&asked_by)));
        }
        let scope = match path_of_url(base) {
            Some(path) => self.scope(&path)?,
            None => None,
        };
        if let Some(package) = &scope {
            let query = Query {
                package,
                field: Field::Imports,
                base: Some(&asked_by),
                base_url: Some(base),
                conditions,
            };
            if let Some(url) = self.package_imports(&query, name)? {
                return Ok(url);
            }
        }
        let place = scope
            .map_or_else(String::new, |package| format!(" in package {}", package.config_path()));
        let message = format!(
            "Package import specifier \"{name}\" is not defined{place} imported from {asked_by}"
        );
        Err(ResolveError::new(ErrorClass::Type, "ERR_PACKAGE_IMPORT_NOT_DEFINED", message))
    }

    /// Where a specifier that begins with a package's name leads.
    pub(crate) fn package(
        &self,
        specifier: &str,
        base: &str,
        conditions: &[String],
    ) -> Result<String, ResolveError> {
        if (self.is_builtin)(specifier) && !must_have_scheme(specifier) {
            return Ok(format!("node:{specifier}"));
        }
        let Some(base_path) = path_of_url(base) else {
            return Err(unsupported_request(specifier, base));
        };
        let (name, subpath) = split_name(specifier).ok_or_else(|| {
            let reason = "is not a valid package name";
            ResolveError::invalid_specifier(specifier, reason, Some(&base_path))
        })?;
        let query = |package| Query {
            package,
            field: Field::Exports,
            base: Some(&base_path),
            base_url: Some(base),
            conditions,
        };
        if let Some(own) = self.scope(&base_path)?
            && own.exports.is_some()
            && own.name.as_deref() == Some(name)
        {
            return self.package_exports(&query(&own), &subpath);
        }
        let mut folder = folder_of(&base_path);
        loop {
            if !folder.ends_with("node_modules") {
                let place = join(&folder, &format!("node_modules/{name}"));
                if self.kind(&place) == Some(Kind::Directory) {
                    let package = self.packages.read(&*self.source, &place)?;
                    return match package {
                        Some(package) if package.exports.is_some() => {
                            self.package_exports(&query(&package), &subpath)
                        }
                        package if subpath == "." => {
                            let main = package.as_ref().and_then(|package| package.main.as_deref());
                            self.package_main(&place, main, &base_path)
                        }
                        _ => {
                            let config = parse(&url_of_path(&join(&place, "package.json")))?;
                            let url = config.join(&subpath);
                            url.map(String::from).map_err(|_| unsupported_request(specifier, base))
                        }
                    };
                }
            }
            let above = folder_of(&folder);
            if above == folder {
                return Err(ResolveError::module_not_found(name, Some(&base_path), true));
            }
            folder = above;
        }
    }

    /// The first file of a package without `exports`.
    fn package_main(
        &self,
        folder: &str,
        main: Option<&str>,
        base: &str,
    ) -> Result<String, ResolveError> {
        let given = main;
        if let Some(main) = main {
            let main = join(folder, main);
            let exact = self.is_file(&main).then(|| main.clone());
            let found = exact.or_else(|| {
                let mut paths = MAIN_SUFFIXES.iter().map(|suffix| format!("{main}{suffix}"));
                paths.find(|path| self.is_file(path))
            });
            if let Some(path) = found {
                self.warn_of_main(folder, given, &path, base)?;
                return Ok(url_of_path(&path));
            }
        }
        let mut paths = INDEX_FILES.iter().map(|file| join(folder, file));
        if let Some(path) = paths.find(|path| self.is_file(path)) {
            self.warn_of_main(folder, main, &path, base)?;
            return Ok(url_of_path(&path));
        }
        let missing = join(folder, main.unwrap_or("index.js"));
        Err(ResolveError::module_not_found(&missing, Some(base), true))
    }
}

impl Resolver {
    /// An ES module should be named in full.
    fn warn_of_main(
        &self,
        folder: &str,
        main: Option<&str>,
        path: &str,
        base: &str,
    ) -> Result<(), ResolveError> {
        if format_of(self, path).ok() != Some(Format::Module) {
            return Ok(());
        }
        let file = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
        let text = match main {
            None => format!(
                "No \"main\" or \"exports\" field defined in the package.json for {folder}/ resolving the main entry \
                 point \"{file}\", imported from {base}.\nDefault \"index\" lookups for the main are deprecated for ES \
                 modules."
            ),
            Some(main) if join(folder, main) != path => format!(
                "Package {folder}/ has a \"main\" field set to \"{main}\", excluding the full filename and extension \
                 to the resolved file at \"{file}\", imported from {base}.\n Automatic extension resolution of the \
                 \"main\" field is deprecated for ES modules."
            ),
            Some(_) => return Ok(()),
        };
        self.warn(Warning { code: "DEP0151", text });
        Ok(())
    }
}

fn parse(url: &str) -> Result<Url, ResolveError> {
    Url::parse(url).map_err(|_| {
        ResolveError::new(ErrorClass::Type, "ERR_INVALID_URL", "Invalid URL".to_owned())
            .with("input", url)
    })
}

fn unsupported_request(specifier: &str, base: &str) -> ResolveError {
    let message = format!(
        "Failed to resolve module specifier \"{specifier}\" from \"{base}\": Invalid relative URL or base scheme is \
         not hierarchical."
    );
    ResolveError::new(ErrorClass::Type, "ERR_UNSUPPORTED_RESOLVE_REQUEST", message)
}

/// Built-ins that came too late for their short names.
pub(crate) fn must_have_scheme(id: &str) -> bool {
    matches!(id, "test" | "test/reporters" | "sea" | "sqlite")
}

/// How messages name a module.
pub(crate) fn path_or_url(base: &str) -> String {
    path_of_url(base).unwrap_or_else(|| base.to_owned())
}

/// The name of a package and, with a dot before it, the path inside of it; `None` if it cannot be a name.
pub(crate) fn split_name(specifier: &str) -> Option<(&str, String)> {
    let mut slashes = specifier.match_indices('/').map(|(at, _)| at);
    let end = match specifier.starts_with('@') {
        true => {
            let scope = slashes.next()?;
            slashes.next().filter(|end| *end > scope)
        }
        false => slashes.next(),
    };
    let (name, rest) = specifier.split_at(end.unwrap_or(specifier.len()));
    if name.starts_with('.') || name.contains(['\\', '%']) {
        return None;
    }
    Some((name, format!(".{rest}")))
}

/// A package file that cannot be read is named differently to a program that imports.
fn with_specifier(error: ResolveError, specifier: &str, base: &str) -> ResolveError {
    let Some(("path", path)) = error.properties.first().filter(|_| error.code.is_empty()) else {
        return error;
    };
    let reason = error.message.split_once(": ").map_or("", |(_, reason)| reason);
    let importing = format!("\"{specifier}\" from {}", path_or_url(base));
    ResolveError::invalid_config(path, Some(&importing), reason)
}

/// The text behind the comma of a `data:` URL and its type, without parameters.
pub(crate) fn data_of(url: &str) -> Option<(String, Vec<u8>)> {
    let (head, body) = url.strip_prefix("data:")?.split_once(',')?;
    let mut parts = head.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default().to_ascii_lowercase();
    if !media.contains('/') {
        return None;
    }
    let body = body.split('#').next().unwrap_or_default();
    let text = unescape(body);
    if parts.next_back() == Some("base64") {
        return Some((media, decode_base64(text.as_bytes())));
    }
    Some((media, text.into_bytes()))
}

/// Bytes of base64, with or without padding; what does not belong is passed over.
fn decode_base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0);
    for &byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
        }
    }
    bytes
}
