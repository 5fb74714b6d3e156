//! Which country's budget year a sentence speaks of.

use std::ops::Range;

use crate::{
    lexicon::{
        FiscalYear, Lexicon,
        gazetteer::{Candidate, Form, Gazetteer, Kind, key_of},
    },
    span::Span,
    text::{Prose, Sentence},
};

/// The budget year of the country right before the expression ("the U.S. fiscal year"), else of the only country with one that the
/// sentence names, else of the only one that the report names. Where people come from says nothing of it.
pub(super) fn meant(
    text: &str,
    prose: &Prose,
    sentence: &Sentence,
    expression: Span,
    lexicon: &Lexicon,
) -> Option<FiscalYear> {
    let start = prose.tokens_in(expression).start;
    let names = Names { text, prose, lexicon };
    let near = names.within(sentence.tokens.clone());
    if let Some(owner) = near.iter().find(|name| names.owns(name, start)) {
        return Some(owner.year);
    }
    let far = || names.within(0..prose.tokens.len());
    let near: Vec<Name> = near.into_iter().filter(|name| !name.demonym).collect();
    only(&near).or_else(|| if near.is_empty() { only(&far()) } else { None })
}

/// The budget year of the one country that is named.
fn only(names: &[Name]) -> Option<FiscalYear> {
    let mut places = names.iter().filter(|name| !name.demonym);
    let first = places.next()?;
    places.all(|name| name.code == first.code).then_some(first.year)
}

/// The name of a country whose budget year is known.
#[derive(Debug, Clone)]
struct Name {
    code: String,
    year: FiscalYear,
    tokens: Range<usize>,
    /// Whether it is the word for its people and things.
    demonym: bool,
}

struct Names<'a> {
    text: &'a str,
    prose: &'a Prose,
    lexicon: &'a Lexicon,
}

impl Names<'_> {
    fn within(&self, tokens: Range<usize>) -> Vec<Name> {
        let mut names = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let name = self.at(at, tokens.end);
            at = name.as_ref().map_or(at + 1, |name| name.tokens.end);
            names.extend(name);
        }
        names
    }

    /// Whether the name stands right before the token, with or without its genitive.
    fn owns(&self, name: &Name, start: usize) -> bool {
        let end = name.tokens.end;
        let genitive = self.prose.tokens.get(end).is_some_and(|token| token.is("'s") || token.is("’s"));
        end == start || genitive && end + 1 == start
    }

    fn at(&self, at: usize, end: usize) -> Option<Name> {
        let tokens = self.prose.tokens.get(at..end.min(at + Gazetteer::LONGEST))?;
        let capital = |span: Span| span.slice(self.text).chars().next().is_some_and(char::is_uppercase);
        if !capital(tokens.first()?.span) {
            return None;
        }
        let keys: Vec<_> =
            tokens.iter().map(|token| key_of(token.span.slice(self.text), &token.lower)).collect();
        let (length, candidates) = self.lexicon.places.starting(keys.iter().map(|key| &**key)).next()?;
        let span = tokens.first()?.span.cover(tokens.get(length - 1)?.span);
        candidates.into_iter().find_map(|candidate| self.country(candidate, span, at..at + length))
    }

    fn country(&self, candidate: Candidate, span: Span, tokens: Range<usize>) -> Option<Name> {
        let places = &self.lexicon.places;
        let fits = match candidate.form {
            Form::Name | Form::Demonym => true,
            Form::Exact(number) => places.exact_form(number) == span.slice(self.text),
            Form::Suffix(_) => false,
        };
        let code = places.country(candidate.place)?;
        let year = *self.lexicon.fiscal_years.years.get(code)?;
        (fits && places.kind(candidate.place) == Kind::Country).then(|| Name {
            code: code.to_string(),
            year,
            tokens,
            demonym: candidate.form == Form::Demonym,
        })
    }
}
