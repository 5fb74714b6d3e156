//! What pages show of a workspace, read by index: lists a stretch at a time, and one series, report or search.
//!
//! Nothing here reads all reports or all counts; each answers from a workspace of a hundred thousand reports in
//! milliseconds. The whole of a small workspace is `Workspace::ledger`.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{
    Ledger, Lexicon,
    count::Series,
    edtf::Edtf,
    figure::{Per, Status, Unit},
    origin::Named,
    view::{self, CountLine},
};

use crate::{
    Decision, Engine, Filter, Kept, Result, Workspace, rows::FigureRow, rows::OrderRow, rows::StatementRow,
};

/// A stretch of a longer list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows of this stretch, in order.
    pub rows: Vec<T>,
    /// How many rows the whole list has.
    pub total: usize,
}

/// A count as a list shows it; `series` of its series has its accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountRow {
    /// Its name.
    pub id: String,
    /// The name of its series: what `Workspace::series` takes.
    pub series: String,
    /// The measure's code; the lexicon has its label.
    pub measure: String,
    /// `person`, `household`, `dwelling`, `incident`.
    pub unit: String,
    /// `reported`, `planned`, `denied`, `hypothetical`.
    pub status: String,
    /// For a rate: `day`, `week`, `month`, `year`.
    pub per: Option<String>,
    /// Who is counted, in the words of the reports; none for people at large.
    pub people: Option<String>,
    /// ISO 3166 alpha-3, separated by spaces: where they left or originate.
    pub from: String,
    /// Where they are, or where it happened.
    pub at: String,
    /// Where they went or will go.
    pub to: String,
    /// A place below country level.
    pub place: Option<String>,
    /// Lowest number stated by a standing account; none where one is open below.
    pub low: Option<u64>,
    /// Highest number stated by a standing account; none where one is open above.
    pub high: Option<u64>,
    /// The lowest to the highest number that standing accounts name: "140,000 to 436,790".
    pub range: String,
    /// The first day that a standing account speaks of.
    pub since: Option<String>,
    /// The last day that a standing account speaks of.
    pub as_of: Option<String>,
    /// When the latest report that gives an account was published, EDTF: the last change.
    pub published: Option<String>,
    /// How many independent voices stand behind it.
    pub origins: usize,
    /// How many accounts it has, with those that later ones followed.
    pub accounts: usize,
    /// How many contradictions stand between its accounts.
    pub contradictions: usize,
    /// The account to take; none where voices contradict each other.
    pub take: Option<Take>,
    /// Why that one, or why none.
    pub reason: String,
    /// Which event, in a few words; none where nothing sets it apart.
    pub event: Option<String>,
    /// Which part of it.
    pub scope: Option<&'static str>,
    /// What it results from.
    pub cause: Option<&'static str>,
}

/// What there is to ask for: codes or names, each with how many series it has, the most first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Measures by code.
    pub measures: Vec<(String, usize)>,
    /// Countries in any role, ISO 3166 alpha-3.
    pub countries: Vec<(String, usize)>,
    /// Places below country level, folded.
    pub places: Vec<(String, usize)>,
}

impl CountRow {
    /// The row as what answers for a pile is chosen by.
    pub fn candidate(&self) -> view::situation::Candidate {
        let roles = [&self.from, &self.at, &self.to].into_iter().flat_map(|codes| codes.split_whitespace());
        let known = |take: &Take| take.source.is_some() || take.own.is_some();
        let label = self.event.as_deref();
        view::situation::Candidate {
            measure: self.measure.clone(),
            is_plain: self.status == "reported" && self.per.is_none(),
            countries: roles.map(str::to_owned).collect(),
            has_place: self.place.is_some(),
            event: label.and_then(view::situation::event_name).map(str::to_owned),
            cause: self.cause,
            accounts: self.accounts,
            origins: self.origins,
            is_known: self.take.as_ref().is_some_and(known),
            is_close: view::situation::is_close(self.low, self.high),
            as_of: self.as_of.as_deref().and_then(Edtf::parse).and_then(|day| day.last_day()),
        }
    }

