//! The role that the words before a place give it.

use crate::{
    lexicon::{Lexicon, gazetteer::Kind},
    mention::{Mentions, PlaceMention},
    report::Report,
    text::{Prose, Relation, Tag, Token},
};

/// A place of the report with its role.
pub(super) struct Site<'s> {
    pub(super) mention: &'s PlaceMention,
    pub(super) sentence: usize,
    pub(super) role: Role,
}

/// What a place is to what its sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Something happens there.
    At,
    /// It is left.
    From,
    /// It is reached.
    To,
    /// No word says.
    Bare,
    /// The report was sent from there: "ROME (AP)".
    Dateline,
    /// A body sits there: "the embassy in Islamabad".
    Seat,
    /// It is part of the name of a body: "the Pakistan Army".
    Body,
}

impl Site<'_> {
    pub(super) fn country(&self) -> Option<&str> {
        self.mention.country.as_deref()
    }
}

/// Every place with its role, in order.
pub(super) fn read<'s>(
    report: &Report,
    prose: &Prose,
    mentions: &'s Mentions,
    lexicon: &Lexicon,
) -> Vec<Site<'s>> {
    let mut sites: Vec<Site> = Vec::new();
    for mention in &mentions.places {
        let Some(sentence) = prose.sentence_at(mention.span.start) else { continue };
        let tokens = prose.tokens_in(mention.span);
        let role = if is_body(prose, tokens.end, lexicon)
            || is_adjective(prose, mention, &tokens)
            || is_river(prose, mention, &tokens)
        {
            Role::Body
        } else if is_dateline(prose, &tokens, sentence, report) {
            Role::Dateline
        } else {
            let before = sites.last().filter(|site| site.sentence == sentence);
            role(prose, tokens.start, sentence, before, lexicon)
        };
        sites.push(Site { mention, sentence, role });
    }
    sites
}

/// Whether the words tell of a part of those counted before: "most of them", "eighteen of whom".
pub(super) fn names_a_share(tokens: &[Token], lexicon: &Lexicon) -> bool {
    tokens.windows(3).any(|words| match words {
        [share, of, them] => {
            (share.tag == Tag::CD || lexicon.place_roles.shares.contains(&share.lower))
                && of.is("of")
                && matches!(&*them.lower, "them" | "those" | "whom" | "these" | "which")
        }
        _ => false,
    })
}

/// A place in capitals at the head of its sentence, with a mark behind it.
fn is_dateline(prose: &Prose, tokens: &std::ops::Range<usize>, sentence: usize, report: &Report) -> bool {
    let first = prose.sentences.get(sentence).map_or(0, |sentence| sentence.tokens.start);
    let words = prose.tokens.get(tokens.clone()).unwrap_or(&[]);
    let shouted = words.iter().all(|token| !token.span.slice(&report.text).chars().any(char::is_lowercase));
    let next = prose.tokens.get(tokens.end).map_or("", |token| &*token.lower);
    tokens.start == first
        && words.iter().map(|token| token.span.len()).sum::<usize>() > 3
        && shouted
        && matches!(next, "(" | "-" | "–" | "—" | "--" | "," | ":" | "•")
}

/// "The River Niger", "Jordan River": a water that has a country's name.
fn is_river(prose: &Prose, mention: &PlaceMention, tokens: &std::ops::Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).and_then(|before| prose.tokens.get(before));
    let water = |token: Option<&Token>| token.is_some_and(|token| token.is("river") || token.is("lake"));
    mention.kind == Kind::Country && (water(before) || water(prose.tokens.get(tokens.end)))
}

/// The "US" of "US scholars" and "the US social media company": an adjective, which places nothing.
fn is_adjective(prose: &Prose, mention: &PlaceMention, tokens: &std::ops::Range<usize>) -> bool {
    let short = mention.why.contains(&"abbreviation") && mention.kind == Kind::Country && tokens.len() == 1;
    let modifies = matches!(prose.relation(tokens.start), Relation::Compound | Relation::Amod);
    let next = prose.tokens.get(tokens.end);
    let ground = next.is_some_and(|next| {
        matches!(
            &*next.lower,
            "state"
                | "states"
                | "territory"
                | "soil"
                | "border"
                | "side"
                | "city"
                | "cities"
                | "town"
                | "custody"
                | "prisons"
        )
    });
    short && modifies && !ground && next.is_some_and(|next| !next.is("-"))
}

