//! Places that a sentence names and the gazetteer lacks: "returned to their homes in Nicoadala", "from the banks of the Licungo".
//!
//! Such a name says where the figure belongs, so no other place of the report may stand in for it. A name counts as a place
//! only behind words that nothing else follows, and where its own phrase ends with it: "in Mylar blankets" names none.

use super::{
    Scene,
    shares::{before_respectively, longest_list, numbers_listed},
};
use crate::{
    figure::Figure,
    mention::{Mentions, PlaceMention},
    span::Span,
    text::{SentenceKind, Tag, Token, TokenKind},
};

/// How many small words may stand between "in" and a name: "along the lower Licungo".
const BETWEEN: usize = 3;

/// How many words behind a figure its place may stand.
const REACH: usize = 40;

/// How many words a name may have.
const LONGEST: usize = 4;

impl Scene<'_> {
    /// The name that the figure's own sentence gives as its place, where it is none that the gazetteer knows.
    pub(super) fn unlisted(&self, figure: &Figure) -> Option<Span> {
        self.label(figure).or_else(|| self.behind(figure))
    }

    /// "Mocuba and Nicoadala received 12,000 and 4,000 people respectively": the name that stands in the same place of its
    /// list as the number in its own, where one of the names is a known place.
    pub(super) fn respective(&self, figure: &Figure) -> Option<Span> {
        let sentence = self.prose.sentence_at(figure.span.start);
        let here = self.in_sentence(sentence);
        let tokens = self.prose.tokens.get(self.prose.sentences.get(sentence?)?.tokens.clone())?;
        let clause = before_respectively(tokens)?;
        let numbers = numbers_listed(clause);
        let text = &self.report.text;
        let is_name = |token: &Token| token.is_capitalised(text) && token.tag.is_noun();
        let names = longest_list(clause, is_name, |token| matches!(&*token.lower, "," | "and" | "the"));
        let at = numbers.iter().position(|number| number.overlaps(figure.span))?;
        let known = here.iter().any(|site| names.iter().any(|name| name.overlaps(site.mention.span)));
        names.get(at).copied().filter(|_| known && names.len() == numbers.len() && names.len() > 1)
    }

    /// "Nicoadala: 4,100" in a list whose line above or below starts with a known place.
    fn label(&self, figure: &Figure) -> Option<Span> {
        let number = self.prose.sentence_at(figure.span.start)?;
        let start = self.first_word(number)?;
        let end = self.prose.sentences.get(number)?.tokens.end;
        let name = self.name_at(start, end).or_else(|| self.compass_at(start))?;
        let colon = self.prose.tokens_in(name).end;
        let labels = self.prose.tokens.get(colon).is_some_and(|token| token.is(":"))
            && self.prose.token_at(figure.span.start) == colon + 1;
        let beside = [number.checked_sub(1), Some(number + 1)];
        let listed = beside.into_iter().flatten().any(|other| {
            let first = self.first_word(other);
            let site =
                self.in_sentence(Some(other)).first().map(|site| self.prose.tokens_in(site.mention.span));
            let tail = site
                .filter(|site| Some(site.start) == first)
                .and_then(|site| self.prose.tokens.get(site.end));
            tail.is_some_and(|token| token.is(":"))
        });
        (labels && listed).then_some(name)
    }

    /// Where a sentence begins, behind the mark of a list.
    pub(super) fn first_word(&self, sentence: usize) -> Option<usize> {
        self.prose.sentences.get(sentence)?.tokens.clone().find(|at| self.is_word(*at))
    }

    /// "South" in such a list: a province by where it lies.
    fn compass_at(&self, at: usize) -> Option<Span> {
        let token = self.prose.tokens.get(at)?;
        let is_one = token.is_capitalised(&self.report.text)
            && self.lexicon.place_roles.compass.contains(&token.lower);
        is_one.then_some(token.span)
    }

    /// The first such name behind the figure in its clause.
    fn behind(&self, figure: &Figure) -> Option<Span> {
        let sentence =
            self.prose.sentence_at(figure.span.start).and_then(|at| self.prose.sentences.get(at))?;
        if sentence.kind == SentenceKind::Heading {
            return None;
        }
        let end = sentence.tokens.end;
        let clause = (self.prose.tokens_in(figure.span).end..end)
            .take(REACH)
            .take_while(|at| self.prose.tokens.get(*at).is_some_and(|token| !self.leaves_the_clause(token)));
        clause.filter(|at| self.leads_to_a_place(*at)).find_map(|at| {
            let article = self.prose.tokens.get(at + 1).is_some_and(|token| token.is("the"));
            let small =
                |at: &usize| self.prose.tokens.get(*at).is_some_and(|token| self.is_small(token, article));
            let name = (at + 1..).take(BETWEEN).take_while(small).last().map_or(at + 1, |last| last + 1);
            self.name_at(name, end).filter(|name| self.ends_its_phrase(*name, end))
        })
    }

    /// Another number, another sentence part, or somebody who speaks.
    fn leaves_the_clause(&self, token: &Token) -> bool {
        token.tag == Tag::CD
            || self.lexicon.place_words.speech.contains(&token.lower)
            || matches!(
                &*token.lower,
                ";" | ":"
                    | "after"
                    | "since"
                    | "before"
                    | "when"
                    | "while"
                    | "as"
                    | "where"
                    | "who"
                    | "which"
                    | "according"
            )
    }

    /// "In", "near", "along"; "the banks of".
    fn leads_to_a_place(&self, at: usize) -> bool {
        let roles = &self.lexicon.place_roles;
        let Some(token) = self.prose.tokens.get(at) else { return false };
        let side = || at.checked_sub(1).and_then(|at| self.prose.tokens.get(at));
        roles.before_names.contains(&token.lower)
            || token.is("of") && side().is_some_and(|side| roles.sides.contains(&side.lower))
    }

    /// A small word before a name; behind an article whatever is no name: "the swollen Licungo".
    fn is_small(&self, token: &Token, article: bool) -> bool {
        let describes = article || matches!(token.tag, Tag::DT | Tag::JJ | Tag::VBN | Tag::VBG);
        describes && token.kind == TokenKind::Word && !token.is_capitalised(&self.report.text)
    }

    /// The run of capital words from `at` on, of which no place, date, body or happening is known.
    fn name_at(&self, at: usize, end: usize) -> Option<Span> {
        let words = &self.lexicon.place_words;
        let text = &self.report.text;
        // A name that nobody has heard of may get any tag, so only the words that are never names are left out.
        let small = |tag: Tag| {
            matches!(tag, Tag::CD | Tag::DT | Tag::IN | Tag::TO | Tag::CC | Tag::MD | Tag::PRP | Tag::PRPS)
        };
        let in_run = |at: &usize| {
            self.prose.tokens.get(*at).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && (token.is_capitalised(text) && !small(token.tag) || is_particle(&token.lower))
            })
        };
        let run: Vec<&Token> =
            (at..end).take(LONGEST).take_while(in_run).filter_map(|at| self.prose.tokens.get(at)).collect();
        let proper = |token: &&&Token| token.is_capitalised(text);
        let (first, last) = (run.first().filter(proper)?, run.iter().rev().find(proper)?);
        let span = first.span.cover(last.span);
        let parts: Vec<&str> = run.iter().map(|token| token.span.slice(text)).collect();
        let known = run.iter().filter(|token| proper(token)).any(|token| {
            let lower = &token.lower;
            words.never.contains(lower)
                || words.free_before.contains(lower)
                || words.given.contains(lower)
                || self.lexicon.place_roles.no_places.contains(lower)
                || self.lexicon.dates.is_event(lower)
                || self.lexicon.roles.kind(lower).is_some()
                || token.span.len() < 3
        });
        let shouted = !span.slice(text).chars().any(char::is_lowercase);
        let organised = (0..parts.len()).any(|at| self.lexicon.organisations.find(&parts, at).is_some());
        (!known && !shouted && !organised && !self.is_taken(span)).then_some(span)
    }

    /// Whether a known place, its people or a date stands there. A name that the report itself calls a place is none of
    /// these.
    fn is_taken(&self, span: Span) -> bool {
        let Mentions { places, demonyms, dates, .. } = self.mentions;
        let place = |list: &[PlaceMention]| {
            let from = list.partition_point(|place| place.span.end <= span.start);
            let here = list.get(from..).unwrap_or(&[]).iter().take_while(|place| place.span.start < span.end);
            here.into_iter().any(|place| place.place.is_some() || place.country.is_some())
        };
        let date = dates.get(dates.partition_point(|date| date.span.end <= span.start));
        place(places) || place(demonyms) || date.is_some_and(|date| date.span.start < span.end)
    }

    /// Whether nothing behind the name makes it say of what sort something is, save the sort of place it is.
    fn ends_its_phrase(&self, name: Span, end: usize) -> bool {
        let at = self.prose.tokens_in(name).end;
        let Some(next) = self.prose.tokens.get(at).filter(|_| at < end) else { return true };
        let words = &self.lexicon.place_words;
        let sort = [&words.division_after, &words.settlement_after, &words.site_after];
        let sort = sort.iter().any(|sort| sort.contains(&next.lower));
        let plain =
            !next.is_capitalised(&self.report.text) && !next.is("'s") && !next.is("’s") && !next.is("-");
        sort || plain
            && (next.kind == TokenKind::Mark
                || !(next.tag.is_noun() || matches!(next.tag, Tag::JJ | Tag::CD)))
    }
}

/// Small words inside names: "Maganja da Costa".
fn is_particle(word: &str) -> bool {
    matches!(word, "da" | "de" | "del" | "do" | "dos" | "das" | "du" | "la" | "al" | "el" | "e" | "y")
}
