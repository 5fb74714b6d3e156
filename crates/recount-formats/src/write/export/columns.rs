//! What each column of the figures holds, for the sheets and files that say so themselves.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words or a code; several separated by semicolons.
    Text,
    /// A whole number.
    Whole,
    /// A number with a point.
    Number,
}

/// A column with what it tells.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// Its name, as in `FIGURES`.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// What it tells.
    pub about: &'static str,
}

const fn text(name: &'static str, about: &'static str) -> Described {
    Described { name, holds: Holds::Text, about }
}

const fn whole(name: &'static str, about: &'static str) -> Described {
    Described { name, holds: Holds::Whole, about }
}

const fn degrees(name: &'static str, about: &'static str) -> Described {
    Described { name, holds: Holds::Number, about }
}

/// Every column of `FIGURES`, in order.
pub const FIGURE_COLUMNS: &[Described] = &[
    text("id", "The figure: its report and the place of its first character"),
    text("text", "The figure as the report words it"),
    whole("low", "The lowest number stated; empty where it is open below"),
    whole("high", "The highest number stated; empty where it is open above"),
    text("quantifier", "How it is stated: exact, approximately, more_than, less_than, range, vague"),
    text("unit", "What is counted: person, household, dwelling, incident"),
    text("per", "For a rate, the time it is per: day, week, month, year"),
    text("measure", "What happened to those counted, by the measure's code"),
    text("who", "Who or what is counted, as the report words it"),
    text("from", "Where they left or originate, ISO 3166 alpha-3"),
    text("at", "Where they are, or where it happened"),
    text("to", "Where they went or will go"),
    text("place", "The most specific place named, as the report writes it"),
    degrees("latitude", "Degrees north of the place, where it is known"),
    degrees("longitude", "Degrees east of the place"),
    whole("geonameid", "The place's number in GeoNames"),
    text("period", "When it happened or held, in EDTF"),
    text("first_day", "The first day that the period may mean"),
    text("last_day", "The last day that the period may mean"),
    text(
        "source",
        "Whom it is credited to; empty in the reporter's own voice, and where it is the publisher's own count",
    ),
    text(
        "source_kind",
        "The kind of source: government, un, ngo, media, armed_group, witness, expert, unnamed",
    ),
    text(
        "source_state",
        "On whose word: credited to a source, the publisher's own count (publisher), or none named (none)",
    ),
    text("status", "Whether it is reported, planned, denied or hypothetical"),
    text("event", "Where the words for the event it belongs to stand in the report"),
    text("scope", "Which part of the event it counts: happening, last, since, stretch, state, rate, plan"),
    text("cause", "What it results from: conflict, disaster, expulsion, accident, crime, disease, other"),
    text("decided", "What a person decided of it: accepted, corrected"),
    text("document", "The report, by its name"),
    whole("start", "The first character of the figure in the report's text, counted from 0 in code points"),
    whole("end", "The character after its last"),
    text("published", "When the report was published, in EDTF"),
    text("outlet", "Who published the report"),
    text("title", "The report's headline"),
    text("url", "The report's address"),
    text("sentence", "The sentence that the figure stands in"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::FIGURES;

    #[test]
    fn every_column_is_described() {
        let described: Vec<&str> = FIGURE_COLUMNS.iter().map(|column| column.name).collect();
        let listed: Vec<&str> = FIGURES.iter().map(|column| column.name).collect();
        assert_eq!(described, listed);
    }
}
