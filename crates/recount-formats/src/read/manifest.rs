//! `manifest.csv` beside a folder's files: what their texts lack. Columns by header name, in any order.

use std::collections::BTreeMap;

use recount_core::{Report, edtf::Edtf};

use crate::Problem;

use super::{Source, date};

/// The manifest's file name.
pub const MANIFEST: &str = "manifest.csv";

/// What a manifest says of each file of its folder.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    rows: BTreeMap<String, Row>,
}

#[derive(Debug, Clone, Default)]
struct Row {
    published: Option<Edtf>,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
}

impl Manifest {
    /// Reads a manifest; rows that cannot be read are problems, the others count.
    pub fn parse(source: Source) -> (Manifest, Vec<Problem>) {
        let mut manifest = Manifest::default();
        let mut problems = Vec::new();
        let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source.bytes);
        let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header: Vec<String> = match csv.headers() {
            Ok(header) => header.iter().map(|name| name.trim().to_ascii_lowercase()).collect(),
            Err(error) => return (manifest, vec![unreadable(source.name, &error)]),
        };
        let column = |name: &str| header.iter().position(|other| other == name);
        let Some(file) = column("file") else {
            let found =
                if header.is_empty() { "no columns".to_owned() } else { format!("`{}`", header.join(",")) };
            problems.push(Problem::set_aside(source.name, "a column `file`", found).at("line 1"));
            return (manifest, problems);
        };
        for record in csv.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    problems.push(unreadable(source.name, &error));
                    continue;
                }
            };
            let line = record.position().map_or(0, csv::Position::line);
            let cell = |name: &str| {
                let text = record.get(column(name)?)?.trim();
                (!text.is_empty()).then(|| text.to_owned())
            };
            let Some(file) = record.get(file).map(str::trim).filter(|file| !file.is_empty()) else {
                let problem = Problem::set_aside(source.name, "a file name in the column `file`", "none");
                problems.push(problem.at(format!("line {line}")));
                continue;
            };
            let published = cell("published").and_then(|text| {
                let read = date::parse(&text);
                if read.is_none() {
                    problems.push(date::problem(source.name, &text).at(format!("line {line}")));
                }
                read
            });
            let row = Row { published, url: cell("url"), outlet: cell("outlet"), title: cell("title") };
            if manifest.rows.insert(file.to_owned(), row).is_some() {
                problems.push(
                    Problem::read_anyway(source.name, "each file once", format!("`{file}` again"))
                        .at(format!("line {line}"))
                        .advise("the last row counts"),
                );
            }
        }
        (manifest, problems)
    }

    /// Fills in what the report of `file` lacks.
    pub fn complete(&self, file: &str, report: &mut Report) {
        if let Some(row) = self.rows.get(file) {
            report.published = report.published.or(row.published);
            report.url = report.url.take().or_else(|| row.url.clone());
            report.outlet = report.outlet.take().or_else(|| row.outlet.clone());
            report.title = report.title.take().or_else(|| row.title.clone());
        }
    }
}

fn unreadable(name: &str, error: &csv::Error) -> Problem {
    let line = error.position().map_or(0, csv::Position::line);
    Problem::set_aside(name, "a row of comma-separated UTF-8 text", error.to_string())
        .at(format!("line {line}"))
}
