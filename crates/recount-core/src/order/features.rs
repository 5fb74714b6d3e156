//! What is said of a clause that may state an act.

use super::{
    Draft,
    fields::Meant,
    proposal::{Proposal, Said},
};
use crate::{
    decide::{Features, size_word},
    lexicon::{SourceKind, TimeWord},
    mention::Mentions,
    statement::{Scene, Statement},
    text::{Relation, SentenceKind, Tag},
};

/// What all clauses of a report are asked with.
pub(super) struct Asking<'s, 'r> {
    pub(super) scene: &'s Scene<'r>,
    pub(super) statements: &'s [Statement],
    pub(super) mentions: &'s Mentions,
    pub(super) drafts: &'s [Draft],
    pub(super) said: &'s Said,
    pub(super) meant: &'s Meant<'s>,
}

/// The most words of a clause that are looked at.
const WORDS: usize = 70;
/// Classes of a word that are looked at.
const KIN: usize = 5;

impl Asking<'_, '_> {
    /// The features of one clause.
    pub(super) fn of(&self, proposal: &Proposal) -> Features {
        let mut out = Features::new(false);
        self.first(proposal, &mut out);
        self.rest(proposal, &mut out);
        out
    }

    /// What its own words say, which is soon asked and tells most.
    pub(super) fn first(&self, proposal: &Proposal, out: &mut Features) {
        out.put("bias", &[]);
        self.verb(proposal, out);
        self.fields(proposal, self.mood(proposal), out);
        self.words(proposal, out);
        self.rules(proposal, out);
        self.layout(proposal, out);
    }

    /// What those around it say.
    pub(super) fn rest(&self, proposal: &Proposal, out: &mut Features) {
        self.parts(proposal, out);
        self.around(proposal, out);
        self.above(proposal, out);
        self.speech(proposal, out);
        self.days(proposal, out);
    }

    fn lemma(&self, at: usize) -> &str {
        self.scene.token(at).map_or("", |token| &token.lemma)
    }

    fn kin(&self, at: usize) -> &[Box<str>] {
        let kin = self.meant.kin(at);
        kin.get(..KIN.min(kin.len())).unwrap_or(&[])
    }

    /// The verb: its word and kin, mood and tense.
    fn verb(&self, proposal: &Proposal, out: &mut Features) {
        let verb = proposal.verb;
        let scene = self.scene;
        out.put("verb", &[self.lemma(verb)]);
        let mood = self.mood(proposal);
        let negated = if scene.is_negated(verb) { "not" } else { "" };
        let passive = if crate::statement::is_passive(scene, verb) { "passive" } else { "active" };
        out.put("verb and mood", &[self.lemma(verb), mood, negated]);
        out.put("mood", &[mood, negated]);
        let relation = if self.is_said(proposal) { "root" } else { scene.clauses.relation(verb).name() };
        out.put("tag", &[scene.tag(verb).name(), relation]);
        out.put("voice", &[passive, mood]);
        out.put("relation", &[relation]);
        for class in self.kin(verb) {
            out.put("verb kin", &[class]);
            out.put("verb kin and mood", &[class, mood, negated]);
            out.put("verb kin and voice", &[class, passive]);
        }
        let mark = scene.clauses.child(verb, &[Relation::Mark]).filter(|_| !self.is_said(proposal));
        let mark = mark.map_or("", |at| scene.clauses.word(at));
        out.put("mark", &[mark]);
    }

    /// Whether the clause is all that a word of saying beside it credits: "…, the ministry said" is told like the same without it.
    fn is_said(&self, proposal: &Proposal) -> bool {
        let head = self.scene.clauses.head(proposal.verb);
        proposal.within.is_some() && head.is_some_and(|head| self.said.cue(head) == proposal.within)
    }

