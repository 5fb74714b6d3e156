//! Who a source is: pronouns and short names resolved inside the report, and the kind that follows.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Statement, kind,
    scene::Scene,
    surface::{self, Named},
};
use crate::{
    lexicon::SourceKind,
    mention::PlaceMention,
    span::Span,
    text::{Relation, Tag},
};

/// Somebody the report names.
#[derive(Debug, Clone)]
struct Party {
    /// The naming words.
    naming: Range<usize>,
    head: usize,
    kind: Option<SourceKind>,
    sort: Sort,
}

/// Which pronoun stands for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Thing,
    Several,
}

/// Resolves the source of every statement, in the order of the text.
pub(super) fn resolve(scene: &Scene, places: &[PlaceMention], statements: &mut [Statement]) {
    let names = full_names(scene);
    let mut recent: Vec<Party> = Vec::new();
    let mut subjects = Subjects::default();
    for statement in statements.iter_mut() {
        let Some(named) = statement.named.clone() else { continue };
        let head = named.head;
        subjects.reach(head);
        let pronoun = matches!(scene.tag(head), Tag::PRP | Tag::PRPS | Tag::WP | Tag::WDT | Tag::WPS)
            || matches!(scene.clauses.word(head), "who" | "that" | "which");
        let party = if pronoun {
            antecedent(scene, &names, &recent, &mut subjects, head)
        } else {
            Some(party(scene, &names, named))
        };
        let Some(party) = party else { continue };
        let known = full(scene, &names, places, &recent, &party);
        statement.naming = scene.span(party.naming.clone());
        let introduced = || introduced_by_role(scene, &recent, &party);
        let generic = GENERIC.contains(&scene.clauses.word(party.head)) && known.is_some();
        let said = party.kind.filter(|kind| *kind != SourceKind::Unnamed && !generic);
        statement.kind =
            said.or(known.as_ref().and_then(|known| known.kind)).or(party.kind).or_else(introduced);
        let named = known.as_ref().unwrap_or(&party);
        statement.party = scene.span(named.naming.clone()).map(|span| words(scene.text, span));
        statement.kind =
            statement.kind.or_else(|| is_place(scene, places, &party).then_some(SourceKind::Government));
        statement.kind = statement.kind.or_else(|| Some(by_default(scene, &party)));
        let aside = statement
            .cue
            .first()
            .is_some_and(|cue| cue.slice(scene.text).len() > 9 && party.sort == Sort::Thing)
            && recent
                .last()
                .is_some_and(|last| scene.sentence_number(last.head) == scene.sentence_number(head));
        if !pronoun && !aside {
            recent.push(Party { kind: statement.kind, ..party });
        }
    }
    resolve_speakers(scene, statements);
}

/// The kind of the role that spoke just before, for a name that nothing describes: "the minister said … Jan Cole said".
fn introduced_by_role(scene: &Scene, recent: &[Party], party: &Party) -> Option<SourceKind> {
    let named = party.sort == Sort::Person && scene.tag(party.head) == Tag::NNP;
    let role = recent.iter().rev().take(2).find(|known| known.sort == Sort::Person)?;
    (named && scene.tag(role.head) == Tag::NN).then_some(role.kind).flatten()
}

/// "I" and "we" in a quotation are who speaks there.
fn resolve_speakers(scene: &Scene, statements: &mut [Statement]) {
    let mut contents: Vec<(Span, usize)> = statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| !statement.quoted && statement.naming.is_some())
        .flat_map(|(number, statement)| statement.content.iter().map(move |span| (*span, number)))
        .collect();
    contents.sort();
    for at in 0..statements.len() {
        let Some(head) =
            statements[at].named.as_ref().map(|named| named.head).filter(|_| statements[at].quoted)
        else {
            continue;
        };
        if !matches!(scene.clauses.word(head), "i" | "we") {
            continue;
        }
        let place = statements[at].place();
        let before = contents.partition_point(|(span, _)| span.start <= place);
        let outer = contents[..before]
            .iter()
            .rev()
            .take(16)
            .find(|(span, _)| span.end > place)
            .map(|(_, number)| *number);
        if let Some(outer) = outer {
            statements[at].party = statements[outer].party.clone();
            statements[at].kind = statements[outer].kind;
            statements[at].naming = statements[outer].naming;
        }
    }
}

/// Names of two words and more by their last word, with the first place that says what they are.
type Names<'a> = BTreeMap<&'a str, Party>;

