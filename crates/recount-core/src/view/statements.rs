//! What each party says of the matter: statements as lines, and lines put together by who speaks.

use std::collections::BTreeMap;

use super::words::single_spaced;
use crate::{
    edtf::Edtf,
    extraction::Extraction,
    lexicon::{Counting, Lexicon, SourceKind, Voice},
    origin::{Named, source::same},
    register::{self, Party},
    span::Span,
    statement::Statement,
};

/// One statement in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// The report's name.
    pub document: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// Who speaks, by the fullest name in the report; none where nobody is named.
    pub party: Option<String>,
    /// The party over all reports, by its shortest clear name; none for private people and where nobody is known.
    pub whole: Option<String>,
    /// The words that name the source beside the cue.
    pub named: Option<String>,
    /// What kind of source.
    pub kind: Option<SourceKind>,
    /// What is done by saying it: `asserts`, `denies`, `accuses`, …
    pub stance: &'static str,
    /// `direct`, `indirect` or `mixed`.
    pub manner: &'static str,
    /// The words that credit: "said".
    pub cue: String,
    /// Whom it is said to, or of whom something is wanted or said.
    pub to: Option<String>,
    /// Where it was said: "an article published in the Herald".
    pub venue: Option<String>,
    /// Through whom it came, nearest first.
    pub chain: Vec<String>,
    /// What is said; pieces are joined by " … ".
    pub content: String,
    /// From the first to the last word of source, cue and content, in bytes of the report's text.
    pub span: Span,
    /// The sentence in which it is credited, in bytes of the report's text.
    pub sentence: Span,
    /// The words of that sentence.
    pub text: String,
}

/// All that one party says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Who speaks, by the fullest name; none for what nobody named says.
    pub party: Option<String>,
    /// What kind of source.
    pub kind: Option<SourceKind>,
    /// What it says, in the order of the lines.
    pub statements: Vec<StatementLine>,
}

/// Which statements are wanted; what is left open holds for all. Words are compared without regard to case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementQuery {
    /// Words in the party's name, or its kind.
    pub party: Option<String>,
    /// The stance.
    pub stance: Option<String>,
    /// Words in the sentence or in what is said.
    pub text: Option<String>,
}

impl StatementQuery {
    /// Whether the statement is wanted.
    pub fn keeps(&self, line: &StatementLine) -> bool {
        let party = |wanted: &str| {
            let names = [line.party.as_deref(), line.named.as_deref(), line.kind.map(SourceKind::code)];
            names.into_iter().flatten().any(|name| holds(name, wanted))
        };
        self.party.as_deref().is_none_or(party)
            && self.stance.as_deref().is_none_or(|wanted| wanted == line.stance)
            && self
                .text
                .as_deref()
                .is_none_or(|wanted| holds(&line.text, wanted) || holds(&line.content, wanted))
    }
}

/// Whether the words hold the wanted ones.
pub(super) fn holds(words: &str, wanted: &str) -> bool {
    words.to_lowercase().contains(&wanted.to_lowercase())
}

/// Every statement that takes a stance, in order of report and place; mere thoughts are left out.
pub fn statements(extractions: &[Extraction], lexicon: &Lexicon) -> Vec<StatementLine> {
    let all: Vec<&Extraction> = extractions.iter().collect();
    let parties = register::Parties::of(&all, lexicon);
    extractions.iter().flat_map(|one| statements_of(one, &parties)).collect()
}

/// The statements of one report.
fn statements_of(extraction: &Extraction, parties: &register::Parties<'_>) -> Vec<StatementLine> {
    let speaking = parties.of_statements(extraction);
    let told = extraction.statements.iter().zip(speaking);
    told.filter_map(|(statement, party)| line(extraction, statement, party)).collect()
}

fn line(extraction: &Extraction, statement: &Statement, party: Option<Party>) -> Option<StatementLine> {
    let is_private = party.as_ref().is_some_and(Party::is_private);
    let kind = match &party {
        Some(_) if is_private => Some(SourceKind::Witness),
        Some(party) => party.kind,
        None => statement.kind,
    };
    let stance = statement.stance.filter(|_| statement.voice == Voice::Says)?;
    let cue = *statement.cue.first()?;
    let passage = extraction.passage_at(cue.start)?;
    let words = |span: Span| extraction.text_of(span);
    let parts = [&statement.source, &statement.cue, &statement.content];
    // In a quotation, "they said" with nobody behind it names no party.
    if statement.quoted && statement.party.is_none() {
        return None;
    }
    Some(StatementLine {
        document: extraction.document.clone(),
        outlet: extraction.outlet.clone(),
        url: extraction.url.clone(),
        published: extraction.published,
        party: statement.party.clone(),
        whole: party.filter(|_| !is_private).map(|party| party.name),
        named: statement.naming.map(words),
        kind: kind.filter(|_| statement.party.is_some()),
        stance: stance.code(),
        manner: statement.manner.code(),
        cue: words(cue),
        to: statement.addressee.map(words),
        venue: statement.venue.map(words),
        chain: statement.chain.iter().copied().map(words).collect(),
        content: statement.content.iter().copied().map(words).collect::<Vec<_>>().join(" … "),
        span: parts.into_iter().flatten().copied().reduce(Span::cover)?,
        sentence: passage.span,
        text: single_spaced(&passage.text),
    })
}

