//! Rates: "thousands … every day", "over 1,000 a day".

use super::{Per, scene::Scene};

/// The time a count is per, told between the noun phrase and the next quantity or clause.
pub(super) fn per(scene: &Scene<'_>, end: usize) -> Option<Per> {
    for at in end..end + 14 {
        let lower = scene.lower(at);
        if scene.token(at).is_none()
            || scene.quantity_at(at).is_some()
            || matches!(lower, ";" | "while" | "but" | "." | ":" | "that" | "which")
        {
            return None;
        }
        let unit = match lower {
            "daily" => Some(Per::Day),
            "weekly" => Some(Per::Week),
            "monthly" => Some(Per::Month),
            "annually" | "yearly" => Some(Per::Year),
            "a" | "an" if is_offset(scene, at + 2) => return None,
            "a" | "an" | "per" | "every" | "each" => unit_of(scene.lower(at + 1)),
            _ => None,
        };
        if unit.is_some() {
            return unit;
        }
    }
    None
}

/// The time a count is per, told right before it: "Each day, thousands are sent back".
pub(super) fn per_before(scene: &Scene<'_>, start: usize) -> Option<Per> {
    let comma = start.checked_sub(1).filter(|before| scene.lower(*before) == ",").unwrap_or(start);
    let unit = comma.checked_sub(1).and_then(|at| unit_of(scene.lower(at)))?;
    let every = comma.checked_sub(2).is_some_and(|at| matches!(scene.lower(at), "each" | "every" | "per"));
    every.then_some(unit)
}

/// Past a rate that stands right at `at`: "300 people a day are coming".
pub(super) fn behind(scene: &Scene<'_>, at: usize) -> usize {
    let article =
        matches!(scene.lower(at), "a" | "an" | "per" | "every" | "each") && !is_offset(scene, at + 2);
    if article && unit_of(scene.lower(at + 1)).is_some() { at + 2 } else { at }
}

/// "A week before", "a day ago", "a year old": a time or an age.
fn is_offset(scene: &Scene<'_>, behind: usize) -> bool {
    scene.lexicon.counting.is_offset(scene.lower(behind))
}

fn unit_of(word: &str) -> Option<Per> {
    match word {
        "day" | "night" => Some(Per::Day),
        "week" => Some(Per::Week),
        "month" => Some(Per::Month),
        "year" | "annum" => Some(Per::Year),
        _ => None,
    }
}
