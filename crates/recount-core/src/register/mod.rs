//! The register: what was ordered over all reports, one entry an act, with what changed it, who stands for and against it, and what is alleged to
//! be done to people. It sees extractions alone; the order of the reports does not matter.

mod words;
mod people;
mod party;
mod telling;
mod fold;
mod entry;
mod position;
mod allegation;

pub use allegation::Allegation;
pub use entry::{Entry, Told};
pub use party::{Parties, Party};
pub use position::{Position, Voiced};

use jiff::civil::Date;

use crate::{extraction::Extraction, lexicon::Lexicon};

/// Acts, positions and allegations of a crisis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    /// The acts, in order of their days.
    pub entries: Vec<Entry>,
    /// What each party demands, denies, accuses of, promises or justifies.
    pub positions: Vec<Position>,
    /// What is alleged to be done to people.
    pub allegations: Vec<Allegation>,
}

/// The register of these reports; as of a day, of those published no later.
pub fn register(extractions: &[Extraction], lexicon: &Lexicon, at: Option<Date>) -> Register {
    let mut told: Vec<&Extraction> = extractions.iter().filter(|one| is_by(one, at)).collect();
    told.sort_by(|one, two| one.document.cmp(&two.document));
    let parties = Parties::of(&told, lexicon);
    let tellings = telling::tellings(&told, &parties, lexicon);
    let mut entries = entry::entries(&tellings, lexicon);
    let speakers: Vec<Vec<Option<Party>>> = told.iter().map(|one| parties.of_statements(one)).collect();
    let allegations = allegation::allegations(&told, &parties, &speakers, lexicon);
    let positions = position::positions(&told, &speakers, &entries, lexicon);
    entry::contest(&mut entries, &positions);
    Register { entries, positions, allegations }
}

/// Whether a report was published by the day; one without a day always counts.
fn is_by(extraction: &Extraction, at: Option<Date>) -> bool {
    let published = extraction.published.and_then(|day| day.first_day().or(day.last_day()));
    at.is_none_or(|at| published.is_none_or(|day| day <= at))
}
