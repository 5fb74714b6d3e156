//! Everybody whom a report tells of outside quotations, in order: persons and bodies, by name or by what they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    kind,
    scene::Scene,
    surface::{belongs, is_nominal, is_odd_name, is_time},
};
use crate::{
    lexicon::{SourceKind, gazetteer::Kind},
    mention::{Mentions, PlaceMention},
    span::Span,
    text::{Relation, Tag, TokenKind},
};

/// Somebody told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// The words, with office, first name and what hangs on them by "of" and "in".
    pub(super) tokens: Range<usize>,
    /// The noun or surname.
    pub(super) head: usize,
    /// Whether it is one person; else a body.
    pub(super) is_person: bool,
    /// Whether a name tells who it is.
    pub(super) is_named: bool,
    /// Whether it does something there.
    pub(super) acts: bool,
    /// Whether "and" joins it to somebody else.
    pub(super) is_joined: bool,
    /// What else it is called beside: "the commissioner, Elias Tembo".
    pub(super) also: Option<Range<usize>>,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// The state that its words name, or that it is.
    pub(super) state: Option<String>,
}

impl Member {
    /// Every token of its words and of what it is called beside them.
    pub(super) fn words(&self) -> impl Iterator<Item = usize> + '_ {
        self.tokens.clone().chain(self.also.clone().into_iter().flatten())
    }
}

/// How many of those told of before a name is looked for in.
const REACH: usize = 200;

/// All of them.
#[derive(Debug)]
pub(super) struct Cast {
    pub(super) members: Vec<Member>,
    /// The persons by name, by surname.
    surnames: BTreeMap<String, Vec<usize>>,
}

impl Cast {
    pub(super) fn of(scene: &Scene, mentions: &Mentions) -> Cast {
        let (places, peoples) = (&mentions.places, &mentions.demonyms);
        let mut reader = Reader { scene, places, peoples, surnames: BTreeSet::new() };
        let mut members: Vec<Member> = Vec::new();
        for (number, sentence) in scene.prose.sentences.iter().enumerate() {
            let first = members.len();
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let end = reader.phrase_end(at, sentence.tokens.end);
                if let Some(member) = reader.member(at..end, sentence.tokens.end, number) {
                    at = member.tokens.end.max(end);
                    members.push(member);
                } else {
                    at = end.max(at + 1);
                }
            }
            join(scene, &mut members, first);
        }
        let mut surnames: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, member) in members.iter().enumerate().filter(|(_, one)| one.is_person && one.is_named) {
            surnames.entry(scene.clauses.word(member.head).to_string()).or_default().push(at);
        }
        Cast { members, surnames }
    }

    /// The last of those told of before a token, the nearest first.
    pub(super) fn before(&self, token: usize) -> impl Iterator<Item = &Member> + Clone {
        let place = self.members.partition_point(|member| member.tokens.start < token);
        self.members.get(..place).unwrap_or(&[]).iter().rev().take(REACH)
    }

    /// The first of those who are told by name with this surname: enough to know what the report tells of them.
    pub(super) fn named(&self, surname: &str) -> impl Iterator<Item = &Member> {
        let places = self.surnames.get(surname).into_iter().flatten();
        places.take(32).filter_map(|at| self.members.get(*at))
    }

    /// Those told of in these tokens.
    pub(super) fn within(&self, tokens: &Range<usize>) -> &[Member] {
        let first = self.members.partition_point(|member| member.tokens.start < tokens.start);
        let last = self.members.partition_point(|member| member.tokens.start < tokens.end);
        self.members.get(first..last.max(first)).unwrap_or(&[])
    }

    /// The one whose words share a token with these.
    pub(super) fn at(&self, tokens: &Range<usize>) -> Option<&Member> {
        let last = self.members.partition_point(|member| member.tokens.start < tokens.end);
        let touches = |range: &Range<usize>| range.start < tokens.end && tokens.start < range.end;
        let near = last.saturating_sub(3)..(last + 2).min(self.members.len());
        self.members
            .get(near)?
            .iter()
            .rev()
            .find(|member| touches(&member.tokens) || member.also.as_ref().is_some_and(touches))
    }
}

