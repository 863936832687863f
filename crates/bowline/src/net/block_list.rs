//! Addresses that are not wanted.

use std::cell::RefCell;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A list of addresses, ranges and subnets that are not wanted.
///
/// An IPv4 address and the IPv6 address that it maps to are the same to it.
///
/// ```
/// use bowline::net::BlockList;
///
/// let list = BlockList::new();
/// list.add_subnet([10, 0, 0, 0], 8);
/// assert!(list.check([10, 1, 2, 3]));
/// assert!(!list.check([11, 1, 2, 3]));
/// ```
///
/// Source: Node.js `net.BlockList`.
#[derive(Debug, Default)]
pub struct BlockList {
    rules: RefCell<Vec<Rule>>,
}

#[derive(Clone, Copy, Debug)]
enum Rule {
    Address(IpAddr),
    Range(IpAddr, IpAddr),
    Subnet(IpAddr, u8),
}

impl BlockList {
    /// An empty list.
    pub fn new() -> BlockList {
        BlockList::default()
    }

    /// Blocks one address.
    pub fn add_address(&self, address: impl Into<IpAddr>) {
        self.add(Rule::Address(address.into()));
    }

    /// Blocks all addresses from `start` to `end`, both included. Does nothing and says so with `false` if they
    /// are the wrong way round.
    pub fn add_range(&self, start: impl Into<IpAddr>, end: impl Into<IpAddr>) -> bool {
        let (start, end) = (start.into(), end.into());
        // Addresses of two families have no order.
        let is_range = start.is_ipv4() != end.is_ipv4() || number(start) <= number(end);
        if is_range {
            self.add(Rule::Range(start, end));
        }
        is_range
    }

    /// Blocks all addresses whose first `prefix` bits are those of `network`.
    pub fn add_subnet(&self, network: impl Into<IpAddr>, prefix: u8) {
        self.add(Rule::Subnet(network.into(), prefix));
    }

    /// Whether `address` is blocked.
    pub fn check(&self, address: impl Into<IpAddr>) -> bool {
        let address = number(address.into());
        self.rules.borrow().iter().any(|rule| rule.covers(address))
    }

    /// The rules in words, the latest first, such as `Subnet: IPv4 10.0.0.0/8`.
    pub fn rules(&self) -> Vec<String> {
        self.rules.borrow().iter().rev().map(Rule::to_string).collect()
    }

    fn add(&self, rule: Rule) {
        self.rules.borrow_mut().push(rule);
    }
}

impl Rule {
    fn covers(&self, address: u128) -> bool {
        match *self {
            Rule::Address(blocked) => number(blocked) == address,
            Rule::Range(start, end) => (number(start)..=number(end)).contains(&address),
            Rule::Subnet(network, prefix) => {
                let bits = u32::from(prefix) + if network.is_ipv4() { 96 } else { 0 };
                let differing = number(network) ^ address;
                differing.leading_zeros() >= bits.min(128)
            }
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Address(address) => write!(f, "Address: {} {address}", family(address)),
            Rule::Range(start, end) => write!(f, "Range: {} {start}-{end}", family(start)),
            Rule::Subnet(network, prefix) => {
                write!(f, "Subnet: {} {network}/{prefix}", family(network))
            }
        }
    }
}

/// An address as a number, IPv4 ones as what they map to.
fn number(address: IpAddr) -> u128 {
    let mapped: Ipv6Addr = match address {
        IpAddr::V4(address) => Ipv4Addr::to_ipv6_mapped(&address),
        IpAddr::V6(address) => address,
    };
    mapped.to_bits()
}

fn family(address: &IpAddr) -> &'static str {
    if address.is_ipv4() { "IPv4" } else { "IPv6" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_is_blocked_under_both_of_its_names() {
        let list = BlockList::new();
        list.add_address(ip("1.2.3.4"));
        assert!(list.check(ip("1.2.3.4")) && list.check(ip("::ffff:1.2.3.4")));
        assert!(!list.check(ip("1.2.3.5")) && !list.check(ip("::1.2.3.4")));
    }

    #[test]
    fn both_ends_of_a_range_are_blocked() {
        let list = BlockList::new();
        assert!(list.add_range(ip("1.1.1.2"), ip("1.1.1.4")));
        assert!(!list.add_range(ip("1.1.1.4"), ip("1.1.1.2")));
        let blocked: Vec<bool> = (1..6).map(|last| list.check([1, 1, 1, last])).collect();
        assert_eq!(blocked, [false, true, true, true, false]);
    }

    #[test]
    fn a_subnet_of_no_bits_is_everything_and_one_of_all_is_one_address() {
        let list = BlockList::new();
        list.add_subnet(ip("::1"), 128);
        assert!(list.check(ip("::1")) && !list.check(ip("::2")));
        list.add_subnet(ip("0.0.0.0"), 0);
        assert!(list.check(ip("9.9.9.9")) && !list.check(ip("::2")));
        assert_eq!(list.rules(), ["Subnet: IPv4 0.0.0.0/0", "Subnet: IPv6 ::1/128"]);
    }
}
