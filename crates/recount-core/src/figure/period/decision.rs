//! Which period a figure has, by trained weights: none, every date of the report, from it to publication, up to it, and what
//! the rules say, each with what speaks for it.

use std::collections::BTreeMap;

use super::{
    Dater,
    ends::{first, in_days, is_without_bound, joined, last, ordered},
};
use crate::{
    decide::{Choice, Decider, Features, Slot, size_word},
    edtf::{Edtf, End},
    figure::Figure,
    mention::{
        DateMention,
        date::{Anchor, DateKind, Limit},
    },
    span::Span,
    text::SentenceKind,
};

/// A way to make a period of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Nothing,
    Itself,
    Since,
    Until,
    Published,
    Rules,
}

impl Form {
    const fn name(self) -> &'static str {
        match self {
            Form::Nothing => "none",
            Form::Itself => "itself",
            Form::Since => "since",
            Form::Until => "until",
            Form::Published => "publication",
            Form::Rules => "rules",
        }
    }
}

/// A period that a figure may have, and the dates and forms that give it.
struct Proposal<'r> {
    value: Option<Edtf>,
    by: Vec<(Form, Option<&'r DateMention>)>,
}

/// What is the same for all figures of a report.
pub(super) struct Proposals<'r> {
    dater: Dater<'r>,
    all: Vec<(Option<Edtf>, Form, Option<&'r DateMention>)>,
    /// How often the rules give each period, and how often each value is named.
    ruled: BTreeMap<String, usize>,
    named: BTreeMap<String, usize>,
    /// The first date that is one of something happening.
    main: Option<Edtf>,
}

/// No more dates than these are looked at for one figure: the nearest.
const MOST: usize = 24;

impl<'r> Proposals<'r> {
    pub(super) fn read(dater: Dater<'r>, figures: &[Figure]) -> Proposals<'r> {
        let mut all = vec![(None, Form::Nothing, None)];
        let publication = dater.publication();
        if let Some(day) = publication {
            all.push((Some(Edtf::Interval(End::Open, End::At(day))), Form::Published, None));
            all.push((Some(Edtf::Point(day)), Form::Published, None));
        }
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        let dates = &dater.mentions.dates;
        for (at, date) in dates.iter().enumerate() {
            let usable =
                date.kind == DateKind::Date && !date.cited && !dater.mentions.dated.is_header(date.span);
            let Some(value) = joined(dates, at).or(date.value).filter(|it| usable && !is_without_bound(*it))
            else {
                continue;
            };
            let value = in_days(value);
            *named.entry(value.to_string()).or_default() += 1;
            all.push((Some(value), Form::Itself, Some(date)));
            let since = first(value).and_then(|start| match publication {
                Some(end) => ordered(start, end),
                None => Some(Edtf::Interval(End::At(start), End::Open)),
            });
            all.push((since, Form::Since, Some(date)));
            all.push((
                last(value).map(|end| Edtf::Interval(End::Open, End::At(end))),
                Form::Until,
                Some(date),
            ));
        }
        all.retain(|(value, form, _)| value.is_some() || *form == Form::Nothing);
        let mut ruled: BTreeMap<String, usize> = BTreeMap::new();
        for period in figures.iter().filter_map(|figure| figure.period) {
            *ruled.entry(period.to_string()).or_default() += 1;
        }
        let main = dater.main_event().map(|main| in_days(main.period()));
        Proposals { dater, all, ruled, named, main }
    }

    /// The period to take for a figure; none where nothing was learnt.
    pub(super) fn decide(&self, figure: &Figure, decider: &dyn Decider) -> Option<Option<Edtf>> {
        let proposals = self.of(figure);
        let named = decider.is_asked_why();
        let choices: Vec<Choice> = proposals
            .iter()
            .map(|proposal| Choice {
                value: text(proposal.value),
                features: self.features(figure, proposal, named),
            })
            .collect();
        let taken = decider.choose(Slot::Period, figure.span, &choices)?;
        Some(proposals.get(taken)?.value)
    }

    /// What a figure may take: the nearest dates in every form, each value once.
    fn of(&self, figure: &Figure) -> Vec<Proposal<'r>> {
        let far =
            |date: &Option<&DateMention>| date.map_or(0, |date| date.span.start.abs_diff(figure.span.start));
        // The dates stand in order behind what has none; only those around the figure are looked at.
        let undated = self.all.iter().take_while(|(_, _, date)| date.is_none()).count();
        let (undated, dated) = self.all.split_at(undated);
        let next = dated
            .partition_point(|(_, _, date)| date.is_some_and(|date| date.span.start < figure.span.start));
        let around =
            dated.get(next.saturating_sub(3 * MOST)..dated.len().min(next + 3 * MOST)).unwrap_or(&[]);
        // A date stands there once for each form; what is said of it is the same for all.
        let of_one = |(_, _, date): &(_, _, Option<&DateMention>)| date.map(|date| date.span);
        let told = around.chunk_by(|one, other| of_one(one) == of_one(other)).filter(|forms| {
            let date = forms.first().and_then(|(_, _, date)| *date);
            !date.is_some_and(|date| self.is_of_saying(figure, date))
        });
        let mut near: Vec<_> = undated.iter().chain(told.flatten()).collect();
        near.sort_by_key(|(_, _, date)| far(date));
        near.truncate(3 * MOST);
        let ruled = (figure.period, Form::Rules, None);
        let mut proposals: Vec<Proposal> = Vec::new();
        for (value, form, date) in near.into_iter().copied().chain([ruled]) {
            match proposals.iter_mut().find(|proposal| same(proposal.value, value)) {
                Some(known) => {
                    // Of one stretch written in two ways, the rules' way is taken.
                    known.value = if form == Form::Rules { value } else { known.value };
                    known.by.push((form, date));
                }
                None => proposals.push(Proposal { value, by: vec![(form, date)] }),
            }
        }
        proposals
    }

