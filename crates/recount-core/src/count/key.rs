//! What a figure counts, as a key: two figures may be compared only where their keys agree.

use super::{place, which::Which};
use crate::{
    event::Event,
    extraction::Extraction,
    figure::{Figure, Per, Status, Unit},
    lexicon::Lexicon,
    origin::{Group, Names},
    span::Span,
};

/// What a figure counts. Figures whose keys differ in any known part are never set beside each other as one count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Key {
    /// The measure's code.
    pub measure: String,
    /// People, households, dwellings or incidents.
    pub unit: Unit,
    /// As fact, plan, denial or supposition.
    pub status: Status,
    /// For a rate, the time it is per.
    pub per: Option<Per>,
    /// The most specific place, folded; none for a whole country, or where none is named.
    pub place: Option<String>,
    /// The first-level division that the place lies in, folded; none where it is not known, or is the place itself.
    pub within: Option<String>,
    /// For "14 of the 24": the whole that it is a share of.
    pub share_of: Option<u64>,
    /// For a plan in phases, which one, from the second on.
    pub phase: Option<u8>,
    /// The number under which a person set it apart from what it would fall together with.
    pub apart: Option<u64>,
    /// Which event, and which part of it.
    pub which: Which,
    /// Who is counted.
    pub group: Group,
    /// Countries by role.
    pub countries: Places,
}

/// Countries by role as sets; an empty one is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "the words of the annotation guide")]
pub struct Places {
    pub from: Names,
    pub at: Names,
    pub to: Names,
}

impl Places {
    /// Whether no country is known in any role.
    pub fn is_empty(&self) -> bool {
        self.from.is_empty() && self.at.is_empty() && self.to.is_empty()
    }
}

impl Key {
    /// The key of one figure.
    pub fn of(figure: &Figure, extraction: &Extraction, lexicon: &Lexicon) -> Key {
        let set = |codes: &[String]| codes.iter().cloned().collect();
        let who = figure.who.as_ref().map_or("", |who| who.text.as_str());
        let which = Which::of(figure, extraction, lexicon);
        let event = figure.event.and_then(|at| extraction.events.get(at));
        let event = event.filter(|event| which.is_of_a_day() && is_told_with(figure, event));
        let own = place::of(figure, extraction, lexicon);
        let (place, within) = event.map_or(own, |event| place::of_event(event, extraction)).unzip();
        let at = event.map(|event| &event.countries).filter(|countries| !countries.is_empty());
        Key {
            measure: figure.measure.clone(),
            unit: figure.unit,
            status: figure.status,
            per: figure.per,
            place,
            within: within.flatten(),
            share_of: share_of(figure, extraction),
            phase: phase(figure, extraction, lexicon),
            apart: None,
            which,
            group: group(figure, who, extraction, lexicon),
            countries: Places {
                from: set(&figure.countries.from),
                at: set(at.unwrap_or(&figure.countries.at)),
                to: set(&figure.countries.to),
            },
        }
    }

    /// Whether the parts that are never guessed agree: all but people, legal standing, countries, division and event; and of one
    /// happening the place, which is told in many ways.
    pub fn same_frame(&self, other: &Key) -> bool {
        self.measure == other.measure
            && self.unit == other.unit
            && self.status == other.status
            && self.per == other.per
            && self.which.told_scope() == other.which.told_scope()
            && self.which.is_of_a_day() == other.which.is_of_a_day()
            && (self.which.is_of_a_day() || self.place == other.place)
            && self.share_of == other.share_of
            && self.phase == other.phase
            && self.apart == other.apart
            && self.group.parts == other.group.parts
    }

    /// Whether nothing in one contradicts the other; what one leaves open contradicts nothing.
    pub fn is_compatible(&self, other: &Key) -> bool {
        let open = |one: &Names, two: &Names| one.is_empty() || two.is_empty() || one == two;
        self.same_frame(other)
            && self.which.is_compatible(&other.which)
            && self.may_be_at(other)
            && open(&self.group.peoples, &other.group.peoples)
            && open(&self.group.standing, &other.group.standing)
            && !self.group.says_else(&other.group)
            && open(&self.countries.from, &other.countries.from)
            && (self.place.is_some() && self.place == other.place
                || open(&self.countries.at, &other.countries.at))
            && open(&self.countries.to, &other.countries.to)
    }

    /// Whether nothing but the day of one contradicts the other.
    pub fn is_beside(&self, other: &Key) -> bool {
        let which = Which { day: other.which.day, ..self.which.clone() };
        Key { which, ..self.clone() }.is_compatible(other)
    }

    /// Whether nothing in the places of one contradicts those of the other. Of one happening the one may lie in the other.
    fn may_be_at(&self, other: &Key) -> bool {
        let open = |one: &Option<String>, two: &Option<String>| one.is_none() || two.is_none() || one == two;
        let holds = |whole: &Key, part: &Key| whole.place.is_some() && whole.place == part.within;
        if !self.which.is_of_a_day() || self.place == other.place {
            return open(&self.within, &other.within);
        }
        open(&self.place, &other.place) || holds(self, other) || holds(other, self)
    }

    /// The key without what may be left open: who by people and standing, the countries, the division, and the event but for
    /// its scope and, of one happening, the day in place of the place.
    pub fn frame(&self) -> Key {
        let group = Group { parts: self.group.parts.clone(), ..Group::default() };
        let happening = self.which.is_of_a_day();
        Key {
            group,
            countries: Places::default(),
            within: None,
            place: self.place.clone().filter(|_| !happening),
            which: self.which.frame(),
            ..self.clone()
        }
    }

