//! Nobody says what he did not say: each speaker is looked at once more, after figures have their sources. A place, a dateline, the weather or
//! whoever is urged or accused is taken off; "he said" goes to the one person of the sentences before it, and to nobody where two
//! could be meant; a quotation that goes on goes on with whoever is told of before it.

use std::{collections::BTreeSet, ops::Range};

use super::{Manner, Statement, kind, naming, scene::Scene};
use crate::{
    lexicon::{Lexicon, SourceKind, Stance, gazetteer::Kind},
    mention::{Mentions, PlaceMention},
    report::Report,
    span::Span,
    text::{Prose, SentenceKind, Tag, TokenKind},
};

/// Sets right who says each statement.
pub fn settle(
    report: &Report,
    prose: &Prose,
    mentions: &Mentions,
    statements: &mut Vec<Statement>,
    lexicon: &Lexicon,
) {
    let scene = Scene::new(&report.text, prose, lexicon);
    let people = People::of(&scene, &mentions.places);
    for statement in statements.iter_mut() {
        without_dateline(&scene, statement);
    }
    let placed: Vec<(usize, Option<Span>)> =
        statements.iter().map(|statement| (statement.place(), statement.naming)).collect();
    let room = Room { scene: &scene, people: &people, placed: &placed };
    let mut orphans = Vec::new();
    for statement in statements.iter_mut() {
        room.resolve(statement);
        if room.is_nobody(statement, &mentions.places) {
            statement.forget();
        }
        orphans.extend(room.orphans(statement));
    }
    statements.extend(orphans);
    statements.retain(|statement| !statement.content.is_empty());
    statements.sort_by_key(|statement| (statement.place(), statement.place_of_content()));
}

impl Statement {
    /// Takes the speaker off: whose words they are is not known.
    fn forget(&mut self) {
        (self.naming, self.party, self.kind) = (None, None, None);
    }
}

/// "BLANTYRE - Malawi's embassy", "according to the minister": what stands before the name is no part of it.
fn without_dateline(scene: &Scene, statement: &mut Statement) {
    let Some(naming) = statement.naming else { return };
    let words = naming.slice(scene.text);
    let dash =
        [" - ", " – ", " — ", ") "].iter().filter_map(|mark| Some(words.rfind(mark)? + mark.len())).max();
    let mut from = dash.unwrap_or(0);
    for lead in ["according to ", "According to ", "of ", "by ", "- "] {
        if words.get(from..).is_some_and(|rest| rest.starts_with(lead)) {
            from += lead.len();
        }
    }
    if from == 0 || from >= words.len() {
        return;
    }
    let cut = Span::new(naming.start + from, naming.end);
    let own = naming::words(scene.text, naming);
    statement.naming = Some(cut);
    statement.source.iter_mut().filter(|span| **span == naming).for_each(|span| *span = cut);
    if statement.party.as_deref() == Some(&own) {
        statement.party = Some(naming::words(scene.text, cut));
    }
}

/// Everybody whom the report names, by where the name stands.
struct People {
    /// The tokens of each name, in order.
    named: Vec<Range<usize>>,
}

impl People {
    fn of(scene: &Scene, places: &[PlaceMention]) -> People {
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut named = Vec::new();
        let proper = |at: usize| {
            scene.tag(at) == Tag::NNP
                && scene.is_capitalised(at)
                && scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
        };
        let mut at = 0;
        while at < scene.prose.tokens.len() {
            let mut end = at;
            while proper(end) && scene.sentence_number(end) == scene.sentence_number(at) {
                end += 1;
            }
            if end > at && scene.quotation_at(at).is_none() && is_person(scene, places, at..end, &known) {
                known.insert(scene.clauses.word(end - 1).to_string());
                named.push(at..end);
            }
            at = end.max(at + 1);
        }
        People { named }
    }

    fn within(&self, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let first = self.named.partition_point(|name| name.start < tokens.start);
        self.named.iter().skip(first).take_while(|name| name.end <= tokens.end).cloned().collect()
    }
}

