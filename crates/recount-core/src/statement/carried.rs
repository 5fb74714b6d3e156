//! Whom figures of an organisation's own report are credited to beyond their sentence: a source holds to the end of its paragraph or
//! list, a mark leads to its note, and whoever helps counts whom it helps.

use super::{Statement, kind, naming, scene::Scene};
use crate::{
    figure::{Figure, Reason, Source},
    lexicon::{Lexicon, SourceKind, Voice},
    report::Report,
    span::Span,
    text::{Prose, Sentence, SentenceKind},
};
use std::ops::Range;

mod bodies;
mod cited;

/// Fills in the sources of figures that have none. For reports whose layout is known: elsewhere paragraphs are guessed.
pub fn carry(
    report: &Report,
    prose: &Prose,
    figures: &mut [Figure],
    statements: &[Statement],
    lexicon: &Lexicon,
) {
    if report.blocks.is_empty() {
        return;
    }
    let scene = Scene::new(&report.text, prose, lexicon);
    for figure in figures.iter_mut() {
        if figure.source.as_ref().is_some_and(|source| !may_speak(&source.text, lexicon)) {
            figure.source = None;
        }
    }
    let carrier = Carrier { report, prose, scene: &scene, statements, lexicon };
    for figure in figures.iter_mut().filter(|figure| figure.source.is_none()) {
        let found = carrier
            .noted(figure)
            .or_else(|| carrier.below_table(figure))
            .or_else(|| carrier.cited(figure))
            .or_else(|| carrier.led_in(figure))
            .or_else(|| carrier.counter(figure));
        credit(figure, found);
    }
    for at in 0..figures.len() {
        let (before, rest) = figures.split_at_mut(at);
        let Some(figure) = rest.first_mut().filter(|figure| figure.source.is_none()) else { continue };
        let found = carrier
            .said_before(figure)
            .or_else(|| carrier.told_before(figure, before))
            .or_else(|| carrier.subject_before(figure));
        credit(figure, found);
    }
    figures.iter_mut().for_each(|figure| lengthen(figure, &carrier));
}

/// "The Emergency Operations Centre (COUN)": the short form belongs to the name.
fn lengthen(figure: &mut Figure, carrier: &Carrier<'_>) {
    let Some(source) = figure.source.as_mut() else { return };
    let tokens = carrier.prose.tokens_in(source.span);
    let end = carrier.with_short(tokens.end);
    if end > tokens.end
        && carrier.is_named(source.span)
        && let Some(span) = carrier.scene.span(tokens.start..end)
    {
        (source.span, source.text) = (span, naming::words(&carrier.report.text, span));
    }
}

fn credit(figure: &mut Figure, found: Option<(Source, &'static str)>) {
    if let Some((source, rule)) = found {
        figure.because.push(Reason { rule, words: source.span });
        figure.source = Some(source);
    }
}

/// Whether words can name somebody who says something: no number, no lone article, no time or place, no storm.
fn may_speak(words: &str, lexicon: &Lexicon) -> bool {
    let first = words.split_whitespace().next().unwrap_or("").to_lowercase();
    let last = words.split_whitespace().last().unwrap_or("").to_lowercase();
    let head = words.split(" of ").next().unwrap_or(words).split(" for ").next().unwrap_or(words);
    let head = head.split_whitespace().last().unwrap_or("").to_lowercase();
    let opens = first.starts_with(|first: char| first.is_ascii_digit())
        || matches!(&*first, "at" | "in" | "on" | "by" | "during" | "since" | "as");
    let bare = matches!(&*last, "the" | "a" | "an" | "this" | "these");
    !(opens || bare || lexicon.masthead.silent.contains(&head))
}

struct Carrier<'r> {
    report: &'r Report,
    prose: &'r Prose,
    scene: &'r Scene<'r>,
    statements: &'r [Statement],
    lexicon: &'r Lexicon,
}

/// Tokens behind the name of a body within which its verb stands.
const NEAR: usize = 14;

/// Tokens before a number in which a verb of counting counts it.
const CLOSE: usize = 5;

/// Rows of a table below which its note is looked for, and items of a list above which the line that leads in.
const ROWS: usize = 400;
const ITEMS: usize = 20;

/// Bytes behind a marked number in which its note is looked for.
const NOTE: usize = 3000;

