//! Forms whose dictionary form no rule of spelling gives.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::{WordMap, WordSet};

/// `lexicon/en/irregular.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, from = "File")]
pub struct Irregular {
    /// Stems left by -ed and -ing that end in a silent e.
    pub silent_e: WordSet,
    /// Stems that do not, or that end in two equal letters of their own.
    pub no_e: WordSet,
    /// Stems that doubled a letter which is otherwise kept.
    pub doubled: WordSet,
    /// Plurals that are their own dictionary form.
    pub plural_only: WordSet,
    verbs: WordMap<String>,
    nouns: WordMap<String>,
    pronouns: WordMap<String>,
    others: WordMap<String>,
}

impl Irregular {
    /// The dictionary form of an irregular form of a verb.
    pub fn verb(&self, form: &str) -> Option<&str> {
        self.verbs.get(form).map(String::as_str)
    }

    /// The dictionary form of an irregular plural.
    pub fn noun(&self, form: &str) -> Option<&str> {
        self.nouns.get(form).map(String::as_str)
    }

    /// The subject's form of a pronoun.
    pub fn pronoun(&self, form: &str) -> Option<&str> {
        self.pronouns.get(form).map(String::as_str)
    }

    /// The dictionary form of any other word.
    pub fn other(&self, form: &str) -> Option<&str> {
        self.others.get(form).map(String::as_str)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    silent_e: WordSet,
    no_e: WordSet,
    doubled: WordSet,
    plural_only: WordSet,
    verbs: BTreeMap<String, Vec<String>>,
    nouns: BTreeMap<String, Vec<String>>,
    pronouns: BTreeMap<String, Vec<String>>,
    others: BTreeMap<String, Vec<String>>,
}

impl From<File> for Irregular {
    fn from(file: File) -> Irregular {
        let File { silent_e, no_e, doubled, plural_only, .. } = file;
        let [verbs, nouns, pronouns, others] =
            [file.verbs, file.nouns, file.pronouns, file.others].map(by_form);
        Irregular { silent_e, no_e, doubled, plural_only, verbs, nouns, pronouns, others }
    }
}

fn by_form(forms: BTreeMap<String, Vec<String>>) -> WordMap<String> {
    forms
        .into_iter()
        .flat_map(|(lemma, forms)| forms.into_iter().map(move |form| (form, lemma.clone())))
        .collect()
}
