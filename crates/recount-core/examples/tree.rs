//! Prints the grammar of a text given on standard input, one token a line: for reading a disagreement.

use std::io::Read;

use recount_core::{Lexicon, text::Prose};

fn main() {
    let mut text = String::new();
    if std::io::stdin().read_to_string(&mut text).is_err() {
        return;
    }
    let prose = Prose::read(&text, &Lexicon::builtin());
    for sentence in &prose.sentences {
        let mut lines = format!("{:?}\n", sentence.kind);
        for at in sentence.tokens.clone() {
            let token = &prose.tokens[at];
            let head = token.head.map_or("root", |head| token_text(&text, &prose, head));
            let word = token.span.slice(&text);
            lines += &format!(
                "{at:4} {word:18} {:14} {:6} {:12} {head}\n",
                token.lemma,
                format!("{:?}", token.tag),
                format!("{:?}", token.relation)
            );
        }
        #[expect(clippy::print_stdout, reason = "it is what this tool is for")]
        {
            println!("{lines}");
        }
    }
}

fn token_text<'t>(text: &'t str, prose: &Prose, at: usize) -> &'t str {
    prose.tokens[at].span.slice(text)
}
