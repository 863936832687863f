//! The `exports` and `imports` of a package: from what was asked for to what its file says.

use serde_json::Value;
use url::Url;

use super::error::{ErrorClass, ResolveError, imported_from};
use super::location::{path_of, url_of_path};
use super::package::Package;
use super::resolve::{Resolver, Warning};

/// Which of the two fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Exports,
    Imports,
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Field::Exports => "exports",
            Field::Imports => "imports",
        }
    }
}

/// What a target came to.
enum Found {
    /// No condition matched: what follows may.
    Nothing,
    /// It says that there is nothing.
    Null,
    Url(String),
}

/// What is being resolved, for all steps of it.
pub(crate) struct Query<'a> {
    pub(crate) package: &'a Package,
    pub(crate) field: Field,
    /// The path of who asks, for messages.
    pub(crate) base: Option<&'a str>,
    /// The same as messages about a package file name it.
    pub(crate) base_url: Option<&'a str>,
    pub(crate) conditions: &'a [String],
}

/// A target, and how it was found.
struct Target<'a> {
    /// The key it stands under.
    key: &'a str,
    /// What the star in the key stands for; `None` if there was no star.
    star: Option<&'a str>,
    /// Whether what was asked for ends with a slash: then empty segments are what was meant.
    is_folder: bool,
}

impl Target<'_> {
    /// `text` with its stars replaced by what they stand for.
    fn fill(&self, text: &str) -> String {
        self.star.map_or_else(|| text.to_owned(), |star| text.replace('*', star))
    }
}

impl Resolver {
    /// Where `subpath` (`.` or `./…`) of a package leads.
    pub(crate) fn package_exports(
        &self,
        query: &Query<'_>,
        subpath: &str,
    ) -> Result<String, ResolveError> {
        let exports = query.package.exports.as_ref().expect("callers look before they ask");
        let not_exported = || Err(query.not_exported(subpath));
        if is_main_only(query, exports)? {
            if subpath != "." {
                return not_exported();
            }
            return match self.target(
                query,
                exports,
                &Target { key: ".", star: None, is_folder: false },
            )? {
                Found::Url(url) => Ok(url),
                _ => not_exported(),
            };
        }
        match self.match_key(query, exports, subpath)? {
            Some(Found::Url(url)) => Ok(url),
            _ => not_exported(),
        }
    }

    /// Where `name` (`#…`) leads inside of the package.
    pub(crate) fn package_imports(
        &self,
        query: &Query<'_>,
        name: &str,
    ) -> Result<Option<String>, ResolveError> {
        let Some(imports) = &query.package.imports else { return Ok(None) };
        match self.match_key(query, imports, name)? {
            Some(Found::Url(url)) => Ok(Some(url)),
            _ => Ok(None),
        }
    }

    /// The entry for `name`: the one of that very name, or the most specific one with a star.
    fn match_key(
        &self,
        query: &Query<'_>,
        entries: &Value,
        name: &str,
    ) -> Result<Option<Found>, ResolveError> {
        let Some(entries) = entries.as_object() else { return Ok(None) };
        if !name.contains('*')
            && (query.field == Field::Imports || !name.ends_with('/'))
            && let Some(target) = entries.get(name)
        {
            return self
                .target(query, target, &Target { key: name, star: None, is_folder: false })
                .map(Some);
        }
        let mut best: Option<(&str, &str)> = None;
        for key in entries.keys() {
            let Some((before, after)) = key.split_once('*') else { continue };
            if !name.starts_with(before) || after.contains('*') {
                continue;
            }
            if query.field == Field::Exports && name.ends_with('/') {
                let place = format!("{}|{name}", query.package.folder);
                if self.said.borrow_mut().insert(place) {
                    self.warn(query.trailing_slash(name));
                }
            }
            if name.len() < key.len() || !name.ends_with(after) {
                continue;
            }
            if best.is_none_or(|(best, _)| is_more_specific(key, best)) {
                best = Some((key, &name[before.len()..name.len() - after.len()]));
            }
        }
        let Some((key, star)) = best else { return Ok(None) };
        let is_folder = query.field == Field::Exports && name.ends_with('/');
        self.target(query, &entries[key], &Target { key, star: Some(star), is_folder }).map(Some)
    }