/// Makes one of two who stand beside each other between commas: "the commissioner, Elias Tembo,". Of two that "and" joins both do what one does.
fn join(scene: &Scene, members: &mut Vec<Member>, first: usize) {
    for at in first..members.len().saturating_sub(1) {
        let between = members[at].tokens.end..members[at + 1].tokens.start;
        let joined = between.len() < 4
            && between.clone().any(|at| scene.clauses.word(at) == "and")
            && !between.clone().any(|at| scene.is_verb(at) || scene.clauses.word(at) == ",");
        if joined && members[at].is_person == members[at + 1].is_person {
            let acts = members[at].acts || members[at + 1].acts;
            (members[at].acts, members[at + 1].acts) = (acts, acts);
            (members[at].is_joined, members[at + 1].is_joined) = (true, true);
        }
    }
    let mut at = first;
    while at + 1 < members.len() {
        if !is_apposition(scene, &members[at], &members[at + 1]) {
            at += 1;
            continue;
        }
        let next = members.remove(at + 1);
        let one = &mut members[at];
        one.acts |= next.acts;
        one.state = one.state.take().or(next.state);
        if one.is_named || !next.is_named {
            one.also =
                Some(one.also.as_ref().map_or(next.tokens.clone(), |also| also.start..next.tokens.end));
        } else {
            one.also = Some(one.tokens.clone());
            (one.tokens, one.head, one.is_named) = (next.tokens, next.head, true);
        }
    }
}

fn is_apposition(scene: &Scene, one: &Member, two: &Member) -> bool {
    let end = one.also.as_ref().map_or(one.tokens.end, |also| also.end.max(one.tokens.end));
    let beside = scene.clauses.word(end) == "," && two.tokens.start == end + 1;
    let after = scene.written(two.tokens.end);
    let closed = matches!(after, "," | "." | ";" | ":" | "" | ")" | "”" | "\"" | "who" | "whose" | "from");
    let age = scene.clauses.word(end) == ","
        && scene.tag(end + 1) == Tag::CD
        && scene.clauses.word(end + 2) == ","
        && two.tokens.start == end + 3;
    let article = matches!(scene.clauses.word(two.tokens.start), "a" | "an" | "the");
    one.is_person == two.is_person
        && (beside || age)
        && closed
        && if one.is_person { !(one.is_named && two.is_named) } else { article && !two.is_named }
}

struct Reader<'s, 'r> {
    scene: &'s Scene<'r>,
    places: &'s [PlaceMention],
    peoples: &'s [PlaceMention],
    surnames: BTreeSet<String>,
}

impl Reader<'_, '_> {
    /// Where the noun phrase that starts at the token ends; the token itself where none does.
    fn phrase_end(&self, from: usize, limit: usize) -> usize {
        let scene = self.scene;
        let mut at = from;
        let within = |at: usize| {
            (belongs(scene, at) || is_odd_name(scene, at) || self.is_name(at))
                && scene.quotation_at(at).is_none()
                && (!is_time(scene, at) || at > from && self.is_in_name(at))
        };
        while at < limit && within(at) {
            // "LUSAKA - Zambia": a dash with space before it joins nothing.
            if matches!(scene.written(at), "-" | "–" | "—") && self.is_spaced(at) {
                break;
            }
            let again =
                at > from && matches!(scene.tag(at), Tag::DT | Tag::PRPS) && is_nominal(scene, at - 1);
            if again {
                break;
            }
            at += 1;
        }
        at
    }

    /// "Minister Jan Cole": a month between what somebody is and a surname is a first name.
    fn is_in_name(&self, at: usize) -> bool {
        let scene = self.scene;
        let before = scene.is_capitalised(at - 1) && is_nominal(scene, at - 1) && !is_time(scene, at - 1);
        before && self.is_name(at + 1) && !is_time(scene, at + 1)
    }

