//! Every column of every listing is described and documented, and tables hold what listings hold. `UPDATE_DOCS=1` writes the pages of
//! docs/arrow.md anew; a person reads the change.

use std::{env, fs, path::Path};

use arrow_array::{cast::AsArray, types::Int64Type};
use recount_core::{Lexicon, extract, reconcile, view};

use super::*;

const START: &str = "<!-- Written from the code: UPDATE_DOCS=1 cargo test -p recount-formats frames -->\n";

fn names<T>(columns: &[Column<T>]) -> Vec<&'static str> {
    columns.iter().map(|column| column.name).collect()
}

fn described(columns: &[Described]) -> Vec<&'static str> {
    columns.iter().map(|column| column.name).collect()
}

#[test]
fn every_column_is_described() {
    assert_eq!(described(FIGURE_COLUMNS), names(FIGURES));
    assert_eq!(described(COUNT_COLUMNS), names(COUNTS));
    assert_eq!(described(FINDING_COLUMNS), names(FINDINGS));
    assert_eq!(described(ORDER_COLUMNS), names(ORDERS));
    assert_eq!(described(STATEMENT_COLUMNS), names(STATEMENTS));
    assert_eq!(described(&ACCOUNT_COLUMNS[1..]), names(ACCOUNTS));
}

#[test]
fn every_column_is_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/arrow.md");
    let page = fs::read_to_string(&path).expect("docs/arrow.md");
    let (before, found) = page.split_once(START).expect("the part that is written from the code");
    let expected: String = FRAMES.iter().map(documented).collect();
    if env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        fs::write(&path, format!("{before}{START}{expected}")).expect("docs/arrow.md is writable");
    } else {
        assert!(
            found == expected,
            "docs/arrow.md is stale: UPDATE_DOCS=1 cargo test -p recount-formats frames"
        );
    }
}

fn documented(frame: &Frame) -> String {
    let mut page = format!(
        "\n## {}\n{}.\n\n| column | holds | tells |\n| --- | --- | --- |\n",
        frame.title(),
        frame.about
    );
    for column in frame.columns {
        let holds = match column.holds {
            Holds::Text => "text",
            Holds::Whole => "int64",
            Holds::Number => "float64",
            Holds::Truth => "bool",
            Holds::Json => "JSON",
        };
        page += &format!("| `{}` | {holds} | {} |\n", column.name, column.about);
    }
    page
}

#[test]
fn tables_hold_what_listings_hold() {
    let lexicon = Lexicon::builtin();
    let texts = [
        ("one", "More than 300 families were displaced in Bentiu on 3 March 2027, the UN said."),
        ("two", "Some 40 people were killed in Beira, Mozambique, on 3 March 2027, police said."),
    ];
    let reports: Vec<Report> = texts.iter().map(|(name, text)| Report::new(*name, *text)).collect();
    let extractions: Vec<_> = reports.iter().map(|report| extract(report, &lexicon)).collect();
    let table = view::table(&reconcile(&extractions, &lexicon), &lexicon);
    let texts = Texts::of(&reports);
    let pieces = counts(&table, &texts).expect("a table");
    let [piece] = &pieces[..] else { panic!("expected one piece, found {}", pieces.len()) };
    assert_eq!(piece.num_rows(), table.counts.len());
    assert_eq!(piece.schema().metadata().get(SCHEMA_KEY).map(String::as_str), Some("counts 1"));
    let low = piece.column_by_name("low").expect("low").as_primitive::<Int64Type>();
    let expected: Vec<Option<u64>> = table.counts.iter().map(|count| count.low).collect();
    let found: Vec<Option<u64>> = low.iter().map(|low| low.and_then(|low| u64::try_from(low).ok())).collect();
    assert_eq!(found, expected);
    let nested = piece.column_by_name("accounts").expect("accounts").as_string::<i32>();
    let nested: Value = serde_json::from_str(nested.value(0)).expect("JSON");
    assert_eq!(nested[0]["document"], table.counts[0].accounts[0].document);
    let told: usize = table.counts.iter().map(|count| count.accounts.len()).sum();
    assert_eq!(accounts(&table, &texts).expect("a table")[0].num_rows(), told);
    assert_eq!(
        json_of(&COUNTS_FRAME, count_rows(&table, &texts)),
        crate::write::listing(COUNTS, &table.counts, &texts, crate::write::Format::Json, 0)
    );
}

#[test]
fn no_rows_are_an_empty_table() {
    for frame in FRAMES {
        let pieces = frame.table([]).expect("a table");
        assert_eq!((pieces.len(), pieces[0].num_rows()), (1, 0), "{}", frame.name);
    }
}

#[test]
fn a_row_of_another_width_is_an_error() {
    assert!(FIGURES_FRAME.table([vec![json!("one")]]).is_err());
}
