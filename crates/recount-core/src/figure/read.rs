//! From quantities to figures: what is counted, what happened, and how it is told.

use super::{
    Countries, Figure, Reason, Status, Unit, Who,
    before::Before,
    countries,
    decision::Decision,
    exclude::excluded,
    head::{Counted, counted, unit_of},
    period,
    predicate::{Around, Candidate, candidates, elsewhere::restates, toll::numbered},
    rate,
    scene::Scene,
    status::status,
    triggers::{self, hit},
};
use crate::{
    decide::Decider,
    lexicon::{Bound, Lexicon, Part},
    mention::{Mentions, Quantifier, Quantity},
    report::Report,
    span::Span,
    text::{Prose, Tag},
};

/// A quantity on its way to a figure.
pub(super) struct Draft<'q> {
    pub(super) quantity: &'q Quantity,
    pub(super) counted: Counted,
    pub(super) end: usize,
    pub(super) unit: Option<Unit>,
    pub(super) who: Option<Span>,
    pub(super) candidate: Option<Candidate>,
}

/// Every figure of the report, in order; sources are filled in by `statement::credit`.
pub fn read(
    report: &Report,
    prose: &Prose,
    mentions: &Mentions,
    lexicon: &Lexicon,
    decider: &dyn Decider,
) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut first = 0;
    let mut before = Before::default();
    let topics = triggers::topics(prose, lexicon);
    for sentence in &prose.sentences {
        let rest = &mentions.quantities[first..];
        let count = rest.partition_point(|quantity| quantity.tokens.start < sentence.tokens.end);
        let quantities = &rest[..count];
        first += count;
        let scene =
            Scene { text: &report.text, prose, mentions, lexicon, sentence, quantities, before: &before };
        let decision = Decision { scene: &scene, topics: &topics, decider };
        let last = if quantities.is_empty() { None } else { decision.read_sentence(&mut figures) };
        before = before.next(&scene, last);
    }
    countries::fill(report, prose, mentions, lexicon, decider, &mut figures);
    period::fill(report, &mut figures, prose, mentions, lexicon, decider);
    figures
}

/// What the rules say of each quantity of a sentence that they count.
pub(super) fn drafts<'q>(scene: &Scene<'q>) -> Vec<Draft<'q>> {
    let mut drafts: Vec<Draft<'q>> = Vec::new();
    let mut after_thing = false;
    for quantity in scene.quantities.iter().filter(|quantity| excluded(scene, quantity).is_none()) {
        let draft = draft(scene, quantity, drafts.last());
        let parallel =
            draft.as_ref().zip(drafts.last()).is_some_and(|(draft, last)| is_parallel(scene, draft, last));
        let alike =
            draft.as_ref().zip(drafts.last()).is_some_and(|(draft, last)| is_of_unit(scene, draft, last));
        let kept = draft
            .filter(|draft| parallel || alike || !(after_thing && counts_the_thing_before(scene, draft)));
        after_thing = kept.is_none();
        drafts.extend(kept);
    }
    share_measures(scene, &mut drafts);
    drafts
}

/// "houses in six regions, of which 300 were destroyed": what happened can only happen to what was counted before.
fn is_of_unit(scene: &Scene<'_>, draft: &Draft<'_>, last: &Draft<'_>) -> bool {
    let measure = draft.candidate.and_then(|candidate| scene.lexicon.measures.get(candidate.measure));
    measure.is_some_and(|measure| measure.units == [Unit::Dwelling] && last.unit == Some(Unit::Dwelling))
}

/// "20 in camps and 30 in towns": the same word goes on behind both counts, so they count the same.
fn is_parallel(scene: &Scene<'_>, draft: &Draft<'_>, last: &Draft<'_>) -> bool {
    scene.tag(draft.end) == Tag::IN
        && scene.lower(draft.end) == scene.lower(last.end)
        && draft
            .quantity
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| matches!(scene.lower(before), "and" | "," | ";"))
}

