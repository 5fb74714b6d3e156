//! How often one address may ask: a bucket that fills again with time.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
    sync::{Mutex, PoisonError},
    time::Instant,
};

use crate::Problem;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Limit {
    /// Passwords and tokens tried.
    SignIns,
    /// Forms sent.
    Posts,
    /// Pages read.
    Pages,
}

impl Limit {
    /// How many at once, and how many more each second.
    const fn rates(self) -> (f64, f64) {
        match self {
            Limit::SignIns => (8.0, 0.1),
            Limit::Posts => (60.0, 2.0),
            Limit::Pages => (300.0, 30.0),
        }
    }
}

/// What each address has left.
#[derive(Debug, Default)]
pub(super) struct Limits(Mutex<BTreeMap<(Limit, IpAddr), (f64, Instant)>>);

/// How many addresses are remembered; then those are forgotten that have all of it left.
const MOST: usize = 20_000;

impl Limits {
    /// Takes one; where none is left, says when to ask again. A request without an address comes from inside.
    pub(super) fn take(&self, limit: Limit, from: Option<IpAddr>, now: Instant) -> Result<(), Problem> {
        let (most, rate) = limit.rates();
        let from = from.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() > MOST {
            known.retain(|(limit, _), (left, last)| {
                let (most, rate) = limit.rates();
                *left + now.saturating_duration_since(*last).as_secs_f64() * rate < most
            });
        }
        let (left, last) = known.entry((limit, from)).or_insert((most, now));
        *left = (*left + now.saturating_duration_since(*last).as_secs_f64() * rate).min(most);
        *last = now;
        if *left >= 1.0 {
            *left -= 1.0;
            return Ok(());
        }
        let wait = ((1.0 - *left) / rate).ceil().max(1.0);
        let retry_after = Some(wait as u64);
        Err(Problem {
            retry_after,
            ..Problem::new(429, format!("expected fewer requests; ask again in {wait} s"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_bucket_empties_and_fills() {
        let limits = Limits::default();
        let start = Instant::now();
        let taken = (0..20).filter(|_| limits.take(Limit::SignIns, None, start).is_ok()).count();
        assert_eq!(taken, 8);
        let refused = limits.take(Limit::SignIns, None, start).expect_err("too many");
        assert_eq!((refused.status, refused.retry_after), (429, Some(10)));
        assert!(limits.take(Limit::SignIns, None, start + Duration::from_secs(11)).is_ok());
        let other = Some(IpAddr::from([10, 0, 0, 1]));
        assert!(limits.take(Limit::SignIns, other, start).is_ok());
    }
}