    fn is_spaced(&self, at: usize) -> bool {
        let end = at.checked_sub(1).and_then(|before| self.scene.token(before)).map(|token| token.span.end);
        end < self.scene.token(at).map(|token| token.span.start)
    }

    fn member(&mut self, phrase: Range<usize>, limit: usize, sentence: usize) -> Option<Member> {
        let scene = self.scene;
        let noun = |at: &usize| is_nominal(scene, *at) || self.is_name(*at);
        let head = phrase.clone().rev().find(noun)?;
        // "UNHCR appeals to": the tagger took the verb for a noun.
        let verb = head > phrase.start
            && (self.is_name(head - 1) || is_nominal(scene, head - 1) && scene.tag(phrase.start) == Tag::DT)
            && head - 1 > phrase.start.saturating_sub(usize::from(self.is_name(head - 1)))
            && !scene.is_verb(phrase.end)
            && !scene.is_capitalised(head)
            && scene.token(head).is_some_and(|token| !scene.lexicon.kin.of_verb(&token.lemma).is_empty())
            && self.sort(&phrase, head).is_none();
        let (phrase, head) = if verb { (phrase.start..head, head - 1) } else { (phrase, head) };
        if head + 1 < phrase.end && matches!(scene.written(head + 1), "'s" | "’s" | "'" | "’") {
            return None;
        }
        let (is_person, is_named) = self.sort(&phrase, head)?;
        if is_person && is_named {
            self.surnames.insert(scene.clauses.word(head).to_string());
        }
        let tokens = phrase.start..self.end_with_of(head + 1, limit);
        let tokens_of = tokens.clone();
        let state = self.state(&tokens, is_person);
        // "Algiers rarely comments": whoever opens a sentence and is not set apart does something in it.
        let opens = scene.sentence(head).is_some_and(|sentence| sentence.tokens.start == tokens.start)
            && scene.token(tokens.end).is_some_and(|token| token.kind == TokenKind::Word)
            && !matches!(scene.tag(tokens.end), Tag::CC | Tag::IN | Tag::TO);
        Some(Member {
            acts: verb || opens || self.acts(head) || self.is_before_verb(&phrase),
            tokens,
            head,
            is_person,
            is_named,
            is_joined: self.is_joined(&tokens_of),
            also: None,
            sentence,
            state,
        })
    }

    /// The end with the phrases that hang on by "of" and "in".
    fn end_with_of(&self, mut end: usize, limit: usize) -> usize {
        for _ in 0..3 {
            if !matches!(self.scene.clauses.word(end), "of" | "in" | "for" | "at" | "to") {
                break;
            }
            let next = self.phrase_end(end + 1, limit);
            let noun = (end + 1..next).any(|at| {
                (is_nominal(self.scene, at) || self.scene.tag(at) == Tag::CD) && !is_time(self.scene, at)
            });
            if !noun {
                break;
            }
            end = next;
        }
        end
    }

    /// Whether the phrase is of a person, and whether by name; none where it is of neither person nor body.
    fn sort(&self, phrase: &Range<usize>, head: usize) -> Option<(bool, bool)> {
        let scene = self.scene;
        if !self.is_name(head) {
            return self.common(phrase, head);
        }
        if self.is_body_name(phrase, head) {
            return Some((false, true));
        }
        let place = self.place_over(head);
        let titled = phrase.clone().any(|at| at < head && self.is_office(at));
        let known = self.surnames.contains(scene.clauses.word(head));
        let first = head.checked_sub(1).filter(|before| phrase.contains(before));
        // A first name may be a town's too; a last word that things are called by is nobody's surname.
        let two = first.is_some_and(|first| self.is_name(first)) && place.is_none() && !self.is_thing(head);
        let spelt = scene.written(head).chars().any(char::is_lowercase) && scene.tag(head) != Tag::NNPS;
        match place {
            Some(place) if !titled && !known => {
                let state = matches!(place.kind, Kind::Country | Kind::Capital) && !place.demonym;
                state.then_some((false, true))
            }
            _ if self.is_office(head) => Some((true, false)),
            _ => {
                let acts = || self.acts(head) || self.is_before_verb(phrase);
                (spelt && (two || titled || known || acts())).then_some((true, true))
            }
        }
    }

