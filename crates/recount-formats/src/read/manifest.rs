//! `manifest.csv` beside a folder's files: what their texts lack. Columns by header name, in any order.

use std::collections::BTreeMap;

use csv::StringRecord;
use recount_core::{Report, edtf::Edtf};

use crate::Problem;

use super::date;

/// The manifest's file name.
pub const MANIFEST: &str = "manifest.csv";

/// What a manifest says of each file of its folder.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    rows: BTreeMap<String, Row>,
}

/// What is said of one file.
#[derive(Debug, Clone, Default)]
struct Row {
    line: u64,
    published: Option<Edtf>,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
}

impl Manifest {
    /// Reads a manifest; rows that cannot be read are problems, the others count.
    pub fn parse(name: &str, bytes: &[u8]) -> (Manifest, Vec<Problem>) {
        let mut manifest = Manifest::default();
        let mut problems = Vec::new();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let columns = match csv
            .headers()
            .map_err(|error| unreadable(name, &error))
            .and_then(|header| Columns::named(header).ok_or_else(|| no_file_column(name, header)))
        {
            Ok(columns) => columns,
            Err(problem) => return (manifest, vec![problem]),
        };
        for record in csv.records() {
            match record {
                Err(error) => problems.push(unreadable(name, &error)),
                Ok(record) => manifest.add(name, &columns, &record, &mut problems),
            }
        }
        (manifest, problems)
    }

    fn add(&mut self, name: &str, columns: &Columns, record: &StringRecord, problems: &mut Vec<Problem>) {
        let line = record.position().map_or(0, csv::Position::line);
        let place = format!("line {line}");
        let Some(file) = cell(record, columns.file) else {
            let problem = Problem::set_aside(name, "a file name in the column `file`", "none");
            return problems.push(problem.at(place));
        };
        if record.len() > columns.width {
            let found = format!("{} cells", record.len());
            problems.push(
                Problem::read_anyway(name, format!("{} cells", columns.width), found)
                    .at(place.as_str())
                    .advise("put a cell that holds a comma in quotes"),
            );
        }
        let stated = cell(record, columns.published);
        let published = stated.as_deref().and_then(date::parse);
        if let (Some(stated), None) = (&stated, published) {
            problems.push(date::problem(name, stated).at(place.as_str()));
        }
        let row = Row {
            line,
            published,
            url: cell(record, columns.url),
            outlet: cell(record, columns.outlet),
            title: cell(record, columns.title),
        };
        if self.rows.insert(file.clone(), row).is_some() {
            problems.push(
                Problem::read_anyway(name, "each file once", format!("`{file}` again"))
                    .at(place)
                    .advise("the last row counts"),
            );
        }
    }

    /// The files it has a row for, with the row's line, in order of name.
    pub fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.rows.iter().map(|(file, row)| (file.as_str(), row.line))
    }

    /// Fills in what the report of `file` lacks. What the report itself says stays; the manifest, called `name`, is
    /// told off where its date differs.
    pub fn complete(&self, name: &str, file: &str, report: &mut Report) -> Option<Problem> {
        let row = self.rows.get(file)?;
        let differs = match (report.published, row.published) {
            (Some(own), Some(stated)) if own != stated => Some((own, stated)),
            _ => None,
        };
        if report.published.is_none() && row.published.is_some() {
            report.published = row.published;
            report.dated_by = Some("manifest".to_owned());
        }
        report.url = report.url.take().or_else(|| row.url.clone());
        report.outlet = report.outlet.take().or_else(|| row.outlet.clone());
        report.title = report.title.take().or_else(|| row.title.clone());
        differs.map(|(own, stated)| {
            Problem::read_anyway(name, format!("{own}, as `{file}` itself says"), stated.to_string())
                .at(format!("line {}", row.line))
                .advise("the file's own date counts")
        })
    }
}

/// Where each column stands.
struct Columns {
    file: Option<usize>,
    published: Option<usize>,
    url: Option<usize>,
    outlet: Option<usize>,
    title: Option<usize>,
    width: usize,
}

impl Columns {
    fn named(header: &StringRecord) -> Option<Columns> {
        let column = |name: &str| header.iter().position(|other| other.trim().eq_ignore_ascii_case(name));
        let file = column("file");
        file.map(|_| Columns {
            file,
            published: column("published"),
            url: column("url"),
            outlet: column("outlet"),
            title: column("title"),
            width: header.len(),
        })
    }
}

fn cell(record: &StringRecord, column: Option<usize>) -> Option<String> {
    let text = record.get(column?)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn no_file_column(name: &str, header: &StringRecord) -> Problem {
    let found = match header.len() {
        0 => "no columns".to_owned(),
        _ => format!("`{}`", header.iter().take(8).collect::<Vec<_>>().join(",")),
    };
    Problem::set_aside(name, "a header row with a column `file`", found).at("line 1")
}

fn unreadable(name: &str, error: &csv::Error) -> Problem {
    let found = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "bytes that are not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    let line = error.position().map_or(1, csv::Position::line);
    Problem::set_aside(name, "a row of comma-separated UTF-8 text", found).at(format!("line {line}"))
}
