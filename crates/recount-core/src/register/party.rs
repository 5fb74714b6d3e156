//! Parties: state, body, person. A person belongs to a body, a body to its state; a bare "interior ministry" takes the state of what is
//! spoken of, and stays without one where that is not told.

use std::collections::BTreeMap;

use super::{
    people::{BodyName, People},
    words::{countries, country, is_capital, parts, small, state_name},
};
use crate::{extraction::Extraction, lexicon::Lexicon, lexicon::SourceKind, statement::Statement};

/// Somebody who speaks or acts.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// The shortest clear name: "Pakistan", "Pakistan's interior ministry", "UNHCR".
    pub name: String,
    /// The body.
    pub body: Option<String>,
    /// The state, by its ISO 3166 code.
    pub state: Option<String>,
    /// The person who speaks for it.
    pub person: Option<String>,
    /// What kind of source.
    pub kind: Option<SourceKind>,
}

impl Party {
    /// Whether it is somebody who holds no office.
    pub fn is_private(&self) -> bool {
        self.name == PRIVATE
    }
}

/// The name under which all private people stand.
pub(super) const PRIVATE: &str = "a private person";

/// What names mean over these reports.
#[derive(Debug)]
pub struct Parties<'l> {
    lexicon: &'l Lexicon,
    people: People,
    /// The states that are named most, the first first.
    states: Vec<String>,
    /// Whose embassy most of the reports' embassies are that are named in full.
    sender: Option<String>,
}

/// What was resolved before in the report.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The body and state of each party met so far in the report.
    met: Vec<(String, String)>,
}

/// A name as a report gives it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The fullest name.
    pub(super) name: &'a str,
    /// The words beside the cue.
    pub(super) beside: &'a str,
    /// The body for which whoever has a role alone speaks.
    pub(super) body: Option<&'a str>,
    pub(super) kind: Option<SourceKind>,
    /// Where it stands.
    pub(super) place: usize,
}

