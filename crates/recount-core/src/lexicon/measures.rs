//! What figures count: one file of `lexicon/measures` each.

use serde::Deserialize;

use super::{triggers::Part, units::Unit};

/// One thing that figures count, as `lexicon/measures/CODE.toml` states it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The file's stem: `deported`.
    #[serde(skip)]
    pub code: String,
    /// What a reader sees: "Deported".
    pub label: String,
    /// What it counts, in one sentence.
    pub definition: String,
    /// Stock, flow, or either.
    pub extent: Extent,
    /// HELIX's figure category or term, where it has one.
    #[serde(default)]
    pub helix: Option<String>,
    /// How near the heart of a displacement report it stands; lower is nearer. Orders listings.
    pub rank: u8,
    /// Whether it tells what is done for people, or of things like no other: it answers for a crisis only where little else does.
    #[serde(default)]
    pub aside: bool,
    /// What it can count.
    #[serde(default = "people")]
    pub units: Vec<Unit>,
    /// Measures whose nouns decide instead where they are those counted: "hosts 9,000 IDPs" are displaced, "40
    /// firefighters arrived" are involved.
    #[serde(default)]
    pub yields_to: Vec<String>,
    /// The words that say it.
    #[serde(default)]
    pub triggers: Triggers,
    /// Sentences in which the figure in `[brackets]` has this measure.
    pub examples: Vec<String>,
    /// Sentences in which the figure in `[brackets]` has another measure, or is no figure.
    pub counterexamples: Vec<String>,
}

/// Whether a count holds at a time or over a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// How many there are at a time.
    Stock,
    /// How many it happened to over a time.
    Flow,
    /// The words of the report decide.
    Either,
}

/// The words that say a measure, by the part they play. All are lemmas; a phrase is its words in order.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Triggers {
    /// Verbs whose object is counted: "deported 300 people", "300 people were deported", "300 deported".
    pub patient: Vec<String>,
    /// Verbs whose subject is counted: "300 people fled".
    pub agent: Vec<String>,
    /// Verbs whose subject is counted where an authority demands it: "told 300 people to leave".
    pub ordered: Vec<String>,
    /// Nouns of the event: "the deportation of 300 people", "300 deportations".
    pub event: Vec<String>,
    /// Nouns that say it of those counted: "300 deportees".
    pub counted: Vec<String>,
    /// Adjectives and phrases of a state: "300 dead", "300 were without power", "300 trapped miners".
    pub state: Vec<String>,
    /// Nouns counted that say it only where nothing else does: "300 refugees".
    pub weak: Vec<String>,
    /// Nouns of what holds those counted, which make a verb of another measure say this one: "camps that host 300".
    pub holder: Vec<String>,
}

fn people() -> Vec<Unit> {
    vec![Unit::Person, Unit::Household]
}

impl Triggers {
    /// Each part with its phrases.
    pub(super) fn parts(&self) -> [(Part, &[String]); 8] {
        [
            (Part::Patient, &self.patient),
            (Part::Agent, &self.agent),
            (Part::Ordered, &self.ordered),
            (Part::Event, &self.event),
            (Part::Counted, &self.counted),
            (Part::State, &self.state),
            (Part::Weak, &self.weak),
            (Part::Holder, &self.holder),
        ]
    }
}

impl Measure {
    /// Reads one file that is built in.
    ///
    /// # Panics
    /// Where the file is not of the form; a test reads them all.
    pub(super) fn parse(code: &str, text: &str) -> Measure {
        Measure::read(code, text).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Reads one file; an error names it and says where it is not of the form.
    pub(super) fn read(code: &str, text: &str) -> Result<Measure, String> {
        let measure: Measure =
            toml::from_str(text).map_err(|error| format!("lexicon/measures/{code}.toml: {error}"))?;
        Ok(Measure { code: code.to_string(), ..measure })
    }
}
