//! The number itself, the words beside it, its noun, and the trigger words near by.

use super::{Look, code};
use crate::{
    decide::{Features, size_word},
    lexicon::Part,
    text::{SentenceKind, Tag, TokenKind},
};

impl<'r> Look<'_, 'r> {
    /// A word as features name it: numbers, times and places by what they are.
    pub(super) fn word(&self, at: usize) -> &'r str {
        self.kind_word(at).unwrap_or_else(|| self.scene.lower(at))
    }

    /// The same by its dictionary form.
    pub(super) fn lemma(&self, at: usize) -> &'r str {
        self.kind_word(at).unwrap_or_else(|| self.scene.lemma(at))
    }

    fn kind_word(&self, at: usize) -> Option<&'static str> {
        let token = self.scene.token(at)?;
        if self.scene.quantity_at(at).is_some() || token.kind == TokenKind::Number {
            return Some("#");
        }
        if token.kind == TokenKind::Mark {
            return None;
        }
        if self.scene.is_place(at) {
            return Some("@place");
        }
        self.scene.is_time(at).then_some("@time")
    }

    /// The token behind the noun phrase.
    pub(super) fn end(&self) -> usize {
        self.counted.phrase.end.max(self.quantity.tokens.end)
    }
}

/// How the number is written and where it stands.
pub(super) fn shape(look: &Look<'_, '_>, out: &mut Features) {
    let quantity = look.quantity;
    let scene = look.scene;
    let tokens = quantity.tokens.clone();
    let value = quantity.high.or(quantity.low).unwrap_or(0.0);
    let magnitude = format!("{}", (value.max(1.0)).log10().floor());
    out.put("magnitude", &[&magnitude]);
    out.put("quantifier", &[quantity.quantifier.code()]);
    let digits = tokens.clone().any(|at| scene.token(at).is_some_and(|it| it.kind == TokenKind::Number));
    let written = quantity.span.slice(scene.text);
    let form = match (digits, written.contains([',', ' ', '\u{a0}', '.'])) {
        (false, _) => "words",
        (true, false) => "digits",
        (true, true) => "grouped",
    };
    out.put("form", &[form, &magnitude]);
    if tokens.len() == 1 && (form == "words" || value < 13.0) {
        out.put("number", &[scene.lower(tokens.start)]);
    }
    out.put_if(form == "digits" && (1900.0..2100.0).contains(&value), "like a year");
    let kind = match scene.sentence.kind {
        SentenceKind::Prose => "prose",
        SentenceKind::Heading => "heading",
        SentenceKind::Bullet => "bullet",
        SentenceKind::Row => "row",
    };
    out.put("line", &[kind]);
    out.put("line and form", &[kind, form]);
    out.put_if(tokens.start == scene.tokens().start, "opens");
    out.put_if(look.end() + 1 >= scene.tokens().end, "closes");
    out.put("numbers", &[size_word(scene.quantities.len())]);
    out.put("length", &[size_word(scene.tokens().len())]);
    let squeezed = scene.text.get(quantity.span.end..).and_then(|rest| rest.chars().next());
    out.put_if(squeezed == Some('%'), "per cent");
}

/// The words beside the number, and those behind its noun phrase.
pub(super) fn around(look: &Look<'_, '_>, out: &mut Features) {
    let (start, end) = (look.quantity.tokens.start, look.quantity.tokens.end);
    let left = |back: usize| start.checked_sub(back).map_or("", |at| look.word(at));
    let right = |on: usize| look.word(end + on);
    let behind = |on: usize| look.word(look.end() + on);
    out.put("1 before", &[left(1)]);
    out.put("2 before", &[left(2)]);
    out.put("3 before", &[left(3)]);
    out.put("before", &[left(2), left(1)]);
    out.put("long before", &[left(3), left(2), left(1)]);
    out.put("1 after", &[right(0)]);
    out.put("2 after", &[right(1)]);
    out.put("after", &[right(0), right(1)]);
    out.put("both sides", &[left(1), right(0)]);
    out.put("1 behind", &[behind(0)]);
    out.put("2 behind", &[behind(1)]);
    out.put("behind", &[behind(0), behind(1)]);
    out.put("long behind", &[behind(0), behind(1), behind(2)]);
    out.put("tags", &[tag(look, start.wrapping_sub(1)), tag(look, end)]);
    out.put("tags behind", &[tag(look, look.end()), tag(look, look.end() + 1)]);
    bag(look, out);
}

fn tag(look: &Look<'_, '_>, at: usize) -> &'static str {
    look.scene.tag(at).name()
}

/// How far words count as near.
const NEAR: usize = 9;

/// The content words of the clause on either side.
fn bag(look: &Look<'_, '_>, out: &mut Features) {
    let (start, end) = (look.quantity.tokens.start, look.quantity.tokens.end);
    let says = |at: &usize| {
        let tag = look.scene.tag(*at);
        tag.is_noun() || tag.is_verb() || tag.is_adjective()
    };
    let floor = start.saturating_sub(NEAR).max(look.scene.tokens().start);
    for at in (floor..start).rev().take_while(|at| look.scene.lower(*at) != ";").filter(says) {
        out.put("left", &[look.lemma(at)]);
        kin_of_verb(look, at, "left kin", out);
    }
    let ceiling = (end + NEAR).min(look.scene.tokens().end);
    for at in (end..ceiling).take_while(|at| look.scene.lower(*at) != ";").filter(says) {
        out.put("right", &[look.lemma(at)]);
        kin_of_verb(look, at, "right kin", out);
    }
    nearest_verbs(look, out);
}

