//! A pile of synthetic reports, to measure how counting and keeping grow.
//!
//! A few reports are read once, and as many crises are made of them as it takes: crisis `c` happens `c` days later (over ten
//! years), in one of 180 countries, its names with other letters, every number scaled by up to two.

use std::{collections::BTreeMap, fs, path::Path};

use jiff::ToSpan;
use recount_core::{
    Extraction, Lexicon, Report,
    edtf::{Edtf, End, Point, Precision},
    extract,
    signature::Signature,
};

use crate::Problem;

/// The reports that the pile is made of.
#[derive(Debug, Clone)]
pub struct Pile {
    pattern: Vec<(Report, Extraction)>,
}

impl Pile {
    /// Reads the reports of a folder that its `manifest.csv` dates.
    ///
    /// # Errors
    /// Where the folder has no manifest or a report is missing.
    pub fn read(folder: &Path, lexicon: &Lexicon) -> Result<Pile, Problem> {
        let open = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).map_err(|error| Problem::new(format!("{}: {error}", path.display())))
        };
        let manifest = open("manifest.csv")?;
        let first_cells = |line: &'_ str| -> Option<(String, String)> {
            let mut cells = line.split(',');
            Some((cells.next()?.to_string(), cells.next()?.to_string()))
        };
        let published: BTreeMap<String, String> = manifest.lines().filter_map(first_cells).collect();
        let texts = published.iter().filter(|(file, _)| file.ends_with(".txt"));
        let pattern = texts.map(|(file, day)| {
            let name = file.trim_end_matches(".txt");
            let report = Report { published: Edtf::parse(day), ..Report::new(name, open(file)?) };
            let extraction = extract(&report, lexicon);
            Ok((report, extraction))
        });
        Ok(Pile { pattern: pattern.collect::<Result<_, Problem>>()? })
    }

    /// The crisis and the report that number `at` is made of.
    fn at(&self, at: usize) -> (usize, &(Report, Extraction)) {
        (at / self.pattern.len().max(1), &self.pattern[at % self.pattern.len().max(1)])
    }

    /// The report that number `at` is made of, as it stands in the folder.
    pub fn original(&self, at: usize) -> &Report {
        &self.at(at).1.0
    }

    /// What is read from report `at` of the pile.
    pub fn extraction(&self, at: usize) -> Extraction {
        let (crisis, (report, pattern)) = self.at(at);
        let mut extraction = pattern.clone();
        // Words of different crises share nothing.
        let words: Vec<String> =
            report.text.split_whitespace().map(|word| format!("{word}{crisis}")).collect();
        extraction.signature = Signature::read(&words.join(" "));
        extraction.document = format!("{crisis:06}-{}", extraction.document);
        let days = (crisis % 3650) as i64;
        extraction.published = extraction.published.map(|when| later(when, days));
        for passage in &mut extraction.passages {
            passage.text = renamed(&passage.text, crisis);
        }
        for figure in &mut extraction.figures {
            let scale = |number: u64| number + number.saturating_mul(crisis as u64 % 97) / 97;
            figure.low = figure.low.map(scale);
            figure.high = figure.high.map(scale);
            figure.period = figure.period.map(|when| later(when, days));
            for codes in [&mut figure.countries.from, &mut figure.countries.at, &mut figure.countries.to] {
                codes.iter_mut().for_each(|code| *code = country(code, crisis));
            }
        }
        extraction
    }

    /// Report `at` of the pile with its text, and what is read from it: words of small letters are those of one of 64 ways
    /// of writing, so that the crises of a workspace share a vocabulary as those of the world do.
    pub fn report(&self, at: usize) -> (Report, Extraction) {
        let (crisis, (report, _)) = self.at(at);
        let mut extraction = self.extraction(at);
        let text = respelt(&renamed(&report.text, crisis), crisis % 64);
        for passage in &mut extraction.passages {
            passage.text = passage.span.slice(&text).to_string();
        }
        extraction.signature = Signature::read(&text);
        let (document, published) = (extraction.document.clone(), extraction.published);
        (Report { published, ..Report::new(document, text) }, extraction)
    }
}

/// The words of small letters in another spelling, letter for letter.
fn respelt(text: &str, way: usize) -> String {
    let mut capital = false;
    let mut place = 0;
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        (capital, place) = match (character.is_alphanumeric(), place) {
            (false, _) => (false, 0),
            (true, 0) => (!character.is_ascii_lowercase(), 1),
            (true, place) => (capital, place + 1),
        };
        let by = ((way % 26 + way / 26 * place) % 26) as u8;
        out.push(match character {
            'a'..='z' if !capital => char::from(b'a' + (character as u8 - b'a' + by) % 26),
            other => other,
        });
    }
    out
}

/// Another code for each of 180 countries.
fn country(code: &str, crisis: usize) -> String {
    let shift = crisis % 180;
    let letter =
        |byte: u8, by: usize| char::from(b'A' + ((usize::from(byte.wrapping_sub(b'A')) + by) % 26) as u8);
    code.bytes().zip([shift % 26, shift / 26, 0]).map(|(byte, by)| letter(byte, by)).collect()
}

/// The words with other letters in names, at the same places.
fn renamed(text: &str, crisis: usize) -> String {
    let mut inside = false;
    let mut before = ' ';
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.chars().enumerate() {
        if !before.is_alphanumeric() {
            inside = at > 0 && character.is_ascii_uppercase();
        }
        before = character;
        let by = ([crisis % 26, crisis / 26 % 26, crisis / 676 % 26][at % 3]) as u8;
        out.push(match character {
            'a'..='z' if inside => char::from(b'a' + (character as u8 - b'a' + by) % 26),
            other => other,
        });
    }
    out
}

/// The same date so many days later.
fn later(when: Edtf, days: i64) -> Edtf {
    let day = |point: Point| match point.precision {
        Precision::Day(day) => Precision::Day(day.saturating_add(days.days())).into(),
        _ => point,
    };
    let end = |end: End| match end {
        End::At(point) => End::At(day(point)),
        other => other,
    };
    match when {
        Edtf::Point(point) => Edtf::Point(day(point)),
        Edtf::Interval(first, last) => Edtf::Interval(end(first), end(last)),
    }
}
