//! Time expressions and the days they mean.
//!
//! `atom` takes the words apart, `grammar` reads what they say, `resolve` finds the days. What is recognised and from
//! where it counts is told in `docs/dates.md`.

mod atom;
mod calendar;
mod fiscal;
mod form;
mod grammar;
mod prospect;
mod report_date;
mod resolve;
mod tense;
mod tie;

pub(crate) use report_date::series_in;
pub use report_date::{ClueSays, DateClue, GivenBy, ReportDate};
pub use resolve::Anchor;

use self::{
    form::{BudgetYear, Form, Phrase},
    grammar::Found,
    resolve::{Anchors, Place, Resolved, Resolver},
};
use crate::{
    edtf::Edtf,
    lexicon::{DatePart as Part, DateUnit as Unit, Dates, FiscalYear, Lexicon, Which},
    report::Report,
    span::Span,
    text::{Prose, SentenceKind},
};

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The expression, without its preposition: "November 1st", "the past two weeks", "Monday".
    pub span: Span,
    /// What it means; none where it cannot be resolved.
    pub value: Option<Edtf>,
    /// What sort of time it is.
    pub kind: DateKind,
    /// The part of it that is meant: "early", "the end of".
    pub part: Option<Part>,
    /// The word before it that makes it an end: "since", "by".
    pub bound: Option<Limit>,
    /// From where its value was counted.
    pub anchor: Anchor,
    /// The words of the report from whose date it was counted: for "Wednesday", the "November 1st" that it is tied to.
    pub from: Option<Span>,
    /// Whether it is the first end of a range whose last end is the next mention: "1985–1987".
    pub ranges_on: bool,
    /// Whether it is the night before the day of speaking: "overnight".
    pub overnight: bool,
    /// Whether it says "this": what holds it may still go on.
    pub this: bool,
    /// Whether it is the date of a source in brackets: "(IOM, 6 August 2014)".
    pub cited: bool,
}

/// What sort of time an expression tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateKind {
    /// A stretch of the calendar.
    Date,
    /// A time of the day.
    Clock,
    /// How long: "three days".
    Duration,
    /// How often: "every day", "per week", and the unit.
    Set(Unit),
    /// "Now", "recently", "that time".
    Reference,
}

/// The word that makes a date an end of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words themselves")]
pub enum Limit {
    Since,
    From,
    By,
    Until,
    Before,
    After,
    AsOf,
}

/// Every time expression of the report, in order, and the report's own date.
pub fn read(report: &Report, prose: &Prose, lexicon: &Lexicon) -> (Vec<DateMention>, ReportDate) {
    let dates = &lexicon.dates;
    let first = expressions(&report.text, prose, lexicon, false);
    let mut dated = report_date::read(report, prose, &first, lexicon);
    let publication = dated.anchor();
    let story = is_story(&first, publication);
    dated.history = story;
    let found = if story { expressions(&report.text, prose, lexicon, true) } else { first };
    let anchors = Anchors {
        publication,
        story,
        notice: !tense::tells_of_the_past(prose, dates),
        only_year: only_year(&found),
        first_year: found.iter().find_map(|said| stated_year(&said.found.phrase)),
    };
    let mut mentions = resolve_all(prose, dates, &found, anchors);
    if dated.is_doubtful() {
        mentions.iter_mut().for_each(doubt);
    }
    (mentions, dated)
}

/// The year that every expression with a year shares, where at least two have one.
fn only_year(said: &[Said]) -> Option<i16> {
    let mut years = said.iter().filter_map(|said| stated_year(&said.found.phrase));
    let first = years.next()?;
    let mut others = 0;
    let same = years.all(|year| {
        others += 1;
        year == first
    });
    (same && others > 0).then_some(first)
}

/// Marks a value that rests on a contradicted day of publication as uncertain.
fn doubt(mention: &mut DateMention) {
    if mention.anchor == Anchor::Publication {
        mention.value = mention.value.map(Edtf::uncertain);
    }
}

/// An expression and where it stands.
#[derive(Debug, Clone)]
struct Said {
    found: Found,
    span: Span,
    sentence: usize,
    bound: Option<Limit>,
    inside: bool,
    cited: bool,
    opens: bool,
    fiscal: Option<FiscalYear>,
}

fn expressions(text: &str, prose: &Prose, lexicon: &Lexicon, story: bool) -> Vec<Said> {
    let dates = &lexicon.dates;
    let mut said = Vec::new();
    for (number, sentence) in prose.sentences.iter().enumerate() {
        let atoms = atom::atoms(text, prose, sentence, dates);
        for found in grammar::read(&atoms, dates, story) {
            let (Some(first), Some(last)) = (atoms.get(found.start), atoms.get(found.end.wrapping_sub(1)))
            else {
                continue;
            };
            let word = |back: usize| {
                found.start.checked_sub(back).and_then(|at| atoms.get(at)).map_or("", |atom| &atom.lower)
            };
            let span = first.span.cover(last.span);
            let fiscal = matches!(found.phrase.form, Form::Fiscal { .. });
            said.push(Said {
                span,
                sentence: number,
                bound: limit(word(2), word(1)),
                inside: matches!(word(1), "in" | "within"),
                opens: found.start <= 1,
                fiscal: fiscal.then(|| fiscal::meant(text, prose, sentence, span, lexicon)).flatten(),
                cited: is_cited(&atoms, found.start, found.end),
                found,
            });
        }
    }
    said
}