/// What a verb near by is like.
fn kin_of_verb(look: &Look<'_, '_>, at: usize, name: &str, out: &mut Features) {
    if look.scene.tag(at).is_verb() {
        for class in look.scene.lexicon.kin.of_verb(look.scene.lemma(at)).iter().take(3) {
            out.put(name, &[class]);
        }
    }
}

/// The nearest verb on either side within the clause, whatever the tree says.
fn nearest_verbs(look: &Look<'_, '_>, out: &mut Features) {
    let scene = look.scene;
    let is_main = |at: &usize| {
        scene.tag(*at).is_verb() && !matches!(scene.lemma(*at), "be" | "have" | "do")
            || scene.tag(*at) == Tag::VBN
    };
    let floor = look.quantity.tokens.start.saturating_sub(NEAR).max(scene.tokens().start);
    let left = (floor..look.quantity.tokens.start).rev().find(is_main);
    let right = (look.end()..(look.end() + NEAR).min(scene.tokens().end)).find(is_main);
    for (side, at) in [("verb left", left), ("verb right", right)] {
        let Some(at) = at else { continue };
        let passive = if look.scene.prose.is_passive(at) { "passive" } else { "active" };
        out.put(side, &[scene.lemma(at), passive]);
        out.put(side, &[scene.lemma(at), look.word(at + 1), look.word(at + 2)]);
        for class in scene.lexicon.kin.of_verb(scene.lemma(at)) {
            out.put(side, &[class, passive]);
        }
    }
}

/// The noun counted and its modifiers.
pub(super) fn noun(look: &Look<'_, '_>, out: &mut Features) {
    let counted = look.counted;
    let unit = counted.unit.map_or(if counted.foreign { "foreign" } else { "unknown" }, |unit| unit.code());
    out.put_if(counted.partitive, "partitive");
    let Some(noun) = counted.noun else {
        out.put("noun", &["none"]);
        out.put(
            "no noun between",
            &[look.word(look.quantity.tokens.start.wrapping_sub(1)), look.word(look.end())],
        );
        return;
    };
    let lemma = look.scene.lemma(noun);
    out.put("noun", &[lemma]);
    out.put("noun unit", &[unit]);
    for class in look.scene.lexicon.kin.of_noun(lemma) {
        out.put("noun kin", &[class]);
    }
    out.put("noun and before", &[lemma, look.word(look.quantity.tokens.start.wrapping_sub(1))]);
    out.put("noun and behind", &[lemma, look.word(look.end())]);
    out.put("ending", &[lemma.get(lemma.len().saturating_sub(3)..).unwrap_or("")]);
    out.put_if(look.scene.is_capitalised(noun), "capital noun");
    for at in counted.phrase.start..noun {
        out.put("modifier", &[look.lemma(at)]);
    }
}

/// The trigger words of the sentence, by side and distance.
pub(super) fn triggers(look: &Look<'_, '_>, out: &mut Features) {
    let first = look.scene.tokens().start;
    let (start, end) = (look.quantity.tokens.start, look.quantity.tokens.end);
    let mut nearest: [Option<usize>; 2] = [None, None];
    let left = (first..start).rev().map(|at| (0, start - at, at));
    let right = (end..look.scene.tokens().end).map(|at| (1, at + 1 - end, at));
    for (side, far, at) in left.take(REACH).chain(right.take(REACH)) {
        for (measure, part) in look.triggers.get(at - first).into_iter().flatten() {
            let (side_word, code) = (SIDES[side], code(look.scene, *measure));
            if *part == Part::Weak {
                continue;
            }
            out.put("trigger", &[side_word, code, if far <= 4 { "near" } else { "far" }]);
            out.put("trigger part", &[side_word, code, part_word(*part)]);
            if nearest[side].is_none() {
                nearest[side] = Some(*measure);
                out.put("nearest trigger", &[side_word, code]);
            }
        }
    }
    let word = |measure: Option<usize>| measure.map_or("", |measure| code(look.scene, measure));
    out.put("nearest triggers", &[word(nearest[0]), word(nearest[1])]);
}

const SIDES: [&str; 2] = ["left", "right"];

/// How far a trigger is looked for.
const REACH: usize = 24;

fn part_word(part: Part) -> &'static str {
    match part {
        Part::Patient => "patient",
        Part::Agent => "agent",
        Part::Ordered => "ordered",
        Part::Event => "event",
        Part::Counted => "counted",
        Part::State => "state",
        Part::Weak => "weak",
        Part::Holder => "holder",
    }
}

/// All that bears on the unit of a figure of this measure.
pub(in crate::figure) fn of_unit(look: &Look<'_, '_>, measure: &str, named: bool) -> Features {
    let mut out = Features::new(named);
    out.put("bias", &[]);
    out.put("measure", &[measure]);
    let unit = look.counted.unit.map_or("none", |unit| unit.code());
    out.put("noun unit", &[unit, measure]);
    let ruled = look.ruled.map_or("none", |ruled| ruled.unit);
    out.put("rule unit", &[ruled]);
    out.put("rule unit of", &[ruled, measure]);
    if let Some(noun) = look.counted.noun {
        out.put("noun", &[look.scene.lemma(noun)]);
    }
    let told = look.scene.before.above(look.scene, look.quantity).and_then(|told| told.unit);
    out.put("above", &[told.map_or("none", |unit| unit.code()), measure]);
    out.put("1 before", &[look.word(look.quantity.tokens.start.wrapping_sub(1))]);
    out.put("behind", &[look.word(look.end())]);
    out
}
