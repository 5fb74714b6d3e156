//! Who holds which office: names with the office that some sentence of some report gives them.

use std::collections::BTreeMap;

use super::words::{countries, is_capital, parts, small};
use crate::{credit_line::town, extraction::Extraction, lexicon::Lexicon, statement::Office};

/// A person as one sentence introduces them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Introduced {
    /// First and last name.
    pub(super) name: String,
    pub(super) body: String,
    /// The state whose office it is, and whether the sentence says so.
    pub(super) state: Option<String>,
    pub(super) is_said: bool,
    /// Whether the body is no state's.
    pub(super) is_other: bool,
    /// Whether only the office is known and not whose it is: `body` is its words.
    pub(super) is_role: bool,
}

/// Everybody with an office, by surname in small letters.
#[derive(Debug, Default)]
pub(super) struct People {
    by_surname: BTreeMap<String, Vec<Introduced>>,
}

/// Words before a name in which its office stands, and behind it.
const BEFORE: usize = 9;
const BEHIND: usize = 9;

impl People {
    /// Of these reports; `home` is the country that each report's dateline stands in.
    pub(super) fn of(extractions: &[&Extraction], lexicon: &Lexicon) -> People {
        let mut people = People::default();
        for extraction in extractions {
            let home = home(extraction, lexicon);
            for passage in &extraction.passages {
                for mut found in introduced(&passage.text, lexicon) {
                    // An ambassador stands abroad.
                    let abroad = found.is_other || found.body == "embassy";
                    found.state = found.state.or_else(|| home.clone().filter(|_| !abroad));
                    people.take(found);
                }
            }
            for office in &extraction.offices {
                let mut found = of_office(office, lexicon);
                let abroad = found.is_other || found.is_role || found.body == "embassy";
                found.state = found.state.or_else(|| home.clone().filter(|_| !abroad));
                people.take(found);
            }
        }
        people
    }

    fn take(&mut self, found: Introduced) {
        let surname = small(&found.name).pop().unwrap_or_default();
        self.by_surname.entry(surname).or_default().push(found);
    }

    /// The one ministry of a state of which the reports name somebody; none where they name more.
    pub(super) fn ministry(&self, state: &str) -> Option<&str> {
        let told = self.by_surname.values().flatten();
        let of_state = told.filter(|one| one.is_said && one.state.as_deref() == Some(state));
        let mut bodies: Vec<&str> =
            of_state.map(|one| one.body.as_str()).filter(|body| body.ends_with("ministry")).collect();
        bodies.sort_unstable();
        bodies.dedup();
        if let [only] = bodies[..] { Some(only) } else { None }
    }

    /// The office of somebody by surname: the one that is told most, what is said outright counting more than what is inferred. None where two
    /// people share it in different offices.
    pub(super) fn office(&self, surname: &str) -> Option<Introduced> {
        let told = self.by_surname.get(surname)?;
        let whole = told.iter().any(|one| !one.is_role);
        let mut votes: BTreeMap<(&str, Option<&str>, bool), usize> = BTreeMap::new();
        for one in told.iter().filter(|one| one.is_role != whole) {
            let weight = if one.is_said { 10 } else { 1 };
            *votes.entry((&one.body, one.state.as_deref(), one.is_other)).or_default() += weight;
        }
        let ((body, state, is_other), _) =
            votes.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let name =
            told.iter().map(|one| &one.name).max_by_key(|name| (name.len(), std::cmp::Reverse(*name)))?;
        Some(Introduced {
            name: name.clone(),
            body: body.to_string(),
            state: state.map(str::to_string),
            is_said: true,
            is_other,
            is_role: !whole,
        })
    }
}

/// Somebody whom a report gives an office: of the body that the office's words name, else of the one they speak for, else of none that is known.
fn of_office(office: &Office, lexicon: &Lexicon) -> Introduced {
    let name = office.name.clone();
    let own = BodyName::of(&office.role, lexicon).filter(|_| !office.role.is_empty());
    let found = own.or_else(|| office.body.as_deref().and_then(|body| BodyName::of(body, lexicon)));
    match found {
        Some(BodyName { body, state, is_other }) => {
            Introduced { name, body, is_said: state.is_some() || is_other, state, is_other, is_role: false }
        }
        None => Introduced {
            name,
            body: office.role.clone(),
            state: None,
            is_said: true,
            is_other: false,
            is_role: true,
        },
    }
}

