//! The noun that a quantity counts, and its unit.

use std::ops::Range;

use super::{Unit, scene::Scene, triggers::hit};
use crate::{
    lexicon::{Part, WordSet},
    mention::Quantity,
    text::{Tag, TokenKind},
};

/// What stands behind a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    /// The head noun; none where it is understood.
    pub(super) noun: Option<usize>,
    /// The noun phrase without the quantity: "of the", determiners and quantity left out.
    pub(super) phrase: Range<usize>,
    /// The unit the noun has, where it is known to have one.
    pub(super) unit: Option<Unit>,
    /// Whether the noun is known to be no unit of ours.
    pub(super) foreign: bool,
    /// Whether it is "N of the …": the quantity is then the head of the phrase.
    pub(super) partitive: bool,
}

/// The noun phrase behind the quantity, or before it ("a family of six", "Deaths: 12").
pub(super) fn counted(scene: &Scene<'_>, quantity: &Quantity) -> Counted {
    let (start, partitive) = phrase_start(scene, quantity.tokens.end);
    let phrase = noun_phrase(scene, start);
    let noun = phrase.end.checked_sub(1).filter(|last| phrase.contains(last));
    match noun {
        // "others" stands for the noun of the count before.
        Some(noun) if matches!(scene.lower(noun), "others" | "other") => {
            Counted { noun: None, phrase, unit: None, foreign: false, partitive }
        }
        Some(noun) => described(scene, noun, phrase.start..noun + 1, partitive),
        None => Counted { noun: None, phrase: start..start, unit: None, foreign: false, partitive },
    }
}

fn described(scene: &Scene<'_>, noun: usize, phrase: Range<usize>, partitive: bool) -> Counted {
    // "2,000 head of cattle", "three herds of goats".
    let behind =
        (noun + 2..noun + 4).find(|at| scene.tag(*at).is_noun()).filter(|_| scene.lower(noun + 1) == "of");
    let heads = scene.lexicon.units.heads.contains(scene.lemma(noun))
        && behind.is_some_and(|at| is_foreign(scene, at));
    let unit = unit_of(scene, noun).filter(|_| !heads);
    let foreign = heads || unit.is_none() && is_foreign(scene, noun);
    Counted { noun: Some(noun), phrase, unit, foreign, partitive }
}

/// Where the words for what is counted begin: behind "of the", "more", another quantity of a part of a whole.
fn phrase_start(scene: &Scene<'_>, end: usize) -> (usize, bool) {
    let mut at = end;
    let mut partitive = false;
    // "20-strong", "12-member": the noun behind is counted by its members.
    if scene.lower(at) == "-" && matches!(scene.lower(at + 1), "strong" | "member" | "person" | "man") {
        at += 2;
    }
    if matches!(scene.lower(at), "more" | "further" | "additional" | "extra") {
        at += 1;
    }
    if scene.lower(at) == "of" || scene.lower(at) == "among" {
        partitive = true;
        at += 1;
        while matches!(
            scene.lower(at),
            "the"
                | "these"
                | "those"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "all"
                | "such"
                | "both"
                | "my"
        ) {
            at += 1;
        }
        if let Some(whole) = scene.quantity_at(at) {
            at = whole.tokens.end;
        }
        // "31 of them children": the noun says which part.
        if matches!(scene.lower(at), "them" | "whom") && tells_people(scene, at + 1) {
            at += 1;
        }
    }
    (at, partitive)
}

/// Whether a noun for people stands here, without an article.
fn tells_people(scene: &Scene<'_>, start: usize) -> bool {
    let phrase = noun_phrase(scene, start);
    let noun = phrase.end.checked_sub(1).filter(|last| phrase.contains(last));
    noun.is_some_and(|noun| unit_of(scene, noun) == Some(Unit::Person))
}

/// Adjectives, participles and nouns from `start` to the last noun that belongs together.
fn noun_phrase(scene: &Scene<'_>, start: usize) -> Range<usize> {
    let mut end = start;
    let mut last_noun = None;
    let mut joined = false;
    while let Some(token) = scene.token(end) {
        if is_age(scene, end) {
            end += 3;
            continue;
        }
        let recent = scene.tag(end) == Tag::JJ && scene.tag(end + 1).is_noun();
        if scene.is_time(end) && !recent || scene.quantity_at(end).is_some() {
            break;
        }
        if is_predicate_word(scene, end, last_noun.is_some()) {
            break;
        }
        let noun = token.tag.is_noun() && token.kind != TokenKind::Mark || is_noun_by_list(scene, end);
        let before_noun = matches!(
            token.tag,
            Tag::JJ | Tag::JJR | Tag::JJS | Tag::VBN | Tag::VBG | Tag::RB | Tag::HYPH | Tag::RBR | Tag::AFX
        );
        let possessive = token.tag == Tag::POS && last_noun.is_some();
        let join = is_join(scene, end, last_noun);
        if noun {
            last_noun = Some(end);
        } else if possessive {
            last_noun = None;
        } else if join {
            joined = true;
        } else if !(before_noun && (last_noun.is_none() || joined && scene.tag(end - 1) == Tag::CC)) {
            break;
        }
        end += 1;
        if end - start > 12 {
            break;
        }
    }
    let last_noun =
        last_noun.or_else(|| nation(scene, start)).or_else(|| nominal_adjective(scene, start, end));
    start..last_noun.map_or(start, |noun| noun + 1)
}

