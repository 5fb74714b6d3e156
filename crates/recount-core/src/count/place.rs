//! The place of a figure as a part of its key, so that the spellings of one place fall together and its division is known.

use unicode_normalization::UnicodeNormalization;

use crate::{
    event::Event,
    extraction::Extraction,
    figure::Figure,
    lexicon::{
        Lexicon,
        gazetteer::{Form, Kind},
    },
    mention::PlaceMention,
    span::Span,
};

/// The place below country level, folded, and the first-level division that it lies in; nothing for a whole country.
pub(super) fn of(
    figure: &Figure,
    extraction: &Extraction,
    lexicon: &Lexicon,
) -> Option<(String, Option<String>)> {
    let span = figure.place?;
    let words = extraction.words(span)?.to_lowercase();
    if is_elsewhere(span, extraction, lexicon) {
        return Some((format!("other parts of {}", folded(&words)), None));
    }
    let name = folded(&words);
    if name.is_empty() || is_country(&name, lexicon) {
        return None;
    }
    let mention = mention(span, extraction);
    if mention.is_some_and(is_inhabited) && is_of_the_land(span, extraction, lexicon) {
        return None;
    }
    // However it is written: "PNG", "the U.S.".
    if mention.is_some_and(|mention| matches!(mention.kind, Kind::Country | Kind::Continent)) {
        return None;
    }
    let name = mention.map_or(name, |mention| folded(&mention.name.to_lowercase()));
    let division =
        mention.and_then(|mention| mention.admin.as_ref()).map(|admin| folded(&admin.to_lowercase()));
    let division = division.filter(|division| *division != name && !division.is_empty());
    Some((name, division))
}

/// The town or site of a happening, folded, and the division that it lies in: all that a report tells of one happening was
/// where that was, whatever place stands beside the number.
pub(super) fn of_event(event: &Event, extraction: &Extraction) -> Option<(String, Option<String>)> {
    let mention = mention(event.place?, extraction)?;
    let narrow = matches!(
        mention.kind,
        Kind::Town | Kind::Capital | Kind::Second | Kind::Camp | Kind::Site | Kind::Crossing
    );
    let division = mention.admin.as_ref().map(|admin| folded(&admin.to_lowercase()));
    narrow.then(|| (folded(&mention.name.to_lowercase()), division))
}

/// A name in lower case without accents, hyphens and what names its rank.
fn folded(lower: &str) -> String {
    let name = lower.trim().trim_start_matches("the ");
    let ranks = [" province", " district", " governorate", " region"];
    let bare = ranks.iter().find_map(|rank| name.strip_suffix(rank)).unwrap_or(name);
    bare.nfd()
        .filter(|mark| !('\u{300}'..='\u{36f}').contains(mark))
        .map(|sign| if sign == '-' { ' ' } else { sign })
        .collect()
}

/// Whether it is a country, or one of its quarters ("central Mozambique"), which is told for the whole.
fn is_country(name: &str, lexicon: &Lexicon) -> bool {
    let parts = name.split_once(' ').filter(|(first, _)| lexicon.counting.is_direction(first));
    lexicon.places.named(parts.map_or(name, |(_, rest)| rest)).into_iter().any(|candidate| {
        candidate.form == Form::Name && lexicon.places.kind(candidate.place) == Kind::Country
    })
}

/// "in other parts of Libya": all of the place but what was told of.
fn is_elsewhere(span: Span, extraction: &Extraction, lexicon: &Lexicon) -> bool {
    let passage = extraction.passage_at(span.start);
    let before = passage.and_then(|passage| passage.text.get(..span.start.checked_sub(passage.span.start)?));
    before.is_some_and(|before| lexicon.counting.is_elsewhere(before))
}

const fn is_inhabited(mention: &PlaceMention) -> bool {
    matches!(mention.kind, Kind::Town | Kind::Capital | Kind::Second | Kind::First)
}

/// "Taal volcano" is not the town of Taal, and what it does is done to places around it.
fn is_of_the_land(span: Span, extraction: &Extraction, lexicon: &Lexicon) -> bool {
    let passage = extraction.passage_at(span.start);
    let behind = passage.and_then(|passage| passage.text.get(span.end.checked_sub(passage.span.start)?..));
    let next = behind.and_then(|behind| behind.split(|mark: char| !mark.is_alphanumeric()).nth(1));
    next.is_some_and(|next| lexicon.place_words.nature_after.contains(&next.to_lowercase()))
}

/// The place as it was recognised.
fn mention(span: Span, extraction: &Extraction) -> Option<&PlaceMention> {
    let places = &extraction.mentions.places;
    let at = places.partition_point(|place| place.span.start < span.start);
    places.get(at).filter(|place| place.span == span)
}
