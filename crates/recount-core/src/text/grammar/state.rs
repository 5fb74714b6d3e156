//! The state of the parser: an arc-hybrid transition system (Kuhlmann et al. 2011).
//!
//! Words wait in the buffer, which the root closes, and pass over a stack. A word on the stack's top gets its head
//! either from the front of the buffer (`Left`) or from the word below it on the stack (`Right`), and leaves; by then
//! it has all its own dependents. Every transition is legal or refused so that one word alone hangs on the root.

use super::tags::Relation;

/// What the parser can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The front of the buffer goes on the stack.
    Shift,
    /// The stack's top hangs on the front of the buffer.
    Left,
    /// The stack's top hangs on the word below it.
    Right,
}

impl Move {
    /// All moves, in order of their class in the model.
    pub const ALL: [Move; 3] = [Move::Shift, Move::Left, Move::Right];
}

/// The dependents a word has so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Arms {
    /// The outermost on the left and the one added before it, as numbers from 1.
    pub left: [u32; 2],
    /// The outermost on the right and the one added before it, as numbers from 1.
    pub right: [u32; 2],
    /// How many there are on the left.
    pub lefts: u32,
    /// How many there are on the right.
    pub rights: u32,
    /// The relations on the left, one bit each.
    pub left_relations: u64,
    /// The relations on the right, one bit each.
    pub right_relations: u64,
}

/// The parser half way through a sentence.
#[derive(Debug, Clone, Default)]
pub struct State {
    stack: Vec<u32>,
    front: usize,
    length: usize,
    /// The head of each word, `length` for the root; `u32::MAX` while unknown.
    pub heads: Vec<u32>,
    /// The relation of each word to its head.
    pub relations: Vec<Relation>,
    arms: Vec<Arms>,
}

impl State {
    /// Starts on a sentence of `length` words.
    pub fn start(&mut self, length: usize) {
        self.stack.clear();
        self.front = 0;
        self.length = length;
        self.heads.clear();
        self.heads.resize(length, u32::MAX);
        self.relations.clear();
        self.relations.resize(length, Relation::Dep);
        self.arms.clear();
        self.arms.resize(length + 1, Arms::default());
    }

    /// Whether every word has its head.
    pub fn is_done(&self) -> bool {
        self.front >= self.length && self.stack.is_empty()
    }

    /// The number of the root, one past the last word.
    pub fn root(&self) -> usize {
        self.length
    }

    /// The front of the buffer; the root once all words have passed.
    #[inline]
    pub fn front(&self) -> usize {
        self.front
    }

    /// The word so many below the stack's top.
    #[inline]
    pub fn stacked(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).and_then(|at| self.stack.get(at)).map(|word| *word as usize)
    }

    /// The words on the stack, the top last.
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// The dependents of a word so far.
    #[inline]
    pub fn arms(&self, word: Option<usize>) -> Arms {
        word.and_then(|word| self.arms.get(word)).copied().unwrap_or_default()
    }

    /// Whether a move can be made. At least one always can until [`State::is_done`].
    #[inline]
    pub fn allows(&self, movement: Move) -> bool {
        let ends = self.front == self.length;
        match movement {
            Move::Shift => !ends,
            Move::Left => {
                if ends {
                    self.stack.len() == 1
                } else {
                    !self.stack.is_empty()
                }
            }
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The arc that a move would make: the head, then the dependent.
    pub fn arc(&self, movement: Move) -> Option<(usize, usize)> {
        let top = self.stacked(0)?;
        match movement {
            Move::Shift => None,
            Move::Left => Some((self.front, top)),
            Move::Right => Some((self.stacked(1)?, top)),
        }
    }

    /// Moves. An arc gets `relation`.
    pub fn make(&mut self, movement: Move, relation: Relation) {
        if movement == Move::Shift {
            self.stack.push(self.front as u32);
            self.front += 1;
            return;
        }
        let Some((head, word)) = self.arc(movement) else { return };
        self.stack.pop();
        self.heads[word] = head as u32;
        self.relations[word] = relation;
        let arms = &mut self.arms[head];
        let (side, count, relations) = match movement {
            Move::Left => (&mut arms.left, &mut arms.lefts, &mut arms.left_relations),
            _ => (&mut arms.right, &mut arms.rights, &mut arms.right_relations),
        };
        *side = [word as u32 + 1, side[0]];
        *count += 1;
        *relations |= 1 << (relation as u64);
    }
}
