//! Scores the register of a crisis against gold in the form of `examples/expulsion`: entries, their deadlines and status, and who speaks.

use std::{collections::BTreeMap, path::Path};

use recount_core::{
    Extraction, Lexicon, Report, extract,
    register::{Entry, Parties, Party, register},
    span::{CodePoints, Span},
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{Problem, days::days, folder, score::ratio};

/// Places in a report that gold names, in code points.
#[derive(Debug, Clone, Deserialize)]
struct Place {
    document: String,
    start: usize,
    end: usize,
}

/// An act of the gold.
#[derive(Debug, Clone, Deserialize)]
struct Act {
    id: String,
    kind: String,
    deadline: Option<String>,
    status: String,
    tellings: Vec<Place>,
}

/// A stretch of speech of the gold.
#[derive(Debug, Clone, Deserialize)]
struct Speech {
    #[serde(flatten)]
    place: Place,
    speaker: Option<String>,
}

/// A party of the gold, with every name it goes by.
#[derive(Debug, Clone, Deserialize)]
struct Known {
    party: String,
    state: Option<String>,
    body: Option<String>,
    names: Vec<String>,
    #[serde(default)]
    persons: Vec<Person>,
}

#[derive(Debug, Clone, Deserialize)]
struct Person {
    name: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct KnownParties {
    parties: Vec<Known>,
}

/// What is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterScore {
    /// Gold acts found, read acts, gold acts.
    pub entries: (usize, usize, usize),
    /// Of the acts found: deadlines right.
    pub deadlines: usize,
    /// Of the acts found: status right.
    pub status: usize,
    /// Stretches of speech that a statement covers, and those whose speaker is right; who is nobody's is right as nobody's.
    pub spoken: usize,
    /// Of these, the speaker right.
    pub right: usize,
    /// Of these, somebody else made to say it.
    pub wronged: usize,
    /// Gold stretches of speech.
    pub speech: usize,
    /// What went wrong, a line each.
    pub errors: Vec<String>,
}

impl RegisterScore {
    /// The shares as lines for the terminal.
    pub fn text(&self) -> String {
        let (found, read, gold) = self.entries;
        let both = 2.0 * ratio(found, read) * ratio(found, gold)
            / (ratio(found, read) + ratio(found, gold)).max(1e-9);
        format!(
            "entries F1 {both:.3} (found {found} of {gold}, read {read})\ndeadlines {:.3}, status {:.3} of those found\n\
             speaker {:.3} of {} stretches read ({} of {}); somebody else's words {}\n",
            ratio(self.deadlines, found),
            ratio(self.status, found),
            ratio(self.right, self.spoken),
            self.spoken,
            self.spoken,
            self.speech,
            self.wronged,
        )
    }
}

/// Scores the reports of a folder against its gold.
///
/// # Errors
/// Where a file is missing or not of the form.
pub fn score(folder: &Path) -> Result<RegisterScore, Problem> {
    let lexicon = Lexicon::builtin();
    let reports = folder::reports(&folder.join("reports"))?;
    let extractions: Vec<Extraction> = reports.iter().map(|report| extract(report, &lexicon)).collect();
    let mut score = RegisterScore::default();
    acts(&mut score, folder, &reports, &extractions, &lexicon)?;
    speakers(&mut score, folder, &reports, &extractions, &lexicon)?;
    Ok(score)
}

fn acts(
    score: &mut RegisterScore,
    folder: &Path,
    reports: &[Report],
    extractions: &[Extraction],
    lexicon: &Lexicon,
) -> Result<(), Problem> {
    let gold: Vec<Act> = lines(&folder.join("register.jsonl"))?;
    let read = register(extractions, lexicon, None).entries;
    let points: BTreeMap<&str, CodePoints> =
        reports.iter().map(|report| (report.document.as_str(), CodePoints::new(&report.text))).collect();
    let shared = |act: &Act, entry: &Entry| {
        let touches = |place: &&Place| {
            entry.tellings.iter().any(|told| {
                told.document == place.document
                    && touch(points.get(place.document.as_str()), told.span, place)
            })
        };
        act.tellings.iter().filter(touches).count()
    };
    let mut pairs: Vec<(bool, usize, usize, usize)> = Vec::new();
    for (at, act) in gold.iter().enumerate() {
        for (other, entry) in read.iter().enumerate() {
            let count = shared(act, entry);
            if count > 0 {
                pairs.push((act.kind != entry.kind.code(), usize::MAX - count, at, other));
            }
        }
    }
    pairs.sort_unstable();
    let (mut used_gold, mut used_read) = (vec![false; gold.len()], vec![false; read.len()]);
    for (other_kind, _, at, other) in pairs {
        if used_gold[at] || used_read[other] || other_kind {
            continue;
        }
        (used_gold[at], used_read[other]) = (true, true);
        let (act, entry) = (&gold[at], &read[other]);
        let deadline = entry.deadline.map(|day| day.to_string());
        let same_day = last(act.deadline.as_deref()) == last(deadline.as_deref());
        score.entries.0 += 1;
        score.deadlines += usize::from(same_day);
        score.status += usize::from(act.status == entry.status.code());
        if !same_day {
            score
                .errors
                .push(format!("deadline {} {}: {:?}, read {deadline:?}", act.id, act.kind, act.deadline));
        }
        if act.status != entry.status.code() {
            score.errors.push(format!(
                "status {} {}: {}, read {}",
                act.id,
                act.kind,
                act.status,
                entry.status.code()
            ));
        }
    }
    score.entries.1 = read.len();
    score.entries.2 = gold.len();
    let missed = gold.iter().zip(&used_gold).filter(|(_, used)| !**used);
    score.errors.extend(missed.map(|(act, _)| format!("missed {} {}", act.id, act.kind)));
    let spurious = read.iter().zip(&used_read).filter(|(_, used)| !**used);
    score.errors.extend(spurious.map(|(entry, _)| {
        let words = entry.tellings.first().map_or("", |told| told.clause.as_str());
        format!("too many {} {}: {words}", entry.id, entry.kind.code())
    }));
    Ok(())
}

/// The last day of a deadline, by which two are compared.
fn last(day: Option<&str>) -> Option<String> {
    days(day).and_then(|(_, last)| last)
}

/// Whether a span and a place share three tenths of the shorter.
fn touch(points: Option<&CodePoints>, span: Span, place: &Place) -> bool {
    let Some((start, end)) = points.map(|points| points.of(span)) else { return false };
    let shared = end.min(place.end).saturating_sub(start.max(place.start));
    shared > 0 && shared * 10 >= 3 * (end - start).min(place.end - place.start)
}

fn speakers(
    score: &mut RegisterScore,
    folder: &Path,
    reports: &[Report],
    extractions: &[Extraction],
    lexicon: &Lexicon,
) -> Result<(), Problem> {
    let gold: Vec<Speech> = lines(&folder.join("speakers.jsonl"))?;
    let path = folder.join("parties.json");
    let known: KnownParties = serde_json::from_str(&folder::text(&path)?)
        .map_err(|error| Problem::new(format!("{}: {error}", path.display())))?;
    let told: Vec<&Extraction> = extractions.iter().collect();
    let parties = Parties::of(&told, lexicon);
    score.speech = gold.len();
    for (report, extraction) in reports.iter().zip(extractions) {
        let points = CodePoints::new(&report.text);
        let speaking = parties.of_statements(extraction);
        for speech in gold.iter().filter(|speech| speech.place.document == report.document) {
            let length = speech.place.end - speech.place.start;
            // The innermost statement whose content covers most of the stretch.
            let covers = |span: &Span| {
                let (start, end) = points.of(*span);
                let shared = end.min(speech.place.end).saturating_sub(start.max(speech.place.start));
                (shared * 2 > length).then_some(end - start)
            };
            let best = extraction
                .statements
                .iter()
                .zip(&speaking)
                .filter(|(statement, _)| statement.stance.is_some())
                .filter_map(|(statement, party)| {
                    Some((statement.content.iter().filter_map(covers).min()?, party))
                })
                .min_by_key(|(length, _)| *length);
            let Some((_, party)) = best else { continue };
            score.spoken += 1;
            let right = match (&speech.speaker, party) {
                (None, party) => party.is_none(),
                (Some(speaker), Some(party)) => is_same(speaker, party, &known),
                (Some(_), None) => false,
            };
            score.right += usize::from(right);
            score.wronged += usize::from(!right && party.is_some());
            if !right {
                score.errors.push(format!(
                    "speaker {}:{}: {:?}, read {:?}",
                    report.document,
                    speech.place.start,
                    speech.speaker,
                    party.as_ref().map(|party| &party.name)
                ));
            }
        }
    }
    Ok(())
}

/// Whether a party read is the one of the gold: by its name, one of its names, one of its persons, or the same body of the same state.
fn is_same(speaker: &str, party: &Party, known: &KnownParties) -> bool {
    let plain = |name: &str| {
        let lower = name.to_lowercase();
        lower.strip_prefix("the ").or_else(|| lower.strip_prefix("a ")).unwrap_or(&lower).to_string()
    };
    let read = plain(&party.name);
    if plain(speaker) == read {
        return true;
    }
    let words = |name: &str| {
        let mut words: Vec<String> = plain(name)
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() > 2)
            .map(str::to_string)
            .collect();
        words.sort();
        words
    };
    known.parties.iter().filter(|known| known.party == speaker).any(|known| {
        let person = known.persons.iter().any(|person| read.ends_with(&plain(&person.name)));
        let named = known.state.is_none() || party.state.is_none();
        let name = named && known.names.iter().any(|name| plain(name) == read);
        let body = known.state == party.state
            && match (&known.body, &party.body) {
                (Some(known), Some(own)) => words(known)
                    .iter()
                    .filter(|word| *word != "of")
                    .eq(words(own).iter().filter(|word| *word != "of")),
                (None, own) => own.as_deref().is_none_or(|own| own == "state") && party.state.is_some(),
                _ => false,
            };
        person || name || body
    })
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Problem> {
    let read = |(number, line): (usize, &str)| {
        serde_json::from_str(line)
            .map_err(|error| Problem::new(format!("{}:{}: {error}", path.display(), number + 1)))
    };
    folder::text(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
}
