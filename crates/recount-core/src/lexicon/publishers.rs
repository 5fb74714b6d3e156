//! Who publishes reports, by name, short name, and the domains of their addresses.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    SourceKind,
    phrases::Phrases,
    words::{WordMap, WordSet},
};

/// `lexicon/en/publishers.toml`.
#[derive(Debug, Clone)]
pub struct Publishers {
    all: Vec<Publisher>,
    /// Names in lower case, a number in `all` each.
    names: Phrases<usize>,
    /// Short names as written.
    short: WordMap<usize>,
    domains: WordMap<usize>,
    marks: WordMap<usize>,
    broad: WordSet,
}

/// Somebody who publishes reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The whole name.
    pub name: String,
    /// The short name, as people write it; where there is none the whole.
    pub short: String,
    /// What kind of source it is.
    pub kind: SourceKind,
}

impl Publisher {
    /// "World Food Programme (WFP)".
    pub fn called(&self) -> String {
        if self.name == self.short { self.name.clone() } else { format!("{} ({})", self.name, self.short) }
    }
}

/// As written.
#[derive(Debug, Deserialize)]
pub(super) struct File {
    ambiguous: WordSet,
    broad: WordSet,
    #[serde(flatten)]
    kinds: BTreeMap<SourceKind, Vec<Entry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    short: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    domains: Vec<String>,
    #[serde(default)]
    marks: Vec<String>,
}

impl From<File> for Publishers {
    fn from(file: File) -> Self {
        let entries: Vec<(SourceKind, Entry)> = file
            .kinds
            .into_iter()
            .flat_map(|(kind, entries)| entries.into_iter().map(move |entry| (kind, entry)))
            .collect();
        let is_short =
            |name: &str| !name.contains([' ', '-', '/']) && name.chars().skip(1).any(char::is_uppercase);
        let mut names = Vec::new();
        let mut short = Vec::new();
        for (at, (_, entry)) in entries.iter().enumerate() {
            for name in [&entry.name, &entry.short].into_iter().chain(&entry.aliases) {
                match is_short(name) {
                    true if file.ambiguous.contains(name) => {}
                    true => short.push((name.clone(), at)),
                    false => names.push((apart(name), at)),
                }
            }
        }
        let of = |list: fn(&Entry) -> &[String]| {
            entries
                .iter()
                .enumerate()
                .flat_map(move |(at, (_, entry))| list(entry).iter().map(move |word| (word.clone(), at)))
                .collect()
        };
        Publishers {
            names: names.into_iter().collect(),
            short: short.into_iter().collect(),
            domains: of(|entry| &entry.domains),
            marks: of(|entry| &entry.marks),
            broad: file.broad,
            all: entries
                .into_iter()
                .map(|(kind, entry)| Publisher { name: entry.name, short: entry.short, kind })
                .collect(),
        }
    }
}

/// A name in lower case with its marks set apart, as tokens are.
fn apart(name: &str) -> String {
    let mut apart = String::new();
    for character in name.to_lowercase().replace('’', "'").chars() {
        match character {
            '/' | '&' | ',' => apart.extend([' ', character, ' ']),
            '\'' => apart.extend([' ', character]),
            other => apart.push(other),
        }
    }
    apart.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Publishers {
    /// Everybody.
    pub fn all(&self) -> &[Publisher] {
        &self.all
    }

    /// The publisher of this number.
    pub fn get(&self, number: usize) -> Option<&Publisher> {
        self.all.get(number)
    }

    /// Whether bodies of many countries share the short name.
    pub fn is_broad(&self, short: &str) -> bool {
        self.broad.contains(short)
    }

    /// The number of the publisher that the words begin with, and how many words its name has. `written` is the first as it stands, `lower` all in lower
    /// case.
    pub fn starting<'w>(
        &self,
        written: &str,
        lower: impl Iterator<Item = &'w str> + Clone,
    ) -> Option<(usize, usize)> {
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let long = self.names.longest(lower).filter(|_| capital).map(|(length, number)| (number, length));
        let short = || self.short.get(written).map(|number| (*number, 1));
        long.or_else(short)
    }

    /// The number of the publisher of this name, long or short, whatever stands around it.
    pub fn named(&self, name: &str) -> Option<usize> {
        let words: Vec<&str> =
            name.split([' ', '(', ')', ',', '_', '-']).filter(|word| !word.is_empty()).collect();
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let mut found = (0..words.len())
            .filter_map(|at| self.starting(words[at], lower[at..].iter().map(String::as_str)));
        found.next().map(|(number, _)| number)
    }

    /// The number of the publisher that an address belongs to: a web page, or a mail, of which the part before the @ may say more than its domain.
    pub fn of_address(&self, address: &str) -> Option<usize> {
        let address = address.to_lowercase();
        let bare = address.split("://").last().unwrap_or(&address);
        let (user, host) = bare.split_once('@').unwrap_or(("", bare));
        let host = host.split(['/', '?', ':']).next().unwrap_or(host).trim_end_matches('.');
        let mark = user.split(['-', '.', '_']).find_map(|part| self.marks.get(part));
        let hosts = host.match_indices('.').map(|(dot, _)| &host[dot + 1..]);
        std::iter::once(host)
            .chain(hosts)
            .find_map(|host| self.domains.get(host))
            .map(|found| match mark {
                Some(mark) if self.is_shared(host) => *mark,
                _ => *found,
            })
            .or_else(|| mark.copied().filter(|_| !user.is_empty()))
    }

    /// Whether many bodies have addresses below a domain: "un.org".
    fn is_shared(&self, host: &str) -> bool {
        host == "un.org"
            || host.ends_with(".un.org")
            || host == "who.int"
            || host == "europa.eu"
            || host.ends_with(".europa.eu")
    }

    /// The number of the publisher that stands for the word in a file's name: "wfp", "WFPHaiti".
    pub fn in_file_name(&self, word: &str) -> Option<usize> {
        let upper: String = word.chars().take_while(|letter| letter.is_uppercase()).collect();
        let glued = || {
            let cut = upper.len().checked_sub(1).filter(|_| word.len() > upper.len())?;
            self.short.get(upper.get(..cut)?)
        };
        let found = self.short.get(word).or_else(|| self.short.get(&word.to_uppercase())).or_else(glued);
        found.copied().filter(|_| word.len() > 2 && word != "who")
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn publishers_are_found_by_address_and_file_name() {
        let lexicon = Lexicon::builtin();
        let short = |number: Option<usize>| lexicon.publishers.get(number?).map(|it| it.short.clone());
        let address = |address: &str| short(lexicon.publishers.of_address(address));
        assert_eq!(address("ocha-roap@un.org").as_deref(), Some("OCHA"));
        assert_eq!(address("https://www.wfp.org/countries/malawi").as_deref(), Some("WFP"));
        assert_eq!(address("ann@example.com"), None);
        assert_eq!(short(lexicon.publishers.in_file_name("WFPMalawi")).as_deref(), Some("WFP"));
        assert_eq!(
            short(lexicon.publishers.named("Office for the Coordination of Humanitarian Affairs")).as_deref(),
            Some("OCHA")
        );
    }
}
