//! One round: asks every feed and page, and gathers the reports that are new.

use recount_core::Report;
use recount_formats::{
    Problem,
    read::{self, Options, Reading},
};

use crate::net::{Answer, Client, Validators};

use super::{
    Plan, State,
    plan::{Feed, Page},
};

/// What a round brought: call [`Round::keep`] once the reports are safe.
#[derive(Debug, Default)]
pub(crate) struct Round {
    /// The reports that are new, or may be.
    pub(crate) reports: Vec<Report>,
    /// What stood in the way.
    pub(crate) problems: Vec<Problem>,
    /// How many feeds and pages had not changed.
    pub(crate) unchanged: usize,
    /// Entries read, to be marked.
    read: Vec<String>,
    /// Validators that hold once the reports are safe.
    validators: Vec<(String, Validators)>,
}

impl Round {
    /// Asks everything of the plan.
    pub(crate) fn ask(plan: &Plan, client: &mut Client, state: &mut State, options: &Options) -> Round {
        let mut round = Round::default();
        for feed in &plan.feed {
            round.feed(feed, client, state, options);
        }
        for page in &plan.page {
            round.page(page, client, state, options);
        }
        round
    }

    /// Marks what was read.
    pub(crate) fn keep(&self, state: &mut State) {
        self.read.iter().for_each(|address| state.done(address));
        state.validators.extend(self.validators.iter().cloned());
    }

    fn feed(&mut self, feed: &Feed, client: &mut Client, state: &mut State, options: &Options) {
        let known = state.validators.get(&feed.url).cloned().unwrap_or_default();
        let (reading, validators) = match client.get(&feed.url, &known) {
            Err(problem) => return self.problems.push(problem),
            Ok(Answer::Unchanged) => return self.unchanged += 1,
            Ok(Answer::Fresh { url, bytes, validators }) => (read_bytes(&url, &bytes, options), validators),
        };
        self.problems.extend(reading.problems);
        let mut complete = true;
        for mut entry in reading.reports {
            // What a person calls the outlet goes before what the feed calls itself.
            entry.outlet = feed.outlet.clone().or(entry.outlet);
            let link = entry.url.clone().filter(|_| feed.pages);
            let name = link.clone().unwrap_or_else(|| format!("{}#{}", feed.url, entry.document));
            if state.is_done(&name) {
                continue;
            }
            match link {
                None => self.reports.push(entry),
                Some(link) => match reports_at(&link, client, &Validators::default(), options) {
                    Ok(Some((page, _))) if !page.reports.is_empty() => {
                        self.problems.extend(page.problems);
                        self.reports.extend(page.reports.into_iter().map(|report| completed(report, &entry)));
                    }
                    outcome => {
                        state.failed(&name);
                        complete = false;
                        self.problems.extend(outcome.err());
                        continue;
                    }
                },
            }
            self.read.push(name);
        }
        // A feed with an entry to be tried again must come whole next time.
        if complete {
            self.validators.push((feed.url.clone(), validators));
        }
    }

    fn page(&mut self, page: &Page, client: &mut Client, state: &State, options: &Options) {
        let known = state.validators.get(&page.url).cloned().unwrap_or_default();
        match reports_at(&page.url, client, &known, options) {
            Err(problem) => self.problems.push(problem),
            Ok(None) => self.unchanged += 1,
            Ok(Some((reading, validators))) => {
                self.problems.extend(reading.problems);
                let of_page = |report| with_outlet(report, page.outlet.as_deref());
                self.reports.extend(reading.reports.into_iter().map(of_page));
                self.validators.push((page.url.clone(), validators));
            }
        }
    }
}

/// The reports at an address; none where it has not changed.
///
/// # Errors
/// What stood in the way.
pub(crate) fn reports_at(
    address: &str,
    client: &mut Client,
    known: &Validators,
    options: &Options,
) -> Result<Option<(Reading, Validators)>, Problem> {
    match client.get(address, known)? {
        Answer::Unchanged => Ok(None),
        Answer::Fresh { url, bytes, validators } => {
            let mut reading = read_bytes(&url, &bytes, options);
            for report in &mut reading.reports {
                report.url.get_or_insert_with(|| url.clone());
            }
            Ok(Some((reading, validators)))
        }
    }
}

fn read_bytes(address: &str, bytes: &[u8], options: &Options) -> Reading {
    let stem = name_of(address);
    let mut bytes_left = bytes;
    let input = read::Input {
        name: address,
        stem: &stem,
        extension: None,
        size: u64::try_from(bytes.len()).ok(),
        bytes: &mut bytes_left,
    };
    read::all(input, options)
}

/// What a report of this address is called: its host and the last words of its path.
fn name_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
    let (host, tail) = path.split_once('/').unwrap_or((path, ""));
    let host = host.strip_prefix("www.").unwrap_or(host);
    let last = tail.rsplit('/').next().unwrap_or_default();
    let last = last.rsplit_once('.').filter(|(_, end)| end.len() <= 5).map_or(last, |(stem, _)| stem);
    let plain = |character: char| {
        if character.is_alphanumeric() || matches!(character, '-' | '.') { character } else { '-' }
    };
    let joined = if last.is_empty() { host.to_owned() } else { format!("{host}-{last}") };
    joined.chars().map(plain).take(80).collect()
}

/// A page with what only its feed says of it.
fn completed(page: Report, entry: &Report) -> Report {
    let dated = page.published.is_none();
    Report {
        title: page.title.or_else(|| entry.title.clone()),
        dated_by: if dated { entry.dated_by.clone() } else { page.dated_by },
        published: page.published.or(entry.published),
        author: page.author.or_else(|| entry.author.clone()),
        outlet: page.outlet.or_else(|| entry.outlet.clone()),
        ..page
    }
}

fn with_outlet(mut report: Report, outlet: Option<&str>) -> Report {
    if let Some(outlet) = outlet.filter(|_| report.outlet.is_none()) {
        report.outlet = Some(outlet.to_owned());
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_give_names() {
        for (address, name) in [
            ("https://www.post.example/2024/03/flood-kills-70.html?x=1", "post.example-flood-kills-70"),
            ("https://post.example/", "post.example"),
            ("http://127.0.0.1:8080/a b", "127.0.0.1-8080-a-b"),
        ] {
            assert_eq!(name_of(address), name);
        }
    }
}
