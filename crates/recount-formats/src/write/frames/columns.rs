//! What each column of each kind of row holds, for the sheets, files and tables that say so themselves.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words or a code; several separated by semicolons.
    Text,
    /// A whole number.
    Whole,
    /// A number with a point.
    Number,
    /// Yes or no.
    Truth,
    /// What is nested, as JSON.
    Json,
}

/// A column with what it tells.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// Its name, as in the listing of the same kind.
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

const fn truth(name: &'static str, about: &'static str) -> Described {
    Described { name, holds: Holds::Truth, about }
}

const fn nested(name: &'static str, about: &'static str) -> Described {
    Described { name, holds: Holds::Json, about }
}

const fn number(name: &'static str, about: &'static str) -> Described {
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
    number("latitude", "Degrees north of the place, where it is known"),
    number("longitude", "Degrees east of the place"),
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
    whole("page", "The page it stands on, counted from 1, where the report has pages"),
    text("published", "When the report was published, in EDTF"),
    text("outlet", "Who published the report"),
    text("title", "The report's headline"),
    text("url", "The report's address"),
    text("sentence", "The sentence that the figure stands in"),
];

/// Every column of `COUNTS`, in order.
pub const COUNT_COLUMNS: &[Described] = &[
    text("measure", "What happened to those counted, by the measure's code"),
    text("range", "The lowest to the highest number that standing accounts name, in words"),
    whole("low", "The lowest number that a standing account states; empty where one is open below"),
    whole("high", "The highest number that a standing account states; empty where one is open above"),
    text("people", "Who is counted, in the reports' words; empty for people at large"),
    text("unit", "What is counted: person, household, dwelling, incident"),
    text("per", "For a rate, the time it is per: day, week, month, year"),
    text("event", "Which event, in a few words; empty where nothing sets it apart"),
    text("scope", "Which part of the event is counted: happening, last, since, stretch, state"),
    text("cause", "What it results from: conflict, disaster, expulsion, accident, crime, disease, other"),
    whole("share_of", "For a share (14 of the 24), the whole"),
    text("status", "Whether it is reported, planned, denied or hypothetical"),
    whole("phase", "For a plan in phases, which one, from the second on"),
    text("from", "Where they left or originate, ISO 3166 alpha-3"),
    text("at", "Where they are, or where it happened"),
    text("to", "Where they went or will go"),
    text("place", "A place below country level"),
    text("as_of", "The last day that a standing account speaks of, in EDTF"),
    whole("origins", "How many independent voices stand behind it"),
    whole("recommended", "The account to take, by its place in `accounts` from 0; empty where none is"),
    text("take", "The account to take in a few words, or why there is none"),
    text("reason", "Why that account, or why none"),
    text("id", "A name that stays the same as long as the same thing is counted"),
    nested("accounts", "Every account, as in the table of accounts"),
];

/// The count that an account belongs to, and every column of `ACCOUNTS`, in order.
pub const ACCOUNT_COLUMNS: &[Described] = &[
    text("count", "The count it belongs to, by its id"),
    text("document", "The report, by its name"),
    text("title", "The report's headline"),
    text("outlet", "Who published the report"),
    text("url", "The report's address"),
    text("published", "When the report was published, in EDTF"),
    text("words", "The value with what is counted, as the report words it"),
    whole("low", "The lowest number stated; empty where it is open below"),
    whole("high", "The highest number stated; empty where it is open above"),
    text("quantifier", "How it is stated: exact, approximately, more_than, less_than, range, vague"),
    text("source", "Whom it is credited to; empty where nobody is"),
    text(
        "source_kind",
        "The kind of source: government, un, ngo, media, armed_group, witness, expert, unnamed",
    ),
    text("source_state", "On whose word: credited, publisher, none"),
    text("period", "When it happened or held, in EDTF"),
    text("day", "The day it speaks of, by which accounts are put in order, in EDTF"),
    whole("origin", "Accounts of a count with the same number are one voice"),
    truth("first", "Whether it is the first telling, as far as can be told"),
    truth("stands", "Whether no later account stands instead of it"),
    nested(
        "evidence",
        "Every sentence in which the report says it: span and sentence in code points of the text, and the words",
    ),
];

