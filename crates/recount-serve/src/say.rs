//! Rows in the reader's words.

use recount_core::{
    Lexicon,
    edtf::Edtf,
    view::{AccountLine, CountLine},
};
use recount_formats::write::{naming, words};

/// The version of the program.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A date in EDTF as a reader writes it; what is no date stays as it is.
pub(crate) fn date(text: &str) -> String {
    Edtf::parse(text).map_or_else(|| text.to_owned(), words::date)
}

/// A moment as ISO writes it, to the minute.
pub(crate) fn moment(text: &str) -> String {
    let day = text.get(..10).map_or_else(|| text.to_owned(), date);
    text.get(11..16).map_or(day.clone(), |time| format!("{day}, {time} UTC"))
}

/// The label of a measure.
pub(crate) fn label(measure: &str, lexicon: &Lexicon) -> String {
    lexicon.measure(measure).map_or_else(|| measure.to_owned(), |measure| measure.label.clone())
}

/// The kind of a source in words.
pub(crate) fn kind(code: &str) -> &str {
    match code {
        "government" => "Government",
        "un" => "United Nations",
        "ngo" => "Non-governmental",
        "media" => "Media",
        "armed_group" => "Armed group",
        "witness" => "Witness",
        "expert" => "Expert",
        "unnamed" => "A source without a name",
        other => other,
    }
}

/// What the report of an account is called where there is little room.
pub(crate) fn report(account: &AccountLine) -> String {
    naming::report(&account.document, account.title.as_deref(), account.outlet.as_deref(), account.published)
}

/// How a number is stated, where it is not simply that number.
pub(crate) fn stated(quantifier: &str) -> Option<String> {
    let words = match quantifier {
        "exact" => return None,
        "approximately" => "about",
        "more_than" => "a lower bound",
        "less_than" => "an upper bound",
        "range" => "two numbers",
        "vague" => "a vague word",
        other => other,
    };
    Some(words.to_owned())
}

/// What is counted, in a word.
pub(crate) fn unit(code: &str) -> &str {
    match code {
        "person" => "people",
        "household" => "households",
        "dwelling" => "dwellings",
        "incident" => "incidents",
        other => other,
    }
}

/// Countries by name, of codes separated by spaces.
pub(crate) fn countries(codes: &str, lexicon: &Lexicon) -> String {
    let name = |code: &str| {
        let known = lexicon.places.country_of_code(code).and_then(|country| country.names.first().cloned());
        known.unwrap_or_else(|| code.to_owned())
    };
    codes.split_whitespace().map(name).collect::<Vec<_>>().join(", ")
}

/// A code as words: `same_origin` is "same origin".
pub(crate) fn plain(code: &str) -> String {
    code.replace('_', " ")
}

/// Who and where: "Mozambicans from Mozambique to Malawi".
pub(crate) fn subject(count: &CountLine, lexicon: &Lexicon) -> String {
    let share = count.share_of.map(|whole| format!("of {} ", recount_core::view::words::number(whole)));
    let phase = count.phase.map(|phase| format!(", phase {phase}")).unwrap_or_default();
    let (counted, place) = (words::counted(count), words::whereabouts(count, lexicon));
    let told = format!("{}{counted} {place}", share.unwrap_or_default());
    format!("{}{phase}", told.trim_end())
}

/// "9,000 to 31,000", with the time it is per.
pub(crate) fn range(count: &CountLine) -> String {
    match count.per {
        Some(per) => format!("{} a {per}", count.range),
        None => count.range.clone(),
    }
}

/// "4 accounts, 2 independent origins".
pub(crate) fn voices(accounts: usize, origins: usize) -> String {
    let told = words::plural(accounts, "account");
    match (accounts, origins) {
        (0 | 1, _) => told,
        (_, 1) => format!("{told}, one origin"),
        (_, origins) => format!("{told}, {origins} independent origins"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_and_dates_read_well() {
        assert_eq!(moment("2027-02-14T09:05:11Z"), "14 February 2027, 09:05 UTC");
        assert_eq!(date("../2027-02-14"), "until 14 February 2027");
        assert_eq!(date("soon"), "soon");
        assert_eq!(voices(4, 2), "4 accounts, 2 independent origins");
        assert_eq!(voices(1, 1), "1 account");
    }
}