    /// Whether a date is that of saying, in the figure's sentence or in its own, or of another sentence's picture: never the day of
    /// what was said or counted.
    fn is_of_saying(&self, figure: &Figure, date: &DateMention) -> bool {
        let prose = self.dater.prose;
        let Some(number) = prose.sentence_at(date.span.start) else { return false };
        let own =
            if prose.sentence_at(figure.span.start) == Some(number) { figure.span } else { Span::default() };
        prose.sentences.get(number).is_some_and(|sentence| {
            let pictured = own.is_empty() && self.dater.is_caption(sentence);
            pictured || self.dater.is_of_saying(date, sentence, own)
        })
    }

    fn features(&self, figure: &Figure, proposal: &Proposal<'r>, named: bool) -> Features {
        let mut out = Features::new(named);
        let measure = figure.measure.as_str();
        let (sentence, tense) = self.tense(figure);
        out.put(
            "dates",
            &[if proposal.value.is_none() { "none" } else { "some" }, size_word(self.named.len())],
        );
        self.whole(figure, proposal, &mut out);
        if proposal.value.is_none() {
            out.put("none for", &[measure]);
            out.put("none told", &[tense, figure.status.code()]);
            out.put("none told of", &[tense, measure]);
            out.put_if(figure.per.is_some(), "none for a rate");
            self.words(figure, "none near", &mut out);
            return out;
        }
        let mut nearest: Option<(usize, Form, &DateMention)> = None;
        for (form, date) in &proposal.by {
            match date {
                Some(date) => {
                    let far = date.span.start.abs_diff(figure.span.start);
                    if nearest.is_none_or(|(nearest, _, _)| far < nearest) {
                        nearest = Some((far, *form, date));
                    }
                }
                None => {
                    out.put("form", &[form.name(), measure]);
                    out.put("form told", &[form.name(), tense]);
                    if *form == Form::Published {
                        let open = matches!(proposal.value, Some(Edtf::Interval(End::Open, _)));
                        let kind = if open { "up to publication" } else { "publication" };
                        out.put("by", &[kind, tense, figure.status.code()]);
                        out.put("by of", &[kind, measure]);
                        self.words(figure, kind, &mut out);
                    }
                }
            }
        }
        if let Some((_, form, date)) = nearest {
            self.date(figure, form, date, sentence, tense, &mut out);
        }
        out
    }

    /// What the report as a whole says of a period.
    fn whole(&self, figure: &Figure, proposal: &Proposal<'r>, out: &mut Features) {
        let measure = figure.measure.as_str();
        let ruled = same(figure.period, proposal.value);
        let why = figure
            .because
            .iter()
            .rev()
            .find(|reason| reason.rule.starts_with("date of"))
            .map_or("", |it| it.rule);
        let none = if proposal.value.is_none() { "none" } else { "some" };
        out.put("rules", &[if ruled { "yes" } else { "no" }, none, why]);
        out.put("rules of", &[if ruled { "yes" } else { "no" }, none, measure]);
        let text = text(proposal.value);
        let of_all: usize = self.ruled.values().sum();
        let share = self.ruled.get(&text).copied().unwrap_or(0) * 8 / of_all.max(1);
        out.put("ruled elsewhere", &[none, size_word(share)]);
        out.put("named", &[none, size_word(self.named.get(&text).copied().unwrap_or(0))]);
        out.put(
            "main event",
            &[if self.main.is_some() && same(self.main, proposal.value) { "yes" } else { "no" }, measure],
        );
    }