/// "the displaced", "of the wounded": an adjective for those it describes.
fn nominal_adjective(scene: &Scene<'_>, start: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|last| *last >= start).or((end == start).then_some(start))?;
    let definite = start.checked_sub(1).is_some_and(|before| scene.lower(before) == "the");
    let person = scene.lexicon.units.person.contains(scene.lower(last)) || scene.lower(last).ends_with("ed");
    (definite && person && !scene.tag(last + 1).is_noun()).then_some(last)
}

/// A word that says what happened and not who is counted, though it may be tagged as a noun: "one person missing",
/// "174,711 affected", "42,068 await evacuation".
fn is_predicate_word(scene: &Scene<'_>, at: usize, after_noun: bool) -> bool {
    let followed = scene.tag(at + 1).is_noun();
    let lower = scene.lower(at);
    let definite = at.checked_sub(1).is_some_and(|before| scene.lower(before) == "the");
    let state = scene.lexicon.predicates.states.contains(lower) && !followed && !definite;
    let bare_verb = scene.tag(at) == Tag::NN
        && scene.quantity_at(at.wrapping_sub(1)).is_some_and(|quantity| quantity.high != Some(1.0))
        && hit(scene, at, &[Part::Agent], Some(Unit::Person)).is_some()
        && unit_of_list(scene, at).is_none();
    let verb_after_plural = after_noun
        && scene.tag(at) == Tag::NN
        && scene.tag(at - 1) == Tag::NNS
        && hit(scene, at, &[Part::Agent], Some(Unit::Person)).is_some_and(|hit| hit.others > 0);
    // "mud homes began to fall": an irregular past form behind a noun is no noun.
    let past_form = after_noun
        && scene.tag(at) == Tag::NN
        && scene.verb_of_past_form(at).is_some_and(|verb| verb != lower);
    let destroyed = after_noun
        && !followed
        && lower.ends_with("ed")
        && hit(scene, at, &[Part::Patient, Part::State], None).is_some();
    // "sent millions seeking refuge"
    let acting = scene.tag(at) == Tag::VBG
        && at.checked_sub(1).is_some_and(|before| scene.quantity_at(before).is_some())
        && hit(scene, at, &[Part::Agent], Some(Unit::Person)).is_some_and(|hit| hit.others > 0);
    let phrase = after_noun && hit(scene, at, &[Part::State], None).is_some_and(|hit| hit.others > 0);
    state || phrase || acting || destroyed || bare_verb || verb_after_plural || past_form
}

/// "20,000 Sudanese had arrived": an adjective of nation for its people.
fn nation(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let lower = scene.lower(start);
    let form = lower.ends_with("ese")
        || matches!(
            lower,
            "british" | "french" | "dutch" | "irish" | "swiss" | "spanish" | "danish" | "rohingya"
        );
    let alone =
        !scene.tag(start + 1).is_noun() && !matches!(scene.tag(start + 1), Tag::JJ | Tag::VBN | Tag::CC);
    (form && scene.is_capitalised(start) && alone).then_some(start)
}

/// "90-year-old" stands between a count and its noun.
fn is_age(scene: &Scene<'_>, at: usize) -> bool {
    scene.token(at).is_some_and(|token| token.kind == TokenKind::Number)
        && scene.lower(at + 1) == "-"
        && scene.lower(at + 2).starts_with("year-")
}

/// "sick and wounded people", "rescue workers, police officers and troops": a comma or "and" between like words.
fn is_join(scene: &Scene<'_>, at: usize, last_noun: Option<usize>) -> bool {
    let next = at + 1;
    let adjectives = |at: usize| matches!(scene.tag(at), Tag::JJ | Tag::VBN | Tag::VBG);
    match scene.lower(at) {
        "and" | "or" | "&" => {
            let between_adjectives = last_noun.is_none() && at > 0 && adjectives(at - 1) && adjectives(next);
            // "women, children, and men"
            let comma = at > 1 && scene.lower(at - 1) == ",";
            let people = at > 0
                && last_noun == Some(at - 1 - usize::from(comma))
                && last_noun.is_some_and(|noun| unit_of(scene, noun) == Some(Unit::Person))
                && next_noun_is_person(scene, next);
            between_adjectives || people
        }
        "," if last_noun.is_none() => at > 0 && adjectives(at - 1) && adjectives(next),
        // "local officials, policemen and militia personnel"
        "," => {
            let listed = (next..next + 4).any(|at| scene.lower(at) == "and");
            let last = matches!(scene.lower(next), "and" | "or");
            listed
                && at > 0
                && last_noun == Some(at - 1)
                && last_noun.is_some_and(|noun| unit_of(scene, noun) == Some(Unit::Person))
                && next_noun_is_person(scene, next + usize::from(last))
        }
        _ => false,
    }
}

