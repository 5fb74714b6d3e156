//! Learns how reports are read: the weights of every slot from annotated reports, and their score by folds.

mod cases;
mod exp;
pub(crate) mod learner;
mod marked;
mod teacher;

use std::{collections::BTreeMap, error::Error, fs, io::Write, path::Path};

use learner::{Course, Lesson, learn};
use recount_core::{
    Lexicon, Report,
    decide::{Slot, Table, Weights},
    extract_by,
};
use recount_eval::{folder, gold::Document};
use teacher::Teacher;

/// An annotated report.
struct Annotated {
    report: Report,
    gold: Document,
    /// Its fold; 0 where it is in none and is always learnt from.
    fold: usize,
    /// The slots that its gold tells loosely or not at all, and does not teach.
    loose: &'static [Slot],
    /// The slots that its gold speaks of; none where of all.
    slots: Option<Vec<Slot>>,
}

/// The lessons of one report.
struct Learnt {
    fold: usize,
    lessons: Vec<(Slot, Lesson)>,
}

/// `learn OUT FOLDER...`: the weights of all that stands in these folders, each with `reports`, `gold` and perhaps `folds.csv`.
pub(crate) fn learn_all(out: &Path, folders: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let learnt = lessons(&annotated(folders, &lexicon)?, &lexicon);
    let bytes = weights(&learnt, |_| true).bytes();
    eprintln!("{} bytes", bytes.len());
    Ok(fs::write(out, bytes)?)
}

/// `folds OUT FOLDER...`: what each fold is read as by weights that never saw it, as lines of JSON for the scorers.
pub(crate) fn folds(out: &Path, folders: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let annotated = annotated(folders, &lexicon)?;
    let learnt = lessons(&annotated, &lexicon);
    let last = annotated.iter().map(|one| one.fold).max().unwrap_or(0);
    let read = |fold: usize| {
        let weights = weights(&learnt, |one| one.fold != fold);
        let mut lines = String::new();
        for one in annotated.iter().filter(|one| one.fold == fold) {
            let extraction = extract_by(&one.report, &lexicon, &weights);
            lines += &recount_eval::read::lines(&one.report, &extraction);
        }
        lines
    };
    let lines: String = in_two((1..=last).collect(), read).concat();
    Ok(fs::write(out, lines)?)
}

/// `lessons OUT FOLDER...`: every decision to learn from, a line each and as often as it counts, for trying other ways of learning: slot, fold, report,
/// whether it was given before, number of labels (0 where proposals are chosen from), what is right, and the features of each proposal.
pub(crate) fn lessons_of(out: &Path, folders: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let annotated = annotated(folders, &lexicon)?;
    let mut file = std::io::BufWriter::new(fs::File::create(out)?);
    for (one, learnt) in annotated.iter().zip(lessons(&annotated, &lexicon)) {
        let list = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        for (slot, lesson) in &learnt.lessons {
            let right = lesson.right.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
            let choices = lesson.choices.iter().map(|it| list(it)).collect::<Vec<_>>().join(";");
            writeln!(
                file,
                "{}\t{}\t{}\t{}\t{}\t{right}\t{choices}",
                slot.name(),
                one.fold,
                one.report.document,
                u8::from(lesson.again),
                lesson.labels
            )?;
        }
    }
    Ok(file.flush()?)
}

fn annotated(folders: &[&str], lexicon: &Lexicon) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut all = Vec::new();
    for folder in folders.iter().map(Path::new) {
        if folder.ends_with("cases") {
            let mut stated = cases::of_measures(lexicon);
            for below in ["figure", "date"] {
                stated.extend(cases::of_folder(&folder.join(below))?);
            }
            for (report, gold, slots) in stated {
                all.push(Annotated { report, gold, fold: 0, loose: &[], slots: Some(slots) });
            }
            continue;
        }
        if !folder.join("gold").exists() {
            all.extend(all_marked(folder)?);
            continue;
        }
        let folds = folds_of(&folder.join("folds.csv"));
        let mut gold: BTreeMap<String, Document> =
            folder::gold(&folder.join("gold"))?.into_iter().map(|it| (it.document.clone(), it)).collect();
        for report in folder::reports(&folder.join("reports"))? {
            let Some(gold) = gold.remove(&report.document) else { continue };
            let fold = folds.get(&report.document).copied().unwrap_or(0);
            all.push(Annotated { report, gold, fold, loose: &[], slots: None });
        }
    }
    Ok(all)
}

/// What reports that were marked in place tell loosely or not at all. Sources of 720 of them were marked with care, and taught nothing that
/// the annotated reports do not (folds: .791 to .775 on real ones).
const MARKED: &[Slot] = &[Slot::Source, Slot::Place, Slot::Cause];