/// Every column of `FINDINGS`, in order.
pub const FINDING_COLUMNS: &[Described] = &[
    text(
        "relation",
        "What the first account is to the second: repeats, same_origin, corroborates, refines, supersedes, part_of, contradicts, drifts, not_comparable",
    ),
    text("measure", "What happened to those counted, by the measure's code"),
    text("from_document", "The report of the first account"),
    text("from_words", "The value of the first account as its report words it"),
    text("to_document", "The report of the second account"),
    text("to_words", "The value of the second account as its report words it"),
    number("likelihood", "From 0 to 1, where it is a matter of likelihood"),
    text("reason", "Why"),
    text("id", "A name that stays the same as long as both accounts do"),
    nested(
        "from",
        "The first account: report, value, source, day, count, and its sentence in code points and words",
    ),
    nested("to", "The second account, in the same way"),
];

/// Every column of `ORDERS`, in order.
pub const ORDER_COLUMNS: &[Described] = &[
    text("act", "What sort of act"),
    text("actor", "Who acts"),
    text("object", "Whom or what it concerns"),
    text("status", "How far it has got"),
    text("effective", "The day it takes effect, in EDTF"),
    text("deadline", "The day by which it must be obeyed, in EDTF"),
    text("clause", "The words of the clause that states it"),
    nested("answers", "What others say or do against it, nearest first"),
    text("sentence", "The sentence it stands in"),
    text("document", "The report, by its name"),
    nested("offsets", "The clause in code points of the report's text: first, and the one after the last"),
    text("published", "When the report was published, in EDTF"),
    text("outlet", "Who published the report"),
    text("url", "The report's address"),
];

/// Every column of `STATEMENTS`, in order.
pub const STATEMENT_COLUMNS: &[Described] = &[
    text("party", "Who speaks, by the fullest name; private people by what they are"),
    text("kind", "The kind of source: government, un, ngo, media, armed_group, witness, expert, unnamed"),
    text("stance", "What is done by saying it: asserts, denies, accuses, …"),
    text("to", "Whom it is said to, or of whom something is wanted or said"),
    text("content", "What is said"),
    text("cue", "The words that credit"),
    text("manner", "direct, indirect or mixed"),
    text("venue", "Where it was said"),
    text("chain", "Through whom it came, nearest first"),
    text("sentence", "The sentence in which it is credited"),
    text("document", "The report, by its name"),
    nested(
        "offsets",
        "Source, cue and content in code points of the report's text: first, and the one after the last",
    ),
    text("published", "When the report was published, in EDTF"),
    text("outlet", "Who published the report"),
    text("url", "The report's address"),
];

/// What a report is, as it was read; what `extract` takes.
pub const REPORT_COLUMNS: &[Described] = &[
    text("document", "The report's name, which no other has"),
    text("text", "Its text, in which all offsets count code points"),
    text("title", "Its headline, where it is known apart from the text"),
    text("published", "When it was published, in EDTF"),
    text("outlet", "Who published it"),
    text("url", "Its address"),
    text("language", "ISO 639-1; other than English is kept and not read"),
    text("author", "The author line as printed"),
    text("dated_by", "What gave the day of publication"),
    nested("blocks", "Its layout as the reader of the format knows it, in bytes of the text as UTF-8"),
];

/// What was read from a report; what `reconcile` takes.
pub const EXTRACTION_COLUMNS: &[Described] = &[
    text("document", "The report, by its name"),
    whole("figures", "How many figures it states"),
    nested("extraction", "All that counting and listing need of it, for the same build of Recount"),
];

/// What one frame comes to.
pub const FOLDED_COLUMNS: &[Described] = &[
    nested("importance", "What puts a series in its place among all"),
    nested("rows", "The counts of the series, as rows of the table of counts"),
];