    /// Whether the figure's clause tells of what was, is or will be; with the number of its sentence.
    fn tense(&self, figure: &Figure) -> (usize, &'static str) {
        let prose = self.dater.prose;
        let number = prose.sentence_at(figure.span.start).unwrap_or(0);
        let Some(sentence) = prose.sentences.get(number) else { return (number, "none") };
        let verb = prose.governing_verb(prose.token_at(figure.span.start));
        let Some(verb) = verb.filter(|verb| sentence.tokens.contains(verb)) else {
            return (number, "no verb");
        };
        let has = |lemma: &str| {
            let mut auxiliaries = prose.auxiliaries(verb).into_iter();
            auxiliaries.any(|at| {
                prose.tokens.get(at).is_some_and(|token| &*token.lemma == lemma && token.tag.is_verb())
            })
        };
        let form = prose.tag(verb).name();
        let tense = match (self.dater.holds_now(figure, sentence), has("have"), prose.modal(verb).is_some()) {
            (_, _, true) => "modal",
            (_, true, _) => "perfect",
            (true, ..) => "present",
            _ => match form {
                "VBD" => "past",
                "VBN" => "participle",
                "VBG" => "ing",
                _ => "other",
            },
        };
        (number, tense)
    }

    /// The small words of time near the figure.
    fn words(&self, figure: &Figure, name: &str, out: &mut Features) {
        const WORDS: [&str; 18] = [
            "so",
            "far",
            "now",
            "still",
            "currently",
            "already",
            "since",
            "toll",
            "total",
            "remain",
            "yet",
            "today",
            "recent",
            "ago",
            "until",
            "date",
            "had",
            "were",
        ];
        let prose = self.dater.prose;
        for token in prose.tokens.get(prose.tokens_in(figure.sentence)).unwrap_or(&[]) {
            if WORDS.contains(&&*token.lower) {
                out.put(name, &[&token.lower]);
            }
        }
    }

    /// What the nearest date that gives a period says of it.
    fn date(
        &self,
        figure: &Figure,
        form: Form,
        date: &DateMention,
        sentence: usize,
        tense: &str,
        out: &mut Features,
    ) {
        let dater = &self.dater;
        let prose = dater.prose;
        let (form, measure) = (form.name(), figure.measure.as_str());
        let bound = bound_word(date.bound);
        let there = prose.sentence_at(date.span.start).unwrap_or(0);
        let same_sentence = there == sentence;
        out.put("form", &[form, bound]);
        out.put("form told", &[form, bound, tense]);
        out.put("form of", &[form, measure]);
        out.put("form status", &[form, figure.status.code()]);
        out.put("precision", &[form, precision(date), bound]);
        out.put("precision told", &[form, precision(date), tense]);
        out.put_if(date.this, "this");
        out.put(
            "anchor",
            &[
                form,
                match date.anchor {
                    Anchor::Publication => "publication",
                    _ => "other",
                },
            ],
        );
        out.put("offset", &[form, self.offset(date), tense]);
        let side = if date.span.start < figure.span.start { "before" } else { "behind" };
        if let Some(place) = prose.sentences.get(there) {
            let own = if same_sentence { figure.span } else { Span::default() };
            let may = dater.may_date(date, place, own);
            out.put("may date", &[if may { "yes" } else { "no" }, form]);
            out.put_if(dater.is_of_saying(date, place, own), "of saying");
            out.put_if(dater.is_caption(place), "caption");
            let event = dater.is_of_event(date, place);
            out.put(
                "event",
                &[if event { "yes" } else { "no" }, form, if same_sentence { "here" } else { "elsewhere" }],
            );
            out.put_if(place.kind == SentenceKind::Heading, "in a heading");
        }
        let word = prose
            .tokens_in(date.span)
            .start
            .checked_sub(1)
            .and_then(|at| prose.tokens.get(at))
            .map_or("", |it| &*it.lower);
        out.put("word before", &[form, word, if same_sentence { "here" } else { "elsewhere" }]);
        if same_sentence {
            let between = if side == "before" {
                Span::new(date.span.end, figure.span.start)
            } else {
                Span::new(figure.span.end, date.span.start)
            };
            let tokens = if between.is_empty() { 0..0 } else { prose.tokens_in(between) };
            out.put("here", &[form, side, size_word(tokens.len())]);
            out.put("here bound", &[form, side, bound, measure]);
            let rivals = self.around(figure).iter().filter(|other| {
                other.kind == DateKind::Date && prose.sentence_at(other.span.start) == Some(sentence)
            });
            let nearer = rivals
                .filter(|other| {
                    other.span.start.abs_diff(figure.span.start) < date.span.start.abs_diff(figure.span.start)
                })
                .count();
            out.put("nearer dates", &[size_word(nearer), form]);
            let verb = |at: usize| prose.governing_verb(at);
            let same_verb = verb(prose.tokens_in(date.span).start) == verb(prose.token_at(figure.span.start));
            out.put("verb", &[if same_verb { "same" } else { "other" }, form, tense]);
            let clauses = dater.clauses_between(figure.span, date.span);
            out.put("clauses", &[size_word(clauses), form]);
            out.put_if(dater.is_of_comparison(figure, date), "comparison");
            let comma = prose
                .tokens
                .get(tokens)
                .unwrap_or(&[])
                .iter()
                .filter(|token| matches!(&*token.lower, "," | "and" | "after" | "when" | "who" | "which"))
                .count();
            out.put("borders", &[size_word(comma), form, side]);
        } else {
            let gap = prose.apart(there, sentence);
            let paragraph = |at: usize| prose.sentences.get(at).map(|sentence| sentence.paragraph);
            let same_paragraph = paragraph(there) == paragraph(sentence);
            out.put("elsewhere", &[form, side, size_word(gap)]);
            out.put("elsewhere told", &[form, side, tense, if same_paragraph { "paragraph" } else { "far" }]);
            out.put("elsewhere of", &[form, side, measure]);
            out.put("sentence of date", &[size_word(prose.turn(there)), form]);
            let own = self.around(figure).iter().any(|other| {
                other.kind == DateKind::Date && prose.sentence_at(other.span.start) == Some(sentence)
            });
            out.put("own dates", &[if own { "yes" } else { "no" }, form]);
            let closer = self.around(figure).iter().filter(|other| {
                other.kind == DateKind::Date
                    && other.span.start.abs_diff(figure.span.start)
                        < date.span.start.abs_diff(figure.span.start)
            });
            out.put("closer dates", &[size_word(closer.count()), form, side]);
        }
    }

