//! Passages with their acts marked in place, a line each: `2023-05-03 {All must be gone by June|expulsion_order}, the ministry said.` All they
//! tell is invented.

use std::{error::Error, fs, path::Path};

use recount_core::{Report, edtf::Edtf};
use recount_eval::gold::{Document, Order};

/// Every passage of a folder, without its marks, and what they say; none where the folder has gold of its own.
pub(super) fn of_folder(folder: &Path) -> Result<Vec<(Report, Document)>, Box<dyn Error>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::path);
    let mut all = Vec::new();
    for file in files.iter().filter(|file| file.path().extension().is_some_and(|end| end == "txt")) {
        let text = fs::read_to_string(file.path())?;
        let name =
            file.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let passages = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        all.extend(passages.map(|(number, line)| read(&format!("{name}:{}", number + 1), line)));
    }
    Ok(all)
}

/// One passage: the day on which it is told, then its words.
fn read(name: &str, line: &str) -> (Report, Document) {
    let (day, marked) = line.split_once(' ').unwrap_or(("", line));
    let mut text = String::with_capacity(marked.len());
    let mut orders = Vec::new();
    let mut rest = marked;
    while let Some((before, inside, behind)) = next_mark(rest) {
        text.push_str(before);
        let (words, act) = inside.split_once('|').unwrap_or((inside, ""));
        let start = text.chars().count();
        text.push_str(words);
        orders.push(Order {
            start,
            end: text.chars().count(),
            text: words.to_string(),
            act: Some(act.to_string()),
            ..Order::default()
        });
        rest = behind;
    }
    text.push_str(rest);
    let mut report = Report::new(name, text);
    report.published = Edtf::parse(day);
    (report, Document { document: name.to_string(), figures: Vec::new(), orders })
}

fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inside, behind) = rest.split_once('}')?;
    Some((before, inside, behind))
}

#[cfg(test)]
mod tests {
    use recount_core::order::Act;

    #[test]
    fn marks_are_taken_out() {
        let (report, gold) = super::read("a", "2024-05-06 {All must go|expulsion_order}, he said.");
        assert_eq!(report.text, "All must go, he said.");
        assert_eq!((gold.orders[0].start, gold.orders[0].end), (0, 11));
    }

    #[test]
    fn every_mark_of_the_passages_names_an_act() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("acts");
        let passages = super::of_folder(&folder).expect("passages");
        assert!(passages.len() > 200);
        for (report, gold) in passages {
            assert!(
                !report.text.contains(['{', '}', '|']) && report.published.is_some(),
                "{}",
                report.document
            );
            for order in gold.orders {
                assert!(
                    order.act.as_deref().and_then(Act::parse).is_some(),
                    "{}: {order:?}",
                    report.document
                );
            }
        }
    }
}