/// "Of the 18 centres, five are in the city": an understood noun is that of the count before, which is no figure.
fn counts_the_thing_before(scene: &Scene<'_>, draft: &Draft<'_>) -> bool {
    const OF_PEOPLE_ALONE: [&str; 5] = ["killed", "injured", "missing", "detained", "rescued"];
    let measure = draft.candidate.and_then(|candidate| scene.lexicon.measures.get(candidate.measure));
    draft.counted.noun.is_none() && measure.is_none_or(|measure| !OF_PEOPLE_ALONE.contains(&&*measure.code))
}

/// Who is counted and what happened to them, as far as the words around the quantity say; none where it counts
/// something else.
fn draft<'q>(scene: &Scene<'q>, quantity: &'q Quantity, previous: Option<&Draft<'q>>) -> Option<Draft<'q>> {
    let counted = counted(scene, quantity);
    if counted.foreign || is_determiner_one(scene, quantity, &counted) || is_whole_of_one(scene, quantity) {
        return None;
    }
    let end = counted.phrase.end.max(quantity.tokens.end);
    let unknown_noun = counted.noun.is_some() && counted.unit.is_none();
    if counted.noun.is_none() && completes_another_noun(scene, quantity) {
        return None;
    }
    let antecedent = previous.filter(|_| counted.noun.is_none());
    let alternative = scene.lower(quantity.tokens.start.wrapping_sub(1)) == "or";
    let unit = counted.unit.or(antecedent.and_then(|previous| previous.unit).filter(|_| !alternative));
    let who = match counted.noun {
        Some(_) => Some(scene.span(counted.phrase.clone())),
        None => antecedent.and_then(|previous| previous.who),
    };
    let around = Around { scene, quantity, counted: &counted, end, unit };
    let mut candidate = candidates(&around).into_iter().next();
    if candidate.is_none() && unit.is_some() && counted.noun.is_none() {
        // The understood noun may be another than the one before: "12 homes burnt and three killed".
        candidate = candidates(&Around { unit: None, ..around }).into_iter().next();
    }
    let least = least_weight(scene, quantity, &counted, candidate);
    if candidate.is_some_and(|candidate| candidate.weight < least) || unknown_noun && candidate.is_none() {
        return None;
    }
    let unit = unit.filter(|_| {
        !(antecedent.is_some() && candidate.is_some_and(|candidate| is_of_persons(scene, candidate)))
    });
    let unit = unit.filter(|unit| candidate.is_none_or(|candidate| counts(scene, candidate, *unit)));
    let told = candidate.and_then(|candidate| match candidate.rule {
        "under a heading" => scene.before.above(scene, quantity),
        "of these" | "that number" | "the rest" => scene.before.near(scene),
        _ => None,
    });
    let numbered = candidate
        .filter(|candidate| candidate.rule == "toll" && counted.noun.is_none())
        .and_then(|candidate| numbered(scene, candidate.at));
    let unit = unit.or(told.and_then(|told| told.unit)).or(numbered.and_then(|noun| unit_of(scene, noun)));
    let who = who.or(told.and_then(|told| told.who)).or(numbered.map(|noun| scene.span(noun..noun + 1)));
    Some(Draft { quantity, counted, end, unit, who, candidate })
}

/// "a tonnage of 47,800", "the village of 300": a bare number behind "of" belongs to the noun before it.
fn completes_another_noun(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let Some(noun) =
        quantity.tokens.start.checked_sub(2).filter(|_| scene.lower(quantity.tokens.start - 1) == "of")
    else {
        return false;
    };
    // "on top of 4,000", "ahead of": the words are one preposition.
    if scene.lexicon.predicates.prepositions.contains(scene.lower(noun)) {
        return false;
    }
    let parts = [Part::Event, Part::Counted, Part::Weak];
    let counts = scene.lexicon.units.groups.contains(scene.lemma(noun))
        || unit_of(scene, noun).is_some()
        || hit(scene, noun, &parts, None).is_some();
    !counts
        && scene.tag(noun).is_noun()
        && !matches!(scene.lower(noun), "estimate" | "figure" | "maximum" | "minimum" | "average" | "record")
}