    /// The dates around a figure, so many on either side.
    fn around(&self, figure: &Figure) -> &'r [DateMention] {
        let dates = &self.dater.mentions.dates;
        let next = dates.partition_point(|date| date.span.start < figure.span.start);
        dates.get(next.saturating_sub(2 * MOST)..dates.len().min(next + 2 * MOST)).unwrap_or(&[])
    }

    /// How long before publication a date lies.
    fn offset(&self, date: &DateMention) -> &'static str {
        let day = self.dater.mentions.dated.given.and_then(|given| given.day());
        let start = date.value.and_then(|value| value.first_day());
        let Some((day, start)) = day.zip(start) else { return "unknown" };
        match (day - start).get_days() {
            ..=-1 => "after",
            0 => "same day",
            1 => "day before",
            2..=7 => "week",
            8..=31 => "month",
            32..=180 => "half year",
            181..=400 => "year",
            _ => "long ago",
        }
    }
}

/// Whether two periods have the same first and last day.
fn same(one: Option<Edtf>, other: Option<Edtf>) -> bool {
    one == other
        || one.zip(other).is_some_and(|(one, other)| {
            one.first_day() == other.first_day()
                && one.last_day() == other.last_day()
                && open(one) == open(other)
        })
}

/// Which ends of a period are open.
fn open(value: Edtf) -> (bool, bool) {
    match value {
        Edtf::Point(_) => (false, false),
        Edtf::Interval(start, end) => (!matches!(start, End::At(_)), !matches!(end, End::At(_))),
    }
}

fn text(value: Option<Edtf>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

fn precision(date: &DateMention) -> &'static str {
    let Some((first, last)) = date.value.and_then(|value| value.first_day().zip(value.last_day())) else {
        return "open";
    };
    match (last - first).get_days() {
        0 => "day",
        1..=8 => "week",
        9..=31 => "month",
        32..=200 => "months",
        201..=366 => "year",
        _ => "years",
    }
}

fn bound_word(bound: Option<Limit>) -> &'static str {
    match bound {
        None => "in",
        Some(Limit::Since) => "since",
        Some(Limit::From) => "from",
        Some(Limit::Before) => "before",
        Some(Limit::By) => "by",
        Some(Limit::Until) => "until",
        Some(Limit::After) => "after",
        Some(Limit::AsOf) => "as of",
    }
}