fn full_names<'a>(scene: &Scene<'a>) -> Names<'a> {
    let mut names = Names::new();
    let proper = |at: usize| scene.tag(at) == Tag::NNP && scene.is_capitalised(at);
    let mut at = 0;
    while at < scene.prose.tokens.len() {
        let mut end = at;
        while proper(end) {
            end += 1;
        }
        if end > at + 1 {
            let last = end - 1;
            let head = head_of_run(scene, at..end);
            let found = party_at(scene, named(scene, head));
            let surname = scene.clauses.word(last);
            for part in (at..end).filter(|at| scene.lexicon.roles.kind(scene.clauses.word(*at)).is_none()) {
                let key = scene.clauses.word(part);
                // A first name stands for somebody only where nobody has it as a surname.
                let better = names
                    .get(key)
                    .is_none_or(|known| known.kind.is_none() && found.kind.is_some() && key == surname);
                if better {
                    names.insert(key, found.clone());
                }
            }
        }
        at = end + 1;
    }
    names
}

/// The token of the run that the others hang on.
fn head_of_run(scene: &Scene, run: Range<usize>) -> usize {
    let outside = |at: &usize| scene.clauses.head(*at).is_none_or(|head| !run.contains(&head));
    run.clone().rev().find(outside).unwrap_or(run.end.saturating_sub(1))
}

fn party_at(scene: &Scene, named: Named) -> Party {
    let Named { words: naming, head } = named;
    let kind = kind::of_words(scene, &naming, head);
    Party { sort: sort(scene, &naming, head, || kind), naming, head, kind }
}

fn named(scene: &Scene, head: usize) -> Named {
    Named { words: scene.naming(head), head }
}

fn party(scene: &Scene, names: &Names<'_>, named: Named) -> Party {
    let mut party = party_at(scene, named);
    if party.kind.is_none_or(|kind| kind == SourceKind::Unnamed) {
        let mut inside = party.naming.clone().filter(|at| scene.tag(*at) == Tag::NNP);
        let spoken_for = inside.find_map(|at| names.get(scene.clauses.word(at)).and_then(|known| known.kind));
        party.kind = spoken_for.or(party.kind);
    }
    if party.kind.is_none() {
        party.kind = last_word(scene, &party).and_then(|word| names.get(word)).and_then(|known| known.kind);
    }
    party
}

fn last_word<'a>(scene: &Scene<'a>, party: &Party) -> Option<&'a str> {
    last_name(scene, party).map(|at| scene.clauses.word(at))
}

fn last_name(scene: &Scene, party: &Party) -> Option<usize> {
    party.naming.clone().rev().find(|at| scene.tag(*at) == Tag::NNP)
}

/// Whether the word only tells which body the name is of: "Goma" in "Radio Goma".
fn is_of_a_body(scene: &Scene, known: &Party, word: usize) -> bool {
    let same = |at: &usize| scene.clauses.word(*at) == scene.clauses.word(word);
    let end = known.naming.clone().find(same).unwrap_or(known.naming.end);
    known.sort == Sort::Thing
        && (known.naming.start..end).any(|at| scene.lexicon.roles.kind(scene.clauses.word(at)).is_some())
}

/// Whoever the report names with the role that a headline cuts short: "Gorava PM" is "Prime Minister Ana Roca".
fn by_short_role<'n>(scene: &Scene, names: &'n Names<'_>, party: &Party) -> Option<&'n Party> {
    let role: &[&str] = match scene.clauses.word(party.head) {
        "pm" => &["prime", "minister"],
        "cm" => &["chief", "minister"],
        "fm" => &["foreign", "minister"],
        _ => return None,
    };
    let holds = |known: &&Party| {
        known.sort == Sort::Person
            && role.iter().all(|word| known.naming.clone().any(|at| scene.clauses.word(at) == *word))
    };
    names.values().filter(holds).min_by_key(|known| known.naming.start)
}

/// Roles that one person has.
const PERSONS: [&str; 24] = [
    "minister",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "officer",
    "president",
    "governor",
    "mayor",
    "commissioner",
    "doctor",
    "resident",
    "director",
    "chief",
    "head",
    "coordinator",
    "secretary",
    "representative",
    "leader",
    "man",
    "woman",
    "chairman",
    "senator",
    "general",
];

