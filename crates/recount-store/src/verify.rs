//! Whether every stored value still stands where it was read: bytes by hash, texts by hash, words by offset; and whether all that was
//! made from reports and decisions is what they make anew.

use recount_core::Span;

use crate::{Engine, Error, Filter, Prepared, Result, Workspace, hash::sha256};

/// How much was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub struct Checked {
    pub reports: usize,
    pub figures: usize,
    pub orders: usize,
    pub decisions: usize,
}

/// Whether what was made from reports and decisions was made anew and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// It was.
    All,
    /// Another build of the library or another lexicon read some reports, which would read otherwise now.
    ReadOtherwise,
    /// A command was ended before it had made the counts.
    Unfinished,
    /// Nobody asked for it.
    NotAsked,
}

/// Something stored that is not as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What: `note`, `note:120`, or `the database`.
    pub what: String,
    /// What was expected and what was found.
    pub words: String,
}

/// How many reports are made anew at once.
const SOME: usize = 64;

impl<E: Engine> Workspace<E> {
    /// Looks at all that is stored.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn verify(&self) -> Result<(Checked, Vec<Damage>)> {
        let mut checked = Checked::default();
        let mut damage: Vec<Damage> = self
            .engine()
            .check()?
            .into_iter()
            .map(|words| Damage { what: "the database".to_string(), words })
            .collect();
        damage.extend(self.engine().broken()?);
        checked.decisions = self.engine().decisions()?.len();
        self.verify_originals(&mut damage)?;
        for document in self.engine().documents()? {
            self.verify_report(&document, &mut checked, &mut damage)?;
        }
        Ok((checked, damage))
    }

    /// Makes all that was made from reports and decisions anew, elsewhere, and compares.
    ///
    /// # Errors
    /// Where there is no room for it, or the engine fails.
    pub fn verify_made(&self) -> Result<(Compared, Vec<Damage>)> {
        if !self.stale()?.is_empty() {
            return Ok((Compared::ReadOtherwise, Vec::new()));
        }
        if !self.engine().changed_keys(1)?.is_empty() {
            return Ok((Compared::Unfinished, Vec::new()));
        }
        let anew = Workspace::new(self.engine().bare_copy()?, self.shared_lexicon());
        let documents = anew.engine().documents()?;
        for some in documents.chunks(SOME) {
            anew.read_all_again(some)?;
        }
        anew.settle()?;
        Ok((Compared::All, self.engine().differences(anew.engine())?))
    }

    /// Looks at the bytes as they came, each once; what is damaged is told of every report made from it.
    fn verify_originals(&self, damage: &mut Vec<Damage>) -> Result<()> {
        for (id, expected, documents) in self.engine().originals()? {
            let words = match self.engine().original(id).map(|bytes| sha256(&bytes)) {
                Ok(found) if found == expected => continue,
                Ok(found) => format!("expected bytes with SHA-256 {expected}, found {found}"),
                Err(error) => error.to_string(),
            };
            damage.extend(documents.into_iter().map(|what| Damage { what, words: words.clone() }));
        }
        Ok(())
    }

    fn verify_report(&self, document: &str, checked: &mut Checked, damage: &mut Vec<Damage>) -> Result<()> {
        let Some(kept) = self.engine().report_named(document)? else {
            damage.push(Damage {
                what: document.to_string(),
                words: "expected a text, found none".to_string(),
            });
            return Ok(());
        };
        checked.reports += 1;
        let mut differs = |what: &str, expected: &str, found: &str, of: &str| {
            if expected != found {
                let words = format!("expected {of} {expected}, found {found}");
                damage.push(Damage { what: what.to_string(), words });
            }
        };
        let text = &kept.report.text;
        differs(
            document,
            &kept.sha256,
            &Prepared::name_of(&kept.original, kept.part),
            "the name of its bytes",
        );
        differs(document, &kept.text_sha256, &sha256(text.as_bytes()), "a text with SHA-256");
        let filter = Filter { document: Some(document.to_string()), ..Filter::default() };
        for figure in self.engine().figures(&filter)? {
            checked.figures += 1;
            differs(&figure.id, &quoted(&figure.text), &quoted(figure.span.slice(text)), "the figure");
            let sentence = Span::new(figure.sentence_byte, figure.sentence_byte + figure.sentence.len());
            differs(&figure.id, &quoted(&figure.sentence), &quoted(sentence.slice(text)), "the sentence");
        }
        for order in self.engine().orders(&filter)? {
            checked.orders += 1;
            let id = format!("{document}:{}", order.start);
            differs(&id, &quoted(&order.text), &quoted(order.span.slice(text)), "the order");
        }
        Ok(())
    }
}

fn quoted(words: &str) -> String {
    format!("“{words}”")
}

impl From<Damage> for Error {
    fn from(damage: Damage) -> Error {
        Error::told(format!("{}: {}", damage.what, damage.words))
    }
}
