//! Asking name servers.

use std::cell::{Cell, RefCell};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::rc::Rc;
use std::time::Duration;

use bowline_loop::{JoinHandle, LoopRef};
use slab::Slab;

use super::exchange::{Server, ask};
use super::packet::{self, Answer};
use super::record::{Data, Record, RecordKind};
use super::system;
use crate::{Error, Result};

/// How long a server has for its answer, unless said otherwise. Each round gives twice as long.
const TIMEOUT_MS: u64 = 2_000;
/// How often each server is asked, unless said otherwise.
const TRIES: u32 = 4;
/// No round is longer.
const TIMEOUT_MS_MAX: u64 = 60_000;

/// Asks name servers for the records of names.
///
/// It reads no list of hosts and knows no search domains: for an address to connect to, use
/// [`lookup`](super::lookup).
///
/// Dropping it leaves its queries alone.
///
/// Source: Node.js `dns.Resolver`.
#[derive(Debug)]
pub struct Resolver {
    event_loop: LoopRef,
    timeout_ms: u64,
    tries: u32,
    servers: RefCell<Option<Vec<SocketAddr>>>,
    local: Cell<(Option<Ipv4Addr>, Option<Ipv6Addr>)>,
    queries: Rc<RefCell<Slab<Query>>>,
}

/// A query in flight.
struct Query {
    name: String,
    callback: Box<dyn FnOnce(Result<Vec<Record>>)>,
    task: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Query({})", self.name)
    }
}

/// How a resolver asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct ResolverOptions {
    /// How long a server has for its first answer; two seconds without this.
    pub timeout: Option<Duration>,
    /// How often each server is asked; four times without this.
    pub tries: Option<u32>,
}

impl Resolver {
    /// A resolver that asks the servers of this system.
    pub fn new(event_loop: LoopRef, options: ResolverOptions) -> Resolver {
        let timeout_ms = options.timeout.map_or(TIMEOUT_MS, |timeout| timeout.as_millis() as u64);
        Resolver {
            event_loop,
            timeout_ms: timeout_ms.max(1),
            tries: options.tries.unwrap_or(TRIES).max(1),
            servers: RefCell::default(),
            local: Cell::default(),
            queries: Rc::default(),
        }
    }

    /// The servers that are asked, one after the other.
    pub fn servers(&self) -> Vec<SocketAddr> {
        self.servers.borrow_mut().get_or_insert_with(system::servers).clone()
    }

    /// Asks these servers from now on.
    pub fn set_servers(&self, servers: Vec<SocketAddr>) {
        self.servers.replace(Some(servers));
    }

    /// Whether a query is in flight.
    pub fn is_busy(&self) -> bool {
        !self.queries.borrow().is_empty()
    }

    /// From which addresses of this machine servers are asked; `None` is the system's choice.
    pub fn set_local_address(&self, v4: Option<Ipv4Addr>, v6: Option<Ipv6Addr>) {
        self.local.set((v4, v6));
    }

    /// Asks for the records of one kind that `name` has.
    ///
    /// `callback` runs once, never before this call returns. It may get records of other kinds too, such as the
    /// `CNAME` that led to an address.
    ///
    /// # Errors
    ///
    /// `ENOTFOUND` if there is no such name, `ENODATA` if it has nothing, `ESERVFAIL`, `EREFUSED`, `EFORMERR` or
    /// `ENOTIMP` if the servers say so, `EBADRESP` if what they say is no answer, `ETIMEOUT` if they are silent,
    /// `ECONNREFUSED` if nobody is there, `EBADNAME` if there can be no such name, `ECANCELLED` after
    /// [`cancel`](Resolver::cancel).
    pub fn resolve(
        &self,
        name: &str,
        kind: RecordKind,
        callback: impl FnOnce(Result<Vec<Record>>) + 'static,
    ) {
        let plan = Plan {
            event_loop: self.event_loop.clone(),
            name: name.to_owned(),
            kind,
            servers: self.servers(),
            local: self.local.get(),
            timeout_ms: self.timeout_ms,
            tries: self.tries,
        };
        let query = Query { name: name.to_owned(), callback: Box::new(callback), task: None };
        let key = self.queries.borrow_mut().insert(query);
        let queries = self.queries.clone();
        let task = self.event_loop.spawn_local(async move {
            let outcome = plan.carry_out().await;
            finish(&queries, key, outcome.map_err(|code| failed(&plan.name, code)));
        });
        if let Some(query) = self.queries.borrow_mut().get_mut(key) {
            query.task = Some(task);
        }
    }

    /// Asks for the names of an address: those in this system's list of hosts, or else what name servers say.
    ///
    /// `callback` runs once, never before this call returns.
    ///
    /// # Errors
    ///
    /// Those of [`resolve`](Resolver::resolve).
    pub fn reverse(&self, address: IpAddr, callback: impl FnOnce(Result<Vec<String>>) + 'static) {
        let known = system::names_of(address);
        if !known.is_empty() {
            self.event_loop.complete(Ok(known), callback);
            return;
        }
        let name = reverse_name(address);
        self.resolve(&name, RecordKind::Ptr, move |records| callback(records.and_then(names_in)));
    }

