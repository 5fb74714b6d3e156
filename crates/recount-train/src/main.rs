//! Trains the grammar of `recount-core` from UD English EWT, and measures it. See `README.md`.
//!
//! ```text
//! recount-train learn EWT_FOLDER OUT
//! recount-train measure MODEL NAME=PATH...
//! recount-train reading learn OUT FOLDER...
//! recount-train reading folds OUT FOLDER...
//! recount-train reading lessons OUT FOLDER...
//! recount-train acts learn OUT FOLDER...
//! recount-train acts folds OUT FOLDER...
//! ```

mod acts;
mod align;
mod augment;
mod conllu;
mod guide;
mod learner;
mod lessons;
mod measure;
mod quick;
mod reading;

use std::{collections::BTreeSet, env, error::Error, fs, io, path::Path, time::Instant};

use align::Example;
use conllu::Sentence;
use learner::Weights;
use recount_core::{
    Lexicon,
    text::{Prose, Tag, training::Model},
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["learn", folder, out, more @ ..] => learn(Path::new(folder), Path::new(out), more),
        ["reading", "learn", out, folders @ ..] => reading::learn_all(Path::new(out), folders),
        ["reading", "folds", out, folders @ ..] => reading::folds(Path::new(out), folders),
        ["reading", "lessons", out, folders @ ..] => reading::lessons_of(Path::new(out), folders),
        ["acts", "learn", out, folders @ ..] => acts::learn_all(Path::new(out), folders),
        ["acts", "folds", out, folders @ ..] => acts::folds(Path::new(out), folders),
        ["teach", folder, more, guides, free, out] => teach(folder, more, guides, free, out),
        ["show", model, text] => show(Path::new(model), Path::new(text)),
        ["round", whole, out, sizes @ ..] => {
            let sizes: Vec<usize> = sizes.iter().map(|size| size.parse()).collect::<Result<_, _>>()?;
            Ok(fs::write(out, round(&fs::read(whole)?, &sizes)?)?)
        }
        ["speed", folder] => speed(Path::new(folder)),
        ["measure", model, treebanks @ ..] => measure(Path::new(model), treebanks),
        _ => Err("usage: recount-train learn EWT_FOLDER OUT | measure MODEL NAME=PATH...".into()),
    }
}

fn learn(folder: &Path, out: &Path, more: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let mut sentences = training_part(folder)?;
    for path in more {
        sentences.extend(conllu::read(Path::new(path))?);
    }
    sentences.extend(augment::again(&sentences));
    let mut examples = aligned(&sentences, &lexicon);
    eprintln!("{} sentences", examples.len());
    let tagger = jackknife(&mut examples);
    let (moves, relations) = lessons::parser(&examples, ROUNDS);
    let mut dev = all_of(&folder.join("en_ewt-ud-dev.conllu"), &lexicon)?;
    eprintln!("before rounding: {}", measure::of_learners(&tagger, &moves, &relations, &dev));
    dev.iter_mut().for_each(|example| example.words.tags = lessons::tagged(&tagger, example));
    let quick_tags = quick::tagger(&tagger, &examples, &dev, DIFFER);
    let [quick_moves, quick_relations] = quick::parser((&moves, &relations), &examples, &dev, DIFFER);
    let models = [
        (quick_tags, tagger.averaged()),
        (quick_moves, moves.averaged()),
        (quick_relations, relations.averaged()),
    ];
    let model = |(quick, whole): &(quick::Quick, Weights)| {
        [quick.sure.to_le_bytes().to_vec(), quick.weights.bytes(), whole.bytes()].concat()
    };
    let whole = models.iter().flat_map(model).collect::<Vec<u8>>();
    fs::write(out.with_extension("whole"), &whole)?;
    fs::write(out, round(&whole, &[10_000, 60_000, 25_000, 500_000, 8_000, 60_000])?)?;
    Ok(())
}

/// Of a thousand decisions that are left to a quick model, so many may differ from the whole model's on EWT's dev part.
const DIFFER: usize = 5;

/// Rounds weights to what is shipped: how many features to keep of the quick and the whole tagger, moves and relations.
fn round(whole: &[u8], sizes: &[usize]) -> Result<Vec<u8>, Box<dyn Error>> {
    if sizes.len() != 6 {
        return Err("expected six sizes".into());
    }
    let mut file = Vec::new();
    let mut rest = whole;
    for sizes in sizes.chunks_exact(2) {
        let (sure, next) = rest.split_first_chunk().ok_or("weights end early")?;
        let (quick, next) = Weights::read(next).ok_or("weights end early")?;
        let (whole, next) = Weights::read(next).ok_or("weights end early")?;
        let (quick, sure) = quick.pack(sizes[0], f32::from_le_bytes(*sure));
        file.extend(sure.to_le_bytes());
        file.extend(quick);
        file.extend(whole.pack(sizes[1], 0.0).0);
        rest = next;
    }
    eprintln!("{} bytes", file.len());
    Ok(file)
}

