//! Where people are counted: one measure on a map, each place once, and a table that tells the same.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jiff::civil::Date;
use recount_core::{Lexicon, view::Query};
use recount_formats::write::{Column, Shown, Texts, words};
use recount_store::{CountRow, Filter, Page as Rows, Sqlite, Workspace};
use serde_json::json;

use super::{
    counts::{self, Asked},
    map_lines::{Line, line, shown, who},
    map_places::{Placed, Places, Spot, number, places},
};
use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form, Stretch, with_query},
    desk::Desk,
    frame::Frame,
    map::{self, Map, Mark},
    names::Names,
    say,
};

/// Counts that are looked at, the most important first.
const COUNTS: usize = 5_000;
/// Counts without a place that the page names; as data all are there.
const LOST: usize = 100;

/// A line for each count that is shown, and for each that cannot be placed.
const PLACES: &[Column<Placed>] = &[
    Column { name: "measure", shown: Shown::Cell, value: |row, _| json!(row.count.measure) },
    Column { name: "place", shown: Shown::Cell, value: |row, _| json!(row.name) },
    Column { name: "division", shown: Shown::Cell, value: |row, _| json!(row.division) },
    Column { name: "countries", shown: Shown::Cell, value: |row, _| json!(row.countries) },
    Column { name: "shown", shown: Shown::Cell, value: |row, _| json!(shown(&row.spot)) },
    Column { name: "latitude", shown: Shown::Cell, value: |row, _| json!(point(&row.spot).map(|it| it.0)) },
    Column { name: "longitude", shown: Shown::Cell, value: |row, _| json!(point(&row.spot).map(|it| it.1)) },
    Column { name: "geonameid", shown: Shown::Cell, value: |row, _| json!(geonameid(&row.spot)) },
    Column { name: "range", shown: Shown::Cell, value: |row, _| json!(row.count.range) },
    Column { name: "low", shown: Shown::Cell, value: |row, _| json!(row.count.low) },
    Column { name: "high", shown: Shown::Cell, value: |row, _| json!(row.count.high) },
    Column { name: "people", shown: Shown::Cell, value: |row, _| json!(row.count.people) },
    Column { name: "unit", shown: Shown::Cell, value: |row, _| json!(row.count.unit) },
    Column { name: "per", shown: Shown::Cell, value: |row, _| json!(row.count.per) },
    Column {
        name: "source",
        shown: Shown::Cell,
        value: |row, _| json!(row.count.take.as_ref().map(|_| who(&row.count))),
    },
    Column { name: "as_of", shown: Shown::Cell, value: |row, _| json!(row.count.as_of) },
    Column { name: "published", shown: Shown::Cell, value: |row, _| json!(row.count.published) },
    Column { name: "origins", shown: Shown::Cell, value: |row, _| json!(row.count.origins) },
    Column { name: "contradictions", shown: Shown::Cell, value: |row, _| json!(row.count.contradictions) },
    Column { name: "id", shown: Shown::Cell, value: |row, _| json!(row.count.id) },
    Column { name: "series", shown: Shown::Cell, value: |row, _| json!(row.count.series) },
    Column {
        name: "document",
        shown: Shown::Cell,
        value: |row, _| json!(row.count.take.as_ref().map(|take| &take.document)),
    },
    Column { name: "others", shown: Shown::Cell, value: |row, _| json!(row.others) },
];

fn point(spot: &Spot) -> Option<(f64, f64)> {
    if let Spot::At { point, .. } = spot { Some(*point) } else { None }
}

fn geonameid(spot: &Spot) -> Option<u32> {
    if let Spot::At { geonameid, .. } = spot { *geonameid } else { None }
}

/// A measure that can be chosen: code, words, whether it is the one.
type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "map.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    label: String,
    choices: Vec<Choice>,
    map: Option<Map>,
    lines: Vec<Line>,
    lost: Vec<Line>,
    lost_whole: usize,
    whole: usize,
    has_whole: bool,
    /// Where all counts of the measure stand.
    all: String,
    is_cut: bool,
}

/// The map asked for.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let filter = Filter { status: Some("reported".to_owned()), ..ask.filter()? };
    let at = ask.day("at")?;
    desk.with(|workspace| {
        let every = Filter { measures: Vec::new(), ..filter.clone() };
        let page = match at {
            Some(day) => stood(workspace, ask, day)?,
            None => workspace.counts_page(&every, 0, COUNTS)?,
        };
        let told = ordered(&places_told(&page.rows), desk.lexicon());
        let measure =
            filter.measures.first().or(told.first().map(|(code, _)| code)).cloned().unwrap_or_default();
        let found = of_measure(workspace, &every, &measure, page.rows, page.total)?;
        if ask.form != Form::Page {
            let rows: Vec<Placed> = found.shown.into_iter().chain(found.lost).collect();
            return Ok(answer::rows(ask, PLACES, &rows, &Texts::default(), Paged::whole(rows.len())));
        }
        shown_page(desk, ask, &measure, &told, found, page.total > COUNTS)
    })
}

/// The counts of every measure as they stood on a day.
fn stood(workspace: &Workspace<Sqlite>, ask: &Ask, day: Date) -> Result<Rows<CountRow>, Problem> {
    let query = Query { status: Some("reported".to_owned()), measures: Vec::new(), ..ask.view()? };
    let table = query.counts(workspace.stood()?.at(day));
    let rows = counts::stood(&table, Stretch { page: 1, rows: COUNTS }, &mut Names::of(workspace))?.rows;
    Ok(Rows { total: rows.len(), rows })
}

