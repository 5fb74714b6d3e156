//! Reconciling extractions that are put together by hand, so that what is tested is the counting alone.

use recount_core::{
    Extraction, Lexicon, Span,
    edtf::Edtf,
    extraction::Passage,
    figure::{Countries, Figure, Source, SourceKind, Status, Unit, Who},
    mention::Quantifier,
    reconcile, view,
};

/// A report with one sentence a line: `low high measure who from at to place period source | sentence with [figure]`,
/// a hyphen where nothing is known.
fn report(document: &str, published: &str, lines: &str) -> Extraction {
    let mut extraction = Extraction {
        document: document.to_string(),
        published: Edtf::parse(published),
        ..Extraction::default()
    };
    let mut start = 0;
    for line in lines.lines() {
        let (fields, sentence) = line.split_once(" | ").expect("fields and a sentence");
        let text = sentence.replace(['[', ']'], "");
        let (open, close) = (
            sentence.find('[').expect("an opening bracket"),
            sentence.find(']').expect("a closing bracket") - 1,
        );
        let span = Span::new(start, start + text.len());
        extraction.figures.push(figure(fields, Span::new(start + open, start + close), span));
        start = span.end + 1;
        extraction.passages.push(Passage { span, text });
    }
    extraction
}

fn figure(fields: &str, span: Span, sentence: Span) -> Figure {
    let fields: Vec<Option<&str>> = fields.split(' ').map(|field| (field != "-").then_some(field)).collect();
    let [low, high, measure, who, from, at, to, period, source] = fields[..] else {
        panic!("nine fields: {fields:?}")
    };
    let list = |code: Option<&str>| code.iter().map(ToString::to_string).collect();
    let number = |field: Option<&str>| field.map(|field| field.parse().expect("a number"));
    Figure {
        span,
        low: number(low),
        high: number(high),
        quantifier: if low == high { Quantifier::Exact } else { Quantifier::MoreThan },
        unit: Unit::Person,
        per: None,
        measure: measure.expect("a measure").to_string(),
        who: who.map(|who| Who { span, text: who.replace('_', " ") }),
        countries: Countries { from: list(from), at: list(at), to: list(to) },
        place: None,
        period: period.and_then(Edtf::parse),
        source: source.map(|text| Source {
            span,
            text: text.replace('_', " "),
            kind: SourceKind::Government,
        }),
        status: Status::Reported,
        sentence,
        because: Vec::new(),
    }
}

/// The counts of these reports, one line each: label, people, countries, range, number of accounts and sentences.
fn check(reports: &[Extraction], expected: &str) {
    let lexicon = Lexicon::builtin();
    let table = view::table(&reconcile(reports, &lexicon), &lexicon);
    let lines: Vec<String> = table
        .counts
        .iter()
        .map(|count| {
            let accounts: Vec<String> = count
                .accounts
                .iter()
                .map(|account| format!("{}×{}", account.document, account.evidence.len()))
                .collect();
            let people = count.people.as_deref().unwrap_or("people");
            format!("{} {people} {}: {}", count.measure, count.range, accounts.join(" "))
        })
        .collect();
    assert_eq!(lines.join("\n"), expected);
}

#[test]
fn a_paragraph_printed_twice_is_one_account_of_two_sentences() {
    let twice = "1000 1000 deported Afghans PAK - AFG - The_embassy | The embassy said [1,000] Afghans were deported.\n\
                 1000 1000 deported Afghans PAK - AFG - The_embassy | The embassy said [1,000] Afghans were deported.";
    check(&[report("a", "2023-11-07", twice)], "deported Afghans 1,000: a×2");
}

#[test]
fn individuals_fall_together_with_the_only_group_that_fits() {
    let afghans = report(
        "a",
        "2023-11-07",
        "1000 1000 deported Afghans PAK - AFG - - | [1,000] Afghans were deported.",
    );
    let individuals = report(
        "b",
        "2023-11-09",
        "1200 - deported individuals PAK - - - - | [Over 1,200] individuals were deported.",
    );
    check(&[afghans.clone(), individuals.clone()], "deported Afghans 1,000 to 1,200 or more: b×1 a×1");
    let iranians =
        report("c", "2023-11-09", "50 50 deported Iranians PAK - IRN - - | [50] Iranians were deported.");
    check(
        &[afghans, individuals, iranians],
        "deported people 1,200 or more: b×1\ndeported Afghans 1,000: a×1\ndeported Iranians 50: c×1",
    );
}

#[test]
fn a_sub_group_stands_apart() {
    let lines = "1000 1000 deported Afghans PAK - AFG - - | [1,000] Afghans were deported.\n\
                 300 300 deported Afghan_children PAK - AFG - - | [300] Afghan children were deported.";
    check(
        &[report("a", "2023-11-07", lines)],
        "deported Afghans 1,000: a×1\ndeported Afghan children 300: a×1",
    );
}