impl Carrier<'_> {
    /// "Deaths: 26*" with "* Source: DGPC" below.
    fn noted(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        let block = self.prose.sentences.get(self.prose.sentence_at(figure.span.start)?)?.block?;
        let block = self.report.blocks.get(block)?;
        let behind = self.report.text.get(figure.span.end..)?.trim_start_matches(['\u{a0}', ' ']);
        let own = behind.len() - behind.trim_start_matches('*').len();
        let mark = Some(own)
            .filter(|own| (1..=3).contains(own))
            .or_else(|| mark(block.span.slice(&self.report.text)))?;
        let rest = self.report.text.get(block.span.end..)?;
        let rest = rest
            .get(..NOTE.min(rest.len()))
            .or_else(|| rest.char_indices().nth(NOTE / 4).map(|(end, _)| &rest[..end]))?;
        let at = rest.match_indices("Source").find(|(at, _)| {
            let before = rest[..*at].trim_end();
            let run = before.len() - before.trim_end_matches('*').len();
            run == mark
        })?;
        let names = rest.get(at.0 + at.1.len()..)?;
        let names = names.strip_prefix('s').unwrap_or(names);
        let start = names.len() - names.trim_start_matches([':', ' ', '\u{a0}']).len();
        let length = names.get(start..)?.find(['.', '*', '\n', ';', '|']).unwrap_or(names.len() - start);
        let from =
            block.span.end + at.0 + at.1.len() + (rest[at.0 + at.1.len()..].len() - names.len()) + start;
        let span = Span::new(from, from + names.get(start..start + length)?.trim_end().len());
        (span.len() > 1).then(|| (self.source(span), "its note"))
    }

    /// "Source: DGPC, 27 October" below the table that a figure stands in.
    fn below_table(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        let number = self.prose.sentence_at(figure.span.start)?;
        let is_row =
            |at: usize| self.prose.sentences.get(at).is_some_and(|line| line.kind == SentenceKind::Row);
        let end = is_row(number).then(|| (number..number + ROWS).find(|at| !is_row(*at)))??;
        let note = self.prose.sentences.get(end)?;
        Some((self.labelled(note.tokens.start, note.tokens.end)?, "its note"))
    }

    /// "The health ministry reported on Monday:", above the items of a list.
    fn led_in(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        let number = self.prose.sentence_at(figure.span.start)?;
        let is_item =
            |at: &usize| self.prose.sentences.get(*at).is_some_and(|line| line.kind == SentenceKind::Bullet);
        let lead = (0..number).rev().take(ITEMS).find(|at| !is_item(at)).filter(|_| is_item(&number))?;
        let line = self.prose.sentences.get(lead)?;
        if self.scene.written(line.tokens.end.checked_sub(1)?) != ":" || self.names_another(figure) {
            return None;
        }
        let naming =
            self.statements.iter().filter(|statement| statement.voice == Voice::Says).find_map(|statement| {
                let naming = statement.naming.filter(|naming| line.span.contains(*naming))?;
                may_speak(naming.slice(&self.report.text), self.lexicon).then_some(naming)
            });
        let naming = naming.or_else(|| self.counting_body(line.tokens.clone()))?;
        Some((self.source(naming), "said before"))
    }

    /// "WFP has assisted 12,700 people", "the health ministry recorded 48 deaths": an organisation counts whom it helps and what it finds.
    fn counter(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        let sentence = self.prose.sentences.get(self.prose.sentence_at(figure.span.start)?)?;
        let end = self.prose.token_at(figure.span.start);
        let clause = (sentence.tokens.start..end).rev().find(|at| self.scene.written(*at) == ";");
        let start = clause.map_or(sentence.tokens.start, |at| at + 1);
        let (first, length) = (start..end).find_map(|at| Some((at, self.body(at, end)?)))?;
        // "… and present projections estimating that up to 2.3 million": a verb of counting right before the number.
        let close = end.saturating_sub(CLOSE).max(first + length)..end;
        let acts = self.acts(first + length..end, figure.measure == "assisted") || self.acts(close, false);
        let span = self.scene.span(first..self.with_short(first + length))?;
        acts.then(|| (self.source(span), "whoever acts counts"))
    }

    /// Whether a verb of counting stands among the next tokens, or any verb where help is told of.
    fn acts(&self, tokens: Range<usize>, helps: bool) -> bool {
        let counts = |at: usize| {
            self.prose
                .tokens
                .get(at)
                .is_some_and(|token| self.lexicon.masthead.counting.contains(&token.lemma))
        };
        tokens.take(NEAR).any(|at| counts(at) || helps && self.prose.tag(at).is_verb())
    }

    /// "The directorate has found 20 schools. Nine of them host 1,991": the body that the sentence before is about, where it counts.
    fn subject_before(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        let number = self.prose.sentence_at(figure.span.start)?;
        let sentence = self.prose.sentences.get(number)?;
        let before = self.prose.sentences.get(number.checked_sub(1)?)?;
        if before.paragraph != sentence.paragraph || self.names_another(figure) {
            return None;
        }
        let start = before.tokens.start;
        let (first, length) =
            (start..start + 2).find_map(|at| Some((at, self.body(at, before.tokens.end)?)))?;
        let span = self.scene.span(first..self.with_short(first + length))?;
        self.acts(first + length..before.tokens.end, figure.measure == "assisted")
            .then(|| (self.source(span), "said before"))
    }

    /// The source of the last statement before in the same paragraph: "The DGPC gave its toll on Monday. A total of 43 people died."
    fn said_before(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        let sentence = self.prose.sentences.get(self.prose.sentence_at(figure.span.start)?)?;
        if figure.measure == "assisted" || self.names_another(figure) {
            return None;
        }
        let place = |statement: &Statement| statement.cue.first().map_or(0, |span| span.start);
        let before = self.statements.iter().rev().filter(|statement| place(statement) < figure.span.start);
        let same = |statement: &&Statement| {
            let there = self.prose.sentence_at(place(statement)).and_then(|at| self.prose.sentences.get(at));
            there.is_some_and(|there| there.paragraph == sentence.paragraph && there.span != sentence.span)
        };
        let statement = before
            .take(6)
            .filter(same)
            .find(|statement| statement.voice == Voice::Says && statement.naming.is_some())?;
        let naming = statement.naming?;
        let tokens = self.prose.tokens_in(naming);
        let named = tokens.clone().any(|at| self.body(at, tokens.end).is_some())
            || matches!(statement.kind, Some(SourceKind::Government | SourceKind::Un | SourceKind::Ngo));
        (named && may_speak(naming.slice(&self.report.text), self.lexicon))
            .then(|| (self.source(naming), "said before"))
    }

    /// The source of a figure told before in the same paragraph, or in the item of the list before.
    fn told_before(&self, figure: &Figure, before: &[Figure]) -> Option<(Source, &'static str)> {
        let number = self.prose.sentence_at(figure.span.start)?;
        let sentence = self.prose.sentences.get(number)?;
        let last =
            before.iter().rev().find(|other| other.sentence != figure.sentence || other.source.is_some())?;
        let source = last.source.as_ref().filter(|source| self.is_named(source.span))?;
        let there = self.prose.sentences.get(self.prose.sentence_at(last.span.start)?)?;
        let apart = sentence.paragraph.saturating_sub(there.paragraph);
        let listed = sentence.kind == SentenceKind::Bullet && there.kind == SentenceKind::Bullet;
        // A caption may stand between a paragraph and what breaks it down.
        let next = apart == 1 && listed || apart <= 2 && self.is_share(sentence);
        let beside = apart == 0 || next && source.kind == SourceKind::Government;
        let alike = (last.measure == "assisted") == (figure.measure == "assisted");
        let own = self.names_another(figure);
        (beside && alike && !own).then(|| (source.clone(), "told before"))
    }

    /// "Grand'Anse: 7,184 people": a line that breaks a number down by what stands before its colon.
    fn is_share(&self, sentence: &Sentence) -> bool {
        let tokens = sentence.tokens.clone();
        tokens.clone().take(5).skip(1).any(|at| self.scene.written(at) == ":")
            && tokens.clone().next().is_some_and(|at| self.scene.is_capitalised(at))
    }

    fn source(&self, span: Span) -> Source {
        let tokens = self.prose.tokens_in(span);
        let head = tokens.end.saturating_sub(1).max(tokens.start);
        let kind = kind::of_words(self.scene, &tokens, head)
            .unwrap_or_else(|| kind::by_default(self.scene, &tokens, head));
        Source { span, text: naming::words(&self.report.text, span), kind }
    }
}

/// How many asterisks mark the words of a box; none where they are many lines or no mark stands there.
fn mark(words: &str) -> Option<usize> {
    let at = words.find('*').filter(|at| *at > 0)?;
    let run = words[at..].len() - words[at..].trim_start_matches('*').len();
    (run <= 3 && words.len() < 200).then_some(run)
}