/// The counts of the measure: of those that were read, or, where these are not all, read for themselves.
fn of_measure(
    workspace: &Workspace<Sqlite>,
    every: &Filter,
    measure: &str,
    rows: Vec<CountRow>,
    total: usize,
) -> Result<Places, Problem> {
    let mut rows = if total > rows.len() {
        let filter = Filter { measures: vec![measure.to_owned()], ..every.clone() };
        workspace.counts_page(&filter, 0, COUNTS)?.rows
    } else {
        rows
    };
    rows.retain(|count| count.measure == measure);
    places(workspace, rows)
}

/// How many places each measure is told of.
fn places_told(rows: &[CountRow]) -> BTreeMap<String, usize> {
    let mut places: BTreeMap<&str, BTreeSet<(Option<&str>, &str)>> = BTreeMap::new();
    for row in rows {
        let country = [&row.at, &row.to, &row.from].into_iter().find(|codes| !codes.is_empty());
        if row.place.is_some() || country.is_some() {
            let place = (row.place.as_deref(), country.map_or("", String::as_str));
            places.entry(&row.measure).or_default().insert(place);
        }
    }
    places.into_iter().map(|(measure, places)| (measure.to_owned(), places.len())).collect()
}

/// The measures told of, those in most places first; of several in the order of all lists.
fn ordered(told: &BTreeMap<String, usize>, lexicon: &Lexicon) -> Vec<(String, usize)> {
    let mut told: Vec<(String, usize)> = told.clone().into_iter().collect();
    let rank = |code: &str| lexicon.measure(code).map_or(u8::MAX, |measure| measure.rank);
    told.sort_by_key(|(code, places)| (std::cmp::Reverse(*places), rank(code), code.clone()));
    told
}

fn shown_page(
    desk: &Desk,
    ask: &Ask,
    measure: &str,
    told: &[(String, usize)],
    found: Places,
    is_cut: bool,
) -> Result<Answer, Problem> {
    let lexicon = desk.lexicon();
    let label = if measure.is_empty() { "Nothing counted".to_owned() } else { say::label(measure, lexicon) };
    let line = |(at, placed)| line(at + 1, placed, lexicon);
    let lines: Vec<Line> = found.shown.iter().enumerate().map(line).collect();
    let marks: Vec<Mark> =
        found.shown.iter().zip(&lines).filter_map(|(placed, line)| mark(placed, line)).collect();
    let query = ask.query_without(&["measure", "page"]);
    let all = with_query(
        "/counts",
        &format!("measure={measure}{}{query}", if query.is_empty() { "" } else { "&" }),
    );
    Answer::page(&Page {
        frame: Frame::new(format!("Map: {label}"), "/map", desk, ask, true),
        asked: Asked::of(ask, lexicon),
        choices: choices(told, measure, lexicon),
        map: map::draw(&marks),
        has_whole: lines.iter().any(|line| line.is_whole),
        lost_whole: found.lost.len(),
        lost: found.lost.iter().take(LOST).enumerate().map(line).collect(),
        whole: found.whole,
        label,
        lines,
        all,
        is_cut,
    })
}

/// The measures that can be chosen, each with its number of places.
fn choices(told: &[(String, usize)], measure: &str, lexicon: &Lexicon) -> Vec<Choice> {
    let choice = |(code, number): &(String, usize)| {
        let words = format!("{} ({})", say::label(code, lexicon), words::plural(*number, "place"));
        (code.clone(), words, code == measure)
    };
    let mut choices: Vec<Choice> = told.iter().map(choice).collect();
    if !measure.is_empty() && !choices.iter().any(|(_, _, on)| *on) {
        choices.push((measure.to_owned(), format!("{} (no place)", say::label(measure, lexicon)), true));
    }
    choices
}

fn mark(placed: &Placed, line: &Line) -> Option<Mark> {
    let Spot::At { point, is_whole, .. } = placed.spot else { return None };
    Some(Mark {
        point,
        is_whole,
        countries: placed.countries.clone(),
        number: number(&placed.count),
        name: line.place.clone(),
        range: line.range.clone(),
        row: line.row,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(measure: &str, place: Option<&str>, at: &str) -> CountRow {
        CountRow {
            measure: measure.to_owned(),
            place: place.map(str::to_owned),
            at: at.to_owned(),
            ..CountRow::default()
        }
    }

    #[test]
    fn the_measure_told_of_in_most_places_is_shown() {
        let rows = [
            row("killed", Some("Goma"), "COD"),
            row("killed", Some("Goma"), "COD"),
            row("killed", None, ""),
            row("displaced", Some("Goma"), "COD"),
            row("displaced", None, "COD"),
        ];
        let told = places_told(&rows);
        assert_eq!(told.get("killed"), Some(&1));
        let codes = |told: &BTreeMap<String, usize>| {
            let ordered = ordered(told, &Lexicon::builtin());
            ordered.into_iter().map(|(code, _)| code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&told), ["displaced", "killed"]);
        // Of equals the one that lists name first.
        assert_eq!(codes(&places_told(rows.get(..4).unwrap_or_default())), ["displaced", "killed"]);
        assert!(codes(&BTreeMap::new()).is_empty());
    }
}
