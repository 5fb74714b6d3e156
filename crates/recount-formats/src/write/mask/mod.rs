//! Names of private people, masked in every output unless asked for: whoever is credited as a witness is told by what they are, and their
//! name is left out of every field of what is told of the report, not only of the sentences that credit them; so are the names of those
//! whom the report tells of as victims, kin, neighbours, arrested. Where a report's own name or address holds such a name, that is masked
//! too. Telephone numbers, e-mail addresses and numbers of papers go as well.

mod contacts;
mod people;
mod roles;
mod tokens;

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use recount_core::{
    Extraction, Lexicon, Report,
    lexicon::SourceKind,
    view::{FigureLine, Table},
};
use serde_json::Value;

use super::words;

/// What stands for a name.
const MASK: &str = "[name]";
/// Whether text was left out where the piece ends or begins.
pub(super) const MARKS: [&str; 3] = [MASK, contacts::NUMBER, contacts::ADDRESS];
/// Words shorter than this name nobody by themselves.
const SHORTEST: usize = 3;

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

/// The names to leave out of what is told of one report.
#[derive(Debug, Clone, Default)]
struct Names(BTreeSet<String>);

/// Where reports are looked up once something is told of them.
type Read<'a> = Box<dyn Fn(&str) -> Option<Told> + 'a>;

