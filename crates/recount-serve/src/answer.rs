//! What a page answers, and the bytes it becomes.

use std::collections::BTreeSet;

use askama::Template;
use axum::body::Bytes;
use recount_formats::write::{self, Column, Format, Texts};
use serde_json::{Value, json};

use crate::{
    Problem,
    ask::{Ask, Form, Stretch, with_query},
};

/// What a page answers.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// The type of the body.
    pub(crate) kind: &'static str,
    /// The body.
    pub(crate) body: Bytes,
    /// Further headers.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The reports that a list tells of.
    pub(crate) documents: BTreeSet<String>,
}

pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json";
pub(crate) const CSV: &str = "text/csv; charset=utf-8; header=present";
pub(crate) const PROBLEM: &str = "application/problem+json";

impl Answer {
    /// Bytes of some type.
    pub(crate) fn bytes(kind: &'static str, body: impl Into<Bytes>) -> Answer {
        Answer { status: 200, kind, body: body.into(), headers: Vec::new(), documents: BTreeSet::new() }
    }

    /// A page. Control characters, which no reader should meet, become the replacement character.
    ///
    /// # Errors
    /// Where the template fails.
    pub(crate) fn page(template: &impl Template) -> Result<Answer, Problem> {
        let mut page = template.render()?;
        if page.contains(is_odd) {
            page = page.replace(is_odd, "\u{fffd}");
        }
        Ok(Answer::bytes(HTML, page))
    }

    /// A value for programs.
    pub(crate) fn json(value: &Value) -> Answer {
        // Serialising plain data into memory cannot fail.
        Answer::bytes(JSON, serde_json::to_string_pretty(value).unwrap_or_default() + "\n")
    }

    /// On to another address of this server.
    pub(crate) fn see(address: &str) -> Answer {
        let headers = vec![("location", address.to_owned())];
        Answer { status: 303, kind: HTML, body: Bytes::new(), headers, documents: BTreeSet::new() }
    }

    /// The same with a header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Answer {
        self.headers.push((name, value.into()));
        self
    }

    /// The same with a status.
    pub(crate) fn status(mut self, status: u16) -> Answer {
        self.status = status;
        self
    }
}

fn is_odd(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// A list, or a stretch of one, as programs get it: `total`, `next` and `rows` as JSON, the rows alone as CSV.
pub(crate) fn rows<T>(
    ask: &Ask,
    columns: &[Column<T>],
    rows: &[T],
    texts: &Texts<'_>,
    paged: Paged,
) -> Answer {
    let next = paged.next(ask);
    let documents = write::documents_of(columns, rows, texts);
    if ask.form == Form::Csv {
        let listed = write::listing(columns, rows, texts, Format::Csv, 0);
        let answer = Answer { documents, ..Answer::bytes(CSV, listed) };
        return match next {
            Some(next) => answer.with("link", format!("<{next}>; rel=\"next\"")),
            None => answer,
        };
    }
    let all: Vec<Value> = rows.iter().map(|row| write::listing::object(columns, row, texts)).collect();
    let value = json!({ "total": paged.total, "next": next, "rows": all });
    Answer { documents, ..Answer::json(&value) }
}

/// Which stretch of how long a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paged {
    pub(crate) total: usize,
    pub(crate) stretch: Option<Stretch>,
}

impl Paged {
    /// The whole list.
    pub(crate) fn whole(total: usize) -> Paged {
        Paged { total, stretch: None }
    }

    /// The address of the next stretch in the form asked for.
    fn next(self, ask: &Ask) -> Option<String> {
        let stretch = self.stretch.filter(|stretch| stretch.has_next(self.total))?;
        let ending = if ask.form == Form::Csv { "csv" } else { "json" };
        let address = ask.twin(ending);
        let joint = if address.contains('?') { '&' } else { '?' };
        Some(format!("{address}{joint}page={}", stretch.page + 1))
    }

    /// The addresses of the stretches before and behind, for people.
    pub(crate) fn around(self, ask: &Ask) -> Pager {
        let Some(stretch) = self.stretch else { return Pager::default() };
        let query = ask.query_without(&["page"]);
        let address = |page: usize| {
            let page = format!("page={page}");
            with_query(&ask.path, &if query.is_empty() { page } else { format!("{query}&{page}") })
        };
        let pages = self.total.div_ceil(stretch.rows.max(1)).max(1);
        Pager {
            before: (stretch.page > 1).then(|| address(stretch.page - 1)),
            behind: stretch.has_next(self.total).then(|| address(stretch.page + 1)),
            page: stretch.page,
            pages,
        }
    }
}

/// The links below a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pager {
    pub(crate) before: Option<String>,
    pub(crate) behind: Option<String>,
    pub(crate) page: usize,
    pub(crate) pages: usize,
}
