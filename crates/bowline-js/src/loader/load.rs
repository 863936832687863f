//! From the name of a module to the module: by what its address and its text say it is.

use std::cell::Cell;
use std::collections::HashSet;
use std::path::Path;
use std::rc::Rc;

use rquickjs::{Ctx, Object, Persistent, Result, Value};

use super::error::{ErrorClass, ResolveError};
use super::esm::throw_error;
use super::format::{Format, format_of};
use super::graph::{Kind, Loader};
use super::location::path_of_url;
use super::raw::{self, Handle};
use super::resolve::data_of;
use super::{exports, syntax};

pub(super) fn load_one<'js>(
    ctx: &Ctx<'js>,
    loader: &Rc<Loader>,
    name: &str,
    wanted: &Attributes,
) -> Result<Handle> {
    let url = loader.url_of(name);
    if let Some(id) = url.strip_prefix("node:") {
        wanted.check(ctx, &url, false)?;
        return load_builtin(ctx, loader, name, id);
    }
    if url.starts_with("data:") {
        let Some((media, bytes)) = data_of(&url) else {
            let error =
                ResolveError::new(ErrorClass::Type, "ERR_INVALID_URL", "Invalid URL".to_owned());
            return Err(throw_error(ctx, error.with("input", &url)));
        };
        let is_json = media == "application/json";
        if !is_json && !matches!(media.as_str(), "text/javascript" | "application/javascript") {
            wanted.check_other(ctx)?;
            let message = format!("Unknown module format: {media} for URL {url}");
            let error = ResolveError::new(ErrorClass::Range, "ERR_UNKNOWN_MODULE_FORMAT", message);
            return Err(throw_error(ctx, error));
        }
        wanted.check(ctx, &url, is_json)?;
        if is_json {
            return load_json(ctx, loader, name, &bytes, &url);
        }
        return load_source(ctx, loader, name, &bytes);
    }
    let path = path_of_url(&url).unwrap_or_default();
    let format = format_of(&loader.resolver(), &path);
    let format = format.map_err(|error| throw_error(ctx, error))?;
    wanted.check(ctx, &url, format == Format::Json)?;
    let bytes = loader.source.read(Path::new(&path));
    let bytes = bytes.map_err(|error| {
        throw_error(
            ctx,
            ResolveError::new(ErrorClass::Error, "", format!("{error}, open '{path}'")),
        )
    })?;
    match format {
        Format::Json => load_json(ctx, loader, name, &bytes, &path),
        Format::Module => load_source(ctx, loader, name, &bytes),
        Format::CommonJs => load_commonjs(ctx, loader, name, &path, &bytes),
        Format::Unsaid => {
            if syntax::is_module(&String::from_utf8_lossy(&bytes)) {
                return load_source(ctx, loader, name, &bytes);
            }
            load_commonjs(ctx, loader, name, &path, &bytes)
        }
    }
}

/// What an import says behind `with`.
#[derive(Debug)]
pub(super) struct Attributes {
    kind: Option<String>,
    other: Option<(String, String)>,
}

impl Attributes {
    pub(super) fn of(attributes: Option<&Object<'_>>) -> Result<Attributes> {
        let mut found = Attributes { kind: None, other: None };
        let Some(attributes) = attributes else { return Ok(found) };
        for entry in attributes.props::<String, String>() {
            match entry? {
                (key, value) if key == "type" => found.kind = Some(value),
                entry => found.other = Some(entry),
            }
        }
        Ok(found)
    }

    fn check_other(&self, ctx: &Ctx<'_>) -> Result<()> {
        let Some((key, value)) = &self.other else { return Ok(()) };
        let message = format!("Import attribute \"{key}\" with value \"{value}\" is not supported");
        let code = "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED";
        Err(throw_error(ctx, ResolveError::new(ErrorClass::Type, code, message)))
    }

