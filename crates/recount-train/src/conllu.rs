//! Treebanks in the CoNLL-U format.

use std::{fs, io, ops::Range, path::Path};

/// One sentence of a treebank.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence {
    /// The document it belongs to.
    pub(crate) document: String,
    /// Its text.
    pub(crate) text: String,
    /// Its words, the root not among them.
    pub(crate) words: Vec<Word>,
}

/// One syntactic word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    /// Where it stands in the text, in bytes. Words written as one share their stretch where it cannot be divided.
    pub(crate) span: Range<usize>,
    /// Dictionary form.
    pub(crate) lemma: String,
    /// Part of speech of the Penn Treebank (column XPOS).
    pub(crate) tag: String,
    /// The number of its head from 1; 0 for the root.
    pub(crate) head: usize,
    /// Universal Dependencies relation.
    pub(crate) relation: String,
    /// What a guide says besides: the head and label of column DEPS.
    pub(crate) other: Option<(usize, String)>,
}

/// Reads the file, or every `.conllu` file under the folder, in order of name.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    if path.is_dir() {
        let mut entries: Vec<_> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        entries.sort();
        for entry in entries {
            sentences.extend(read(&entry)?);
        }
    } else if path.extension().is_some_and(|extension| extension == "conllu") {
        sentences.extend(parse(&fs::read_to_string(path)?));
    }
    Ok(sentences)
}

/// The sentences of a file whose words can all be found in their text.
pub(crate) fn parse(file: &str) -> Vec<Sentence> {
    let mut document = String::new();
    let mut sentences = Vec::new();
    for block in file.split("\n\n") {
        for line in block.lines() {
            if let Some(name) = line.strip_prefix("# newdoc id = ") {
                document = name.to_owned();
            }
        }
        if let Some(sentence) = sentence(block) {
            sentences.push(Sentence { document: document.clone(), ..sentence });
        }
    }
    sentences
}

fn sentence(block: &str) -> Option<Sentence> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = "))?.to_owned();
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    let mut joined: Option<(usize, Range<usize>)> = None;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[number, form, lemma, _, tag, _, head, relation, other, _] = columns.as_slice() else {
            continue;
        };
        if number.contains('.') {
            continue;
        }
        if let Some((_, last)) = number.split_once('-') {
            let span = find(&text, at, form)?;
            joined = Some((last.parse().ok()?, span));
            continue;
        }
        let span = match &joined {
            Some((_, whole)) => find(&text[..whole.end], at.max(whole.start), form).unwrap_or(whole.clone()),
            None => find(&text, at, form)?,
        };
        at = span.end;
        if let Some((last, whole)) = &joined
            && *last == number.parse::<usize>().ok()?
        {
            at = whole.end;
            joined = None;
        }
        let head = head.parse().ok()?;
        let other =
            other.split_once(':').and_then(|(head, label)| Some((head.parse().ok()?, label.to_owned())));
        words.push(Word {
            span,
            lemma: lemma.into(),
            tag: tag.into(),
            head,
            relation: relation.into(),
            other,
        });
    }
    (!words.is_empty()).then_some(Sentence { document: String::new(), text, words })
}

/// The next stretch of `text` from `at` that is `form`, with only space before it.
fn find(text: &str, at: usize, form: &str) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let start = at + (rest.len() - rest.trim_start().len());
    text.get(start..)?.starts_with(form).then_some(start..start + form.len())
}
