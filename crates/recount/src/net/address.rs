//! Which addresses may be asked: those of the public internet. The check stands where names become numbers, so that no name, no
//! redirect and no change of a name between check and use leads inside.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// Looks names up and keeps only addresses that may be asked.
#[derive(Debug)]
pub(super) struct Guarded {
    inner: DefaultResolver,
    /// Whether private and loopback addresses may be asked too.
    allow_private: bool,
}

impl Guarded {
    /// A guard that lets private and loopback addresses pass, or not.
    pub(super) fn new(allow_private: bool) -> Guarded {
        Guarded { inner: DefaultResolver::default(), allow_private }
    }
}

/// What the error says where every address of a name is private.
pub(super) const PRIVATE: &str = "a private or loopback address";

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| self.allow_private || is_public(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() { Err(Error::Io(io::Error::other(PRIVATE))) } else { Ok(kept) }
    }
}

/// Whether an address belongs to the public internet (IANA's registries of special-purpose addresses).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match inside(address) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let shared = first == 100 && (64..128).contains(&second);
    let benchmark = first == 198 && matches!(second, 18 | 19);
    let protocol = (first, second, third) == (192, 0, 0);
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || first == 0
        || first >= 240
        || shared
        || benchmark
        || protocol)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Of all addresses only 2000::/3 is given out; 2001:db8::/32 is for books and 2001::/23 for protocols.
    let given_out = first & 0xe000 == 0x2000;
    let special = first == 0x2001 && (second == 0x0db8 || second < 0x0200);
    given_out && !special
}

/// The address of four bytes that one of sixteen stands for: mapped, translated (64:ff9b::/96) or tunnelled (2002::/16).
fn inside(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [first, second, third, fourth, fifth, sixth, high, low] = address.segments();
    let of = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    if first == 0x2002 {
        return Some(of(second, third));
    }
    let translated = (first, second, third, fourth, fifth, sixth) == (0x64, 0xff9b, 0, 0, 0, 0);
    address.to_ipv4_mapped().or_else(|| translated.then(|| of(high, low)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, public: bool) {
        assert_eq!(is_public(address.parse().expect("an address")), public, "{address}");
    }

    #[test]
    fn what_is_not_of_the_public_internet_is_refused() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "::1",
            "::",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
        ] {
            check(private, false);
        }
        for public in
            ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
        {
            check(public, true);
        }
    }
}
