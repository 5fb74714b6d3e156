//! Who publishes a report.

use super::{Evidence, Told, kind, title::has_properties};
use crate::{
    block::BlockKind,
    lexicon::{Lexicon, SourceKind, gazetteer::Kind},
    mention::date,
    report::Report,
    span::Span,
    text::{Prose, Sentence, SentenceKind, Token, TokenKind, Zone},
};

/// Whoever publishes the report and what kind of source that is.
pub(super) fn read(report: &Report, prose: &Prose, lexicon: &Lexicon) -> (Option<Told>, Option<SourceKind>) {
    if let Some(outlet) = report.outlet.as_deref().map(str::trim).filter(|outlet| !outlet.is_empty()) {
        let kind = lexicon
            .publishers
            .named(outlet)
            .and_then(|number| lexicon.publishers.get(number))
            .map(|it| it.kind)
            .or_else(|| kind::of_name(outlet, lexicon));
        return (Some(Told { text: outlet.to_owned(), by: Evidence::Record }), kind);
    }
    let page = Page { report, prose, lexicon };
    let mut marks = page.marks();
    marks.sort_by_key(|mark| (mark.number, std::cmp::Reverse(mark.weight)));
    let best = strongest(&marks);
    let known = best.and_then(|mark| Some((lexicon.publishers.get(mark.number)?, mark.by)));
    match known {
        Some((publisher, by)) => {
            let whole = by
                .span()
                .filter(|_| lexicon.publishers.is_broad(&publisher.short))
                .and_then(|span| page.whole_name(span));
            let text = whole.unwrap_or_else(|| publisher.called());
            (Some(Told { text, by }), Some(publisher.kind))
        }
        None if report.blocks.is_empty() => (None, None),
        None => {
            let told = page.unlisted();
            let kind = told.as_ref().and_then(|told| kind::of_name(&told.text, lexicon));
            (told, kind)
        }
    }
}

/// What a publisher must have in its favour.
const LEAST: u32 = 12;

/// The strongest mark of the publisher that most speaks for; `marks` in order of publisher, the strongest first.
fn strongest(marks: &[Mark]) -> Option<Mark> {
    let sum = |marks: &[Mark]| {
        let (first, rest) = marks.split_first()?;
        // Many that say the same say little more.
        let others: u32 = rest.iter().map(|mark| mark.weight.min(6)).sum();
        (first.weight >= LEAST).then_some((first.weight + others.min(MORE), *first))
    };
    let sums = marks.chunk_by(|one, other| one.number == other.number).filter_map(sum);
    sums.max_by_key(|(sum, mark)| (*sum, std::cmp::Reverse(mark.number))).map(|(_, mark)| mark)
}

/// What other marks may add to the strongest.
const MORE: u32 = 12;

/// Something that speaks for a publisher.
#[derive(Debug, Clone, Copy)]
struct Mark {
    number: usize,
    weight: u32,
    by: Evidence,
}

#[derive(Clone, Copy)]
struct Page<'r> {
    report: &'r Report,
    prose: &'r Prose,
    lexicon: &'r Lexicon,
}

/// Tokens before a name among which "Photo:" is looked for.
const CREDIT: usize = 3;
/// Numbers that a line of a masthead does not have.
const ROW: usize = 4;

/// Tokens before a name among which the words "produced by" are looked for.
const BEFORE: usize = 9;

