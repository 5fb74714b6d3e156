//! What is said of a proposal: names made of a fixed word and words of the text, kept as numbers.

/// An odd number without a pattern: the golden ratio of 64 bits.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A set of features. Each is the number of its name; the names are kept only where somebody asks why.
#[derive(Debug, Clone, Default)]
pub struct Features {
    keys: Vec<u32>,
    names: Option<Vec<String>>,
}

impl Features {
    /// None yet; with names where they are wanted.
    pub fn new(named: bool) -> Features {
        Features { keys: Vec::with_capacity(96), names: named.then(Vec::new) }
    }

    /// Forgets all that was said.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.names.iter_mut().for_each(Vec::clear);
    }

    /// Says one more thing: a fixed name and the words that fill it.
    pub fn put(&mut self, name: &str, parts: &[&str]) {
        let mut hash = fold(0, name.as_bytes());
        for part in parts {
            hash = fold(hash ^ 0x1f, part.as_bytes());
        }
        // The high half of a product is the well-mixed one.
        self.keys.push(((hash ^ (hash >> 32)).wrapping_mul(ODD) >> 32) as u32);
        if let Some(names) = &mut self.names {
            names.push(if parts.is_empty() {
                name.to_string()
            } else {
                format!("{name}={}", parts.join(" "))
            });
        }
    }

    /// The same where it holds.
    pub fn put_if(&mut self, holds: bool, name: &str) {
        if holds {
            self.put(name, &[]);
        }
    }

    /// The numbers.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The names beside the numbers; empty where they were not asked for.
    pub fn names(&self) -> &[String] {
        self.names.as_deref().unwrap_or(&[])
    }
}

/// Takes in bytes eight at a time, as the hash of `rustc` does; the last word tells by its length where it ends.
fn fold(hash: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(hash, |hash, word| mixed(hash, u64::from_le_bytes(*word)));
    mixed(hash, (rest.len() as u64) << (8 * rest.len()) | last(rest))
}

/// Up to seven bytes as a number, the first of them the highest: of four or more two stretches that overlap.
fn last(rest: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
        return u64::from(u32::from_be_bytes(*first)) << (8 * (rest.len() - 4))
            | u64::from(u32::from_be_bytes(*last));
    }
    rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

fn mixed(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(ODD)
}

/// The word for how many: 0 to 4 each, then ever coarser, so that distances far apart are told apart less.
pub(crate) fn size_word(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "5",
        6..=8 => "8",
        9..=13 => "13",
        14..=25 => "25",
        26..=60 => "60",
        _ => "far",
    }
}
