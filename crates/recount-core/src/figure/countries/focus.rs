//! What a report is about: the country and place of the event, and the people it happens to.

use std::collections::BTreeMap;

use super::site::{Role, Site, names_a_share};
use crate::{
    lexicon::{Lexicon, gazetteer::Kind},
    mention::Mentions,
    span::Span,
    text::{Prose, Relation},
};

/// The country, place and people a report tells of.
#[derive(Debug, Default)]
pub(super) struct Focus {
    pub(super) country: Option<String>,
    /// How much each country is named.
    pub(super) weights: BTreeMap<String, f64>,
    pub(super) place: Option<Span>,
    /// The one foreign nation whose people the report tells of.
    pub(super) nation: Option<String>,
    /// Whether the report goes round several countries: three or more of which each has a good part, and none half of it.
    pub(super) is_a_round: bool,
}

impl Focus {
    pub(super) fn read(prose: &Prose, mentions: &Mentions, sites: &[Site], lexicon: &Lexicon) -> Focus {
        let weights = weights(prose, mentions, sites);
        let country = weights
            .iter()
            .max_by(|left, right| left.1.total_cmp(right.1).then(right.0.cmp(left.0)))
            .map(|(country, _)| country.clone());
        let place = sites
            .iter()
            .filter(|site| site.country().is_some() && site.country() == country.as_deref())
            .filter(|site| site.role == Role::At && !matches!(site.mention.kind, Kind::Country))
            .filter(|site| !is_of_a_share(prose, site, lexicon))
            .map(|site| site.mention.span)
            .next();
        let nation = nation(prose, mentions, country.as_deref(), lexicon);
        Focus { country, weights, place, nation, is_a_round: is_a_round(sites) }
    }

    /// Whether the country is named at least a third as much as the one the report is about.
    pub(super) fn is_told_of(&self, country: Option<&str>) -> bool {
        let weight = |country: Option<&str>| {
            country.and_then(|country| self.weights.get(country)).copied().unwrap_or(0.0)
        };
        weight(country) * 3.0 >= weight(self.country.as_deref())
    }
}

fn is_a_round(sites: &[Site]) -> bool {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for site in sites.iter().filter(|site| !matches!(site.role, Role::Body | Role::Seat)) {
        site.country().into_iter().for_each(|country| *named.entry(country).or_default() += 1);
    }
    let all: usize = named.values().sum();
    let parts = named.values().filter(|count| **count * 6 >= all).count();
    parts > 2 && named.values().all(|count| *count * 2 < all)
}

/// How much each country is named, the first sentences and the places where something happens counting more.
fn weights(prose: &Prose, mentions: &Mentions, sites: &[Site]) -> BTreeMap<String, f64> {
    let mut weights: BTreeMap<String, f64> = BTreeMap::new();
    for site in sites {
        let Some(country) = site.country() else { continue };
        let lead = if site.sentence < 3 { 2.0 } else { 1.0 };
        let role = match site.role {
            Role::At | Role::Seat => 1.5,
            Role::Bare if acts(prose, site) => 1.5,
            Role::Bare | Role::To | Role::From | Role::Dateline => 1.0,
            Role::Body => 0.5,
        };
        *weights.entry(country.to_string()).or_default() += lead * role;
    }
    // What is named first, and who acts without a preposition, is what a report is about.
    if let Some(first) = sites.iter().find_map(|site| site.country()) {
        *weights.entry(first.to_string()).or_default() += 2.0;
    }
    for demonym in &mentions.demonyms {
        if let Some(country) = &demonym.country {
            *weights.entry(country.clone()).or_default() += 0.4;
        }
    }
    weights
}

/// "Most of them in the districts of Mocuba and Namacurra": where a part of those counted was.
pub(super) fn is_of_a_share(prose: &Prose, site: &Site, lexicon: &Lexicon) -> bool {
    let start = prose.tokens_in(site.mention.span).start;
    let first = prose.sentences.get(site.sentence).map_or(0, |sentence| sentence.tokens.start);
    let before = prose.tokens.get(start.saturating_sub(SHARE).max(first)..start);
    before.is_some_and(|tokens| names_a_share(tokens, lexicon))
}

/// How many words before a place a share of those counted is looked for.
const SHARE: usize = 10;

/// Whether the country does or owns something: "Pakistan has launched raids", "Pakistan's justification".
fn acts(prose: &Prose, site: &Site) -> bool {
    let mut tokens = prose.tokens_in(site.mention.span);
    tokens.any(|at| matches!(prose.relation(at), Relation::Nsubj | Relation::NsubjPass | Relation::NmodPoss))
}

/// The foreign nation whose people are named at least twice, and more than those of all others together.
fn nation(prose: &Prose, mentions: &Mentions, country: Option<&str>, lexicon: &Lexicon) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for demonym in &mentions.demonyms {
        let Some(nation) = demonym.country.as_deref().filter(|nation| Some(*nation) != country) else {
            continue;
        };
        let tokens = prose.tokens_in(demonym.span);
        let plural = prose
            .tokens
            .get(tokens.start)
            .is_some_and(|token| token.lower.ends_with('s') && tokens.len() == 1);
        let noun = prose
            .tokens
            .get(tokens.end)
            .is_some_and(|next| lexicon.place_roles.people_nouns.contains(&next.lower));
        if plural || noun {
            *counts.entry(nation).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let (nation, count) =
        counts.into_iter().max_by_key(|(nation, count)| (*count, std::cmp::Reverse(*nation)))?;
    (count >= 2 && count * 2 > all).then(|| nation.to_string())
}
