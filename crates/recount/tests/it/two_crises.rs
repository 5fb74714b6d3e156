//! The invented pile of two crises, scored against its ledger as the ledgers of real piles are: every series is one count, every
//! answer, account to take and number of voices is right, and every pair is said.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::Value;

use crate::listings::rows_over;

const PILE: &str = "examples/two-crises/reports";

fn ledger(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/two-crises");
    let path = root.join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn lines(name: &str) -> Vec<Value> {
    ledger(name).lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

/// Where an account of the ledger stands: the report, and its bounds.
fn place(account: &Value) -> (String, Value, Value) {
    let document = account["d"].as_str().expect("a document").to_string();
    (document, account["lo"].clone(), account["hi"].clone())
}

/// The count and the account of each account of the ledger: of the same report, bounds and measure, whose sentence holds its words.
fn found(accounts: &[Value], counts: &[Value]) -> BTreeMap<String, (usize, usize)> {
    let mut found = BTreeMap::new();
    for account in accounts {
        let (document, low, high) = place(account);
        let words = account["ctx"].as_str().expect("words");
        for (number, count) in counts.iter().enumerate().filter(|(_, count)| count["measure"] == account["m"])
        {
            for (at, told) in count["accounts"].as_array().expect("accounts").iter().enumerate() {
                let same =
                    told["document"] == document.as_str() && told["low"] == low && told["high"] == high;
                let mut evidence = told["evidence"].as_array().expect("evidence").iter();
                if same && evidence.any(|item| item["text"].as_str().is_some_and(|text| text.contains(words)))
                {
                    found.insert(account["id"].as_str().expect("an id").to_string(), (number, at));
                }
            }
        }
    }
    found
}

#[test]
fn the_two_crises_add_up_as_their_ledger_says() {
    let counts = rows_over(PILE, &["counts"]);
    let accounts = lines("accounts.jsonl");
    let series: Vec<Value> = serde_json::from_str(&ledger("series.json")).expect("JSON");
    let found = found(&accounts, &counts);
    let id = |account: &Value| account["id"].as_str().expect("an id").to_string();
    let missing: Vec<String> = accounts.iter().map(id).filter(|id| !found.contains_key(id)).collect();
    assert!(missing.is_empty(), "not found: {missing:?}");
    let mut held: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut holds: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for account in &accounts {
        let (number, _) = found[&id(account)];
        let name = account["series"].as_str().expect("a series");
        held.entry(name).or_default().insert(number);
        holds.entry(number).or_default().insert(name);
    }
    for one in &series {
        let name = one["id"].as_str().expect("an id");
        assert_eq!(held[name].len(), 1, "{name} is one count");
        let number = *held[name].first().expect("a count");
        assert_eq!(holds[&number].len(), 1, "the count of {name} holds no other: {:?}", holds[&number]);
        let (count, answer) = (&counts[number], &one["answer"]["at_end"]);
        assert_eq!((&count["low"], &count["high"]), (&answer["lo"], &answer["hi"]), "{name}");
        assert_eq!(count["origins"], one["voices"], "{name}: voices");
        let take = answer["take"].as_str().expect("an account");
        assert_eq!(count["recommended"], found[take].1, "{name}: the account to take");
    }
}

#[test]
fn the_pairs_of_the_two_crises_are_said() {
    let (counts, findings) = (rows_over(PILE, &["counts"]), rows_over(PILE, &["findings"]));
    let found = found(&lines("accounts.jsonl"), &counts);
    let mark = |id: &Value| {
        let (number, at) = found[id.as_str().expect("an id")];
        let told = &counts[number]["accounts"][at];
        (told["document"].clone(), told["evidence"][0]["span"].clone())
    };
    let end =
        |finding: &Value, side: &str| (finding[side]["document"].clone(), finding[side]["span"].clone());
    for pair in lines("pairs.jsonl") {
        let ends = [mark(&pair["a"]), mark(&pair["b"])];
        let is_said = findings.iter().any(|finding| {
            let told = [end(finding, "from"), end(finding, "to")];
            finding["relation"] == pair["relation"] && told.iter().all(|one| ends.contains(one))
        });
        assert!(is_said, "{} {} {}: {}", pair["a"], pair["b"], pair["relation"], pair["why"]);
    }
}
