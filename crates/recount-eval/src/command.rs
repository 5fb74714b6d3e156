//! The command line: arguments in, text and exit status out.

use std::path::{Path, PathBuf};

use recount_core::{Lexicon, Report};

use crate::{
    Problem,
    diff::Diff,
    folder::{self, Predictions},
    gold::Document,
    item::{Item, items},
    orders::OrderScore,
    read::predict,
    score::Score,
    show::disagreements,
    table,
};

/// What the program does.
pub const HELP: &str = "\
Scores what Recount reads against gold.

recount-eval FOLDER                    score FOLDER/reports against FOLDER/gold
recount-eval REPORTS GOLD              score a folder of reports against a folder of gold
recount-eval show FOLDER [WHICH]       list disagreements, or show one: its number, or DOCUMENT:START
recount-eval show REPORTS GOLD [WHICH]
recount-eval register FOLDER           score the register and the speakers of a crisis (form: examples/expulsion)
recount-eval diff OLD.csv NEW.csv      what NEW won and lost; status 1 where anything was lost

--summary             diff: the scores alone; status 1 where one of them fell
--csv FILE            write a line for each figure
--json                print the scores as JSON
--field NAME          show: only where this field is wrong (measure, missed, spurious, period, …)
--predictions FILE    score these figures (JSON Lines of `recount extract`) and read no report
--orders FILE         score these orders (JSON Lines of `recount mentions --kind order`)
";

/// What to print, and the exit status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// For standard output.
    pub text: String,
    /// 0 done, 1 something was lost.
    pub status: u8,
}

#[derive(Debug, Default)]
struct Arguments {
    words: Vec<String>,
    csv: Option<PathBuf>,
    predictions: Option<PathBuf>,
    orders: Option<PathBuf>,
    field: Option<String>,
    json: bool,
    summary: bool,
    help: bool,
}

/// Runs the command with the arguments behind its name.
pub fn run(arguments: &[String]) -> Result<Outcome, Problem> {
    let arguments = parse(arguments)?;
    let words: Vec<&str> = arguments.words.iter().map(String::as_str).collect();
    match words[..] {
        _ if arguments.help => Ok(done(HELP.to_string())),
        [] => Err(Problem::new(format!("nothing to score\n\n{HELP}"))),
        ["register", folder] => {
            let score = crate::register::score(Path::new(folder))?;
            let errors: String = score.errors.iter().map(|error| format!("{error}\n")).collect();
            Ok(done(score.text() + &errors))
        }
        ["diff", old, new] => diff(Path::new(old), Path::new(new), arguments.summary),
        ["show", ref folders @ ..] => show(folders, &arguments),
        ref folders => score(folders, &arguments),
    }
}

fn parse(words: &[String]) -> Result<Arguments, Problem> {
    let mut arguments = Arguments::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().cloned().ok_or_else(|| Problem::new(format!("{word} needs a value")));
        match word.as_str() {
            "--csv" => arguments.csv = Some(value()?.into()),
            "--predictions" => arguments.predictions = Some(value()?.into()),
            "--orders" => arguments.orders = Some(value()?.into()),
            "--field" => arguments.field = Some(value()?),
            "--summary" => arguments.summary = true,
            "--json" => arguments.json = true,
            "--help" | "-h" => arguments.help = true,
            option if option.starts_with("--") => {
                return Err(Problem::new(format!("no option {option}\n\n{HELP}")));
            }
            _ => arguments.words.push(word.clone()),
        }
    }
    Ok(arguments)
}

/// Reports, gold and what was read in the reports.
struct Run {
    reports: Vec<Report>,
    gold: Vec<Document>,
    predictions: Predictions,
    lexicon: Lexicon,
}

impl Run {
    /// Reads the folders and the reports, or takes the predictions as they were given.
    fn of(folders: &[&str], arguments: &Arguments) -> Result<Run, Problem> {
        let (reports, gold) = match folders {
            [folder] => (Path::new(folder).join("reports"), Path::new(folder).join("gold")),
            [reports, gold] => (PathBuf::from(reports), PathBuf::from(gold)),
            _ => {
                return Err(Problem::new(format!(
                    "expected one folder or two, found {}\n\n{HELP}",
                    folders.len()
                )));
            }
        };
        let gold = folder::gold(&gold)?;
        let lexicon = Lexicon::builtin();
        let given = arguments.predictions.is_some() || arguments.orders.is_some();
        let reports = if given && !reports.exists() { Vec::new() } else { folder::reports(&reports)? };
        let mut predictions = if given { Predictions::default() } else { predict(&reports, &lexicon) };
        if let Some(path) = &arguments.predictions {
            predictions.figures = folder::predicted_figures(path)?;
        }
        if let Some(path) = &arguments.orders {
            predictions.orders = folder::predicted_orders(path)?;
        }
        Ok(Run { reports, gold, predictions, lexicon })
    }

    fn items(&self) -> Vec<Item> {
        let none = Vec::new();
        let predicted =
            |document: &Document| self.predictions.figures.get(&document.document).unwrap_or(&none);
        self.gold.iter().flat_map(|document| items(document, predicted(document))).collect()
    }
}

fn score(folders: &[&str], arguments: &Arguments) -> Result<Outcome, Problem> {
    let run = Run::of(folders, arguments)?;
    let items = run.items();
    if let Some(path) = &arguments.csv {
        std::fs::write(path, table::csv(&items))
            .map_err(|error| Problem::new(format!("{}: {error}", path.display())))?;
    }
    let (figures, orders) = (Score::of(&items), OrderScore::of(&run.gold, &run.predictions));
    if arguments.json {
        let mut report = figures.json();
        report["orders"] = orders.json();
        return Ok(done(format!("{report}\n")));
    }
    Ok(done(format!("{} documents\n{}{}", run.gold.len(), figures.text(), orders.text())))
}

fn show(words: &[&str], arguments: &Arguments) -> Result<Outcome, Problem> {
    let (folders, which) = match words.split_last() {
        Some((last, folders)) if !Path::new(last).exists() && !folders.is_empty() => (folders, Some(*last)),
        _ => (words, None),
    };
    let run = Run::of(folders, arguments)?;
    let all = disagreements(&run.gold, &run.predictions, arguments.field.as_deref());
    let Some(which) = which else {
        let lines = all.iter().enumerate().map(|(number, one)| format!("{:4}  {}\n", number + 1, one.line()));
        return Ok(done(lines.collect()));
    };
    let number = which.parse::<usize>().ok();
    let named =
        |one: &&crate::show::Disagreement| format!("{}:{}", one.item.document, one.item.start) == which;
    let one = number.and_then(|number| all.get(number.checked_sub(1)?)).or_else(|| all.iter().find(named));
    let one = one.ok_or_else(|| Problem::new(format!("{which}: none of the {} disagreements", all.len())))?;
    let report = run.reports.iter().find(|report| report.document == one.item.document);
    Ok(done(one.text(report, &run.lexicon)))
}

fn diff(old: &Path, new: &Path, summary: bool) -> Result<Outcome, Problem> {
    let diff = Diff::of(&table::read(old)?, &table::read(new)?);
    Ok(match summary {
        true => Outcome { text: diff.summary(), status: u8::from(diff.fell()) },
        false => Outcome { text: diff.text(), status: u8::from(!diff.lost.is_empty()) },
    })
}

const fn done(text: String) -> Outcome {
    Outcome { text, status: 0 }
}
