//! The weights by which clauses are read as acts: a column for no act and one for each. A file of their own, so that learning to read acts
//! leaves the reading of figures as it is.

use super::{Features, Table};

/// What was learnt of the acts that clauses state.
#[derive(Debug, Clone, Default)]
pub struct ActWeights {
    table: Table,
    /// How much less may speak for an act than for none: an act is rare, and one missed costs as much as one too many.
    margin: f32,
}

impl ActWeights {
    /// The weights that are built in.
    pub fn builtin() -> ActWeights {
        ActWeights::read(include_bytes!("../../data/acts.weights")).unwrap_or_default()
    }

    /// The weights of a file; none where it is not of the form.
    pub fn read(mut bytes: &[u8]) -> Option<ActWeights> {
        let (margin, rest) = bytes.split_first_chunk()?;
        bytes = rest;
        let table = Table::read(&mut bytes)?;
        bytes.is_empty().then_some(ActWeights { table, margin: f32::from_le_bytes(*margin) })
    }

    /// Weights of this table, with so much allowed to an act against none.
    pub fn new(table: Table, margin: f32) -> ActWeights {
        ActWeights { table, margin }
    }

    /// The file of these weights.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = self.margin.to_le_bytes().to_vec();
        self.table.write(&mut out);
        out
    }

    /// Whether anything was learnt.
    pub fn is_learnt(&self) -> bool {
        self.table.columns() > 1
    }

    /// Adds what these features say to what others said.
    pub fn add(&self, features: &Features, sums: &mut Vec<i32>) {
        self.table.add(features, sums);
    }

    /// What speaks for each act, beside what speaks for none; above 0 it is taken. The first is for none, and 0.
    pub fn leads(&self, sums: &[i32]) -> Vec<f32> {
        let mut scores = self.table.scaled(sums);
        let none = scores.next().unwrap_or(0.0);
        std::iter::once(0.0).chain(scores.map(|score| score - none + self.margin)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_were_learnt_and_are_read_back() {
        let weights = ActWeights::builtin();
        assert!(weights.is_learnt());
        assert_eq!(ActWeights::read(&weights.bytes()).map(|again| again.bytes()), Some(weights.bytes()));
        assert!(ActWeights::read(&weights.bytes()[1..]).is_none());
    }
}
