//! What is asked of a page: the address taken apart, the form, and who asks.

use axum::body::Bytes;
use jiff::civil::Date;
use recount_core::{Lexicon, lexicon::gazetteer::Candidate, view::Query};
use recount_store::Filter;

use crate::{Problem, guard::Who, intake::multipart::Part};

/// The form in which an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Page,
    Json,
    Csv,
}

impl Form {
    /// The path without the ending that asks for a form, and the form.
    pub(crate) fn of(path: &str) -> (&str, Form) {
        let ending =
            |end: &str| path.strip_suffix(end).filter(|rest| !rest.is_empty() && !rest.ends_with('/'));
        match (ending(".json"), ending(".csv")) {
            (Some(rest), _) if rest != "/openapi" => (rest, Form::Json),
            (_, Some(rest)) => (rest, Form::Csv),
            _ => (path, Form::Page),
        }
    }
}

/// Names with values, as an address or a form gives them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// Of a query or a form's body. Control characters, at which a database's own parsers may stop, become spaces.
    pub(crate) fn parse(bytes: &[u8]) -> Fields {
        let plain = |text: std::borrow::Cow<'_, str>| text.replace(char::is_control, " ");
        Fields(form_urlencoded::parse(bytes).map(|(name, value)| (plain(name), plain(value))).collect())
    }

    /// Of a form with files. Pasted words keep their lines; all else is as `parse` has it.
    pub(crate) fn of_parts(parts: &[Part]) -> Fields {
        let plain = |part: &Part| {
            let text = String::from_utf8_lossy(&part.bytes);
            if part.name == "text" { text.into_owned() } else { text.replace(char::is_control, " ") }
        };
        let fields = parts.iter().filter(|part| part.file.is_none());
        Fields(fields.map(|part| (part.name.clone(), plain(part))).collect())
    }

    /// The same with the codes of countries that are asked for by name: "Haiti" is HTI.
    pub(crate) fn with_codes(mut self, lexicon: &Lexicon) -> Fields {
        for (_, value) in
            self.0.iter_mut().filter(|(name, value)| name == "country" && value.trim().len() > 3)
        {
            let named = lexicon.places.named(value.trim());
            let country = |place: &Candidate| {
                let code = lexicon.places.country(place.place)?;
                (lexicon.places.country_place(code) == Some(place.place)).then(|| code.to_owned())
            };
            if let Some(code) = named.iter().find_map(country) {
                *value = code;
            }
        }
        self
    }

    /// The value of a name, without the space around it; none where it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())?;
        (!value.is_empty()).then_some(value)
    }

    /// Every value of a name.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let values = self.0.iter().filter(|(known, value)| known == name && !value.trim().is_empty());
        values.map(|(_, value)| value.trim().to_owned()).collect()
    }
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// The values of the path's variables, in order.
    pub(crate) names: Vec<String>,
    /// The path without the ending that asks for a form.
    pub(crate) path: String,
    /// Behind the question mark.
    pub(crate) query: Fields,
    /// The body of a form.
    pub(crate) body: Fields,
    /// The files of a form, each with its name.
    pub(crate) files: Vec<(String, Bytes)>,
    /// The form wanted.
    pub(crate) form: Form,
    /// Who asks.
    pub(crate) who: Who,
    /// The day on which whoever asks was here before today; asked for by the front page alone.
    pub(crate) visited: Option<Date>,
    /// The name of the page's language-independent key against forged forms.
    pub(crate) csrf: String,
}

/// What narrows a list, with the words for it.
const NARROWING: &[(&str, &str)] = &[
    ("measure", "measure"),
    ("country", "country"),
    ("place", "place"),
    ("source", "source"),
    ("status", "told as"),
    ("text", "the words"),
    ("since", "since"),
    ("until", "until"),
    ("at", "as of"),
    ("relation", "relation"),
    ("report", "report"),
];

/// Rows of a list on one page.
pub(crate) const ROWS: usize = 50;
/// Rows of a list for programs.
const ROWS_FOR_PROGRAMS: usize = 500;

impl Ask {
    /// The value of the path's first variable.
    pub(crate) fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// Which stretch of a list: the number of its first row, and how many rows.
    ///
    /// # Errors
    /// Where `page` is no number.
    pub(crate) fn stretch(&self) -> Result<Stretch, Problem> {
        let page = match self.query.get("page") {
            None => 1,
            Some(page) => {
                page.parse::<usize>().ok().filter(|page| (1..=1_000_000).contains(page)).ok_or_else(|| {
                    Problem::unclear(format!("page: expected a number from 1 on, found `{page}`"))
                })?
            }
        };
        let rows = if self.form == Form::Page { ROWS } else { ROWS_FOR_PROGRAMS };
        Ok(Stretch { page, rows })
    }

