//! Whom a figure is credited to, by trained weights: nobody, or one of the sources that the report names near by.

use crate::{
    Lexicon,
    decide::{Choice, Decider, Features, Slot, size_word},
    figure::{Figure, Reason, Source},
    lexicon::{SourceKind, Voice},
};

use super::{
    Statement,
    candidate::{self, Candidates, Near},
    naming,
    scene::Scene,
};

/// A source that a figure may be credited to.
struct Proposal<'s> {
    source: Source,
    /// The statements that name it, the nearest first.
    told: Vec<&'s Statement>,
    /// How it stands beside the figure, where it is named near by.
    stands: Option<Near<'s>>,
    /// Whether the rules credit the figure to it.
    ruled: bool,
}

impl Proposal<'_> {
    /// Whether the nearest statement that names it has it from somebody else.
    fn passes_on(&self) -> bool {
        self.told.first().is_some_and(|told| told.chain.contains(&self.source.span))
    }
}

/// How many sentences away a source may be named.
const REACH: usize = 6;

/// A statement, the number of the sentence of its cue, and whom it names: whoever said it before those who passed it on.
pub(super) struct Telling<'s> {
    statement: &'s Statement,
    sentence: usize,
    sources: Vec<Source>,
}

impl<'s> Telling<'s> {
    pub(super) fn of(scene: &Scene, statement: &'s Statement) -> Telling<'s> {
        let cue = || statement.cue.first().copied().filter(|_| statement.source.is_empty());
        let kind = statement.kind.unwrap_or(SourceKind::Unnamed);
        let spans = statement.naming.or_else(cue).into_iter().chain(statement.chain.iter().copied());
        let source = |span| Source { span, text: naming::words(scene.text, span), kind };
        Telling {
            statement,
            sentence: scene.sentence_number(scene.prose.token_at(statement.place())),
            sources: spans.map(source).collect(),
        }
    }
}

/// What is the same for all figures of a report.
pub(super) struct Crediting<'s, 'r> {
    pub(super) scene: &'s Scene<'r>,
    pub(super) tellings: &'s [Telling<'s>],
    pub(super) lexicon: &'s Lexicon,
    pub(super) decider: &'s dyn Decider,
    /// Who may be credited beside those whom a cue names.
    pub(super) candidates: &'s Candidates<'s, 'r>,
}