    /// The row as the words of counts take it; without accounts.
    pub fn line(&self, lexicon: &Lexicon) -> CountLine {
        let list = |codes: &str| codes.split_whitespace().map(str::to_owned).collect();
        let label = lexicon.measure(&self.measure).map_or(&self.measure, |measure| &measure.label);
        CountLine {
            id: self.id.clone(),
            series: self.series.clone(),
            label: label.clone(),
            measure: self.measure.clone(),
            people: self.people.clone(),
            from: list(&self.from),
            at: list(&self.at),
            to: list(&self.to),
            place: self.place.clone(),
            unit: Unit::parse(&self.unit).map_or("person", Unit::code),
            status: Status::parse(&self.status).map_or("reported", Status::code),
            per: self.per.as_deref().and_then(Per::parse).map(Per::code),
            share_of: None,
            phase: None,
            event: self.event.clone(),
            scope: self.scope,
            cause: self.cause,
            low: self.low,
            high: self.high,
            range: self.range.clone(),
            as_of: self.as_of.as_deref().and_then(Edtf::parse),
            origins: self.origins,
            recommended: None,
            reason: self.reason.clone(),
            accounts: Vec::new(),
            findings: Vec::new(),
        }
    }
}

/// The account to take.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Take {
    /// The name of its first figure.
    pub figure: String,
    /// Its words.
    pub words: String,
    /// Whom it is credited to.
    pub source: Option<String>,
    /// The kind of source.
    pub source_kind: Option<String>,
    /// The publisher, where nobody is credited and it is an institution that counts: it is its own count.
    pub own: Option<Named>,
    /// The report's name.
    pub document: String,
}

/// A series with all of its counts and accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPage {
    /// Its name.
    pub id: String,
    /// Its counts, the latest first, each with its accounts and findings, under the names that the workspace keeps.
    pub counts: Vec<CountLine>,
}

/// The latest of a series, as far as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Glimpse {
    /// The counts that are shown, the latest first, with the accounts that are.
    pub page: SeriesPage,
    /// How many counts the series has.
    pub counts: usize,
    /// How many accounts each of those that are shown has.
    pub accounts: BTreeMap<String, usize>,
}

/// Accounts of a count that are shown at least.
const FEWEST: usize = 8;

/// A report as a list shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportRow {
    /// Its name.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, EDTF, as given or read.
    pub published: Option<String>,
    /// When it was added, UTC.
    pub added: String,
    /// Its language, where known.
    pub language: Option<String>,
    /// How many figures are read in it.
    pub figures: usize,
    /// How many statements.
    pub statements: usize,
    /// How many orders.
    pub orders: usize,
}

/// A report with all that is read in it and decided about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportPage {
    /// The report as it is kept, with its text.
    pub kept: Kept,
    /// When it was added, UTC.
    pub added: String,
    /// When it was published, EDTF, as given or read.
    pub published: Option<String>,
    /// Its figures in order of place, those that people rejected among them.
    pub figures: Vec<FigureRow>,
    /// Its statements in order of place.
    pub statements: Vec<StatementRow>,
    /// Its orders in order of place.
    pub orders: Vec<OrderRow>,
    /// The decisions that name a figure of it, in order, undone ones among them.
    pub decisions: Vec<Decision>,
}

/// A report that holds the words searched for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, EDTF, as given or read.
    pub published: Option<String>,
    /// The passage in pieces; those marked `true` are the words searched for.
    pub passage: Vec<(String, bool)>,
}

/// A finding inside a series, with the figures it ties.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingPageRow {
    /// `contradicts`, `drifts`, `supersedes`, …
    pub relation: String,
    /// The name of its series.
    pub series: String,
    /// The name of its count; none between counts of different times.
    pub count: Option<String>,
    /// Why.
    pub reason: String,
    /// 0 to 1, where it is a matter of likelihood.
    pub likelihood: Option<f64>,
    /// The first figure.
    pub from: FigureRow,
    /// The second.
    pub to: FigureRow,
}

