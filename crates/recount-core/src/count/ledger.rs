//! The ledger: what all reports add up to.

use jiff::civil::Date;

use super::{Books, Finding, Rulings, Series, parts};
use crate::{edtf::Edtf, extraction::Extraction, lexicon::Lexicon, order::Order, span::Span};

/// What all reports add up to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// The reports, in order of name.
    pub reports: Vec<Heading>,
    /// Every series, most important first.
    pub series: Vec<Series>,
    /// What accounts of different series are to each other.
    pub findings: Vec<Finding>,
    /// Every order, in order of report and place.
    pub orders: Vec<Occasion>,
}

/// What is known of a report beside its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Heading {
    /// The report's name.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When.
    pub published: Option<Edtf>,
}

/// An order with the sentence it stands in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Occasion {
    /// The report's name.
    pub document: String,
    /// What was ordered.
    pub order: Order,
    /// Its sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
}

impl Ledger {
    /// The ledger as it stood on a day: each series of the accounts that speak of a day no later. What happened before stands beside
    /// what happened last.
    pub fn at(&self, day: Date, rulings: &Rulings, lexicon: &Lexicon) -> Ledger {
        let series: Vec<Series> =
            self.series.iter().filter_map(|series| series.at(day, rulings, lexicon)).collect();
        Ledger { findings: parts::findings(&series, lexicon), series, ..self.clone() }
    }

    /// What is known of the report of this name.
    pub fn heading(&self, document: &str) -> Option<&Heading> {
        let at = self.reports.partition_point(|heading| heading.document.as_str() < document);
        self.reports.get(at).filter(|heading| heading.document == document)
    }
}

/// Sets all reports side by side. Pure; the order of the reports does not matter. Of two reports of one name the later
/// in the list stands.
pub fn reconcile(extractions: &[Extraction], lexicon: &Lexicon) -> Ledger {
    let mut books = Books::default();
    for extraction in extractions {
        books.enter(extraction, lexicon);
    }
    books.settle(lexicon);
    books.into_ledger(lexicon)
}

impl Heading {
    /// The heading of one report.
    pub(super) fn of(extraction: &Extraction) -> Heading {
        Heading {
            document: extraction.document.clone(),
            title: extraction.title.clone(),
            outlet: extraction.outlet.clone(),
            url: extraction.url.clone(),
            published: extraction.published,
        }
    }
}

impl Occasion {
    /// The orders of one report.
    pub(super) fn all_of(extraction: &Extraction) -> Vec<Occasion> {
        let occasion = |order: &Order| {
            let passage = extraction.passage_at(order.span.start);
            Occasion {
                document: extraction.document.clone(),
                order: order.clone(),
                sentence: passage.map_or(order.span, |passage| passage.span),
                text: passage.map(|passage| passage.text.clone()).unwrap_or_default(),
            }
        };
        extraction.orders.iter().map(occasion).collect()
    }
}