/// The names to leave out, by report, each looked for once something is told of it.
#[derive(Default)]
pub struct Masks<'a> {
    read: Option<(Read<'a>, &'a Lexicon)>,
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
        Masks { read: Some((Box::new(read), lexicon)), known: RefCell::default() }
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
        let names = self.read.as_ref().and_then(|(read, lexicon)| Some(Names::of(&read(document)?, lexicon)));
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
        documents.into_iter().filter(|document| handle.contains(*document)).fold(
            handle.to_owned(),
            |handle, document| match self.document(document) {
                Cow::Owned(other) => handle.replace(document, &other),
                Cow::Borrowed(_) => handle,
            },
        )
    }

    /// The names of several reports together; none where nothing is left out.
    pub(super) fn scope<'d>(&self, documents: impl IntoIterator<Item = &'d str>) -> Option<Scope> {
        self.read.as_ref()?;
        let mut scope = Scope::default();
        for document in documents {
            scope.names.0.extend(self.names(document).0.iter().cloned());
            if let Cow::Owned(other) = self.document(document) {
                scope.stand_ins.push((document.to_owned(), other));
            }
        }
        Some(scope)
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

    /// A row of any listing: every text in it, however deep, by the reports that it tells of.
    pub fn row(&self, columns: &[&str], values: Vec<Value>) -> Vec<Value> {
        if self.read.is_none() {
            return values;
        }
        let mut documents = BTreeSet::new();
        let named = columns.iter().zip(&values);
        for (column, value) in named {
            documents_in(column, value, &mut documents);
        }
        let own = columns.iter().zip(&values).find(|(column, _)| **column == "document");
        let own = own.and_then(|(_, value)| value.as_str().map(str::to_owned));
        let mut names = Names::default();
        let scope: Vec<&String> =
            own.iter().chain(own.is_none().then_some(&documents).into_iter().flatten()).collect();
        scope.iter().for_each(|document| names.0.extend(self.names(document).0.iter().cloned()));
        let stand_ins: Vec<(String, String)> = documents
            .iter()
            .filter_map(|it| {
                Some((it.clone(), self.document(it).into_owned())).filter(|(one, two)| one != two)
            })
            .collect();
        let hidden =
            columns.iter().zip(values).map(|(column, value)| self.value(column, value, &names, &stand_ins));
        hidden.collect()
    }

    fn value(&self, key: &str, value: Value, names: &Names, stand_ins: &[(String, String)]) -> Value {
        match value {
            Value::String(text) if key == "url" => Value::String(self.address(names, &text)),
            Value::String(text) => {
                let text = stand_ins.iter().fold(text, |text, (one, two)| text.replace(one, two));
                match is_handle(key) {
                    true => Value::String(text),
                    false => Value::String(contacts::without_contacts(&names.hide(&text))),
                }
            }
            Value::Array(items) => {
                items.into_iter().map(|item| self.value(key, item, names, stand_ins)).collect()
            }
            Value::Object(fields) => {
                // What an inner report tells is masked by its own names.
                let own = fields.get("document").and_then(Value::as_str).map(|document| self.names(document));
                let names = own.as_deref().unwrap_or(names);
                let fields = fields.into_iter();
                Value::Object(
                    fields.map(|(key, it)| (key.clone(), self.value(&key, it, names, stand_ins))).collect(),
                )
            }
            other => other,
        }
    }

    /// The figures with the names left out, each found in its sentence as before.
    pub fn figures(&self, figures: &[FigureLine]) -> Vec<FigureLine> {
        figures.iter().map(|figure| self.figure(figure)).collect()
    }

    /// Those of the names of figures that stand among these, as `figures` calls them.
    pub fn ids(&self, figures: &[FigureLine], some: BTreeSet<String>) -> BTreeSet<String> {
        if self.read.is_none() {
            return some;
        }
        let taken = figures.iter().filter(|figure| some.contains(&figure.id));
        taken.map(|figure| self.id(figure)).collect()
    }

    fn id(&self, figure: &FigureLine) -> String {
        figure.id.replacen(&figure.document, &self.document(&figure.document), 1)
    }

    /// Counts with the names left out.
    pub fn table(&self, mut table: Table) -> Table {
        for count in &mut table.counts {
            let documents: Vec<String> =
                count.accounts.iter().map(|account| account.document.clone()).collect();
            let Some(scope) = self.scope(documents.iter().map(String::as_str)) else { return table };
            for text in [&mut count.people, &mut count.event].into_iter().flatten() {
                *text = scope.text(text);
            }
            count.reason = scope.text(&count.reason);
            for account in &mut count.accounts {
                account.words = scope.text(&account.words);
                for text in [&mut account.source, &mut account.title].into_iter().flatten() {
                    *text = scope.text(text);
                }
                account.url = account.url.take().filter(|url| !scope.is_told_by(url));
                account.document = self.document(&account.document).into_owned();
            }
        }
        table
    }

    fn figure(&self, figure: &FigureLine) -> FigureLine {
        let mut hidden = figure.clone();
        if self.read.is_none() {
            return hidden;
        }
        let names = self.names(&figure.document);
        let told = |text: &str| contacts::without_contacts(&names.hide(text));
        let maybe = |text: &Option<String>| text.as_deref().map(&told);
        hidden.source = match figure.source_kind.as_deref() {
            Some("witness") => {
                figure.source.as_deref().map(|source| told(&words::source(source, Some("witness"))))
            }
            _ => maybe(&figure.source),
        };
        // The figure itself stays as it is; what stands before it may grow or shrink.
        let at = figure.span.start.saturating_sub(figure.sentence_byte);
        if let Some((before, behind)) = figure.sentence.get(..at).zip(figure.sentence.get(at..)) {
            let (figure_words, behind) = behind.split_at_checked(figure.text.len()).unwrap_or(("", behind));
            let before = told(before);
            hidden.sentence_byte = figure.span.start.saturating_sub(before.len());
            hidden.sentence = before + figure_words + &told(behind);
        } else {
            hidden.sentence = told(&figure.sentence);
        }
        (hidden.title, hidden.who) = (maybe(&figure.title), maybe(&figure.who));
        (hidden.outlet, hidden.event) = (maybe(&figure.outlet), maybe(&figure.event));
        hidden.url = figure.url.as_deref().map(|url| self.address(&names, url));
        let document = self.document(&figure.document).into_owned();
        hidden.id = self.id(figure);
        hidden.account = figure.account.as_ref().map(|it| it.replacen(&figure.document, &document, 1));
        hidden.document = document;
        hidden
    }
}

