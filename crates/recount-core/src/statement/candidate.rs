//! Who may be credited with a figure beside those whom a cue names: whatever does something in its sentence or the two before, whose noun
//! stands with it ("IOM's guess", "by the ministry's count"), and who is set before a colon where a paragraph begins ("Mr Cole: …").

use std::{cell::OnceCell, ops::Range};

use super::{kind, naming, scene::Scene};
use crate::{
    decide::{Features, size_word},
    figure::Source,
    lexicon::Lexicon,
    span::Span,
    text::Relation,
};

/// How somebody stands beside a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Does what the verb tells.
    Subject,
    /// Has what is told: "IOM's guess".
    Owner,
    /// Behind a preposition: "by the count of the ministry".
    Behind,
    /// Before a colon where the paragraph begins.
    Label,
}

/// Somebody who may be credited.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) source: Source,
    stands: Stands,
    head: usize,
}

/// Somebody who may be credited with a figure, and how many sentences before it they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near<'c> {
    pub(super) candidate: &'c Candidate,
    gap: usize,
}

/// Who is set before a colon where a paragraph begins.
struct Label {
    sentence: usize,
    tokens: Range<usize>,
    told: Option<Candidate>,
}

/// How many sentences before the figure's are looked at, and words of each.
const SENTENCES: usize = 2;
const WORDS: usize = 60;
/// How many sentences a label holds.
const HELD: usize = 60;
/// Words of a label.
const LABEL: usize = 14;

fn labels(scene: &Scene) -> Vec<Label> {
    let mut paragraph = usize::MAX;
    let mut labels = Vec::new();
    for (number, sentence) in scene.prose.sentences.iter().enumerate() {
        if sentence.paragraph == paragraph {
            continue;
        }
        paragraph = sentence.paragraph;
        let tokens = sentence.tokens.clone();
        let Some(colon) = tokens.clone().take(LABEL).find(|at| scene.written(*at) == ":") else { continue };
        let label = tokens.start..colon;
        let speaks = label.clone().any(|at| scene.can_speak(at) && scene.tag(at).is_noun());
        if speaks && scene.is_capitalised(label.start) && colon + 1 < tokens.end {
            let told = of(scene, label.clone(), label.end - 1, Stands::Label);
            labels.push(Label { sentence: number, tokens: label, told });
        }
    }
    labels
}

/// Everybody who may be credited in a report; who is named in a sentence is looked for once, when a figure first asks.
pub(super) struct Candidates<'s, 'r> {
    scene: &'s Scene<'r>,
    labels: Vec<Label>,
    named: Vec<OnceCell<Vec<Candidate>>>,
}

impl<'s, 'r> Candidates<'s, 'r> {
    pub(super) fn new(scene: &'s Scene<'r>) -> Self {
        let named = vec![OnceCell::new(); scene.prose.sentences.len()];
        Candidates { scene, labels: labels(scene), named }
    }

    /// Those for what stands at this token, the nearest sentence first.
    pub(super) fn near(&self, figure: usize) -> Vec<Near<'_>> {
        let here = self.scene.sentence_number(figure);
        let mut found = Vec::new();
        let paragraph = self.scene.prose.sentences.get(here).map(|it| it.paragraph);
        for number in (here.saturating_sub(SENTENCES)..=here).rev() {
            let Some(sentence) = self.scene.prose.sentences.get(number) else { continue };
            if Some(sentence.paragraph) != paragraph {
                break;
            }
            let near = if number == here { figure } else { sentence.tokens.end };
            let reached = near.saturating_sub(WORDS)..near + WORDS;
            let within = |it: &&Candidate| reached.contains(&it.head) && it.head != figure;
            let named = self.named(number, sentence.tokens.clone()).iter().filter(within);
            found.extend(named.map(|candidate| Near { candidate, gap: here - number }));
        }
        found.extend(self.label(here, figure));
        found
    }

    fn named(&self, number: usize, tokens: Range<usize>) -> &[Candidate] {
        let read = || tokens.filter_map(|at| candidate(self.scene, at)).collect();
        self.named.get(number).map_or(&[], |cell| cell.get_or_init(read))
    }

    /// Who is set before the last colon that opens a paragraph.
    fn label(&self, here: usize, figure: usize) -> Option<Near<'_>> {
        let before = self.labels.partition_point(|label| label.sentence <= here);
        let label = self.labels.get(before.checked_sub(1)?)?;
        let gap = here - label.sentence;
        let holds = gap <= HELD && !label.tokens.contains(&figure);
        label.told.as_ref().filter(|_| holds).map(|candidate| Near { candidate, gap })
    }
}

