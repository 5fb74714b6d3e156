//! The names to leave out of what is told of one report, and how they are left out.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

use recount_core::{Lexicon, fnv};
use serde_json::Value;

use super::{MASK, Told, people};
use crate::write::words;

/// Words shorter than this name nobody by themselves.
const SHORTEST: usize = 3;
/// How many names are tried at a place of a text.
const TRIED: usize = 8;

/// The names to leave out of what is told of one report.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(pub(super) BTreeSet<String>);

impl Names {
    pub(super) fn of(told: &Told, lexicon: &Lexicon) -> Names {
        let (mut names, mut public) = (BTreeSet::new(), BTreeSet::new());
        let ordinary = Ordinary::of(&told.texts, lexicon);
        // Of whom much is told by a name is somebody, also where the name is a word or a town's.
        let is_none = |word: &str| {
            is_country(word, lexicon)
                || is_number(word, lexicon)
                || Ordinary::is_act(word, lexicon)
                || is_ours(word, lexicon)
                || lexicon.organisations.find(&[word], 0).is_some()
        };
        let is_nobody = |word: &str| is_none(word) || is_place(word, lexicon) || ordinary.has(word, lexicon);
        for text in &told.texts {
            let found = people::people(text, lexicon);
            public.extend(found.public.iter().flat_map(|span| parts(span.slice(text))));
            // Who is told of with an office elsewhere in the report is somebody public.
            let of = |words: &str| parts(words).filter(|word| !is_none(word)).collect::<BTreeSet<_>>();
            let private = found.private.iter().map(|span| of(span.slice(text)));
            names.extend(private.filter(|name| !name.is_subset(&public)).flatten());
        }
        for words in &told.witnesses {
            let named: BTreeSet<String> = witness(words, lexicon).collect();
            let is_loud = |word: &str| word.chars().all(char::is_uppercase);
            let short =
                |word: &String| is_loud(word) && (named.len() == 1 || !named.iter().all(|it| is_loud(it)));
            let told = |word: &&String| !short(word) && !is_nobody(word);
            let name: BTreeSet<String> = named.iter().filter(told).cloned().collect();
            names.extend(Some(name).filter(|name| !name.is_subset(&public)).into_iter().flatten());
        }
        Names(names)
    }

    /// The text with these words left out, wherever they stand as words, and initials beside them.
    pub(super) fn hide(&self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut after_name = false;
        while !rest.is_empty() {
            let length = rest.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(length);
            let (escape, word) = word.split_at(escaped(&out, word));
            out.push_str(escape);
            let is_initial = after_name && word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            let is_hidden = self.has(word) || is_initial;
            out.push_str(if is_hidden { MASK } else { word });
            let gap = behind.find(char::is_alphanumeric).unwrap_or(behind.len());
            let (between, next) = behind.split_at(gap);
            out.push_str(between);
            after_name = is_hidden && between.chars().all(char::is_whitespace);
            rest = next;
        }
        out
    }

    /// The same for every text in a value.
    pub(super) fn hide_in(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.hide(&text)),
            Value::Array(items) => items.into_iter().map(|item| self.hide_in(item)).collect(),
            Value::Object(fields) => {
                Value::Object(fields.into_iter().map(|(key, it)| (key, self.hide_in(it))).collect())
            }
            other => other,
        }
    }

    /// Whether the word is one of the names, also as registers write it: TEMBE.
    fn has(&self, word: &str) -> bool {
        if self.0.contains(word) {
            return true;
        }
        let is_loud = word.len() > SHORTEST && word.chars().all(char::is_uppercase);
        is_loud && self.0.iter().any(|name| name.to_uppercase() == word)
    }

    /// Whether a handle or an address, in whatever case, is made from one of the names.
    pub(super) fn stand_in(&self, handle: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut parts =
            handle.split(|letter: char| !letter.is_alphanumeric()).filter(|part| part.len() >= SHORTEST);
        parts.any(|part| {
            let part = part.to_lowercase();
            self.0.iter().any(|name| name.to_lowercase() == part)
        })
    }
}

/// The words of a report that name nobody: those it also writes small, and the names of storms.
struct Ordinary(BTreeSet<String>);

impl Ordinary {
    fn of(texts: &[String], lexicon: &Lexicon) -> Ordinary {
        let mut found = BTreeSet::new();
        for text in texts {
            let mut before = String::new();
            for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let is_small = word.starts_with(char::is_lowercase);
                if is_small || is_storm(&before, lexicon) {
                    found.insert(word.to_owned());
                }
                before = word.to_lowercase();
            }
        }
        Ordinary(found)
    }

    /// A first name is somebody's, whatever else it means.
    fn has(&self, word: &str, lexicon: &Lexicon) -> bool {
        let small = self.0.contains(&word.to_lowercase()) && !lexicon.places.traits(word).given;
        small || self.0.contains(word)
    }

    /// Whether the word tells of an act or a state.
    fn is_act(word: &str, lexicon: &Lexicon) -> bool {
        let traits = lexicon.places.traits(word);
        let small = word.to_lowercase();
        let ends = lexicon.private.abstract_endings.iter().any(|end| small.ends_with(end));
        ends && !traits.given && traits.family == 0 && !lexicon.kin.of_noun(&small).is_empty()
    }
}

