//! Three hundred PDF files gone wrong in as many ways, the same in every run: each is read or listed.

use std::{collections::BTreeSet, fs, time::Instant};

use super::{HANG, documents, folder, make, run};
use crate::samples::Dice;

/// A stretch of the file, mostly short.
fn stretch(dice: &mut Dice, length: usize) -> std::ops::Range<usize> {
    let start = dice.below(length);
    let most = [40, 40, 40, length][dice.below(4)];
    start..(start + dice.below(most)).min(length)
}

/// The file flipped, cut, swapped or doubled in places, once or twice.
fn damaged(good: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for _ in 0..=dice.below(2) {
        let (one, other) = (stretch(dice, bytes.len()), stretch(dice, bytes.len()));
        bytes = match dice.below(5) {
            0 => {
                for _ in 0..=dice.below(20) {
                    let at = dice.below(bytes.len());
                    bytes[at] ^= 1 << dice.below(8);
                }
                bytes
            }
            1 => bytes[..one.end.max(64).min(bytes.len())].to_vec(),
            2 => [&bytes[..one.start], &bytes[one.end..]].concat(),
            3 => [&bytes[..one.end], &bytes[one.start..]].concat(),
            _ => {
                // Two stretches change places.
                let middle = one.end.min(other.end).max(one.start.min(other.start));
                let (first, second) = (one.start.min(other.start), one.end.max(other.end));
                [&bytes[..first], &bytes[middle..second], &bytes[first..middle], &bytes[second..]].concat()
            }
        };
        // A number may come to be another: a reference, a length, a size.
        let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
        if !digits.is_empty() && dice.below(2) == 0 {
            bytes[digits[dice.below(digits.len())]] = b"0123456789"[dice.below(10)];
        }
    }
    bytes
}

#[test]
fn three_hundred_damaged_files_are_read_or_listed() {
    let mut dice = Dice(20_261_129);
    let good = [make::good_pdf(), make::form_draws_itself(), make::forms_that_multiply(), make::map_range()];
    let names: Vec<String> = (0..300).map(|number| format!("damaged-{number:03}")).collect();
    let folder = folder(|path| {
        for (number, name) in names.iter().enumerate() {
            // Most of one that is good: what runs away by itself takes its time.
            let good = &good[if number % 25 < 22 { 0 } else { number % 25 - 21 }];
            let bytes = damaged(good, &mut dice);
            fs::write(path.join(name).with_extension("pdf"), bytes).expect("a file");
        }
    });
    let start = Instant::now();
    let (output, errors) = run(&folder, &["read", "--as", "pdf"]);
    // The four good reports are no PDF files, and are told to be none.
    assert_eq!(errors.lines().filter(|line| line.contains("good")).count(), 4, "{errors}");
    let read: BTreeSet<String> = documents(&output).into_iter().collect();
    let listed = |name: &String| errors.lines().any(|line| line.contains(&format!("/{name}.pdf")));
    let lost: Vec<&String> = names.iter().filter(|name| !read.contains(*name) && !listed(name)).collect();
    assert!(lost.is_empty(), "{lost:?}\n{errors}");
    let slow = errors.lines().filter(|line| line.contains("no end after")).count();
    eprintln!("{} of 300 read, {slow} too slow, {:?}", read.len(), start.elapsed());
    assert!(read.len() > 30, "only {} were read: too much damage to test anything", read.len());
    assert!(start.elapsed() < HANG * 6, "{:?}", start.elapsed());
}
