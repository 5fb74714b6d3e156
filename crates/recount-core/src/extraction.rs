//! All that is read from one report: the result of `extract`.

use std::collections::BTreeSet;

use crate::{
    boilerplate::{self, Boilerplate},
    credit_line,
    decide::Decider,
    edtf::Edtf,
    event::{self, Asked, Event, Ties},
    figure::{self, Figure, Status},
    lexicon::Lexicon,
    masthead::{self, Masthead},
    mention::{self, Mentions, ReportDate},
    order::{self, Order},
    report::Report,
    signature::Signature,
    span::Span,
    statement::{self, Office, Settings, Statement},
    text::Prose,
};

/// All that is read from one report.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// The report's name.
    pub document: String,
    /// What it is called, by its record or its head.
    pub title: Option<String>,
    /// Who published it, by its record or as it says.
    pub outlet: Option<String>,
    /// What it says it is, and where.
    pub masthead: Masthead,
    /// Its address.
    pub url: Option<String>,
    /// Its date of publication, as given or read.
    pub published: Option<Edtf>,
    /// Every mention, and what is known of the report's own date (`mentions.dated`).
    pub mentions: Mentions,
    /// Words that are not part of what the report tells, in order of place.
    pub boilerplate: Vec<Boilerplate>,
    /// What happens and what goes on, as told.
    pub events: Vec<Event>,
    /// Every figure, in order of place.
    pub figures: Vec<Figure>,
    /// Every statement.
    pub statements: Vec<Statement>,
    /// Every order.
    pub orders: Vec<Order>,
    /// Who holds which office, as the report tells it.
    pub offices: Vec<Office>,
    /// Of which state each sentence speaks.
    pub settings: Settings,
    /// The sentences in which figures, statements and orders stand, in order, so that evidence needs no text beside it.
    pub passages: Vec<Passage>,
    /// The text's word 5-grams.
    pub signature: Signature,
    /// The agencies that its dateline or credit line names: "(AFP)".
    pub agencies: Vec<String>,
    /// Whether it is in a language that is not read, and so has no figures, statements or orders.
    pub is_unread: bool,
}

/// A sentence with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// Its words, as in the text.
    pub text: String,
}

impl Extraction {
    /// The words of a span inside one of the passages.
    pub fn words(&self, span: Span) -> Option<&str> {
        let passage = self.passage_at(span.start)?;
        passage.text.get(span.start - passage.span.start..span.end.checked_sub(passage.span.start)?)
    }

    /// The words of a span that may run over several passages, with single spaces; what stands in none is left out.
    pub fn text_of(&self, span: Span) -> String {
        let first = self.passages.partition_point(|passage| passage.span.end <= span.start);
        let touched = self.passages.iter().skip(first).take_while(|passage| passage.span.start < span.end);
        let pieces = touched.filter_map(|passage| {
            let from = span.start.max(passage.span.start) - passage.span.start;
            passage.text.get(from..span.end.min(passage.span.end).checked_sub(passage.span.start)?)
        });
        pieces.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }

    /// The sentence that holds the byte `at`, where a figure, a statement or an order stands in it.
    pub fn passage_at(&self, at: usize) -> Option<&Passage> {
        let next = self.passages.partition_point(|passage| passage.span.start <= at);
        self.passages.get(next.checked_sub(1)?).filter(|passage| at < passage.span.end)
    }
}

/// Reads one report. Pure, total and linear in the length of the text.
pub fn extract(report: &Report, lexicon: &Lexicon) -> Extraction {
    extract_by(report, lexicon, &lexicon.weights)
}

/// The same with decisions by somebody else than the lexicon's own weights: by other weights, or by a teacher.
pub fn extract_by(report: &Report, lexicon: &Lexicon, decider: &dyn Decider) -> Extraction {
    if !report.is_english() {
        return unread(report);
    }
    let prose = Prose::of(report, lexicon);
    let mentions = Mentions::read(report, &prose, lexicon);
    let masthead = masthead::read(report, &prose, lexicon);
    let boilerplate = boilerplate::read(&report.text, &prose, lexicon);
    let aside = boilerplate::set_aside(&boilerplate);
    let told = |span: Span| {
        let next = aside.partition_point(|stretch| stretch.start <= span.start);
        next.checked_sub(1).and_then(|last| aside.get(last)).is_none_or(|last| last.end <= span.start)
    };
    let events = event::read(report, &prose, &mentions, lexicon);
    let mut figures = figure::read(report, &prose, &mentions, lexicon, decider);
    figures.retain(|figure| told(figure.span));
    let mut statements = statement::read(report, &prose, &mentions, lexicon);
    statements.retain(|statement| statement.spans().next().is_none_or(told));
    statement::credit(report, &prose, &mut figures, &statements, lexicon, decider);
    statement::carry(report, &prose, &mut figures, &statements, lexicon);
    let (offices, settings) = statement::settle(report, &prose, &mentions, &mut statements, lexicon);
    past(&mut figures, event::as_of(&mentions), report);
    tie(&mut figures, &Ties::new(report, &prose, &mentions, lexicon, decider, &events));
    let mut orders = order::read(report, &prose, &mentions, &statements, lexicon);
    orders.retain(|order| told(order.span));
    order::sharpen(&orders, &mut statements, &prose, lexicon);
    Extraction {
        document: report.document.clone(),
        title: masthead.title.as_ref().map(|told| told.text.clone()).or_else(|| report.title.clone()),
        outlet: masthead.publisher.as_ref().map(|told| told.text.clone()),
        masthead,
        url: report.url.clone(),
        published: mentions.dated.given,
        passages: passages(report, &prose, &figures, &statements, &orders),
        signature: Signature::read(&report.text),
        agencies: credit_line::agencies(&report.text),
        is_unread: false,
        mentions,
        boilerplate,
        events,
        figures,
        statements,
        orders,
        offices,
        settings,
    }
}

