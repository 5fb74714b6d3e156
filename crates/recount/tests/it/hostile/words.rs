//! Texts made to take long: each is read with its neighbours, in time that grows with its length alone.

use std::{fs, time::Instant};

use super::{GOOD, HANG, folder, run};

/// Its file's name, and what stands in it.
type Kind = (&'static str, fn() -> String);

/// Every kind.
const KINDS: [Kind; 8] = [
    ("said.txt", || "he said ".repeat(6_000)),
    ("colons.txt", || "killed: 5: ".repeat(4_000)),
    ("dashes.txt", || "5-6-".repeat(10_000)),
    ("brackets.txt", || "(".repeat(20_000) + &")".repeat(20_000)),
    ("pipes.txt", || "| 5 killed ".repeat(4_000)),
    ("marks.txt", || "\u{200f}5 killed\u{200e} ".repeat(3_000)),
    ("counts.txt", || {
        let line = |number: u32| format!("Flooding killed {number} people in Mocuba on 14 February 2027.\n");
        (2..1_500).map(line).collect()
    }),
    ("names.jsonl", || {
        let line =
            |number: u32| format!("{{\"id\":\"a\",\"text\":\"{number} people were killed in Mocuba\"}}\n");
        (2..4_000).map(line).collect()
    }),
];

#[test]
fn each_is_read_in_time_beside_its_neighbours() {
    for (name, words) in KINDS {
        let folder = folder(|path| fs::write(path.join(name), words()).expect("a file"));
        let start = Instant::now();
        let (output, errors) = run(&folder, &["add", "-w", "w.db"]);
        let took = start.elapsed();
        assert!(took < HANG, "{name} took {took:?}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {errors}");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(GOOD.iter().all(|good| told.contains(good)), "{name}: {told}{errors}");
        let kept = fs::metadata(folder.path().join("w.db")).expect("a workspace").len();
        assert!(kept < 100_000_000, "{name} made {kept} bytes");
    }
}
