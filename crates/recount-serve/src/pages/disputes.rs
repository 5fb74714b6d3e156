//! Disputes as questions: one a count, its numbers in order on a line, who says each and since when; and answers that act.

use askama::Template;
use recount_core::view::{self, AccountLine, CountLine};
use recount_formats::write::{DISPUTES, Texts, words};
use recount_store::{Act, Draft, Sqlite, Workspace};

use super::{
    decide,
    decisions::{self, Decided},
    line_of_numbers::{self, Spot},
};
use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form, with_query},
    desk::Desk,
    frame::Frame,
    link,
    names::Names,
    say,
};

/// What may be answered about one of the numbers: the word of the form, what the button says, what it does.
pub(super) const ANSWERS: &[(&str, &str, &str)] = &[
    ("take", "Take this", "the answer: the others stay beside it"),
    ("other_day", "Other day", "it is of another day: it becomes a count of its own"),
    ("other_thing", "Other thing", "it counts something else: it becomes a count of its own"),
    ("part", "Part of the other", "it is a part of another number: it becomes a count of its own"),
    ("one_voice", "One voice", "it goes back to the same telling as the number taken now"),
];

/// One of the numbers of a question.
struct Number {
    words: String,
    voices: String,
    since: Option<String>,
    /// Which part of what happened it tells of, where all who say it agree.
    extent: Option<&'static str>,
    told: Vec<(String, String)>,
    quote: [String; 3],
    /// Whether it is the one taken now.
    is_taken: bool,
    /// Whether it is the one that others may be linked with.
    is_first: bool,
    /// The names of its figures.
    figures: Vec<String>,
}

struct Question {
    number: usize,
    title: String,
    of: String,
    series: String,
    cause: String,
    spots: Vec<Spot>,
    numbers: Vec<Number>,
    /// The figure that the one voice is linked with: of the number taken, else of the first.
    taken: String,
}

#[derive(Template)]
#[template(path = "disputes.html")]
struct Disputes {
    frame: Frame,
    questions: Vec<Question>,
    total: usize,
    answers: &'static [(&'static str, &'static str, &'static str)],
    next: String,
    done: Option<Decided>,
    pager: Pager,
}

/// The questions, the weightiest first.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let stretch = ask.stretch()?;
    desk.with(|workspace| {
        let page = workspace.disputed(stretch.offset(), stretch.rows)?;
        let paged = Paged { total: page.total, stretch: Some(stretch) };
        if ask.form != Form::Page {
            let rows: Vec<view::Dispute> = page.rows.iter().filter_map(view::dispute).collect();
            return Ok(answer::rows(ask, DISPUTES, &rows, &Texts::default(), paged));
        }
        let mut names = Names::of(workspace);
        let mut questions = Vec::new();
        for (at, count) in page.rows.iter().enumerate() {
            questions.extend(question(stretch.offset() + at + 1, count, desk, &mut names)?);
        }
        Answer::page(&Disputes {
            frame: Frame::new("Disputes", "/disputes", desk, ask, true),
            questions,
            total: page.total,
            answers: ANSWERS,
            next: with_query("/disputes", &ask.query_without(&["done"])),
            done: decisions::done(ask, &workspace.decisions()?),
            pager: paged.around(ask),
        })
    })
}

fn question(
    number: usize,
    count: &CountLine,
    desk: &Desk,
    names: &mut Names<'_>,
) -> Result<Option<Question>, Problem> {
    let Some(dispute) = view::dispute(count) else { return Ok(None) };
    let taken = count.recommended.and_then(|at| count.accounts.get(at));
    let mut numbers = Vec::new();
    for said in &dispute.numbers {
        let is_it =
            |account: &&AccountLine| account.stands && (account.low, account.high) == (said.low, said.high);
        let accounts: Vec<&AccountLine> = count.accounts.iter().filter(is_it).collect();
        let figures = accounts.iter().map(|account| names.figure(account)).collect::<Result<Vec<_>, _>>()?;
        let is_taken =
            taken.is_some_and(|taken| accounts.iter().any(|account| std::ptr::eq(*account, taken)));
        let first = accounts.first().and_then(|account| account.evidence.first());
        numbers.push(Number {
            words: said.words.clone(),
            voices: said.voices.join(", "),
            since: said.since.map(words::date),
            extent: extent(count, &accounts, desk),
            told: accounts.iter().zip(&figures).map(|(account, figure)| told(account, figure)).collect(),
            quote: first.map_or_else(Default::default, |it| words::around(&it.text, it.within, SENTENCE)),
            is_taken,
            is_first: false,
            figures,
        });
    }
    let first = |number: &Number| number.figures.first().cloned();
    let taken = numbers.iter().find(|number| number.is_taken).or(numbers.first()).and_then(first);
    for number in &mut numbers {
        number.is_first = number.figures.first() == taken.as_ref();
    }
    Ok(Some(Question {
        number,
        title: count.label.clone(),
        of: say::subject(count, desk.lexicon()),
        series: link::series(&count.id),
        cause: unlike(&numbers).unwrap_or_else(|| cause(dispute.cause).to_owned()),
        spots: line_of_numbers::spots(&dispute.numbers),
        numbers,
        taken: taken.unwrap_or_default(),
    }))
}