/// The lines put together by party: who says most first, and what nobody named says last. A party known over all reports is
/// one; of others those named alike in two reports are, and where the name could be anybody's ("officials"), only within its report.
pub fn positions(lines: Vec<StatementLine>, lexicon: &Lexicon) -> Vec<Position> {
    let mut parties = Parties::default();
    for line in lines {
        let at = parties.of(&line, &lexicon.counting);
        if let Some(position) = parties.positions.get_mut(at) {
            position.take(line);
        }
    }
    let mut positions = parties.positions;
    for position in &mut positions {
        for line in &mut position.statements {
            line.party.clone_from(&position.party);
            line.kind = line.kind.or(position.kind);
        }
    }
    positions
        .sort_by_key(|position| (position.party.is_none(), std::cmp::Reverse(position.statements.len())));
    positions
}

impl Position {
    fn take(&mut self, line: StatementLine) {
        let longer = |name: &Option<String>| name.as_ref().map_or(0, String::len);
        if line.whole.is_none() && longer(&line.party) > longer(&self.party) {
            self.party.clone_from(&line.party);
        }
        self.kind = self.kind.or(line.kind);
        self.statements.push(line);
    }
}

/// How many parties that share a word are compared with a name; more do not occur among real names.
const ALIKE: usize = 64;

/// The parties met so far, with those that each telling word of a name may mean.
#[derive(Default)]
struct Parties {
    positions: Vec<Position>,
    names: Vec<(Named, Option<String>)>,
    by_word: BTreeMap<String, Vec<usize>>,
    by_whole: BTreeMap<String, usize>,
}

impl Parties {
    /// The place of a party that is known over all reports; a new one where it was not met.
    fn whole(&mut self, name: &str) -> usize {
        let next = self.positions.len();
        let at = *self.by_whole.entry(name.to_string()).or_insert(next);
        if at == next {
            self.positions.push(Position {
                party: Some(name.to_string()),
                kind: None,
                statements: Vec::new(),
            });
            self.names.push((Named { text: String::new(), kind: SourceKind::Unnamed }, None));
        }
        at
    }

    /// The place of the line's party; a new one where it was not met.
    fn of(&mut self, line: &StatementLine, counting: &Counting) -> usize {
        if let Some(whole) = &line.whole {
            return self.whole(whole);
        }
        let name = line.party.clone().unwrap_or_default();
        let named = Named { text: name, kind: line.kind.unwrap_or(SourceKind::Unnamed) };
        let mut words = counting.naming_words(&named.text);
        let anybody = words.iter().all(|word| counting.is_anybody(word) || !is_name(word, &named.text));
        let document = anybody.then(|| line.document.clone());
        words.insert(initials(&named.text));
        let candidates = words
            .iter()
            .filter_map(|word| self.by_word.get(word))
            .flat_map(|list| list.iter().rev().take(ALIKE));
        let met = |at: &usize| {
            self.names.get(*at).is_some_and(|(other, place)| {
                *place == document
                    && (other.text == named.text
                        || same(other, &named, counting) && share_a_core(other, &named, counting))
            })
        };
        let known = candidates.copied().filter(met).min();
        let at = known.unwrap_or(self.positions.len());
        if known.is_none() {
            self.positions.push(Position { party: None, kind: None, statements: Vec::new() });
            self.names.push((named, document));
        }
        for word in words {
            let list = self.by_word.entry(word).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
        at
    }
}

/// Whether two names share a telling word outside what merely says where somebody is: "Goma" is not "the governor of Goma".
fn share_a_core(one: &Named, two: &Named, counting: &Counting) -> bool {
    let (one, two) = (counting.naming_words(&core(&one.text)), counting.naming_words(&core(&two.text)));
    one.intersection(&two).any(|word| !counting.is_anybody(word))
}

/// The name without its prepositional end, but with what stands in brackets behind it.
fn core(name: &str) -> String {
    let tail = [" in ", " of ", " from ", " at ", " for "].iter().filter_map(|word| name.find(word)).min();
    let bracket = name.find('(').map_or("", |open| name.get(open..).unwrap_or(""));
    tail.and_then(|tail| name.get(..tail))
        .map_or_else(|| name.to_string(), |front| format!("{front} {bracket}"))
}

/// Whether the word stands in the name with a capital, and so can tell one party from another.
fn is_name(word: &str, name: &str) -> bool {
    name.split(|letter: char| !letter.is_alphanumeric())
        .any(|part| part.starts_with(char::is_uppercase) && part.to_lowercase() == *word)
}

/// The capitals of a name in lower case: "hrw".
fn initials(name: &str) -> String {
    let firsts = name.split_whitespace().filter_map(|word| word.chars().next());
    firsts.filter(|first| first.is_uppercase()).flat_map(char::to_lowercase).collect()
}
