//! The page that is one file, made from a workspace: the counts as people decided them, narrowed to what is asked for. The command and
//! the server save the same.

use std::collections::BTreeSet;

use jiff::civil::Date;
use recount_core::{
    Extraction, Ledger, Lexicon, Report,
    count::{Heading, Rulings},
    view::{self, Day, Query, Table},
};
use recount_formats::{
    Problem,
    write::{self, Masks, Page, words},
};
use recount_store::{Engine, Result, Workspace};

/// What is asked of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// Which counts.
    pub query: Query,
    /// As it stood on this day.
    pub at: Option<Date>,
}

/// What the file holds.
#[derive(Debug)]
pub struct Saved {
    /// The reports that the counts are told by; all where nothing is asked for.
    pub reports: Vec<Report>,
    /// What is read from each, after the decisions.
    pub extractions: Vec<Extraction>,
    /// The counts.
    pub table: Table,
    /// What is known of all reports, narrowed or not.
    pub headings: Vec<Heading>,
    /// The day on which it stood so.
    pub at: Option<Date>,
    /// What happened when.
    pub timeline: Vec<Day>,
    /// What it was narrowed to and whose decisions it carries.
    pub about: Vec<String>,
}

/// Reports that fit into a file that a browser opens.
const MOST: usize = 2_000;

/// The file of a workspace.
///
/// # Errors
/// Where the workspace cannot be read, or the file would hold too many reports.
pub fn of_workspace<E: Engine>(workspace: &Workspace<E>, asked: &Asked) -> Result<Saved> {
    let (ledger, rulings) = (workspace.ledger()?, workspace.rulings()?);
    let mut saved = told(&ledger, &rulings, workspace.lexicon(), asked);
    let documents = if asked.is_all() {
        workspace.engine().documents()?.into_iter().collect()
    } else {
        saved.documents()
    };
    if documents.len() > MOST {
        return Err(recount_store::Error::told(format!(
            "expected at most {MOST} reports in one file, found {}; ask for less",
            documents.len()
        )));
    }
    for document in &documents {
        let (report, extraction) = workspace.as_decided(document)?;
        saved.reports.push(report);
        saved.extractions.push(extraction);
    }
    let decisions = workspace.decisions()?.len();
    if decisions > 0 {
        let decisions = words::plural(decisions, "decision");
        saved.about.push(format!("Carries the {decisions} that people made about these reports."));
    }
    Ok(saved)
}

/// The file of reports that were read just now.
pub fn of_reports(
    reports: Vec<Report>,
    extractions: Vec<Extraction>,
    ledger: &Ledger,
    lexicon: &Lexicon,
    asked: &Asked,
) -> Saved {
    let saved = told(ledger, &Rulings::default(), lexicon, asked);
    let kept = saved.documents();
    let pairs = reports.into_iter().zip(extractions);
    let (reports, extractions) =
        pairs.filter(|(report, _)| asked.is_all() || kept.contains(&report.document)).unzip();
    Saved { reports, extractions, ..saved }
}

/// What the file tells, without its reports.
fn told(ledger: &Ledger, rulings: &Rulings, lexicon: &Lexicon, asked: &Asked) -> Saved {
    let then = asked.at.map(|day| ledger.at(day, rulings, lexicon));
    let ledger = then.as_ref().unwrap_or(ledger);
    Saved {
        reports: Vec::new(),
        extractions: Vec::new(),
        table: asked.query.counts(view::table(ledger, lexicon)),
        headings: ledger.reports.clone(),
        at: asked.at,
        timeline: asked.query.days(view::timeline(ledger, lexicon)),
        about: asked.words(lexicon).into_iter().collect(),
    }
}

impl Saved {
    /// The reports that its counts, their findings and its days are told by.
    fn documents(&self) -> BTreeSet<String> {
        let accounts = self.table.counts.iter().flat_map(|count| &count.accounts);
        let findings = self.table.counts.iter().flat_map(|count| &count.findings);
        let entries = self.timeline.iter().flat_map(|day| &day.entries);
        let accounts = accounts.map(|account| &account.document);
        let findings = findings.flat_map(|finding| [&finding.from.document, &finding.to.document]);
        accounts.chain(findings).chain(entries.map(|entry| &entry.document)).cloned().collect()
    }

    /// The file.
    pub fn page(&self, lexicon: &Lexicon, problems: &[Problem], masks: &Masks<'_>) -> String {
        write::page(&Page {
            reports: &self.reports,
            extractions: &self.extractions,
            table: &self.table,
            situation: &view::situation(&self.table, &self.headings, self.at, lexicon),
            timeline: &self.timeline,
            lexicon,
            problems,
            masks,
            about: &self.about,
        })
    }
}

impl Asked {
    fn is_all(&self) -> bool {
        *self == Asked::default()
    }

    /// "Narrowed to: measure Killed; country HTI; told for 31 October 2025 or before."
    fn words(&self, lexicon: &Lexicon) -> Option<String> {
        let query = &self.query;
        let label = |code: &String| {
            lexicon.measure(code).map_or_else(|| code.clone(), |measure| measure.label.clone())
        };
        let measures: Vec<String> = query.measures.iter().map(label).collect();
        let named = |name: &str, value: Option<&str>| value.map(|value| format!("{name} {value}"));
        let parts = [
            self.at.map(|day| format!("as it stood on {}", words::date(day.into()))),
            (!measures.is_empty()).then(|| format!("measure {}", measures.join(", "))),
            named("country", query.country.as_deref()),
            named("source", query.source.as_deref()),
            named("status", query.status.as_deref()),
            named("the words", query.text.as_deref()),
            query.since.map(|day| format!("told for {} or later", words::date(day.into()))),
            query.until.map(|day| format!("told for {} or before", words::date(day.into()))),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("Narrowed to: {}.", parts.join("; ")))
    }
}
