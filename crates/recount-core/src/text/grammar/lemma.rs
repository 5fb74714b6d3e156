//! Dictionary forms, by the rules of English spelling and a table of exceptions.

use super::tags::Tag;
use crate::lexicon::Irregular;

/// The dictionary form of a word in lower case, where it differs from the word.
pub(super) fn lemma(word: &str, tag: Tag, irregular: &Irregular) -> Option<String> {
    let lemma = match tag {
        Tag::VBD | Tag::VBN | Tag::VBG | Tag::VBZ | Tag::VBP | Tag::VB | Tag::MD => {
            verb(word, tag, irregular)?
        }
        Tag::NNS => noun(word, irregular)?,
        Tag::PRP | Tag::WP => irregular.pronoun(word)?.to_owned(),
        _ => irregular.other(word)?.to_owned(),
    };
    (lemma != word).then_some(lemma)
}

fn verb(word: &str, tag: Tag, irregular: &Irregular) -> Option<String> {
    if let Some(lemma) = irregular.verb(word)
        && !matches!((tag, lemma), (Tag::VB | Tag::VBP, lemma) if lemma != "be" && lemma != "have")
    {
        return Some(lemma.to_owned());
    }
    match tag {
        Tag::VBZ => without_s(word),
        Tag::VBD | Tag::VBN => past(word, irregular),
        Tag::VBG => without_ing(word, irregular),
        _ => None,
    }
}

fn noun(word: &str, irregular: &Irregular) -> Option<String> {
    if let Some(lemma) = irregular.noun(word) {
        return Some(lemma.to_owned());
    }
    if irregular.plural_only.contains(word) {
        return None;
    }
    if let Some(stem) = word.strip_suffix("men").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}man"));
    }
    // "vice-presidents", "great-grandchildren": the last part changes.
    match word.rsplit_once('-') {
        Some((first, last)) => noun(last, irregular).map(|last| format!("{first}-{last}")),
        None => without_s(word),
    }
}

fn without_s(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    let hisses = ["ches", "shes", "sses", "xes", "zzes"].iter().any(|end| word.ends_with(end));
    if hisses || word.len() > 4 && word.ends_with("oes") {
        return word.strip_suffix("es").map(str::to_owned);
    }
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
    let keeps = word.len() < 3
        || ["ss", "us", "is"].iter().any(|end| word.ends_with(end))
        || stem.ends_with(|last: char| last.is_ascii_digit());
    (!keeps).then(|| stem.to_owned())
}

fn past(word: &str, irregular: &Irregular) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ied") {
        return Some(format!("{stem}y"));
    }
    let stem = word.strip_suffix("ed").filter(|stem| has_vowel(stem))?;
    Some(base(stem, irregular))
}

fn without_ing(word: &str, irregular: &Irregular) -> Option<String> {
    let stem =
        word.strip_suffix("ing").or_else(|| word.strip_suffix("in'")).filter(|stem| has_vowel(stem))?;
    Some(base(stem, irregular))
}

fn has_vowel(stem: &str) -> bool {
    stem.bytes().any(is_vowel) || stem.contains('y')
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The verb from what -ed or -ing leave of it: "arriv", "stopp", "kill".
fn base(stem: &str, irregular: &Irregular) -> String {
    // "re-arrest", "co-organis": the last part decides.
    let (first, last) =
        stem.rsplit_once('-').map_or(("", stem), |(_, last)| (&stem[..stem.len() - last.len()], last));
    if irregular.silent_e.contains(last) {
        return format!("{first}{last}e");
    }
    if irregular.no_e.contains(last) {
        return stem.to_owned();
    }
    let bytes = last.as_bytes();
    let doubles = match bytes {
        [_, .., a, b] if a == b => b"bdgkmnprt".contains(b) || irregular.doubled.contains(last),
        _ => false,
    };
    if doubles {
        return stem[..stem.len() - 1].to_owned();
    }
    if ends_silently(bytes) { format!("{stem}e") } else { stem.to_owned() }
}

/// Whether the spelling of a stem asks for a silent e: "forc", "rescu", "sav", "settl", "provid".
fn ends_silently(stem: &[u8]) -> bool {
    let &[.., a, b] = stem else { return false };
    let before = stem.len().checked_sub(3).and_then(|at| stem.get(at)).copied().unwrap_or(b' ');
    let single_vowel = is_vowel(a) && !is_vowel(before);
    match (a, b) {
        (_, b'c' | b'v' | b'u') => true,
        (_, b's' | b'z') => a != b,
        (_, b'g') => b"dlr".contains(&a) || is_vowel(a),
        (b'b' | b'c' | b'd' | b'f' | b'g' | b'k' | b'p' | b's' | b't' | b'z', b'l') => true,
        (b'y', b'p' | b'l' | b'r') => true,
        (b'a', b't' | b'd') => before != b'e' && before != b'o',
        (b'i' | b'u', b'r') if single_vowel || before == b'u' => true,
        (_, b'w' | b'x' | b'y') => false,
        _ if !single_vowel => false,
        _ if syllables(stem) < 2 => true,
        _ => LONG_ENDS.contains(&[a, b]),
    }
}

/// How stems of two and more syllables end before a silent e.
const LONG_ENDS: [[u8; 2]; 16] = [
    *b"id", *b"ud", *b"um", *b"un", *b"ut", *b"ot", *b"ak", *b"ik", *b"ok", *b"in", *b"ar", *b"ib", *b"am",
    *b"ap", *b"il", *b"ul",
];

fn syllables(stem: &[u8]) -> usize {
    let vowel = |letter: u8| is_vowel(letter) || letter == b'y';
    let starts = |at: usize| vowel(stem[at]) && (at == 0 || !vowel(stem[at - 1]));
    (0..stem.len()).filter(|at| starts(*at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    fn check(tag: Tag, pairs: &str) {
        let lexicon = Lexicon::builtin();
        for pair in pairs.split_whitespace() {
            let (word, expected) = pair.split_once('/').unwrap();
            let found = lemma(word, tag, &lexicon.irregular);
            assert_eq!(found.as_deref().unwrap_or(word), expected, "{word}");
        }
    }

    #[test]
    fn pasts() {
        check(
            Tag::VBN,
            "killed/kill stopped/stop expelled/expel rescued/rescue forced/force settled/settle injured/injure \
             visited/visit denied/deny fled/flee shot/shoot left/leave hit/hit added/add panicked/panic \
             changed/change hanged/hang exchanged/exchange missed/miss created/create re-arrested/re-arrest \
             displaced/displace evacuated/evacuate relocated/relocate wounded/wound been/be agreed/agree",
        );
    }

    #[test]
    fn gerunds_and_presents() {
        check(
            Tag::VBG,
            "leaving/leave killing/kill dying/die running/run using/use being/be targeting/target",
        );
        check(Tag::VBZ, "says/say has/have does/do crosses/cross flies/fly is/be flees/flee");
        check(Tag::VB, "found/found wound/wound saw/saw be/be");
        check(Tag::VBP, "are/be 've/have lay/lay");
    }

    #[test]
    fn plurals() {
        check(
            Tag::NNS,
            "families/family women/woman policemen/policeman houses/house churches/church crises/crisis \
             buses/bus troops/troops lives/life boxes/box 1990s/1990s vice-presidents/vice-president",
        );
    }
}