/// Whether a bare plural of people follows, which no other quantity counts.
fn next_noun_is_person(scene: &Scene<'_>, start: usize) -> bool {
    let mut at = start;
    while matches!(scene.tag(at), Tag::JJ | Tag::NN | Tag::NNP)
        && at < start + 3
        && scene.tag(at + 1).is_noun()
    {
        at += 1;
    }
    matches!(scene.tag(at), Tag::NNS | Tag::NNPS)
        && unit_of(scene, at) == Some(Unit::Person)
        && !scene.tag(at + 1).is_verb()
        || matches!(scene.lower(at), "crew" | "staff")
}

/// Nouns that taggers take for something else.
fn is_noun_by_list(scene: &Scene<'_>, at: usize) -> bool {
    let units = &scene.lexicon.units;
    let lower = scene.lower(at);
    let adjective = matches!(
        lower,
        "dead"
            | "missing"
            | "injured"
            | "wounded"
            | "displaced"
            | "homeless"
            | "local"
            | "native"
            | "general"
            | "national"
            | "marine"
            | "human"
            | "alien"
            | "deceased"
            | "minor"
            | "other"
            | "hurt"
            | "unaccompanied"
            | "ill"
            | "captive"
            | "adult"
            | "teen"
            | "return"
            | "returns"
            | "strike"
            | "raid"
    );
    // "homes", "houses" and the like look like verbs to a tagger.
    let singular = lower.strip_suffix('s').unwrap_or("");
    let plural = scene.tag(at) == Tag::VBZ
        && ([&units.dwelling, &units.household, &units.things].iter().any(|set| set.contains(singular)));
    let listed = || {
        plural
            || units.person.contains(lower)
            || units.household.contains(lower)
            || units.person.contains(scene.lemma(at))
    };
    scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
        && !adjective
        && (!scene.tag(at).is_verb() || plural)
        && listed()
        || lower == "others"
}

/// The unit of a noun: by the lists, else a capitalised plural names people.
pub(super) fn unit_of(scene: &Scene<'_>, noun: usize) -> Option<Unit> {
    unit_of_list(scene, noun)
        .or_else(|| (!is_foreign(scene, noun) && is_people_by_form(scene, noun)).then_some(Unit::Person))
}

fn unit_of_list(scene: &Scene<'_>, noun: usize) -> Option<Unit> {
    let units = &scene.lexicon.units;
    let (lower, lemma) = (scene.lower(noun), scene.lemma(noun));
    // The last part of a compound is its head: "school-children", "co-workers".
    let tail = lemma.rsplit('-').next().unwrap_or(lemma);
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    let in_set = |set: &WordSet| [lower, lemma, tail, singular].iter().any(|word| set.contains(word));
    if in_set(&units.household) {
        Some(Unit::Household)
    } else if in_set(&units.person) || in_set(&units.papers) {
        Some(Unit::Person)
    } else if in_set(&units.dwelling) {
        Some(Unit::Dwelling)
    } else if in_set(&units.incident) {
        Some(Unit::Incident)
    } else {
        None
    }
}

/// Nouns of people by their form: "Afghans", "fishermen", "schoolgirls", "Bangladeshis".
fn is_people_by_form(scene: &Scene<'_>, noun: usize) -> bool {
    let lower = scene.lower(noun);
    let plural = scene.tag(noun) == Tag::NNPS || scene.tag(noun) == Tag::NNS || lower.ends_with('s');
    let folk = [
        "men", "women", "man", "woman", "children", "people", "girls", "boys", "folk", "goers", "seekers",
        "workers", "mates", "holders",
    ];
    let nation = ["ans", "ese", "is", "ish", "ens", "iots", "aks", "eks", "eds"];
    let capital = scene.is_capitalised(noun);
    folk.iter().any(|ending| lower.ends_with(ending))
        || capital
            && lower.len() > 4
            && (plural && nation.iter().any(|ending| lower.ends_with(ending)) || lower.ends_with("ese"))
}

/// Whether the noun is known to be counted by others: money, time, animals, vehicles, bodies of state.
pub(super) fn is_foreign(scene: &Scene<'_>, noun: usize) -> bool {
    let units = &scene.lexicon.units;
    [scene.lower(noun), scene.lemma(noun)]
        .iter()
        .any(|word| units.things.contains(word) || units.measures_of.contains(word))
}
