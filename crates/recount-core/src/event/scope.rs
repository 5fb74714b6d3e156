//! Which part of an event a number is told of: the one happening, the last day, all since a start, the state at a day.

use super::{Event, Page, tie::Asked};
use crate::{
    edtf::{Edtf, End},
    lexicon::Extent,
    mention::date::{DateKind, Limit},
    text::{Relation, Sentence, Tag},
};

/// Which part of an event a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Scope {
    /// All of one happening.
    Happening,
    /// The last hours, days or weeks of what goes on.
    Last,
    /// All since a start.
    Since,
    /// A stretch of the calendar: a month, a year.
    Stretch,
    /// How many there are at a day.
    State,
    /// So many a day, week, month or year.
    Rate,
    /// What is ordered, intended or feared.
    Plan,
}

impl Scope {
    /// Every one.
    pub const ALL: [Scope; 7] =
        [Scope::Happening, Scope::Last, Scope::Since, Scope::Stretch, Scope::State, Scope::Rate, Scope::Plan];

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The word that every output writes.
    pub const fn code(self) -> &'static str {
        match self {
            Scope::Happening => "happening",
            Scope::Last => "last",
            Scope::Since => "since",
            Scope::Stretch => "stretch",
            Scope::State => "state",
            Scope::Rate => "rate",
            Scope::Plan => "plan",
        }
    }

    /// Whether a later number of the same scope takes the place of an earlier one.
    pub const fn runs_on(self) -> bool {
        matches!(self, Scope::Since | Scope::State | Scope::Happening)
    }
}

/// Days that "the last week" may be at the most.
const LAST: i32 = 16;

/// The scope of what is asked about, told in this sentence of this event.
pub(super) fn read(
    page: Page<'_>,
    asked: &Asked<'_>,
    sentence: &Sentence,
    event: Option<&Event>,
) -> Option<Scope> {
    if asked.planned {
        return Some(Scope::Plan);
    }
    if asked.rate {
        return Some(Scope::Rate);
    }
    let once = event.is_some_and(|event| !event.lasts && !event.many);
    if let Some(scope) = told(page, asked, sentence, once) {
        return Some(scope);
    }
    let extent = page.lexicon.measure(asked.measure).map(|measure| measure.extent);
    let holds = is_present(page, asked);
    match (extent, event) {
        (Some(Extent::Stock), _) if is_taken(page, asked) => Some(Scope::Happening),
        (Some(Extent::Stock), _) => Some(Scope::State),
        (Some(Extent::Either), _) if holds => Some(Scope::State),
        (_, Some(event)) if is_perfect(page, asked) && (event.lasts || event.many) => Some(Scope::Since),
        (_, Some(event)) if event.lasts => lasting(asked.period),
        (_, Some(_)) => Some(Scope::Happening),
        (_, None) => by_period(asked.period),
    }
}

/// The scope that words of the sentence say: "since Monday", "so far", "in the past 24 hours".
pub(super) fn told(page: Page<'_>, asked: &Asked<'_>, sentence: &Sentence, once: bool) -> Option<Scope> {
    let own = clause(page, asked, sentence);
    let lower = |at: usize| page.lower(at);
    let mut tokens = own.clone();
    let recent = |at: usize| {
        matches!(lower(at), "last" | "past" | "previous" | "preceding")
            && (at + 1..at + 4).any(|at| matches!(page.lemma(at), "hour" | "day" | "week" | "fortnight"))
    };
    if own.clone().any(recent) || own.clone().any(|at| matches!(lower(at), "overnight-" | "24-hour")) {
        return Some(Scope::Last);
    }
    let dates = &page.mentions.dates;
    let first = dates.partition_point(|date| date.span.start < sentence.span.start);
    let inside = dates.iter().skip(first).take_while(|date| date.span.start < sentence.span.end);
    let mut dates = inside.filter(|date| {
        let start = page.prose.tokens_in(date.span).start;
        date.kind == DateKind::Date && own.contains(&start)
    });
    // "As of 30 January there have been 14" of what goes on is all of it up to then.
    let since = dates.any(|date| match date.bound {
        Some(Limit::Since | Limit::From) => true,
        Some(Limit::AsOf) => !once,
        _ => false,
    });
    let total = tokens.any(|at| {
        let since = lower(at) == "since" && !matches!(lower(at + 1), "it" | "he" | "they");
        // "So far" of what happened once is all of that.
        let so_far = matches!((lower(at), lower(at + 1)), ("so", "far") | ("to", "date") | ("until", "now"));
        since || (so_far || lower(at) == "cumulative") && !once
    });
    (since || total).then_some(Scope::Since)
}

