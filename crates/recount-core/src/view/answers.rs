//! Which accounts stand against each other: what is ordered or promised beside what others say of it.
//!
//! Sides are countries: an accusation, a denial or an appeal answers the acts of the country that it speaks of, where both
//! are about the same matter.

use std::collections::{BTreeMap, BTreeSet};

use super::orders::{Answer, OrderLine};
use crate::{
    extraction::Extraction,
    figure::SourceKind,
    lexicon::Lexicon,
    mention::PlaceMention,
    order::{Act, OrderStatus},
};

/// How many answers stand beside an order.
const SHOWN: usize = 6;
/// Why an act of who promises stands beside the promise.
const SAME_SIDE: &str = "is told of the same side beside its promise";
/// How many accounts of other reports are looked at for an order.
const LOOKED_AT: usize = 400;

/// For each line its answers: what others say before what the same side does, each nearest first.
pub(super) fn answers(
    lines: &[OrderLine],
    extractions: &[Extraction],
    lexicon: &Lexicon,
) -> Vec<Vec<Answer>> {
    let sides = Sides::new(extractions);
    let accounts: Vec<Account> = lines.iter().map(|line| Account::new(line, &sides, lexicon)).collect();
    let mut about: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, account) in accounts.iter().enumerate() {
        for country in account.against.iter().chain(&account.by).copied().collect::<BTreeSet<_>>() {
            about.entry(country).or_default().push(at);
        }
    }
    (0..lines.len()).map(|at| answers_to(at, lines, &accounts, &about)).collect()
}

fn answers_to(
    at: usize,
    lines: &[OrderLine],
    accounts: &[Account],
    about: &BTreeMap<&str, Vec<usize>>,
) -> Vec<Answer> {
    let Some(account) = accounts.get(at) else { return Vec::new() };
    let mut near: BTreeSet<usize> = BTreeSet::new();
    for list in account.by.iter().chain(&account.against).filter_map(|country| about.get(country)) {
        // The list is in the order of the reports: what stands around this line is nearest.
        let here = list.partition_point(|other| *other < at);
        let from = here.saturating_sub(LOOKED_AT / 2);
        near.extend(list.iter().skip(from).take(LOOKED_AT).filter(|other| **other != at));
    }
    let mut found: Vec<(bool, bool, std::cmp::Reverse<usize>, usize, &'static str)> = near
        .into_iter()
        .filter_map(|other| {
            let (line, reply) = (lines.get(at)?, lines.get(other)?);
            let words = account.shared(accounts.get(other)?);
            let reason = reason(line, reply, account, accounts.get(other)?, words)?;
            let own = reason == SAME_SIDE;
            Some((own, line.document != reply.document, std::cmp::Reverse(words), other, reason))
        })
        .collect();
    found.sort();
    let mut told = BTreeSet::new();
    found.retain(|(.., other, _)| {
        lines.get(*other).is_some_and(|line| told.insert((line.act, line.clause.to_lowercase())))
    });
    // What others say stands before what the same side does, and neither crowds out the other.
    let others = found.partition_point(|(own, ..)| !own);
    let of_others = others.min(SHOWN.saturating_sub((found.len() - others).min(SHOWN / 2)));
    found.drain(of_others..others);
    found
        .into_iter()
        .filter_map(|(.., other, reason)| lines.get(other).map(|line| (line, reason)))
        .take(SHOWN)
        .map(|(line, reason)| Answer {
            document: line.document.clone(),
            act: line.act,
            actor: line.actor.clone(),
            clause: line.clause.clone(),
            span: line.span,
            reason,
        })
        .collect()
}

/// Why the reply stands against the line; none where it does not.
fn reason(
    line: &OrderLine,
    reply: &OrderLine,
    one: &Account,
    two: &Account,
    words: usize,
) -> Option<&'static str> {
    let same_side = !one.by.is_disjoint(&two.by);
    let meant = !two.against.is_disjoint(&one.by) && !same_side;
    let near = words >= if line.document == reply.document { 1 } else { 2 };
    match (line.act, reply.act) {
        (Act::Accusation, Act::Denial) if !one.against.is_disjoint(&two.by) && !same_side && near => {
            Some("denies what it is accused of")
        }
        (Act::Accusation | Act::Appeal, _) => None,
        (_, Act::Accusation) if meant && near => Some("accuses who acts"),
        (_, Act::Appeal) if meant && near => Some("asks who acts to do otherwise"),
        (_, Act::Denial) if meant && near => Some("denies what is said"),
        (Act::Protection, Act::Enforcement | Act::ExpulsionOrder)
            if line.status == OrderStatus::Announced && same_side && near =>
        {
            Some(SAME_SIDE)
        }
        _ => None,
    }
}

/// An order as its sides and words.
struct Account<'s> {
    /// The countries of who acts.
    by: BTreeSet<&'s str>,
    /// The countries that it speaks of besides.
    against: BTreeSet<&'s str>,
    /// The stems of its telling words.
    words: BTreeSet<String>,
}

