//! What the page of the map says of each count: the row of its table, and the words of its circle.

use recount_core::Lexicon;
use recount_formats::write::words;
use recount_store::CountRow;

use super::map_places::{Placed, Spot};
use crate::{link, say};

/// A row of the table, and what its circle says.
pub(super) struct Line {
    pub(super) row: usize,
    pub(super) place: String,
    pub(super) division: Option<String>,
    pub(super) country: String,
    pub(super) is_whole: bool,
    pub(super) range: String,
    /// Who is counted, where not everybody.
    pub(super) counted: Option<String>,
    pub(super) href: String,
    pub(super) who: String,
    pub(super) told: Option<String>,
    pub(super) as_of: String,
    /// How many counts of this place are not shown.
    pub(super) others: usize,
    pub(super) why: &'static str,
    pub(super) title: String,
}

/// How a count is shown, or why it is not.
pub(super) fn shown(spot: &Spot) -> &'static str {
    match spot {
        Spot::At { is_whole: true, .. } => "country as a whole",
        Spot::At { .. } => "place",
        Spot::Nowhere(why) => why,
    }
}

/// On whose word the number stands, or that there is none to take.
pub(super) fn who(count: &CountRow) -> String {
    match &count.take {
        Some(take) => {
            words::on_whose_word(take.source.as_deref(), take.source_kind.as_deref(), take.own.as_ref())
        }
        None => format!("none recommended: {}", count.reason),
    }
}

/// The row of a count that is shown, or that cannot be placed.
pub(super) fn line(row: usize, placed: &Placed, lexicon: &Lexicon) -> Line {
    let count = &placed.count;
    let country = say::countries(&placed.countries.join(" "), lexicon);
    let is_whole = matches!(placed.spot, Spot::At { is_whole: true, .. });
    let place = match &placed.name {
        Some(place) if !is_whole => place.clone(),
        _ if country.is_empty() => "No place".to_owned(),
        _ => country.clone(),
    };
    let anchor = if count.id == count.series { String::new() } else { format!("#{}", count.id) };
    let line = Line {
        row,
        place,
        division: placed.division.clone(),
        country,
        is_whole,
        range: say::range(&count.line(lexicon)),
        counted: counted(count, lexicon),
        href: format!("{}{anchor}", link::series(&count.series)),
        who: best_supported(count),
        told: count.take.as_ref().map(|take| link::figure(&take.figure)),
        as_of: when(count),
        others: placed.others,
        why: shown(&placed.spot),
        title: String::new(),
    };
    Line { title: title(&line), ..line }
}

/// On whose word the number stands; where several are told, with the one that is best supported.
fn best_supported(count: &CountRow) -> String {
    match &count.take {
        Some(take) if count.low != count.high && count.accounts > 1 => {
            format!("{}: {}", take.words, who(count))
        }
        _ => who(count),
    }
}

/// Who is counted, where it is not people at large.
fn counted(count: &CountRow, lexicon: &Lexicon) -> Option<String> {
    let nowhere =
        CountRow { place: None, from: String::new(), at: String::new(), to: String::new(), ..count.clone() };
    Some(say::subject(&nowhere.line(lexicon), lexicon)).filter(|counted| counted != "people")
}

/// The day a count speaks of, else that of its latest report.
fn when(count: &CountRow) -> String {
    match (&count.as_of, &count.published) {
        (Some(day), _) => say::date(day),
        (None, Some(day)) => format!("published {}", say::date(day)),
        (None, None) => String::new(),
    }
}

/// All that a circle says, in one line.
fn title(line: &Line) -> String {
    let whole = if line.is_whole { ", country as a whole" } else { "" };
    let what = line.counted.as_ref().map(|counted| format!(" {counted}")).unwrap_or_default();
    let when = if line.as_of.is_empty() { String::new() } else { format!(", {}", line.as_of) };
    format!("{}{whole}: {}{what}, {}{when}", line.place, line.range, line.who)
}
