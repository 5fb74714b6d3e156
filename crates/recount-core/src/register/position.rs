//! Positions: what each party demands, denies, accuses of, promises or justifies, and on which act. Repeated tellings are one.

use std::collections::BTreeSet;

use super::{entry::Entry, party::Party, words::telling};
use crate::{
    edtf::Edtf,
    extraction::Extraction,
    lexicon::{Lexicon, Stance, Voice},
    span::Span,
    statement::Statement,
};

/// What a party holds on one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Its name: the report and place of its first telling.
    pub id: String,
    /// Who holds it.
    pub party: Party,
    /// What is done by saying it.
    pub stance: Stance,
    /// What is said, by its first telling.
    pub what: String,
    /// The act that it is about, by the entry's name.
    pub about: Option<String>,
    /// Whether whose words they are follows from more than the sentence itself: a pronoun, a short name.
    pub is_inferred: bool,
    /// Every telling, in order of day and report.
    pub tellings: Vec<Voiced>,
}

/// A telling of a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voiced {
    /// The report's name.
    pub document: String,
    /// When the report was published.
    pub published: Option<Edtf>,
    /// From the first to the last word of what is said, in bytes of the report's text.
    pub span: Span,
    /// What is said.
    pub content: String,
    /// The words of the sentence in which it is credited.
    pub text: String,
}

impl Voiced {
    /// Of a statement; none where it says nothing, or no words credit it.
    pub(super) fn of(extraction: &Extraction, statement: &Statement) -> Option<Voiced> {
        let span = statement.content.iter().copied().reduce(Span::cover)?;
        let content: Vec<String> = statement.content.iter().map(|span| extraction.text_of(*span)).collect();
        Some(Voiced {
            document: extraction.document.clone(),
            published: extraction.published,
            span,
            content: content.join(" … "),
            text: sentence(extraction, statement.cue.first()?.start),
        })
    }
}

/// The words of the sentence at a place, with single spaces.
pub(super) fn sentence(extraction: &Extraction, at: usize) -> String {
    extraction.passage_at(at).map(|passage| extraction.text_of(passage.span)).unwrap_or_default()
}

/// The positions of all reports, by party; nobody's words are left out.
pub(super) fn positions(
    extractions: &[&Extraction],
    speakers: &[Vec<Option<Party>>],
    entries: &[Entry],
    lexicon: &Lexicon,
) -> Vec<Position> {
    let subjects: Vec<BTreeSet<String>> = entries.iter().map(|entry| subject(entry, lexicon)).collect();
    let mut found: Vec<(Position, BTreeSet<String>)> = Vec::new();
    for (extraction, speakers) in extractions.iter().zip(speakers) {
        for (statement, party) in extraction.statements.iter().zip(speakers) {
            let party = party.clone();
            let Some(position) = party.and_then(|party| position(extraction, statement, party)) else {
                continue;
            };
            let words = telling(lexicon, &position.what);
            let about = about(extraction, statement, &words, entries, &subjects);
            let position = Position { about, ..position };
            let same = |(known, told): &&mut (Position, BTreeSet<String>)| {
                known.party.name == position.party.name
                    && known.stance == position.stance
                    && known.about == position.about
                    && is_alike(told, &words)
            };
            match found.iter_mut().find(same) {
                Some((known, _)) => known.tellings.extend(position.tellings),
                None => found.push((position, words)),
            }
        }
    }
    let mut positions: Vec<Position> = found.into_iter().map(|(position, _)| position).collect();
    for position in &mut positions {
        position.tellings.sort_by_key(|told| {
            (told.published.and_then(|day| day.first_day()), told.document.clone(), told.span)
        });
    }
    positions.sort_by(|one, two| {
        (&one.party.name, one.stance, &one.id).cmp(&(&two.party.name, two.stance, &two.id))
    });
    positions
}

/// The position that a statement takes; none for mere assertions, warnings and thanks.
fn position(extraction: &Extraction, statement: &Statement, party: Party) -> Option<Position> {
    let stance = statement.stance.filter(|stance| {
        matches!(
            stance,
            Stance::Demands | Stance::Denies | Stance::Accuses | Stance::Promises | Stance::Justifies
        )
    })?;
    if statement.voice != Voice::Says {
        return None;
    }
    let told = Voiced::of(extraction, statement)?;
    Some(Position {
        id: format!("{}:{}", told.document, told.span.start),
        is_inferred: statement.naming.is_none_or(|naming| !statement.source.contains(&naming)),
        party,
        stance,
        what: told.content.clone(),
        about: None,
        tellings: vec![told],
    })
}

/// The words of an act's tellings.
fn subject(entry: &Entry, lexicon: &Lexicon) -> BTreeSet<String> {
    let whom = entry.whom.iter().flat_map(|whom| telling(lexicon, whom));
    whom.chain(entry.tellings.iter().flat_map(|told| telling(lexicon, &told.clause))).collect()
}

/// Telling words that what is said must share with an act.
const SHARED: usize = 2;

/// The act that a statement is about: the one whose telling holds it, else the one that shares most words, one of the same report before others.
fn about(
    extraction: &Extraction,
    statement: &Statement,
    words: &BTreeSet<String>,
    entries: &[Entry],
    subjects: &[BTreeSet<String>],
) -> Option<String> {
    let holds = |entry: &&Entry| {
        entry.tellings.iter().any(|told| {
            told.document == extraction.document
                && statement
                    .content
                    .iter()
                    .any(|content| content.contains(told.span) || told.span.contains(*content))
        })
    };
    if let Some(entry) = entries.iter().find(holds) {
        return Some(entry.id.clone());
    }
    let scored = entries.iter().zip(subjects).map(|(entry, subject)| {
        let here = entry.tellings.iter().any(|told| told.document == extraction.document);
        ((words.intersection(subject).count() + usize::from(here), here, entry.tellings.len()), entry)
    });
    let ((shared, here, _), best) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (shared >= SHARED + usize::from(here)).then(|| best.id.clone())
}

/// Whether two ways of saying something say the same: half of the fewer words are shared.
fn is_alike(one: &BTreeSet<String>, two: &BTreeSet<String>) -> bool {
    let shared = one.intersection(two).count();
    shared > 0 && shared * 2 >= one.len().min(two.len()) || one.is_empty() && two.is_empty()
}