/// The body that words name: of a state, listed as standing by itself, or by its name in capitals.
pub(super) struct BodyName {
    pub(super) body: String,
    pub(super) state: Option<String>,
    pub(super) is_other: bool,
}

impl BodyName {
    pub(super) fn of(words: &str, lexicon: &Lexicon) -> Option<BodyName> {
        let plain = small(words);
        let (other, body) = (lexicon.parties.other(&plain), lexicon.parties.body(&plain));
        if let Some((other, length)) = other
            && body.is_none_or(|(_, own)| own < length)
        {
            return Some(BodyName { body: other.name.clone(), state: other.state.clone(), is_other: true });
        }
        if let Some((body, _)) = body {
            // Where an ambassador stands is told as often as who sent them.
            let state = countries(lexicon, words).into_iter().next().filter(|_| body.name != "embassy");
            return Some(BodyName { body: body.name.clone(), state, is_other: false });
        }
        let body = in_capitals(words, lexicon)?;
        Some(BodyName { body, state: None, is_other: true })
    }
}

/// The longest row of capitals that ends in what bodies are called: "Lusaka City Council", "Rights Watch".
fn in_capitals(words: &str, lexicon: &Lexicon) -> Option<String> {
    let all: Vec<&str> = parts(words).collect();
    let is_end = |word: &str| {
        let word = word.to_lowercase();
        lexicon.masthead.bodies.contains(&word)
            || lexicon.parties.offices.contains(&word)
            || lexicon.roles.is_body(&word)
    };
    let end = (0..all.len()).rev().find(|at| is_capital(all[*at]) && is_end(all[*at]))?;
    let start =
        (0..end).rev().take_while(|at| is_capital(all[*at]) && !matches!(all[*at], "The" | "A")).last();
    if let Some(start) = start {
        return Some(all.get(start..=end)?.join(" "));
    }
    // "Department of Home Affairs".
    let link = all.get(end + 1).is_some_and(|word| matches!(*word, "of" | "for"));
    let reach = (end + 2..all.len()).take_while(|at| is_capital(all[*at])).last().filter(|_| link)?;
    Some(all.get(end..=reach)?.join(" "))
}

/// The country of a report's dateline: capitals before a dash, a comma or a bracket where a paragraph begins.
pub(super) fn home(extraction: &Extraction, lexicon: &Lexicon) -> Option<String> {
    let leads = || extraction.passages.iter().take(4);
    let read = || {
        leads().filter(|passage| town(&passage.text).is_some()).find_map(|passage| {
            let places = &extraction.mentions.places;
            let next = places.partition_point(|place| place.span.start < passage.span.start);
            places.get(next).filter(|place| place.span.start == passage.span.start)?.country.clone()
        })
    };
    let by_name = || {
        leads().filter_map(|passage| town(&passage.text)).find_map(|word| {
            let mut letters = word.chars();
            let titled: String =
                letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
            let candidates = lexicon.places.named(&titled);
            let largest = candidates.into_iter().max_by(|one, two| {
                lexicon.places.population(one.place).total_cmp(&lexicon.places.population(two.place))
            });
            largest.and_then(|candidate| lexicon.places.country(candidate.place)).map(str::to_string)
        })
    };
    let said = || {
        leads().filter(|passage| town(&passage.text).is_some()).find_map(|passage| {
            let second = passage.text.split(',').nth(1)?;
            let found = countries(lexicon, second);
            // "MWAMI, Zambia, March 7": nothing else stands between the commas.
            if let [only] = &found[..] {
                Some(only.clone()).filter(|_| parts(second).count() <= 2)
            } else {
                None
            }
        })
    };
    said().or_else(read).or_else(by_name)
}

