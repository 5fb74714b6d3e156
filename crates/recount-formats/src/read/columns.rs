//! What the columns of a table are called, and rows to reports.

use std::collections::BTreeMap;

use recount_core::Report;

use crate::Problem;

use super::date;

/// What a row may say of a report, each with the names that columns go by.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "article",
            "full text",
            "fulltext",
            "article text",
            "excerpt",
            "description",
        ],
    ),
    ("id", &["id", "document", "record id", "document id"]),
    ("title", &["title", "headline"]),
    (
        "published",
        &["published", "date", "publication date", "pub date", "pubdate", "date published", "published at"],
    ),
    ("outlet", &["outlet", "source", "publisher", "publication", "source name"]),
    ("url", &["url", "link", "address", "href", "source url"]),
    ("language", &["language", "lang"]),
    ("author", &["author", "byline", "by"]),
];

/// Names of columns that a person has given: field to column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(BTreeMap<String, String>);

impl Columns {
    /// Reads `text=Body,published=Day`; an error says what is wrong.
    pub fn parse(setting: &str) -> Result<Columns, String> {
        let mut columns = BTreeMap::new();
        for pair in setting.split(',') {
            let Some((field, column)) = pair.split_once('=') else {
                return Err(format!("expected FIELD=COLUMN, found `{pair}`"));
            };
            let field = field.trim();
            if !FIELDS.iter().any(|(known, _)| *known == field) {
                let known: Vec<&str> = FIELDS.iter().map(|(known, _)| *known).collect();
                return Err(format!("expected one of {}, found `{field}`", known.join(", ")));
            }
            columns.insert(field.to_owned(), plain(column));
        }
        Ok(Columns(columns))
    }

    /// As `parse` takes them; none where nothing was given.
    pub fn told(&self) -> Option<String> {
        let pairs: Vec<String> = self.0.iter().map(|(field, column)| format!("{field}={column}")).collect();
        (!pairs.is_empty()).then(|| pairs.join(","))
    }
}

/// Where each field stands in the rows of one table.
pub(super) struct Places(BTreeMap<&'static str, usize>);

impl Places {
    /// The places by a header row; none where no column holds the text.
    pub(super) fn of(header: &[String], columns: &Columns) -> Option<Places> {
        let header: Vec<String> = header.iter().map(|cell| plain(cell)).collect();
        let place =
            |names: &[&str]| names.iter().find_map(|name| header.iter().position(|cell| cell == name));
        let places = FIELDS.iter().filter_map(|(field, names)| {
            let found = match columns.0.get(*field) {
                Some(given) => place(&[given.as_str()]),
                None => place(names),
            };
            found.map(|at| (*field, at))
        });
        let places: BTreeMap<&'static str, usize> = places.collect();
        places.contains_key("text").then_some(Places(places))
    }

    /// Whether it knows more than the text.
    pub(super) fn is_rich(&self) -> bool {
        self.0.len() > 1
    }

    /// A row's report, called `name` where it has no id, and what is odd about it; an error where it has no text.
    pub(super) fn report(
        &self,
        file: &str,
        name: String,
        row: &[String],
    ) -> Result<(Report, Option<Problem>), Problem> {
        let cell = |field: &str| {
            let cell = self.0.get(field).and_then(|at| row.get(*at)).map(|cell| cell.trim());
            cell.filter(|cell| !cell.is_empty()).map(str::to_owned)
        };
        let Some(text) = cell("text") else {
            return Err(Problem::set_aside(file, "words in the column of the text", "none"));
        };
        let stated = cell("published");
        let published = stated.as_deref().and_then(date::parse);
        let odd = stated.filter(|_| published.is_none()).map(|stated| date::problem(file, &stated));
        let report = Report {
            document: cell("id").unwrap_or(name),
            text,
            title: cell("title"),
            published,
            dated_by: published.map(|_| "column".to_owned()),
            outlet: cell("outlet"),
            url: cell("url"),
            language: cell("language"),
            author: cell("author"),
            ..Report::default()
        };
        Ok((report, odd))
    }
}

/// No column holds the text.
pub(super) fn no_text(file: &str, header: &[String]) -> Problem {
    let found: Vec<String> = header.iter().take(12).map(|cell| format!("`{}`", short(cell))).collect();
    let found = if found.is_empty() { "no columns".to_owned() } else { found.join(", ") };
    Problem::set_aside(file, "a header row with a column `text`", found)
        .advise("say which column it is: --columns text=NAME")
}

fn short(cell: &str) -> String {
    cell.chars().take(40).collect()
}

/// A column's name without what people set differently.
fn plain(cell: &str) -> String {
    let words =
        cell.trim_start_matches('\u{feff}').split(|c: char| c.is_whitespace() || c == '_' || c == '-');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_as_they_are_read() {
        let columns = Columns::parse("text=Full_Body, published=The day = date").expect("columns");
        let told = columns.told().expect("something");
        assert_eq!(told, "published=the day = date,text=full body");
        assert_eq!(Columns::parse(&told), Ok(columns));
        assert_eq!(Columns::default().told(), None);
    }
}