    /// Ends all queries in flight: they fail with `ECANCELLED`, soon.
    pub fn cancel(&self) {
        let queries = std::mem::take(&mut *self.queries.borrow_mut());
        for (_, Query { name, callback, task }) in queries {
            if let Some(task) = task {
                task.abort();
            }
            self.event_loop.complete(Err(failed(&name, "ECANCELLED")), callback);
        }
    }
}

fn finish(queries: &RefCell<Slab<Query>>, key: usize, outcome: Result<Vec<Record>>) {
    let query = queries.borrow_mut().try_remove(key);
    if let Some(query) = query {
        (query.callback)(outcome);
    }
}

fn failed(name: &str, code: &'static str) -> Error {
    Error::code_of(code, "query").with_host(name)
}

/// One query: whom to ask for what, and for how long.
struct Plan {
    event_loop: LoopRef,
    name: String,
    kind: RecordKind,
    servers: Vec<SocketAddr>,
    local: (Option<Ipv4Addr>, Option<Ipv6Addr>),
    timeout_ms: u64,
    tries: u32,
}

impl Plan {
    /// Asks one server after the other, several times, until one gives an answer that is final.
    async fn carry_out(&self) -> Result<Vec<Record>, &'static str> {
        if is_onion(&self.name) {
            // RFC 7686: such names are no business of name servers.
            return Err("ENOTFOUND");
        }
        let mut failure = "ECONNREFUSED";
        for round in 0..self.tries {
            let timeout_ms = (self.timeout_ms << round.min(16)).min(TIMEOUT_MS_MAX);
            for &address in &self.servers {
                match self.ask(address, Duration::from_millis(timeout_ms)).await.and_then(judge) {
                    // The name, or the question, would be no better elsewhere.
                    Err(code @ ("EBADNAME" | "ENOTFOUND" | "ENODATA" | "EFORMERR")) => {
                        return Err(code);
                    }
                    Err(code) => failure = code,
                    Ok(records) => return Ok(records),
                }
            }
        }
        Err(failure)
    }

    async fn ask(&self, address: SocketAddr, limit: Duration) -> Result<Answer, &'static str> {
        let id = random_id();
        let question = packet::question(id, &self.name, self.kind).ok_or("EBADNAME")?;
        let local: Option<IpAddr> = match address {
            SocketAddr::V4(_) => self.local.0.map(IpAddr::from),
            SocketAddr::V6(_) => self.local.1.map(IpAddr::from),
        };
        let server = Server { event_loop: &self.event_loop, address, local };
        let is_wanted = |answer: &Answer| self.fits(id, answer);
        match self.event_loop.timeout(limit, ask(server, question, &is_wanted)).await {
            Ok(answer) => answer,
            Err(_) => Err("ETIMEOUT"),
        }
    }

    /// Anybody can send a packet: only one that repeats the question is believed.
    fn fits(&self, id: u16, answer: &Answer) -> bool {
        let name = self.name.strip_suffix('.').unwrap_or(&self.name).to_lowercase();
        let asked = answer.question.as_ref();
        answer.id == id && asked.is_none_or(|asked| *asked == (name, self.kind.number()))
    }
}

/// What an answer means.
fn judge(answer: Answer) -> Result<Vec<Record>, &'static str> {
    match answer.response_code {
        0 if answer.records.is_empty() => Err("ENODATA"),
        0 => Ok(answer.records),
        1 => Err("EFORMERR"),
        2 => Err("ESERVFAIL"),
        3 => Err("ENOTFOUND"),
        4 => Err("ENOTIMP"),
        5 => Err("EREFUSED"),
        _ => Err("EBADRESP"),
    }
}

/// What the name servers know an address as.
fn reverse_name(address: IpAddr) -> String {
    let mut name = String::new();
    match address {
        IpAddr::V4(address) => {
            for byte in address.octets().iter().rev() {
                name.push_str(&format!("{byte}."));
            }
            name + "in-addr.arpa"
        }
        IpAddr::V6(address) => {
            for byte in address.octets().iter().rev() {
                name.push_str(&format!("{:x}.{:x}.", byte & 0xF, byte >> 4));
            }
            name + "ip6.arpa"
        }
    }
}

fn names_in(records: Vec<Record>) -> Result<Vec<String>> {
    let name = |record: Record| if let Data::Ptr(name) = record.data { Some(name) } else { None };
    Ok(records.into_iter().filter_map(name).collect())
}

fn is_onion(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_lowercase();
    name == "onion" || name.ends_with(".onion")
}

/// A number that nobody outside can guess.
fn random_id() -> u16 {
    let mut bytes = [0; 2];
    // Without randomness the port of the socket is all there is to guess.
    let _ = getrandom::fill(&mut bytes);
    u16::from_ne_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_asked_for_by_its_digits_from_the_last_to_the_first() {
        assert_eq!(reverse_name([1, 2, 3, 45].into()), "45.3.2.1.in-addr.arpa");
        let name = reverse_name("2001:db8::567:89ab".parse().unwrap());
        let digits = "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2";
        assert_eq!(name, format!("{digits}.ip6.arpa"));
    }

    #[test]
    fn names_of_the_onion_network_are_not_asked_for() {
        assert!(is_onion("a.Onion") && is_onion("onion."));
        assert!(!is_onion("union") && !is_onion("onion.org"));
    }
}
