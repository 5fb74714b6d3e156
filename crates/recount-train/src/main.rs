//! Trains the grammar of `recount-core` from UD English EWT, and measures it. See `README.md`.
//!
//! ```text
//! recount-train learn EWT_FOLDER OUT
//! recount-train measure MODEL NAME=PATH...
//! ```

mod align;
mod conllu;
mod learner;
mod lessons;
mod measure;

use std::{collections::BTreeSet, env, error::Error, fs, path::Path};

use align::Example;
use recount_core::{
    Lexicon,
    text::{
        Tag,
        training::{Features, Model, tag_features},
    },
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["learn", folder, out] => learn(Path::new(folder), Path::new(out)),
        ["measure", model, treebanks @ ..] => measure(Path::new(model), treebanks),
        _ => Err("usage: recount-train learn EWT_FOLDER OUT | measure MODEL NAME=PATH...".into()),
    }
}

fn learn(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let mut examples = training_part(folder, &lexicon)?;
    eprintln!("{} sentences", examples.len());
    let tagger = jackknife(&mut examples);
    let (moves, relations) = lessons::parser(&examples, 10);
    let parts = [tagger.pack(), moves.pack(), relations.pack()];
    eprintln!("bytes: {:?}", parts.each_ref().map(Vec::len));
    fs::write(out, parts.concat())?;
    Ok(())
}

/// The documents that stand neither in dev nor in test.
fn training_part(folder: &Path, lexicon: &Lexicon) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut held_out = BTreeSet::new();
    for part in ["dev", "test"] {
        for sentence in conllu::read(&folder.join(format!("en_ewt-ud-{part}.conllu")))? {
            held_out.insert(sentence.document);
        }
    }
    let sentences = conllu::read(&folder.join("not-to-release/sources"))?;
    let kept = sentences.iter().filter(|sentence| !held_out.contains(&sentence.document));
    Ok(kept.filter_map(|sentence| align::example(sentence, lexicon)).collect())
}

/// Trains the tagger; gives each example the tags of a tagger that did not see it, as the parser will meet them.
fn jackknife(examples: &mut [Example]) -> lessons::Tags {
    const FOLDS: usize = 8;
    let rounds = 8;
    let fold_tags: Vec<Vec<(usize, Vec<Tag>)>> = {
        let examples = &*examples;
        let work = |fold: usize| {
            let rest = examples.iter().enumerate().filter(|(number, _)| number % FOLDS != fold);
            let rest: Vec<&Example> = rest.map(|(_, example)| example).collect();
            let tagger = lessons::tagger(&rest, rounds);
            let held = (fold..examples.len()).step_by(FOLDS);
            held.map(|number| (number, tagged(&tagger, &examples[number]))).collect()
        };
        std::thread::scope(|scope| {
            let other = scope.spawn(|| (0..FOLDS / 2).map(work).collect::<Vec<_>>());
            let mut mine: Vec<_> = (FOLDS / 2..FOLDS).map(work).collect();
            mine.extend(other.join().unwrap_or_default());
            mine
        })
    };
    for (number, tags) in fold_tags.into_iter().flatten() {
        examples[number].words.tags = tags;
    }
    let right: usize = examples
        .iter()
        .map(|example| example.tags.iter().zip(&example.words.tags).filter(|(a, b)| a == b).count())
        .sum();
    let all: usize = examples.iter().map(|example| example.tags.len()).sum();
    eprintln!("tags by jackknife: {right} of {all}, {:.2} %", 100.0 * right as f64 / all as f64);
    lessons::tagger(&examples.iter().collect::<Vec<_>>(), rounds)
}

fn tagged(tagger: &lessons::Tags, example: &Example) -> Vec<Tag> {
    let mut words = example.words.clone();
    let mut features = Features::default();
    for at in 0..words.words.len() {
        tag_features(&words, at, &mut features);
        words.tags[at] = Tag::ALL[lessons::best(&tagger.score(&features))];
    }
    words.tags
}

fn measure(model: &Path, treebanks: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let model = Model::read(fs::read(model)?.leak()).ok_or("no model")?;
    for treebank in treebanks {
        let (name, paths) = treebank.split_once('=').ok_or("expected NAME=PATH,PATH")?;
        let mut examples = Vec::new();
        let mut sentences = 0;
        for path in paths.split(',') {
            let read = conllu::read(Path::new(path))?;
            sentences += read.len();
            examples.extend(read.iter().filter_map(|sentence| align::example(sentence, &lexicon)));
        }
        let score = measure::Score::of(&model, &lexicon, &examples);
        eprintln!("{} ({} of {sentences} sentences)", score.line(name), examples.len());
    }
    Ok(())
}