/// Deaths and injuries without a noun are of persons, whatever was counted before: "15 families fled, two died".
fn is_of_persons(scene: &Scene<'_>, candidate: Candidate) -> bool {
    scene
        .lexicon
        .measures
        .get(candidate.measure)
        .is_some_and(|measure| matches!(&*measure.code, "killed" | "injured" | "missing"))
}

/// How strongly structure must speak for a measure: more for a noun that is on no list, and for "one".
fn least_weight(
    scene: &Scene<'_>,
    quantity: &Quantity,
    counted: &Counted,
    candidate: Option<Candidate>,
) -> u8 {
    let elided = counted.noun.is_none() && !counted.partitive;
    let unknown_noun = counted.noun.is_some() && counted.unit.is_none();
    const OF_PEOPLE: [&str; 4] = ["killed", "injured", "detained", "deported"];
    let capital = counted.noun.is_some_and(|noun| scene.is_capitalised(noun));
    let code = candidate
        .and_then(|candidate| scene.lexicon.measures.get(candidate.measure))
        .map_or("", |measure| &measure.code);
    let one = scene.lower(quantity.tokens.end - 1) == "one";
    match (unknown_noun, one) {
        // "47,129 displacement movements": the noun itself is what is counted.
        (true, _) if candidate.is_some_and(|candidate| is_noun_phrase_of(scene, candidate)) => 0,
        (true, _) if OF_PEOPLE.contains(&code) || capital => 56,
        (true, _) => u8::MAX,
        (false, true)
            if matches!(code, "affected" | "hosted" | "sheltered" | "involved" | "other" | "incidents") =>
        {
            u8::MAX
        }
        (false, true) if elided => 76,
        (false, true) => 42,
        (false, false) => 0,
    }
}

/// Whether a phrase of several words that ends in the noun counted says the measure.
fn is_noun_phrase_of(scene: &Scene<'_>, candidate: Candidate) -> bool {
    candidate.rule == "noun"
        && hit(scene, candidate.at, &[Part::Counted], None)
            .is_some_and(|hit| hit.others > 0 && hit.measure == candidate.measure)
}

fn counts(scene: &Scene<'_>, candidate: Candidate, unit: Unit) -> bool {
    scene.lexicon.measures.get(candidate.measure).is_some_and(|measure| measure.units.contains(&unit))
}

/// "one" that points or sums up instead of counting: "one of the largest", "one man said".
fn is_determiner_one(scene: &Scene<'_>, quantity: &Quantity, counted: &Counted) -> bool {
    let one = quantity.tokens.len() == 1 && scene.lower(quantity.tokens.start) == "one";
    let superlative = counted
        .phrase
        .clone()
        .any(|at| matches!(scene.tag(at), Tag::JJS | Tag::RBS) || scene.lower(at) == "most");
    let thing = matches!(counted.unit, Some(Unit::Dwelling | Unit::Incident));
    one && (superlative || thing || counted.noun.is_some_and(|noun| scene.lower(noun) == "day"))
}

/// "one of the 13 shelters": the whole of which one is taken.
fn is_whole_of_one(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let before = |back: usize| quantity.tokens.start.checked_sub(back).map_or("", |at| scene.lower(at));
    before(3) == "one" && before(2) == "of" && before(1) == "the"
}

/// Counts that stand together share what happened: "12 men and 3 women were killed", "killed 12 men and 3 women".
fn share_measures(scene: &Scene<'_>, drafts: &mut [Draft<'_>]) {
    let strong = |draft: &Draft<'_>| draft.candidate.is_some_and(|candidate| candidate.weight >= 42);
    for at in (0..drafts.len().saturating_sub(1)).rev() {
        let next = &drafts[at + 1];
        let adjacent = are_joined(scene, drafts[at].end, next.quantity.tokens.start);
        if !strong(&drafts[at]) && strong(next) && adjacent {
            let candidate =
                next.candidate.map(|candidate| Candidate { rule: "shared with the next", ..candidate });
            adopt(scene, &mut drafts[at], candidate);
        }
    }
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let Some((previous, draft)) = before.last().zip(rest.first_mut()) else { continue };
        let same = restates(scene, draft.quantity.tokens.start);
        if same && strong(previous) || !strong(draft) && strong(previous) && goes_on(scene, draft, previous) {
            let candidate = previous
                .candidate
                .map(|candidate| Candidate { rule: "shared with the one before", ..candidate });
            adopt(scene, draft, candidate);
        }
    }
}

