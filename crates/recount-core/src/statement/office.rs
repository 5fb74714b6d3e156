//! Who holds which office, as a report tells it: the name, what they are, and the body that they speak for.

use super::{
    cast::{Member, is_office, is_person_noun},
    meant::Told,
    naming,
};

/// A person with an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// First and last name, or the last alone.
    pub name: String,
    /// The words of the office: "the town clerk", "a lawyer of the centre".
    pub role: String,
    /// The body that they speak for, where other words than the office's name it.
    pub body: Option<String>,
}

impl Told<'_, '_> {
    /// The office of everybody who is told by name with one, in order.
    pub(super) fn offices(&self) -> Vec<Office> {
        self.cast.members.iter().filter_map(|member| self.office(member)).collect()
    }

    fn office(&self, member: &Member) -> Option<Office> {
        let scene = self.scene;
        let lemma = |at: usize| scene.token(at).map_or("", |token| &*token.lemma);
        let holds = member.words().any(|at| at != member.head && is_office(scene, lemma(at)));
        let is_named = member.is_person && member.is_named;
        if !is_named || !holds {
            return None;
        }
        let is_name = |at: &usize| scene.is_capitalised(*at) && !is_person_noun(scene, lemma(*at));
        let first = (member.tokens.start..member.head).rev().take_while(is_name).last();
        let name = scene.span(first.unwrap_or(member.head)..member.head + 1)?;
        let role = match &member.also {
            Some(also) => scene.span(also.clone())?,
            None => scene.span(member.tokens.clone())?,
        };
        let words = |span| naming::words(scene.text, span);
        let body = self.spoken_for(member).and_then(|body| scene.span(body.tokens.clone())).map(words);
        Some(Office { name: words(name), role: words(role), body })
    }
}
