//! Piles of reports whose figures are marked by hand, so that a case about counting depends on nothing but counting.
//!
//! A `told NAME DATE OUTLET` block is one report: sentences, figures in square brackets, and below each sentence one
//! indented line for each of its figures: measure, who, then `key=value` fields of the annotation guide. A `counts`
//! block states what all reports so far add up to.

use recount_core::{
    Extraction, Lexicon, Report, Span,
    edtf::Edtf,
    extract,
    extraction::Passage,
    figure::{Countries, Figure, Per, Source, SourceKind, Status, Unit, Who},
    lexicon::{Extent, Measure, gazetteer::Kind},
    mention::{PlaceMention, Quantifier},
    reconcile,
    signature::Signature,
    view::{self, AccountLine, CountLine, FindingLine},
};

/// The measures of the cases, so that these do not change with those of the product.
const MEASURES: [(&str, Extent); 14] = [
    ("ordered_to_leave", Extent::Stock),
    ("deported", Extent::Flow),
    ("returned", Extent::Flow),
    ("displaced", Extent::Either),
    ("evacuated", Extent::Flow),
    ("stranded", Extent::Stock),
    ("rescued", Extent::Flow),
    ("detained", Extent::Flow),
    ("hosted", Extent::Stock),
    ("killed", Extent::Flow),
    ("incidents", Extent::Flow),
    ("housing_destroyed", Extent::Flow),
    ("fled", Extent::Flow),
    ("arrived", Extent::Flow),
];

/// The lexicon with the measures of the cases.
pub(crate) fn lexicon(builtin: &Lexicon) -> Lexicon {
    let pattern = builtin.measures.first().expect("a measure");
    let measure = |(rank, (code, extent)): (usize, &(&str, Extent))| Measure {
        code: code.to_string(),
        label: code.to_string(),
        extent: *extent,
        rank: rank as u8,
        ..pattern.clone()
    };
    Lexicon { measures: MEASURES.iter().enumerate().map(measure).collect(), ..builtin.clone() }
}

/// The report of a block with these words on its fence.
pub(crate) fn told(fence: &[&str], body: &str, lexicon: &Lexicon) -> Extraction {
    let mut extraction = Extraction {
        document: fence.first().expect("a told block names its report").to_string(),
        published: fence.get(1).and_then(|date| Edtf::parse(date)),
        outlet: fence.get(2..).map(|words| words.join(" ")).filter(|outlet| !outlet.is_empty()),
        ..Extraction::default()
    };
    let mut text = String::new();
    let mut marks: Vec<Span> = Vec::new();
    for line in body.lines() {
        match line.strip_prefix("  ") {
            Some(fields) => {
                let mark = marks.remove(0);
                let sentence = extraction.passages.last().expect("a sentence above its fields").span;
                let figure = figure(fields, mark, sentence, &text, lexicon);
                extraction.mentions.places.extend(division(fields, &figure, &text));
                extraction.figures.push(figure);
            }
            None => {
                assert!(marks.is_empty(), "a figure without fields before {line:?}");
                let start = text.len();
                marks = unmark(line, &mut text);
                extraction
                    .passages
                    .push(Passage { span: Span::new(start, text.len()), text: text[start..].to_string() });
                text.push('\n');
            }
        }
    }
    extraction.mentions.places.sort_by_key(|place| place.span);
    extraction.signature = Signature::read(&text);
    extraction
}

/// Adds the line to the text without its brackets, and tells where these stood.
fn unmark(line: &str, text: &mut String) -> Vec<Span> {
    let mut marks = Vec::new();
    let mut open = 0;
    for character in line.chars() {
        match character {
            '[' => open = text.len(),
            ']' => marks.push(Span::new(open, text.len())),
            other => text.push(other),
        }
    }
    marks
}

/// The place of the figure with the division given as `within`.
fn division(fields: &str, figure: &Figure, text: &str) -> Option<PlaceMention> {
    let words = split(fields);
    let admin = words.iter().find_map(|word| word.strip_prefix("within="))?.to_string();
    let span = figure.place.expect("a division is that of a place");
    Some(PlaceMention {
        span,
        country: figure.countries.at.first().cloned(),
        point: None,
        geonameid: None,
        place: None,
        name: span.slice(text).to_string(),
        admin: Some(admin),
        kind: Kind::Town,
        demonym: false,
        why: Vec::new(),
    })
}

