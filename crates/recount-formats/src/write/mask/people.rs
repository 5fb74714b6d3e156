//! Names of private people that a report tells of: with an age beside the name, told to have been killed, hurt, taken or raped, as
//! somebody's kin or neighbour, by what they are (a resident, a pupil, a fisherman), or in a list of the dead, the hurt or the
//! arrested. A name behind a title or an office is that of somebody public and stays.

use recount_core::{Lexicon, Span};

use super::{
    roles::{self, is_kin, is_private_role},
    tokens::{Token, is_loud, is_name, length, tokens},
};

/// The oldest anybody is.
const OLDEST: u32 = 115;
/// Words of the longest name.
const LONGEST: usize = 6;
/// How far a word reaches back to what introduces it.
const NEAR: usize = 4;

/// The names of people in a text, each whole.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Of those who hold no office.
    pub(super) private: Vec<Span>,
    /// Of those who do.
    pub(super) public: Vec<Span>,
}

/// Where the names of people stand in a text.
pub(super) fn people(text: &str, lexicon: &Lexicon) -> People {
    let tokens = tokens(text);
    let mut found = People::default();
    let (mut at, mut in_list) = (0, false);
    while at < tokens.len() {
        in_list = list_goes_on(text, &tokens, at, in_list, lexicon);
        // "Student Quim Mavie": the name begins behind what he is.
        if tokens.get(at).is_some_and(|it| is_private_role(it.text, lexicon) || is_kin(it.text, lexicon)) {
            at += 1;
            continue;
        }
        let rest = tokens.get(at..).unwrap_or_default();
        let end = at + length(rest);
        if end > at && end - at <= LONGEST {
            let here = Here { tokens: &tokens, at, end, in_list, lexicon };
            if here.is_public() {
                found.public.extend(here.span());
            } else if here.is_private() {
                found.private.extend(here.span());
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether a list of people goes on at a token, or opens before it: "the dead: …", "those killed included …", up to the end of the
/// sentence or of the line; lines that begin with a mark of their own go on.
fn list_goes_on(text: &str, tokens: &[Token], at: usize, in_list: bool, lexicon: &Lexicon) -> bool {
    let token = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let word = |back: usize| token(back).map_or("", |it| it.text);
    let before = word(1);
    let ends = matches!(before, "." | "!" | "?") && word(2).chars().count() > 1;
    let gap = token(1).zip(token(0)).and_then(|(left, right)| text.get(left.span.end..right.span.start));
    let is_item = |word: &str| matches!(word, "-" | "–" | "•" | "*" | "\n");
    let breaks =
        gap.is_some_and(|gap| gap.contains('\n')) && !is_item(word(0)) && before != ":" && before != ",";
    if ends || breaks {
        return false;
    }
    let near = match before {
        ":" => 3,
        "included" | "include" | "includes" | "including" | "were" | "are" | "as" => NEAR,
        _ => return in_list,
    };
    in_list || (2..2 + near).any(|back| lexicon.private.listed.contains(&word(back).to_lowercase()))
}

/// A name in its place.
struct Here<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    end: usize,
    in_list: bool,
    lexicon: &'a Lexicon,
}

impl Here<'_> {
    fn name(&self) -> &[Token<'_>] {
        self.tokens.get(self.at..self.end).unwrap_or_default()
    }

    fn span(&self) -> Option<Span> {
        Some(self.name().first()?.span.cover(self.name().last()?.span))
    }

    /// A word behind the name.
    fn behind(&self, at: usize) -> &str {
        self.tokens.get(self.end + at).map_or("", |token| token.text)
    }

    /// A word before it, from 1 on.
    fn before(&self, back: usize) -> &str {
        self.at.checked_sub(back).and_then(|at| self.tokens.get(at)).map_or("", |token| token.text)
    }

    fn is_public(&self) -> bool {
        let inside = self.name().iter().any(|word| roles::is_office(word.text, self.lexicon));
        let abbreviated = usize::from(self.before(1) == ".");
        let before = roles::is_office(self.before(1 + abbreviated), self.lexicon);
        let apposed = self.behind(0) == "," && {
            let stop = |at: &usize| !matches!(self.behind(*at), "," | "." | "");
            (1..=6).take_while(stop).any(|at| roles::is_office(self.behind(at), self.lexicon))
        };
        inside || before || apposed || self.before(1).eq_ignore_ascii_case("the")
    }

    fn is_private(&self) -> bool {
        let loud = self.name().iter().all(|word| is_loud(word.text));
        let words = self.name().iter().filter(|word| is_name(word.text) || is_loud(word.text)).count();
        // One word in capitals may be anything.
        if loud && words < 2 {
            return false;
        }
        let in_place = self.lexicon.private.before_a_place.contains(&self.before(1).to_lowercase());
        let told = self.is_aged() || self.has_role();
        if told && !(in_place && words < 2) || years_old(self.before(1)) || self.is_of_kin() {
            return true;
        }
        let is_whole = words >= 2 || self.name().iter().any(|word| word.text == ".");
        is_whole
            && !in_place
            && (self.is_of_age()
                || self.is_told()
                || (self.is_done_to() || self.is_listed()) && !self.is_place())
    }

    /// Whether a place is known by the name.
    fn is_place(&self) -> bool {
        let words: Vec<&str> = self.name().iter().map(|word| word.text).collect();
        !self.lexicon.places.named(&words.join(" ")).is_empty()
    }

    /// ", aged 34", "(aged 34)", "(34)", ", a 34-year-old".
    fn is_aged(&self) -> bool {
        let word = |at: usize| self.behind(at);
        match word(0) {
            "," => {
                (matches!(word(1), "aged" | "age") && is_age(word(2)))
                    || years_old(word(1))
                    || (matches!(word(1), "a" | "an" | "the") && years_old(word(2)))
            }
            "(" => {
                (matches!(word(1), "aged" | "age") && is_age(word(2)) && word(3) == ")")
                    || (is_age(word(1)) && word(2) == ")")
            }
            "aged" => is_age(word(1)),
            _ => false,
        }
    }

    /// ", 34, a farmer": an age between commas and not one of a list of numbers.
    fn is_of_age(&self) -> bool {
        let word = |at: usize| self.behind(at);
        let goes_on = word(4).is_empty() || word(4).starts_with(char::is_lowercase);
        word(0) == ","
            && is_age(word(1))
            && match word(2) {
                "," => {
                    word(3).starts_with(char::is_lowercase) && word(3) != "and" || word(3) == "and" && goes_on
                }
                "." | ";" => true,
                other => matches!(other, "from" | "of" | "who" | "was" | "and"),
            }
    }

    /// "was killed", "has been arrested", "died".
    fn is_told(&self) -> bool {
        if self.lexicon.private.died.contains(self.behind(0)) {
            return true;
        }
        let mut at = match (self.behind(0), self.behind(1)) {
            ("has" | "had", "been") => 2,
            ("was" | "were" | "is" | "got", _) => 1,
            (",", "who") => 3,
            _ => return false,
        };
        at += usize::from(self.lexicon.private.between.contains(self.behind(at)));
        self.lexicon.private.done.contains(self.behind(at))
            || self.lexicon.private.died.contains(self.behind(at))
            || self.lexicon.private.died.contains(self.behind(2))
    }

    /// "gunmen shot Ana Reis", "the killing of Ana Reis", "identified as Ana Reis".
    fn is_done_to(&self) -> bool {
        let deed =
            self.before(1) == "of" && self.lexicon.private.deeds.contains(&self.before(2).to_lowercase());
        let named = self.before(1) == "as"
            && (2..=NEAR + 2).any(|back| self.lexicon.private.named.contains(self.before(back)))
            || self.lexicon.private.named.contains(self.before(1));
        let back = 1 + usize::from(self.lexicon.private.between.contains(self.before(1)));
        let word = self.before(back);
        let of_whom = !matches!(self.behind(0), "'" | "’")
            && (self.lexicon.private.done.contains(word) || self.lexicon.private.does.contains(word));
        // "were killed Monday": nobody.
        let passive = (1..=3).any(|more| matches!(self.before(back + more), "was" | "were" | "been" | "are"));
        deed || named || of_whom && !passive
    }

    /// "his neighbour Jonas Mabuto", "her mother, Joana Tivane,", "Ana Reis, his widow", "Ana's brother".
    fn is_of_kin(&self) -> bool {
        let back = 1 + usize::from(self.before(1) == ",");
        if is_kin(self.before(back), self.lexicon)
            && (back == 1
                || roles::is_whose(self.before(back + 1), self.lexicon)
                || self.before(back + 1).ends_with("'s"))
        {
            return true;
        }
        let behind = self.behind(0) == ","
            && roles::is_whose(self.behind(1), self.lexicon)
            && (2..=4).any(|at| is_kin(self.behind(at), self.lexicon));
        let of = self.before(1) == "of" && is_kin(self.before(2), self.lexicon);
        behind || of
    }

    /// "resident Jonas Mabuto", "Jonas Mabuto, a fisherman", "Elias M., who lost two sons".
    fn has_role(&self) -> bool {
        // "the Office of Refugee Resettlement" tells of no refugee; "Refugee Zito Mahumane said" does.
        let begins = matches!(self.before(2), "" | "." | "!" | "?" | ":" | "“" | "\"" | "\n" | "-" | "said");
        let is_told = self.before(1).starts_with(char::is_lowercase) || begins;
        if is_private_role(self.before(1), self.lexicon) && is_told && self.before(2) != "the" {
            return true;
        }
        let apposed = self.behind(0) == "," && matches!(self.behind(1), "a" | "an" | "another" | "one");
        let stop = |at: &usize| !matches!(self.behind(*at), "," | "." | "" | "of" | "from" | "who" | "in");
        apposed
            && (2..=6).take_while(stop).any(|at| {
                is_private_role(self.behind(at), self.lexicon) || is_kin(self.behind(at), self.lexicon)
            })
    }

    /// One of a list of the dead, the hurt or the arrested: between marks, and not in front of a noun of its own.
    fn is_listed(&self) -> bool {
        self.in_list
            && matches!(self.behind(0), "," | ";" | "." | "and" | "\n" | "(" | "" | "from" | "-" | "–")
    }
}

fn is_age(word: &str) -> bool {
    word.parse().is_ok_and(|years: u32| (1..=OLDEST).contains(&years))
}

/// "34-year-old", "34-year-olds", "six-year-old".
fn years_old(word: &str) -> bool {
    word.strip_suffix("-year-old").is_some_and(|years| is_age(years) || years.chars().all(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    fn check(text: &str, expected: &[&str]) {
        let found = people(text, &LEXICON).private;
        let found: Vec<&str> = found.iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_name_with_an_age_is_a_persons() {
        check("Amal Tembe, 34, was hit by a stray bullet.", &["Amal Tembe"]);
        check("They buried Yusuf al-Masri (61) and Zola Tembe (aged 9).", &["Yusuf al-Masri", "Zola Tembe"]);
        check(
            "Nadia, aged 7, lost a leg; so did Omar bin Saleh, an 8-year-old.",
            &["Nadia", "Omar bin Saleh"],
        );
        check("The 19-year-old Dana Reis cannot sleep.", &["Dana Reis"]);
        check("TEMBE AMALIA, 34, was among 26 people killed.", &["TEMBE AMALIA"]);
    }

    #[test]
    fn so_is_one_that_was_killed_or_taken() {
        check(
            "Amal Tembe was killed on Monday and Zola Reis had been detained.",
            &["Amal Tembe", "Zola Reis"],
        );
        check("Jonas Mabuto was also shot; Ana Mabuto died at home.", &["Jonas Mabuto", "Ana Mabuto"]);
        check("Gunmen shot Ana Reis, and police arrested Jonas Mabuto.", &["Ana Reis", "Jonas Mabuto"]);
        check("After the rape of Dana Sitoe the village fled.", &["Dana Sitoe"]);
    }

    #[test]
    fn so_are_kin_neighbours_and_whoever_is_told_by_what_they_are() {
        check("His neighbour Jonas Mabuto fled.", &["Jonas Mabuto"]);
        check("Her mother, Joana Tivane, wept.", &["Joana Tivane"]);
        check("Carlos Sitoe, 45, and his son Pedro, 6.", &["Carlos Sitoe", "Pedro"]);
        check("“We ran,” said witness Elias M., a fisherman.", &["Elias M."]);
        check("Said resident Jonas\nMabuto.", &["Jonas\nMabuto"]);
        check("Ana Reis, a pupil of the school, was absent.", &["Ana Reis"]);
    }

    #[test]
    fn so_are_those_in_lists() {
        check(
            "The dead: Ana Reis, Jonas Tembe and Zola Mabuto.",
            &["Ana Reis", "Jonas Tembe", "Zola Mabuto"],
        );
        check("Those arrested were Ana Reis and Omar Saleh.", &["Ana Reis", "Omar Saleh"]);
    }

    #[test]
    fn places_numbers_and_the_public_are_not() {
        check("In North Marandel, 34, in Osveia, 12 people were killed.", &[]);
        check("North Marandel, 34, South Marandel, 20, Osveia, 6.", &[]);
        check("On Tuesday, 34, mostly women, were killed; in March 2027 Osveia was hit.", &[]);
        check("President Amal Tembe, 71, was killed; so was the Marandel Relief Front.", &[]);
        check("The rebel leader Amal Tembe was killed. Some 300 people died.", &[]);
        check("Nine were killed in Port Osveia, 34 of them children.", &[]);
        check("At least 12 people were killed Monday in Mocuba, Governor Amal Tembe said.", &[]);
        check("Jonas Mabuto, spokesman for the ministry, said 12 were killed.", &[]);
        check(
            "Among the dead were 4 staff of Port Osveia General Hospital and Red Crescent volunteers.",
            &[],
        );
    }
}
