//! The rulings of the annotation guide: what a figure's countries are, once its places are known.

use crate::{figure::Countries, lexicon::Movement};

/// What is known of a figure's places before the rulings decide.
pub(super) struct Known {
    /// Where it happened.
    pub(super) at: Vec<String>,
    /// Whether the figure's own sentence names where it happened.
    pub(super) at_stated: bool,
    /// What the sentence says was left.
    pub(super) from: Vec<String>,
    /// What the sentence says was reached.
    pub(super) to: Vec<String>,
    /// The place left is a part of its country.
    pub(super) from_inside: bool,
    /// The nation of those counted.
    pub(super) nation: Option<String>,
    /// The sentence says that people go where they belong.
    pub(super) home: bool,
    /// The country the report is about.
    pub(super) focus: Option<String>,
}

impl Known {
    /// The countries by role.
    pub(super) fn rule(&self, movement: Option<Movement>, measure: &str) -> Countries {
        match movement {
            None => self.event(measure),
            Some(Movement::Flight) => self.flight(),
            Some(Movement::Arrival) => self.arrival(),
            Some(Movement::Return) => self.coming_back(),
            Some(Movement::Expulsion) => self.expulsion(),
            Some(Movement::Resettlement) => self.resettlement(),
        }
    }

    /// The place left, else the nation.
    fn left(&self) -> Vec<String> {
        if self.from.is_empty() { self.nation.iter().cloned().collect() } else { self.from.clone() }
    }

    /// Something that happens at a place, to people of that country or of another.
    fn event(&self, measure: &str) -> Countries {
        let harm = matches!(
            measure,
            "killed" | "injured" | "missing" | "displaced" | "homeless" | "evacuated" | "incidents"
        );
        let foreign =
            self.nation.iter().filter(|nation| !harm && !self.at.is_empty() && !self.at.contains(nation));
        Countries { from: foreign.cloned().collect(), at: self.at.clone(), to: Vec::new() }
    }

    fn flight(&self) -> Countries {
        let mut from = self.left();
        // "15,000 people in Myanmar have fled for India": where they were is what they left.
        if from.is_empty()
            && self.at_stated
            && !self.to.is_empty()
            && !self.to.iter().any(|to| self.at.contains(to))
        {
            from = self.at.clone();
        }
        let inside = |at: Vec<String>| Countries { from: Vec::new(), at, to: Vec::new() };
        if from.is_empty() && self.to.is_empty() {
            return inside(self.at.clone());
        }
        if !from.is_empty() && from == self.to {
            // "Afghans fled their country to neighbouring Afghanistan" is kept without its destination; see `doubt`.
            return if self.home { Countries { from, ..Countries::default() } } else { inside(from) };
        }
        if self.to.is_empty() && self.from_inside && !self.from.is_empty() {
            return inside(from);
        }
        let refuge =
            self.at.iter().filter(|at| self.to.is_empty() && self.from.is_empty() && !from.contains(at));
        let to = if self.to.is_empty() { refuge.cloned().collect() } else { self.to.clone() };
        Countries { from, at: Vec::new(), to }
    }

    fn arrival(&self) -> Countries {
        // Where the sentence says what was left, they did not arrive there.
        let here = self.at.iter().filter(|at| !self.from.contains(at)).cloned().collect();
        let to = if self.to.is_empty() { here } else { self.to.clone() };
        let from = self.left().into_iter().filter(|from| !to.contains(from)).collect();
        Countries { from, at: Vec::new(), to }
    }

    fn coming_back(&self) -> Countries {
        let to = if self.to.is_empty() { self.nation.iter().cloned().collect() } else { self.to.clone() };
        let focus: Vec<String> = self.focus.iter().cloned().collect();
        let from = [&self.from, &self.at, &focus].into_iter().find(|from| !from.is_empty() && **from != to);
        match from {
            Some(from) if !to.is_empty() => Countries { from: from.clone(), at: Vec::new(), to },
            // "233,619 returns from Iran": where to, the sentence does not say.
            Some(from) if *from == self.from && !self.from_inside => {
                Countries { from: from.clone(), ..Countries::default() }
            }
            Some(from) => Countries { from: Vec::new(), at: from.clone(), to: Vec::new() },
            None => Countries { from: Vec::new(), at: to, to: Vec::new() },
        }
    }

    fn expulsion(&self) -> Countries {
        let from = if self.from.is_empty() { self.at.clone() } else { self.from.clone() };
        let back: Vec<String> = self.nation.iter().filter(|_| self.home).cloned().collect();
        let to = if self.to.is_empty() { back } else { self.to.clone() };
        let to = to.into_iter().filter(|to| !from.contains(to)).collect();
        Countries { from, at: Vec::new(), to }
    }

    fn resettlement(&self) -> Countries {
        let from = self.left();
        let to = [&self.to, &self.at].into_iter().find(|to| !to.is_empty()).cloned();
        let to = to.unwrap_or_else(|| self.focus.iter().cloned().collect());
        let to = to.into_iter().filter(|to| !from.contains(to)).collect();
        Countries { from, at: Vec::new(), to }
    }
}