/// The people whom a sentence gives an office.
fn introduced(text: &str, lexicon: &Lexicon) -> Vec<Introduced> {
    let words: Vec<(&str, bool)> = text
        .split_whitespace()
        .map(|word| (word, word.ends_with([',', '.', ';', ':', '”', '"', ')'])))
        .collect();
    let plain = |at: usize| words.get(at).and_then(|(word, _)| parts(word).next());
    let capital = |at: usize| plain(at).is_some_and(|word| is_capital(word) && word.chars().count() > 1);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut end = at;
        while capital(end) {
            end += 1;
            if words[end - 1].1 {
                break;
            }
        }
        if end > at + 1 {
            found.extend(of_run(&words, at..end, lexicon));
        }
        at = end.max(at + 1);
    }
    found
}

/// The person of a run of capitals, where an office stands in the run, right before it or right behind it.
fn of_run(words: &[(&str, bool)], run: std::ops::Range<usize>, lexicon: &Lexicon) -> Option<Introduced> {
    let all: Vec<&str> = words.get(run.clone())?.iter().filter_map(|(word, _)| parts(word).next()).collect();
    // What of the run is an office or a state is no part of the name.
    let office = |word: &&str| {
        lexicon.roles.kind(&word.to_lowercase()).is_some()
            || matches!(
                &*word.to_lowercase(),
                "foreign"
                    | "interior"
                    | "prime"
                    | "caretaker"
                    | "justice"
                    | "home"
                    | "affairs"
                    | "the"
                    | "mr"
                    | "ms"
                    | "honourable"
            )
            || super::words::country(lexicon, word).is_some()
    };
    let from = all.iter().rposition(office).map_or(0, |at| at + 1);
    let name = all.get(from..)?;
    if !(2..=4).contains(&name.len()) {
        return None;
    }
    let start = run.start + from;
    let sentence = |range: std::ops::Range<usize>| -> Vec<&str> {
        words
            .get(range.start..range.end.min(words.len()))
            .unwrap_or(&[])
            .iter()
            .map(|(word, _)| *word)
            .collect()
    };
    let before = sentence(start.saturating_sub(BEFORE)..start).join(" ");
    let behind = match words.get(run.end - 1) {
        Some((word, _)) if word.ends_with(',') => sentence(run.end..run.end + BEHIND).join(" "),
        _ => String::new(),
    };
    let near_before = small(&before);
    let near_behind = small(&behind);
    let tail = near_before.get(near_before.len().saturating_sub(6)..).unwrap_or(&[]).to_vec();
    let lead = near_behind.get(..near_behind.len().min(6)).unwrap_or(&[]).to_vec();
    let own = words.get(run.end - 1).map_or("", |(word, _)| *word);
    let rest =
        if own.ends_with(',') { behind.clone() } else { sentence(run.end..run.end + BEHIND).join(" ") };
    let (body, window) = match (lexicon.parties.body(&tail), lexicon.parties.body(&lead)) {
        (Some((body, _)), _) => (body, before),
        (None, Some((body, _))) => (body, behind),
        _ => {
            let body = organisation(&rest, own.ends_with(','))?;
            return Some(Introduced {
                name: name.join(" "),
                body,
                state: None,
                is_said: true,
                is_other: true,
                is_role: false,
            });
        }
    };
    // Where an ambassador stands is told as often as who sent them.
    let state = countries(lexicon, &window).pop().filter(|_| body.name != "embassy");
    Some(Introduced {
        name: name.join(" "),
        body: body.name.clone(),
        is_said: state.is_some(),
        is_other: false,
        is_role: false,
        state,
    })
}

/// The organisation that a name is said to be of: "of Borderland Rights Watch", ", a lawyer for the Miombo Legal Centre".
fn organisation(rest: &str, is_set_apart: bool) -> Option<String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let reach = if is_set_apart { 5 } else { 1 };
    let link =
        words.iter().take(reach).position(|word| matches!(*word, "of" | "for" | "with" | "at" | "from"))?;
    let start = if words.get(link + 1).is_some_and(|word| *word == "the") { link + 2 } else { link + 1 };
    let mut name: Vec<&str> = Vec::new();
    for word in words.get(start..)? {
        let plain = parts(word).next().unwrap_or("");
        if !is_capital(plain) {
            break;
        }
        name.push(plain);
        if word.len() > plain.len() {
            break;
        }
    }
    (name.len() > 1).then(|| name.join(" "))
}
