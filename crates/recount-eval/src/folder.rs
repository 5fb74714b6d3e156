//! Reads reports and gold from folders. Only `.txt` files with an optional `manifest.csv`, which is all that gold has; the
//! product's own readers are not used, so that scoring does not depend on them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use recount_core::{Report, edtf::Edtf};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    Problem,
    gold::{Document, Figure, Order},
};

/// Predictions by document.
#[derive(Debug, Clone, Default)]
pub struct Predictions {
    /// Figures by document.
    pub figures: BTreeMap<String, Vec<Figure>>,
    /// Orders by document.
    pub orders: BTreeMap<String, Vec<Order>>,
}

/// Every gold file of a folder, in order of name.
pub fn gold(folder: &Path) -> Result<Vec<Document>, Problem> {
    let mut documents = Vec::new();
    for path in paths(folder, "json")? {
        let mut document: Document =
            serde_json::from_str(&text(&path)?).map_err(|error| at(&path, &error))?;
        document.document = stem(&path);
        documents.push(document);
    }
    if documents.is_empty() {
        return Err(Problem::new(format!("{}: no gold files", folder.display())));
    }
    Ok(documents)
}

/// Every `.txt` file of a folder as a report, in order of name, with the day of publication that the text's head or the
/// manifest gives.
pub fn reports(folder: &Path) -> Result<Vec<Report>, Problem> {
    let days = manifest(folder)?;
    let mut reports = Vec::new();
    for path in paths(folder, "txt")? {
        let mut report = Report::new(stem(&path), text(&path)?);
        let given = path.file_name().and_then(|name| days.get(&*name.to_string_lossy()));
        report.published = header_date(&report.text).or_else(|| given.and_then(|day| Edtf::parse(day)));
        reports.push(report);
    }
    Ok(reports)
}

/// The date of a header ` date 2023-11-07 `.
fn header_date(text: &str) -> Option<Edtf> {
    let rest = text.trim_start_matches('\u{feff}').trim_start().strip_prefix("date ")?;
    Edtf::parse(rest.split_whitespace().next()?)
}

/// Days of publication by file name.
fn manifest(folder: &Path) -> Result<BTreeMap<String, String>, Problem> {
    #[derive(Deserialize)]
    struct Row {
        file: String,
        published: Option<String>,
    }
    let path = folder.join("manifest.csv");
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let mut rows = csv::Reader::from_path(&path).map_err(|error| at(&path, &error))?;
    let rows = rows.deserialize::<Row>();
    let days = rows.map(|row| row.map(|row| (row.file, row.published.unwrap_or_default())));
    days.collect::<Result<_, _>>().map_err(|error| at(&path, &error))
}

/// Figures by document from JSON Lines, as `recount extract` prints them.
pub fn predicted_figures(path: &Path) -> Result<BTreeMap<String, Vec<Figure>>, Problem> {
    lines(path)
}

/// Orders by document from JSON Lines, as `recount mentions --kind order` prints them.
pub fn predicted_orders(path: &Path) -> Result<BTreeMap<String, Vec<Order>>, Problem> {
    lines(path)
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<BTreeMap<String, Vec<T>>, Problem> {
    #[derive(Deserialize)]
    struct Line<T> {
        document: String,
        #[serde(flatten)]
        value: T,
    }
    let mut by_document: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (number, line) in text(path)?.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line<T> = serde_json::from_str(line)
            .map_err(|error| Problem::new(format!("{}:{}: {error}", path.display(), number + 1)))?;
        by_document.entry(line.document).or_default().push(line.value);
    }
    Ok(by_document)
}

fn paths(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(folder).map_err(|error| at(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == extension));
    paths.sort();
    Ok(paths)
}

/// A file's text; bytes that are no UTF-8 are replaced.
pub(crate) fn text(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(|error| at(path, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn at(path: &Path, error: &dyn std::error::Error) -> Problem {
    Problem::new(format!("{}: {error}", path.display()))
}
