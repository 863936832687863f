//! The native half of names.

use std::net::IpAddr;
use std::time::Duration;

use bowline_js::{Done, Text, loop_of};
use bowline_loop::{Error, Lane};
use rquickjs::class::Trace;
use rquickjs::prelude::Func;
use rquickjs::{Array, Class, Ctx, Function, JsLifetime, Object, Result, Value};

use super::lookup::{Family, LookupOptions, lookup_with_sync};
use super::lookup_service::lookup_service_sync;
use super::record::{Data, Record, RecordKind};
use super::resolver::{Resolver, ResolverOptions};
use crate::net::parse;

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("ADDRCONFIG", hints::ADDRCONFIG)?;
    native.set("ALL", hints::ALL)?;
    native.set("V4MAPPED", hints::V4MAPPED)?;
    native.set("lookup", Func::from(lookup))?;
    native.set("lookupService", Func::from(lookup_service))?;
    Class::<ResolverClass>::define(native)
}

/// The system's numbers for hints.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod hints {
    pub(super) const ADDRCONFIG: i32 = 0x20;
    pub(super) const ALL: i32 = 0x10;
    pub(super) const V4MAPPED: i32 = 0x08;
}

/// The system's numbers for hints.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod hints {
    pub(super) const ADDRCONFIG: i32 = 0x400;
    pub(super) const ALL: i32 = 0x100;
    pub(super) const V4MAPPED: i32 = 0x800;
}

/// `done(error)` or `done(null, [address...])`.
fn lookup<'js>(ctx: Ctx<'js>, host: Text, family: u8, hints: i32, done: Function<'js>) {
    let done = Done::new(&ctx, done);
    let family = match family {
        4 => Some(Family::V4),
        6 => Some(Family::V6),
        _ => None,
    };
    let options = LookupOptions { family, hints };
    let work = move || lookup_with_sync(&host.0, options);
    loop_of(&ctx).queue_work_on(Lane::Slow, work, move |outcome| {
        let found = outcome.and_then(|found| found);
        done.settle(found.map(|addresses| texts(&addresses)));
    });
}

fn texts(addresses: &[IpAddr]) -> Vec<String> {
    addresses.iter().map(IpAddr::to_string).collect()
}

/// `done(error)` or `done(null, [hostname, service])`.
fn lookup_service<'js>(ctx: Ctx<'js>, address: Text, port: u16, done: Function<'js>) {
    let done = Done::new(&ctx, done);
    let address = parse(&address.0, port);
    let work = move || match address {
        Some(address) => lookup_service_sync(address),
        None => Err(Error::code_of("EINVAL", "getnameinfo")),
    };
    loop_of(&ctx).queue_work_on(Lane::Slow, work, move |outcome| {
        let found = outcome.and_then(|found| found);
        done.settle(found.map(|(host, service)| vec![host, service]));
    });
}

#[rquickjs::class(rename = "Resolver")]
#[derive(Trace, JsLifetime)]
struct ResolverClass {
    #[qjs(skip_trace)]
    resolver: Resolver,
}

#[rquickjs::methods(rename_all = "camelCase")]
impl ResolverClass {
    /// A negative timeout is the usual one.
    #[qjs(constructor)]
    fn new(ctx: Ctx<'_>, timeout_ms: f64, tries: u32) -> ResolverClass {
        let timeout = (timeout_ms >= 0.0).then(|| Duration::from_millis(timeout_ms as u64));
        let options = ResolverOptions { timeout, tries: Some(tries) };
        ResolverClass { resolver: Resolver::new(loop_of(&ctx), options) }
    }

