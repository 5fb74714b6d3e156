//! Offsets in outputs count code points, on text where bytes, code points and letters differ.

use recount_core::{Lexicon, Report, extract};
use recount_formats::write::{self, Kind};

/// Every output line with offsets slices its own text out of the report's code points.
#[track_caller]
fn check(text: &str, at_least: usize) {
    let report = Report::new("note", text);
    let extraction = extract(&report, &Lexicon::builtin());
    let mut lines = write::figures(&report, &extraction);
    for kind in Kind::ALL {
        lines.push_str(&write::mentions(*kind, &report, &extraction));
    }
    let characters: Vec<char> = text.chars().collect();
    let mut checked = 0;
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
        let offset = |name: &str| line[name].as_u64().and_then(|at| usize::try_from(at).ok());
        if let (Some(start), Some(end)) = (offset("start"), offset("end")) {
            let slice: String = characters[start..end].iter().collect();
            assert_eq!(line["text"], slice);
            checked += 1;
        }
    }
    assert!(checked >= at_least, "only {checked} lines with offsets:\n{lines}");
}

#[test]
fn offsets_are_code_points() {
    check("Более 1,200 families – “1,300 more” – fled Gurué; 🙂🙂 about 40 people died.", 3);
    check("e\u{301}te\u{301} 漢字 25 people were killed", 1);
    check("\u{feff}More than 300 people\r\nwere killed.\r\n", 1);
}
