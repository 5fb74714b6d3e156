//! The workspace: reports come in, results follow, decisions hold.

mod deciding;
mod forgetting;

pub use forgetting::Forgotten;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use recount_core::{
    Extraction, Ledger, Lexicon, Report, Span,
    count::{self, Key, Mark, Rulings},
    origin::{Account, Bounds},
    signature::Signature,
};

use crate::{
    Act, Anchor, Decision, Engine, Error, Filter, Kept, Outcome, Prepared, Result, Status,
    decision::{self, Gone, about_report},
    engine::Folded,
    hash, rows,
    rows::FigureRow,
};

/// Which build of the library and which lexicon read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// The build.
    pub library: String,
    /// The lexicon.
    pub lexicon: String,
}

impl Versions {
    /// Those of this program with this lexicon.
    pub fn of(lexicon: &Lexicon) -> Versions {
        Versions { library: recount_core::BUILD.to_string(), lexicon: format!("{:016x}", lexicon.digest) }
    }
}

/// One crisis under watch.
#[derive(Debug)]
pub struct Workspace<E> {
    engine: E,
    lexicon: Arc<Lexicon>,
    versions: Versions,
}

/// How many changed keys are settled at a time; each time is all or nothing.
const AT_A_TIME: usize = 256;

impl<E: Engine> Workspace<E> {
    /// The workspace that an engine holds, read with this lexicon, which several may share.
    pub fn new(engine: E, lexicon: impl Into<Arc<Lexicon>>) -> Workspace<E> {
        let lexicon = lexicon.into();
        Workspace { versions: Versions::of(&lexicon), engine, lexicon }
    }

    /// The same workspace, read with another lexicon.
    pub fn with_lexicon(self, lexicon: impl Into<Arc<Lexicon>>) -> Workspace<E> {
        Workspace::new(self.engine, lexicon)
    }

    /// The engine below.
    pub fn engine(&self) -> &E {
        &self.engine
    }

