//! How far reading has got: what was read, and what was set aside, each with its reason.

use askama::Template;
use recount_formats::{
    Problem as Odd,
    write::{Column, Shown, Texts, words},
};
use recount_store::Status;
use serde_json::json;

use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    intake::State,
    link,
};

/// One line: a report that was kept, or what was odd.
struct Line {
    name: String,
    outcome: &'static str,
    /// What was expected and found.
    reason: Option<String>,
    figures: Option<usize>,
}

const LINES: &[Column<Line>] = &[
    Column { name: "name", shown: Shown::Cell, value: |line, _| json!(line.name) },
    Column { name: "outcome", shown: Shown::Cell, value: |line, _| json!(line.outcome) },
    Column { name: "figures", shown: Shown::Cell, value: |line, _| json!(line.figures) },
    Column { name: "reason", shown: Shown::Cell, value: |line, _| json!(line.reason) },
];

#[derive(Template)]
#[template(path = "adding.html")]
struct Adding {
    frame: Frame,
    heading: String,
    /// In a sentence, and how many of how many.
    told: String,
    state: State,
    read: Vec<(String, String, &'static str, Option<usize>)>,
    set_aside: Vec<(String, String)>,
    odd: Vec<(String, String)>,
    address: String,
}

/// What became of what was brought under this number.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let number = ask.name().parse::<u64>().ok();
    let job = number.and_then(|number| desk.brought(number)).ok_or_else(|| {
        Problem::missing(format!(
            "expected the number of something that was brought since the server was started, found `{}`",
            ask.name()
        ))
    })?;
    let state = job.state();
    match ask.form {
        Form::Page => page(desk, ask, state),
        Form::Json => Ok(for_programs(&state, &lines(&state))),
        Form::Csv => {
            let lines = lines(&state);
            Ok(answer::rows(ask, LINES, &lines, &Texts::default(), Paged::whole(lines.len())))
        }
    }
    .map(|answer| answer.with("cache-control", "no-store"))
}

fn lines(state: &State) -> Vec<Line> {
    let kept = state.kept.iter().map(|kept| Line {
        name: kept.document.clone(),
        outcome: kept.status.code(),
        reason: None,
        figures: (kept.status == Status::Added).then_some(kept.figures),
    });
    let odd = state.odd.iter().map(|odd| Line {
        name: named(odd),
        outcome: if odd.is_set_aside() { "set aside" } else { "odd" },
        reason: Some(odd.reason()),
        figures: None,
    });
    kept.chain(odd).collect()
}

fn for_programs(state: &State, lines: &[Line]) -> Answer {
    let rows: Vec<_> = lines
        .iter()
        .map(|line| recount_formats::write::listing::object(LINES, line, &Texts::default()))
        .collect();
    Answer::json(&json!({
        "total": rows.len(), "next": null, "rows": rows,
        "brought": state.brought, "done": state.done, "told": told(state),
        "has_ended": state.has_ended, "failed": state.failed,
    }))
}

fn page(desk: &Desk, ask: &Ask, state: State) -> Result<Answer, Problem> {
    let reads_out = |odd: &&Odd| (named(odd), odd.reason());
    let (set_aside, odd): (Vec<&Odd>, Vec<&Odd>) = state.odd.iter().partition(|odd| odd.is_set_aside());
    let read = state.kept.iter().map(|kept| {
        let figures = (kept.status == Status::Added).then_some(kept.figures);
        (link::report(&kept.document), kept.document.clone(), outcome(kept.status), figures)
    });
    Answer::page(&Adding {
        frame: Frame::new(heading(&state), "/add", desk, ask, true),
        heading: heading(&state),
        told: told(&state),
        read: read.collect(),
        set_aside: set_aside.iter().map(reads_out).collect(),
        odd: odd.iter().map(reads_out).collect(),
        address: ask.twin("json"),
        state,
    })
}

fn heading(state: &State) -> String {
    match (state.has_ended, &state.failed) {
        (_, Some(_)) => "Not all could be kept".to_owned(),
        (true, None) if state.kept.is_empty() => "No report was read".to_owned(),
        (true, None) => format!("{} read", words::plural(state.kept.len(), "report")),
        (false, None) => "Reading".to_owned(),
    }
}

/// How far it is, in a sentence.
fn told(state: &State) -> String {
    let set_aside = state.odd.iter().filter(|odd| odd.is_set_aside()).count();
    let so_far = match set_aside {
        0 => String::new(),
        many => format!(", {many} set aside"),
    };
    let kept = words::plural(state.kept.len(), "report");
    if state.has_ended {
        return format!("{kept} from {} brought{so_far}.", state.brought);
    }
    if state.is_counting {
        return format!("{kept} read{so_far}. Counting…");
    }
    format!("{} of {} gone through: {kept} read{so_far}.", state.done, state.brought)
}

fn outcome(status: Status) -> &'static str {
    match status {
        Status::Added => "added",
        Status::Completed => "was here; what was not known of it now is",
        Status::Known => "was here already",
        Status::Forgotten => "was forgotten before, and is not taken in again",
    }
}

/// What is odd, and where in it.
fn named(odd: &Odd) -> String {
    if odd.place().is_empty() { odd.file().to_owned() } else { format!("{}, {}", odd.file(), odd.place()) }
}
