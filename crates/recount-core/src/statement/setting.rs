//! Of which state a report speaks, sentence by sentence: where a paragraph is set ("In Lilongwe …"), else whose state or body acted last in it. A
//! bare "the interior ministry" is that state's.

use std::collections::BTreeMap;

use super::{
    cast::{Cast, Member},
    scene::Scene,
};
use crate::{mention::PlaceMention, text::SentenceKind};

/// The state of each sentence, and of the whole report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where a sentence starts, in bytes, and the state that is spoken of there.
    at: Vec<(usize, Option<String>)>,
    /// The state that does most, where none does half as much.
    own: Option<String>,
}

impl Settings {
    /// The state that the paragraph speaks of at a byte.
    pub fn at(&self, place: usize) -> Option<&str> {
        let next = self.at.partition_point(|(start, _)| *start <= place);
        self.at.get(next.checked_sub(1)?)?.1.as_deref()
    }

    /// The state of which the report tells most that it does something; none where another does half as much.
    pub fn own(&self) -> Option<&str> {
        self.own.as_deref()
    }

    pub(super) fn of(scene: &Scene, places: &[PlaceMention], cast: &Cast) -> Settings {
        let mut settings = Settings::default();
        let mut paragraph = None;
        let mut current: Option<String> = None;
        let mut acts: BTreeMap<String, usize> = BTreeMap::new();
        for (number, sentence) in scene.prose.sentences.iter().enumerate() {
            if paragraph != Some(sentence.paragraph) {
                paragraph = Some(sentence.paragraph);
                current = None;
            }
            current = opening(scene, places, number).or(current);
            settings.at.push((sentence.span.start, current.clone()));
            let heads = sentence.kind == SentenceKind::Heading;
            // A heading that is the name of a body of a state: "HIGH COURT FOR ZAMBIA".
            let fills = |member: &Member| {
                !member.is_person
                    && member.tokens.len() > 1
                    && member.tokens.len() * 2 >= sentence.tokens.len()
            };
            let acting =
                |member: &&Member| member.state.is_some() && if heads { fills(member) } else { member.acts };
            let last = cast.within(&sentence.tokens).iter().rfind(acting);
            if let Some(state) = last.and_then(|member| member.state.clone()) {
                *acts.entry(state.clone()).or_default() += if heads { 4 } else { 1 };
                current = opening(scene, places, number).or(Some(state));
            }
        }
        settings.own = most(&acts);
        settings
    }
}

/// The state that is told most, where no other is told half as often.
fn most(acts: &BTreeMap<String, usize>) -> Option<String> {
    let (state, times) = acts.iter().max_by_key(|(_, times)| **times)?;
    let other = acts.iter().filter(|(other, _)| *other != state).map(|(_, times)| *times).max().unwrap_or(0);
    (*times >= other * 2).then(|| state.clone())
}

/// The state of the place with which a sentence opens: "In Lilongwe the news …", "Back in Mchinji, …".
fn opening(scene: &Scene, places: &[PlaceMention], sentence: usize) -> Option<String> {
    let tokens = scene.prose.sentences.get(sentence)?.tokens.clone();
    let lead = tokens.clone().take(2).find(|at| matches!(scene.clauses.word(*at), "in" | "at"))?;
    let span = scene.token(lead + 1)?.span;
    let next = places.partition_point(|place| place.span.end <= span.start);
    let place = places.get(next).filter(|place| place.span.start <= span.start && !place.demonym)?;
    place.country.clone()
}