    /// What the list is asked for, as the store takes it.
    ///
    /// # Errors
    /// Where a value cannot be understood.
    pub(crate) fn filter(&self) -> Result<Filter, Problem> {
        let word = |name: &str| self.query.get(name).map(str::to_owned);
        let day = |name: &str| self.day(name).map(|day| day.map(|day| day.to_string()));
        if let Some(status) = self.query.get("status")
            && recount_core::figure::Status::parse(status).is_none()
        {
            let expected = "reported, planned, denied or hypothetical";
            return Err(Problem::unclear(format!("status: expected {expected}, found `{status}`")));
        }
        Ok(Filter {
            measures: self.query.all("measure"),
            country: word("country"),
            place: word("place"),
            since: day("since")?,
            until: day("until")?,
            source: word("source"),
            status: word("status"),
            text: word("text"),
            document: None,
            undated: self.query.get("undated").is_some(),
        })
    }

    /// The same as the views take it.
    ///
    /// # Errors
    /// Where a value cannot be understood.
    pub(crate) fn view(&self) -> Result<Query, Problem> {
        let filter = self.filter()?;
        let day = |day: Option<String>| day.and_then(|day| day.parse().ok());
        Ok(Query {
            measures: filter.measures,
            country: filter.country,
            place: filter.place,
            source: filter.source,
            status: filter.status,
            text: filter.text,
            since: day(filter.since),
            until: day(filter.until),
            relations: Vec::new(),
        })
    }

    /// A day in the query.
    ///
    /// # Errors
    /// Where it is none.
    pub(crate) fn day(&self, name: &str) -> Result<Option<Date>, Problem> {
        let day = self.query.get(name).map(|day| {
            day.parse().map_err(|_| {
                Problem::unclear(format!("{name}: expected a day like 2027-02-14, found `{day}`"))
            })
        });
        day.transpose()
    }

    /// Where what this address asks for is saved as one file.
    pub(crate) fn saved(&self) -> String {
        with_query("/export/page", &self.query_without(&["page", "done", "q", "all"]))
    }

    /// What narrows the list, each with the address without it: where nothing is like that, what could be asked for less.
    pub(crate) fn narrowed(&self) -> Vec<(String, String)> {
        let asked = NARROWING.iter().filter_map(|(name, words)| {
            let values = self.query.all(name);
            let without = with_query(&self.path, &self.query_without(&[name, "page", "done"]));
            (!values.is_empty()).then(|| (format!("{words} {}", values.join(", ")), without))
        });
        asked.collect()
    }

    /// The query without some names.
    pub(crate) fn query_without(&self, names: &[&str]) -> String {
        let kept =
            self.query.0.iter().filter(|(name, value)| !names.contains(&name.as_str()) && !value.is_empty());
        form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
    }

    /// A path with what is asked here and one value in the place of what stood there, from the first stretch on; without it where there
    /// is none.
    pub(crate) fn with(&self, path: &str, name: &str, value: Option<&str>) -> String {
        let rest = self.query_without(&[name, "page", "done"]);
        let own = value
            .map(|value| form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish());
        let parts: Vec<String> = own.into_iter().chain(Some(rest).filter(|rest| !rest.is_empty())).collect();
        with_query(path, &parts.join("&"))
    }

    /// This address in another form.
    pub(crate) fn twin(&self, ending: &str) -> String {
        let path = if self.path == "/" { "/counts" } else { &self.path };
        with_query(&format!("{path}.{ending}"), &self.query_without(&["page"]))
    }
}

/// A path with its query.
pub(crate) fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// A stretch of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    /// From 1 on.
    pub(crate) page: usize,
    /// How many rows.
    pub(crate) rows: usize,
}

impl Stretch {
    /// How many rows stand before it.
    pub(crate) fn offset(self) -> usize {
        (self.page - 1) * self.rows
    }

    /// Whether more rows follow.
    pub(crate) fn has_next(self, total: usize) -> bool {
        self.offset() + self.rows < total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_narrows_can_be_taken_away() {
        let query = Fields::parse(b"measure=killed&until=2027-03-01&page=2");
        let ask = Ask {
            names: Vec::new(),
            path: "/reports".to_owned(),
            query,
            body: Fields::default(),
            files: Vec::new(),
            form: Form::Page,
            who: Who { role: crate::Role::Viewer, name: None, session: None, is_program: false },
            visited: None,
            csrf: String::new(),
        };
        let expected = [
            ("measure killed", "/reports?until=2027-03-01"),
            ("until 2027-03-01", "/reports?measure=killed"),
        ];
        let narrowed = ask.narrowed();
        let narrowed: Vec<(&str, &str)> =
            narrowed.iter().map(|(words, href)| (words.as_str(), href.as_str())).collect();
        assert_eq!(narrowed, expected);
    }

    #[test]
    fn endings_ask_for_a_form() {
        let check = |path: &str, rest: &str, form: Form| assert_eq!(Form::of(path), (rest, form));
        check("/counts", "/counts", Form::Page);
        check("/counts.json", "/counts", Form::Json);
        check("/reports/02-wire.csv", "/reports/02-wire", Form::Csv);
        check("/reports/a%2Ejson", "/reports/a%2Ejson", Form::Page);
        check("/openapi.json", "/openapi.json", Form::Page);
        check("/.json", "/.json", Form::Page);
    }
}
