//! Of which state a report speaks, sentence by sentence: where a paragraph is set ("In Lilongwe …"), else whose state or body acted last in it. A
//! bare "the interior ministry" is that state's.

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
    /// The first state that does something.
    own: Option<String>,
}

impl Settings {
    /// The state that the paragraph speaks of at a byte.
    pub fn at(&self, place: usize) -> Option<&str> {
        let next = self.at.partition_point(|(start, _)| *start <= place);
        self.at.get(next.checked_sub(1)?)?.1.as_deref()
    }

    /// The state that the report tells of first as doing something.
    pub fn own(&self) -> Option<&str> {
        self.own.as_deref()
    }

    pub(super) fn of(scene: &Scene, places: &[PlaceMention], cast: &Cast) -> Settings {
        let mut settings = Settings::default();
        let mut paragraph = None;
        let mut current: Option<String> = None;
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
                !member.is_person && member.tokens.len() > 1 && member.tokens.len() * 2 >= sentence.tokens.len()
            };
            let acting = |member: &&Member| {
                member.state.is_some() && if heads { fills(member) } else { member.acts }
            };
            let last = cast.within(&sentence.tokens).iter().rfind(acting);
            if let Some(state) = last.and_then(|member| member.state.clone()) {
                settings.own.get_or_insert_with(|| state.clone());
                current = opening(scene, places, number).or(Some(state));
            }
        }
        settings
    }
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
