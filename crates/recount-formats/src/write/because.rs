//! A because tree for people: what is so, and below it why, down to the sentences.

use recount_core::view::{Because, Sentence};

use super::{summary::printable, words};

/// Characters of a sentence that are shown.
const SHOWN: usize = 120;

/// The tree as indented lines.
pub fn because(tree: &Because) -> String {
    let mut out = format!("{}\n", printable(&tree.says));
    branches(tree, "", &mut out);
    out
}

fn branches(tree: &Because, indent: &str, out: &mut String) {
    for (at, branch) in tree.because.iter().enumerate() {
        let is_last = at + 1 == tree.because.len();
        let (joint, below) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        out.push_str(&format!("{indent}{joint}{}\n", printable(&branch.says)));
        let indent = format!("{indent}{below}");
        if let Some(sentence) = &branch.sentence {
            out.push_str(&format!("{indent}   {}\n", marked(sentence)));
        }
        branches(branch, &indent, out);
    }
}

/// The sentence with the words that matter in brackets.
fn marked(sentence: &Sentence) -> String {
    let [before, inner, after] = words::around(&sentence.text, sentence.within(), SHOWN);
    format!("“{}[{}]{}”", printable(&before), printable(&inner), printable(after.trim_end()))
}