impl<'s> Crediting<'s, '_> {
    /// The source of a figure, decided; the rules' where nothing was learnt.
    pub(super) fn decide(
        &self,
        figure: &Figure,
        ruled: Option<(Source, Vec<Reason>)>,
        before: &[Figure],
    ) -> Option<(Source, Vec<Reason>)> {
        let proposals = self.proposals(figure, ruled.as_ref().map(|(source, _)| source));
        let named = self.decider.is_asked_why();
        let mut choices = vec![Choice {
            value: String::new(),
            features: self.of_none(figure, ruled.is_some(), before, named),
        }];
        choices.extend(proposals.iter().map(|proposal| Choice {
            value: proposal.source.text.clone(),
            features: self.features(figure, proposal, ruled.is_some(), before, named),
        }));
        let Some(taken) = self.decider.choose(Slot::Source, figure.span, &choices) else { return ruled };
        let proposal = proposals.into_iter().nth(taken.checked_sub(1)?)?;
        let cue = proposal.told.first().and_then(|told| told.cue.first()).copied();
        let reasons = match ruled {
            Some((_, reasons)) if proposal.ruled => reasons,
            _ => cue.map(|words| Reason { rule: "said", words }).into_iter().collect(),
        };
        let kind = self.kind(figure, &proposal.source, named);
        Some((Source { kind, ..proposal.source }, reasons))
    }

    fn proposals(&self, figure: &Figure, ruled: Option<&Source>) -> Vec<Proposal<'s>> {
        let figure_at = self.token(figure.span.start);
        let here = self.scene.sentence_number(figure_at);
        let mut near: Vec<(usize, &Source, &Statement)> = Vec::new();
        let reached = |told: &&Telling| self.scene.prose.apart(here, told.sentence) <= REACH;
        for Telling { statement, sources, .. } in self.tellings.iter().filter(reached) {
            let far = statement.place().abs_diff(figure.span.start);
            near.extend(sources.iter().map(|source| (far, source, *statement)));
        }
        near.sort_by_key(|(far, source, _)| (*far, source.span));
        let mut proposals: Vec<Proposal> = Vec::new();
        for (_, source, statement) in near {
            match proposals.iter_mut().find(|known| known.source.text == source.text) {
                Some(known) => known.told.push(statement),
                None => {
                    let source = source.clone();
                    proposals.push(Proposal { source, told: vec![statement], stands: None, ruled: false })
                }
            }
        }
        if let Some(ruled) = ruled {
            match proposals.iter_mut().find(|known| known.source.text == ruled.text) {
                Some(known) => {
                    known.ruled = true;
                    known.source = ruled.clone();
                }
                None => proposals.push(Proposal {
                    source: ruled.clone(),
                    told: Vec::new(),
                    stands: None,
                    ruled: true,
                }),
            }
        }
        for near in self.candidates.near(figure_at) {
            let source = &near.candidate.source;
            match proposals.iter_mut().find(|known| known.source.text == source.text) {
                // Who only passes words on does not say them, however near.
                Some(known) if known.passes_on() => {}
                Some(known) => known.stands = known.stands.or(Some(near)),
                None => proposals.push(Proposal {
                    source: source.clone(),
                    told: Vec::new(),
                    stands: Some(near),
                    ruled: false,
                }),
            }
        }
        proposals
    }

    fn token(&self, at: usize) -> usize {
        self.scene.prose.token_at(at)
    }

    fn of_none(&self, figure: &Figure, ruled: bool, before: &[Figure], named: bool) -> Features {
        let mut out = Features::new(named);
        out.put("none", &[if ruled { "ruled" } else { "not ruled" }]);
        out.put("none of", &[&figure.measure]);
        out.put("none status", &[figure.status.code()]);
        let last = before.last().map_or("first", |last| if last.source.is_some() { "some" } else { "none" });
        out.put("none before", &[last, self.nearness(figure, before)]);
        let mut contents = self.tellings.iter().flat_map(|told| &told.statement.content);
        let inside = contents.any(|span| span.contains(figure.span));
        out.put("none inside", &[if inside { "yes" } else { "no" }]);
        let number = self.scene.sentence_number(self.token(figure.span.start));
        out.put("none where", &[size_word(number)]);
        out
    }

    /// How near the figure before stands.
    fn nearness(&self, figure: &Figure, before: &[Figure]) -> &'static str {
        let number = |figure: &Figure| self.scene.sentence_number(self.token(figure.span.start));
        let paragraph =
            |figure: &Figure| self.scene.prose.sentences.get(number(figure)).map(|it| it.paragraph);
        match before.last() {
            None => "first",
            Some(last) if last.sentence == figure.sentence => "sentence",
            Some(last) if paragraph(last) == paragraph(figure) => "paragraph",
            Some(_) => "far",
        }
    }

    fn features(
        &self,
        figure: &Figure,
        proposal: &Proposal,
        ruled: bool,
        before: &[Figure],
        named: bool,
    ) -> Features {
        let mut out = Features::new(named);
        let rules = match (proposal.ruled, ruled) {
            (true, _) => "ruled",
            (false, true) => "another ruled",
            (false, false) => "none ruled",
        };
        out.put("rules", &[rules]);
        out.put("kind", &[proposal.source.kind.code(), rules]);
        out.put("words", &[size_word(proposal.source.text.split_whitespace().count())]);
        out.put("times", &[size_word(proposal.told.len()), rules]);
        let last = before.last().and_then(|last| last.source.as_ref());
        let agrees = match last {
            Some(last) if last.text == proposal.source.text => "same",
            Some(_) => "other",
            None => "none",
        };
        out.put("before", &[agrees, self.nearness(figure, before), rules]);
        if let Some(told) = proposal.told.first() {
            self.told(figure, told, rules, &mut out);
            let part = match (proposal.passes_on(), told.chain.is_empty()) {
                (true, _) => "passes it on",
                (false, true) => "says it",
                (false, false) => "is passed on",
            };
            out.put("part", &[part]);
            out.put("part and rules", &[part, rules]);
        }
        match proposal.stands {
            Some(near) => candidate::features(self.scene, self.lexicon, near, figure.span, &mut out),
            None => out.put("stands", &["nowhere"]),
        }
        out.put_if(proposal.told.is_empty(), "without a cue");
        out
    }

    /// What the nearest statement of the source says.
    fn told(&self, figure: &Figure, told: &Statement, rules: &str, out: &mut Features) {
        let prose = self.scene.prose;
        let here = self.scene.sentence_number(self.token(figure.span.start));
        let cue = self.token(told.place());
        let there = self.scene.sentence_number(cue);
        let side = if there < here {
            "earlier"
        } else if there > here {
            "later"
        } else {
            "here"
        };
        let gap = size_word(self.scene.prose.apart(here, there));
        let inside = told.content.iter().any(|span| span.contains(figure.span));
        let inside = if inside { "inside" } else { "outside" };
        let paragraph = |at: usize| prose.sentences.get(at).map(|sentence| sentence.paragraph);
        let near = if paragraph(here) == paragraph(there) { "paragraph" } else { "far" };
        out.put("inside", &[inside, side, rules]);
        out.put("gap", &[side, gap, near]);
        out.put("gap and rules", &[side, gap, rules, near]);
        let voice = match told.voice {
            Voice::Says => "says",
            Voice::Thinks => "thinks",
            Voice::Seems => "seems",
        };
        out.put("voice", &[voice, inside]);
        out.put("manner", &[told.manner.code(), inside, side]);
        let stance = told.stance.map_or("none", |stance| stance.code());
        out.put("stance", &[stance, inside]);
        if let Some(token) = prose.tokens.get(cue) {
            out.put("cue", &[&token.lemma]);
            out.put("cue inside", &[&token.lemma, inside]);
        }
        out.put_if(told.quoted, "quoted");
        out.put_if(told.judges, "judges");
        out.put_if(told.clausal, "clausal");
        let before = told.place() < figure.span.start;
        out.put("order", &[if before { "cue first" } else { "figure first" }, side]);
        let first = prose.sentences.get(here).and_then(|it| prose.tokens.get(it.tokens.start));
        out.put("opens", &[first.map_or("", |token| &token.lower), side]);
        out.put("measure", &[&figure.measure, inside]);
        out.put("status", &[figure.status.code(), stance]);
    }

    /// What kind of source it is.
    fn kind(&self, figure: &Figure, source: &Source, named: bool) -> SourceKind {
        let mut out = Features::new(named);
        out.put("bias", &[]);
        out.put("rules", &[source.kind.code()]);
        let tokens = self.scene.prose.tokens_in(source.span);
        let tokens = self.scene.prose.tokens.get(tokens).unwrap_or(&[]);
        for token in tokens {
            out.put("word", &[&token.lemma]);
            out.put("word and rules", &[&token.lemma, source.kind.code()]);
            for class in self.lexicon.kin.of_noun(&token.lemma).iter().take(4) {
                out.put("kin", &[class]);
            }
            out.put_if(token.is_capitalised(self.scene.text), "capital");
        }
        for pair in tokens.windows(2) {
            out.put("words", &[&pair[0].lemma, &pair[1].lemma]);
        }
        out.put("first", &[tokens.first().map_or("", |token| &token.lower)]);
        out.put("last", &[tokens.last().map_or("", |token| &token.lemma)]);
        let kinds = SourceKind::ALL.map(SourceKind::code);
        let taken = self.decider.label(Slot::Kind, figure.span, &out, &kinds);
        taken.and_then(|at| SourceKind::ALL.get(at).copied()).unwrap_or(source.kind)
    }
}