    /// Whether the token is a name: a capital tagged so, or one that no other word is spelt like.
    fn is_name(&self, at: usize) -> bool {
        let scene = self.scene;
        let Some(token) = scene.token(at).filter(|token| token.kind == TokenKind::Word) else { return false };
        let kin = &scene.lexicon.kin;
        let known = || {
            !kin.of_noun(&token.lemma).is_empty()
                || !kin.of_verb(&token.lemma).is_empty()
                || scene.lexicon.roles.kind(&token.lower).is_some()
        };
        let surname = self.surnames.contains(&*token.lower);
        let is_anybody = scene.lexicon.parties.is_silent(&token.lower);
        let closed = matches!(
            token.tag,
            Tag::DT
                | Tag::IN
                | Tag::CC
                | Tag::MD
                | Tag::RB
                | Tag::TO
                | Tag::PRP
                | Tag::PRPS
                | Tag::CD
                | Tag::WRB
                | Tag::WP
                | Tag::WDT
        );
        scene.is_capitalised(at)
            && !is_anybody
            && (surname
                || matches!(token.tag, Tag::NNP | Tag::NNPS)
                || !closed && token.lower.len() > 3 && !known())
    }

    fn common(&self, phrase: &Range<usize>, head: usize) -> Option<(bool, bool)> {
        let scene = self.scene;
        let lemma = scene.token(head).map_or("", |token| &token.lemma);
        let word = scene.clauses.word(head);
        let loose = matches!(
            scene.clauses.word(phrase.start),
            "no" | "every" | "any" | "each" | "all" | "such" | "one" | "another"
        );
        let is_body = is_body_noun(scene, word) || word == "police";
        if loose || scene.tag(head) == Tag::NNS && !is_body {
            return None;
        }
        if is_person_noun(scene, lemma) || self.is_office(head) && !is_body {
            return Some((true, false));
        }
        is_body.then_some((false, false))
    }

    /// "Road", "Plan", "Wire": whether the word's first sense is neither a person nor a name.
    fn is_thing(&self, at: usize) -> bool {
        let token = self.scene.token(at);
        let sense = token.and_then(|token| self.scene.lexicon.kin.of_noun(&token.lemma).first());
        sense.is_some_and(|sense| &**sense != "nac3")
    }

    fn is_body_name(&self, phrase: &Range<usize>, head: usize) -> bool {
        let scene = self.scene;
        let word = scene.clauses.word(head);
        let kind = kind::of_words(scene, &(phrase.start..head + 1), head);
        let listed = matches!(
            kind,
            Some(SourceKind::Un | SourceKind::Ngo | SourceKind::Media | SourceKind::ArmedGroup)
        );
        let short = scene.written(head).chars().count() > 1
            && scene.written(head).chars().all(char::is_uppercase)
            && self.place_over(head).is_none();
        let titled = phrase.clone().any(|at| self.is_office(at));
        let possessed = (phrase.start..head).any(|at| matches!(scene.written(at), "'s" | "’s"));
        !titled && (listed && !possessed || short || is_body_noun(scene, word))
    }

    /// Whether the word is a person's office or title.
    fn is_office(&self, at: usize) -> bool {
        let scene = self.scene;
        let word = scene.clauses.word(at);
        let lemma = scene.token(at).map_or("", |token| &token.lemma);
        scene.lexicon.roles.is_title(word) || is_office(scene, lemma) || is_office(scene, word)
    }

    fn place_over(&self, at: usize) -> Option<&PlaceMention> {
        let span = self.scene.token(at)?.span;
        let next = self.places.partition_point(|place| place.span.end <= span.start);
        self.places.get(next).filter(|place| place.span.start < span.end)
    }

    /// "The judge and the lawyer's junior": whether "and" goes on with somebody else.
    fn is_joined(&self, tokens: &Range<usize>) -> bool {
        self.scene.clauses.word(tokens.end) == "and"
            && matches!(self.scene.tag(tokens.end + 1), Tag::DT | Tag::PRPS | Tag::NNP)
    }