/// Characters of a sentence that are shown.
const SENTENCE: usize = 200;

/// Where a number is told: the report and its day.
fn told(account: &AccountLine, figure: &str) -> (String, String) {
    let name = say::report(account);
    // A name that was made short ends in its day.
    let day = account.published.map_or_else(|| "undated".to_owned(), words::date);
    let told = if name == account.document { format!("{name}, {day}") } else { name };
    (told, link::figure(figure))
}

/// Which part of what happened all of these accounts tell of; none where they differ or do not say.
fn extent(count: &CountLine, accounts: &[&AccountLine], desk: &Desk) -> Option<&'static str> {
    let mut extents = accounts.iter().map(|account| words::extent(count, account.period, desk.lexicon()));
    let first = extents.next().flatten()?;
    extents.all(|extent| extent == Some(first)).then_some(first)
}

/// That two numbers tell of different parts of what happened, where they do.
fn unlike(numbers: &[Number]) -> Option<String> {
    let mut extents: Vec<&str> = numbers.iter().filter_map(|number| number.extent).collect();
    extents.sort_unstable();
    extents.dedup();
    match extents.as_slice() {
        [one, two, ..] => {
            Some(format!("One tells of “{one}”, another of “{two}”: they may count different stretches."))
        }
        _ => None,
    }
}

/// The likely cause in a sentence.
fn cause(code: &str) -> &'static str {
    match code {
        "other day" => "The accounts are of different days: one may be out of date.",
        "bound beside a number" => {
            "One gives only a bound (“at least”, “up to”): it may be an earlier word for the same."
        }
        _ => "They speak of the same time and exclude each other.",
    }
}

/// Acts on an answer.
pub(crate) fn decide(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let word = ask.body.get("answer").unwrap_or("");
    if !ANSWERS.iter().any(|(known, ..)| *known == word) {
        let known: Vec<&str> = ANSWERS.iter().map(|(word, ..)| *word).collect();
        return Err(Problem::unclear(format!(
            "answer: expected one of {}, found `{word}`",
            known.join(", ")
        )));
    }
    desk.to_write(|workspace| {
        let figures = ask.body.all("figure");
        let drafts = drafts(desk, ask, workspace, word, &figures)?;
        if drafts.is_empty() {
            return Err(Problem::unclear("figure: expected the name of a figure, found nothing"));
        }
        decide::keep(workspace, ask, &drafts)
    })
}

/// What an answer does to the figures of its number. Those set apart stay together.
fn drafts(
    desk: &Desk,
    ask: &Ask,
    workspace: &Workspace<Sqlite>,
    word: &str,
    figures: &[String],
) -> Result<Vec<Draft>, Problem> {
    let anchor = |figure: &str| workspace.anchor(figure).map_err(decide::unfit);
    let said = ask.body.get("reason");
    let draft = |act: Act, figure: &str, reason: &str| -> Result<Draft, Problem> {
        let reason = said.unwrap_or(reason).to_owned();
        Ok(Draft { figure: Some(anchor(figure)?), reason, ..decide::draft(desk, ask, act) })
    };
    let Some(first) = figures.first() else { return Ok(Vec::new()) };
    match word {
        "take" => Ok(vec![draft(Act::Recommend, first, "chosen where voices disagree")?]),
        "one_voice" => {
            let other = ask.body.get("other").unwrap_or("");
            let link = draft(Act::Link, first, "one voice says both")?;
            Ok(vec![Draft { other: Some(anchor(other)?), ..link }])
        }
        _ => {
            let reason = match word {
                "other_day" => "it is of another day",
                "part" => "it is a part of the other number",
                _ => "it counts another thing",
            };
            let apart = figures.iter().map(|figure| draft(Act::Split, figure, reason));
            let together = figures.iter().skip(1).map(|figure| {
                let merge = draft(Act::Merge, figure, "the same number, set apart together")?;
                Ok(Draft { other: Some(anchor(first)?), ..merge })
            });
            apart.chain(together).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_says_what_it_does() {
        assert!(
            ANSWERS
                .iter()
                .all(|(word, button, does)| !word.is_empty() && !button.is_empty() && !does.is_empty())
        );
        assert!(cause("other day") != cause("plain disagreement"));
    }
}