fn sort(
    scene: &Scene,
    naming: &Range<usize>,
    head: usize,
    kind: impl FnOnce() -> Option<SourceKind>,
) -> Sort {
    let conjoined = scene.clauses.child(head, &[Relation::Conj]).is_some_and(|child| naming.contains(&child));
    if conjoined || matches!(scene.tag(head), Tag::NNS | Tag::NNPS) {
        return Sort::Several;
    }
    let word = scene.clauses.word(head);
    let body = matches!(word, "police" | "authorities" | "people");
    if body {
        return Sort::Several;
    }
    if PERSONS.contains(&word) {
        return Sort::Person;
    }
    if scene.tag(head) != Tag::NNP {
        return Sort::Thing;
    }
    let titled = naming.clone().any(|at| {
        scene.lexicon.roles.is_title(scene.clauses.word(at)) || PERSONS.contains(&scene.clauses.word(at))
    });
    if titled {
        return Sort::Person;
    }
    let role = scene.lexicon.roles.kind(word).is_some();
    let organisation = || {
        matches!(kind(), Some(SourceKind::Un | SourceKind::Ngo | SourceKind::Media | SourceKind::ArmedGroup))
    };
    if role || organisation() { Sort::Thing } else { Sort::Person }
}

/// The latest persons and things that did something, for pronouns that no source answers to: looked for from the end backwards, when
/// a pronoun asks.
#[derive(Debug, Default)]
struct Subjects {
    /// How far the text is read.
    end: usize,
    person: Latest,
    thing: Latest,
    several: Latest,
}

/// The last subject of one sort among the tokens looked at, from the start of the text to `end`.
#[derive(Debug, Default)]
struct Latest {
    end: usize,
    head: Option<usize>,
}

impl Subjects {
    fn reach(&mut self, end: usize) {
        self.end = self.end.max(end);
    }

    fn get(&mut self, scene: &Scene, names: &Names<'_>, wanted: Sort) -> Option<Party> {
        let latest = match wanted {
            Sort::Person => &mut self.person,
            Sort::Thing => &mut self.thing,
            Sort::Several => &mut self.several,
        };
        let is_subject = |at: &usize| {
            matches!(scene.clauses.relation(*at), Relation::Nsubj | Relation::NsubjPass)
                && scene.tag(*at).is_noun()
                && !surface::is_time(scene, *at)
                && scene.quotation_at(*at).is_none()
        };
        let is_wanted = |at: &usize| {
            let Named { words, head } = named(scene, *at);
            sort(scene, &words, head, || kind::of_words(scene, &words, head)) == wanted
        };
        let found = (latest.end..self.end).rev().filter(is_subject).find(is_wanted);
        *latest = Latest { end: self.end, head: found.or(latest.head) };
        latest.head.map(|head| party(scene, names, named(scene, head)))
    }
}

/// How many sources back a pronoun reaches.
const BACK: usize = 12;

fn antecedent(
    scene: &Scene,
    names: &Names<'_>,
    recent: &[Party],
    subjects: &mut Subjects,
    head: usize,
) -> Option<Party> {
    let sort = match scene.clauses.word(head) {
        "he" | "she" | "his" | "her" | "him" => Sort::Person,
        "it" | "its" => Sort::Thing,
        "they" | "their" | "them" => Sort::Several,
        "who" | "which" | "that" | "whose" => return relative(scene, names, head),
        _ => return None,
    };
    let answers = |party: &&Party| {
        party.sort == sort && !(sort == Sort::Several && party.kind == Some(SourceKind::Unnamed))
    };
    let source = recent.iter().rev().take(BACK).find(answers);
    // "They" may be the body that spoke just before.
    let body = recent.last().filter(|last| {
        sort == Sort::Several
            && last.sort == Sort::Thing
            && last.kind.is_some_and(|kind| kind != SourceKind::Unnamed)
            && scene.sentence_number(last.head) + 1 >= scene.sentence_number(head)
    });
    let source = body.or(source);
    match (source, subjects.get(scene, names, sort)) {
        (Some(source), Some(subject))
            if scene.sentence_number(source.head) + 4 < scene.sentence_number(subject.head) =>
        {
            Some(subject)
        }
        (source, subject) => source.cloned().or(subject),
    }
}

/// The noun that a relative pronoun stands for.
fn relative(scene: &Scene, names: &Names<'_>, pronoun: usize) -> Option<Party> {
    let mut at = pronoun;
    for _ in 0..5 {
        let head = scene.clauses.head(at)?;
        if scene.clauses.relation(at) == Relation::AclRelcl {
            return Some(party(scene, names, named(scene, head)));
        }
        at = head;
    }
    None
}

