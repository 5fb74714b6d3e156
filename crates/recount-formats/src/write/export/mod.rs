//! Exports: figures in the forms that other programs and other people's sheets take.
//!
//! Names of private people are masked unless asked for; a cell that a spreadsheet would run is set off, and nothing steers a terminal.

mod annotations;
mod geojson;
mod hapi;
mod helix;
mod hxl;
mod parquet;
mod sheet;
mod xlsx;

use std::collections::BTreeSet;

use recount_core::{
    Lexicon,
    view::{FigureLine, Table},
};

use super::{
    figure_lines::FIGURES,
    listing::{Format, Texts, listing},
};

/// What an export is made of.
#[derive(Debug, Clone, Copy)]
pub struct Exported<'a> {
    /// The figures; those that people rejected are left out before.
    pub figures: &'a [FigureLine],
    /// The figures whose account a person chose for its count.
    pub taken: &'a BTreeSet<String>,
    /// What they add up to, for a form that `counts`.
    pub table: &'a Table,
    /// Labels of measures and names of countries.
    pub lexicon: &'a Lexicon,
}

/// A form of export.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// Whether it is text, which a terminal can show.
    pub is_text: bool,
    /// Whether it also tells what the figures add up to.
    pub counts: bool,
    /// How it writes.
    pub write: fn(&Exported<'_>) -> Vec<u8>,
}

/// Every form of export.
pub const WRITERS: &[Writer] = &[
    Writer {
        name: "csv",
        about: "Every figure with all its fields, a row each",
        is_text: true,
        counts: false,
        write: |it| plain(it, Format::Csv),
    },
    Writer {
        name: "jsonl",
        about: "Every figure with all its fields, a JSON object each",
        is_text: true,
        counts: false,
        write: |it| plain(it, Format::Jsonl),
    },
    xlsx::WRITER,
    parquet::WRITER,
    helix::WRITER,
    hxl::WRITER,
    hapi::WRITER,
    annotations::WRITER,
    geojson::WRITER,
];

impl Writer {
    /// The form of this name.
    pub fn named(name: &str) -> Option<&'static Writer> {
        WRITERS.iter().find(|writer| writer.name == name)
    }
}

fn plain(exported: &Exported<'_>, format: Format) -> Vec<u8> {
    listing(FIGURES, exported.figures, &Texts::default(), format, 0).into_bytes()
}

/// JSON over several lines.
fn json(value: &serde_json::Value) -> Vec<u8> {
    // Plain data always serialises.
    (super::summary::inert_json(&serde_json::to_string_pretty(value).unwrap_or_default()) + "\n").into_bytes()
}

/// The number that stands for a figure where a form takes one alone: the lowest stated, else the highest.
fn number(figure: &FigureLine) -> Option<u64> {
    figure.low.or(figure.high)
}

/// The name of a country.
fn country<'l>(code: &str, lexicon: &'l Lexicon) -> Option<&'l str> {
    lexicon.places.country_of_code(code)?.names.first().map(String::as_str)
}

/// The code, where there is but one.
fn only(codes: &str) -> Option<&str> {
    let mut codes = codes.split_whitespace();
    codes.next().filter(|_| codes.next().is_none())
}