    /// `[[address, port]...]`
    #[qjs(rename = "getServers")]
    fn servers<'js>(&self, ctx: Ctx<'js>) -> Result<Array<'js>> {
        let servers = Array::new(ctx.clone())?;
        for (index, server) in self.resolver.servers().into_iter().enumerate() {
            let pair = Array::new(ctx.clone())?;
            pair.set(0, server.ip().to_string())?;
            pair.set(1, server.port())?;
            servers.set(index, pair)?;
        }
        Ok(servers)
    }

    fn set_servers(&self, addresses: Vec<Text>, ports: Vec<u16>) {
        let servers = addresses.iter().zip(ports);
        let servers = servers.filter_map(|(address, port)| parse(&address.0, port));
        self.resolver.set_servers(servers.collect());
    }

    fn set_local_address(&self, v4: Option<Text>, v6: Option<Text>) {
        let v4 = v4.and_then(|address| address.0.parse().ok());
        let v6 = v6.and_then(|address| address.0.parse().ok());
        self.resolver.set_local_address(v4, v6);
    }

    /// `done(error)` or `done(null, [record...])`.
    fn resolve<'js>(&self, ctx: Ctx<'js>, name: Text, kind: Text, done: Function<'js>) {
        let done = Done::new(&ctx, done);
        let kind = RecordKind::of_name(&kind.0).unwrap_or(RecordKind::Any);
        self.resolver.resolve(&name.0, kind, move |found| {
            done.settle_with(found, |ctx, records| objects(ctx, &records));
        });
    }

    /// `done(error)` or `done(null, [name...])`.
    fn reverse<'js>(&self, ctx: Ctx<'js>, address: Text, done: Function<'js>) {
        let done = Done::new(&ctx, done);
        match parse(&address.0, 0) {
            Some(address) => self.resolver.reverse(address.ip(), move |found| done.settle(found)),
            None => drop(done),
        }
    }

    /// Whether a query is in flight.
    fn is_busy(&self) -> bool {
        self.resolver.is_busy()
    }

    fn cancel(&self) {
        self.resolver.cancel();
    }
}

fn objects<'js>(ctx: &Ctx<'js>, records: &[Record]) -> Result<Value<'js>> {
    let array = Array::new(ctx.clone())?;
    for (index, record) in records.iter().enumerate() {
        let object = Object::new(ctx.clone())?;
        fill(&object, &record.data)?;
        object.set("ttl", f64::from(record.ttl))?;
        object.set("type", record.data.kind().name())?;
        array.set(index, object)?;
    }
    Ok(array.into_value())
}

fn fill(object: &Object<'_>, data: &Data) -> Result<()> {
    match data {
        Data::A(address) => object.set("address", address.to_string()),
        Data::Aaaa(address) => object.set("address", address.to_string()),
        Data::Cname(name) | Data::Ns(name) | Data::Ptr(name) => object.set("value", name.as_str()),
        Data::Txt(entries) => object.set("entries", entries.clone()),
        Data::Caa { critical, tag, value } => {
            object.set("critical", *critical)?;
            object.set(tag.as_str(), value.as_str())
        }
        Data::Mx { priority, exchange } => {
            object.set("exchange", exchange.as_str())?;
            object.set("priority", *priority)
        }
        Data::Srv { priority, weight, port, name } => {
            object.set("name", name.as_str())?;
            object.set("port", *port)?;
            object.set("priority", *priority)?;
            object.set("weight", *weight)
        }
        Data::Naptr { order, preference, flags, service, regexp, replacement } => {
            object.set("flags", flags.as_str())?;
            object.set("service", service.as_str())?;
            object.set("regexp", regexp.as_str())?;
            object.set("replacement", replacement.as_str())?;
            object.set("order", *order)?;
            object.set("preference", *preference)
        }
        Data::Soa { nsname, hostmaster, serial, refresh, retry, expire, minttl } => {
            object.set("nsname", nsname.as_str())?;
            object.set("hostmaster", hostmaster.as_str())?;
            for (name, value) in [
                ("serial", serial),
                ("refresh", refresh),
                ("retry", retry),
                ("expire", expire),
                ("minttl", minttl),
            ] {
                object.set(name, f64::from(*value))?;
            }
            Ok(())
        }
    }
}