    /// All that is known in either of two compatible keys.
    pub fn join(mut self, other: &Key) -> Key {
        self.group.peoples.extend(other.group.peoples.iter().cloned());
        self.group.standing.extend(other.group.standing.iter().cloned());
        self.countries.from.extend(other.countries.from.iter().cloned());
        self.countries.at.extend(other.countries.at.iter().cloned());
        self.countries.to.extend(other.countries.to.iter().cloned());
        self.within = self.within.or_else(|| other.within.clone());
        self.place = self.place.or_else(|| other.place.clone());
        self.which = self.which.join(&other.which);
        self
    }

    /// Fills what this one leaves open from another, and changes nothing that it says.
    pub(super) fn fill(&mut self, other: &Key) {
        let names = |own: &mut Names, other: &Names| {
            if own.is_empty() {
                own.extend(other.iter().cloned());
            }
        };
        names(&mut self.group.peoples, &other.group.peoples);
        names(&mut self.group.standing, &other.group.standing);
        names(&mut self.countries.from, &other.countries.from);
        names(&mut self.countries.at, &other.countries.at);
        names(&mut self.countries.to, &other.countries.to);
        self.within = self.within.take().or_else(|| other.within.clone());
        self.place = self.place.take().or_else(|| other.place.clone());
        self.which = std::mem::take(&mut self.which).join(&other.which);
    }

    /// A stable name: the parts that are known, joined by hyphens.
    pub fn name(&self) -> String {
        let mut parts = vec![self.measure.clone()];
        let mut add = |part: Option<String>| parts.extend(part);
        add((self.unit != Unit::Person).then(|| self.unit.code().to_string()));
        add((self.status != Status::Reported).then(|| self.status.code().to_string()));
        add(self.per.map(|per| format!("per-{}", per.code())));
        add(self.share_of.map(|whole| format!("of-{whole}")));
        add(self.phase.map(|phase| format!("phase-{phase}")));
        add(self.group.words());
        for (role, codes) in
            [("from", &self.countries.from), ("at", &self.countries.at), ("to", &self.countries.to)]
        {
            add((!codes.is_empty())
                .then(|| format!("{role}-{}", Vec::from_iter(codes.iter().cloned()).join("-"))));
        }
        add(self.place.clone());
        self.which.words().into_iter().for_each(|word| add(Some(word)));
        add(self.apart.map(|number| format!("apart-{number}")));
        parts.join("-").replace(|character: char| !character.is_alphanumeric(), "-")
    }
}

/// Whether a figure is told together with its event: its sentence names that, or no place of its own. "Namacurra: 11,300" is of
/// Namacurra, wherever it began.
fn is_told_with(figure: &Figure, event: &Event) -> bool {
    let own = figure.place.is_some_and(|place| figure.sentence.contains(place));
    !own || event.mentions.iter().any(|mention| figure.sentence.contains(*mention))
}

/// Who is counted; people of whom the words say no more are of the country they go home to or come from.
fn group(figure: &Figure, who: &str, extraction: &Extraction, lexicon: &Lexicon) -> Group {
    let mut group = Group::read(who, figure.unit, &lexicon.people, &lexicon.places);
    // Fighters of a band are a part of those counted, and no people that the others may be of.
    let bands: Vec<String> =
        group.peoples.iter().filter(|name| lexicon.organisations.is_armed(name)).cloned().collect();
    group.peoples.retain(|name| !bands.iter().any(|band| band == name));
    group.parts.extend(bands);
    if figure.unit == Unit::Dwelling && is_flooded(figure, extraction, lexicon) {
        group.parts.insert("flooded".to_string());
    }
    let homeward = lexicon.counting.is_homeward(&figure.measure);
    group.standing.retain(|standing| !lexicon.counting.is_idle_standing(&figure.measure, standing));
    let home = if homeward { &figure.countries.to } else { &figure.countries.from };
    if group.peoples.is_empty() && matches!(figure.unit, Unit::Person | Unit::Household) {
        group.peoples.extend(home.iter().cloned());
    }
    group
}

/// Whether the words behind the number say that the dwellings are under water, before any that say that they are broken.
fn is_flooded(figure: &Figure, extraction: &Extraction, lexicon: &Lexicon) -> bool {
    let behind = extraction.words(Span::new(figure.span.end, figure.sentence.end)).unwrap_or("");
    let words = behind.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let own = words.take_while(|word| !word.starts_with(|sign: char| sign.is_ascii_digit())).take(NEAR);
    own.map(str::to_lowercase).find_map(|word| lexicon.counting.flooding(&word)).unwrap_or(false)
}

/// So many words behind a number may say what became of the dwellings.
const NEAR: usize = 8;

/// The whole of a share: "14" in "14 of the 24 attacks" is a share of 24.
fn share_of(figure: &Figure, extraction: &Extraction) -> Option<u64> {
    let whole = extraction.figures.iter().find(|other| other.span.start > figure.span.end)?;
    let between = extraction.words(Span::new(figure.span.end, whole.span.start))?.trim();
    matches!(between, "of" | "of the" | "of all" | "out of" | "out of the" | "of those" | "of these")
        .then_some(whole.low.or(whole.high)?)
}

/// The phase of a plan; the first is told as often without its number as with it.
fn phase(figure: &Figure, extraction: &Extraction, lexicon: &Lexicon) -> Option<u8> {
    let passage = extraction.passage_at(figure.span.start).filter(|_| figure.status == Status::Planned)?;
    lexicon.counting.phase(&passage.text).filter(|phase| *phase > 1)
}
