//! The situation at the head of the front page: what the workspace is about, as of which day, and the figures that answer for it.

use jiff::{ToSpan, civil::Date};
use recount_core::{
    Lexicon,
    edtf::Edtf,
    view::{self, Change, Situation, Step, Table},
};
use recount_formats::write::{self, Citation, situation as told, words};
use recount_store::{Answered, Facets, Filter, Sqlite, Workspace};

use crate::{
    Problem,
    ask::{Ask, with_query},
    link,
    names::Names,
    say,
};

/// A workspace with more series than these tells what changed only where it is asked.
const SERIES: usize = 2_000;
/// Changes that stand on the front page.
const CHANGES: usize = 6;
/// Countries and places that stand beside each other.
const CHIPS: usize = 5;
/// Steps that are drawn on a card, the last ones.
const STEPS: usize = 120;
/// Characters of a quotation on a card.
const QUOTED: usize = 90;

/// What stands at the head of the front page.
pub(crate) struct Front {
    pub(crate) title: String,
    pub(crate) lede: String,
    pub(crate) days: Days,
    pub(crate) cards: Vec<Card>,
    pub(crate) countries: Vec<Chip>,
    pub(crate) places: Vec<Chip>,
    pub(crate) changed: Option<Changed>,
    pub(crate) undated: usize,
    /// Where the same is drawn.
    pub(crate) map: String,
}

/// The day it is told for, and the way to others.
pub(crate) struct Days {
    pub(crate) day: String,
    pub(crate) is_asked: bool,
    pub(crate) before: Option<(String, String)>,
    pub(crate) after: Option<(String, String)>,
    pub(crate) latest: String,
    pub(crate) since: Option<String>,
    /// What changed since somebody was here last, and when that was.
    pub(crate) visit: Option<(String, String)>,
    /// What else the address asks for.
    pub(crate) kept: Vec<(String, String)>,
}

/// A key figure.
pub(crate) struct Card {
    pub(crate) label: String,
    pub(crate) number: String,
    pub(crate) href: String,
    pub(crate) subject: String,
    pub(crate) as_of: Option<String>,
    pub(crate) range: Option<String>,
    pub(crate) trend: Option<String>,
    /// The steps up to it as a path in a box of 200 by 36.
    pub(crate) steps: Option<String>,
    pub(crate) voice: String,
    pub(crate) quote: [String; 3],
    pub(crate) figure: String,
    pub(crate) origins: String,
    pub(crate) disputed: usize,
    pub(crate) cite: Citation,
}

/// A way to narrow the page.
pub(crate) struct Chip {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) many: usize,
    pub(crate) is_on: bool,
}

/// What changed since the day before.
pub(crate) struct Changed {
    pub(crate) since: String,
    pub(crate) href: String,
    pub(crate) rows: Vec<ChangeRow>,
    pub(crate) more: usize,
}

/// One change.
pub(crate) struct ChangeRow {
    pub(crate) what: String,
    pub(crate) href: String,
    pub(crate) before: Option<String>,
    pub(crate) now: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) who: Option<(String, String)>,
}

/// The head of the front page. `table` holds the counts as they stood on the day asked for, where one is.
pub(crate) fn front(
    workspace: &Workspace<Sqlite>,
    ask: &Ask,
    filter: &Filter,
    table: Option<(&Table, Date)>,
) -> Result<Front, Problem> {
    let lexicon = workspace.lexicon();
    let (situation, keys) = match table {
        Some((table, day)) => {
            let told = workspace.situation_at(table, day)?;
            let keys = told.keys.iter().filter_map(|at| table.counts.get(*at)).map(Answered::of).collect();
            (told, keys)
        }
        None => {
            let (told, rows) = workspace.situation(filter)?;
            (told, workspace.answered(&rows)?)
        }
    };
    let mut names = Names::of(workspace);
    let keys: Vec<Answered> = keys;
    let cards = keys.iter().map(|key| card(key, lexicon, &mut names)).collect::<Result<Vec<_>, _>>()?;
    let small = workspace.summary()?.series <= SERIES;
    let changed = match situation.as_of.filter(|_| small) {
        Some(day) => changed(workspace, ask, day, &mut names)?,
        None => None,
    };
    let (countries, places) = chips(ask, &workspace.facets()?, lexicon);
    Ok(Front {
        title: told::title(&situation, lexicon),
        lede: told::lede(&situation),
        days: days(ask, &situation, table.is_some()),
        cards: cards.into_iter().flatten().collect(),
        countries,
        places,
        changed,
        undated: situation.undated,
        map: with_query("/map", &ask.query_without(&["page", "done"])),
    })
}

fn card(key: &Answered, lexicon: &Lexicon, names: &mut Names<'_>) -> Result<Option<Card>, Problem> {
    let count = &key.count;
    let Some(account) = told::answer(count) else { return Ok(None) };
    let figure = names.figure(account)?;
    let evidence = account.evidence.first();
    let anchor = if count.id == count.series { String::new() } else { format!("#{}", count.id) };
    Ok(Some(Card {
        label: count.label.clone(),
        number: told::headline(count),
        href: format!("{}{anchor}", link::series(&count.series)),
        subject: say::subject(count, lexicon),
        as_of: count.as_of.map(words::date),
        range: told::range_of(count, key.standing),
        trend: told::steps_in_words(&key.trend),
        steps: steps(key.trend.get(key.trend.len().saturating_sub(STEPS)..).unwrap_or_default()),
        voice: told::voice(account),
        quote: evidence.map_or_else(Default::default, |it| words::around(&it.text, it.within, QUOTED)),
        figure: link::figure(&figure),
        origins: told::origins_of(count, key.accounts),
        disputed: key.contradictions,
        cite: write::citation(count, account, names.blocks(&account.document)?, lexicon),
    }))
}

