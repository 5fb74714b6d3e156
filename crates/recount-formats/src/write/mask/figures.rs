//! Figures and counts with the names left out, for exports.

use std::collections::BTreeSet;

use recount_core::view::{FigureLine, Table};

use super::{Masks, contacts};
use crate::write::words;

impl Masks<'_> {
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
                let own = account.own.as_mut().map(|own| &mut own.text);
                let named = [&mut account.source, &mut account.title].into_iter().flatten();
                for text in named.chain(own) {
                    *text = scope.text(text);
                }
                account.url = account.url.take().filter(|url| !scope.is_told_by(url));
                account.document = self.document(&account.document).into_owned();
            }
        }
        table
    }

    pub(super) fn figure(&self, figure: &FigureLine) -> FigureLine {
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
        hidden.own.iter_mut().for_each(|own| own.text = told(&own.text));
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