/// What a report says it is, without what it tells.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// Its title, publisher and series.
    pub masthead: Masthead,
    /// Its days.
    pub dated: ReportDate,
}

/// Reads what a report says it is, as [`extract`] does.
pub fn identify(report: &Report, lexicon: &Lexicon) -> Identity {
    let prose = Prose::of(report, lexicon);
    let (_, dated) = mention::date::read(report, &prose, lexicon);
    Identity { masthead: masthead::read(report, &prose, lexicon), dated }
}

/// No day later than the report that tells of it as past: a bare day to come is that of the year before.
fn past(figures: &mut [Figure], day: Option<jiff::civil::Date>, report: &Report) {
    let Some(day) = day else { return };
    for figure in figures.iter_mut().filter(|figure| figure.status == Status::Reported) {
        let sentence = figure.sentence.slice(&report.text);
        let year = day.year().to_string();
        let later = figure.period.filter(|period| period.first_day().is_some_and(|first| first > day));
        if later.is_some() && !sentence.contains(&year) {
            figure.period = later.and_then(|period| event::told_by(period, day));
        }
    }
}

/// Says of every figure which event it belongs to, which part of that it counts, and what it results from.
fn tie(figures: &mut [Figure], ties: &Ties<'_>) {
    for figure in figures {
        let tied = ties.of(&Asked {
            span: figure.span,
            measure: &figure.measure,
            period: figure.period,
            countries: &figure.countries.at,
            planned: figure.status == Status::Planned,
            rate: figure.per.is_some(),
        });
        (figure.event, figure.scope, figure.cause) = (tied.event, tied.scope, tied.cause);
    }
}

/// A report in a language that is not read: what is known of it from outside, and no figures.
fn unread(report: &Report) -> Extraction {
    Extraction {
        document: report.document.clone(),
        title: report.title.clone(),
        outlet: report.outlet.clone(),
        url: report.url.clone(),
        published: report.published,
        signature: Signature::read(&report.text),
        is_unread: true,
        ..Extraction::default()
    }
}

/// The first sentences of a report, one of which may have its dateline.
const LEAD: usize = 6;

/// The sentences that evidence is quoted from: those of figures, of the places named for them, of statements and of orders; and the one with the
/// dateline, which tells of which state a bare "interior ministry" is.
fn passages(
    report: &Report,
    prose: &Prose,
    figures: &[Figure],
    statements: &[Statement],
    orders: &[Order],
) -> Vec<Passage> {
    let of_figures = figures.iter().flat_map(|figure| [Some(figure.span), figure.place]).flatten();
    let of_statements =
        statements.iter().filter(|statement| statement.stance.is_some()).flat_map(Statement::spans);
    let spans = of_figures.chain(of_statements).chain(orders.iter().map(|order| order.span));
    let lead = prose.sentences.iter().take(LEAD).enumerate();
    let dated = lead.filter(|(_, sentence)| credit_line::town(sentence.span.slice(&report.text)).is_some());
    let numbers: BTreeSet<usize> =
        spans.flat_map(|span| sentences_in(prose, span)).chain(dated.map(|(number, _)| number)).collect();
    let sentences = numbers.into_iter().filter_map(|number| prose.sentences.get(number));
    sentences
        .map(|sentence| Passage { span: sentence.span, text: sentence.span.slice(&report.text).to_string() })
        .collect()
}

/// The numbers of the sentences that a span touches.
fn sentences_in(prose: &Prose, span: Span) -> std::ops::Range<usize> {
    let first = prose.sentence_at(span.start);
    let last = prose.sentence_at(span.end.saturating_sub(1)).or(first);
    first.map_or(0..0, |first| first..last.map_or(first, |last| last.max(first)) + 1)
}