/// How often the parser goes over all examples.
const ROUNDS: usize = 6;

fn aligned(sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Example> {
    sentences.iter().filter_map(|sentence| align::example(sentence, lexicon)).collect()
}

/// The documents that stand neither in dev nor in test.
fn training_part(folder: &Path) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let mut held_out = BTreeSet::new();
    for part in ["dev", "test"] {
        for sentence in conllu::read(&folder.join(format!("en_ewt-ud-{part}.conllu")))? {
            held_out.insert(sentence.document);
        }
    }
    let mut sentences = conllu::read(&folder.join("not-to-release/sources"))?;
    sentences.retain(|sentence| !held_out.contains(&sentence.document));
    Ok(sentences)
}

fn all_of(path: &Path, lexicon: &Lexicon) -> Result<Vec<Example>, Box<dyn Error>> {
    Ok(aligned(&conllu::read(path)?, lexicon))
}

/// Trains a model that sees a guide, and writes its trees of free text.
fn teach(folder: &str, more: &str, guides: &str, free: &str, out: &str) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let mut examples = aligned(&training_part(Path::new(folder))?, &lexicon);
    examples.extend(all_of(Path::new(more), &lexicon)?);
    let mut dev = all_of(&Path::new(folder).join("en_ewt-ud-dev.conllu"), &lexicon)?;
    let guides = guide::guides(&conllu::read(Path::new(guides))?, &lexicon);
    for example in examples.iter_mut().chain(&mut dev) {
        example.guide = guides.get(&example.text).cloned();
    }
    examples.retain(|example| example.guide.is_some());
    eprintln!("{} sentences with a guide", examples.len());
    let tagger = jackknife(&mut examples);
    let (moves, relations) = lessons::parser(&examples, ROUNDS);
    eprintln!("the teacher on dev: {}", measure::of_learners(&tagger, &moves, &relations, &dev));
    let mut file = String::new();
    for sentence in conllu::read(Path::new(free))? {
        let mut example = guide::unlabelled(&sentence, &lexicon);
        example.words.tags = lessons::tagged(&tagger, &example);
        (example.heads, example.relations) = lessons::parsed(&moves, &relations, &example);
        file += &guide::written(&example, &lexicon);
    }
    fs::write(out, file)?;
    Ok(())
}

/// Trains the tagger; gives each example the tags of a tagger that did not see it, as the parser will meet them.
fn jackknife(examples: &mut [Example]) -> lessons::Tags {
    const FOLDS: usize = 2;
    let rounds = 5;
    let fold_tags: Vec<Vec<(usize, Vec<Tag>)>> = {
        let examples = &*examples;
        let work = |fold: usize| {
            let rest = examples.iter().enumerate().filter(|(number, _)| number % FOLDS != fold);
            let rest: Vec<&Example> = rest.map(|(_, example)| example).collect();
            let tagger = lessons::tagger(&rest, rounds);
            let held = (fold..examples.len()).step_by(FOLDS);
            held.map(|number| (number, lessons::tagged(&tagger, &examples[number]))).collect()
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

/// Times the reading of a folder of texts with the built-in model on one core: the best of many runs over each text.
fn speed(folder: &Path) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, io::Error>>()?;
    paths.sort();
    let (mut tokens, mut seconds) = (0, 0.0);
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
        let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
        let run = || {
            let start = Instant::now();
            (Prose::read(&text, &lexicon).tokens.len(), start.elapsed().as_secs_f64())
        };
        let runs: Vec<(usize, f64)> = std::iter::repeat_with(run).take(20).collect();
        tokens += runs[0].0;
        seconds += runs.iter().map(|(_, seconds)| *seconds).fold(f64::INFINITY, f64::min);
    }
    eprintln!("{tokens} tokens in {seconds:.3} s: {:.0} tokens/s", tokens as f64 / seconds);
    Ok(())
}

/// Prints the trees of a text, a word a line.
fn show(model: &Path, text: &Path) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let model = Model::read(&fs::read(model)?).ok_or("no model")?;
    let text = fs::read_to_string(text)?;
    let prose = model.annotate_text(&text, &lexicon);
    for sentence in &prose.sentences {
        eprintln!("# {:?} {}", sentence.kind, sentence.span.slice(&text).replace('\n', " "));
        for at in sentence.tokens.clone() {
            let token = &prose.tokens[at];
            let head = token.head.map_or("-", |head| prose.tokens[head].span.slice(&text));
            let form = token.span.slice(&text);
            eprintln!("{form}\t{}\t{}\t{}\t{head}", token.lemma, token.tag.name(), token.relation.name());
        }
    }
    Ok(())
}

fn measure(model: &Path, treebanks: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let model = Model::read(&fs::read(model)?).ok_or("no model")?;
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
