//! Names of private people, masked in every output unless asked for: whoever is credited as a witness is told by what they are, and their
//! name is left out of every field of what is told of the report, not only of the sentences that credit them; so are the names of those
//! whom the report tells of as victims, kin, neighbours, arrested. Where a report's own name or address holds such a name, that is masked
//! too. Telephone numbers, e-mail addresses and numbers of papers go as well.

mod contacts;
mod figures;
mod markup;
mod names;
mod people;
mod roles;
mod rows;
mod tokens;

pub use names::stand_in;
pub(super) use rows::documents_of_row;
pub use rows::documents_of_value;

use std::{borrow::Cow, cell::RefCell, collections::BTreeMap, rc::Rc};

use recount_core::{Extraction, Lexicon, Report, lexicon::SourceKind};
use serde_json::Value;

use names::{Names, StandIns, renamed};

/// What stands for a name.
const MASK: &str = "[name]";
/// Whether text was left out where the piece ends or begins.
pub(super) const MARKS: [&str; 3] = [MASK, contacts::NUMBER, contacts::ADDRESS];
/// A report as the names in it are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Its text and its title.
    pub texts: Vec<String>,
    /// The words that name whoever is credited as a witness, with what they are: "resident Amina Tome".
    pub witnesses: Vec<String>,
}

impl Told {
    /// Of a report that was just read.
    pub fn of(report: &Report, extraction: &Extraction) -> Told {
        let words = |span: &recount_core::Span| span.slice(&report.text).to_owned();
        let speaking = extraction.statements.iter().filter(|it| it.kind == Some(SourceKind::Witness));
        let speaking = speaking.flat_map(|it| it.party.iter().cloned().chain(it.source.iter().map(words)));
        let credited = extraction.figures.iter().filter_map(|it| it.source.as_ref());
        let credited = credited.filter(|it| it.kind == SourceKind::Witness).map(|it| it.text.clone());
        Told {
            texts: std::iter::once(report.text.clone()).chain(report.title.clone()).collect(),
            witnesses: speaking.chain(credited).collect(),
        }
    }
}

/// The names to leave out of what is told of a report, in order.
pub fn private_names(report: &Report, extraction: &Extraction, lexicon: &Lexicon) -> Vec<String> {
    names_told(&Told::of(report, extraction), lexicon)
}

/// The same of a report as the names in it are looked for.
pub fn names_told(told: &Told, lexicon: &Lexicon) -> Vec<String> {
    Names::of(told, lexicon).0.into_iter().collect()
}

/// Where the names in a report are looked up once something is told of it.
type Read<'a> = Box<dyn Fn(&str) -> Option<Names> + 'a>;

/// The names to leave out, by report, each looked for once something is told of it.
#[derive(Default)]
pub struct Masks<'a> {
    read: Option<Read<'a>>,
    known: RefCell<BTreeMap<String, Rc<Names>>>,
}

impl std::fmt::Debug for Masks<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Masks").field("is_on", &self.read.is_some()).finish_non_exhaustive()
    }
}