    /// The lexicon it is read with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The same, to be shared.
    pub(crate) fn shared_lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(&self.lexicon)
    }

    /// The report with these bytes.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn report_of(&self, sha256: &str) -> Result<Option<Kept>> {
        self.engine.report_of(sha256)
    }

    /// Keeps reports with what was read from them: all of these or none. The counts follow with `settle`.
    ///
    /// # Errors
    /// Where the engine fails; then none of these is kept.
    pub fn add(&self, reports: &[Prepared], now: &str) -> Result<Vec<Outcome>> {
        self.engine.atomically(|| reports.iter().map(|report| self.add_one(report, now)).collect())
    }

    fn add_one(&self, prepared: &Prepared, now: &str) -> Result<Outcome> {
        if let Some(kept) = self.engine.report_of(&prepared.sha256)? {
            return self.complete(&kept, prepared);
        }
        if self.is_forgotten(&prepared.sha256)? {
            return Ok(Outcome { document: prepared.report.document.clone(), status: Status::Forgotten });
        }
        let document = self.free_name(&prepared.report.document)?;
        let id = self.engine.insert_report(prepared, &document, now)?;
        let report = Report { document: document.clone(), ..prepared.report.clone() };
        let extraction = Extraction { document: document.clone(), ..prepared.extraction.clone() };
        let rows = self.rows_of(&report, extraction, &[]).0;
        self.engine.replace_rows(id, &self.versions, &rows)?;
        Ok(Outcome { document, status: Status::Added })
    }

    /// Fills in what was not known of a report whose bytes are there.
    fn complete(&self, kept: &Kept, prepared: &Prepared) -> Result<Outcome> {
        let (old, new) = (&kept.report, &prepared.report);
        let whole = Report {
            title: old.title.clone().or_else(|| new.title.clone()),
            published: old.published.or(new.published),
            outlet: old.outlet.clone().or_else(|| new.outlet.clone()),
            url: old.url.clone().or_else(|| new.url.clone()),
            language: old.language.clone().or_else(|| new.language.clone()),
            ..old.clone()
        };
        let outcome = |status| Outcome { document: old.document.clone(), status };
        if whole == *old {
            return Ok(outcome(Status::Known));
        }
        self.engine.replace_text(kept.id, &kept.reader, &kept.version, &whole)?;
        self.read_again(&Kept { report: whole, ..kept.clone() })?;
        Ok(outcome(Status::Completed))
    }

    /// The name, or `name~2`, `name~3` … where reports have those before it: found in few steps, however many they are.
    fn free_name(&self, wanted: &str) -> Result<String> {
        let name = |count: u64| if count < 2 { wanted.to_string() } else { format!("{wanted}~{count}") };
        let is_free = |count: u64| Ok::<bool, Error>(self.engine.report_named(&name(count))?.is_none());
        let mut free = 1;
        while !is_free(free)? {
            free *= 2;
        }
        let mut taken = free / 2;
        while free - taken > 1 {
            let middle = taken + (free - taken) / 2;
            match is_free(middle)? {
                true => free = middle,
                false => taken = middle,
            }
        }
        Ok(name(free))
    }

    /// The reports that another build or lexicon read: to be read again with `refresh`.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn stale(&self) -> Result<Vec<String>> {
        self.engine.stale(&self.versions)
    }

    /// Puts what `extract` reads now in the place of what was read from a report. `again`, where given, is the report
    /// as its reader makes it now.
    ///
    /// # Errors
    /// Where the engine fails or there is no such report.
    pub fn refresh(&self, document: &str, again: Option<(&str, &Report)>) -> Result<()> {
        self.engine.atomically(|| {
            let mut kept = self.kept(document)?;
            if let Some((version, report)) = again {
                let old = kept.report.clone();
                kept.report = Report {
                    document: old.document,
                    title: report.title.clone().or(old.title),
                    published: report.published.or(old.published),
                    outlet: report.outlet.clone().or(old.outlet),
                    url: report.url.clone().or(old.url),
                    language: report.language.clone().or(old.language),
                    ..report.clone()
                };
                self.engine.replace_text(kept.id, &kept.reader, version, &kept.report)?;
            }
            self.read_again(&kept)
        })
    }

    /// The report of this name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn kept(&self, document: &str) -> Result<Kept> {
        let kept = self.engine.report_named(document)?;
        kept.ok_or_else(|| Error::told(format!("expected the name of a report, found `{document}`")))
    }

    fn read_again(&self, kept: &Kept) -> Result<()> {
        let all = self.engine.decisions()?;
        let own: Vec<&Decision> =
            decision::standing(&all).into_iter().filter(|it| is_about(it, &kept.sha256)).collect();
        let report = about_report::told(&kept.report, &own);
        let extraction = recount_core::extract(&report, &self.lexicon);
        let (rows, _) = self.rows_of(&report, extraction, &own);
        self.engine.replace_rows(kept.id, &self.versions, &rows)
    }

    /// Reads these reports again, side by side, and keeps what is read of all or of none.
    pub(crate) fn read_all_again(&self, documents: &[String]) -> Result<()> {
        let kept = documents.iter().map(|document| self.kept(document)).collect::<Result<Vec<_>>>()?;
        let all = self.engine.decisions()?;
        let standing = decision::standing(&all);
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let share = kept.len().div_ceil(workers).max(1);
        let own_of = |kept: &Kept| -> Vec<&Decision> {
            standing.iter().copied().filter(|it| is_about(it, &kept.sha256)).collect()
        };
        let told: Vec<Report> =
            kept.iter().map(|kept| about_report::told(&kept.report, &own_of(kept))).collect();
        let lexicon = &*self.lexicon;
        let read = |told: &[Report]| -> Vec<Extraction> {
            told.iter().map(|report| recount_core::extract(report, lexicon)).collect()
        };
        let extractions: Vec<Vec<Extraction>> = std::thread::scope(|scope| {
            let shares: Vec<_> = told.chunks(share).map(|some| scope.spawn(move || read(some))).collect();
            // A reader that panics here would have when the report was added.
            shares.into_iter().map(|share| share.join().unwrap_or_default()).collect()
        });
        self.engine.atomically(|| {
            let read = told.iter().zip(extractions.into_iter().flatten());
            for (kept, (report, extraction)) in kept.iter().zip(read) {
                let (rows, _) = self.rows_of(report, extraction, &own_of(kept));
                self.engine.replace_rows(kept.id, &self.versions, &rows)?;
            }
            Ok(())
        })
    }

    /// What is read from a report, with what people decided of its figures.
    ///
    /// # Errors
    /// Where there is no such report.
    pub fn reading(&self, document: &str) -> Result<Extraction> {
        Ok(self.as_decided(document)?.1)
    }

    /// A report as people say it is, with what is read from it and what they decided of its figures.
    ///
    /// # Errors
    /// Where there is no such report.
    pub fn as_decided(&self, document: &str) -> Result<(Report, Extraction)> {
        let kept = self.kept(document)?;
        let all = self.engine.decisions()?;
        let own: Vec<&Decision> =
            decision::standing(&all).into_iter().filter(|it| is_about(it, &kept.sha256)).collect();
        let report = about_report::told(&kept.report, &own);
        let mut extraction = recount_core::extract(&report, &self.lexicon);
        about_report::settle(&mut extraction, &own);
        decision::apply(&mut extraction, &report.text, &own);
        Ok((report, extraction))
    }

    /// What is kept of a report after these decisions, and which of them could not be carried out.
    fn rows_of(
        &self,
        report: &Report,
        mut extraction: Extraction,
        decisions: &[&Decision],
    ) -> (rows::Rows, Vec<(u64, Gone)>) {
        about_report::settle(&mut extraction, decisions);
        let applied = decision::apply(&mut extraction, &report.text, decisions);
        let mut accounts = count::accounts(&extraction, &self.lexicon);
        for (span, number) in applied.apart {
            set_apart(&mut accounts, span, number);
        }
        let rows = rows::rows(report, &extraction, accounts, &applied.rejected, &applied.decided);
        (rows, applied.gone)
    }

    /// Folds anew the series of the changed keys, and no others; how many series that were.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn settle(&self) -> Result<usize> {
        let mut folded = 0;
        let mut rulings = None;
        loop {
            let changed = self.engine.changed_keys(AT_A_TIME)?;
            if changed.is_empty() {
                return Ok(folded);
            }
            if rulings.is_none() {
                rulings = Some(self.all_rulings()?);
            }
            let Some((rulings, merged)) = &rulings else { return Ok(folded) };
            folded += self.engine.atomically(|| self.settle_some(&changed, rulings, merged))?;
        }
    }

    fn settle_some(
        &self,
        changed: &[Key],
        rulings: &Rulings,
        merged: &BTreeSet<(Key, Key)>,
    ) -> Result<usize> {
        let mut frames: BTreeSet<Key> = changed.iter().map(Key::frame).collect();
        let beside = loop {
            let beside = self.engine.keys_beside(&frames)?;
            let mut wider: BTreeSet<Key> = beside.iter().map(|row| row.key.frame()).collect();
            wider.extend(frames.iter().cloned());
            for (one, two) in merged {
                if wider.contains(&one.frame()) || wider.contains(&two.frame()) {
                    wider.extend([one.frame(), two.frame()]);
                }
            }
            if wider == frames {
                break beside;
            }
            frames = wider;
        };
        let mut members: BTreeMap<&String, BTreeSet<&Key>> = BTreeMap::new();
        for row in &beside {
            if let Some(series) = &row.series {
                members.entry(series).or_default().insert(&row.key);
            }
        }
        let row_of: BTreeMap<&Key, _> = beside.iter().map(|row| (&row.key, row)).collect();
        let told = beside.iter().filter(|row| !row.empty);
        let live: BTreeMap<Key, Vec<Bounds>> =
            told.map(|row| (row.key.clone(), row.values.clone())).collect();
        let mut kept: BTreeSet<&String> = BTreeSet::new();
        let mut new: Vec<Folded> = Vec::new();
        let mut signatures = BTreeMap::new();
        for (key, keys) in count::groups(&live, merged) {
            let series = keys.first().and_then(|first| row_of.get(first)?.series.as_ref());
            let same = series.and_then(|series| members.get(series)).is_some_and(|members| {
                members.iter().copied().eq(&keys)
                    && members.iter().all(|key| row_of.get(key).is_some_and(|row| !row.changed))
            });
            match series.filter(|_| same) {
                Some(series) => {
                    kept.insert(series);
                }
                None => new.extend(self.fold(key, keys, rulings, &mut signatures)?),
            }
        }
        let gone =
            members.keys().filter(|series| !kept.contains(*series)).map(|series| (*series).clone()).collect();
        self.engine.replace_series(&gone, &new)?;
        let settled: Vec<Key> =
            beside.iter().filter(|row| row.changed || row.empty).map(|row| row.key.clone()).collect();
        self.engine.settled(&settled)?;
        Ok(new.len())
    }

    /// The series of these keys. Reports mostly have accounts in several series: `signatures` holds those that were read.
    fn fold(
        &self,
        key: Key,
        keys: BTreeSet<Key>,
        rulings: &Rulings,
        signatures: &mut BTreeMap<String, Arc<Signature>>,
    ) -> Result<Option<Folded>> {
        let mut accounts: Vec<Account> = Vec::new();
        let mut names: BTreeMap<Mark, String> = BTreeMap::new();
        for key in &keys {
            for (name, mut account) in self.engine.accounts(key)? {
                names.insert(Mark::of(&account), name);
                account.reword(&self.signature(&account.document, signatures)?, &self.lexicon);
                accounts.push(account);
            }
        }
        let series = count::fold(key, accounts, rulings, &self.lexicon);
        Ok(series.map(|series| Folded { series, keys, names }))
    }

    /// The 5-grams of a report, each report's read once.
    fn signature(
        &self,
        document: &str,
        signatures: &mut BTreeMap<String, Arc<Signature>>,
    ) -> Result<Arc<Signature>> {
        if let Some(known) = signatures.get(document) {
            return Ok(Arc::clone(known));
        }
        let text = self.engine.text_of(document)?.unwrap_or_default();
        let read = Arc::new(Signature::read(&text));
        signatures.insert(document.to_string(), Arc::clone(&read));
        Ok(read)
    }

    /// What people decided of accounts.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn rulings(&self) -> Result<Rulings> {
        Ok(self.all_rulings()?.0)
    }

    /// What people decided of accounts, by where their figures stand now, and which keys they put together.
    fn all_rulings(&self) -> Result<(Rulings, BTreeSet<(Key, Key)>)> {
        let mut rulings = Rulings::default();
        let mut merged = BTreeSet::new();
        let all = self.engine.decisions()?;
        for decision in decision::standing(&all) {
            let draft = &decision.draft;
            let Some(one) = draft.figure.as_ref() else { continue };
            let (Act::Link | Act::Unlink | Act::Merge | Act::Recommend) = draft.act else { continue };
            let Ok(one) = self.resolve(one)? else { continue };
            if draft.act == Act::Recommend {
                rulings.taken.insert(rows::mark(&one), (decision.id, draft.reason.clone()));
                continue;
            }
            let Some(Ok(two)) = draft.other.as_ref().map(|two| self.resolve(two)).transpose()? else {
                continue;
            };
            let pair: (Mark, Mark) = (rows::mark(&one), rows::mark(&two));
            let back = (pair.1.clone(), pair.0.clone());
            match draft.act {
                Act::Link => {
                    rulings.unlinked.remove(&pair);
                    rulings.unlinked.remove(&back);
                    rulings.linked.insert(pair);
                }
                Act::Unlink => {
                    rulings.linked.remove(&pair);
                    rulings.linked.remove(&back);
                    rulings.unlinked.insert(pair);
                }
                _ => merged.extend(self.engine.key_of(&one.id)?.zip(self.engine.key_of(&two.id)?)),
            }
        }
        Ok((rulings, merged))
    }

    /// The figure that an anchor means now, or why there is none.
    fn resolve(&self, anchor: &Anchor) -> Result<std::result::Result<FigureRow, Gone>> {
        let Some(kept) = self.engine.report_of(&anchor.sha256)? else { return Ok(Err(Gone::Report)) };
        let filter = Filter { document: Some(kept.report.document.clone()), ..Filter::default() };
        let mut figures = self.engine.figures(&filter)?;
        let spans: Vec<Span> = figures.iter().map(|figure| figure.span).collect();
        Ok(anchor.figure_among(&kept.report.text, &spans).map(|at| figures.swap_remove(at)))
    }

    /// All that the reports add up to.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn ledger(&self) -> Result<Ledger> {
        let mut series = self.engine.series(None)?;
        count::by_importance(&mut series);
        let findings = count::parts::findings(&series, self.lexicon());
        Ok(Ledger { reports: self.engine.headings()?, findings, orders: self.engine.occasions()?, series })
    }

    /// The figure of this name: `document:start`.
    ///
    /// # Errors
    /// Where there is none.
    pub fn figure(&self, id: &str) -> Result<FigureRow> {
        let document = id.rsplit_once(':').map_or(id, |(document, _)| document);
        let filter = Filter { document: Some(document.to_string()), ..Filter::default() };
        let found = self.engine.figures(&filter)?.into_iter().find(|figure| figure.id == id);
        found.ok_or_else(|| {
            Error::told(format!("expected a figure, as `recount figures` names them, found `{id}`"))
        })
    }

    /// The SHA-256 of a text, as the workspace keeps it beside the text.
    pub fn hash(text: &str) -> String {
        hash::sha256(text.as_bytes())
    }
}

fn is_about(decision: &Decision, sha256: &str) -> bool {
    decision.draft.figure.as_ref().is_some_and(|anchor| anchor.sha256 == sha256)
}

/// Moves the account that a figure belongs to under a key of its own.
fn set_apart(accounts: &mut BTreeMap<Key, Vec<Account>>, span: Span, number: u64) {
    let holds = |account: &Account| account.evidence.iter().any(|evidence| evidence.span == span);
    let Some(key) = accounts.iter().find(|(_, of_key)| of_key.iter().any(holds)).map(|(key, _)| key.clone())
    else {
        return;
    };
    let Some(of_key) = accounts.get_mut(&key) else { return };
    let (apart, rest): (Vec<Account>, Vec<Account>) = std::mem::take(of_key).into_iter().partition(holds);
    if rest.is_empty() {
        accounts.remove(&key);
    } else {
        *of_key = rest;
    }
    accounts.insert(Key { apart: Some(number), ..key }, apart);
}