/// Whether a capital word for a body follows: "Police", "Army", "Red Cross".
fn is_body(prose: &Prose, after: usize, lexicon: &Lexicon) -> bool {
    let words = &lexicon.place_words;
    let (Some(next), Some(last)) =
        (prose.tokens.get(after), after.checked_sub(1).and_then(|last| prose.tokens.get(last)))
    else {
        return false;
    };
    let beside = next.span.start == last.span.end + 1;
    beside
        && next.tag == Tag::NNP
        && (words.bodies_after.contains(&next.lower) || words.not_a_place_after.contains(&next.lower))
}

fn role(prose: &Prose, start: usize, sentence: usize, before: Option<&Site>, lexicon: &Lexicon) -> Role {
    let roles = &lexicon.place_roles;
    let first = prose.sentences.get(sentence).map_or(0, |sentence| sentence.tokens.start);
    let mut at = start;
    for _ in 0..6 {
        if at <= first {
            break;
        }
        at -= 1;
        let Some(token) = prose.tokens.get(at) else { break };
        let word = &*token.lower;
        if let Some(before) = before.filter(|site| site.mention.span.end > token.span.start) {
            // "Kabul, Afghanistan", "Syria and Iraq": the role of the place before holds on, that of a dateline up to the
            // dash behind it and not inside its brackets: "MAPUTO (Zambezi Wire) - Mozambique plans".
            let words = prose.tokens.get(at..start).unwrap_or(&[]);
            return match before.role {
                Role::Dateline | Role::Body if words.iter().any(is_dash) => Role::Bare,
                Role::Dateline if words.iter().any(|token| token.is("(")) => Role::Body,
                role => role,
            };
        }
        if roles.from.contains(word) {
            return Role::From;
        }
        if roles.leave.contains(word) {
            return if is_passive(token, prose, at) { Role::Bare } else { Role::From };
        }
        if word == "out" && prose.tokens.get(at + 1).is_some_and(|next| next.is("of")) {
            return Role::From;
        }
        if roles.to.contains(word) {
            return if moves(prose, at, first, lexicon) { Role::To } else { Role::Bare };
        }
        if roles.reach.contains(word) {
            return Role::To;
        }
        if word == "outside" && moves(prose, at, at.saturating_sub(2).max(first), lexicon) {
            return Role::From;
        }
        if roles.at.contains(word) {
            let seated =
                at.checked_sub(1).filter(|back| *back >= first).and_then(|back| prose.tokens.get(back));
            if seated.is_some_and(|body| roles.seated.contains(&body.lower)) {
                return Role::Seat;
            }
            return if word == "in"
                && at > first
                && prose.tokens.get(at - 1).is_some_and(|back| {
                    back.is("refuge")
                        || back.is("asylum")
                        || back.is("arrived")
                        || back.is("arriving")
                        || back.is("resettled")
                }) {
                Role::To
            } else {
                Role::At
            };
        }
        let size = at.checked_sub(1).and_then(|before| prose.tokens.get(before));
        if word == "of" && size.is_some_and(|size| size.is("size") || size.is("times")) {
            return Role::Body;
        }
        if matches!(word, "." | ";" | ":" | "between" | "with" | "by" | "against" | "said") {
            break;
        }
    }
    Role::Bare
}

fn is_dash(token: &Token) -> bool {
    matches!(&*token.lower, "-" | "–" | "—" | "--")
}

/// "were left" leaves nothing behind.
fn is_passive(token: &Token, prose: &Prose, at: usize) -> bool {
    token.is("left")
        && at
            .checked_sub(1)
            .and_then(|before| prose.tokens.get(before))
            .is_some_and(|before| matches!(&*before.lower, "were" | "was" | "been" | "are" | "is" | "be"))
}

/// Whether a word of moving stands in the ten words before a "to" or "for".
fn moves(prose: &Prose, at: usize, first: usize, lexicon: &Lexicon) -> bool {
    let from = at.saturating_sub(10).max(first);
    prose.tokens.get(from..at).is_some_and(|tokens| {
        tokens.iter().any(|token| {
            lexicon.place_roles.depart.contains(&token.lower)
                || lexicon.place_roles.depart.contains(&token.lemma)
        })
    })
}
