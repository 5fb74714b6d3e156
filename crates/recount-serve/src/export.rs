//! What an export is made of, for the command and for the page: the figures without the names of private people, and those that a person
//! chose.

use std::collections::BTreeSet;

use recount_core::{span::CodePoints, view::figure_id};
use recount_formats::write::{Masks, Told};
use recount_store::{Engine, Filter, Result, Workspace};

/// The names to leave out of what is told of the reports of a workspace: each report is read once something is told of it.
pub fn masks<E: Engine>(workspace: &Workspace<E>) -> Masks<'_> {
    // A report that cannot be read is not told of either.
    Masks::over(|document| told(workspace, document).ok(), workspace.lexicon())
}

pub(crate) fn told<E: Engine>(workspace: &Workspace<E>, document: &str) -> Result<Told> {
    let kept = workspace.kept(document)?;
    let witnesses = Filter {
        source: Some("witness".to_owned()),
        document: Some(document.to_owned()),
        ..Filter::default()
    };
    let is_witness = |kind: &Option<String>| kind.as_deref() == Some("witness");
    let statements =
        workspace.engine().statements(&witnesses)?.into_iter().filter(|row| is_witness(&row.kind));
    let speaking = statements.flat_map(|row| row.party.into_iter().chain(row.source));
    let figures = workspace.engine().figures(&witnesses)?.into_iter();
    let credited =
        figures.filter(|figure| is_witness(&figure.source_kind)).filter_map(|figure| figure.source);
    Ok(Told {
        texts: std::iter::once(kept.report.text).chain(kept.report.title).collect(),
        witnesses: speaking.chain(credited).collect(),
    })
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