/// Takes the shared measure where it can count the unit.
fn adopt(scene: &Scene<'_>, draft: &mut Draft<'_>, candidate: Option<Candidate>) {
    let fits =
        candidate.is_some_and(|candidate| draft.unit.is_none_or(|unit| counts(scene, candidate, unit)));
    if fits {
        draft.candidate = candidate;
    }
}

fn are_joined(scene: &Scene<'_>, end: usize, start: usize) -> bool {
    start >= end
        && start - end <= 3
        && (end..start).all(|at| {
            matches!(scene.lower(at), "and" | "or" | "," | "&" | "/" | "(" | "plus" | "a" | "further")
        })
}

/// Whether a count without a predicate of its own goes on with the one before it.
fn goes_on(scene: &Scene<'_>, draft: &Draft<'_>, previous: &Draft<'_>) -> bool {
    let start = draft.quantity.tokens.start;
    if are_joined(scene, previous.end, start) {
        return true;
    }
    let before = (1..4).filter_map(|back| start.checked_sub(back)).map(|at| scene.lower(at));
    let part = before.clone().any(|word| {
        matches!(
            word,
            "including"
                | "include"
                | "embody"
                | "also"
                | "among"
                | "them"
                | "whom"
                | "-"
                | "–"
                | "—"
                | "("
                | "mostly"
        )
    });
    // "…, up from nearly 9,000 on Tuesday"
    let change = scene.lower(start.wrapping_sub(1)) == "to"
        && previous.quantity.tokens.start.checked_sub(1).is_some_and(|at| scene.lower(at) == "from")
        || matches!(scene.lower(start.wrapping_sub(1)), "from" | "with" | "to")
            && matches!(scene.lower(start.wrapping_sub(2)), "up" | "down" | "compared");
    if change {
        return true;
    }
    // "of which only four are confirmed", "14 of whom", "eight from the north; two each from the south"
    let lower = |at: usize| scene.lower(at);
    let of_which = (2..5)
        .filter_map(|back| start.checked_sub(back))
        .any(|at| lower(at) == "of" && matches!(lower(at + 1), "which" | "whom" | "them"))
        || lower(draft.quantity.tokens.end) == "of"
            && matches!(lower(draft.quantity.tokens.end + 1), "whom" | "which" | "them");
    let parallel = lower(start.wrapping_sub(1)) == ";"
        && matches!(lower(draft.quantity.tokens.end), "each" | "from" | "in");
    if of_which || parallel {
        return true;
    }
    let elided = draft.counted.noun.is_none()
        && before.take(2).any(|word| matches!(word, "and" | "," | "while" | "with" | "or" | "another"));
    part || elided
}

/// The figure that the rules make of a draft.
pub(super) fn figure(scene: &Scene<'_>, draft: &Draft<'_>) -> Option<Figure> {
    let candidate = draft.candidate.filter(|candidate| candidate.weight >= 20)?;
    let measure = scene.lexicon.measures.get(candidate.measure)?;
    let unit = draft.unit.or_else(|| measure.units.first().copied())?;
    let quantity = draft.quantity;
    let (status, status_words) = status(scene, candidate.at, quantity.tokens.start);
    let (low, high, quantifier) = bounds(scene, quantity);
    let mut because = vec![reason(scene, candidate.rule, candidate.at)];
    because.extend(status_words.map(|words| Reason { rule: "status", words }));
    let capacity = capacity_word(scene, quantity.tokens.start);
    let needed = measure.code == "other" && matches!(scene.lemma(candidate.at), "need" | "needed");
    let status = if capacity.is_some() || needed { Status::Planned } else { status };
    let (measure, status) = told(&measure.code, status, capacity.is_some_and(|word| word == "capacity"));
    Some(Figure {
        span: quantity.span,
        low,
        high,
        quantifier,
        unit,
        per: rate::per(scene, draft.end).or_else(|| rate::per_before(scene, quantity.tokens.start)),
        measure,
        who: draft.who.map(|span| Who { span, text: span.slice(scene.text).to_string() }),
        countries: Countries::default(),
        place: None,
        period: None,
        source: None,
        status,
        sentence: scene.sentence.span,
        event: None,
        scope: None,
        cause: None,
        because,
    })
}