/// Somebody named by the noun at this token.
fn candidate(scene: &Scene, at: usize) -> Option<Candidate> {
    if !scene.tag(at).is_noun() || !scene.can_speak(at) {
        return None;
    }
    let stands = match scene.clauses.relation(at) {
        Relation::Nsubj | Relation::NsubjPass => Stands::Subject,
        Relation::NmodPoss => Stands::Owner,
        Relation::Obl | Relation::Nmod if scene.clauses.child(at, &[Relation::Case]).is_some() => {
            Stands::Behind
        }
        _ => return None,
    };
    of(scene, scene.naming(at), at, stands)
}

fn of(scene: &Scene, naming: Range<usize>, head: usize, stands: Stands) -> Option<Candidate> {
    let span = scene.span(naming.clone())?;
    let kind = kind::of_words(scene, &naming, head).unwrap_or_else(|| kind::by_default(scene, &naming, head));
    Some(Candidate { source: Source { span, text: naming::words(scene.text, span), kind }, stands, head })
}

/// What is said of somebody who stands beside a figure.
pub(super) fn features(
    scene: &Scene,
    lexicon: &Lexicon,
    Near { candidate, gap }: Near<'_>,
    figure: Span,
    out: &mut Features,
) {
    let stands = match candidate.stands {
        Stands::Subject => "subject",
        Stands::Owner => "owner",
        Stands::Behind => "behind",
        Stands::Label => "label",
    };
    let gap = size_word(gap);
    let at = scene.prose.token_at(figure.start);
    out.put("stands", &[stands, gap]);
    out.put("stands and kind", &[stands, gap, candidate.source.kind.code()]);
    if candidate.stands == Stands::Label {
        return;
    }
    let head = candidate.head;
    let lemma = |at: usize| scene.token(at).map_or("", |token| &token.lemma);
    out.put("noun", &[lemma(head), stands]);
    for class in lexicon.kin.of_noun(lemma(head)).iter().take(4) {
        out.put("noun kin", &[class, stands]);
    }
    out.put("named", &[if scene.is_capitalised(head) { "name" } else { "noun" }, stands, gap]);
    let case = scene.clauses.child(head, &[Relation::Case]).map_or("", |case| scene.clauses.word(case));
    out.put("case", &[case, stands]);
    let Some(verb) = scene.clauses.head(head) else { return };
    out.put("does", &[lemma(verb), stands]);
    out.put("does, how far", &[lemma(verb), stands, gap]);
    let classes = match scene.is_verb(verb) {
        true => lexicon.kin.of_verb(lemma(verb)),
        false => lexicon.kin.of_noun(lemma(verb)),
    };
    for class in classes.iter().take(5) {
        out.put("does kin", &[class, stands]);
        out.put("does kin, how far", &[class, stands, gap]);
    }
    let governs = scene.clauses.stretch(verb).contains(&at);
    out.put("governs", &[if governs { "yes" } else { "no" }, stands, gap]);
    let before = if head < at { "before" } else { "behind" };
    out.put("side", &[before, stands, gap, if governs { "governs" } else { "" }]);
    let direct = scene.clauses.children(verb).iter().any(|child| {
        matches!(scene.clauses.relation(*child), Relation::Obj | Relation::Ccomp)
            && scene.clauses.stretch(*child).contains(&at)
    });
    out.put("object", &[if direct { "yes" } else { "no" }, stands, lemma(verb)]);
    out.put_if(direct, "object of it");
}