fn figure(fields: &str, span: Span, sentence: Span, text: &str, lexicon: &Lexicon) -> Figure {
    let words = split(fields);
    let named = |key: &str| words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='));
    let plain: Vec<&str> =
        words.iter().skip(1).take_while(|word| !word.contains('=')).map(String::as_str).collect();
    let list = |key: &str| {
        named(key).map(|codes| codes.split('+').map(str::to_string).collect()).unwrap_or_default()
    };
    let (low, high, quantifier) = bounds(span.slice(text), lexicon);
    let who = plain.join(" ");
    Figure {
        span,
        low,
        high,
        quantifier,
        unit: named("unit").map_or(Unit::Person, |code| Unit::parse(code).expect("a unit")),
        per: named("per").map(|code| Per::parse(code).expect("a rate")),
        measure: words[0].clone(),
        who: (!who.is_empty()).then_some(Who { span, text: who }),
        countries: Countries { from: list("from"), at: list("at"), to: list("to") },
        place: named("place").map(|place| {
            let start = text[sentence.start..].find(place).expect("the place stands in its sentence")
                + sentence.start;
            Span::new(start, start + place.len())
        }),
        period: named("period").map(|period| Edtf::parse(period).expect("a period in EDTF")),
        source: named("source").map(|text| Source {
            span,
            text: text.to_string(),
            kind: named("kind")
                .map_or(SourceKind::Government, |code| SourceKind::parse(code).expect("a kind")),
        }),
        status: named("status").map_or(Status::Reported, |code| Status::parse(code).expect("a status")),
        sentence,
        event: None,
        scope: None,
        cause: None,
        because: Vec::new(),
    }
}

/// Words set apart by spaces; quotation marks hold words together.
fn split(fields: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in fields.trim().chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().expect("never empty").push(other),
        }
    }
    words
}

/// What the quantity reader makes of the marked words; `0` is no quantity for it.
fn bounds(words: &str, lexicon: &Lexicon) -> (Option<u64>, Option<u64>, Quantifier) {
    let read = extract(&Report::new("words", format!("{words} people.")), lexicon);
    let Some(quantity) = read.mentions.quantities.first() else {
        let number = words.replace(',', "").parse().ok();
        return (number, number, Quantifier::Exact);
    };
    (quantity.low.map(|low| low as u64), quantity.high.map(|high| high as u64), quantity.quantifier)
}

/// What the reports add up to.
pub(crate) fn counts(reports: &[Extraction], lexicon: &Lexicon) -> Vec<String> {
    let lexicon = &self::lexicon(lexicon);
    let table = view::table(&reconcile(reports, lexicon), lexicon);
    table.counts.iter().flat_map(|count| lines(count, &table.counts)).collect()
}

fn lines(count: &CountLine, all: &[CountLine]) -> Vec<String> {
    let mut lines = vec![head(count)];
    lines.extend(
        count.accounts.iter().enumerate().map(|(at, line)| account(line, count.recommended == Some(at))),
    );
    lines.extend(count.findings.iter().map(|line| finding(line, all)));
    lines
}

/// `evacuated people at MOZ: 9,000 | 1 origin, as of 2027-02-09`
fn head(count: &CountLine) -> String {
    let roles = [("from", &count.from), ("at", &count.at), ("to", &count.to)];
    let roles = roles.iter().filter(|(_, codes)| !codes.is_empty());
    let unit = if count.unit == "person" { "people" } else { count.unit };
    let mut words = vec![count.measure.clone(), count.people.clone().unwrap_or_else(|| unit.to_string())];
    words.extend(roles.map(|(role, codes)| format!("{role} {}", codes.join("+"))));
    words.extend(count.place.iter().map(|place| format!("in {place}")));
    words.extend(count.per.map(|per| format!("a {per}")));
    words.extend(count.share_of.map(|whole| format!("of {whole}")));
    words.extend(count.phase.map(|phase| format!("phase {phase}")));
    words.extend((count.status != "reported").then(|| count.status.to_string()));
    let origins =
        if count.origins == 1 { "1 origin".to_string() } else { format!("{} origins", count.origins) };
    let day = count.as_of.map(|day| format!(", as of {day}")).unwrap_or_default();
    let why = if count.reason.is_empty() { String::new() } else { format!(" | {}", count.reason) };
    format!("{}: {} | {origins}{day}{why}", words.join(" "), count.range)
}

/// `  > wire: nearly 9,000 people, the governor, 2027-02-09 ×2`; `>` the one to take, `+` stands, `-` no longer.
fn account(line: &AccountLine, taken: bool) -> String {
    let mark = match (taken, line.stands) {
        (true, _) => '>',
        (_, true) => '+',
        _ => '-',
    };
    let source = line.source.as_deref().unwrap_or("nobody named");
    let day = line.day.map_or("undated".to_string(), |day| day.to_string());
    let sentences =
        if line.evidence.len() > 1 { format!(" ×{}", line.evidence.len()) } else { String::new() };
    format!("  {mark} {}: {}; {source}; {day}{sentences}", line.document, line.words)
}

/// `  wire drifts coast: the same number told again; changed: quantifier (0.72)`
fn finding(line: &FindingLine, all: &[CountLine]) -> String {
    let words = |mark: &recount_core::count::Mark| {
        let accounts = all.iter().flat_map(|count| &count.accounts);
        let mut same = accounts.filter(|account| account.document == mark.document);
        let account =
            same.find(|account| account.evidence.first().is_some_and(|first| first.span == mark.span));
        format!("{} ({})", mark.document, account.map_or("?", |account| &account.words))
    };
    let likely = line.likelihood.map(|likelihood| format!(" ({likelihood})")).unwrap_or_default();
    format!("    {} {} {}: {}{likely}", words(&line.from), line.relation, words(&line.to), line.reason)
}