fn reason(scene: &Scene<'_>, rule: &'static str, at: usize) -> Reason {
    Reason { rule, words: scene.token(at).map_or(Span::default(), |token| token.span) }
}

/// A word for what there is room for, or may come at the most, right before the quantity.
fn capacity_word<'r>(scene: &Scene<'r>, start: usize) -> Option<&'r str> {
    let words = (start.saturating_sub(5).max(scene.tokens().start)..start).rev().map(|at| scene.lower(at));
    words.take_while(|word| !matches!(*word, "," | ";" | "and")).find(|word| {
        matches!(*word, "capacity" | "cap" | "ceiling" | "quota" | "limit" | "designed" | "room" | "process")
    })
}

/// An expulsion that is planned is an order to leave, and an order to leave is planned.
fn told(measure: &str, status: Status, capacity: bool) -> (String, Status) {
    match (measure, status) {
        _ if capacity => ("other".to_string(), status),
        ("ordered_to_leave", Status::Reported) => (measure.to_string(), Status::Planned),
        ("deported", Status::Planned) => ("ordered_to_leave".to_string(), status),
        _ => (measure.to_string(), status),
    }
}

/// The bounds as whole numbers, with what a verb before the quantity adds: "has surpassed 500", "is estimated at 900".
pub(super) fn bounds(scene: &Scene<'_>, quantity: &Quantity) -> (Option<u64>, Option<u64>, Quantifier) {
    let (low, high) = (whole(quantity.low, quantity.dotted), whole(quantity.high, quantity.dotted));
    if quantity.quantifier != Quantifier::Exact {
        return (low, high, quantity.quantifier);
    }
    if capacity_word(scene, quantity.tokens.start)
        .is_some_and(|word| matches!(word, "cap" | "ceiling" | "limit"))
    {
        return (None, high, Quantifier::LessThan);
    }
    match bound_by_verb(scene, quantity.tokens.start) {
        Some(Bound::MoreThan) => (low, None, Quantifier::MoreThan),
        Some(Bound::Approximately) => (low, high, Quantifier::Approximately),
        _ => (low, high, quantity.quantifier),
    }
}

fn bound_by_verb(scene: &Scene<'_>, start: usize) -> Option<Bound> {
    let before = start.checked_sub(1)?;
    let verbs = &scene.lexicon.quantifiers.verbs;
    // "it is estimated that 40,000 …", "40,000 people are estimated to …"
    let said_so = (start.saturating_sub(3)..start).any(|at| scene.lower(at) == "estimated")
        || (start..start + 9)
            .take_while(|at| !matches!(scene.lower(*at), "," | ";" | "and"))
            .any(|at| scene.lower(at) == "estimated" && scene.lower(at + 1) == "to");
    let verb = verbs.get(scene.lemma(before)).or_else(|| verbs.get(scene.lower(before))).copied();
    let estimate = matches!(scene.lower(before), "at" | "of" | "to" | "be")
        && (before.saturating_sub(3)..before)
            .any(|at| matches!(scene.lemma(at), "estimate" | "estimated" | "estimates"));
    verb.filter(|_| scene.tag(before).is_verb()).or((estimate || said_so).then_some(Bound::Approximately))
}

/// A count is whole; "1.200" with the period of thousands is 1200.
fn whole(value: Option<f64>, dotted: bool) -> Option<u64> {
    let value = value?;
    let value = if dotted { (value * 1000.0).round() } else { value };
    // Values are finite and not negative: digits and words make no others.
    ((0.0..1e18).contains(&value)).then_some(value as u64)
}
