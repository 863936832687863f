//! URLs for JavaScript: an URL there is its text, and everything here is a function of texts.

use bowline_js::Text;
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Object, Result};
use url::{Url, form_urlencoded, quirks};

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("windows", cfg!(windows))?;
    native.set("parse", Func::from(parse))?;
    native.set("set", Func::from(set))?;
    native.set("parseQuery", Func::from(parse_query))?;
    native.set("domainToASCII", Func::from(|domain: Text| host_of(&domain.0)))?;
    native.set(
        "domainToUnicode",
        Func::from(|domain: Text| quirks::domain_to_unicode(&host_of(&domain.0))),
    )?;
    native.set("hostToASCII", Func::from(host_to_ascii))
}

/// The serialized form of `input`, read against `base`; nothing if it is no URL.
fn parse(input: Text, base: Option<Text>) -> Option<String> {
    let url = match base {
        Some(base) => Url::parse(&base.0).ok()?.join(&input.0),
        None => Url::parse(&input.0),
    };
    url.ok().map(String::from)
}

/// `href` with another value for a part; nothing if the part cannot have it.
fn set(href: Text, part: Text, value: Text) -> Option<String> {
    let mut url = Url::parse(&href.0).ok()?;
    let value = &value.0;
    let done = match part.0.as_str() {
        "protocol" => quirks::set_protocol(&mut url, value),
        "username" => quirks::set_username(&mut url, value),
        "password" => quirks::set_password(&mut url, value),
        "host" => quirks::set_host(&mut url, value),
        "hostname" => quirks::set_hostname(&mut url, value),
        "port" => quirks::set_port(&mut url, value),
        part => {
            match part {
                "pathname" => quirks::set_pathname(&mut url, value),
                "search" => quirks::set_search(&mut url, value),
                _ => quirks::set_hash(&mut url, value),
            }
            Ok(())
        }
    };
    done.ok()?;
    Some(url.into())
}

/// Names and values in turn.
fn parse_query(query: Text) -> Vec<String> {
    let pairs = form_urlencoded::parse(query.0.as_bytes());
    pairs.flat_map(|(name, value)| [name.into_owned(), value.into_owned()]).collect()
}

/// The host that `domain` begins with, as a URL writes it; empty if it begins with none.
fn host_of(domain: &str) -> String {
    let url = Url::parse(&format!("ws://{domain}"));
    url.ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// A host in ASCII, however odd; empty if there is no such form.
fn host_to_ascii(host: Text) -> String {
    if host.0.is_ascii() && !host.0.contains("xn--") {
        return host.0;
    }
    idna::domain_to_ascii(&host.0).unwrap_or_default()
}
