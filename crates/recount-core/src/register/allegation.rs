//! Allegations: what is alleged to be done to people, by whom, against whom, where. Private people are named in none.

use std::collections::BTreeSet;

use super::{
    party::{Asked, Context, Parties, Party},
    position::Voiced,
    words::small,
};
use crate::{
    extraction::Extraction,
    lexicon::{Lexicon, SourceKind, Stance, Voice, gazetteer::Kind},
    span::Span,
    statement::Statement,
};

/// Something alleged to be done to people.
#[derive(Debug, Clone, PartialEq)]
pub struct Allegation {
    /// Its name: the report and place of its first telling.
    pub id: String,
    /// What is alleged: beating, extortion, torn papers, …
    pub what: String,
    /// By whom it is alleged to be done.
    pub by: Option<String>,
    /// To whom, in the words of the first telling that says so.
    pub against: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who alleges it.
    pub alleged_by: Vec<String>,
    /// Every telling, in order of day and report.
    pub tellings: Vec<Voiced>,
}

/// The allegations of all reports.
pub(super) fn allegations(
    extractions: &[&Extraction],
    parties: &Parties,
    speakers: &[Vec<Option<Party>>],
    lexicon: &Lexicon,
) -> Vec<Allegation> {
    let mut found: Vec<Allegation> = Vec::new();
    for (extraction, speakers) in extractions.iter().zip(speakers) {
        for (statement, speaker) in extraction.statements.iter().zip(speakers) {
            if !alleges(statement) {
                continue;
            }
            let Some(told) = Voiced::of(extraction, statement) else { continue };
            let words: Vec<String> = small(&told.content);
            for what in lexicon.parties.harms_in(&words) {
                let own = Allegation {
                    id: format!("{}:{}:{what}", told.document, told.span.start),
                    what: what.to_string(),
                    by: by(extraction, parties, lexicon, &words, told.span.start),
                    against: against(&told.content, lexicon),
                    place: place(extraction, told.span),
                    alleged_by: speaker.iter().map(|party| party.name.clone()).collect(),
                    tellings: vec![told.clone()],
                };
                take(&mut found, own);
            }
        }
    }
    found.sort_by(|one, two| (&one.what, &one.id).cmp(&(&two.what, &two.id)));
    found
}

/// Whether a statement can allege: it accuses, or somebody who is no authority tells it.
fn alleges(statement: &Statement) -> bool {
    let authority = statement.kind == Some(SourceKind::Government);
    statement.voice == Voice::Says
        && match statement.stance {
            Some(Stance::Accuses | Stance::Warns) => true,
            Some(Stance::Asserts) => !authority,
            _ => false,
        }
}

/// The body that what is told names as doing it.
fn by(
    extraction: &Extraction,
    parties: &Parties,
    lexicon: &Lexicon,
    words: &[String],
    place: usize,
) -> Option<String> {
    let name = lexicon.parties.doer(words)?;
    let mut context = Context::default();
    parties.resolve(extraction, &Asked::name(name, place), &mut context).map(|party| party.name)
}

/// The people whom it is done to: the last noun for people in what is told, with the words before it.
fn against(content: &str, lexicon: &Lexicon) -> Option<String> {
    let words: Vec<&str> = content.split_whitespace().collect();
    let plain = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let doer = |word: &str| lexicon.roles.kind(word).is_some_and(|kind| kind == SourceKind::Government);
    let people = |word: &str| {
        let single = word.strip_suffix('s').unwrap_or(word);
        (lexicon.units.person.contains(word) || lexicon.units.person.contains(single))
            && !doer(word)
            && !doer(single)
    };
    let at = words.iter().position(|word| people(&plain(word)))?;
    let before = at.checked_sub(1).and_then(|at| words.get(at)).map(|word| plain(word));
    let told = plain(words[at]);
    let joins = |word: &String| {
        word.len() > 2
            && !matches!(word.as_str(), "the" | "all" | "and" | "was" | "were" | "that" | "for" | "from")
    };
    Some(before.filter(joins).map_or_else(|| told.clone(), |before| format!("{before} {told}")))
}

/// The most telling place of the words: none of the size of a country.
fn place(extraction: &Extraction, span: Span) -> Option<String> {
    let places = &extraction.mentions.places;
    let sentence = extraction.passage_at(span.start).map_or(span, |passage| passage.span.cover(span));
    let first = places.partition_point(|place| place.span.start < sentence.start);
    let inside = places.iter().skip(first).take_while(|place| place.span.end <= sentence.end);
    let mut small = inside.filter(|place| {
        !place.demonym && !matches!(place.kind, Kind::Country | Kind::Capital | Kind::Continent)
    });
    small.next().map(|place| place.name.clone())
}

/// Adds an allegation to the one that it tells again: the same harm by the same body in the same place.
fn take(found: &mut Vec<Allegation>, own: Allegation) {
    let alike = |one: &Option<String>, two: &Option<String>| one.is_none() || two.is_none() || one == two;
    let same = |known: &&mut Allegation| {
        known.what == own.what
            && alike(&known.by, &own.by)
            && alike(&known.place, &own.place)
            && (known.place.is_some() && known.place == own.place || known.by.is_some() && known.by == own.by)
    };
    let Some(known) = found.iter_mut().find(same) else {
        found.push(own);
        return;
    };
    known.by = known.by.take().or(own.by);
    known.against = known.against.take().or(own.against);
    known.place = known.place.take().or(own.place);
    let names: BTreeSet<String> = known.alleged_by.drain(..).chain(own.alleged_by).collect();
    known.alleged_by = names.into_iter().collect();
    known.tellings.extend(own.tellings);
}