/// The names of some reports, and what stands for those reports' own names.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    names: Names,
    stand_ins: Vec<(String, String)>,
}

impl Scope {
    /// The text without the names.
    pub(super) fn text(&self, text: &str) -> String {
        let text = self.stand_ins.iter().fold(text.to_owned(), |text, (one, two)| text.replace(one, two));
        contacts::without_contacts(&self.names.hide(&text))
    }

    /// Whether an address tells one of the names.
    pub(super) fn is_told_by(&self, address: &str) -> bool {
        self.names.stand_in(address)
    }
}

/// Columns whose values name a thing and are no words of a report.
fn is_handle(key: &str) -> bool {
    matches!(
        key,
        "id" | "document"
            | "figure"
            | "account"
            | "recommended"
            | "measure"
            | "unit"
            | "status"
            | "source_kind"
    )
}

/// The reports that a value tells of.
fn documents_in(key: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if matches!(key, "document" | "documents" | "report" | "reports") => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| documents_in(key, item, found)),
        Value::Object(fields) => fields.iter().for_each(|(key, it)| documents_in(key, it, found)),
        _ => {}
    }
}

/// What stands for the name of a report that names somebody: by FNV-1a, so that it is the same each time.
pub fn stand_in(document: &str) -> String {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let hash =
        document.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("report-{:08x}", hash >> 32)
}

impl Names {
    fn of(told: &Told, lexicon: &Lexicon) -> Names {
        let mut names = BTreeSet::new();
        for words in &told.witnesses {
            let shown = words::source(words, Some("witness"));
            let kept: Vec<&str> = shown.split(' ').collect();
            let left_out = words.split_whitespace().filter(|word| !kept.contains(word));
            let plain = left_out.map(|word| word.trim_matches(|mark: char| !mark.is_alphanumeric()));
            names.extend(plain.filter(|name| name.chars().count() >= SHORTEST).map(str::to_owned));
        }
        for text in &told.texts {
            let found = people::people(text, lexicon);
            let words = found.iter().flat_map(|span| span.slice(text).split_whitespace());
            // What is left out is looked for between marks: the halves of "al-Masri" too.
            let parts = words.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric()));
            let parts =
                parts.filter(|part| part.chars().count() >= SHORTEST && part.starts_with(char::is_uppercase));
            names.extend(parts.map(str::to_owned));
        }
        Names(names)
    }

    /// The text with these words left out, wherever they stand as words, and initials beside them.
    fn hide(&self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut after_name = false;
        while !rest.is_empty() {
            let length = rest.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(length);
            let is_initial = after_name && word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            let is_hidden = self.has(word) || is_initial;
            out.push_str(if is_hidden { MASK } else { word });
            let gap = behind.find(char::is_alphanumeric).unwrap_or(behind.len());
            let (between, next) = behind.split_at(gap);
            out.push_str(between);
            after_name = is_hidden && between.chars().all(char::is_whitespace);
            rest = next;
        }
        out
    }

    /// Whether the word is one of the names, also as registers write it: TEMBE.
    fn has(&self, word: &str) -> bool {
        if self.0.contains(word) {
            return true;
        }
        let is_loud = word.len() > SHORTEST && word.chars().all(char::is_uppercase);
        is_loud && self.0.iter().any(|name| name.to_uppercase() == word)
    }

    /// Whether a handle or an address, in whatever case, is made from one of the names.
    fn stand_in(&self, handle: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut parts =
            handle.split(|letter: char| !letter.is_alphanumeric()).filter(|part| part.len() >= SHORTEST);
        parts.any(|part| {
            let part = part.to_lowercase();
            self.0.iter().any(|name| name.to_lowercase() == part)
        })
    }
}

#[cfg(test)]
mod tests;
