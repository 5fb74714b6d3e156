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
            "a" | "an" | "per" | "every" | "each" => unit_of(scene.lower(at + 1)),
            _ => None,
        };
        if unit.is_some() {
            return unit;
        }
    }
    None
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
