//! What a person says of a report itself: its day, its publisher, its title. It holds over whatever the report or its reader says.

use recount_core::{Extraction, Report, edtf::Edtf};

use super::{Act, Decision};
use crate::Error;

/// What may be said of a report, by the field of the decision.
pub const REPORT_FIELDS: [&str; 3] = ["report.published", "report.outlet", "report.title"];

/// Whether a decision is about a report and not one of its figures.
pub fn is_about_report(field: Option<&str>) -> bool {
    field.is_some_and(|field| REPORT_FIELDS.contains(&field))
}

/// Whether what is said of a report can be kept.
pub(super) fn check(field: &str, value: Option<&str>) -> Result<(), Error> {
    let Some(value) = value.filter(|value| !value.trim().is_empty()) else {
        return Err(Error::told(format!("{field}: expected words, found nothing")));
    };
    match field {
        "report.published" if Edtf::parse(value).is_none() => Err(Error::told(format!(
            "{field}: expected a date in EDTF: 2023-11-14, 2023-11, found `{value}`"
        ))),
        _ => Ok(()),
    }
}

/// The report as people say it is; of several the last holds.
pub(crate) fn told(report: &Report, decisions: &[&Decision]) -> Report {
    let mut report = report.clone();
    for (field, value) in said(decisions) {
        match field {
            "report.published" => report.published = Edtf::parse(value).or(report.published),
            "report.outlet" => report.outlet = Some(value.to_owned()),
            _ => report.title = Some(value.to_owned()),
        }
    }
    report
}

/// The same in what was read: a masthead's own words come first there.
pub(crate) fn settle(extraction: &mut Extraction, decisions: &[&Decision]) {
    for (field, value) in said(decisions) {
        match field {
            "report.published" => extraction.published = Edtf::parse(value).or(extraction.published),
            "report.outlet" => extraction.outlet = Some(value.to_owned()),
            _ => extraction.title = Some(value.to_owned()),
        }
    }
}

fn said<'d>(decisions: &'d [&Decision]) -> impl Iterator<Item = (&'d str, &'d str)> {
    decisions.iter().filter_map(|decision| {
        let draft = &decision.draft;
        let field = draft.field.as_deref().filter(|field| is_about_report(Some(field)))?;
        (draft.act == Act::Correct).then_some((field, draft.value.as_deref()?))
    })
}
