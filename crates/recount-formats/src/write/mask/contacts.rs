//! Telephone numbers, e-mail addresses and numbers of papers.

/// What stands for a number.
pub(super) const NUMBER: &str = "[number]";
/// What stands for an e-mail address.
pub(super) const ADDRESS: &str = "[address]";
/// Words before a telephone number.
const CALLS: [&str; 12] = [
    "tel",
    "phone",
    "telephone",
    "call",
    "calls",
    "mobile",
    "cell",
    "cellphone",
    "whatsapp",
    "sms",
    "hotline",
    "signal",
];
/// Words before the number of a paper.
const PAPERS: [&str; 14] = [
    "passport",
    "id",
    "identity",
    "card",
    "visa",
    "permit",
    "licence",
    "license",
    "registration",
    "cnic",
    "nin",
    "ssn",
    "iban",
    "matricule",
];
/// Words that may stand between those and the number.
const BETWEEN: [&str; 10] = ["no", "number", "nr", "n", "num", "on", "is", "was", "at", "card"];
/// Digits that a telephone number has at the least.
const CALLED: usize = 7;
/// Digits that the number of a paper has at the least.
const PAPER: usize = 4;

/// The text without them.
pub(super) fn without_contacts(text: &str) -> String {
    if !text.contains('@') && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut cue = Cue::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if is_inside(first) { run(rest, &cue) } else { first.len_utf8() };
        let (piece, next) = rest.split_at(length);
        match is_inside(first) {
            false => out.push_str(piece),
            true => out.push_str(cue.shown(piece)),
        }
        rest = next;
    }
    out
}

/// What the last words lead to.
#[derive(Default)]
struct Cue {
    calls: bool,
    papers: bool,
}

impl Cue {
    /// The piece, or what stands for it.
    fn shown<'p>(&mut self, piece: &'p str) -> &'p str {
        let digits = piece.bytes().filter(u8::is_ascii_digit).count();
        if !piece.contains(char::is_alphanumeric) {
            return piece;
        }
        let before = std::mem::take(self);
        if is_mail(piece) {
            return ADDRESS;
        }
        let is_call = piece.starts_with('+') && digits > CALLED || before.calls && digits >= CALLED;
        if is_call || before.papers && digits >= PAPER || is_register(piece) {
            return NUMBER;
        }
        let word = piece.to_lowercase();
        let goes_on = BETWEEN.contains(&&*word);
        self.calls = CALLS.contains(&&*word) || goes_on && before.calls;
        self.papers = PAPERS.contains(&&*word) || goes_on && before.papers;
        piece
    }
}

/// How long the piece at the front is: a word, an address, or a number with its gaps where one may stand.
fn run(text: &str, cue: &Cue) -> usize {
    let word = text.find(|letter| !is_inside(letter)).unwrap_or(text.len());
    let piece = text.get(..word).unwrap_or_default().trim_end_matches(['.', '-']);
    let starts = piece.starts_with('+') || piece.starts_with(|first: char| first.is_ascii_digit());
    if piece.is_empty() || !starts || !(piece.starts_with('+') || cue.calls) {
        return piece.len().max(text.chars().next().map_or(1, char::len_utf8));
    }
    let spaced = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, '+' | ' ' | '-' | '(' | ')' | '/' | '\u{a0}')
    };
    let end = text.find(|letter| !spaced(letter)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches(|last: char| !last.is_ascii_digit()).len().max(1)
}

fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '@' | '.' | '_' | '-' | '+')
}

fn is_mail(piece: &str) -> bool {
    piece
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.trim_end_matches('.').contains('.'))
}

/// "41301-1234567-1", as national registers number people.
fn is_register(piece: &str) -> bool {
    let parts: Vec<&str> = piece.split('-').collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    parts.iter().all(digits) && matches!(parts[..], [a, b, c] if a.len() == 5 && b.len() == 7 && c.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(without_contacts(text), expected);
    }

    #[test]
    fn numbers_and_addresses_of_people_are_masked() {
        check(
            "Call +258 84 123 4567 or write to ana.reis@post.example.",
            "Call [number] or write to [address].",
        );
        check(
            "WhatsApp number 0841234567, passport no. AB123456.",
            "WhatsApp number [number], passport no. [number].",
        );
        check("His CNIC is 41301-1234567-1.", "His CNIC is [number].");
    }

    #[test]
    fn numbers_that_count_stay() {
        for text in [
            "Some 1,234,567 people; 2027-02-15; 12-14 dead, +12% in a week.",
            "Phone lines were cut; 300 people fled. ID cards of 46,200 people were lost.",
            "5-6-7. .. -- @ a@b +",
        ] {
            check(text, text);
        }
    }
}