/// The marked reports of a folder, in order of name; all are learnt from.
fn all_marked(folder: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let name =
        |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let read = |path: &std::path::PathBuf| {
        let (report, gold) = marked::read(&name(path), &fs::read_to_string(path)?);
        Ok(Annotated { report, gold, fold: 0, loose: MARKED, slots: None })
    };
    paths.iter().map(read).collect()
}

pub(crate) fn folds_of(path: &Path) -> BTreeMap<String, usize> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let row = |line: &str| {
        let mut cells = line.split(',');
        Some((cells.next()?.to_string(), cells.next()?.parse().ok()?))
    };
    text.lines().filter_map(row).collect()
}

/// What is asked of every report.
fn lessons(annotated: &[Annotated], lexicon: &Lexicon) -> Vec<Learnt> {
    let taught = |one: &Annotated| {
        let teacher = Teacher::new(&one.report, &one.gold);
        extract_by(&one.report, lexicon, &teacher);
        let mut lessons = teacher.lessons();
        let teaches = |slot: &Slot| {
            !one.loose.contains(slot) && one.slots.as_ref().is_none_or(|slots| slots.contains(slot))
        };
        lessons.retain(|(slot, _)| teaches(slot));
        // What is stated here, and what was annotated as it came, counts more than what was written to learn from.
        let times = match (&one.slots, one.loose) {
            (Some(_), _) => STATED,
            (None, []) => REAL,
            _ => 1,
        };
        let mut repeated = lessons.clone();
        repeated.iter_mut().for_each(|(_, lesson)| lesson.again = one.slots.is_none());
        lessons.extend(vec![repeated; times - 1].concat());
        Learnt { fold: one.fold, lessons }
    };
    annotated.iter().map(taught).collect()
}

/// How often a case counts, and a report that was not written for this.
const STATED: usize = 16;
const REAL: usize = 4;

/// Does one thing for each on two threads; the results in order.
pub(crate) fn in_two<T: Send>(each: Vec<usize>, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let (left, right) = each.split_at(each.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| right.iter().map(|it| make(*it)).collect::<Vec<T>>());
        let mut all: Vec<T> = left.iter().map(|it| make(*it)).collect();
        all.extend(other.join().unwrap_or_default());
        all
    })
}

/// The weights of the lessons of these reports.
fn weights(learnt: &[Learnt], of: impl Fn(&Learnt) -> bool) -> Weights {
    let table = |slot: Slot| {
        let lessons: Vec<&Lesson> = learnt
            .iter()
            .filter(|one| of(one))
            .flat_map(|one| one.lessons.iter().filter(|(of, _)| *of == slot).map(|(_, lesson)| lesson))
            .collect();
        learn(&lessons, course(slot))
    };
    Weights::new(Slot::ALL.map(table).into_iter().collect::<Vec<Table>>())
}

/// How each slot is learnt.
fn course(slot: Slot) -> Course {
    let plain = Course { rounds: 12, step: 0.12, decay: 2e-4, least: 3, even: 0.0, looks: 16, faint: 0 };
    match slot {
        Slot::Measure => Course { even: 0.5, looks: 5, least: 5, faint: 2, ..plain },
        Slot::Period | Slot::Place | Slot::Source => Course { rounds: 10, ..plain },
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve of our own marked reports, of all that were written to learn from.
    fn small() -> Vec<Annotated> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/reports");
        let mut all = all_marked(Path::new(folder)).expect("marked reports");
        let mut turn = 0;
        all.retain(|_| {
            turn += 1;
            turn % 65 == 1
        });
        all
    }

    /// A digest of the weights learnt from the small set: it changes with what is said of proposals, with the reports and with
    /// the way of learning. `UPDATE_DIGEST=1` writes it; whoever does so learns the shipped weights anew as well.
    #[test]
    fn weights_are_made_again_to_the_byte() {
        let lexicon = Lexicon::builtin();
        let made = || weights(&lessons(&small(), &lexicon), |_| true).bytes();
        let bytes = made();
        assert_eq!(bytes, made(), "the same lessons, other weights");
        let digest = recount_core::fnv::digest(bytes.iter().copied());
        let said = format!("{} bytes, {digest:016x}\n", bytes.len());
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/small.digest");
        if std::env::var("UPDATE_DIGEST").is_ok() {
            fs::write(path, &said).expect("a file to write");
        }
        assert_eq!(fs::read_to_string(path).unwrap_or_default(), said, "see crates/recount-train/README.md");
    }

    #[test]
    fn what_was_learnt_is_read_back() {
        let lexicon = Lexicon::builtin();
        let learnt = weights(&lessons(&small(), &lexicon), |_| true);
        let again = Weights::read(&learnt.bytes()).expect("weights");
        assert_eq!(again.bytes(), learnt.bytes());
        assert!(Weights::read(&learnt.bytes()[1..]).is_none());
    }
}
