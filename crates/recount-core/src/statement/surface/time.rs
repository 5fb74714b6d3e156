//! Words of time beside a verb of saying, which name nobody.

use crate::{lexicon::TimeWord, statement::scene::Scene, text::Tag};

/// A day, month, number of a date, or a word that leads to one.
pub(in crate::statement) fn is_time(scene: &Scene, at: usize) -> bool {
    let word = scene.clauses.word(at);
    let year = word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit());
    const TIMES: [&str; 14] = [
        "today",
        "yesterday",
        "tomorrow",
        "morning",
        "afternoon",
        "evening",
        "week",
        "month",
        "year",
        "late",
        "early",
        "last",
        "this",
        "tonight",
    ];
    let part_of_day = || matches!(word, "night" | "weekend" | "noon" | "midday");
    let named = TIMES.contains(&word) || part_of_day() || is_dated(scene, at);
    let leads =
        matches!(word, "on" | "in" | "the") && at + 1 < scene.prose.tokens.len() && is_dated(scene, at + 1);
    let day = scene.tag(at) == Tag::CD
        && word.len() <= 4
        && at > 0
        && (is_dated(scene, at + 1) || is_dated(scene, at - 1));
    named || year || leads || day
}

/// The capitalised name of a month or weekday.
fn is_dated(scene: &Scene, at: usize) -> bool {
    let named = |sense: &TimeWord| matches!(sense, TimeWord::Month(_) | TimeWord::Weekday(_));
    scene.is_capitalised(at) && scene.lexicon.dates.senses(scene.clauses.word(at)).iter().any(named)
}
