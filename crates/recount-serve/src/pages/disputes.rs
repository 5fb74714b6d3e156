//! Disputes as questions: one a count, its numbers in order on a line, who says each and since when; and answers that act.

use askama::Template;
use recount_core::{
    edtf::Edtf,
    view::{self, AccountLine, CountLine, Said},
};
use recount_formats::write::{DISPUTES, Texts, words};
use recount_store::{Act, Draft, Question as Asked, Sqlite, Workspace};

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
    /// The names of its figures, of the first where there are many.
    figures: Vec<String>,
    /// How many accounts more say it.
    more: usize,
    /// Its bounds, by which the server finds all of its figures.
    bounds: [String; 2],
}

struct Question {
    number: usize,
    title: String,
    of: String,
    series: String,
    count: String,
    cause: String,
    spots: Vec<Spot>,
    numbers: Vec<Number>,
    /// How many more numbers are said.
    more: usize,
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
        if ask.form != Form::Page {
            let page = workspace.disputed(stretch.offset(), stretch.rows)?;
            let paged = Paged { total: page.total, stretch: Some(stretch) };
            let rows: Vec<view::Dispute> = page.rows.iter().filter_map(view::dispute).collect();
            return Ok(answer::rows(ask, DISPUTES, &rows, &Texts::default(), paged));
        }
        let page = workspace.questions(stretch.offset(), stretch.rows)?;
        let paged = Paged { total: page.total, stretch: Some(stretch) };
        let mut names = Names::of(workspace);
        let asked = page.rows.iter().enumerate();
        let questions = asked.map(|(at, asked)| question(stretch.offset() + at + 1, asked, desk, &mut names));
        let questions = questions.collect::<Result<_, _>>()?;
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

fn question(number: usize, asked: &Asked, desk: &Desk, names: &mut Names<'_>) -> Result<Question, Problem> {
    let count = &asked.count;
    let mut numbers = Vec::new();
    for it in &asked.numbers {
        let said = &it.said;
        let is_it =
            |account: &&AccountLine| account.stands && (account.low, account.high) == (said.low, said.high);
        let accounts: Vec<&AccountLine> = count.accounts.iter().filter(is_it).collect();
        let figures = accounts.iter().map(|account| names.figure(account)).collect::<Result<Vec<_>, _>>()?;
        let first = accounts.first().and_then(|account| account.evidence.first());
        let more = if it.more_voices > 0 { format!(" and {} more", it.more_voices) } else { String::new() };
        let bound = |bound: Option<u64>| bound.map_or_else(String::new, |bound| bound.to_string());
        numbers.push(Number {
            words: said.words.clone(),
            voices: said.voices.join(", ") + &more,
            since: said.since.map(words::date),
            extent: extent(count, &it.periods, desk),
            told: accounts.iter().zip(&figures).map(|(account, figure)| told(account, figure)).collect(),
            quote: first.map_or_else(Default::default, |it| words::around(&it.text, it.within, SENTENCE)),
            is_taken: it.is_taken,
            is_first: false,
            more: it.accounts.saturating_sub(figures.len()),
            bounds: [bound(said.low), bound(said.high)],
            figures,
        });
    }
    let first = |number: &Number| number.figures.first().cloned();
    let taken = numbers.iter().find(|number| number.is_taken).or(numbers.first()).and_then(first);
    for number in &mut numbers {
        number.is_first = number.figures.first() == taken.as_ref();
    }
    let said: Vec<Said> = asked.numbers.iter().map(|number| number.said.clone()).collect();
    Ok(Question {
        number,
        title: count.label.clone(),
        of: say::subject(count, desk.lexicon()),
        series: link::series(&count.id),
        count: count.id.clone(),
        cause: unlike(&numbers).unwrap_or_else(|| cause(&asked.cause).to_owned()),
        spots: line_of_numbers::spots(&said),
        numbers,
        more: asked.more,
        taken: taken.unwrap_or_default(),
    })
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

/// Which part of what happened accounts of these times all tell of; none where they differ or do not say.
fn extent(count: &CountLine, periods: &[Option<Edtf>], desk: &Desk) -> Option<&'static str> {
    let mut extents = periods.iter().map(|period| words::extent(count, *period, desk.lexicon()));
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
        let figures = figures(ask, workspace)?;
        let drafts = drafts(desk, ask, workspace, word, &figures)?;
        if drafts.is_empty() {
            return Err(Problem::unclear("figure: expected the name of a figure, found nothing"));
        }
        decide::keep(workspace, ask, &drafts)
    })
}

/// The figures that are answered about: those named, or all that say the number of a count.
fn figures(ask: &Ask, workspace: &Workspace<Sqlite>) -> Result<Vec<String>, Problem> {
    let Some(count) = ask.body.get("count").filter(|count| !count.is_empty()) else {
        return Ok(ask.body.all("figure"));
    };
    let bound = |name: &str| match ask.body.get(name).filter(|bound| !bound.is_empty()) {
        None => Ok(None),
        Some(bound) => bound
            .parse()
            .map(Some)
            .map_err(|_| Problem::unclear(format!("{name}: expected a whole number, found `{bound}`"))),
    };
    Ok(workspace.figures_that_say(count, bound("low")?, bound("high")?)?)
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
