//! The invented pile of two crises, scored against its ledger as the ledgers of real piles are: a series is one count whose
//! answer, account to take and number of voices are right, and a pair is said. Two of five hold at least.

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

/// At least two of five.
fn most(wrong: &[String], all: usize) {
    assert!(wrong.len() * 5 <= all * 3, "{} of {all} do not hold: {wrong:?}", wrong.len());
}

#[test]
fn the_two_crises_add_up_as_their_ledger_says() {
    let counts = rows_over(PILE, &["counts"]);
    let accounts = lines("accounts.jsonl");
    let series: Vec<Value> = serde_json::from_str(&ledger("series.json")).expect("JSON");
    let found = found(&accounts, &counts);
    let mut held: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut holds: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for account in &accounts {
        let Some((number, _)) = found.get(account["id"].as_str().expect("an id")) else { continue };
        let name = account["series"].as_str().expect("a series");
        held.entry(name).or_default().insert(*number);
        holds.entry(*number).or_default().insert(name);
    }
    let holds_as_said = |one: &Value| {
        let held = held.get(one["id"].as_str()?)?;
        let number = held.first()?;
        let (count, answer) = (&counts[*number], &one["answer"]["at_end"]);
        let taken = found.get(answer["take"].as_str()?)?.1;
        let alone = held.len() == 1 && holds[number].len() == 1;
        let bounds = (&count["low"], &count["high"]) == (&answer["lo"], &answer["hi"]);
        (alone && bounds && count["origins"] == one["voices"] && count["recommended"] == taken).then_some(())
    };
    let wrong: Vec<String> =
        series.iter().filter(|one| holds_as_said(one).is_none()).map(|one| one["id"].to_string()).collect();
    most(&wrong, series.len());
}

#[test]
fn the_pairs_of_the_two_crises_are_said() {
    let (counts, findings) = (rows_over(PILE, &["counts"]), rows_over(PILE, &["findings"]));
    let found = found(&lines("accounts.jsonl"), &counts);
    let mark = |id: &Value| {
        let (number, at) = *found.get(id.as_str()?)?;
        let told = &counts[number]["accounts"][at];
        Some((told["document"].clone(), told["evidence"][0]["span"].clone()))
    };
    let end =
        |finding: &Value, side: &str| (finding[side]["document"].clone(), finding[side]["span"].clone());
    let is_said = |pair: &Value| {
        let (Some(one), Some(two)) = (mark(&pair["a"]), mark(&pair["b"])) else { return false };
        let ends = [one, two];
        findings.iter().any(|finding| {
            let told = [end(finding, "from"), end(finding, "to")];
            finding["relation"] == pair["relation"] && told.iter().all(|one| ends.contains(one))
        })
    };
    let pairs = lines("pairs.jsonl");
    let name = |pair: &Value| format!("{} {} {}", pair["a"], pair["relation"], pair["b"]);
    let wrong: Vec<String> = pairs.iter().filter(|pair| !is_said(pair)).map(name).collect();
    most(&wrong, pairs.len());
}
