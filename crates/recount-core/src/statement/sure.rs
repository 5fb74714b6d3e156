//! Nobody says what he did not say: each speaker is looked at once more, after figures have their sources. A place, a dateline, the weather or
//! whoever is urged or accused is taken off; "he said" goes to the one person of the sentences before it, and to nobody where two
//! could be meant; a quotation that goes on goes on with whoever is told of before it.

use super::{
    Manner, Statement,
    cast::{Cast, Member, is_office},
    kind,
    meant::{Meant, Told},
    naming,
    office::Office,
    scene::Scene,
    setting::Settings,
    surface::Named,
};
use crate::{
    lexicon::{Lexicon, SourceKind, Stance, gazetteer::Kind},
    mention::{Mentions, PlaceMention},
    report::Report,
    span::Span,
    text::{Prose, Relation, SentenceKind, Tag, TokenKind},
};

/// Sets right who says each statement; and tells who holds which office, and of which state each sentence speaks.
pub fn settle(
    report: &Report,
    prose: &Prose,
    mentions: &Mentions,
    statements: &mut Vec<Statement>,
    lexicon: &Lexicon,
) -> (Vec<Office>, Settings) {
    let scene = Scene::new(&report.text, prose, lexicon);
    let cast = Cast::of(&scene, mentions);
    for statement in statements.iter_mut() {
        without_dateline(&scene, statement);
    }
    let placed: Vec<(usize, Option<Span>)> =
        statements.iter().map(|statement| (statement.place(), statement.naming)).collect();
    let told = Told { scene: &scene, cast: &cast, placed: &placed };
    let room = Room { scene: &scene, told: &told };
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
    (told.offices(), Settings::of(&scene, &mentions.places, &cast))
}