/// The tokens of the part of the sentence around the number: up to the marks that part main clauses.
fn clause(page: Page<'_>, asked: &Asked<'_>, sentence: &Sentence) -> std::ops::Range<usize> {
    let own = page.prose.tokens_in(asked.span);
    let border = |at: usize| matches!(page.lower(at), ";" | "while" | "but" | "whereas");
    let start = (sentence.tokens.start..own.start)
        .rev()
        .find(|at| border(*at))
        .map_or(sentence.tokens.start, |at| at + 1);
    let end = (own.end..sentence.tokens.end).find(|at| border(*at)).unwrap_or(sentence.tokens.end);
    start..end
}

/// Whether the number is told as what holds: "are sheltering", "remain missing".
fn is_present(page: Page<'_>, asked: &Asked<'_>) -> bool {
    let at = page.prose.tokens_in(asked.span).start;
    let Some(verb) = page.prose.governing_verb(at) else { return false };
    let be = |at: usize| {
        let token = page.prose.tokens.get(at);
        token.is_some_and(|token| &*token.lemma == "be" && matches!(token.tag, Tag::VBP | Tag::VBZ))
    };
    let present = matches!(page.prose.tag(verb), Tag::VBP | Tag::VBZ);
    present && !page.says(verb)
        || page.prose.auxiliaries(verb).into_iter().any(be)
        || page.prose.children(verb).any(be)
}

/// Whether what is told of people is that they once went where they may no longer be: "sought shelter", "had taken refuge".
fn is_taken(page: Page<'_>, asked: &Asked<'_>) -> bool {
    let at = page.prose.tokens_in(asked.span).start;
    let relative = |verb: usize| {
        page.prose.relation(verb) == Relation::AclRelcl
            && page.lexicon.events.around().taking.contains(page.lemma(verb))
    };
    let own = page.prose.head(at).and_then(|noun| page.prose.children(noun).find(|verb| relative(*verb)));
    let Some(verb) = own.or_else(|| page.prose.governing_verb(at)) else { return false };
    let had = |at: usize| page.lower(at) == "had";
    page.lexicon.events.around().taking.contains(page.lemma(verb))
        && (page.prose.tag(verb) == Tag::VBD || page.prose.auxiliaries(verb).into_iter().any(had))
}

/// Of what goes on, a day is a happening in it, a stretch of weeks or more a stretch of it; else all of it is told.
fn lasting(period: Option<Edtf>) -> Option<Scope> {
    by_period(period).or(Some(Scope::Since))
}

/// Whether the number is told as done so far: "have killed 41,020".
pub(super) fn is_perfect(page: Page<'_>, asked: &Asked<'_>) -> bool {
    let at = page.prose.tokens_in(asked.span).start;
    let have = |at: usize| {
        let token = page.prose.tokens.get(at);
        token.is_some_and(|token| &*token.lemma == "have" && matches!(token.tag, Tag::VBP | Tag::VBZ))
    };
    let verb = page.prose.governing_verb(at);
    verb.is_some_and(|verb| page.prose.auxiliaries(verb).into_iter().any(have))
}

/// What a period alone says: a day or a few are a happening, months a stretch, an open start a running total.
fn by_period(period: Option<Edtf>) -> Option<Scope> {
    let period = period?;
    if let Edtf::Interval(End::Open | End::Unknown, _) = period {
        return Some(Scope::Since);
    }
    let (first, last) = (period.first_day()?, period.last_day()?);
    let days = first.until(last).map_or(i32::MAX, |gap| gap.get_days());
    Some(match days {
        0..=3 => Scope::Happening,
        4..=LAST => Scope::Last,
        _ => Scope::Stretch,
    })
}
