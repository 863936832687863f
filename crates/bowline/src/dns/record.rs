//! What names have: addresses, other names, mail servers, texts.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A record of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// For how many seconds it may be remembered.
    pub ttl: u32,
    /// What it says.
    pub data: Data,
}

/// What a record says. The fields are Node's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// An IPv4 address.
    A(Ipv4Addr),
    /// An IPv6 address.
    Aaaa(Ipv6Addr),
    /// Who may give certificates for it.
    Caa {
        /// Whether somebody who does not know the tag has to refuse: 0 or 128.
        critical: u8,
        /// `issue`, `issuewild`, `iodef` or another.
        tag: String,
        /// What it says of that.
        value: String,
    },
    /// Its real name.
    Cname(String),
    /// A mail server.
    Mx {
        /// The lowest is asked first.
        priority: u16,
        /// Its name.
        exchange: String,
    },
    /// A rule for making other names of it.
    Naptr {
        /// The lowest is applied first.
        order: u16,
        /// Which comes first among those of one order.
        preference: u16,
        /// How to go on.
        flags: String,
        /// What is offered.
        service: String,
        /// How to make a name, or empty.
        regexp: String,
        /// The next name, or empty.
        replacement: String,
    },
    /// A name server of its zone.
    Ns(String),
    /// The name of an address.
    Ptr(String),
    /// Where its zone begins.
    Soa {
        /// The first name server.
        nsname: String,
        /// Who looks after it, with a dot in place of the `@`.
        hostmaster: String,
        /// The version of the zone.
        serial: u32,
        /// Seconds between looks for a new version.
        refresh: u32,
        /// Seconds until the next try if one fails.
        retry: u32,
        /// Seconds after which an old version is worth nothing.
        expire: u32,
        /// For how many seconds an answer that there is nothing may be remembered.
        minttl: u32,
    },
    /// A service.
    Srv {
        /// The lowest is asked first.
        priority: u16,
        /// How often it is chosen among those of one priority.
        weight: u16,
        /// Its port.
        port: u16,
        /// Where it is.
        name: String,
    },
    /// Text, in pieces.
    Txt(Vec<String>),
}

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// IPv4 addresses.
    A,
    /// IPv6 addresses.
    Aaaa,
    /// All there are.
    Any,
    /// Who may give certificates.
    Caa,
    /// The real name.
    Cname,
    /// Mail servers.
    Mx,
    /// Rules for making other names.
    Naptr,
    /// Name servers.
    Ns,
    /// Names of an address.
    Ptr,
    /// Where the zone begins.
    Soa,
    /// Services.
    Srv,
    /// Texts.
    Txt,
}

/// Their numbers, and their names in Node.
const KINDS: [(RecordKind, u16, &str); 12] = [
    (RecordKind::A, 1, "A"),
    (RecordKind::Aaaa, 28, "AAAA"),
    (RecordKind::Any, 255, "ANY"),
    (RecordKind::Caa, 257, "CAA"),
    (RecordKind::Cname, 5, "CNAME"),
    (RecordKind::Mx, 15, "MX"),
    (RecordKind::Naptr, 35, "NAPTR"),
    (RecordKind::Ns, 2, "NS"),
    (RecordKind::Ptr, 12, "PTR"),
    (RecordKind::Soa, 6, "SOA"),
    (RecordKind::Srv, 33, "SRV"),
    (RecordKind::Txt, 16, "TXT"),
];

impl RecordKind {
    /// The kind with this name, such as `MX`.
    pub fn of_name(name: &str) -> Option<RecordKind> {
        KINDS.iter().find(|kind| kind.2 == name).map(|kind| kind.0)
    }

    pub(super) fn of_number(number: u16) -> Option<RecordKind> {
        KINDS.iter().find(|kind| kind.1 == number).map(|kind| kind.0)
    }

    pub(super) fn number(self) -> u16 {
        KINDS.iter().find(|kind| kind.0 == self).map_or(0, |kind| kind.1)
    }

    /// Its name, such as `MX`.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|kind| kind.0 == self).map_or("", |kind| kind.2)
    }
}

impl Data {
    /// What kind of record says this.
    pub fn kind(&self) -> RecordKind {
        match self {
            Data::A(_) => RecordKind::A,
            Data::Aaaa(_) => RecordKind::Aaaa,
            Data::Caa { .. } => RecordKind::Caa,
            Data::Cname(_) => RecordKind::Cname,
            Data::Mx { .. } => RecordKind::Mx,
            Data::Naptr { .. } => RecordKind::Naptr,
            Data::Ns(_) => RecordKind::Ns,
            Data::Ptr(_) => RecordKind::Ptr,
            Data::Soa { .. } => RecordKind::Soa,
            Data::Srv { .. } => RecordKind::Srv,
            Data::Txt(_) => RecordKind::Txt,
        }
    }
}
