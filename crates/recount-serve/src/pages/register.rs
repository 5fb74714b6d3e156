//! The register: acts, positions and allegations over all reports, each with its tellings.

use askama::Template;
use recount_core::{
    edtf::Edtf,
    register::{Allegation, Position, Register, register},
    view::{self, EntryLine, RegisterQuery},
};
use recount_formats::write::{ALLEGATIONS, Column, POSITIONS, REGISTER, Texts};
use recount_store::{Sqlite, Workspace};

use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link,
};

/// The reports of a workspace are put together up to this many; beyond, the command does it.
const REPORTS: usize = 600;

struct Telling {
    document: String,
    href: String,
    words: String,
}

struct Line {
    head: String,
    tag: String,
    facts: Vec<(&'static str, String)>,
    tellings: Vec<Telling>,
}

#[derive(Template)]
#[template(path = "register.html")]
struct Page {
    frame: Frame,
    title: &'static str,
    lede: &'static str,
    here: &'static str,
    at: String,
    party: String,
    text: String,
    lines: Vec<Line>,
    is_large: bool,
}

/// The acts.
pub(crate) fn acts(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let query = query(ask);
    desk.with(|workspace| {
        let Some(register) = read(workspace, ask)? else { return large(desk, ask, ACTS) };
        let table = view::table(&workspace.ledger()?, workspace.lexicon());
        let mut lines = view::entry_lines(&register, &table);
        lines.retain(|line| query.keeps(&line.entry));
        show(desk, ask, REGISTER, &lines, ACTS, act)
    })
}

/// The positions.
pub(crate) fn positions(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let query = query(ask);
    desk.with(|workspace| {
        let Some(register) = read(workspace, ask)? else { return large(desk, ask, HELD) };
        let mut lines = register.positions;
        lines.retain(|line| query.keeps_position(line));
        show(desk, ask, POSITIONS, &lines, HELD, position)
    })
}

/// The allegations.
pub(crate) fn allegations(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let query = query(ask);
    desk.with(|workspace| {
        let Some(register) = read(workspace, ask)? else { return large(desk, ask, ALLEGED) };
        let mut lines = register.allegations;
        lines.retain(|line| query.keeps_allegation(line));
        show(desk, ask, ALLEGATIONS, &lines, ALLEGED, allegation)
    })
}

/// What a page is called, what it says of itself, and its address.
type Named = (&'static str, &'static str, &'static str);

const ACTS: Named = (
    "The register",
    "What was ordered, for whom, until when: one entry an act, with every telling beneath.",
    "/register",
);
const HELD: Named =
    ("Positions", "What each party demands, denies, accuses of, promises and justifies.", "/positions");
const ALLEGED: Named = (
    "Allegations",
    "What is alleged to be done to people. An allegation is nobody's finding; who makes it stands beside it.",
    "/allegations",
);

fn query(ask: &Ask) -> RegisterQuery {
    let word = |name: &str| ask.query.get(name).filter(|word| !word.is_empty()).map(str::to_owned);
    RegisterQuery { party: word("party"), text: word("text"), ..RegisterQuery::default() }
}

/// The register of a workspace; none where there are more reports than a page reads again.
fn read(workspace: &Workspace<Sqlite>, ask: &Ask) -> Result<Option<Register>, Problem> {
    if workspace.summary()?.reports > REPORTS {
        return Ok(None);
    }
    let at = match ask.query.get("at").filter(|day| !day.is_empty()) {
        None => None,
        Some(day) => {
            let found = Edtf::parse(day).and_then(|day| day.last_day());
            Some(found.ok_or_else(|| {
                Problem::unclear(format!("at: expected a day like 2027-02-14, found `{day}`"))
            })?)
        }
    };
    let mut extractions = Vec::new();
    for document in recount_store::engine::Reports::documents(workspace.engine())? {
        extractions.push(workspace.reading(&document)?);
    }
    Ok(Some(register(&extractions, workspace.lexicon(), at)))
}

fn show<T>(
    desk: &Desk,
    ask: &Ask,
    columns: &[Column<T>],
    rows: &[T],
    named: Named,
    line: fn(&T) -> Line,
) -> Result<Answer, Problem> {
    if ask.form != Form::Page {
        return Ok(answer::rows(ask, columns, rows, &Texts::default(), Paged::whole(rows.len())));
    }
    page(desk, ask, named, rows.iter().map(line).collect(), false)
}

fn large(desk: &Desk, ask: &Ask, named: Named) -> Result<Answer, Problem> {
    page(desk, ask, named, Vec::new(), true)
}

fn page(
    desk: &Desk,
    ask: &Ask,
    (title, lede, here): Named,
    lines: Vec<Line>,
    is_large: bool,
) -> Result<Answer, Problem> {
    let word = |name: &str| ask.query.get(name).unwrap_or("").to_owned();
    Answer::page(&Page {
        frame: Frame::new(title, here, desk, ask, true),
        title,
        lede,
        here,
        at: word("at"),
        party: word("party"),
        text: word("text"),
        lines,
        is_large,
    })
}

fn fact(facts: &mut Vec<(&'static str, String)>, name: &'static str, value: Option<String>) {
    facts.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
}

fn day(day: Option<Edtf>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn act(line: &EntryLine) -> Line {
    let entry = &line.entry;
    let mut facts = Vec::new();
    fact(&mut facts, "for", entry.whom.clone());
    fact(&mut facts, "first told", day(entry.announced));
    fact(&mut facts, "from", day(entry.in_force));
    fact(&mut facts, "until", day(entry.deadline));
    fact(&mut facts, "status", Some(entry.status.code().replace('_', " ")));
    fact(&mut facts, "is", entry.relation.map(|relation| format!("{relation} of another act")));
    let told: Vec<String> = entry.deadlines.iter().map(Edtf::to_string).collect();
    fact(&mut facts, "deadline told differently", Some(told.join(", ")));
    let counts: Vec<String> = line
        .counts
        .iter()
        .map(|count| format!("{} {}", count.measure.replace('_', " "), count.range))
        .collect();
    fact(&mut facts, "counts", Some(counts.join("; ")));
    let tellings = entry.tellings.iter().map(|told| telling(&told.document, &told.text)).collect();
    let who = entry.authority.as_ref().map_or("Nobody named", |party| party.name.as_str());
    Line { head: who.to_owned(), tag: entry.kind.code().replace('_', " "), facts, tellings }
}

fn position(position: &Position) -> Line {
    let mut facts = Vec::new();
    fact(&mut facts, "what", Some(position.what.clone()));
    fact(&mut facts, "doubt", position.is_inferred.then(|| "who speaks is inferred".to_owned()));
    Line {
        head: position.party.name.clone(),
        tag: position.stance.code().to_owned(),
        facts,
        tellings: position.tellings.iter().map(|told| telling(&told.document, &told.text)).collect(),
    }
}

fn allegation(allegation: &Allegation) -> Line {
    let mut facts = Vec::new();
    fact(&mut facts, "by", allegation.by.clone());
    fact(&mut facts, "against", allegation.against.clone());
    fact(&mut facts, "where", allegation.place.clone());
    fact(&mut facts, "alleged by", Some(allegation.alleged_by.join(", ")));
    Line {
        head: allegation.what.clone(),
        tag: "alleged".to_owned(),
        facts,
        tellings: allegation.tellings.iter().map(|told| telling(&told.document, &told.content)).collect(),
    }
}

fn telling(document: &str, words: &str) -> Telling {
    Telling { document: document.to_owned(), href: link::report(document), words: words.to_owned() }
}
