//! Which accounts of a series speak of the same stretch of time, so that they may be one count.
//!
//! A rate or a stock is one count. Of a flow, an account of a stretch that was over when it was told ("last week", "in
//! 2022") stands for that stretch; one that reaches up to its telling, or names no time, is a running total. Running
//! totals counted from different days are different counts; where each happening has a toll of its own, a fortnight
//! without news parts one happening from the next.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Key, apart, basis::Basis};
use crate::{
    event::Scope,
    figure::Status,
    lexicon::{Counting, Extent},
    origin::Account,
};

/// So many times another number is too far for one toll of a known scope; for what time alone tells apart.
const FAR_OF_ONE: u64 = 10;
const FAR_OF_ALL: u64 = 50;
/// Days without news after which a toll belongs to another happening.
const LULL: i32 = 14;
/// Days by which two totals may differ in where they start counting.
const SAME_START: i32 = 31;
/// A stretch this long or shorter is an event of its own in a running situation.
const SHORT: i32 = 10;

/// Whether a later number stands beside an earlier one at its own time, rather than on top of it.
pub(super) fn is_level(key: &Key, extent: Extent) -> bool {
    key.per.is_some() || extent == Extent::Stock
}

/// The accounts of each count, by their places in the list; counts in order of time, the undated last. What may be a
/// state as well (homeless, displaced) is told for a day as it stands on that day.
pub(super) fn windows(basis: &Basis, key: &Key, extent: Extent, counting: &Counting) -> Vec<Vec<usize>> {
    let accounts = &basis.accounts;
    if accounts.is_empty() {
        return Vec::new();
    }
    let windows = by_time(basis, key, extent, counting);
    let windows = windows.into_iter().flat_map(|window| apart::parted(basis, window, counting));
    let far = match (key.which.scope, key.which.cause) {
        (Some(_), _) => FAR_OF_ONE,
        (None, Some(_)) if key.status == Status::Reported => FAR_OF_ALL,
        _ => return windows.collect(),
    };
    windows.flat_map(|window| apart::near(basis, window, far, counting)).collect()
}

/// The accounts of each count by time alone.
fn by_time(basis: &Basis, key: &Key, extent: Extent, counting: &Counting) -> Vec<Vec<usize>> {
    let (accounts, days) = (&basis.accounts, &basis.days);
    let all = || (0..accounts.len()).collect::<Vec<usize>>();
    if is_level(key, extent) || key.status != Status::Reported {
        return vec![all()];
    }
    match key.which.scope {
        Some(Scope::State) => return vec![all()],
        Some(Scope::Happening) if key.which.day.is_some() => return vec![all()],
        Some(Scope::Since) => return vec![all()],
        Some(Scope::Stretch) => return stretches(accounts, all()),
        _ => {}
    }
    if counting.is_of_events(&key.measure) {
        // However long nothing is told, what goes by one name is one.
        return if key.which.name.is_some() { vec![all()] } else { happenings(days) };
    }
    let (past, running): (Vec<usize>, Vec<usize>) =
        (0..accounts.len()).partition(|at| is_past(&accounts[*at], extent, counting));
    let mut windows = stretches(accounts, past);
    windows.extend(
        totals(accounts, running).into_iter().flat_map(|window| without_day_and_bound(basis, window)),
    );
    windows
}

/// The accounts of a stretch, and apart from them those without a day that can hardly be of it: 436,790 is no news of the day
/// on which "over 140,000" was told.
fn without_day_and_bound(basis: &Basis, window: Vec<usize>) -> Vec<Vec<usize>> {
    let account = |at: &usize| &basis.accounts[*at];
    let dated = || window.iter().filter(|at| basis.days[**at].is_some()).map(account);
    let least_open = dated().filter(|dated| is_open(dated)).min_by_key(|dated| dated.bounds.low);
    let greatest = dated().max_by_key(|dated| dated.bounds.low);
    let is_apart = |at: &usize| {
        basis.days[*at].is_none()
            && (least_open.is_some_and(|open| is_far_beyond(account(at), open))
                || greatest.is_some_and(|number| is_far_beyond(number, account(at))))
    };
    let (apart, rest): (Vec<usize>, Vec<usize>) = window.iter().copied().partition(is_apart);
    [rest, apart].into_iter().filter(|window| !window.is_empty()).collect()
}