/// The steps as a line that goes flat to each and then up or down, on true days, in a box of 200 by 36.
#[expect(clippy::cast_precision_loss, reason = "a place on a drawing")]
fn steps(steps: &[Step]) -> Option<String> {
    let (first, last) = (steps.first()?, steps.last().filter(|_| steps.len() > 1)?);
    let days = |day: Date| first.day.until(day).map_or(0, |span| span.get_days());
    let width = f64::from(days(last.day).max(1));
    let values = || steps.iter().map(|step| step.value);
    let (least, most) = (values().min()?, values().max()?);
    let x = |step: &Step| 2.0 + 186.0 * f64::from(days(step.day)) / width;
    let y = |step: &Step| 33.0 - 30.0 * (step.value - least) as f64 / (most - least).max(1) as f64;
    let mut path = format!("M{:.1} {:.1}", x(first), y(first));
    for step in steps.iter().skip(1) {
        path.push_str(&format!("H{:.1}V{:.1}", x(step), y(step)));
    }
    Some(path + "H198")
}

fn days(ask: &Ask, situation: &Situation, is_asked: bool) -> Days {
    let address = |day: Date| with_day(ask, Some(day));
    let day = situation.as_of;
    let by = |days: i64| day.and_then(|day| day.checked_add(days.days()).ok());
    let named = |day: Date| (address(day), words::date(Edtf::from(day)));
    let kept = |(name, _): &&(String, String)| !matches!(name.as_str(), "at" | "page" | "done");
    Days {
        day: day.map(|day| day.to_string()).unwrap_or_default(),
        is_asked,
        before: by(-1).map(named),
        after: by(1).filter(|_| is_asked).map(named),
        latest: with_day(ask, None),
        visit: ask
            .visited
            .filter(|_| !is_asked)
            .map(|day| (format!("/changes?added={day}"), words::date(Edtf::from(day)))),
        since: by(-1).map(|before| since(ask, before, day.filter(|_| is_asked))),
        kept: ask.query.0.iter().filter(kept).filter(|(_, value)| !value.is_empty()).cloned().collect(),
    }
}

/// This page as of a day, or of all that is told.
fn with_day(ask: &Ask, day: Option<Date>) -> String {
    let day = day.map(|day| day.to_string());
    ask.with("/", "at", day.as_deref())
}

/// Where what changed between two days is told.
fn since(ask: &Ask, from: Date, to: Option<Date>) -> String {
    let rest = ask.query_without(&["at", "page", "done", "since", "until"]);
    let to = to.map(|day| format!("&at={day}")).unwrap_or_default();
    let rest = if rest.is_empty() { rest } else { format!("&{rest}") };
    format!("/changes?since={from}{to}{rest}")
}

/// What changed from the day before to this.
fn changed(
    workspace: &Workspace<Sqlite>,
    ask: &Ask,
    day: Date,
    names: &mut Names<'_>,
) -> Result<Option<Changed>, Problem> {
    let Ok(before) = day.checked_sub(1.days()) else { return Ok(None) };
    let query = ask.view()?;
    let stood = workspace.stood()?;
    let told = |day: Date| query.counts(stood.at(day));
    let all = view::changes(&told(before), &told(day), workspace.lexicon());
    let rows = all.iter().take(CHANGES).map(|change| row(change, workspace.lexicon(), names));
    Ok(Some(Changed {
        since: words::date(Edtf::from(before)),
        href: since(ask, before, Some(day)),
        rows: rows.collect::<Result<_, _>>()?,
        more: all.len().saturating_sub(CHANGES),
    }))
}

/// A change as a line.
pub(crate) fn row(change: &Change, lexicon: &Lexicon, names: &mut Names<'_>) -> Result<ChangeRow, Problem> {
    let count = &change.count;
    let who = match told::answer(count) {
        Some(account) => Some((told::report_name(account), link::figure(&names.figure(account)?))),
        None => None,
    };
    Ok(ChangeRow {
        what: format!("{}, {}", count.label, say::subject(count, lexicon)),
        href: link::series(&count.series),
        before: change.before.clone(),
        now: change.now.clone(),
        kind: change.kind,
        who,
    })
}

/// Countries and places, each with how many series it has.
fn chips(ask: &Ask, facets: &Facets, lexicon: &Lexicon) -> (Vec<Chip>, Vec<Chip>) {
    let chip = |name: &str, value: &str, shown: String, many: usize| {
        let is_on = ask.query.get(name).is_some_and(|asked| asked.eq_ignore_ascii_case(value));
        let href = ask.with("/", name, Some(value).filter(|_| !is_on));
        Chip { name: shown, href, many, is_on }
    };
    let countries = facets.countries.iter().take(CHIPS);
    let countries = countries.map(|(code, many)| chip("country", code, words::country(code, lexicon), *many));
    let places = facets.places.iter().take(CHIPS);
    let places = places.map(|(place, many)| chip("place", place, view::words::name(place), *many));
    (countries.collect(), places.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_flat_and_then_up_on_their_days() {
        let step = |day: &str, value| Step { day: day.parse().expect("a day"), value };
        let told = [step("2027-03-01", 3), step("2027-03-03", 13), step("2027-03-05", 23)];
        assert_eq!(steps(&told).as_deref(), Some("M2.0 33.0H95.0V18.0H188.0V3.0H198"));
        assert_eq!(steps(&told[..1]), None);
    }
}