/// The word before an expression that makes it an end.
fn limit(second: &str, word: &str) -> Option<Limit> {
    Some(match (second, word) {
        (_, "since") => Limit::Since,
        ("as", "of" | "at") => Limit::AsOf,
        (_, "from" | "starting" | "beginning") | ("starting" | "beginning", "on" | "in") => Limit::From,
        (_, "by") => Limit::By,
        (_, "until" | "till" | "til") => Limit::Until,
        (_, "before") | ("prior", "to") => Limit::Before,
        (_, "after" | "following") => Limit::After,
        _ => return None,
    })
}

/// Whether it closes a bracket that names a source: "(OCHA, 16 Aug 2013)".
fn is_cited(atoms: &[atom::Atom<'_>], start: usize, end: usize) -> bool {
    let open = atoms[..start].iter().rposition(|atom| matches!(&*atom.lower, "(" | ")" | "["));
    let Some(open) = open.filter(|open| atoms[*open].lower != ")") else { return false };
    let closes = atoms.get(end).is_none_or(|atom| matches!(&*atom.lower, ")" | "]" | ";"));
    let named = atoms.get(open + 1).is_some_and(|atom| atom.capital && open + 1 < start);
    let comma = start.checked_sub(1).is_some_and(|before| matches!(&*atoms[before].lower, ","));
    closes && named && comma
}

/// The year that a phrase states.
fn stated_year(phrase: &Phrase) -> Option<i16> {
    match &phrase.form {
        Form::Calendar(partial) => partial.year,
        Form::Range(first, last) => stated_year(last).or_else(|| stated_year(first)),
        _ => None,
    }
}

/// Whether the text tells of the past: most of the years it states lie far from its own, and it does not speak of
/// today or of bare weekdays as news does.
fn is_story(said: &[Said], publication: Option<jiff::civil::Date>) -> bool {
    let years: Vec<i16> =
        said.iter().filter(|said| !said.cited).filter_map(|said| stated_year(&said.found.phrase)).collect();
    let news = said.iter().filter(|said| is_of_news(&said.found.phrase.form)).count();
    let Some(publication) = publication else { return years.len() >= 12 && news == 0 };
    let far = years.iter().filter(|year| (**year - publication.year()).abs() > 1).count();
    years.len() >= 3 && far * 5 >= years.len() * 3 && news * 8 <= years.len()
}

/// "Today", "on Monday", "last week": what news says of its own days.
fn is_of_news(form: &Form) -> bool {
    match form {
        Form::Today(_) | Form::Overnight => true,
        Form::Calendar(partial) => partial.weekday.is_some() && partial.day.is_none(),
        Form::Which { which, unit, .. } => {
            matches!(which, Which::This | Which::Last | Which::Past)
                && *unit >= Unit::Day
                && *unit <= Unit::Month
        }
        _ => false,
    }
}

fn resolve_all(prose: &Prose, dates: &Dates, said: &[Said], anchors: Anchors) -> Vec<DateMention> {
    let mut resolver = Resolver::new(anchors, dates);
    let mut mentions = Vec::with_capacity(said.len());
    for said in said {
        let Some(sentence) = prose.sentences.get(said.sentence) else { continue };
        let place = Place {
            span: said.span,
            sentence: said.sentence,
            paragraph: sentence.paragraph,
            tense: tense::tense_at(prose, sentence, said.span.start, dates),
            inside: said.inside,
            cited: said.cited,
            opens: said.opens || sentence.kind == SentenceKind::Heading,
            since: said.bound == Some(Limit::Since),
            fiscal: said.fiscal,
        };
        let Resolved { value, anchor, from } = resolver.resolve(&said.found.phrase, place);
        mentions.push(DateMention {
            span: said.span,
            value,
            kind: kind(&said.found.phrase.form, value),
            part: said.found.phrase.part,
            bound: said.bound,
            anchor,
            from,
            ranges_on: said.found.ranges_on,
            overnight: matches!(said.found.phrase.form, Form::Overnight),
            this: says_this(&said.found.phrase.form),
            cited: said.cited,
        });
    }
    tie::weekdays(&mut mentions, said);
    tie::nights(&mut mentions, said);
    mentions
}

/// "This year", "this month".
fn says_this(form: &Form) -> bool {
    matches!(
        form,
        Form::Which { which: Which::This, .. }
            | Form::WhichNamed { which: Which::This, .. }
            | Form::Fiscal { year: BudgetYear::Which(Which::This), .. }
    )
}

fn kind(form: &Form, value: Option<Edtf>) -> DateKind {
    match form {
        Form::Duration { .. } if value.is_none() => DateKind::Duration,
        Form::Set(unit) => DateKind::Set(*unit),
        Form::Reference => DateKind::Reference,
        Form::Clock => DateKind::Clock,
        _ => DateKind::Date,
    }
}
