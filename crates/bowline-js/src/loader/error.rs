//! Why something cannot be found or loaded, in Node's words.

use std::fmt;

/// Which class of error a program sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorClass {
    /// `Error`
    Error,
    /// `TypeError`
    Type,
    /// `RangeError`
    Range,
    /// `SyntaxError`
    Syntax,
}

impl ErrorClass {
    /// The name of its constructor.
    pub fn name(self) -> &'static str {
        match self {
            ErrorClass::Error => "Error",
            ErrorClass::Type => "TypeError",
            ErrorClass::Range => "RangeError",
            ErrorClass::Syntax => "SyntaxError",
        }
    }
}

/// An error of the loader, as a program sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolveError {
    /// Its class.
    pub class: ErrorClass,
    /// Its `code`; empty for a plain error.
    pub code: &'static str,
    /// Its `message`.
    pub message: String,
    /// Its other properties.
    pub properties: Vec<(&'static str, String)>,
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ResolveError {}

/// What is written behind a message when it is known who asked.
pub(crate) fn imported_from(base: Option<&str>) -> String {
    base.map_or_else(String::new, |base| format!(" imported from {base}"))
}

impl ResolveError {
    pub(crate) fn new(class: ErrorClass, code: &'static str, message: String) -> ResolveError {
        ResolveError { class, code, message, properties: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> ResolveError {
        self.properties.push((name, value.to_owned()));
        self
    }

    pub(crate) fn invalid_json(path: &str, error: &serde_json::Error) -> ResolveError {
        let reason = if error.is_eof() {
            "Unexpected end of JSON input".to_owned()
        } else {
            format!("{error}")
        };
        let message = format!("Error parsing {path}: {reason}");
        ResolveError::new(ErrorClass::Syntax, "", message).with("path", path)
    }

    pub(crate) fn invalid_specifier(
        specifier: &str,
        reason: &str,
        base: Option<&str>,
    ) -> ResolveError {
        let message = format!("Invalid module \"{specifier}\" {reason}{}", imported_from(base));
        ResolveError::new(ErrorClass::Type, "ERR_INVALID_MODULE_SPECIFIER", message)
    }

    pub(crate) fn invalid_config(path: &str, base: Option<&str>, reason: &str) -> ResolveError {
        let importing = base.map_or_else(String::new, |base| format!(" while importing {base}"));
        let message = format!("Invalid package config {path}{importing}. {reason}");
        ResolveError::new(ErrorClass::Error, "ERR_INVALID_PACKAGE_CONFIG", message)
    }

    pub(crate) fn module_not_found(
        path: &str,
        base: Option<&str>,
        is_package: bool,
    ) -> ResolveError {
        let what = if is_package { "package" } else { "module" };
        let message = format!("Cannot find {what} '{path}'{}", imported_from(base));
        ResolveError::new(ErrorClass::Error, "ERR_MODULE_NOT_FOUND", message)
    }

    pub(crate) fn unknown_builtin(id: &str) -> ResolveError {
        let message = format!("No such built-in module: {id}");
        ResolveError::new(ErrorClass::Error, "ERR_UNKNOWN_BUILTIN_MODULE", message)
    }
}
