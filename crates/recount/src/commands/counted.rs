//! Counts over paths, and what is between them, in less memory: each report goes into the books as it is read, and of its text only what telling of it takes is
//! kept. A workspace has its texts at hand.

use anyhow::Result;
use recount_core::{
    Ledger, Lexicon, Report,
    count::{Books, Entry},
};
use recount_formats::{
    carried::{Kept, tell},
    write::Texts,
};

use crate::output::Status;

use super::{Paths, Tally, listing::Reconciled, side_by_side};

/// Reports set side by side, and what telling of them takes.
pub(crate) struct Counted {
    pub(crate) ledger: Ledger,
    pub(crate) lexicon: Lexicon,
    told: Told,
}

enum Told {
    /// By what was kept of reports that were read and let go, with how reading went; with private names or without.
    Kept(Vec<Kept>, Tally, bool),
    /// By the texts of a workspace.
    Workspace(Box<Reconciled>),
}

impl Counted {
    /// The reports of these paths.
    pub(crate) fn of_paths(paths: &Paths, names: bool) -> Result<Counted> {
        let lexicon = Lexicon::builtin();
        let (mut books, mut all, mut tally) = (Books::default(), Vec::new(), Tally::default());
        let read = |report: &Report| {
            let extraction = recount_core::extract(report, &lexicon);
            let entry = Entry::of(&extraction, &lexicon);
            (Kept::of(report, &extraction, &entry, &lexicon), entry)
        };
        paths.each_batch(false, &mut tally, |batch| {
            for (kept, entry) in side_by_side(&batch.reports, read) {
                all.push(kept);
                books.take(entry);
            }
            Ok(())
        })?;
        books.settle(&lexicon);
        let ledger = books.into_ledger(&lexicon);
        Ok(Counted { ledger, lexicon, told: Told::Kept(all, tally, names) })
    }

    /// Those of a workspace.
    pub(crate) fn of_workspace(mut read: Reconciled) -> Counted {
        let ledger = std::mem::take(&mut read.ledger);
        Counted { ledger, lexicon: read.lexicon.clone(), told: Told::Workspace(Box::new(read)) }
    }

    /// Tells of the reports.
    pub(crate) fn tell<T>(&self, make: impl FnOnce(&Texts<'_>) -> T) -> T {
        match &self.told {
            Told::Kept(kept, _, names) => tell(kept.iter(), *names, make),
            Told::Workspace(read) => {
                let masks = read.masks();
                make(&read.texts().masked(&masks))
            }
        }
    }

    /// Says how it went.
    pub(crate) fn conclude(&self) -> Status {
        match &self.told {
            Told::Kept(_, tally, _) => tally.status(),
            Told::Workspace(read) => read.conclude(),
        }
    }
}
