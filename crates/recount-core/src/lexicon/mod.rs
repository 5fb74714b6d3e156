//! What Recount knows of language and of its field, as data. The files under `lexicon/` are listed by `build.rs`, so a
//! new measure is a new file and nothing else.

mod abbreviations;
mod boilerplate;
mod common;
mod counting;
mod cues;
mod dates;
mod events;
mod fiscal_years;
pub mod gazetteer;
mod inflect;
mod irregular;
mod kin;
mod masthead;
mod measures;
mod numbers;
mod orders;
mod organisations;
mod parties;
mod people;
mod phrases;
mod place_roles;
mod place_words;
mod predicates;
mod private;
mod publishers;
mod source_kind;
mod triggers;
mod units;
mod words;

pub use abbreviations::Abbreviations;
pub use boilerplate::{BoilerplateWords, Kind as BoilerplateKind};
pub use common::CommonWords;
pub use counting::Counting;
pub use cues::{Carried, Cue, Cues, Refusals, Stance, Takes, Voice};
pub use dates::{Dates, Holiday, Part as DatePart, TimeWord, Unit as DateUnit, Which};
pub use events::{Cause, EventKind, EventPhrase, Events};
pub use fiscal_years::{CalledBy, FiscalYear, FiscalYears};
pub use gazetteer::Gazetteer;
pub use irregular::Irregular;
pub use kin::Kin;
pub use masthead::{Ahead, DayCue, Masthead};
pub use measures::{Extent, Measure, Triggers};
pub use numbers::{Bound, Numbers, Quantifiers};
pub use orders::{OrderRule, OrderRules, Phrase, StatusWords};
pub use organisations::{Organisations, Roles};
pub use parties::{Body, Parties};
pub use people::People;
pub use phrases::Phrases;
pub use place_roles::{Movement, PlaceRoles};
pub use place_words::PlaceWords;
pub use predicates::Predicates;
pub use private::Private;
pub use publishers::{Publisher, Publishers};
pub use source_kind::SourceKind;
pub use triggers::{Part, Trigger, TriggerIndex};
pub use units::{Unit, Units};
pub(crate) use words::WordBag;
pub use words::{WordMap, WordSet};

use crate::{
    decide::{ActWeights, Weights},
    fnv,
};

include!(concat!(env!("OUT_DIR"), "/lexicon_files.rs"));

/// All language data, read once and shared by every report.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// Differs where what it says differs: results kept from another lexicon are old.
    pub digest: u64,
    /// What figures count, in order of code.
    pub measures: Vec<Measure>,
    /// The trigger words of the measures.
    pub triggers: TriggerIndex,
    /// What a head noun makes a count a count of.
    pub units: Units,
    /// Words that keep their period.
    pub abbreviations: Abbreviations,
    /// Forms without a rule.
    pub irregular: Irregular,
    /// Words of time.
    pub dates: Dates,
    /// When countries' budget years start.
    pub fiscal_years: FiscalYears,
    /// Numbers in words.
    pub numbers: Numbers,
    /// Words that bound a number.
    pub quantifiers: Quantifiers,
    /// Words that credit something to somebody.
    pub cues: Cues,
    /// Organisations of the field.
    pub organisations: Organisations,
    /// Who speaks and acts.
    pub parties: Parties,
    /// Nouns for roles.
    pub roles: Roles,
    /// Words of what authorities decide.
    pub orders: OrderRules,
    /// What happens and what goes on.
    pub events: Events,
    /// Who is counted.
    pub people: People,
    /// How counts behave.
    pub counting: Counting,
    /// Words that say nothing about what a text is about.
    pub common: CommonWords,
    /// Places by name.
    pub places: Gazetteer,
    /// How words tie places to figures.
    pub place_roles: PlaceRoles,
    /// Words around the names of places.
    pub place_words: PlaceWords,
    /// Words by which is read what happened.
    pub predicates: Predicates,
    /// Words that outlets put around reports.
    pub boilerplate: BoilerplateWords,
    /// Words by what they are like.
    pub kin: Kin,
    /// What was learnt of how all these go together.
    pub weights: Weights,
    /// What was learnt of the acts that clauses state.
    pub acts: ActWeights,
    /// The codes of the measures that the weights tell apart, in their order: those that are built in.
    pub learnt: Vec<String>,
    /// How reports say what they are.
    pub masthead: Masthead,
    /// Who publishes reports.
    pub publishers: Publishers,
    /// By what words private people are told of.
    pub private: Private,
}

impl Lexicon {
    /// The language data that is built in.
    ///
    /// # Panics
    /// Never in a build whose tests passed: they read every file.
    pub fn builtin() -> Lexicon {
        let measures: Vec<Measure> =
            MEASURE_FILES.iter().map(|(code, text)| Measure::parse(code, text)).collect();
        Lexicon {
            digest: LEXICON_DIGEST,
            triggers: TriggerIndex::of(&measures),
            measures,
            units: english("units"),
            abbreviations: english("abbreviations"),
            irregular: english("irregular"),
            dates: Dates::read(english("dates"), english("dates-holidays")),
            fiscal_years: english("fiscal_years"),
            numbers: english::<Numbers>("numbers").indexed(),
            quantifiers: english::<numbers::QuantifierFile>("quantifiers").into(),
            cues: english("cues"),
            organisations: english("organisations"),
            parties: english("parties"),
            roles: english("roles"),
            orders: english("orders"),
            events: english("events"),
            people: english("people"),
            common: english("common"),
            place_roles: english("place_roles"),
            place_words: english("places_words"),
            predicates: english("predicates"),
            boilerplate: english::<boilerplate::File>("boilerplate").into(),
            masthead: english::<masthead::File>("masthead").into(),
            publishers: english::<publishers::File>("publishers").into(),
            private: english("private"),
            places: Gazetteer::open(&ENGLISH_FILES.iter().copied().collect()),
            counting: english("counting"),
            kin: Kin::builtin(),
            weights: Weights::builtin(),
            acts: ActWeights::builtin(),
            learnt: MEASURE_FILES.iter().map(|(code, _)| (*code).to_string()).collect(),
        }
    }

    /// The same lexicon with one more measure, from the text of a file as `lexicon/measures` holds them: a way to try a
    /// measure before it is added.
    ///
    /// # Errors
    /// Where the text is not of the form; the message says where.
    pub fn with_measure(mut self, code: &str, text: &str) -> Result<Lexicon, String> {
        let measure = Measure::read(code, text)?;
        self.measures.retain(|known| known.code != code);
        let place = self.measures.partition_point(|known| known.code.as_str() < code);
        self.measures.insert(place, measure);
        self.triggers = TriggerIndex::of(&self.measures);
        self.digest = fnv::digest_on(self.digest, code.bytes().chain(text.bytes()));
        Ok(self)
    }

    /// The measure of this code.
    pub fn measure(&self, code: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.code == code)
    }
}

/// One file of `lexicon/en`, by its stem.
fn english<T: serde::de::DeserializeOwned>(stem: &str) -> T {
    let text = ENGLISH_FILES.iter().find(|(name, _)| *name == stem).map_or("", |(_, text)| text);
    toml::from_str(text).unwrap_or_else(|error| panic!("lexicon/en/{stem}.toml: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read() {
        assert_eq!(Lexicon::builtin().measures.len(), MEASURE_FILES.len());
    }
}
