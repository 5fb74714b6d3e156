//! Exports: figures in the forms that other programs and other people's sheets take.
//!
//! Names of private people are masked unless asked for; a cell that a spreadsheet would run is set off.

mod annotations;
mod geojson;
mod hapi;
mod helix;
mod hxl;
mod mask;
mod sheet;

use std::collections::BTreeSet;

use recount_core::{Lexicon, view::FigureLine};

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
    /// How it writes.
    pub write: fn(&Exported<'_>) -> String,
}

/// Every form of export.
pub const WRITERS: &[Writer] = &[
    Writer {
        name: "csv",
        about: "Every figure with all its fields, a row each",
        write: |it| plain(it, Format::Csv),
    },
    Writer {
        name: "jsonl",
        about: "Every figure with all its fields, a JSON object each",
        write: |it| plain(it, Format::Jsonl),
    },
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

/// The figures with the names of private people masked.
pub fn masked(figures: &[FigureLine]) -> Vec<FigureLine> {
    figures.iter().map(mask::masked).collect()
}

fn plain(exported: &Exported<'_>, format: Format) -> String {
    listing(FIGURES, exported.figures, &Texts::default(), format, 0)
}

/// The number that stands for a figure where a form takes one alone: the lowest stated, else the highest.
fn number(figure: &FigureLine) -> Option<u64> {
    figure.low.or(figure.high)
}

/// The name of a country.
fn country<'l>(code: &str, lexicon: &'l Lexicon) -> Option<&'l str> {
    lexicon.places.country_of_code(code)?.names.first().map(String::as_str)
}
