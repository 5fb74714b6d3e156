//! When a browser was here last: a cookie of this server alone that holds two days and nothing else, so that the page can say what changed since.

use jiff::civil::Date;

/// The name of the cookie.
const COOKIE: &str = "recount_days";
/// How long it lasts: 400 days, the most that browsers keep.
const LASTS: u32 = 400 * 24 * 3600;

/// The days on which a browser was here: the last, and the last before that.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Visits {
    last: Option<Date>,
    before: Option<Date>,
}

impl Visits {
    /// As a request's cookies tell, with a visit on this day.
    pub(crate) fn of(cookies: Option<&str>, today: Date) -> Visits {
        let known = cookies.and_then(parsed).unwrap_or_default();
        match known.last {
            // A clock that was set back, or a cookie that somebody wrote.
            Some(last) if last > today => Visits { last: Some(today), before: None },
            Some(last) if last == today => known,
            last => Visits { last: Some(today), before: last },
        }
    }

    /// The day of the visit before this day's.
    pub(crate) fn before(self) -> Option<Date> {
        self.before
    }

    /// What the cookie is set to.
    pub(crate) fn cookie(self) -> String {
        let days: Vec<String> =
            [self.last, self.before].into_iter().flatten().map(|day| day.to_string()).collect();
        format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={LASTS}", days.join("."))
    }
}

fn parsed(cookies: &str) -> Option<Visits> {
    let value = cookies.split(';').find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))?;
    let mut days = value.split('.').map(|day| day.parse().ok());
    Some(Visits { last: days.next()?, before: days.next().flatten() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cookies: Option<&str>, before: Option<&str>, set: &str) {
        let visits = Visits::of(cookies, jiff::civil::date(2027, 3, 6));
        assert_eq!(visits.before().map(|day| day.to_string()).as_deref(), before, "{cookies:?}");
        assert!(visits.cookie().starts_with(&format!("recount_days={set};")), "{}", visits.cookie());
    }

    #[test]
    fn the_visit_before_this_days_is_told() {
        check(None, None, "2027-03-06");
        check(Some("recount_days=2027-03-06"), None, "2027-03-06");
        check(Some("a=b; recount_days=2027-03-04"), Some("2027-03-04"), "2027-03-06.2027-03-04");
        check(Some("recount_days=2027-03-06.2027-03-04"), Some("2027-03-04"), "2027-03-06.2027-03-04");
        check(Some("recount_days=2031-01-01.x"), None, "2027-03-06");
        check(Some("recount_days=soon"), None, "2027-03-06");
    }
}
