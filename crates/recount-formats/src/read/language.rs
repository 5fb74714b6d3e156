//! The language of a text, by its letters and their runs (`whatlang`), checked against what the report says of itself.

use whatlang::{Info, Lang};

/// Letters that a text must have to say its language; what is shorter is believed to be what it says it is.
const LETTERS: usize = 120;
/// Bytes that are looked at.
const SAMPLE: usize = 6_000;

/// The language as an ISO 639-1 code: what the letters say where they say it clearly, else what is stated.
pub(super) fn of(text: &str, stated: Option<String>) -> Option<String> {
    let Some(found) = found(text) else { return stated };
    let code = code(found.lang());
    // English is near many languages in its letters, and seldom taken for another's; another language must be clear, since its
    // report is not read.
    let is_sure =
        code == "en" || stated.as_deref() == Some(code) || (found.is_reliable() && found.confidence() > 0.8);
    is_sure.then(|| code.to_owned()).or(stated)
}

fn found(text: &str) -> Option<Info> {
    let end = (0..=text.len().min(SAMPLE)).rev().find(|at| text.is_char_boundary(*at))?;
    let sample = text.get(..end)?;
    (sample.chars().filter(|character| character.is_alphabetic()).count() >= LETTERS)
        .then(|| whatlang::detect(sample))?
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
    fn short_texts_are_what_they_say() {
        check("300 morts", None, None);
        check("300 morts", Some("fr"), Some("fr"));
    }
}
