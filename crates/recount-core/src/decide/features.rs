//! What is said of a proposal: names made of a fixed word and words of the text, kept as numbers.

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

    /// Says one more thing: a fixed name and the words that fill it.
    pub fn put(&mut self, name: &str, parts: &[&str]) {
        let mut hash = fold(0xcbf2_9ce4_8422_2325, name.as_bytes());
        for part in parts {
            hash = fold(hash ^ 0x1f, part.as_bytes());
        }
        self.keys.push((hash ^ (hash >> 32)) as u32);
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

/// FNV-1a.
fn fold(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
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
