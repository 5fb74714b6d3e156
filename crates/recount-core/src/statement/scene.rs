//! What every rule of this room looks at: the report's words, their grammar and its quotations; and how spans are cut
//! from them.

use std::ops::Range;

use super::{clauses::Clauses, quotation::Quotation};
use crate::{
    lexicon::{Lexicon, SourceKind},
    span::Span,
    text::{Prose, Relation, Sentence, Tag, Token, TokenKind},
};

/// One report as the rules of attribution see it.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    pub(crate) prose: &'a Prose,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) clauses: Clauses<'a>,
    pub(crate) quotations: Vec<Quotation>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(text: &'a str, prose: &'a Prose, lexicon: &'a Lexicon) -> Self {
        let quotations = super::quotation::read(text, prose);
        Scene { text, prose, lexicon, clauses: Clauses::new(prose), quotations }
    }

    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        self.prose.tokens.get(at)
    }

    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.token(at).map_or(Tag::X, |token| token.tag)
    }

    /// The number of the sentence that holds a token.
    pub(crate) fn sentence_number(&self, at: usize) -> usize {
        self.prose.sentences.partition_point(|sentence| sentence.tokens.start <= at).saturating_sub(1)
    }

    pub(crate) fn sentence(&self, at: usize) -> Option<&'a Sentence> {
        self.prose.sentences.get(self.sentence_number(at))
    }

    /// The words of a token as written.
    pub(crate) fn written(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.slice(self.text))
    }

    pub(crate) fn is_capitalised(&self, at: usize) -> bool {
        self.written(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// From the first to the last of the tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let tokens = self.prose.tokens.get(tokens)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The quotation that holds the token.
    pub(crate) fn quotation_at(&self, at: usize) -> Option<&Quotation> {
        let next = self.quotations.partition_point(|quotation| quotation.tokens.end <= at);
        self.quotations.get(next).filter(|quotation| quotation.tokens.contains(&at))
    }

    /// The tokens without the marks at both ends, but for quotation marks and brackets that pair inside.
    pub(crate) fn trim(&self, mut tokens: Range<usize>) -> Range<usize> {
        while !tokens.is_empty()
            && self.is_loose(&tokens, tokens.start)
            && !self.opens_pair(&tokens, tokens.start)
        {
            tokens.start += 1;
        }
        while !tokens.is_empty()
            && self.is_loose(&tokens, tokens.end - 1)
            && !self.closes_pair(&tokens, tokens.end - 1)
        {
            tokens.end -= 1;
        }
        tokens
    }

    /// Whether the token is a mark that means nothing at the end of these tokens.
    fn is_loose(&self, tokens: &Range<usize>, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Mark)
            && !matches!(self.written(at), "$" | "£" | "€" | "#" | "@" | "%" | "+" | "?" | "!")
            && self.quotation_at(at).is_none_or(|quotation| {
                quotation.tokens.start < tokens.start || tokens.end < quotation.tokens.end
            })
    }

    fn opens_pair(&self, tokens: &Range<usize>, at: usize) -> bool {
        matches!(self.written(at), "(" | "[")
            && tokens.clone().any(|other| matches!(self.written(other), ")" | "]"))
    }

    fn closes_pair(&self, tokens: &Range<usize>, at: usize) -> bool {
        matches!(self.written(at), ")" | "]")
            && tokens.clone().any(|other| matches!(self.written(other), "(" | "["))
    }

    /// The range, grown over each quotation that it holds the greater part of or whose inside it ends in.
    pub(crate) fn over_quotations(&self, mut tokens: Range<usize>) -> Range<usize> {
        for at in [tokens.start, tokens.end.saturating_sub(1)] {
            let Some(quotation) = self.quotation_at(at) else { continue };
            let shared =
                quotation.tokens.end.min(tokens.end).saturating_sub(quotation.tokens.start.max(tokens.start));
            if shared * 2 >= quotation.tokens.len() {
                tokens = tokens.start.min(quotation.tokens.start)..tokens.end.max(quotation.tokens.end);
            }
        }
        tokens
    }

    /// The naming words around the noun `head`: its determiner, modifiers, name and prepositional phrases, without what
    /// is set apart by commas or hangs on it as a clause; a bare name in apposition belongs to it.
    pub(crate) fn naming(&self, head: usize) -> Range<usize> {
        let whole = self.clauses.stretch(head);
        let mut end = head + 1;
        for child in self.clauses.children(head).iter().copied().filter(|child| *child > head) {
            let stretch = self.clauses.stretch(child);
            let name = self.clauses.relation(child) == Relation::Appos && self.is_name(&stretch);
            let kept = match self.clauses.relation(child) {
                Relation::Flat | Relation::Compound | Relation::Case | Relation::Conj | Relation::Fixed => {
                    true
                }
                Relation::Nmod | Relation::NmodUnmarked | Relation::NmodPoss | Relation::Nummod => {
                    !self.comma_between(end, stretch.start)
                }
                Relation::Appos => name,
                Relation::Acl => {
                    self.lexicon.roles.speaks_for(self.clauses.word(head))
                        && self
                            .clauses
                            .children(child)
                            .iter()
                            .any(|other| self.clauses.has(*other, Relation::Case, "by"))
                }
                _ => false,
            };
            if !kept {
                if self.clauses.relation(child) == Relation::Punct {
                    continue;
                }
                break;
            }
            end = end.max(self.inner_end(child, stretch));
        }
        let mut start = whole.start;
        while start < head
            && self
                .token(start)
                .is_some_and(|token| token.kind == TokenKind::Mark || token.relation == Relation::Cc)
        {
            start += 1;
        }
        // What stands before the noun and is set apart by a mark is no part of its name.
        if let Some(mark) = (start..head)
            .rev()
            .find(|at| matches!(self.written(*at), "," | ";" | ":" | "—" | "–" | "--" | "”" | "“"))
        {
            start = mark + 1;
        }
        if let Some(lead) = (start..head).rev().find(|at| self.leads(*at, head)) {
            start = lead + 1;
        }
        self.trim(start.min(head)..end)
    }

    /// Whether the token stands before a name and is no part of it: a preposition ("by the army"), or a date in digits.
    fn leads(&self, at: usize, head: usize) -> bool {
        let first = self.clauses.stretch(head).start;
        let own = self.clauses.head(at) == Some(head) && !(first..at).any(|at| self.tag(at).is_noun());
        let preposition = matches!(self.clauses.relation(at), Relation::Case | Relation::Mark)
            && matches!(self.tag(at), Tag::IN | Tag::TO);
        let written = self.written(at).as_bytes();
        let date = written.len() > 4
            && written.contains(&b'-')
            && written.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-');
        own && preposition || date
    }

    /// Whether "not" and the like hang on the verb.
    pub(crate) fn is_negated(&self, verb: usize) -> bool {
        let children = self.clauses.children(verb).iter();
        children
            .map(|child| self.clauses.word(*child))
            .any(|word| matches!(word, "not" | "n't" | "n’t" | "never"))
    }

    /// Whether the noun is of somebody who can take a stance: a name, a pronoun, people, or who has a role.
    pub(crate) fn can_speak(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let pronoun = matches!(token.tag, Tag::PRP | Tag::WP | Tag::WDT | Tag::DT | Tag::CD);
        pronoun
            || matches!(token.tag, Tag::NNP | Tag::NNPS)
            || self.is_capitalised(at)
            || self.lexicon.roles.kind(&token.lower).is_some()
            || self.lexicon.roles.speaks_for(&token.lemma)
            || self.lexicon.roles.is_body(&token.lemma)
            || self.lexicon.units.person.contains(&token.lemma)
    }

    /// Where a part behind the noun ends: before any clause that hangs on it.
    fn inner_end(&self, child: usize, stretch: Range<usize>) -> usize {
        let clause = self.clauses.children(child).iter().copied().find(|inner| {
            *inner > child
                && matches!(
                    self.clauses.relation(*inner),
                    Relation::AclRelcl | Relation::Acl | Relation::Appos | Relation::Parataxis
                )
        });
        clause.map_or(stretch.end, |clause| self.clauses.stretch(clause).start.max(child + 1))
    }

    fn comma_between(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| matches!(self.written(at), "," | "(" | "—" | "–" | "--" | ";"))
    }

    /// Whether the words are a bare name of two words or more.
    fn is_name(&self, tokens: &Range<usize>) -> bool {
        (2..=5).contains(&tokens.len())
            && tokens.clone().all(|at| {
                self.is_capitalised(at) && self.token(at).is_some_and(|token| token.kind == TokenKind::Word)
            })
    }

    /// What kind of source the naming words say.
    pub(crate) fn kind_of(&self, naming: &Range<usize>, head: usize) -> Option<SourceKind> {
        super::kind::of_words(self, naming, head)
    }

    /// Whether the token is a verb, by its tag or, where none is known, by its looks.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.tag(at).is_verb()
    }
}
