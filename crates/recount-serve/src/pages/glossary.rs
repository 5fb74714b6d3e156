//! The words of the pages, each with what it means here.

use askama::Template;

use crate::{Problem, answer::Answer, ask::Ask, desk::Desk, frame::Frame};

/// The words, in the order in which a reader meets them.
pub(crate) const WORDS: &[(&str, &str)] = &[
    (
        "Figure",
        "A number in a report, with what it counts: how many people, households, homes or incidents, where, when and on whose word.",
    ),
    ("Account", "What one report says of one thing: one value, with every sentence in which it says so."),
    ("Series", "All accounts of one thing over time: the same measure, people, place and event."),
    (
        "Count",
        "What the accounts of a series add up to for one stretch of time. Nothing is summed: accounts are set side by side.",
    ),
    ("Range", "From the lowest to the highest number that an account which stands names. It is no estimate."),
    (
        "Best supported",
        "The account to take of those that stand: one that an authority gave before one that nobody did, the latest, the most exact; or the one a person chose.",
    ),
    (
        "Stands, replaced",
        "An account stands until a later one takes its place: of the same source, or a running total that has grown.",
    ),
    (
        "Voice, origin",
        "Whoever tells a number first. Reports that tell it again, and what one institution says over time, are one voice.",
    ),
    ("Its own count", "Nobody is credited, and the publisher is an institution that counts."),
    (
        "As of",
        "The day that an account speaks of. A page as of a day shows accounts that speak of no later day, from reports published by then.",
    ),
    (
        "Total so far, on that day, at present, planned",
        "Which part of what happened a number tells of; numbers of different parts are never compared.",
    ),
    ("Disputed", "Independent voices say numbers for the same thing that cannot all be right."),
    ("Repeats", "The same number told again, by a report that copies another or credits the same source."),
    (
        "Altered in retelling (drift)",
        "The same telling with something changed: its bounds, its source, its place.",
    ),
    ("Part of", "A number that counts some of those that another counts."),
    (
        "Review",
        "To say of a figure that it is read right, wrong, or how it should be read. Nothing is lost: every decision can be taken back.",
    ),
];

#[derive(Template)]
#[template(path = "glossary.html")]
struct Glossary {
    frame: Frame,
    words: &'static [(&'static str, &'static str)],
}

/// The words.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    Answer::page(&Glossary { frame: Frame::new("Words", "/glossary", desk, ask, false), words: WORDS })
}
