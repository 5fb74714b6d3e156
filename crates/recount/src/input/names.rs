//! The names of reports, each told apart from those before it, in little memory.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::fnv;
use recount_formats::Problem;

use super::Input;

/// How many numbers behind one stem share an entry.
const PAGE: u64 = 128;

/// The names given so far, no text among them. Records of an archive are named by number (`crawl:17`), so a bit is kept of each,
/// and a million of them take a hundred kilobytes; any other name is kept as a number of 128 bits.
#[derive(Default)]
pub(super) struct Names {
    numbered: BTreeMap<u128, u128>,
    others: BTreeSet<u128>,
    /// The last number given behind each name that was met again, so that thousands of one name are not gone through each time.
    again: BTreeMap<u128, u64>,
}

impl Names {
    /// Gives reports of one name names of their own: the second `note` becomes `note~2`.
    pub(super) fn tell_apart(&mut self, batch: &mut Input) {
        for report in &mut batch.reports {
            if self.insert(&report.document) {
                continue;
            }
            let wanted = report.document.clone();
            let mut count = self.again.get(&hash(&wanted)).map_or(2, |last| last + 1);
            while !self.insert(&format!("{wanted}~{count}")) {
                count += 1;
            }
            self.again.insert(hash(&wanted), count);
            report.document = format!("{wanted}~{count}");
            let problem = Problem::read_anyway(&wanted, "a report of this name once", "it again");
            batch.problems.push(problem.advise(format!("the later one is called `{}`", report.document)));
        }
    }

    /// Whether the name is new.
    fn insert(&mut self, name: &str) -> bool {
        let Some((stem, number)) = numbered(name) else { return self.others.insert(hash(name)) };
        let page = self.numbered.entry(hash(&format!("{stem}:{}", number / PAGE))).or_default();
        let bit = 1_u128 << (number % PAGE);
        let is_new = *page & bit == 0;
        *page |= bit;
        is_new
    }
}

fn hash(name: &str) -> u128 {
    fnv::wide(name.bytes())
}

/// A name that ends in a number as programs write it: no sign, no zeros before it.
fn numbered(name: &str) -> Option<(&str, u64)> {
    let (stem, digits) = name.rsplit_once(':')?;
    let number: u64 = digits.parse().ok()?;
    (number.to_string() == digits).then_some((stem, number))
}

#[cfg(test)]
mod tests {
    use recount_core::Report;

    use super::*;

    fn check(batches: &[&[&str]], expected: &[&str]) {
        let mut names = Names::default();
        let mut told = Vec::new();
        for batch in batches {
            let reports = batch.iter().map(|name| Report::new(*name, "text")).collect();
            let mut batch = Input { reports, problems: Vec::new() };
            names.tell_apart(&mut batch);
            told.extend(batch.reports.into_iter().map(|report| report.document));
        }
        assert_eq!(told, expected);
    }

    #[test]
    fn names_are_told_apart_over_batches() {
        check(&[&["note", "note"], &["note~2", "note"]], &["note", "note~2", "note~2~2", "note~3"]);
    }

    #[test]
    fn so_are_numbered_ones() {
        check(
            &[&["crawl:1", "crawl:129", "crawl"], &["crawl:1", "crawl:01", "other:1", "crawl:1"]],
            &["crawl:1", "crawl:129", "crawl", "crawl:1~2", "crawl:01", "other:1", "crawl:1~3"],
        );
    }

    #[test]
    fn a_record_of_an_archive_takes_a_bit() {
        let mut names = Names::default();
        // Of a crawl, every third record is an answer.
        assert!((0..100_000).all(|at| names.insert(&format!("crawl:{}", 3 * at + 2))));
        assert!(!names.insert("crawl:2"));
        assert_eq!((names.numbered.len(), names.others.len()), (300_000_usize.div_ceil(128), 0));
    }
}