/// How much a workspace holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many reports.
    pub reports: usize,
    /// How many figures, those that people rejected among them.
    pub figures: usize,
    /// How many statements.
    pub statements: usize,
    /// How many orders.
    pub orders: usize,
    /// How many series.
    pub series: usize,
    /// How many counts.
    pub counts: usize,
    /// How many findings inside series, by relation.
    pub findings: BTreeMap<String, usize>,
    /// How many decisions.
    pub decisions: usize,
    /// The first and the last day on which a report was published, EDTF.
    pub published: Option<(String, String)>,
    /// When the last report was added, UTC.
    pub added: Option<String>,
}

impl<E: Engine> Workspace<E> {
    /// How much there is: a few rows, whatever the workspace holds.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn summary(&self) -> Result<Summary> {
        self.engine().summary()
    }

    /// A number that is another one after every change of the workspace by whomever, and the same while nothing changed: what
    /// was made of the workspace may be kept as long as it stays.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn revision(&self) -> Result<u64> {
        self.engine().revision()
    }

    /// The counts asked for, most important first: by measure, what is told as fact first, by magnitude, the latest of a
    /// series first. `since` and `until` keep the counts whose standing accounts speak of a day between them.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn counts_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<CountRow>> {
        self.engine().counts_page(filter, offset, limit)
    }

    /// A series by its name, or by that of one of its counts; none where there is none.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn series(&self, id: &str) -> Result<Option<SeriesPage>> {
        let Some((id, counts)) = self.engine().counts_of(id)? else { return Ok(None) };
        let series = self.engine().series(Some(&BTreeSet::from([id.clone()])))?;
        Ok(Some(SeriesPage { counts: self.lines(&id, series, counts)?, id }))
    }

    /// The latest counts of a series, so many, and the one of this name, if it is one; with how many there are. Nothing else
    /// is read.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn latest_of_series(&self, asked: &str, most: usize) -> Result<Option<(SeriesPage, usize)>> {
        let Some((id, mut counts)) = self.engine().counts_of(asked)? else { return Ok(None) };
        let whole = counts.len();
        let cut = whole.saturating_sub(most);
        let mut at = 0..whole;
        counts.retain(|name| at.next().is_some_and(|at| at >= cut) || name == asked);
        let series = self.engine().part_of_series(&counts.iter().cloned().collect())?;
        let mut lines = self.lines(&id, series, counts)?;
        let people = self.engine().people_of(&id)?;
        lines.iter_mut().for_each(|line| line.people.clone_from(&people));
        Ok(Some((SeriesPage { id, counts: lines }, whole)))
    }

    /// The latest counts of a series, as `latest_of_series`; where they have more accounts than `accounts`, the first of each, those that stand before
    /// those that do not, with what these are to each other as far as it is told first. With how many accounts these counts have.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn glimpse_of_series(&self, asked: &str, most: usize, accounts: usize) -> Result<Option<Glimpse>> {
        let Some((id, mut names)) = self.engine().counts_of(asked)? else { return Ok(None) };
        let counts = names.len();
        let cut = counts.saturating_sub(most);
        let mut at = 0..counts;
        names.retain(|name| at.next().is_some_and(|at| at >= cut) || name == asked);
        let shown: BTreeSet<String> = names.iter().cloned().collect();
        let number = self.engine().numbers_of_accounts(&shown)?;
        if number.values().sum::<usize>() <= accounts {
            let page = self.latest_of_series(asked, most)?.map(|(page, _)| page);
            return Ok(page.map(|page| Glimpse { page, counts, accounts: number }));
        }
        let each = (accounts / names.len().max(1)).max(FEWEST);
        let of_counts = self.engine().first_accounts(&shown, each)?;
        let mut lines = self.lines_with(&of_counts.into_values().flatten().collect())?;
        for (count, finding) in self.engine().first_findings(&id, accounts)? {
            let line = count.and_then(|count| lines.get_mut(&count));
            line.into_iter().for_each(|line| line.findings.push(view::finding_line(&finding)));
        }
        let lines = names.iter().rev().filter_map(|name| lines.remove(name)).collect();
        Ok(Some(Glimpse { page: SeriesPage { id, counts: lines }, counts, accounts: number }))
    }

    /// The counts on which voices contradict each other, each as a line with all of its accounts, the weightiest first; those whose account to
    /// take a person chose are answered and not among them.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn disputed(&self, offset: usize, limit: usize) -> Result<Page<CountLine>> {
        let page = self.engine().disputed(offset, limit)?;
        let mut rows = Vec::new();
        for id in page.rows {
            let Some((name, _)) = self.engine().counts_of(&id)? else { continue };
            let series = self.engine().part_of_series(&BTreeSet::from([id.clone()]))?;
            let people = self.engine().people_of(&name)?;
            let lines = self.lines(&name, series, vec![id])?;
            rows.extend(lines.into_iter().map(|line| CountLine { people: people.clone(), ..line }));
        }
        Ok(Page { rows, total: page.total })
    }

    /// How many there are.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn disputes(&self) -> Result<usize> {
        Ok(self.engine().disputed(0, 0)?.total)
    }

    /// The counts of the series of this name as lines, the latest first, under these names.
    fn lines(&self, id: &str, series: Vec<Series>, names: Vec<String>) -> Result<Vec<CountLine>> {
        let accounts = series.iter().flat_map(Series::accounts);
        let documents: BTreeSet<String> = accounts.map(|account| account.document.clone()).collect();
        let reports = self.engine().headings_of(&documents)?;
        let ledger = Ledger { reports, series, ..Ledger::default() };
        let mut lines = view::table(&ledger, self.lexicon()).counts;
        // The table's lines run from the last count of the series to the first.
        for (line, name) in lines.iter_mut().zip(names.into_iter().rev()) {
            line.id = name;
            line.series = id.to_string();
        }
        Ok(lines)
    }

    /// The reports asked for, the last published first. Of the filter, `measures`, `country`, `source` and `status` keep the
    /// reports that have a figure of the kind, `text` those with the words, `since` and `until` those published between.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn reports_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<ReportRow>> {
        self.engine().reports_page(filter, offset, limit)
    }

    /// A report by its name, with all that is read in it; none where there is none.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn report(&self, document: &str) -> Result<Option<ReportPage>> {
        let Some(kept) = self.engine().report_named(document)? else { return Ok(None) };
        let filter = Filter { document: Some(document.to_string()), ..Filter::default() };
        let (added, published) = self.engine().dates_of(kept.id)?;
        let mut decisions = self.engine().decisions()?;
        let about = |decision: &Decision| {
            let draft = &decision.draft;
            draft.figure.iter().chain(&draft.other).any(|anchor| anchor.sha256 == kept.sha256)
        };
        decisions.retain(about);
        Ok(Some(ReportPage {
            added,
            published,
            figures: self.engine().figures(&filter)?,
            statements: self.engine().statements(&filter)?,
            orders: self.engine().orders(&filter)?,
            decisions,
            kept,
        }))
    }

    /// The series that each figure of a report stands in, by the figure's name; those that people rejected stand in none.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn series_of(&self, report: &Kept) -> Result<BTreeMap<String, String>> {
        self.engine().series_of(report.id)
    }

    /// The figures asked for, by report and place.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn figures_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<FigureRow>> {
        self.engine().figures_page(filter, offset, limit)
    }

    /// The findings inside series: of these relations, or of all where none are named; of the filter, `measures`, `country`
    /// and `status` narrow by the first figure, `source` by either, the rest is not asked. Contradictions first, then drifts, then the rest.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn findings_page(
        &self,
        relations: &[String],
        filter: &Filter,
        offset: usize,
        limit: usize,
    ) -> Result<Page<FindingPageRow>> {
        self.engine().findings_page(relations, filter, offset, limit)
    }

    /// The reports with all of these words, or words that begin so, best first.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Found>> {
        self.engine().found(words, limit)
    }
}