    /// An order, a duty, what will be, what may be, what is, what was.
    fn mood(&self, proposal: &Proposal) -> &'static str {
        let (scene, verb) = (self.scene, proposal.verb);
        let children = || scene.clauses.children(verb).iter().copied().filter(|child| *child < verb);
        let has = |words: &[&str]| children().any(|child| words.contains(&scene.clauses.word(child)));
        let to = scene.clauses.has(verb, Relation::Mark, "to");
        if has(&["will", "shall", "'ll", "wo", "going"]) {
            "will"
        } else if has(&["would"]) {
            "would"
        } else if has(&["must", "should", "ought"]) {
            "must"
        } else if has(&["may", "might", "could", "can"]) {
            "may"
        } else if to {
            "to"
        } else if scene.tag(verb) == Tag::VB && proposal.subject.is_none() {
            "imperative"
        } else if has(&["has", "have", "had"]) {
            "perfect"
        } else {
            match scene.tag(verb) {
                Tag::VBD => "past",
                Tag::VBZ | Tag::VBP => "present",
                Tag::VBG => "going on",
                Tag::VBN => "participle",
                _ => "none",
            }
        }
    }

    /// Who acts, on whom, and what else hangs on the verb.
    fn parts(&self, proposal: &Proposal, out: &mut Features) {
        let (scene, verb) = (self.scene, proposal.verb);
        let who = proposal.subject.map_or("nobody", |subject| self.who(subject));
        out.put("who", &[who]);
        for class in self.kin(verb).iter().take(3) {
            out.put("who and verb kin", &[who, class]);
        }
        out.put("who and verb", &[who, self.lemma(verb)]);
        if let Some(subject) = proposal.subject {
            out.put("subject", &[self.lemma(subject)]);
            for class in self.kin(subject).iter().take(3) {
                out.put("subject kin", &[class]);
            }
        }
        for child in scene.clauses.children(verb).iter().copied() {
            let relation = scene.clauses.relation(child);
            let case = scene.clauses.child(child, &[Relation::Case, Relation::Mark]);
            let case = case.map_or("", |at| scene.clauses.word(at));
            let told = match relation {
                Relation::Obj | Relation::Iobj => "object",
                Relation::Xcomp => "to do",
                Relation::Ccomp => "that",
                Relation::Obl => case,
                Relation::Advcl => "while",
                Relation::NsubjPass => "befallen",
                _ => continue,
            };
            out.put("part", &[told, self.lemma(child)]);
            out.put("verb and part", &[self.lemma(verb), told, self.lemma(child)]);
            for class in self.kin(child).iter().take(3) {
                out.put("part kin", &[told, class]);
                out.put("verb and part kin", &[self.lemma(verb), told, class]);
                for own in self.kin(verb).iter().take(2) {
                    out.put("kin and part kin", &[own, told, class]);
                }
            }
            if scene.tag(child).is_noun() {
                let people = if self.is_people(child) { "people" } else { self.who(child) };
                out.put("acts on", &[told, people]);
                for own in self.kin(verb).iter().take(3) {
                    out.put("kin acts on", &[own, told, people]);
                }
            }
        }
    }

    fn is_people(&self, at: usize) -> bool {
        self.scene.lexicon.units.person.contains(self.lemma(at))
            || matches!(self.scene.tag(at), Tag::NNPS | Tag::PRP)
    }

    /// What sort of somebody a noun is.
    fn who(&self, at: usize) -> &'static str {
        let scene = self.scene;
        match scene.clauses.word(at) {
            "i" | "we" => return "we",
            "he" | "she" => return "he",
            "they" | "them" => return "they",
            "it" | "this" | "that" => return "it",
            "who" | "which" => return "who",
            "you" => return "you",
            "" => return "nobody",
            _ => {}
        }
        let naming = scene.naming(at);
        match scene.kind_of(&naming, at) {
            Some(kind) => kind.code(),
            None if scene.tag(at) == Tag::NNPS => "people",
            None if scene.tag(at) == Tag::NNP => "name",
            None if scene.lexicon.units.person.contains(self.lemma(at)) => "people",
            None => "thing",
        }
    }

    /// The clause that it hangs on.
    fn above(&self, proposal: &Proposal, out: &mut Features) {
        let scene = self.scene;
        let relation = scene.clauses.relation(proposal.verb).name();
        let Some(head) = scene.clauses.head(proposal.verb).filter(|_| !self.is_said(proposal)) else {
            return;
        };
        out.put("above", &[relation, self.lemma(head)]);
        for class in self.kin(head).iter().take(3) {
            out.put("above kin", &[relation, class]);
            for own in self.kin(proposal.verb).iter().take(2) {
                out.put("above kin and own", &[relation, class, own]);
            }
        }
    }

    /// Who says it, and how.
    fn speech(&self, proposal: &Proposal, out: &mut Features) {
        let statement = |number: Option<usize>| number.and_then(|number| self.statements.get(number));
        let kind = |told: &Statement| match told.source.is_empty() {
            true => "nobody",
            false => told.kind.map_or("unknown", SourceKind::code),
        };
        let stance = |told: &Statement| told.stance.map_or("none", |stance| stance.code());
        match statement(proposal.cue) {
            Some(told) => {
                out.put("says", &[stance(told)]);
                out.put("says, kind", &[stance(told), kind(told)]);
                out.put("says, manner", &[stance(told), told.manner.code()]);
                out.put_if(told.quoted, "says in a quotation");
            }
            None => out.put("says", &["nothing"]),
        }
        let mood = self.mood(proposal);
        match statement(proposal.within) {
            Some(told) => {
                out.put("said", &[stance(told), told.manner.code()]);
                out.put("said by", &[kind(told)]);
                out.put("said by, mood", &[kind(told), mood]);
                out.put("said, mood", &[stance(told), mood]);
                let who = proposal.subject.map_or("nobody", |subject| self.who(subject));
                out.put("said by, who", &[kind(told), who]);
                for class in self.kin(proposal.verb).iter().take(3) {
                    out.put("said by, verb kin", &[kind(told), class]);
                    out.put("said, verb kin", &[stance(told), class]);
                }
                let negated = if self.scene.is_negated(proposal.verb) { "not" } else { "" };
                out.put("said by, negated", &[kind(told), negated]);
            }
            None => out.put("said", &["by nobody"]),
        }
    }

    /// The words of the clause, and those of its sentence around it.
    fn words(&self, proposal: &Proposal, out: &mut Features) {
        let Some(sentence) = self.scene.sentence(proposal.verb) else { return };
        let telling = |at: &usize| {
            let tag = self.scene.tag(*at);
            tag.is_noun() || tag.is_verb() || matches!(tag, Tag::JJ | Tag::MD | Tag::RB | Tag::IN | Tag::DT)
        };
        let mut before = "";
        for at in proposal.tokens.clone().take(WORDS).filter(telling) {
            let lemma = self.lemma(at);
            out.put("word", &[lemma]);
            out.put("words", &[before, lemma]);
            before = lemma;
            if self.scene.tag(at).is_noun() || self.scene.is_verb(at) {
                for class in self.kin(at).iter().take(2) {
                    out.put("word kin", &[class]);
                }
            }
        }
        let content = self.said.credits.content(self.scene, proposal.verb, &sentence.tokens);
        let outside = content.filter(|at| !proposal.tokens.contains(at));
        for at in outside.take(WORDS).filter(|at| self.scene.tag(*at).is_noun() || self.scene.is_verb(*at)) {
            out.put("beside", &[self.lemma(at)]);
        }
    }

    /// Days in the clause, and what stands before them.
    fn days(&self, proposal: &Proposal, out: &mut Features) {
        let Some(span) = self.scene.span(proposal.tokens.clone()) else { return };
        let dates = &self.mentions.dates;
        let first = dates.partition_point(|date| date.span.start < span.start);
        let told = self.mentions.dated.given.and_then(|given| given.day());
        for date in dates.iter().skip(first).take_while(|date| date.span.end <= span.end).take(3) {
            let at = self.scene.prose.token_at(date.span.start);
            let before = at.checked_sub(1).map_or("", |at| self.scene.clauses.word(at));
            let day = date.value.and_then(|value| value.last_day().or(value.first_day()));
            let ahead = match (told, day) {
                (Some(told), Some(day)) if day > told => "ahead",
                (Some(_), Some(_)) => "past",
                _ => "unknown",
            };
            out.put("day", &[before]);
            out.put("day lies", &[ahead, before]);
        }
        let unit = |at: usize| {
            let senses = self.scene.lexicon.dates.senses(self.scene.clauses.word(at));
            senses.iter().any(|sense| matches!(sense, TimeWord::Unit(..)))
        };
        let stretch = proposal.tokens.clone().skip(1).any(|at| unit(at) && self.scene.tag(at - 1) == Tag::CD);
        out.put_if(stretch, "a stretch of time");
    }

    /// What the rules say.
    fn rules(&self, proposal: &Proposal, out: &mut Features) {
        for draft in proposal.drafts.iter().filter_map(|draft| self.drafts.get(*draft)) {
            let place = if draft.verb == proposal.verb { "own" } else { "around" };
            out.put("rule", &[draft.act.code(), place]);
            out.put(
                "rule stated",
                &[draft.act.code(), place, if draft.stated { "stated" } else { "clause" }],
            );
        }
        out.put_if(proposal.drafts.is_empty(), "no rule");
    }

    /// Where it stands.
    fn layout(&self, proposal: &Proposal, out: &mut Features) {
        let Some(sentence) = self.scene.sentence(proposal.verb) else { return };
        let kind = match sentence.kind {
            SentenceKind::Prose => "prose",
            SentenceKind::Heading => "heading",
            SentenceKind::Bullet => "bullet",
            SentenceKind::Row => "row",
        };
        out.put("layout", &[kind]);
        out.put("first", &[size_word(self.scene.sentence_number(proposal.verb).min(9))]);
        out.put("length", &[size_word(proposal.tokens.len())]);
        out.put_if(self.scene.quotation_at(proposal.verb).is_some(), "in a quotation");
        let asks = self.scene.clauses.word(sentence.tokens.end.saturating_sub(1)) == "?";
        out.put_if(asks, "a question");
    }
}
