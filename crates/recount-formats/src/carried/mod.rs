//! What was read from one report as it is carried between processes and machines: all that setting reports side by side, listing
//! figures and leaving out names need of it, without its text.
//!
//! It is for the same build of Recount that made it, and says so: what one build reads, another may read otherwise.

mod fold;
mod kept;
mod pieces;

use std::collections::BTreeMap;

use recount_core::{
    BUILD, Extraction, Lexicon, Report,
    count::{Entry, Key},
    origin::Account,
    signature::Signature,
    view::{FigureLine, figure_lines},
};
use serde::{Deserialize, Serialize};

pub use fold::{Folded, fold, fold_as, fold_group, in_order};
pub use kept::{Kept, tell};
pub use pieces::{Pieces, divided, values_of};

use crate::Problem;

/// What was read from one report, or the part of it that counts some things.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Carried {
    build: String,
    /// What the books take of it.
    pub entry: Entry,
    /// The 5-grams of its text.
    signature: Signature,
    /// What telling of it takes.
    pub kept: Kept,
    /// Its figures as they are listed.
    pub figures: Vec<FigureLine>,
}

impl Carried {
    /// Of a report that was read.
    pub fn of(report: &Report, extraction: &Extraction, lexicon: &Lexicon) -> Carried {
        let entry = Entry::of(extraction, lexicon);
        Carried {
            build: BUILD.to_owned(),
            kept: Kept::of(report, extraction, &entry, lexicon),
            figures: figure_lines(report, extraction, &extraction.figures),
            signature: extraction.signature.clone(),
            entry,
        }
    }

    /// As JSON text.
    pub fn to_json(&self) -> String {
        // Serialising plain data into memory cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From such a text, which is of the report that `place` names.
    ///
    /// # Errors
    /// Where it is none, or another build made it.
    pub fn parse(text: &str, place: &str, lexicon: &Lexicon) -> Result<Carried, Problem> {
        let odd = |expected: &str, found: String| {
            Problem::set_aside("extractions", expected, found)
                .at(place)
                .advise("extract the reports anew with this version of Recount")
        };
        let made: Build = serde_json::from_str(text)
            .map_err(|error| odd("what `extract` makes of a report", error.to_string()))?;
        if made.build != BUILD {
            return Err(odd(&format!("the build {BUILD}"), made.build));
        }
        let mut carried: Carried = serde_json::from_str(text)
            .map_err(|error| odd("what `extract` makes of a report", error.to_string()))?;
        carried.entry.reword(carried.signature.clone(), lexicon);
        Ok(carried)
    }

    /// The report's name.
    pub fn document(&self) -> &str {
        &self.entry.heading.document
    }

    /// Its parts by the frame of what they count: the keys of one frame are folded without those of any other.
    pub fn by_frame(self) -> Vec<(Key, Carried)> {
        let mut parts: BTreeMap<Key, Vec<(Key, Vec<Account>)>> = BTreeMap::new();
        for (key, accounts) in self.entry.accounts {
            parts.entry(key.frame()).or_default().push((key, accounts));
        }
        let part = |accounts: Vec<(Key, Vec<Account>)>| Carried {
            build: self.build.clone(),
            kept: self.kept.part(&accounts),
            entry: Entry { heading: self.entry.heading.clone(), orders: Vec::new(), accounts },
            signature: self.signature.clone(),
            figures: Vec::new(),
        };
        parts.into_iter().map(|(frame, accounts)| (frame, part(accounts))).collect()
    }
}

/// The build alone, so that another build's is told as such.
#[derive(Deserialize)]
struct Build {
    build: String,
}

#[cfg(test)]
mod tests {
    use recount_core::{count::Books, extract, reconcile, view};

    use super::*;
    use crate::write::{COUNTS, Format, Masks, Texts, frames, listing};

    fn report() -> Report {
        Report::new(
            "wire",
            "MAPUTO, 3 March 2027 – “Some 1,200 people” fled Beira, Mozambique, on 2 March 2027, the UN said. \
             At least 12 people were killed, resident Amina Tembe said.",
        )
    }

