//! What people are: kin and private roles, whose names are masked, and offices, whose names stay.

use recount_core::Lexicon;

/// Kin and those near.
const KIN: [&str; 44] = [
    "mother",
    "father",
    "son",
    "daughter",
    "brother",
    "sister",
    "wife",
    "husband",
    "uncle",
    "aunt",
    "cousin",
    "nephew",
    "niece",
    "grandmother",
    "grandfather",
    "grandson",
    "granddaughter",
    "widow",
    "widower",
    "fiancé",
    "fiancée",
    "fiance",
    "neighbour",
    "neighbor",
    "friend",
    "friends",
    "parents",
    "child",
    "children",
    "baby",
    "infant",
    "girlfriend",
    "boyfriend",
    "relative",
    "son-in-law",
    "daughter-in-law",
    "mother-in-law",
    "father-in-law",
    "brother-in-law",
    "sister-in-law",
    "stepson",
    "stepdaughter",
    "twin",
    "colleague",
];
/// What somebody is who holds no office.
const ROLES: [&str; 60] = [
    "resident",
    "survivor",
    "witness",
    "eyewitness",
    "villager",
    "farmer",
    "fisherman",
    "fisherwoman",
    "shopkeeper",
    "trader",
    "vendor",
    "student",
    "pupil",
    "schoolgirl",
    "schoolboy",
    "boy",
    "girl",
    "teenager",
    "toddler",
    "refugee",
    "migrant",
    "victim",
    "detainee",
    "prisoner",
    "inmate",
    "protester",
    "protestor",
    "demonstrator",
    "driver",
    "housewife",
    "patient",
    "labourer",
    "laborer",
    "worker",
    "herder",
    "shepherd",
    "tailor",
    "carpenter",
    "mechanic",
    "baker",
    "cook",
    "guard",
    "passerby",
    "bystander",
    "pensioner",
    "returnee",
    "deportee",
    "evacuee",
    "suspect",
    "hostage",
    "captive",
    "orphan",
    "man",
    "woman",
    "youth",
    "passenger",
    "tourist",
    "homeowner",
    "local",
    "relative",
];
/// Offices beside those of the lexicon.
const OFFICES: [&str; 26] = [
    "leader",
    "spokesperson",
    "official",
    "officials",
    "head",
    "coordinator",
    "representative",
    "minister",
    "lawmaker",
    "mp",
    "envoy",
    "rapporteur",
    "administrator",
    "prefect",
    "prosecutor",
    "lawyer",
    "editor",
    "correspondent",
    "chairman",
    "chair",
    "co-ordinator",
    "manager",
    "ceo",
    "founder",
    "commander",
    "director-general",
];
/// Titles of the lexicon that anybody may have, and no office.
const ANYBODYS: [&str; 24] = [
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "miss",
    "father",
    "sister",
    "brother",
    "uncle",
    "aunt",
    "baby",
    "private",
    "defendant",
    "plaintiff",
    "actor",
    "actress",
    "singer",
    "author",
    "coach",
    "pitcher",
    "quarterback",
    "saint",
];

/// "mother", "neighbour".
pub(super) fn is_kin(word: &str) -> bool {
    KIN.contains(&&*word.to_lowercase())
}

/// "resident", "pupil".
pub(super) fn is_private_role(word: &str) -> bool {
    ROLES.contains(&&*word.to_lowercase())
}

/// "her", "the victim's".
pub(super) fn is_whose(word: &str) -> bool {
    matches!(
        &*word.to_lowercase(),
        "his" | "her" | "their" | "my" | "our" | "whose" | "the" | "a" | "an" | "one" | "another"
    ) || word.ends_with("'s")
        || word.ends_with("’s")
}

/// "Governor", "spokesman", "leader".
pub(super) fn is_office(word: &str, lexicon: &Lexicon) -> bool {
    let word = word.to_lowercase();
    let titles = &lexicon.place_words.titles;
    let is_title = titles.contains(&word) || titles.contains(word.trim_end_matches('.'));
    OFFICES.contains(&&*word) || is_title && !ANYBODYS.contains(&&*word)
}