/// Whether capitals in a row are a person's name: two words that are no place and no body, or the surname of somebody named so.
fn is_person(scene: &Scene, places: &[PlaceMention], name: Range<usize>, known: &BTreeSet<String>) -> bool {
    let Some(span) = scene.span(name.clone()) else { return false };
    let next = places.partition_point(|place| place.span.end <= span.start);
    let place = places.get(next).is_some_and(|place| place.span.start < span.end);
    let body = |at: usize| {
        let word = scene.clauses.word(at);
        scene.lexicon.roles.is_body(word)
            || scene.lexicon.masthead.bodies.contains(word)
            || scene.lexicon.parties.offices.iter().any(|office| office == word)
    };
    let kind = kind::of_words(scene, &name, name.end - 1);
    let organised =
        matches!(kind, Some(SourceKind::Un | SourceKind::Ngo | SourceKind::Media | SourceKind::ArmedGroup));
    let surname = scene.clauses.word(name.end - 1);
    let role = scene.lexicon.roles.kind(surname).is_some();
    let possessive = matches!(scene.written(name.end), "'s" | "’s" | "'" | "’");
    let two =
        name.clone().filter(|at| scene.lexicon.roles.kind(scene.clauses.word(*at)).is_none()).count() > 1;
    let spelt = scene.written(name.end - 1).chars().any(char::is_lowercase);
    !place
        && !organised
        && !role
        && !possessive
        && spelt
        && !name.clone().any(body)
        && (two || known.contains(surname))
}

/// What a speaker is looked for in.
struct Room<'s, 'r> {
    scene: &'s Scene<'r>,
    people: &'s People,
    /// Where each statement's cue stands, and whom it names.
    placed: &'s [(usize, Option<Span>)],
}

/// Sentences before "he said" in which he is looked for.
const BACK: usize = 4;

/// Who is meant.
enum Meant {
    One(Span),
    Several,
    Nobody,
}

impl Room<'_, '_> {
    /// "He said": the one person of the nearest sentence that names any.
    fn resolve(&self, statement: &mut Statement) {
        let Some(head) = statement.named.as_ref().map(|named| named.head) else { return };
        if !matches!(self.scene.clauses.word(head), "he" | "she") || self.scene.quotation_at(head).is_some() {
            return;
        }
        match self.meant(head) {
            Meant::One(span) => self.give(statement, span),
            Meant::Several => statement.forget(),
            Meant::Nobody => {}
        }
    }

    fn give(&self, statement: &mut Statement, span: Span) {
        let tokens = self.scene.prose.tokens_in(span);
        let words = naming::words(self.scene.text, span);
        let same = statement
            .party
            .as_deref()
            .is_some_and(|party| party.ends_with(words.rsplit(' ').next().unwrap_or("")));
        if same {
            return;
        }
        let head = tokens.end.saturating_sub(1);
        let kind = kind::of_words(self.scene, &tokens, head);
        statement.kind = kind.or_else(|| Some(kind::by_default(self.scene, &tokens, head)));
        (statement.naming, statement.party) = (Some(span), Some(words));
    }

    /// Who the person before this token is.
    fn meant(&self, token: usize) -> Meant {
        let here = self.scene.sentence_number(token);
        for number in (here.saturating_sub(BACK)..=here).rev() {
            let Some(sentence) = self.scene.prose.sentences.get(number) else { continue };
            let end = if number == here { token } else { sentence.tokens.end };
            let named = self.people.within(&(sentence.tokens.start..end));
            let mut surnames: Vec<&str> =
                named.iter().map(|name| self.scene.clauses.word(name.end - 1)).collect();
            surnames.sort_unstable();
            surnames.dedup();
            match (surnames.len(), named.first()) {
                (0, _) | (_, None) => {}
                (1, Some(name)) => return self.scene.span(name.clone()).map_or(Meant::Nobody, Meant::One),
                // Of two, whoever spoke in that sentence speaks on.
                _ => return self.speaker_of(sentence.span, &named).map_or(Meant::Several, Meant::One),
            }
        }
        Meant::Nobody
    }

    fn speaker_of(&self, sentence: Span, named: &[Range<usize>]) -> Option<Span> {
        let first = self.placed.partition_point(|(place, _)| *place < sentence.start);
        let within = self.placed.iter().skip(first).take_while(|(place, _)| *place < sentence.end);
        let spans: Vec<Span> = named.iter().filter_map(|name| self.scene.span(name.clone())).collect();
        within.filter_map(|(_, naming)| *naming).find_map(|naming| {
            spans.iter().copied().find(|span| naming.contains(*span) || span.contains(naming))
        })
    }