/// Whether the account says "over N".
fn is_open(account: &Account) -> bool {
    account.bounds.low.is_some() && account.bounds.high.is_none()
}

/// Whether a number lies so far above "over N" that whoever said so did not have it in view.
pub(super) fn is_far_beyond(number: &Account, open: &Account) -> bool {
    match (open.bounds.low, open.bounds.high, number.bounds.low) {
        (Some(bound), None, Some(low)) => low / 2 > bound,
        _ => false,
    }
}

/// Tolls, parted where nothing was told for a fortnight; what is undated joins the only one.
fn happenings(days: &[Option<Date>]) -> Vec<Vec<usize>> {
    let mut dated: Vec<(Date, usize)> =
        days.iter().enumerate().filter_map(|(at, day)| Some(((*day)?, at))).collect();
    dated.sort_unstable();
    let undated = days.iter().enumerate().filter(|(_, day)| day.is_none()).map(|(at, _)| at);
    let mut windows: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<Date> = None;
    for (day, at) in dated {
        match windows.last_mut() {
            Some(window) if last.is_some_and(|last| gap(last, day) <= LULL) => window.push(at),
            _ => windows.push(vec![at]),
        }
        last = Some(day);
    }
    join_undated(windows, undated.collect())
}

fn join_undated(mut windows: Vec<Vec<usize>>, undated: Vec<usize>) -> Vec<Vec<usize>> {
    match &mut windows[..] {
        [only] => only.extend(undated),
        _ if undated.is_empty() => {}
        _ => windows.push(undated),
    }
    windows
}

/// Whether the account speaks of a stretch that was over when it was told, or of a few days alone.
fn is_past(account: &Account, extent: Extent, counting: &Counting) -> bool {
    let period = account.period;
    let (Some(first), Some(last)) =
        (period.and_then(|period| period.first_day()), period.and_then(|period| period.last_day()))
    else {
        return false;
    };
    let told = account.published.and_then(|published| published.last_day());
    let over = told.is_some_and(|told| gap(last, told) > SHORT);
    let as_it_stands = extent == Extent::Either && first == last;
    let total = || account.evidence.iter().any(|evidence| counting.is_total(&evidence.text));
    over || gap(first, last) <= SHORT && !as_it_stands && !total()
}

/// Stretches of time, those that mostly meet together.
fn stretches(accounts: &[Arc<Account>], mut past: Vec<usize>) -> Vec<Vec<usize>> {
    let days = |at: usize| {
        let period = accounts[at].period?;
        Some((period.first_day()?, period.last_day()?))
    };
    past.sort_by_key(|at| (days(*at), *at));
    let mut windows: Vec<Vec<usize>> = Vec::new();
    for at in past {
        let fits = |window: &&mut Vec<usize>| {
            window.first().is_some_and(|first| mostly_meet(days(*first), days(at)))
        };
        match windows.iter_mut().rev().take(8).find(fits) {
            Some(window) => window.push(at),
            None => windows.push(vec![at]),
        }
    }
    windows
}

/// Whether two stretches share at least half of the days of both.
fn mostly_meet(one: Option<(Date, Date)>, two: Option<(Date, Date)>) -> bool {
    let (Some((first, last)), Some((start, end))) = (one, two) else { return false };
    let shared = gap(first.max(start), last.min(end)) + 1;
    let all = gap(first.min(start), last.max(end)) + 1;
    shared * 2 >= all
}

/// Running totals, parted by the day from which they count; one that names no such day joins the only other.
fn totals(accounts: &[Arc<Account>], running: Vec<usize>) -> Vec<Vec<usize>> {
    let start = |at: usize| accounts[at].period.and_then(|period| period.first_day());
    let (mut started, open): (Vec<usize>, Vec<usize>) =
        running.into_iter().partition(|at| start(*at).is_some());
    started.sort_by_key(|at| (start(*at), *at));
    let mut windows: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<Date> = None;
    for at in started {
        let near = last.zip(start(at)).is_some_and(|(last, start)| gap(last, start) <= SAME_START);
        match windows.last_mut() {
            Some(window) if near => window.push(at),
            _ => windows.push(vec![at]),
        }
        last = start(at);
    }
    join_undated(windows, open)
}

/// Days from one to the other.
pub(super) fn gap(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |gap| gap.get_days())
}
