//! Whom figures of an organisation's own report are credited to beyond their sentence: a source holds to the end of its paragraph or
//! list, a mark leads to its note, and whoever helps counts whom it helps.

use super::{kind, naming, scene::Scene};
use crate::{
    block::BlockKind,
    figure::{Figure, Reason, Source},
    lexicon::{Lexicon, SourceKind},
    report::Report,
    span::Span,
    text::{Prose, SentenceKind},
};

/// Fills in the sources of figures that have none. For reports whose layout is known: elsewhere paragraphs are guessed.
pub fn carry(report: &Report, prose: &Prose, figures: &mut [Figure], lexicon: &Lexicon) {
    if report.blocks.is_empty() {
        return;
    }
    let scene = Scene::new(&report.text, prose, lexicon);
    for figure in figures.iter_mut() {
        if figure.source.as_ref().is_some_and(|source| !may_speak(&source.text, lexicon)) {
            figure.source = None;
        }
    }
    let carrier = Carrier { report, prose, scene: &scene, lexicon };
    for figure in figures.iter_mut().filter(|figure| figure.source.is_none()) {
        let found = carrier.noted(figure).or_else(|| carrier.helper(figure));
        credit(figure, found);
    }
    for at in 1..figures.len() {
        let (before, rest) = figures.split_at_mut(at);
        let Some(figure) = rest.first_mut().filter(|figure| figure.source.is_none()) else { continue };
        let found = carrier.told_before(figure, before);
        credit(figure, found);
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
    lexicon: &'r Lexicon,
}

/// Bytes behind a marked number in which its note is looked for.
const NOTE: usize = 3000;

impl Carrier<'_> {
    /// "Deaths: 26*" with "* Source: DGPC" below.
    fn noted(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        let block = self.prose.sentences.get(self.prose.sentence_at(figure.span.start)?)?.block?;
        let block = self.report.blocks.get(block)?;
        let mark = mark(block.span.slice(&self.report.text))?;
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

    /// "WFP has assisted 12,700 people": the organisation counts whom it helps.
    fn helper(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        if figure.measure != "assisted" {
            return None;
        }
        let sentence = self.prose.sentences.get(self.prose.sentence_at(figure.span.start)?)?;
        let end = self.prose.token_at(figure.span.start);
        let words: Vec<&str> = (sentence.tokens.start..end).map(|at| self.scene.written(at)).collect();
        let clause = (0..words.len()).rev().find(|at| words[*at] == ";").map_or(0, |at| at + 1);
        let named = (clause..words.len()).find_map(|at| {
            let (kind, length) = self.lexicon.organisations.find(&words, at)?;
            matches!(kind, SourceKind::Un | SourceKind::Ngo | SourceKind::Government).then_some((at, length))
        });
        let (at, length) = named?;
        let first = sentence.tokens.start + at;
        let acts = (first + length..end).take(12).any(|at| self.prose.tag(at).is_verb());
        let span = self.scene.span(first..first + length)?;
        acts.then(|| (self.source(span), "whoever helps counts"))
    }

    /// The source of a figure told before in the same paragraph, or in the item of the list before.
    fn told_before(&self, figure: &Figure, before: &[Figure]) -> Option<(Source, &'static str)> {
        let number = self.prose.sentence_at(figure.span.start)?;
        let sentence = self.prose.sentences.get(number)?;
        let last =
            before.iter().rev().find(|other| other.sentence != figure.sentence || other.source.is_some())?;
        let source = last.source.as_ref().filter(|source| source.kind != SourceKind::Unnamed)?;
        let there = self.prose.sentences.get(self.prose.sentence_at(last.span.start)?)?;
        let beside = there.paragraph == sentence.paragraph
            || there.paragraph + 1 == sentence.paragraph
                && sentence.kind == SentenceKind::Bullet
                && there.kind == SentenceKind::Bullet
                && source.kind == SourceKind::Government;
        let alike = (last.measure == "assisted") == (figure.measure == "assisted");
        let named = sentence.tokens.start..self.prose.token_at(figure.span.start);
        let words: Vec<&str> = named.map(|at| self.scene.written(at)).collect();
        let own = (0..words.len()).any(|at| self.lexicon.organisations.find(&words, at).is_some());
        (beside && alike && !own).then(|| (source.clone(), "told before"))
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