/// "Three", "Twenty", "Hundred".
fn is_number(word: &str, lexicon: &Lexicon) -> bool {
    let (word, numbers) = (word.to_lowercase(), &lexicon.numbers);
    [&numbers.units, &numbers.tens, &numbers.magnitudes].into_iter().any(|words| words.contains_key(&word))
}

/// Whether the word is what we call a thing counted, or what happens: a list of "Missing: 13" and "Hurricane" names nobody.
fn is_ours(word: &str, lexicon: &Lexicon) -> bool {
    let small = word.to_lowercase();
    let happens =
        |word: &str| lexicon.events.from_word(word).iter().any(|it| !it.verb && it.words.len() == 1);
    happens(&small) || lexicon.measures.iter().any(|measure| measure.label.eq_ignore_ascii_case(word))
}

/// Whether a storm's name may stand behind the word: "hurricane".
fn is_storm(word: &str, lexicon: &Lexicon) -> bool {
    let events = &lexicon.events;
    let of_storms = |kind: usize| events.kind(kind).is_some_and(|kind| kind.code == "storm");
    events.from_word(word).iter().any(|it| !it.verb && it.words.len() == 1 && it.kind.is_some_and(of_storms))
}

/// The parts of a name that are looked for: what is left out is found between marks, so the halves of "al-Masri" too.
fn parts(name: &str) -> impl Iterator<Item = String> + '_ {
    let parts = name.split(|letter: char| !letter.is_alphanumeric());
    parts
        .filter(|part| part.chars().count() >= SHORTEST && part.starts_with(char::is_uppercase))
        .map(str::to_owned)
}

/// The words of a witness that name them, and do not only say what they are: "Cuban detainees" has none.
fn witness(words: &str, lexicon: &Lexicon) -> impl Iterator<Item = String> + use<> {
    let shown = words::source(words, Some("witness"));
    let kept: BTreeSet<&str> = shown.split(' ').collect();
    let all: Vec<&str> = words.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, word) in all.iter().enumerate().filter(|(_, word)| !kept.contains(*word)) {
        let behind = all.iter().skip(at).find(|word| !word.starts_with(char::is_uppercase));
        let ends = all
            .iter()
            .skip(at)
            .take_while(|word| word.starts_with(char::is_uppercase))
            .any(|word| word.ends_with(','));
        let says = behind.is_some_and(|word| {
            !ends && !lexicon.private.links.contains(word) && word.starts_with(char::is_lowercase)
        });
        if !says {
            found.extend(parts(word));
        }
    }
    found.into_iter()
}

/// People in a place that is known by its name: many a family is called as some village is.
const KNOWN: f64 = 200_000.0;

/// Whether the word is a large place's name and nobody's.
fn is_place(word: &str, lexicon: &Lexicon) -> bool {
    let traits = lexicon.places.traits(word);
    let is_known = |place| lexicon.places.population(place) >= KNOWN;
    !traits.given
        && traits.family == 0
        && lexicon.places.named(word).iter().any(|candidate| is_known(candidate.place))
}

/// Whether the word is the name of a country or its people.
fn is_country(word: &str, lexicon: &Lexicon) -> bool {
    let is = |place| {
        let code = lexicon.places.country(place);
        code.and_then(|code| lexicon.places.country_place(code)) == Some(place)
    };
    !lexicon.places.traits(word).given
        && lexicon.places.named(word).iter().any(|candidate| is(candidate.place))
}

/// How many letters at the front of a word belong to an escape before it: of a line's end in JSON (`\\nAmal`), or of a space in an
/// address (`%20Amal`).
fn escaped(before: &str, word: &str) -> usize {
    let is_hex = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    match before.chars().next_back() {
        Some('\\') if word.starts_with(['n', 't', 'r']) => 1,
        Some('%') if word.get(..2).is_some_and(is_hex) => 2,
        _ => 0,
    }
}

/// What stands for the name of a report that names somebody: by FNV-1a, so that it is the same each time.
pub fn stand_in(document: &str) -> String {
    format!("report-{:08x}", fnv::digest(document.bytes()) >> 32)
}

/// What stands for reports' own names, by these.
pub(super) type StandIns = BTreeMap<String, String>;

/// The text with these in the place of the names, wherever one begins as a word: in one pass, however many there are.
pub(super) fn renamed(text: &str, stand_ins: &StandIns) -> String {
    if stand_ins.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut begins) = (text, true);
    while let Some(first) = rest.chars().next() {
        let known = stand_ins.range::<str, _>((Bound::Unbounded, Bound::Included(rest))).rev().take(TRIED);
        let found =
            begins.then(|| known.into_iter().find(|(name, _)| rest.starts_with(name.as_str()))).flatten();
        let length = match found {
            Some((name, other)) => {
                out.push_str(other);
                name.len()
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        begins = found.is_none() && !first.is_alphanumeric();
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}
