//! What people decide about a workspace: anchors at figures, decisions kept and carried out, and those that are orphaned.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::Span;

use super::{Workspace, is_about};
use crate::{
    Act, Anchor, Decision, Draft, Engine, Error, Orphan, Result,
    decision::{self, Gone},
};

impl<E: Engine> Workspace<E> {
    /// An anchor at the figure of this name, with what is read of it now.
    ///
    /// # Errors
    /// Where there is none.
    pub fn anchor(&self, id: &str) -> Result<Anchor> {
        let row = self.figure(id)?;
        let kept = self.kept(&row.document)?;
        let read = [
            ("low", row.low.map(|low| low.to_string())),
            ("high", row.high.map(|high| high.to_string())),
            ("quantifier", Some(row.quantifier)),
            ("unit", Some(row.unit)),
            ("per", row.per),
            ("measure", Some(row.measure)),
            ("who", row.who),
            ("from", Some(row.from)),
            ("at", Some(row.at)),
            ("to", Some(row.to)),
            ("place", row.place),
            ("period", row.period),
            ("source", row.source),
            ("source_kind", row.source_kind),
            ("status", Some(row.status)),
        ];
        let known = read.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?)));
        let known = known.filter(|(_, value)| !value.is_empty()).collect();
        Ok(Anchor::at(&row.document, &kept.sha256, &kept.report.text, row.span, known))
    }

    /// An anchor at a report itself, for what is said of its day, publisher or title.
    ///
    /// # Errors
    /// Where there is none.
    pub fn report_anchor(&self, document: &str) -> Result<Anchor> {
        let kept = self.kept(document)?;
        let whole = Span::new(0, 0);
        Ok(Anchor::at(document, &kept.sha256, &kept.report.text, whole, BTreeMap::default()))
    }

    /// Keeps a decision and does what it says; its number.
    ///
    /// # Errors
    /// Where something is missing or the engine fails; then nothing is kept.
    pub fn decide(&self, draft: &Draft, now: &str) -> Result<u64> {
        let numbers = self.decide_all(std::slice::from_ref(draft), now)?;
        numbers.first().copied().ok_or_else(|| Error::told("expected a decision, found none"))
    }

    /// Keeps decisions that belong together, all or none, and does what they say; their numbers. Each report that they are about is read
    /// again once.
    ///
    /// # Errors
    /// Where something is missing or the engine fails; then nothing is kept.
    pub fn decide_all(&self, drafts: &[Draft], now: &str) -> Result<Vec<u64>> {
        drafts.iter().try_for_each(Draft::check)?;
        let numbers = self.engine.atomically(|| {
            let (mut numbers, mut hashes) = (Vec::new(), BTreeSet::new());
            let all = self.engine.decisions()?;
            for draft in drafts {
                hashes.extend(touched(about(draft, &all)?, &all));
                numbers.push(self.engine.append(draft, now)?);
            }
            for hash in hashes {
                if let Some(kept) = self.engine.report_of(&hash)? {
                    self.read_again(&kept)?;
                }
            }
            for (draft, number) in drafts.iter().zip(&numbers) {
                if let (Act::Correct, Some(anchor)) = (draft.act, &draft.figure) {
                    self.refuse_unfit(*number, &anchor.sha256)?;
                }
            }
            Ok(numbers)
        })?;
        self.settle()?;
        Ok(numbers)
    }

    /// Refuses a correction that the report's text does not bear out.
    fn refuse_unfit(&self, number: u64, sha256: &str) -> Result<()> {
        let all = self.engine.decisions()?;
        match self.orphans_of(sha256, &decision::standing(&all))?.into_iter().find(|(id, _)| *id == number) {
            Some((_, gone)) => Err(Error::told(format!("correct: {}", gone.words()))),
            None => Ok(()),
        }
    }

    /// All decisions, in order.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        self.engine.decisions()
    }

    /// Those decisions that hold but cannot be carried out any more, and why.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn orphans(&self) -> Result<Vec<Orphan>> {
        let all = self.engine.decisions()?;
        let standing = decision::standing(&all);
        let mut orphans: BTreeMap<u64, Gone> = BTreeMap::new();
        let hashes: BTreeSet<&String> =
            standing.iter().filter_map(|it| Some(&it.draft.figure.as_ref()?.sha256)).collect();
        for hash in hashes {
            orphans.extend(self.orphans_of(hash, &standing)?);
        }
        for decision in &standing {
            let draft = &decision.draft;
            if !matches!(draft.act, Act::Link | Act::Unlink | Act::Merge | Act::Recommend) {
                continue;
            }
            for anchor in draft.figure.iter().chain(&draft.other) {
                if let Err(gone) = self.resolve(anchor)? {
                    orphans.insert(decision.id, gone);
                }
            }
        }
        let told = orphans.into_iter();
        Ok(told.map(|(decision, gone)| Orphan { decision, reason: gone.words().to_string() }).collect())
    }

    /// Those of the decisions about the figures of one report that cannot be carried out.
    fn orphans_of(&self, sha256: &str, standing: &[&Decision]) -> Result<Vec<(u64, Gone)>> {
        let own: Vec<&Decision> = standing.iter().copied().filter(|it| is_about(it, sha256)).collect();
        let Some(kept) = self.engine.report_of(sha256)? else {
            return Ok(own.iter().map(|decision| (decision.id, Gone::Report)).collect());
        };
        let report = decision::about_report::told(&kept.report, &own);
        let extraction = recount_core::extract(&report, &self.lexicon);
        Ok(self.rows_of(&report, extraction, &own).1)
    }
}

/// What a decision is about: for an undo, the decision that no longer holds.
fn about<'d>(draft: &'d Draft, all: &'d [Decision]) -> Result<&'d Draft> {
    let Some(undoes) = draft.undoes else { return Ok(draft) };
    let found = all.iter().find(|decision| decision.id == undoes).map(|decision| &decision.draft);
    found.ok_or_else(|| Error::told(format!("undo: expected the number of a decision, found {undoes}")))
}

/// The hashes of the reports that a decision, or the one that it undoes, is about.
fn touched(draft: &Draft, all: &[Decision]) -> BTreeSet<String> {
    let mut draft = draft;
    // An undo may undo an undo.
    while let Some(decision) =
        draft.undoes.and_then(|undoes| all.iter().find(|decision| decision.id == undoes))
    {
        draft = &decision.draft;
    }
    draft.figure.iter().chain(&draft.other).map(|anchor| anchor.sha256.clone()).collect()
}