    /// Whether the words beside the cue name nobody who can have said it.
    fn is_nobody(&self, statement: &Statement, places: &[PlaceMention]) -> bool {
        let scene = self.scene;
        let Some(naming) = statement.naming else { return false };
        let tokens = scene.prose.tokens_in(naming);
        let Some(last) = tokens
            .clone()
            .rev()
            .find(|at| scene.token(*at).is_some_and(|token| token.kind != TokenKind::Mark))
        else {
            return true;
        };
        let head = statement
            .named
            .as_ref()
            .map(|named| named.head)
            .filter(|head| tokens.contains(head))
            .unwrap_or(last);
        let lemma = scene.token(head).map_or("", |token| &token.lemma);
        let silent = |word: &str| scene.lexicon.parties.is_silent(word);
        let thing = silent(lemma) || silent(scene.clauses.word(head));
        let finite = tokens
            .clone()
            .any(|at| matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD) && at != last);
        let number = tokens.clone().all(|at| matches!(scene.tag(at), Tag::CD | Tag::DT | Tag::IN));
        let next = places.partition_point(|place| place.span.end <= naming.start);
        let place = places.get(next).filter(|place| place.span.contains(naming) || place.span == naming);
        // A capital that shares its name with a province speaks for its state all the same.
        let speaks = |name: &str| {
            let known = scene.lexicon.places.named(name).into_iter();
            let mut kinds = known.map(|known| scene.lexicon.places.kind(known.place));
            kinds.any(|kind| matches!(kind, Kind::Country | Kind::Capital))
        };
        let mute = place.is_some_and(|place| !place.demonym && !speaks(naming.slice(scene.text)));
        let asked = matches!(statement.stance, Some(Stance::Demands | Stance::Accuses | Stance::Warns))
            && statement
                .addressee
                .is_some_and(|addressee| addressee.contains(naming) || naming.contains(addressee));
        thing || finite || number || mute || asked || self.befalls(statement)
    }

    /// "Zambia is accused of …", "is said to": whom it befalls says nothing.
    fn befalls(&self, statement: &Statement) -> bool {
        let scene = self.scene;
        let Some(verb) = statement
            .cue
            .first()
            .and_then(|cue| scene.prose.tokens_in(*cue).rev().find(|at| scene.is_verb(*at)))
        else {
            return false;
        };
        let naming = statement.naming.map(|naming| scene.prose.tokens_in(naming));
        let subject = scene.clauses.child(verb, &[crate::text::Relation::NsubjPass]);
        super::is_passive(scene, verb)
            && subject.is_some_and(|subject| naming.is_some_and(|naming| naming.contains(&subject)))
    }

    /// The quotations of a statement that stand in paragraphs behind another sentence than its own, as statements of whoever is told of there.
    fn orphans(&self, statement: &mut Statement) -> Vec<Statement> {
        if statement.manner != Manner::Direct || statement.content.len() < 2 {
            return Vec::new();
        }
        let own = self.scene.prose.sentence_at(statement.place());
        let mut kept = Vec::new();
        let mut split = Vec::new();
        for content in std::mem::take(&mut statement.content) {
            match self.told_before(content).filter(|before| Some(*before) != own && Some(*before) > own) {
                None => kept.push(content),
                Some(before) => split.push(self.orphan(statement, content, before)),
            }
        }
        statement.content = kept;
        split
    }

    /// The last sentence before a quotation that is neither quoted nor a heading; none where the quotation stands in a sentence of others' words.
    fn told_before(&self, content: Span) -> Option<usize> {
        let here = self.scene.prose.sentence_at(content.start)?;
        let sentence = self.scene.prose.sentences.get(here)?;
        if sentence.tokens.start != self.scene.prose.token_at(content.start) {
            return None;
        }
        (0..here).rev().take(12).find(|number| {
            self.scene.prose.sentences.get(*number).is_some_and(|before| {
                let open = before.tokens.clone().any(|at| {
                    self.scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
                        && self.scene.quotation_at(at).is_none()
                });
                open && before.kind == SentenceKind::Prose
            })
        })
    }

    fn orphan(&self, statement: &Statement, content: Span, before: usize) -> Statement {
        let mut told = Statement {
            content: vec![content],
            cue: statement.cue.clone(),
            manner: Manner::Direct,
            stance: Some(Stance::Asserts),
            ..Statement::default()
        };
        let Some(sentence) = self.scene.prose.sentences.get(before) else { return told };
        let named = self.people.within(&sentence.tokens);
        if let Meant::One(span) = self.meant(sentence.tokens.end)
            && !named.is_empty()
        {
            told.source = vec![span];
            self.give(&mut told, span);
            told.cue = vec![span];
        } else if let Some(first) = self.scene.span(sentence.tokens.start..sentence.tokens.start + 1) {
            told.cue = vec![first];
        }
        told
    }
}