/// The kind of somebody whom neither words nor report place: one who holds a public role is taken for an official. Somebody
/// told by what befell them, or where they live, holds none.
fn by_default(scene: &Scene, party: &Party) -> SourceKind {
    let end = scene.clauses.stretch(party.head).end.min(party.naming.end + 12).max(party.naming.end);
    let holds_role =
        |word: &str| PERSONS.contains(&word) && scene.lexicon.roles.kind(word) != Some(SourceKind::Witness);
    let role = (party.naming.start..end).any(|at| holds_role(scene.clauses.word(at)));
    if role { SourceKind::Government } else { kind::by_default(scene, &party.naming, party.head) }
}

/// Whether the naming words are a place's name alone: a country or capital speaks for its government.
fn is_place(scene: &Scene, places: &[PlaceMention], party: &Party) -> bool {
    let Some(span) = scene.span(party.naming.clone()) else { return false };
    let next = places.partition_point(|place| place.span.start < span.start);
    places.get(next).is_some_and(|place| place.span == span && !place.demonym)
}

/// The fullest naming of the same party so far: for "Bugti" the words with title and first name, for "the embassy" the
/// embassy that was named.
fn full(
    scene: &Scene,
    names: &Names<'_>,
    places: &[PlaceMention],
    recent: &[Party],
    party: &Party,
) -> Option<Party> {
    // A country is nobody's surname, nor is a name before the noun that says who it is: "Goma police".
    let by_name = last_name(scene, party)
        .filter(|at| *at >= party.head && !is_place(scene, places, party))
        .and_then(|at| names.get(scene.clauses.word(at)).filter(|known| !is_of_a_body(scene, known, at)))
        .filter(|known| known.naming.len() >= party.naming.len());
    let by_name = by_name.or_else(|| by_short_role(scene, names, party));
    // A surname goes to whoever spoke before with it.
    let surname =
        party.naming.len() == 1 && scene.tag(party.head) == Tag::NNP && !is_place(scene, places, party);
    let by_surname = || {
        let has = |known: &&Party| {
            known.naming.len() > 1
                && known.kind.is_some_and(|kind| kind != SourceKind::Witness)
                && known
                    .naming
                    .end
                    .checked_sub(1)
                    .is_some_and(|at| scene.clauses.word(at) == scene.clauses.word(party.head))
        };
        recent.iter().rev().filter(|_| surname).find(has)
    };
    let same_head = |known: &&Party| {
        known.naming.len() > party.naming.len()
            && scene.clauses.word(known.head) == scene.clauses.word(party.head)
    };
    let definite = scene.clauses.word(party.naming.start) == "the" && party.naming.len() <= 3;
    let by_role = || {
        recent
            .iter()
            .rev()
            .take(BACK * 4)
            .find(|known| definite && (same_head(known) || holds_role(scene, known, party)))
    };
    let by_sort = || {
        let generic = definite && GENERIC.contains(&scene.clauses.word(party.head));
        let body = |known: &&Party| {
            known.sort == Sort::Thing && scene.tag(known.head) == Tag::NNP && known.kind.is_some()
        };
        recent.iter().rev().take(BACK).find(|known| generic && body(known))
    };
    by_name.or_else(by_surname).or_else(by_role).or_else(by_sort).cloned()
}

/// Nouns that stand for any body named before: "the agency".
const GENERIC: [&str; 16] = [
    "agency",
    "organisation",
    "organization",
    "group",
    "body",
    "charity",
    "outlet",
    "newspaper",
    "station",
    "broadcaster",
    "monitor",
    "observatory",
    "watchdog",
    "institute",
    "network",
    "department",
];

/// Whether the longer naming holds the role that the shorter consists of: "the minister" in "Interior Minister Sarfraz Bugti".
fn holds_role(scene: &Scene, known: &Party, party: &Party) -> bool {
    let role = scene.clauses.word(party.head);
    known.naming.len() > party.naming.len() && known.naming.clone().any(|at| scene.clauses.word(at) == role)
}

/// The words of a span, for a source.
pub(super) fn words(text: &str, span: Span) -> String {
    let slice = span.slice(text);
    let mut words = String::with_capacity(slice.len());
    for word in slice.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
