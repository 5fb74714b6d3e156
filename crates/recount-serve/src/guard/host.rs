//! Under which names the server may be asked. A page elsewhere can make its own name mean this machine (DNS rebinding), and
//! its scripts then read what the server says; but its requests carry that name.

use std::{collections::BTreeSet, net::IpAddr};

use crate::Problem;

/// The names that are this server's.
#[derive(Debug)]
pub(super) struct Hosts {
    /// Whether it listens on this machine alone.
    pub(super) is_local: bool,
    /// In lower case.
    pub(super) names: BTreeSet<String>,
}

impl Hosts {
    /// Refuses other names. Addresses in digits need no look-up that somebody could bend.
    pub(super) fn check(&self, host: Option<&str>) -> Result<(), Problem> {
        let Some(host) = host else { return Err(Problem::unclear("expected the header Host, found none")) };
        let name = name(host).to_lowercase();
        let known = match name.parse::<IpAddr>() {
            Ok(address) => !self.is_local || address.is_loopback(),
            Err(_) => name == "localhost" || self.names.contains(&name),
        };
        if known {
            return Ok(());
        }
        Err(Problem::new(
            421,
            format!("expected a name that this server is known by (add one with --host), found `{name}`"),
        ))
    }

    /// Whether a page that sends a form is one of this server.
    pub(super) fn is_own_origin(&self, origin: &str, host: Option<&str>) -> bool {
        let rest = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        rest.is_some_and(|rest| Some(rest) == host)
    }
}

/// The host without its port; an address of the sixth version without its brackets.
fn name(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split(']').next().unwrap_or("");
    }
    host.rsplit_once(':').map_or(host, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_local: bool, host: &str, expected: bool) {
        let hosts = Hosts { is_local, names: BTreeSet::from(["count.example".to_owned()]) };
        assert_eq!(hosts.check(Some(host)).is_ok(), expected, "{host}");
    }

    #[test]
    fn only_own_names_are_answered() {
        for host in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080", "count.example:80"] {
            check(true, host, true);
        }
        for host in [
            "evil.example:8080",
            "localhost.evil.example",
            "192.168.1.7",
            "",
            "[::2]",
            "127.0.0.1.evil.example",
        ] {
            check(true, host, false);
        }
        check(false, "192.168.1.7:8080", true);
        check(false, "evil.example", false);
    }
}