    #[test]
    fn what_is_carried_adds_up_to_the_same() {
        let (lexicon, report) = (Lexicon::builtin(), report());
        let extraction = extract(&report, &lexicon);
        let carried = Carried::of(&report, &extraction, &lexicon);
        let again = Carried::parse(&carried.to_json(), "wire", &lexicon).expect("carried");
        let mut books = Books::default();
        books.take(again.entry.clone());
        books.settle(&lexicon);
        let expected = reconcile(std::slice::from_ref(&extraction), &lexicon);
        assert!(!expected.series.is_empty());
        assert_eq!(books.into_ledger(&lexicon), expected);
        assert_eq!(again.figures, carried.figures);
        assert_eq!(again.kept, carried.kept);
        let table = view::table(&expected, &lexicon);
        let told = tell([&again.kept].into_iter(), false, |texts| {
            listing(COUNTS, &table.counts, texts, Format::Json, 0)
        });
        assert!(
            told.contains("[name]") && !told.contains("Tembe") && !told.contains("\"span\": null"),
            "{told}"
        );
        let pieces = Pieces::of(&report, &extraction, &lexicon);
        let together = pieces
            .parts
            .iter()
            .map(|(_, part)| Pieces::together(&pieces.shared, part, &lexicon).expect("pieces"));
        let apart: Vec<Carried> = again.clone().by_frame().into_iter().map(|(_, part)| part).collect();
        assert_eq!(pieces.parts.len(), apart.len());
        for (one, two) in together.zip(&apart) {
            assert_eq!((&one.entry, &one.kept), (&two.entry, &two.kept));
        }
        assert!(Pieces::together(&pieces.shared[..9], b"{}", &lexicon).is_err());
        let parts: usize = again.clone().by_frame().iter().map(|(_, part)| part.entry.accounts.len()).sum();
        assert_eq!(parts, again.entry.accounts.len());
    }

    /// What counts the reports frame by frame prints, against what counts them all at once does.
    #[test]
    fn frames_apart_make_the_counts_of_all() {
        let lexicon = Lexicon::builtin();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/exercise");
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("the exercise").flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        files.sort();
        let reports: Vec<Report> = files
            .iter()
            .map(|path| {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                Report::new(name, std::fs::read_to_string(path).expect("a report"))
            })
            .collect();
        let read: Vec<_> = reports.iter().map(|report| extract(report, &lexicon)).collect();
        let mut by_frame: BTreeMap<Key, Vec<Carried>> = BTreeMap::new();
        // In whatever order they come.
        for (report, extraction) in reports.iter().zip(&read).rev() {
            for (frame, part) in Carried::of(report, extraction, &lexicon).by_frame() {
                let part = Carried::parse(&part.to_json(), "a part", &lexicon).expect("a part");
                by_frame.entry(frame).or_default().push(part);
            }
        }
        let folded = by_frame.into_values().rev();
        let folded = folded.flat_map(|parts| fold(parts, false, &lexicon).expect("counts")).collect();
        let masks = Masks::of(&reports, &read, &lexicon);
        let table = view::table(&reconcile(&read, &lexicon), &lexicon);
        let texts = Texts::of(&reports).masked(&masks);
        let expected = listing(COUNTS, &table.counts, &texts, Format::Json, 0);
        assert!(table.counts.len() > 20);
        assert!(frames::json_of(&frames::COUNTS_FRAME, in_order(folded)) == expected, "frames apart differ");
    }

    #[test]
    fn what_another_build_made_is_refused() {
        let lexicon = Lexicon::builtin();
        let told = |text: &str| Carried::parse(text, "wire", &lexicon).expect_err("refused").to_string();
        assert!(told("{\"build\":\"0.0.1\"}").contains("found 0.0.1"), "{}", told("{\"build\":\"0.0.1\"}"));
        assert!(told("no JSON").contains("what `extract` makes of a report"));
    }
}
