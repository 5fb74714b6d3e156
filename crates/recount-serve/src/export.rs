//! What an export is made of, for the command and for the page: the figures without the names of private people, and those that a person
//! chose.

use std::collections::BTreeSet;

use recount_core::{
    span::CodePoints,
    view::{FigureLine, figure_id},
};
use recount_formats::write::export::{Masks, Witness};
use recount_store::{Engine, Filter, Result, Workspace};

/// The figures without the names of those who are credited as witnesses with anything, and of those told of as victims.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn masked<E: Engine>(workspace: &Workspace<E>, figures: &[FigureLine]) -> Result<Vec<FigureLine>> {
    let witnesses = Filter { source: Some("witness".to_owned()), ..Filter::default() };
    let statements = workspace.engine().statements(&witnesses)?;
    let all = workspace.engine().figures(&witnesses)?;
    let credited = all.iter().filter(|figure| figure.source_kind.as_deref() == Some("witness"));
    let credited = credited.filter_map(|figure| Some((&figure.document, figure.source.as_deref()?)));
    let speaking = statements
        .iter()
        .filter(|row| row.kind.as_deref() == Some("witness"))
        .flat_map(|row| row.party.iter().chain(&row.source).map(|words| (&row.document, words.as_str())));
    let witnesses = credited.chain(speaking).map(|(document, words)| Witness { document, words });
    let mut masks = Masks::of(figures, witnesses);
    let documents: BTreeSet<&str> = figures.iter().map(|figure| figure.document.as_str()).collect();
    for document in documents {
        masks.add_victims(document, &workspace.kept(document)?.report.text, workspace.lexicon());
    }
    Ok(masks.hide(figures))
}

/// The figures that a person chose for their counts, as they are named now.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn taken<E: Engine>(workspace: &Workspace<E>) -> Result<BTreeSet<String>> {
    let rulings = workspace.rulings()?;
    let names = rulings.taken.keys().map(|mark| {
        let text = workspace.kept(&mark.document)?.report.text;
        Ok(figure_id(&mark.document, CodePoints::new(&text).at(mark.span.start)))
    });
    names.collect()
}
