//! How a number is cited: as a sentence, as a reference with the words it rests on, and by its address.

use recount_core::{
    Block, Lexicon, Span,
    view::{AccountLine, CountLine},
};

use super::{
    situation::report_name,
    words::{self, around},
};

/// A citation of one account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citation {
    /// "Killed: 26 people in Haiti, as of 30 October 2025, according to PAHO (PAHO sitrep 4, 30 October 2025, p. 1)."
    pub sentence: String,
    /// "PAHO. Situation Report 4. 30 October 2025, p. 1. https://… “Deaths: 26”"
    pub reference: String,
}

/// Characters of a sentence that are quoted.
const QUOTED: usize = 160;

/// How an account of a count is cited; the page is told where the report's layout knows it.
pub fn citation(count: &CountLine, account: &AccountLine, blocks: &[Block], lexicon: &Lexicon) -> Citation {
    let evidence = account.evidence.first();
    let page = evidence.and_then(|evidence| page(blocks, evidence.span));
    let page = page.map(|page| format!(", p. {page}")).unwrap_or_default();
    let whom = words::on_whose_word(account.source.as_deref(), account.source_kind, account.own.as_ref());
    let place = words::whereabouts(count, lexicon);
    let as_of = account.day.map(|day| format!(", as of {}", words::date(day))).unwrap_or_default();
    let status = words::standing(count).map(|status| format!(" ({status})")).unwrap_or_default();
    let told = format!("{}: {} {place}", count.label, account.words);
    let report = report_name(account);
    Citation {
        sentence: format!("{}{status}{as_of}, {} ({report}{page}).", told.trim_end(), by(&whom, account)),
        reference: reference(account, &page),
    }
}

/// "according to the ministry"; "with no source named".
fn by(whom: &str, account: &AccountLine) -> String {
    let known = account.source.is_some() || account.own.is_some();
    match (known, whom.to_lowercase().starts_with("according to")) {
        (true, true) => whom.to_owned(),
        (true, false) => format!("according to {whom}"),
        (false, _) => format!("with {whom}"),
    }
}

/// Publisher, title, day, page, address and the words.
fn reference(account: &AccountLine, page: &str) -> String {
    let title = account.title.as_deref().unwrap_or(&account.document);
    let day = account.published.map_or_else(|| "undated".to_owned(), words::date);
    let quote = account.evidence.first().map(|evidence| {
        let [before, inner, after] = around(&evidence.text, evidence.within, QUOTED);
        format!("“{}{inner}{}”", before.trim_start(), after.trim_end())
    });
    let parts = [
        account.outlet.as_deref().map(|outlet| format!("{outlet}.")),
        Some(format!("{title}.")),
        Some(format!("{day}{page}.")),
        account.url.clone(),
        quote,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The page that a stretch stands on.
fn page(blocks: &[Block], span: Span) -> Option<u32> {
    blocks.iter().filter(|block| block.span.contains(span)).find_map(|block| block.page)
}