impl<'a> Masks<'a> {
    /// Over reports as `read` gives them by name. Without it, as `default` makes them, nothing is left out.
    pub fn over(read: impl Fn(&str) -> Option<Told> + 'a, lexicon: &'a Lexicon) -> Masks<'a> {
        Masks::by(move |document| Some(Names::of(&read(document)?, lexicon)))
    }

    /// Of reports whose names were looked for where they were read, by [`private_names`].
    pub fn known(names: &'a BTreeMap<&str, &[String]>) -> Masks<'a> {
        Masks::by(|document| Some(Names(names.get(document)?.iter().cloned().collect())))
    }

    fn by(read: impl Fn(&str) -> Option<Names> + 'a) -> Masks<'a> {
        Masks { read: Some(Box::new(read)), known: RefCell::default() }
    }

    /// Of reports that were just read.
    pub fn of(reports: &[Report], extractions: &[Extraction], lexicon: &'a Lexicon) -> Masks<'a> {
        let told = reports
            .iter()
            .zip(extractions)
            .map(|(report, extraction)| (report.document.clone(), Told::of(report, extraction)));
        let told: BTreeMap<String, Told> = told.collect();
        Masks::over(move |document| told.get(document).cloned(), lexicon)
    }

    fn names(&self, document: &str) -> Rc<Names> {
        if let Some(known) = self.known.borrow().get(document) {
            return Rc::clone(known);
        }
        let names = self.read.as_ref().and_then(|read| read(document));
        let names = Rc::new(names.unwrap_or_default());
        self.known.borrow_mut().insert(document.to_owned(), Rc::clone(&names));
        names
    }

    /// What is told of a report, with the names left out.
    pub fn text(&self, document: &str, text: &str) -> String {
        match self.read {
            None => text.to_owned(),
            Some(_) => contacts::without_contacts(&self.names(document).hide(text)),
        }
    }

    /// What is told of several reports.
    pub fn text_of_all<'d>(&self, documents: impl IntoIterator<Item = &'d str>, text: &str) -> String {
        self.scope(documents).map_or_else(|| text.to_owned(), |scope| scope.text(text))
    }

    /// The name of something that is told of several reports, made from theirs.
    pub fn handle_of_all<'d>(&self, documents: impl IntoIterator<Item = &'d str>, handle: &str) -> String {
        renamed(handle, &self.stand_ins(documents))
    }

    /// What stands for the names of those of the reports whose names name somebody.
    fn stand_ins<'d>(&self, documents: impl IntoIterator<Item = &'d str>) -> StandIns {
        let other = |document: &'d str| match self.document(document) {
            Cow::Owned(other) => Some((document.to_owned(), other)),
            Cow::Borrowed(_) => None,
        };
        documents.into_iter().filter_map(other).collect()
    }

    /// The names of several reports together; none where nothing is left out.
    pub(super) fn scope<'d>(&self, documents: impl IntoIterator<Item = &'d str>) -> Option<Scope> {
        self.read.as_ref()?;
        let mut scope = Scope::default();
        for document in documents {
            scope.names.0.extend(self.names(document).0.iter().cloned());
            scope.stand_ins.extend(self.stand_ins([document]));
        }
        Some(scope)
    }

    /// A web page that tells of several reports, whose marks and addresses must stay, as must the names of reports, which are addresses.
    pub fn page_of_all<'d>(&self, documents: impl IntoIterator<Item = &'d str>, page: &str) -> String {
        match self.scope(documents) {
            Some(scope) => markup::without_contacts_in(&scope.names.hide(page)),
            None => page.to_owned(),
        }
    }

    /// Rows as text, under the same rules.
    pub fn rows_of_all<'d>(&self, documents: impl IntoIterator<Item = &'d str>, rows: &str) -> String {
        match self.scope(documents) {
            Some(scope) => contacts::without_contacts(&scope.names.hide(rows)),
            None => rows.to_owned(),
        }
    }

    /// Every text in a value, under the same rules.
    pub fn value_of_all<'d>(&self, documents: impl IntoIterator<Item = &'d str>, value: Value) -> Value {
        match self.scope(documents) {
            Some(scope) => rows::without_contacts_in("", scope.names.hide_in(value)),
            None => value,
        }
    }

    /// A report's name, or what stands for it where it names somebody: the same each time.
    pub fn document<'d>(&self, document: &'d str) -> Cow<'d, str> {
        match self.read.is_some() && self.names(document).stand_in(document) {
            true => Cow::Owned(stand_in(document)),
            false => Cow::Borrowed(document),
        }
    }

    /// An address, cut off behind its host where what follows names somebody.
    fn address(&self, names: &Names, address: &str) -> String {
        let after = address.find("://").map_or(0, |at| at + 3);
        let host =
            address.get(after..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| after + at);
        match names.stand_in(address.get(host..).unwrap_or_default()) {
            true => format!("{}/{MASK}", address.get(..host).unwrap_or_default()),
            false => contacts::without_contacts(address),
        }
    }
}

/// The names of some reports, and what stands for those reports' own names.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    names: Names,
    stand_ins: StandIns,
}

impl Scope {
    /// The text without the names.
    pub(super) fn text(&self, text: &str) -> String {
        contacts::without_contacts(&self.names.hide(&renamed(text, &self.stand_ins)))
    }

    /// Whether an address tells one of the names.
    pub(super) fn is_told_by(&self, address: &str) -> bool {
        self.names.stand_in(address)
    }
}

#[cfg(test)]
mod tests;