    fn check(&self, ctx: &Ctx<'_>, url: &str, is_json: bool) -> Result<()> {
        let (code, message) = match self.kind.as_deref() {
            None if is_json => {
                let message =
                    format!("Module \"{url}\" needs an import attribute of type \"json\"");
                ("ERR_IMPORT_ASSERTION_TYPE_MISSING", message)
            }
            Some("json") if !is_json => {
                let message = format!("Module \"{url}\" is not of type \"json\"");
                ("ERR_IMPORT_ASSERTION_TYPE_FAILED", message)
            }
            None | Some("json") => return self.check_other(ctx),
            Some(kind) => {
                let message = format!("Import attribute type \"{kind}\" is unsupported");
                ("ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED", message)
            }
        };
        Err(throw_error(ctx, ResolveError::new(ErrorClass::Type, code, message)))
    }
}

pub(super) fn load_source<'js>(
    ctx: &Ctx<'js>,
    loader: &Rc<Loader>,
    name: &str,
    bytes: &[u8],
) -> Result<Handle> {
    let source = String::from_utf8_lossy(bytes);
    let source = source.strip_prefix('\u{FEFF}').unwrap_or(&source);
    let modern = syntax::modern_attributes(source);
    let source = modern.as_deref().unwrap_or(source);
    loader.add(name, None, Kind::Source);
    let handle = raw::compile(ctx, name, source.as_bytes())?;
    loader.add(name, Some(handle), Kind::Source);
    if let Some(module) = loader.module(name) {
        module.source.replace(source.to_owned());
    }
    if source.contains("import.meta") {
        let meta = raw::meta(ctx, handle)?;
        loader.hook(ctx, "meta")?.call::<_, ()>((meta, loader.url_of(name)))?;
    }
    Ok(handle)
}

fn load_json<'js>(
    ctx: &Ctx<'js>,
    loader: &Rc<Loader>,
    name: &str,
    bytes: &[u8],
    place: &str,
) -> Result<Handle> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let value: Value<'js> = loader.hook(ctx, "json")?.call((text, place))?;
    let handle = raw::synthetic(ctx, name, &["default".to_owned()])?;
    let value = Persistent::save(ctx, value);
    loader.add(name, Some(handle), Kind::Json { value, place: place.to_owned() });
    Ok(handle)
}

fn load_builtin(ctx: &Ctx<'_>, loader: &Rc<Loader>, name: &str, id: &str) -> Result<Handle> {
    let exports: Value<'_> = loader.hook(ctx, "builtin")?.call((id,))?;
    let mut names = vec!["default".to_owned()];
    if let Some(exports) = exports.as_object() {
        for key in exports.keys::<String>() {
            let key = key?;
            if key != "default" && !key.contains('\0') {
                names.push(key);
            }
        }
    }
    let handle = raw::synthetic(ctx, name, &names)?;
    let kind = Kind::Builtin { id: id.to_owned(), names, is_filled: Cell::new(false) };
    loader.add(name, Some(handle), kind);
    Ok(handle)
}

fn load_commonjs(
    ctx: &Ctx<'_>,
    loader: &Rc<Loader>,
    name: &str,
    path: &str,
    bytes: &[u8],
) -> Result<Handle> {
    let mut names = Vec::new();
    collect_names(loader, path, bytes, &mut names, &mut HashSet::new());
    let declared: Vec<String> = std::iter::once("default".to_owned())
        .chain(names.iter().filter(|name| *name != "default").cloned())
        .collect();
    let handle = raw::synthetic(ctx, name, &declared)?;
    loader.add(name, Some(handle), Kind::CommonJs { path: path.to_owned(), names });
    Ok(handle)
}

/// What a CommonJS file exports, and what it exports whole from others.
fn collect_names(
    loader: &Loader,
    path: &str,
    bytes: &[u8],
    names: &mut Vec<String>,
    seen: &mut HashSet<String>,
) {
    if !seen.insert(path.to_owned()) || path.ends_with(".json") || path.ends_with(".node") {
        return;
    }
    let found = exports::exports_of(&String::from_utf8_lossy(bytes));
    for name in found.names {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for request in found.reexports {
        let Some(target) = loader.resolver().guess(&request, path) else { continue };
        if let Ok(bytes) = loader.source.read(Path::new(&target)) {
            collect_names(loader, &target, &bytes, names, seen);
        }
    }
}