    /// Whether a finite verb follows and no preposition or verb leads to the phrase, where the parser may have lost its way.
    fn is_before_verb(&self, phrase: &Range<usize>) -> bool {
        // "Ana Reis, 27, sells": an age between commas parts nothing.
        let aged =
            self.scene.clauses.word(phrase.end) == "," && self.scene.clauses.word(phrase.end + 2) == ",";
        let at = if aged && self.scene.tag(phrase.end + 1) == Tag::CD { phrase.end + 3 } else { phrase.end };
        let at = if self.scene.tag(at) == Tag::RB { at + 1 } else { at };
        let finite = matches!(self.scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD);
        let led = phrase.start.checked_sub(1).is_some_and(|before| {
            matches!(self.scene.tag(before), Tag::IN | Tag::TO | Tag::POS) || self.scene.is_verb(before)
        });
        finite && !led
    }

    fn acts(&self, head: usize) -> bool {
        let clauses = &self.scene.clauses;
        let mut at = head;
        for _ in 0..4 {
            match clauses.relation(at) {
                Relation::Nsubj | Relation::NsubjPass => return true,
                Relation::Conj | Relation::Appos | Relation::Flat | Relation::Compound => {
                    match clauses.head(at) {
                        Some(above) if self.scene.tag(above).is_noun() => at = above,
                        _ => return false,
                    }
                }
                _ => return false,
            }
        }
        false
    }

    /// The only state that the words name: a country, its capital or its people. Of a person only with an office.
    fn state(&self, tokens: &Range<usize>, is_person: bool) -> Option<String> {
        if is_person && !tokens.clone().any(|at| self.is_office(at)) {
            return None;
        }
        // Where an embassy stands is not whose it is.
        let abroad = |at: usize| {
            let named = self.scene.lexicon.parties.body(&[self.scene.clauses.word(at).to_string()]);
            named.is_some_and(|(body, _)| body.name == "embassy")
        };
        let end = tokens.clone().find(|at| abroad(*at)).unwrap_or(tokens.end);
        let span = self.scene.span(tokens.start..end)?;
        first_state(self.places, span).or_else(|| first_state(self.peoples, span))
    }
}

/// The state of the first place that a stretch names.
fn first_state(places: &[PlaceMention], span: Span) -> Option<String> {
    let first = places.partition_point(|place| place.span.start < span.start);
    let mut inside = places.iter().skip(first).take_while(|place| place.span.end <= span.end);
    inside.find_map(|place| place.country.clone())
}

/// Whether a noun is of a person: by its first sense, or as an office.
pub(super) fn is_person_noun(scene: &Scene, lemma: &str) -> bool {
    let by_sense = scene.lexicon.kin.of_noun(lemma).first().is_some_and(|class| &**class == "nac3");
    by_sense || is_office(scene, lemma)
}

/// Whether a noun is of an office that one person holds.
pub(super) fn is_office(scene: &Scene, lemma: &str) -> bool {
    let parties = &scene.lexicon.parties;
    let noun = || scene.lexicon.kin.of_noun(lemma).first().is_some_and(|class| &**class == "nac3");
    parties.speakers.iter().any(|role| role == lemma) && lemma != "ministry" && lemma != "staff"
        || scene.lexicon.roles.kind(lemma) == Some(SourceKind::Government) && noun()
}

/// Whether a noun is of a body that can speak.
pub(super) fn is_body_noun(scene: &Scene, word: &str) -> bool {
    let lexicon = scene.lexicon;
    let group = || lexicon.kin.of_noun(word).first().is_some_and(|class| &**class == "nabf");
    !is_person_noun(scene, word)
        && (lexicon.masthead.bodies.contains(word)
            || lexicon.parties.offices.iter().any(|office| office == word)
            || lexicon.parties.body(&[word.to_string()]).is_some()
            || lexicon.roles.kind(word).is_some_and(|kind| kind != SourceKind::Witness) && group()
            || lexicon.roles.is_body(word) && group())
}