impl<'s> Account<'s> {
    fn new(line: &OrderLine, sides: &'s Sides, lexicon: &Lexicon) -> Account<'s> {
        let by = line.actor.as_deref().map(|actor| sides.of_actor(line, actor, lexicon)).unwrap_or_default();
        let object =
            line.object.as_deref().map(|object| sides.of(&line.document, object)).unwrap_or_default();
        let mut against = if object.is_empty() { sides.of(&line.document, &line.text) } else { object };
        against.retain(|country| !by.contains(country));
        let words = line.text.split(|letter: char| !letter.is_alphanumeric());
        let telling = words.filter(|word| {
            word.len() > 4 && word.starts_with(char::is_lowercase) && !lexicon.common.contains(word)
        });
        Account { by, against, words: telling.map(stem).collect() }
    }

    fn shared(&self, other: &Account) -> usize {
        self.words.intersection(&other.words).count()
    }
}

/// The word without what inflects it, roughly: enough to tell that two accounts are about one matter.
fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let cut = ["ations", "ation", "ions", "ings", "ing", "ion", "ees", "ers", "ed", "es", "s", "e"]
        .iter()
        .find_map(|tail| word.strip_suffix(tail).filter(|stem| stem.chars().count() > 3));
    cut.unwrap_or(&word).to_string()
}

/// Countries by the report and the words in it.
type Named = BTreeMap<(String, String), String>;

/// Who speaks for a country in another.
const ABROAD: [&str; 6] = ["embassy", "consulate", "mission", "ambassador", "envoy", "consul"];

/// The countries that the words of a report name, as written there.
struct Sides {
    by_name: Named,
    /// By the words for the people or things of a country: "Afghan".
    by_people: Named,
    /// The country that each report names more than all others together.
    home: BTreeMap<String, String>,
}

impl Sides {
    fn new(extractions: &[Extraction]) -> Sides {
        let (mut by_name, mut by_people) = (BTreeMap::new(), BTreeMap::new());
        let mut home = BTreeMap::new();
        for extraction in extractions {
            home.extend(home_of(extraction).map(|country| (extraction.document.clone(), country)));
            add_names(&mut by_name, extraction, &extraction.mentions.places);
            add_names(&mut by_people, extraction, &extraction.mentions.demonyms);
        }
        Sides { by_name, by_people, home }
    }

    /// The countries of who acts: those that his name holds; of an office of state without one, the country that the
    /// report is about: "the interior minister".
    fn of_actor(&self, line: &OrderLine, actor: &str, lexicon: &Lexicon) -> BTreeSet<&str> {
        // "The Afghan embassy in Islamabad" speaks for whom it is of, and not for where it sits.
        let abroad = actor.split(' ').any(|word| ABROAD.contains(&word.to_lowercase().as_str()));
        if let Some((sender, _)) = actor.split_once(" in ").filter(|_| abroad) {
            return self.named(&self.by_people, &line.document, sender);
        }
        if is_private(actor, lexicon) {
            return BTreeSet::new();
        }
        let named = self.of(&line.document, actor);
        let office = |word: &str| lexicon.roles.kind(&word.to_lowercase()) == Some(SourceKind::Government);
        if !named.is_empty() || !actor.split_whitespace().any(office) {
            return named;
        }
        self.home.get(&line.document).map(String::as_str).into_iter().collect()
    }

    /// The countries named in the words of a report.
    fn of(&self, document: &str, words: &str) -> BTreeSet<&str> {
        self.named(&self.by_name, document, words)
    }

    /// The countries that words name by these names, of one to three words.
    fn named<'n>(&self, names: &'n Named, document: &str, words: &str) -> BTreeSet<&'n str> {
        let lower = words.to_lowercase();
        let parts: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let named = |from: usize, length: usize| {
            let name = parts.get(from..from + length)?.join(" ");
            names.get(&(document.to_string(), name)).map(String::as_str)
        };
        let named = &named;
        (0..parts.len()).flat_map(|from| (1..=3).filter_map(move |length| named(from, length))).collect()
    }
}

/// Whether who acts belongs to no state though a place stands in the name: "the Tana Relief Network".
fn is_private(actor: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = actor.split_whitespace().collect();
    let lower = |at: usize| words.get(at).map_or(String::new(), |word| word.to_lowercase());
    let role = |at: usize| {
        let two = format!("{} {}", lower(at), lower(at + 1));
        lexicon.roles.kind(&two).or_else(|| lexicon.roles.kind(&lower(at)))
    };
    let kind = |at: usize| lexicon.organisations.find(&words, at).map(|(kind, _)| kind).or_else(|| role(at));
    let kinds: Vec<SourceKind> = (0..words.len()).filter_map(kind).collect();
    let private =
        [SourceKind::Ngo, SourceKind::Un, SourceKind::Media, SourceKind::Expert, SourceKind::Witness];
    !kinds.contains(&SourceKind::Government) && kinds.iter().any(|kind| private.contains(kind))
}

/// Keeps the names that a report has for countries, in lower case.
fn add_names(names: &mut Named, extraction: &Extraction, places: &[PlaceMention]) {
    for place in places {
        if let (Some(country), Some(words)) = (&place.country, extraction.words(place.span)) {
            let name = (extraction.document.clone(), words.to_lowercase());
            names.entry(name).or_insert_with(|| country.clone());
        }
    }
}

/// The country that a report names more often than all others together.
fn home_of(extraction: &Extraction) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for country in extraction.mentions.places.iter().filter_map(|place| place.country.as_deref()) {
        *counts.entry(country).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (country, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count * 2 > all).then(|| country.to_string())
}
