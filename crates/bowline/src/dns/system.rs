//! What this system knows of names by itself: its name servers, and its list of hosts.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::net::parse;

pub(super) const PORT: u16 = 53;

const SERVERS_FILE: &str = "/etc/resolv.conf";
const HOSTS_FILE: &str = "/etc/hosts";

/// The name servers of this system; this machine if it names none.
pub(super) fn servers() -> Vec<SocketAddr> {
    let servers =
        fs::read_to_string(SERVERS_FILE).map(|text| servers_in(&text)).unwrap_or_default();
    if servers.is_empty() { vec![(Ipv4Addr::LOCALHOST, PORT).into()] } else { servers }
}

/// The names that the list of hosts has for an address.
pub(super) fn names_of(address: IpAddr) -> Vec<String> {
    fs::read_to_string(HOSTS_FILE).map(|text| names_in(&text, address)).unwrap_or_default()
}

fn servers_in(text: &str) -> Vec<SocketAddr> {
    let addresses = text.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
    addresses.filter_map(|address| parse(address.trim(), PORT)).collect()
}

fn names_in(text: &str, address: IpAddr) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines() {
        let mut words = line.split('#').next().unwrap_or_default().split_whitespace();
        if words.next().and_then(|word| word.parse().ok()) == Some(address) {
            names.extend(words.map(str::to_owned));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_read_in_order_and_the_rest_is_passed_over() {
        let text =
            "# nobody\nsearch example.org\nnameserver 10.0.0.1\n nameserver\t::1\nnameserver x\n";
        let expected: [SocketAddr; 2] =
            ["10.0.0.1:53".parse().unwrap(), "[::1]:53".parse().unwrap()];
        assert_eq!(servers_in(text), expected);
    }

    #[test]
    fn an_address_has_all_the_names_of_its_lines() {
        let text = "127.0.0.1 localhost me # not this\n::1 other\n127.0.0.1\tagain\n";
        assert_eq!(names_in(text, [127, 0, 0, 1].into()), ["localhost", "me", "again"]);
    }
}