impl<'a> Asked<'a> {
    /// A name alone.
    pub(super) fn name(name: &'a str, place: usize) -> Asked<'a> {
        Asked { name, beside: name, body: None, kind: None, place }
    }
}

impl<'l> Parties<'l> {
    /// Reads who holds which office.
    pub fn of(extractions: &[&Extraction], lexicon: &'l Lexicon) -> Parties<'l> {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for place in extractions.iter().flat_map(|one| &one.mentions.places) {
            if let Some(code) = place.country.as_deref() {
                *named.entry(code).or_default() += 1;
            }
        }
        let mut states: Vec<(&str, usize)> = named.into_iter().collect();
        states.sort_by_key(|(code, times)| (std::cmp::Reverse(*times), *code));
        let states = states.into_iter().map(|(code, _)| code.to_string()).collect();
        let mut parties = Parties { lexicon, people: People::of(extractions, lexicon), states, sender: None };
        let mut senders: BTreeMap<String, usize> = BTreeMap::new();
        let names =
            extractions.iter().flat_map(|one| one.statements.iter().filter_map(|told| told.party.as_deref()));
        for name in names {
            let is_embassy =
                lexicon.parties.body(&small(name)).is_some_and(|(body, _)| body.name == "embassy");
            if let Some(owner) = is_embassy.then(|| parties.sender(name, &[])).flatten() {
                *senders.entry(owner).or_default() += 1;
            }
        }
        let most = senders.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        parties.sender = most.map(|(owner, _)| owner);
        parties
    }

    /// The party of each statement of a report, in order; none where nobody is named.
    pub fn of_statements(&self, extraction: &Extraction) -> Vec<Option<Party>> {
        let mut context = Context::default();
        let one = |statement: &Statement| {
            let name = statement.party.as_deref()?;
            let beside = statement.naming.map(|span| extraction.text_of(span)).unwrap_or_default();
            let body = statement.body.map(|span| extraction.text_of(span));
            let place = statement.naming.map_or(statement.place(), |naming| naming.start);
            let asked = Asked { name, beside: &beside, body: body.as_deref(), kind: statement.kind, place };
            self.resolve(extraction, &asked, &mut context)
        };
        extraction.statements.iter().map(one).collect()
    }

    /// The party of a name as a report gives it at a place.
    pub(super) fn resolve(
        &self,
        extraction: &Extraction,
        asked: &Asked<'_>,
        context: &mut Context,
    ) -> Option<Party> {
        let name = asked.name.trim();
        let last = small(name).pop().unwrap_or_default();
        if self.lexicon.roles.kind(&last) == Some(SourceKind::Unnamed) {
            // "Court records", "a statement": papers are no body.
            return Some(Party { name: bare(name).to_string(), kind: asked.kind, ..Party::default() });
        }
        let of_body = || {
            let body = asked.body?;
            let whose = Asked { name: body, ..*asked };
            self.read(body).or_else(|| self.of_body(body)).or_else(|| self.minister(extraction, &whose))
        };
        let read = self.read(name).or_else(|| self.read(asked.beside)).or_else(of_body);
        let read = read.or_else(|| self.of_body(tail(name)?));
        let read = read.or_else(|| self.minister(extraction, asked)).unwrap_or_default();
        let party = match read {
            Read { other: Some((label, state)), person, .. } => {
                Party { name: label, state, person, ..Party::default() }
            }
            Read { body: Some(body), state, person, .. } => {
                // "Its interior ministry": what stands beside the cue tells the state better than the fullest name of the report.
                let own = self.read(asked.beside).and_then(|beside| beside.state);
                let whose = || asked.body.and_then(|whose| countries(self.lexicon, whose).into_iter().next());
                let state = own.or(state).or_else(whose);
                let state = state.or_else(|| self.state_at(extraction, &body, asked.place, context));
                if let Some(state) = &state {
                    context.met.push((body.clone(), state.clone()));
                }
                Party {
                    name: self.shown(&body, state.as_deref()),
                    body: Some(body),
                    state,
                    person,
                    ..Party::default()
                }
            }
            Read { state: Some(state), .. } => {
                Party { name: state_name(self.lexicon, &state), state: Some(state), ..Party::default() }
            }
            Read { person: Some(person), .. } => {
                Party { name: person.clone(), person: Some(person), ..Party::default() }
            }
            _ if asked.kind == Some(SourceKind::Witness) || self.is_unknown_person(name, asked.kind) => {
                Party { name: PRIVATE.to_string(), ..Party::default() }
            }
            // A role alone, and nobody known who has it.
            _ if self.is_role(name) => return None,
            _ => Party { name: bare(name).to_string(), ..Party::default() },
        };
        // Whoever holds an office is nobody's private person.
        let kind = asked.kind.filter(|kind| party.is_private() || *kind != SourceKind::Witness);
        let party = Party { kind, ..party };
        (!party.name.is_empty()).then_some(party)
    }

    /// Whether words can name whoever decides: a state, a body, an office, or a name of its own. "Deportation", "the new team there" decide nothing.
    pub(super) fn can_decide(&self, name: &str) -> bool {
        let is_name = parts(name).skip(1).any(is_capital)
            || parts(name).next().is_some_and(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
        is_name
            || self.read(name).is_some()
            || self.of_body(name).is_some()
            || tail(name).is_some_and(|tail| self.of_body(tail).is_some())
            || small(name).iter().any(|word| self.lexicon.roles.kind(word) == Some(SourceKind::Government))
    }

    /// The body for which somebody with a role alone speaks.
    fn of_body(&self, words: &str) -> Option<Read> {
        let found = BodyName::of(words, self.lexicon)?;
        if found.is_other {
            return Some(Read { other: Some((found.body, found.state)), ..Read::default() });
        }
        let state = if found.body == "embassy" {
            self.sender(words, &countries(self.lexicon, words))
        } else {
            found.state
        };
        Some(Read { body: Some(found.body), state, ..Read::default() })
    }

    /// "The Zambian minister", "the ministry": the one ministry of the state of which the reports name somebody; of several, the state.
    fn minister(&self, extraction: &Extraction, asked: &Asked<'_>) -> Option<Read> {
        let words = small(asked.name);
        let is_one = |word: &String| matches!(word.as_str(), "minister" | "ministry");
        if !words.iter().any(is_one) {
            return None;
        }
        let named = countries(self.lexicon, asked.name).into_iter().next();
        let state = named.or_else(|| extraction.settings.at(asked.place).map(str::to_string));
        let state = state.or_else(|| super::people::home(extraction, self.lexicon))?;
        let body = self.people.ministry(&state).map(str::to_string);
        Some(Read { body, state: Some(state), ..Read::default() })
    }

    /// Whether a name is a role alone: "the spokesman".
    fn is_role(&self, name: &str) -> bool {
        let words = small(name);
        words.len() <= 3
            && !parts(name).skip(1).any(is_capital)
            && words.last().is_some_and(|last| self.lexicon.parties.speakers.contains(last))
    }

    /// Whether a name is a person's of whom no report says that they hold an office.
    fn is_unknown_person(&self, name: &str, kind: Option<SourceKind>) -> bool {
        let capitals = parts(name).filter(|word| is_capital(word)).count();
        let all = parts(name).count();
        let plain = parts(name).all(|word| self.lexicon.roles.kind(&word.to_lowercase()).is_none());
        let is_body = BodyName::of(name, self.lexicon).is_some();
        matches!(kind, None | Some(SourceKind::Unnamed))
            && (2..=3).contains(&all)
            && capitals == all
            && plain
            && !is_body
    }

    fn shown(&self, body: &str, state: Option<&str>) -> String {
        let of = state.map(|state| state_name(self.lexicon, state));
        match (body, of) {
            ("state", Some(of)) => of,
            ("state", None) => "the government".to_string(),
            ("embassy", Some(of)) => match self.states.iter().find(|other| Some(other.as_str()) != state) {
                Some(host) => format!("{of}'s embassy in {}", state_name(self.lexicon, host)),
                None => format!("{of}'s embassy"),
            },
            (_, Some(of)) => format!("{of}'s {body}"),
            (_, None) => format!("the {body}"),
        }
    }

    /// What a name says by itself.
    fn read(&self, name: &str) -> Option<Read> {
        let words = small(name);
        if words.is_empty() {
            return None;
        }
        let other = self.lexicon.parties.other(&words);
        let body = self.lexicon.parties.body(&words);
        let person = self.person(name);
        let states = countries(self.lexicon, name);
        if let Some((other, length)) = other
            && body.is_none_or(|(body, own)| own < length || body.name == "state")
        {
            return Some(Read { other: Some((other.name.clone(), other.state.clone())), ..Read::default() });
        }
        if let Some((body, _)) = body {
            let known = person.as_deref().and_then(|person| self.people.office(&person.to_lowercase()));
            // A person whose office is known better than by this name alone: "the minister", "spokesman Webster Mutale".
            let known = known.filter(|known| {
                !known.is_role && !known.is_other && (body.name == "state" || known.body == body.name)
            });
            let state = match body.name.as_str() {
                "embassy" => self.sender(name, &states),
                _ => states.first().cloned(),
            };
            let label = known.as_ref().map_or_else(|| body.name.clone(), |known| known.body.clone());
            let state = state.or_else(|| known.as_ref().and_then(|known| known.state.clone()));
            return Some(Read {
                body: Some(label),
                state,
                person: known.map(|known| known.name),
                ..Read::default()
            });
        }
        if let Some(known) = person.as_deref().and_then(|person| self.people.office(&person.to_lowercase())) {
            if known.is_other {
                let label = bare(&known.body).to_string();
                let person = Some(known.name);
                return Some(Read { other: Some((label, None)), person, ..Read::default() });
            }
            if known.is_role {
                return Some(Read { person: Some(known.name), ..Read::default() });
            }
            return Some(Read {
                body: Some(known.body),
                state: known.state,
                person: Some(known.name),
                ..Read::default()
            });
        }
        // A state's name alone, or its capital's, is the state.
        let time = |word: &&str| {
            let word = word.to_lowercase();
            matches!(&*word, "the" | "on" | "in" | "last" | "since")
                || !self.lexicon.dates.senses(&word).is_empty()
        };
        let alone = parts(name).filter(|word| !time(word)).all(|word| {
            country(self.lexicon, word).is_some()
                || is_capital(word) && states.len() == 1 && parts(name).count() <= 2
        });
        (alone && states.len() == 1).then(|| Read { state: states.first().cloned(), ..Read::default() })
    }

    /// Whose embassy it is: the people before the noun; else, of the two states that the reports speak of most, the one where it does not stand.
    fn sender(&self, name: &str, states: &[String]) -> Option<String> {
        let host_from = [" in ", " to "].iter().filter_map(|word| name.find(word)).min();
        let front = host_from.and_then(|at| name.get(..at)).unwrap_or(name);
        let host = host_from.and_then(|at| name.get(at..)).map(|tail| countries(self.lexicon, tail));
        let owner = countries(self.lexicon, front).into_iter().next();
        let other = || {
            let host = host.as_ref().and_then(|host| host.first());
            let host = host.or(states.first())?;
            let mut two = self.states.iter().take(2);
            two.clone()
                .any(|state| state == host)
                .then(|| two.find(|state| *state != host).cloned())
                .flatten()
        };
        let of = || {
            let at = name.find(" of ")?;
            countries(self.lexicon, name.get(at..)?).into_iter().next()
        };
        owner.or_else(of).or_else(other)
    }

    /// The surname in a name: its last capital that is no office and no country.
    fn person(&self, name: &str) -> Option<String> {
        let names = |word: &&str| {
            is_capital(word)
                && self.lexicon.roles.kind(&word.to_lowercase()).is_none()
                && country(self.lexicon, word).is_none()
        };
        parts(name).filter(|word| names(word)).last().map(str::to_string)
    }

    /// The state of a body that is named without one: the one of which its paragraph speaks, that of the dateline, the only one of which the same
    /// body was named before, else the one that the report tells of first as doing something.
    fn state_at(
        &self,
        extraction: &Extraction,
        body: &str,
        place: usize,
        context: &Context,
    ) -> Option<String> {
        if body == "embassy" {
            return self.sender.clone();
        }
        let told = extraction.settings.at(place).map(str::to_string);
        let mut same: Vec<&String> =
            context.met.iter().filter(|(known, _)| known == body).map(|(_, state)| state).collect();
        same.sort();
        same.dedup();
        let same = if let [only] = same[..] { Some(only.clone()) } else { None };
        let home = || super::people::home(extraction, self.lexicon);
        let own = || extraction.settings.own().map(str::to_string);
        let most = || if context.met.is_empty() { self.most(extraction) } else { None };
        told.or_else(home).or(same).or_else(own).or_else(most)
    }

    /// The state that a report names more than twice as often as any other, peoples aside.
    fn most(&self, extraction: &Extraction) -> Option<String> {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for place in extraction.mentions.places.iter().filter(|place| !place.demonym) {
            if let Some(code) = place.country.as_deref() {
                *named.entry(code).or_default() += 1;
            }
        }
        let all: usize = named.values().sum();
        named.into_iter().find(|(_, times)| times * 3 > all * 2).map(|(code, _)| code.to_string())
    }
}

/// What a name says by itself.
#[derive(Debug, Default)]
struct Read {
    other: Option<(String, Option<String>)>,
    body: Option<String>,
    state: Option<String>,
    person: Option<String>,
}

/// What stands behind the "of" of a person's name: "Ana Reis of the Goma Rights Group".
fn tail(name: &str) -> Option<&str> {
    let (front, tail) = name.split_once(" of ").or_else(|| name.split_once(" for "))?;
    let is_person = parts(front).count() == 2 && parts(front).all(is_capital);
    is_person.then_some(tail)
}

/// A name without its article and what stands before it.
fn bare(name: &str) -> &str {
    let name = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    name.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ')')
}
