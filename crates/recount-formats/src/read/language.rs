//! The language of a text, by its letters and their runs (`whatlang`), checked against what the report says of itself. English is told
//! first, by its small words, since comparing runs of letters with those of seventy languages takes longer than reading signatures.

use whatlang::Lang;

/// Letters that a text must have to say its language; what is shorter is believed to be what it says it is.
const LETTERS: usize = 120;
/// Bytes that are looked at.
const SAMPLE: usize = 6_000;

/// The language as an ISO 639-1 code: what the letters say where they say it clearly, else what is stated.
pub(super) fn of(text: &str, stated: Option<String>) -> Option<String> {
    let Some(sample) = sample(text) else { return stated };
    if is_plainly_english(sample) { Some("en".to_owned()) } else { by_letters(sample, stated) }
}

/// The head of the text, where it has enough letters.
fn sample(text: &str) -> Option<&str> {
    let end = (0..=text.len().min(SAMPLE)).rev().find(|at| text.is_char_boundary(*at))?;
    let sample = text.get(..end)?;
    let letters = sample.chars().filter(|character| character.is_alphabetic());
    (letters.take(LETTERS).count() == LETTERS).then_some(sample)
}

fn by_letters(sample: &str, stated: Option<String>) -> Option<String> {
    let Some(found) = whatlang::detect(sample) else { return stated };
    let code = code(found.lang());
    // English is near many languages in its letters, and seldom taken for another's; another language must be clear, since its
    // report is not read.
    let is_sure =
        code == "en" || stated.as_deref() == Some(code) || (found.is_reliable() && found.confidence() > 0.8);
    is_sure.then(|| code.to_owned()).or(stated)
}

/// Small words of English that no other language written in these letters uses much.
const SMALL: [&str; 14] = [
    "the", "of", "and", "that", "with", "were", "said", "from", "have", "has", "been", "which", "their",
    "this",
];
/// One word in so many is such a word in English prose; in half English, half French it is one in twelve or fewer.
const ONE_IN: usize = 9;

/// Whether small words of English stand close, in every quarter of the text.
fn is_plainly_english(sample: &str) -> bool {
    let words: Vec<&str> = sample.split_ascii_whitespace().collect();
    let is_small = |word: &&&str| {
        (2..=5).contains(&word.len()) && SMALL.iter().any(|small| word.eq_ignore_ascii_case(small))
    };
    let close = |words: &[&str], one_in: usize| words.iter().filter(is_small).count() * one_in >= words.len();
    close(&words, ONE_IN) && words.chunks(words.len().div_ceil(4).max(1)).all(|part| close(part, 2 * ONE_IN))
}

/// The name of a language in English: "French" of "fr"; the code itself where it is not known.
pub fn name(code: &str) -> &str {
    LANGUAGES.iter().find(|(_, known)| *known == code).map_or(code, |(language, _)| language.eng_name())
}

fn code(language: Lang) -> &'static str {
    LANGUAGES.iter().find(|(known, _)| *known == language).map_or_else(|| language.code(), |(_, code)| code)
}

/// The languages with a two-letter code.
const LANGUAGES: &[(Lang, &str)] = &[
    (Lang::Afr, "af"),
    (Lang::Aka, "ak"),
    (Lang::Amh, "am"),
    (Lang::Ara, "ar"),
    (Lang::Aze, "az"),
    (Lang::Bel, "be"),
    (Lang::Ben, "bn"),
    (Lang::Bul, "bg"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Epo, "eo"),
    (Lang::Est, "et"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Guj, "gu"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Hye, "hy"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Jav, "jv"),
    (Lang::Jpn, "ja"),
    (Lang::Kan, "kn"),
    (Lang::Kat, "ka"),
    (Lang::Khm, "km"),
    (Lang::Kor, "ko"),
    (Lang::Lat, "la"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Mal, "ml"),
    (Lang::Mar, "mr"),
    (Lang::Mkd, "mk"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "nb"),
    (Lang::Ori, "or"),
    (Lang::Pan, "pa"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Sin, "si"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Sna, "sn"),
    (Lang::Spa, "es"),
    (Lang::Srp, "sr"),
    (Lang::Swe, "sv"),
    (Lang::Tam, "ta"),
    (Lang::Tel, "te"),
    (Lang::Tgl, "tl"),
    (Lang::Tha, "th"),
    (Lang::Tuk, "tk"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Urd, "ur"),
    (Lang::Uzb, "uz"),
    (Lang::Vie, "vi"),
    (Lang::Yid, "yi"),
    (Lang::Zul, "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, stated: Option<&str>, expected: Option<&str>) {
        assert_eq!(of(text, stated.map(str::to_owned)).as_deref(), expected);
    }

    const ENGLISH: &str = "The river rose overnight and families left their houses for the school on the hill, where \
                           volunteers handed out blankets and warm food until the morning, the mayor said on Tuesday.";
    const FRENCH: &str = "La rivière est montée pendant la nuit et les familles ont quitté leurs maisons pour l'école sur \
                          la colline, où des bénévoles ont distribué des couvertures et des repas chauds jusqu'au matin.";

    #[test]
    fn the_letters_say_it() {
        check(ENGLISH, None, Some("en"));
        check(ENGLISH, Some("ar"), Some("en"));
        check(FRENCH, Some("en"), Some("fr"));
        assert_eq!(name("fr"), "French");
    }

    #[test]
    fn small_words_say_no_other_language_than_the_letters() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let mut folders: Vec<_> =
            ["examples", "tests", "docs"].map(|folder| format!("{root}/{folder}").into()).into();
        let (mut plain, mut all) = (0, 0);
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir::<std::path::PathBuf>(folder).expect("a folder");
            for path in entries.flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(text) = std::fs::read_to_string(&path) {
                    for stated in [None, Some("fr".to_owned())] {
                        let letters =
                            sample(&text).map_or(stated.clone(), |it| by_letters(it, stated.clone()));
                        assert_eq!(of(&text, stated), letters, "{}", path.display());
                    }
                    all += 1;
                    plain += usize::from(sample(&text).is_some_and(is_plainly_english));
                }
            }
        }
        assert!(plain > 50, "{plain} of {all} are told by their small words");
        let half = format!("{FRENCH} {ENGLISH} {FRENCH}");
        assert!(is_plainly_english(ENGLISH) && !is_plainly_english(FRENCH) && !is_plainly_english(&half));
    }

    #[test]
    fn short_texts_are_what_they_say() {
        check("300 morts", None, None);
        check("300 morts", Some("fr"), Some("fr"));
    }
}