    fn target(
        &self,
        query: &Query<'_>,
        value: &Value,
        target: &Target<'_>,
    ) -> Result<Found, ResolveError> {
        match value {
            Value::String(text) => self.string_target(query, text, target).map(Found::Url),
            Value::Array(choices) => self.first_target(query, choices, target),
            Value::Object(conditions) => {
                for (condition, value) in conditions {
                    if is_index(condition) {
                        return Err(query
                            .invalid_config("\"exports\" cannot contain numeric property keys."));
                    }
                    let applies =
                        condition == "default" || query.conditions.iter().any(|c| c == condition);
                    if !applies {
                        continue;
                    }
                    match self.target(query, value, target)? {
                        Found::Nothing => {}
                        found => return Ok(found),
                    }
                }
                Ok(Found::Nothing)
            }
            Value::Null => Ok(Found::Null),
            Value::Bool(_) | Value::Number(_) => {
                Err(query.invalid_target(target.key, &value.to_string()))
            }
        }
    }

    /// The first of several targets that is valid, though it need not exist.
    fn first_target(
        &self,
        query: &Query<'_>,
        choices: &[Value],
        target: &Target<'_>,
    ) -> Result<Found, ResolveError> {
        let mut last = if choices.is_empty() { Ok(Found::Null) } else { Ok(Found::Nothing) };
        for value in choices {
            match self.target(query, value, target) {
                Ok(Found::Nothing) => {}
                Ok(Found::Null) => last = Ok(Found::Null),
                Ok(found) => return Ok(found),
                Err(error) if error.code == "ERR_INVALID_PACKAGE_TARGET" => last = Err(error),
                Err(error) => return Err(error),
            }
        }
        last
    }

    fn string_target(
        &self,
        query: &Query<'_>,
        text: &str,
        target: &Target<'_>,
    ) -> Result<String, ResolveError> {
        let invalid = || query.invalid_target(target.key, text);
        if !text.starts_with("./") {
            let is_bare = query.field == Field::Imports
                && !text.starts_with("../")
                && !text.starts_with('/')
                && Url::parse(text).is_err();
            if !is_bare {
                return Err(invalid());
            }
            let from = url_of_path(&query.package.config_path());
            return self.package(&target.fill(text), &from, query.conditions);
        }
        match bad_segment(&text[2..]) {
            Some(Segment::Forbidden) => return Err(invalid()),
            Some(Segment::Empty) if !target.is_folder => {
                self.warn(query.empty_segment(text, target, true));
            }
            _ => {}
        }
        let config = url_of_path(&query.package.config_path());
        let config = Url::parse(&config).expect("a path makes a valid URL");
        let resolved = config.join(text).map_err(|_| invalid())?;
        let folder = config.join(".").expect("a folder is above a file");
        if !resolved.path().starts_with(folder.path()) {
            return Err(invalid());
        }
        let Some(star) = target.star else { return Ok(resolved.into()) };
        match bad_segment(star) {
            Some(Segment::Forbidden) => {
                let name = target.fill(target.key);
                let reason = format!(
                    "request is not a valid match in pattern \"{}\" for the \"{}\" resolution of {}",
                    target.key,
                    query.field.name(),
                    query.package.config_path()
                );
                return Err(ResolveError::invalid_specifier(&name, &reason, query.base));
            }
            Some(Segment::Empty) if !target.is_folder => {
                self.warn(query.empty_segment(text, target, false));
            }
            _ => {}
        }
        let filled = target.fill(resolved.as_str());
        Ok(Url::parse(&filled).map_or(filled, String::from))
    }
}

