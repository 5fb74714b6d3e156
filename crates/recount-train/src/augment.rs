//! More examples from those at hand: sentences as headlines, in capitals, in small letters, without their end mark.
//! Treebanks hold few of these, and news begins with them.

use recount_core::text::Tag;

use crate::{
    conllu::{Sentence, Word},
    learner::Dice,
};

/// Some of the sentences once more, in another dress. The same each time.
pub(crate) fn again(sentences: &[Sentence]) -> Vec<Sentence> {
    let mut dice = Dice(5);
    let mut more = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.words.len() > 4) {
        let short = sentence.words.len() < 22;
        let roll = dice.roll(100);
        more.extend(match roll {
            0..14 if short => headline(&in_present(sentence), true).map(|sentence| dressed(&sentence, title)),
            14..20 if short => headline(sentence, false),
            20..25 if short => {
                keep(sentence, |at| !is_end(sentence, at)).map(|sentence| dressed(&sentence, title))
            }
            25..28 => Some(dressed(sentence, |word, _, _| word.to_ascii_uppercase())),
            28..31 => Some(dressed(sentence, |word, _, _| word.to_ascii_lowercase())),
            31..35 => keep(sentence, |at| !is_end(sentence, at)),
            _ => None,
        });
    }
    more
}

/// As a headline: no articles, no end mark, and where it is a passive no "was": "Three men held in Lagos".
fn headline(sentence: &Sentence, always: bool) -> Option<Sentence> {
    let word = |at: usize| &sentence.words[at];
    let root = (0..sentence.words.len()).find(|at| word(*at).head == 0)?;
    let passive = |at: usize| {
        word(at).relation == "aux:pass" && word(at).head == root + 1 && word(at).tag.starts_with("VB")
    };
    let auxiliaries = (0..sentence.words.len())
        .filter(|at| word(*at).head == root + 1 && word(*at).relation.starts_with("aux"));
    let bare = auxiliaries.count() == 1 && (0..sentence.words.len()).any(passive);
    if !bare && !always {
        return None;
    }
    let article = |at: usize| {
        let form = sentence.text[word(at).span.clone()].to_ascii_lowercase();
        word(at).relation == "det" && matches!(form.as_str(), "the" | "a" | "an")
    };
    keep(sentence, |at| !(is_end(sentence, at) || article(at) || bare && passive(at)))
}

/// A sentence about the past as headlines tell it: "Police arrest 40". As it is where its dictionary form is not known.
fn in_present(sentence: &Sentence) -> Sentence {
    let words = &sentence.words;
    let root = words.iter().position(|word| word.head == 0).unwrap_or(0);
    let subject = words.iter().position(|word| word.head == root + 1 && word.relation == "nsubj");
    let lone = words.iter().all(|word| word.head != root + 1 || !word.relation.starts_with("aux"));
    let verb = &words[root];
    let (Some(subject), true) = (subject, lone && verb.tag == "VBD" && verb.lemma.len() > 2) else {
        return sentence.clone();
    };
    let plural =
        matches!(words[subject].tag.as_str(), "NNS" | "NNPS" | "CD") || words[subject].lemma == "police";
    let (form, tag) = match verb.lemma.as_str() {
        lemma if plural => (lemma.to_owned(), "VBP"),
        lemma if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("ch") || lemma.ends_with("sh") => {
            (format!("{lemma}es"), "VBZ")
        }
        lemma if lemma.ends_with("ry") || lemma.ends_with("ny") => {
            (format!("{}ies", &lemma[..lemma.len() - 1]), "VBZ")
        }
        lemma => (format!("{lemma}s"), "VBZ"),
    };
    let mut told = sentence.clone();
    told.words[root].tag = tag.to_owned();
    told.text.replace_range(verb.span.clone(), &form);
    for word in &mut told.words[root + 1..] {
        let moved = |at: usize| at + form.len() - verb.span.len();
        word.span = moved(word.span.start)..moved(word.span.end);
    }
    told.words[root].span = verb.span.start..verb.span.start + form.len();
    told
}

fn is_end(sentence: &Sentence, at: usize) -> bool {
    at + 1 == sentence.words.len() && &sentence.text[sentence.words[at].span.clone()] == "."
}

/// The sentence with some words left out; nothing if others hang on them.
fn keep(sentence: &Sentence, kept: impl Fn(usize) -> bool) -> Option<Sentence> {
    let mut new_numbers = vec![0];
    let mut text = String::new();
    let mut words: Vec<Word> = Vec::new();
    for (at, word) in sentence.words.iter().enumerate() {
        if !kept(at) {
            new_numbers.push(usize::MAX);
            continue;
        }
        let before = at.checked_sub(1).map_or(0, |last| sentence.words[last].span.end);
        if word.span.start < before {
            return None;
        }
        if !text.is_empty() && (word.span.start > before || !kept(at - 1)) {
            text.push(' ');
        }
        let start = text.len();
        text += &sentence.text[word.span.clone()];
        words.push(Word { span: start..text.len(), ..word.clone() });
        new_numbers.push(words.len());
    }
    for word in &mut words {
        word.head = *new_numbers.get(word.head)?;
    }
    let whole = words.iter().all(|word| word.head != usize::MAX) && words.len() < sentence.words.len();
    whole.then(|| Sentence { document: sentence.document.clone(), text, words })
}

/// The sentence with each word's letters changed; lengths stay.
fn dressed(sentence: &Sentence, change: impl Fn(&str, Tag, bool) -> String) -> Sentence {
    let mut sentence = sentence.clone();
    for (at, word) in sentence.words.iter().enumerate() {
        let form = sentence.text[word.span.clone()].to_owned();
        let changed = change(&form, Tag::of_treebank(&word.tag), at == 0);
        if changed.len() == form.len() {
            sentence.text.replace_range(word.span.clone(), &changed);
        }
    }
    sentence
}

/// Capitals on all but small words.
fn title(word: &str, tag: Tag, first: bool) -> String {
    let small = matches!(tag, Tag::IN | Tag::TO | Tag::DT | Tag::CC | Tag::POS | Tag::RP) && word.len() < 5;
    if small && !first || word.starts_with('\'') || word == "n't" {
        return word.to_owned();
    }
    let mut letters: Vec<char> = word.chars().collect();
    letters[..1].iter_mut().for_each(|letter| letter.make_ascii_uppercase());
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu::parse;

    #[test]
    fn passives_become_headlines() {
        let rows = [
            "1\tThe\t_\t_\tDT\t_\t2\tdet\t_\t_",
            "2\tmen\t_\t_\tNNS\t_\t4\tnsubj:pass\t_\t_",
            "3\twere\t_\t_\tVBD\t_\t4\taux:pass\t_\t_",
            "4\tarrested\t_\t_\tVBN\t_\t0\troot\t_\t_",
            "5\t.\t_\t_\t.\t_\t4\tpunct\t_\t_",
        ];
        let sentence = &parse(&format!("# text = The men were arrested.\n{}\n", rows.join("\n")))[0];
        let headline = headline(sentence, false).expect("a sentence with a verb has a headline");
        assert_eq!(headline.text, "men arrested");
        assert_eq!(headline.words[0].head, 2);
        assert_eq!(dressed(&headline, title).text, "Men Arrested");
    }
}
