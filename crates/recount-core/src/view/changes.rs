//! What changed between two days: which counts are new, rose, fell, or are no longer told.

use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeMap,
};

use super::{
    situation::weight,
    table::{CountLine, Table},
};
use crate::lexicon::Lexicon;

/// What became of a count.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// `new`, `up`, `down`, `other` (the bounds changed and neither rose nor fell) or `gone`.
    pub kind: &'static str,
    /// The range before; none for what is new.
    pub before: Option<String>,
    /// The range now; none for what is gone.
    pub now: Option<String>,
    /// The count as it is now, or was where it is gone.
    pub count: CountLine,
}

/// What differs between two tables, best supported first. A count is known by the name of its series.
pub fn changes(before: &Table, now: &Table, lexicon: &Lexicon) -> Vec<Change> {
    let by_series = |table: &Table| -> BTreeMap<String, CountLine> {
        // The latest count of a series stands first, and is the one that is kept.
        table.counts.iter().rev().map(|count| (count.series.clone(), count.clone())).collect()
    };
    let (mut old, new) = (by_series(before), by_series(now));
    let mut changes: Vec<Change> = Vec::new();
    for (series, count) in new {
        let earlier = old.remove(&series);
        changes.extend(change(earlier.as_ref(), count));
    }
    let gone =
        |count: CountLine| Change { kind: "gone", before: Some(count.range.clone()), now: None, count };
    changes.extend(old.into_values().map(gone));
    changes.sort_by_cached_key(|change| {
        (Reverse(weight(&change.count, lexicon)), change.count.series.clone(), change.kind)
    });
    changes
}

fn change(earlier: Option<&CountLine>, count: CountLine) -> Option<Change> {
    let kind = match earlier {
        None => "new",
        Some(earlier) if earlier.range == count.range => return None,
        Some(earlier) => direction(earlier, &count),
    };
    let before = earlier.map(|earlier| earlier.range.clone());
    Some(Change { kind, before, now: Some(count.range.clone()), count })
}

/// Where both ends went: an end that is open counts as the other.
fn direction(earlier: &CountLine, count: &CountLine) -> &'static str {
    let ends = |count: &CountLine| {
        let (low, high) = (count.low.or(count.high), count.high.or(count.low));
        (low.unwrap_or(0), high.unwrap_or(0))
    };
    let (old, new) = (ends(earlier), ends(count));
    match (new.0.cmp(&old.0), new.1.cmp(&old.1)) {
        (Ordering::Equal, Ordering::Equal) => "other",
        (low, high) if low.is_ge() && high.is_ge() => "up",
        (low, high) if low.is_le() && high.is_le() => "down",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{count::Rulings, edtf::Edtf, extract, reconcile, report::Report, view::table};

    #[test]
    fn what_rose_and_what_is_new_is_told() {
        let lexicon = Lexicon::builtin();
        let texts = [
            ("2027-03-02", "The flood in Malawi killed 12 people, the disaster agency said."),
            (
                "2027-03-04",
                "The flood in Malawi killed 19 people, the disaster agency said. It injured 40 people in Malawi.",
            ),
        ];
        let read = texts.map(|(day, text)| {
            let report = Report { published: Edtf::parse(day), ..Report::new(day, text) };
            extract(&report, &lexicon)
        });
        let ledger = reconcile(&read, &lexicon);
        let at = |day: &str| {
            let day = day.parse().expect("a day");
            table(&ledger.at(day, &Rulings::default(), &lexicon), &lexicon)
        };
        let told = changes(&at("2027-03-02"), &at("2027-03-04"), &lexicon);
        let told: Vec<_> = told
            .iter()
            .map(|it| (&*it.count.measure, it.kind, it.before.as_deref(), it.now.as_deref()))
            .collect();
        assert_eq!(told, [("killed", "up", Some("12"), Some("19")), ("injured", "new", None, Some("40"))]);
        assert_eq!(changes(&at("2027-03-04"), &at("2027-03-04"), &lexicon), []);
    }
}
