//! What `require` finds: files with and without their extensions, folders, packages.

use super::error::{ErrorClass, ResolveError};
use super::location::{folder_of, is_separator, join, path_of, url_of_path};
use super::resolve::{Resolver, Warning, split_name};
use super::source::Kind;
use super::targets::{Field, Query, shown};

/// What is looked for, and how.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a> {
    /// What was asked for: a name, a relative or an absolute path.
    pub request: &'a str,
    /// The folders it is looked for in; none counts for an absolute path.
    pub folders: &'a [String],
    /// What is tried behind a name that is no file.
    pub extensions: &'a [String],
    /// Whether it is the main program.
    pub is_main: bool,
}

impl Resolver {
    /// The file that a request means; `None` if there is none.
    ///
    /// # Errors
    ///
    /// What a package says wrongly about itself.
    pub fn find(&self, lookup: &Lookup<'_>) -> Result<Option<String>, ResolveError> {
        let Lookup { request, .. } = *lookup;
        let is_absolute = std::path::Path::new(request).is_absolute();
        let last = request.rsplit(is_separator).next().unwrap_or_default();
        let is_folder = matches!(last, "" | "." | "..");
        let root = [String::new()];
        let folders = if is_absolute { &root } else { lookup.folders };
        // From a folder that is gone the way up still leads somewhere.
        let leads_up = request == ".." || request.starts_with("../");
        for folder in folders {
            if !leads_up && !folder.is_empty() && self.kind(folder) != Some(Kind::Directory) {
                continue;
            }
            if !is_absolute && let Some(path) = self.find_exported(folder, request)? {
                return Ok(Some(path));
            }
            let path = join(folder, request);
            let kind = self.kind(&path);
            let mut found = None;
            if !is_folder {
                found = match kind {
                    Some(Kind::File) => Some(self.name_of(&path, lookup.is_main)),
                    _ => self.with_extension(&path, lookup),
                };
            }
            if found.is_none() && kind == Some(Kind::Directory) {
                found = self.in_folder(&path, lookup)?;
            }
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn name_of(&self, path: &str, is_main: bool) -> String {
        let keeps = if is_main { self.preserve_symlinks_main } else { self.preserve_symlinks };
        if keeps { path.to_owned() } else { self.real_path(path) }
    }

    fn file(&self, path: &str, lookup: &Lookup<'_>) -> Option<String> {
        self.is_file(path).then(|| self.name_of(path, lookup.is_main))
    }

    fn with_extension(&self, path: &str, lookup: &Lookup<'_>) -> Option<String> {
        lookup
            .extensions
            .iter()
            .find_map(|extension| self.file(&format!("{path}{extension}"), lookup))
    }

    /// What the `package.json` in a folder calls its main file, or `index`.
    fn in_folder(&self, folder: &str, lookup: &Lookup<'_>) -> Result<Option<String>, ResolveError> {
        let package = self.packages.read(&*self.source, folder)?;
        let index = || self.with_extension(&join(folder, "index"), lookup);
        let main = package.as_ref().and_then(|package| package.main.as_deref());
        let Some(main) = main.filter(|main| !main.is_empty()) else {
            return Ok(index());
        };
        let path = join(folder, main);
        let found = self
            .file(&path, lookup)
            .or_else(|| self.with_extension(&path, lookup))
            .or_else(|| self.with_extension(&join(&path, "index"), lookup));
        if found.is_some() {
            return Ok(found);
        }
        let config = join(folder, "package.json");
        let Some(found) = index() else {
            let message = format!(
                "Cannot find module '{path}'. Please verify that the package.json has a valid \"main\" entry"
            );
            let error = ResolveError::new(ErrorClass::Error, "MODULE_NOT_FOUND", message);
            return Err(error.with("path", &config).with("requestPath", lookup.request));
        };
        let text = format!(
            "Invalid 'main' field in '{config}' of '{main}'. Please either fix that or report it to the module author"
        );
        self.warn(Warning { code: "DEP0128", text });
        Ok(Some(found))
    }

    /// What a package in `folder` exports under the request, if it says what it exports.
    fn find_exported(&self, folder: &str, request: &str) -> Result<Option<String>, ResolveError> {
        let Some((name, subpath)) = split_name(request).filter(|(name, _)| !name.is_empty()) else {
            return Ok(None);
        };
        let Some(package) = self.packages.read(&*self.source, &join(folder, name))? else {
            return Ok(None);
        };
        if package.exports.is_none() {
            return Ok(None);
        }
        let query = Query {
            package: &package,
            field: Field::Exports,
            base: None,
            base_url: None,
            conditions: self.require_conditions(),
        };
        let url = self.package_exports(&query, &subpath)?;
        self.file_of(&url, None, &package.config_path()).map(Some)
    }

    /// What the package of the file at `parent` exports, if the request begins with the package's own name.
    ///
    /// # Errors
    ///
    /// What the package says wrongly about itself.
    pub fn find_self(&self, parent: &str, request: &str) -> Result<Option<String>, ResolveError> {
        let Some(package) = self.scope(parent)? else { return Ok(None) };
        let Some(name) = package.name.as_deref().filter(|_| package.exports.is_some()) else {
            return Ok(None);
        };
        let subpath = match request.strip_prefix(name) {
            Some("") => ".".to_owned(),
            Some(rest) if rest.starts_with('/') => format!(".{rest}"),
            _ => return Ok(None),
        };
        let base_url = url_of_path(parent);
        let query = Query {
            package: &package,
            field: Field::Exports,
            base: Some(parent),
            base_url: Some(&base_url),
            conditions: self.require_conditions(),
        };
        let url = self.package_exports(&query, &subpath)?;
        self.file_of(&url, Some(parent), &package.config_path()).map(Some)
    }

    /// What a request that begins with `#` means in the file at `parent`: a path, or `node:` and a built-in's id.
    ///
    /// # Errors
    ///
    /// That the package knows no such name, or says it wrongly.
    pub fn find_import(&self, parent: &str, request: &str) -> Result<Option<String>, ResolveError> {
        let Some(package) = self.scope(parent)? else { return Ok(None) };
        if package.imports.is_none() {
            return Ok(None);
        }
        let url = self.package_import(request, &url_of_path(parent), self.require_conditions())?;
        if url.starts_with("node:") {
            return Ok(Some(url));
        }
        self.file_of(&url, Some(parent), &package.config_path()).map(Some)
    }

    /// The file a package's target leads to: it must be there.
    fn file_of(&self, url: &str, base: Option<&str>, config: &str) -> Result<String, ResolveError> {
        let parsed = url::Url::parse(url).map_err(|_| {
            ResolveError::new(ErrorClass::Type, "ERR_INVALID_URL", "Invalid URL".to_owned())
        })?;
        let lower = url.to_ascii_lowercase();
        if lower.contains("%2f") || lower.contains("%5c") {
            let reason = "must not include encoded \"/\" or \"\\\" characters";
            return Err(ResolveError::invalid_specifier(url, reason, base));
        }
        let path = path_of(&parsed).filter(|path| self.is_file(path) && !path.ends_with('/'));
        match path {
            Some(path) => Ok(self.name_of(&path, false)),
            None => {
                let message = format!("Cannot find module '{}'", shown(&parsed));
                let error = ResolveError::new(ErrorClass::Error, "MODULE_NOT_FOUND", message);
                Err(error.with("path", config))
            }
        }
    }

    /// What somebody who left out an extension, or named a folder, may have meant; for the message of an error.
    pub fn guess(&self, specifier: &str, base: &str) -> Option<String> {
        let extensions = [".js", ".json", ".node"].map(str::to_owned);
        let folder = folder_of(base);
        let mut folders = vec![folder.clone()];
        let is_relative = specifier.starts_with('.');
        if !is_relative {
            folders.clear();
            let mut at = folder.as_str().to_owned();
            loop {
                folders.push(join(&at, "node_modules"));
                let above = folder_of(&at);
                if above == at {
                    break;
                }
                at = above;
            }
        }
        let lookup = Lookup {
            request: specifier,
            folders: &folders,
            extensions: &extensions,
            is_main: false,
        };
        let found = self.find(&lookup).ok().flatten();
        drop(self.take_warnings());
        found
    }
}