impl Statement {
    /// Takes the speaker off: whose words they are is not known.
    fn forget(&mut self) {
        (self.naming, self.party, self.kind, self.body) = (None, None, None, None);
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

/// What a speaker is looked for in.
struct Room<'s, 'r> {
    scene: &'s Scene<'r>,
    told: &'s Told<'s, 'r>,
}

impl Room<'_, '_> {
    /// "He said", "it said", "the minister said": whoever is meant, where one alone can be.
    fn resolve(&self, statement: &mut Statement) {
        let Some(named) = statement.named.clone() else { return };
        let word = self.scene.clauses.word(named.head);
        if self.scene.quotation_at(named.head).is_some() {
            if matches!(word, "he" | "she" | "it" | "they") {
                statement.forget();
                statement.stance = None;
            }
            return;
        }
        match word {
            "he" | "she" => self.by_pronoun(statement, named.head, self.told.person(named.head)),
            "it" => self.by_pronoun(statement, named.head, self.told.body(named.head)),
            _ => self.by_noun(statement, &named),
        }
    }

    fn by_pronoun(&self, statement: &mut Statement, head: usize, meant: Meant) {
        match meant {
            Meant::One(member) => self.give(statement, member),
            Meant::Several => statement.forget(),
            Meant::Nobody => {
                if !statement.naming.is_some_and(|naming| self.told.reaches(head, naming)) {
                    statement.forget();
                }
            }
        }
    }

    /// A noun alone goes to whoever bears the name; a role to the body that it speaks for.
    fn by_noun(&self, statement: &mut Statement, named: &Named) {
        let words = &named.words;
        // "One of them", "them": nobody is named.
        if words.clone().any(|at| matches!(self.scene.clauses.word(at), "them" | "him" | "us")) {
            statement.forget();
            return;
        }
        let Some(member) = self.told.cast.at(words) else { return };
        if !member.words().any(|at| at == named.head) {
            return;
        }
        let own = if member.is_named { member.tokens.clone() } else { words.clone() };
        let is_said = words.contains(&member.head);
        if !(member.is_named && is_said)
            && let Some(span) = self.scene.span(own)
        {
            statement.party = Some(naming::words(self.scene.text, span));
        }
        if let Some(fuller) = self.told.fuller(member)
            && let Some(span) = self.scene.span(fuller.tokens.clone())
        {
            statement.party = Some(naming::words(self.scene.text, span));
            statement.kind = self.kind(fuller).or(statement.kind);
            self.speak_for(statement, fuller);
            return;
        }
        if self.is_private(member) {
            statement.kind = Some(SourceKind::Witness);
        }
        if !member.is_person && statement.kind == Some(SourceKind::Witness) {
            statement.kind = self.kind(member);
        }
        self.speak_for(statement, member);
    }

    /// Whether it is a person by name of whom the report tells nothing that anybody could not be.
    fn is_private(&self, member: &Member) -> bool {
        let scene = self.scene;
        let word = scene.clauses.word(member.head);
        let describes = |at: usize| {
            let lemma = scene.token(at).map_or("", |token| &token.lemma);
            let kind = scene.lexicon.roles.kind(lemma).filter(|kind| *kind != SourceKind::Witness);
            kind.is_some() || scene.lexicon.roles.speaks_for(lemma) || is_office(scene, lemma)
        };
        let described = |other: &Member| {
            other.words().any(&describes)
                || self.told.spoken_for(other).is_some()
                || other.words().any(|at| scene.written(at) == "'s" || scene.clauses.word(at) == "of")
        };
        member.is_person && member.is_named && !self.told.cast.named(word).any(described)
    }

    fn kind(&self, member: &Member) -> Option<SourceKind> {
        let own = kind::of_words(self.scene, &member.tokens, member.head);
        let also = || {
            member.also.as_ref().and_then(|also| kind::of_words(self.scene, also, also.end.saturating_sub(1)))
        };
        own.or_else(also)
    }

    fn speak_for(&self, statement: &mut Statement, member: &Member) {
        let body = self.told.spoken_for(member);
        statement.body = body.and_then(|body| self.scene.span(body.tokens.clone()));
        if let Some(body) = body {
            statement.kind = self.kind(body).or(statement.kind);
        }
    }

    fn give(&self, statement: &mut Statement, member: &Member) {
        let Some(span) = self.scene.span(member.tokens.clone()) else { return };
        let words = naming::words(self.scene.text, span);
        let last = self.scene.written(member.head);
        let same = statement.party.as_deref().is_some_and(|party| party.ends_with(last)) && member.is_person;
        if !same {
            let kind = self.kind(member);
            let tokens = &member.tokens;
            let default = || member.is_person.then(|| kind::by_default(self.scene, tokens, member.head));
            statement.kind = kind.or_else(default);
            if self.is_private(member) {
                statement.kind = Some(SourceKind::Witness);
            }
            (statement.naming, statement.party) = (Some(span), Some(words));
        }
        if let Some(fuller) = self.told.fuller(member)
            && let Some(span) = self.scene.span(fuller.tokens.clone())
        {
            statement.party = Some(naming::words(self.scene.text, span));
        }
        self.speak_for(statement, member);
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
        let is_person =
            || self.told.cast.at(&tokens).is_some_and(|member| member.is_person && member.is_named);
        let mute =
            place.is_some_and(|place| !place.demonym && !speaks(naming.slice(scene.text))) && !is_person();
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
        // "was accused by … and urged to": the second verb shares the first one's subject.
        let joined = scene.clauses.head(verb).filter(|above| {
            scene.clauses.relation(verb) == Relation::Conj
                && scene.tag(verb) == Tag::VBN
                && super::is_passive(scene, *above)
                && scene.clauses.child(verb, &[Relation::Nsubj, Relation::NsubjPass]).is_none()
        });
        let is_naming = |subject: usize| naming.as_ref().is_some_and(|naming| naming.contains(&subject));
        // "… and urged to say so": with nobody behind the verb it is the subject that is urged.
        let start = scene.sentence(verb).map_or(verb, |sentence| sentence.tokens.start);
        let bare = statement.stance == Some(Stance::Demands) && scene.clauses.word(verb + 1) == "to";
        let befallen = |at: usize| scene.clauses.child(at, &[Relation::NsubjPass]).is_some_and(is_naming);
        if bare && (start..verb).any(befallen) {
            return true;
        }
        let verb = joined.unwrap_or(verb);
        let subject = scene.clauses.child(verb, &[Relation::NsubjPass]);
        super::is_passive(scene, verb) && subject.is_some_and(is_naming)
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
        let first = sentence.tokens.start;
        if let Meant::One(member) = self.told.person(sentence.tokens.end)
            && member.tokens.start >= first
            && let Some(span) = self.scene.span(member.tokens.clone())
        {
            told.source = vec![span];
            self.give(&mut told, member);
            told.cue = vec![span];
        } else if let Some(first) = self.scene.span(sentence.tokens.start..sentence.tokens.start + 1) {
            told.cue = vec![first];
        }
        told
    }
}