impl Query<'_> {
    fn not_exported(&self, subpath: &str) -> ResolveError {
        let config = self.package.config_path();
        let from = imported_from(self.base);
        let message = if subpath == "." {
            format!("No \"exports\" main defined in {config}{from}")
        } else {
            format!("Package subpath '{subpath}' is not defined by \"exports\" in {config}{from}")
        };
        ResolveError::new(ErrorClass::Error, "ERR_PACKAGE_PATH_NOT_EXPORTED", message)
    }

    fn invalid_config(&self, reason: &str) -> ResolveError {
        ResolveError::invalid_config(&self.package.config_path(), self.base_url, reason)
    }

    fn invalid_target(&self, key: &str, target: &str) -> ResolveError {
        let target = Value::from(target).to_string();
        let field = self.field.name();
        let what = if key == "." {
            format!("Invalid \"exports\" main target {target} defined")
        } else {
            format!("Invalid \"{field}\" target {target} defined for '{key}'")
        };
        let text = target.trim_matches('"');
        let relative = self.field == Field::Exports && !text.is_empty() && !text.starts_with("./");
        let hint = if relative { "; targets must start with \"./\"" } else { "" };
        let message = format!(
            "{what} in the package config {}{}{hint}",
            self.package.config_path(),
            imported_from(self.base)
        );
        ResolveError::new(ErrorClass::Error, "ERR_INVALID_PACKAGE_TARGET", message)
    }

    fn empty_segment(&self, text: &str, target: &Target<'_>, in_target: bool) -> Warning {
        let resolved = target.fill(text);
        let name = target.fill(target.key);
        let looked_at = if in_target { &resolved } else { &name };
        let doubled = looked_at.contains("//") || looked_at.contains('\\');
        let what = if doubled { "double slash" } else { "leading or trailing slash matching" };
        let matched = if name == target.key {
            String::new()
        } else {
            format!("matched to \"{}\" ", target.key)
        };
        let text = format!(
            "Use of deprecated {what} resolving \"{resolved}\" for module request \"{name}\" {matched}in the \
             \"{}\" field module resolution of the package at {}{}.",
            self.field.name(),
            self.package.config_path(),
            imported_from(self.base)
        );
        Warning { code: "DEP0166", text }
    }

    fn trailing_slash(&self, name: &str) -> Warning {
        let text = format!(
            "Use of deprecated trailing slash pattern mapping \"{name}\" in the \"exports\" field module resolution \
             of the package at {}{}. Mapping specifiers ending in \"/\" is no longer supported.",
            self.package.config_path(),
            imported_from(self.base)
        );
        Warning { code: "DEP0155", text }
    }
}

/// Whether `exports` is the target of the package itself rather than a table of its parts.
fn is_main_only(query: &Query<'_>, exports: &Value) -> Result<bool, ResolveError> {
    let Some(entries) = exports.as_object() else { return Ok(true) };
    let mut keys = entries.keys().map(|key| !key.starts_with('.'));
    let first = keys.next().unwrap_or(false);
    if keys.any(|key| key != first) {
        return Err(query.invalid_config(
            "\"exports\" cannot contain some keys starting with '.' and some not. The exports object must either \
             be an object of package subpath keys or an object of main entry condition name keys only.",
        ));
    }
    Ok(first)
}

/// The longer text before the star wins, then the longer key.
fn is_more_specific(key: &str, than: &str) -> bool {
    let star = |key: &str| key.find('*').map_or(key.len(), |at| at + 1);
    (star(key), key.len()) > (star(than), than.len())
}

fn is_index(key: &str) -> bool {
    key.parse::<u32>().is_ok_and(|index| index != u32::MAX && index.to_string() == key)
}

enum Segment {
    /// Nothing between two separators, or before the first or behind the last.
    Empty,
    /// A way out of the package, or into its dependencies.
    Forbidden,
}

fn bad_segment(text: &str) -> Option<Segment> {
    let mut bad = None;
    for segment in text.split(['/', '\\']) {
        let plain = super::location::unescape(segment).to_ascii_lowercase();
        if matches!(plain.as_str(), "." | ".." | "node_modules") {
            return Some(Segment::Forbidden);
        }
        if segment.is_empty() {
            bad = Some(Segment::Empty);
        }
    }
    bad
}

/// The path a target's URL stands for, or the URL.
pub(crate) fn shown(url: &Url) -> String {
    path_of(url).unwrap_or_else(|| url.to_string())
}