impl Page<'_> {
    fn marks(&self) -> Vec<Mark> {
        let mut marks: Vec<Mark> =
            (0..self.prose.sentences.len()).flat_map(|number| self.in_sentence(number)).collect();
        marks.extend(self.addresses());
        marks.extend(self.in_file_name());
        marks.extend(self.in_properties());
        marks
    }

    /// The names of publishers in a sentence, each for what it is worth there.
    fn in_sentence(&self, number: usize) -> Vec<Mark> {
        let Some(sentence) = self.prose.sentences.get(number) else { return Vec::new() };
        let zone = self.prose.zone(number, &self.report.blocks);
        let tokens = self.prose.tokens_of(sentence);
        let mut marks = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let written = token.span.slice(&self.report.text);
            let found =
                self.lexicon.publishers.starting(written, tokens[at..].iter().map(|token| &*token.lower));
            let Some((publisher, length)) = found else {
                at += 1;
                continue;
            };
            let span = token.span.cover(tokens[at + length - 1].span);
            if length > 1 && self.goes_on(tokens, at + length) {
                at += length;
                continue;
            }
            if let Some((weight, by)) = self.weight(sentence, zone, at, length, span) {
                marks.push(Mark { number: publisher, weight: self.lessened(publisher, weight), by });
            }
            at += length;
        }
        marks
    }

    /// Whether a name goes on with a noun for a body, and so is part of another's: "Department of Health Services".
    fn goes_on(&self, tokens: &[Token], at: usize) -> bool {
        tokens.get(at).is_some_and(|token| {
            self.lexicon.masthead.bodies.contains(&token.lower) && token.is_capitalised(&self.report.text)
        })
    }

    /// "United Nations" stands in the name of many.
    fn lessened(&self, publisher: usize, weight: u32) -> u32 {
        let general =
            self.lexicon.publishers.get(publisher).is_some_and(|it| matches!(&*it.short, "UN" | "MoH"));
        if general { weight / 2 } else { weight }
    }

    fn weight(
        &self,
        sentence: &Sentence,
        zone: Zone,
        at: usize,
        length: usize,
        span: Span,
    ) -> Option<(u32, Evidence)> {
        let tokens = self.prose.tokens_of(sentence);
        let made = (at.saturating_sub(BEFORE)..at).any(|from| {
            let words = || tokens[from..at].iter().map(|token| &*token.lower);
            self.lexicon.masthead.maker.longest(words()).is_some_and(|(length, ())| from + length + 4 > at)
        });
        let named = date::series_in(self.prose, self.prose.sentence_at(span.start)?, self.lexicon)
            .is_some_and(|(series, ..)| series + 1 >= at);
        let title = sentence.kind == SentenceKind::Heading;
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        let alone = words <= length + 3;
        let short = words <= 16;
        let kind = sentence.block.and_then(|block| self.report.blocks.get(block)).map(|block| block.kind);
        let credits = &self.lexicon.masthead.quoted;
        let is_credit = |token: &Token| credits.contains(&token.lower);
        // A picture's credit may stand behind its words; a row of numbers is of a table, whoever it names.
        let quoted = tokens.first().is_some_and(is_credit)
            || tokens.get(at.saturating_sub(CREDIT)..at).unwrap_or(&[]).iter().any(is_credit)
            || tokens.iter().filter(|token| token.kind == TokenKind::Number).count() >= ROW;
        let first =
            self.prose.sentences.first().is_some_and(|other| sentence.paragraph <= other.paragraph + 1);
        Some(match zone {
            _ if quoted => (1, Evidence::Words(span)),
            Zone::Head | Zone::Foot | Zone::Running if made => (40, Evidence::Maker(span)),
            Zone::Body if made && kind == Some(BlockKind::Caption) => (4, Evidence::Words(span)),
            Zone::Head if named && short => (34, Evidence::Head(span)),
            Zone::Head if at == 0 && first && !self.report.blocks.is_empty() => (31, Evidence::Head(span)),
            Zone::Head if alone => (30, Evidence::Head(span)),
            Zone::Head if title && short => (8, Evidence::Head(span)),
            Zone::Running if named || alone => (32, Evidence::Running(span)),
            Zone::Running => (14, Evidence::Running(span)),
            Zone::Foot if alone => (12, Evidence::Words(span)),
            // Whoever acts in the report again and again may well be the one that tells it.
            Zone::Body if at == 0 && tokens.get(length).is_some_and(|token| token.tag.is_verb()) => {
                (2, Evidence::Words(span))
            }
            _ => (1, Evidence::Words(span)),
        })
    }

    /// The addresses that the report gives, each for what it is worth where it stands.
    fn addresses(&self) -> Vec<Mark> {
        let is_address = |lower: &str| {
            lower.contains('.')
                && (lower.contains('@')
                    || lower.contains('/')
                    || lower.matches('.').count() > 1
                    || lower.ends_with(".org")
                    || lower.ends_with(".net")
                    || lower.ends_with(".int"))
        };
        let mut marks = Vec::new();
        for (at, token) in self.prose.tokens.iter().enumerate().filter(|(_, token)| is_address(&token.lower))
        {
            let Some(number) = self.lexicon.publishers.of_address(token.span.slice(&self.report.text)) else {
                continue;
            };
            let Some(sentence) = self.prose.sentence_at(token.span.start) else { continue };
            let near = self.prose.tokens.get(at.saturating_sub(12)..at).unwrap_or(&[]);
            let contact = near.iter().any(|token| self.lexicon.masthead.contact.contains(&token.lower));
            let mail = token.lower.contains('@');
            let weight = match self.prose.zone(sentence, &self.report.blocks) {
                Zone::Running => 28,
                Zone::Head | Zone::Foot if mail || contact => 26,
                _ if mail => 16,
                _ if contact => 14,
                Zone::Head | Zone::Foot => 10,
                Zone::Body => 3,
            };
            marks.push(Mark { number, weight, by: Evidence::Address(token.span) });
        }
        marks
    }

    fn in_file_name(&self) -> Vec<Mark> {
        if !has_properties(self.report) {
            return Vec::new();
        }
        let words = self.report.document.split(|letter: char| !letter.is_alphanumeric());
        let found = words.filter_map(|word| self.lexicon.publishers.in_file_name(word));
        let mut marks: Vec<Mark> =
            found.map(|number| Mark { number, weight: 13, by: Evidence::FileName }).collect();
        marks.dedup_by_key(|mark| mark.number);
        marks
    }

    /// The author of a file, where that is no person.
    fn in_properties(&self) -> Option<Mark> {
        let author = self.report.author.as_deref().filter(|_| has_properties(self.report))?;
        let number = self.lexicon.publishers.named(author)?;
        Some(Mark { number, weight: 12, by: Evidence::Properties })
    }

    /// The name of a body at the head or edges that is on no list: capitalised words that end in what bodies are called.
    fn unlisted(&self) -> Option<Told> {
        let zones = [Zone::Head, Zone::Running, Zone::Foot];
        let found = zones.into_iter().find_map(|zone| {
            let numbers = (0..self.prose.sentences.len())
                .filter(|number| self.prose.zone(*number, &self.report.blocks) == zone);
            let mut named =
                numbers.filter_map(|number| Some((self.body_in(self.prose.sentences.get(number)?)?, zone)));
            named.next()
        });
        let (span, zone) = found?;
        let by = match zone {
            Zone::Running => Evidence::Running(span),
            _ => Evidence::Head(span),
        };
        let words = span.slice(&self.report.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match self.government() {
            Some(country) if !words.contains(&country) => format!("{words}, {country}"),
            _ => words,
        };
        Some(Told { text, by })
    }

    /// "Rivers State Emergency Agency" on a line of its own, or behind "prepared by".
    fn body_in(&self, sentence: &Sentence) -> Option<Span> {
        let tokens = self.prose.tokens_of(sentence);
        let capital = |at: usize| {
            tokens.get(at).is_some_and(|token| {
                token.is_capitalised(&self.report.text)
                    || matches!(&*token.lower, "of" | "for" | "and" | "the" | "&" | "on")
            })
        };
        let is_end = |at: &usize| {
            self.lexicon.masthead.bodies.contains(&tokens[*at].lower)
                && tokens[*at].is_capitalised(&self.report.text)
        };
        let mut found = None;
        let mut from = 0;
        // Of bodies that hold each other the last is the nearest to the report: "Government of Nepal, Ministry of Health, Division of …".
        for at in (0..tokens.len()).filter(is_end) {
            let first = (from..=at).rev().take_while(|at| capital(*at)).last()?;
            let first = (first..=at)
                .find(|at| tokens[*at].is_capitalised(&self.report.text) && !tokens[*at].is("the"))?;
            let last = self.end_of_name(tokens, at);
            let made = (0..first).any(|from| {
                self.lexicon
                    .masthead
                    .maker
                    .longest(tokens[from..first].iter().map(|token| &*token.lower))
                    .is_some()
            });
            let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
            let own_line = sentence.kind != SentenceKind::Prose && words <= last - first + 4
                || words <= last - first + 2
                || from > 0;
            if last > first && last - first < LONGEST && (made || own_line) {
                found = Some(tokens[first].span.cover(tokens[last].span));
            }
            from = last + 1;
        }
        found
    }

    /// Where a name goes on to behind the noun that says what it is: "Ministry of Health and Sanitation".
    fn end_of_name(&self, tokens: &[Token], at: usize) -> usize {
        let text = &self.report.text;
        if !tokens.get(at + 1).is_some_and(|token| matches!(&*token.lower, "of" | "for")) {
            return at;
        }
        let shouted = |token: &Token| {
            token.lower.len() > 3 && token.span.slice(text).chars().all(|letter| !letter.is_lowercase())
        };
        let loud = tokens.get(at).is_some_and(&shouted);
        let goes_on = |next: &usize| {
            tokens.get(*next).is_some_and(|token| {
                (token.is_capitalised(text)
                    && shouted(token) == loud
                    && !self.lexicon.masthead.bodies.contains(&token.lower))
                    || matches!(&*token.lower, "of" | "for" | "and" | "the" | "&")
            })
        };
        let last = (at + 1..tokens.len()).take_while(goes_on).last().unwrap_or(at);
        (at..=last).rev().find(|at| tokens[*at].is_capitalised(text)).unwrap_or(at)
    }

    /// The whole name around the words of a listed one that many bodies share: "Assam State Disaster Management Authority".
    fn whole_name(&self, span: Span) -> Option<String> {
        let sentence = self.prose.sentences.get(self.prose.sentence_at(span.start)?)?;
        let tokens = self.prose.tokens_of(sentence);
        let inside: Vec<usize> = (0..tokens.len()).filter(|at| span.contains(tokens[*at].span)).collect();
        let (first, last) = (*inside.first()?, *inside.last()?);
        let text = &self.report.text;
        let named = |at: &usize| {
            tokens[*at].is_capitalised(text)
                && tokens[*at].kind == TokenKind::Word
                && !self.lexicon.masthead.bodies.contains(&tokens[*at].lower)
        };
        let first = (0..first).rev().take_while(named).take(3).last().unwrap_or(first);
        let last = (first..=last)
            .find(|at| self.lexicon.masthead.bodies.contains(&tokens[*at].lower))
            .map_or(last, |at| self.end_of_name(tokens, at).max(last));
        let words = tokens[first]
            .span
            .cover(tokens[last].span)
            .slice(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Some(match self.government() {
            Some(country) if !words.contains(&country) => format!("{words}, {country}"),
            _ => words,
        })
    }

    /// The country of "Government of Malawi" at the head.
    fn government(&self) -> Option<String> {
        let heads = (0..self.prose.sentences.len())
            .filter(|number| self.prose.zone(*number, &self.report.blocks) == Zone::Head);
        heads.filter_map(|number| self.prose.sentences.get(number)).find_map(|sentence| {
            let tokens = self.prose.tokens_of(sentence);
            let at = (0..tokens.len()).find(|at| {
                tokens[*at].is("government") && tokens.get(at + 1).is_some_and(|token| token.is("of"))
            })?;
            let rest: Vec<&str> = tokens
                .get(at + 2..)?
                .iter()
                .take(4)
                .map(|token| token.span.slice(&self.report.text))
                .collect();
            let (length, _) =
                self.lexicon.places.starting(rest.iter().copied()).find(|(_, candidates)| {
                    candidates
                        .iter()
                        .any(|candidate| self.lexicon.places.kind(candidate.place) == Kind::Country)
                })?;
            Some(rest.get(..length)?.join(" "))
        })
    }
}

/// Words of the name of a body.
const LONGEST: usize = 10;
