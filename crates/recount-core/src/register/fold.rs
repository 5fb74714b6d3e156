//! Which tellings tell one act: the same kind of act of the same state upon the same people, with days that do not contradict.

use std::collections::BTreeSet;

use super::{telling::Telling, words::country};
use crate::{edtf::Edtf, lexicon::Lexicon, lexicon::TimeWord, order::Act};

/// Tellings of one act, by number, in order.
pub(super) fn groups(tellings: &[Telling], lexicon: &Lexicon) -> Vec<Vec<usize>> {
    let plain: Vec<Plain> = tellings.iter().map(|telling| Plain::of(telling, lexicon)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // What says most of an act comes first, so that a vague telling finds it, whatever the order of days.
    let mut order: Vec<usize> = (0..tellings.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(plain[*at].says()), *at));
    for at in order {
        let best = groups
            .iter()
            .enumerate()
            .filter_map(|(number, group)| Some((fit(&plain, group, at)?, std::cmp::Reverse(number))))
            .max();
        match best {
            Some((_, std::cmp::Reverse(number))) => groups[number].push(at),
            None => groups.push(vec![at]),
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

/// From the first to the last day of a time.
type Stretch = (jiff::civil::Date, jiff::civil::Date);

/// What of a telling is compared.
#[derive(Debug)]
struct Plain {
    document: String,
    /// Where its sentence starts.
    place: usize,
    kind: Act,
    change: Option<&'static str>,
    state: Option<String>,
    deadline: Option<Stretch>,
    effective: Option<Stretch>,
    /// A day and month without a year.
    bare: Option<(i8, i8)>,
    about: BTreeSet<String>,
    words: BTreeSet<String>,
    /// When the report that tells was published.
    told: Option<jiff::civil::Date>,
}

impl Plain {
    fn of(telling: &Telling, lexicon: &Lexicon) -> Plain {
        let day = |when: Option<Edtf>| {
            let when = when?;
            Some((when.first_day().or(when.last_day())?, when.last_day().or(when.first_day())?))
        };
        let without_states = |words: &BTreeSet<String>| -> BTreeSet<String> {
            let state = |word: &String| {
                let mut letters = word.chars();
                let titled: String =
                    letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default()
                        + letters.as_str();
                country(lexicon, &titled).is_some() || country(lexicon, &format!("{titled}s")).is_some()
            };
            words.iter().filter(|word| !state(word)).cloned().collect()
        };
        Plain {
            document: telling.document.clone(),
            place: telling.sentence.start,
            kind: telling.kind,
            change: telling.change(),
            state: telling.state().map(str::to_string),
            deadline: day(telling.deadline),
            effective: day(telling.effective),
            bare: telling.deadline.is_none().then(|| bare_day(&telling.clause, lexicon)).flatten(),
            about: super::words::whom(lexicon, &without_states(&telling.about)),
            words: without_states(&telling.words),
            told: telling.published.and_then(|day| day.first_day().or(day.last_day())),
        }
    }

    /// How much it says of its act.
    fn says(&self) -> usize {
        let known =
            [self.deadline.is_some(), self.effective.is_some(), self.state.is_some(), !self.about.is_empty()];
        known.into_iter().filter(|known| *known).count()
    }
}

/// Days within which two tellings of a deadline may be one act told differently.
const NEAR: i32 = 2;
/// Telling words that two tellings without a day in common must share.
const SHARED: usize = 3;

/// How well a telling fits a group; none where it contradicts, or where nothing says that it is the same act.
fn fit(plain: &[Plain], group: &[usize], at: usize) -> Option<usize> {
    let one = plain.get(at)?;
    let mut best = None;
    for other in group.iter().filter_map(|other| plain.get(*other)) {
        let runs_out = |one: &Plain, other: &Plain| {
            one.change == Some("lapse") && one.deadline.is_some() && one.deadline == other.deadline
        };
        // "The grace period still ends on 31 August" tells of what was extended to that day.
        let holds = |one: &Plain, other: &Plain| {
            one.change.is_none()
                && other.change == Some("extension")
                && one.deadline.is_some()
                && one.deadline == other.deadline
        };
        let changes = |one: &Plain, other: &Plain| runs_out(one, other) || holds(one, other);
        let same = one.kind == other.kind
            && (one.change == other.change || changes(one, other) || changes(other, one));
        let states = one.state.is_none() || other.state.is_none() || one.state == other.state;
        // A month holds its days; two days may be one told differently.
        let far = |left: Option<Stretch>, right: Option<Stretch>| match (left, right) {
            (Some(left), Some(right)) => {
                (left.0 - right.1).get_days() > NEAR || (right.0 - left.1).get_days() > NEAR
            }
            _ => false,
        };
        let apart = !one.about.is_empty() && !other.about.is_empty() && one.about.is_disjoint(&other.about);
        if !same
            || !states
            || far(one.deadline, other.deadline)
            || far(one.effective, other.effective)
            || apart
        {
            return None;
        }
        let day = one.deadline.is_some() && other.deadline.is_some()
            || one.effective.is_some() && other.effective.is_some()
            || bare(one, other)
            || bare(other, one);
        let words = one.words.intersection(&other.words).count();
        let whom = one.about.intersection(&other.about).count();
        let alike = words + whom >= SHARED && is_of_one(one, other);
        if day || alike || takes_up(one, other) || takes_up(other, one) {
            best = best.max(Some(usize::from(day) * 10 + words + whom));
        }
    }
    best
}

/// Days within which reports tell of one happening, where neither says when it was.
const HAPPENING: i32 = 31;

/// Whether words alone may make two tellings one: raids that reports tell more than a month apart, or of which one report names the state and the
/// other none, may be two campaigns in the same words.
fn is_of_one(one: &Plain, other: &Plain) -> bool {
    let apart = match (one.told, other.told) {
        (Some(one), Some(other)) => (one - other).get_days().abs(),
        _ => 0,
    };
    let same_side = one.document == other.document || one.state == other.state;
    one.kind != Act::Enforcement || apart <= HAPPENING && same_side
}

/// Bytes from a sentence to the next but one, at most, in which an act is taken up: "The stay holds until 31 December".
const BESIDE: usize = 320;

/// Whether one is told right behind the other and names nobody whom it concerns: it says more of the same act.
fn takes_up(one: &Plain, other: &Plain) -> bool {
    one.about.is_empty()
        && one.document == other.document
        && one.place > other.place
        && one.place - other.place <= BESIDE
        && (one.state.is_none() || one.state == other.state)
}

/// Whether the day without a year of one is the deadline of the other.
fn bare(one: &Plain, other: &Plain) -> bool {
    one.bare.is_some_and(|(month, day)| {
        other.deadline.is_some_and(|(_, deadline)| (deadline.month(), deadline.day()) == (month, day))
            || other.bare == one.bare
    })
}

/// A day and a month in the words, without a year behind them: "by 1 November", "November 1st".
pub(super) fn bare_day(clause: &str, lexicon: &Lexicon) -> Option<(i8, i8)> {
    let words: Vec<String> = super::words::small(clause);
    let month = |at: usize| {
        let word = words.get(at)?;
        let named = lexicon.dates.senses(word).iter().find_map(|sense| match sense {
            TimeWord::Month(month) => i8::try_from(*month).ok(),
            _ => None,
        })?;
        (word.len() > 3 || word != "may").then_some(named)
    };
    let day = |at: usize| {
        let word = words.get(at)?;
        let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
        digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    };
    let year = |at: usize| words.get(at).is_some_and(|word| word.len() == 4 && word.parse::<u16>().is_ok());
    (0..words.len()).find_map(|at| {
        let month = month(at)?;
        let before = at.checked_sub(1).and_then(day);
        let behind = day(at + 1);
        let dated = year(at + 1) || behind.is_some() && year(at + 2);
        (!dated).then(|| Some((month, behind.or(before)?))).flatten()
    })
}
