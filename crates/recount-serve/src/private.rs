//! Names of private people, telephone numbers and the like are left out of every page, list and file that is answered, by the reports that it tells of; the names of
//! reports themselves stay, since they are addresses here.

use std::collections::{BTreeMap, BTreeSet};

use recount_formats::write::{Masks, documents_of_value};
use serde_json::Value;

use crate::{
    Problem,
    answer::{Answer, CSV, HTML, JSON},
    ask::Ask,
    desk::Desk,
    link,
};

/// The answer without the names, unless the server was told to leave them.
///
/// # Errors
/// Where the workspace cannot be asked.
pub(crate) fn hidden(desk: &Desk, ask: &Ask, mut answer: Answer) -> Result<Answer, Problem> {
    if desk.names || answer.status != 200 || ![HTML, JSON, CSV].contains(&answer.kind) {
        return Ok(answer);
    }
    let Ok(body) = std::str::from_utf8(&answer.body) else { return Ok(answer) };
    let mut documents = std::mem::take(&mut answer.documents);
    if ask.path.starts_with("/reports/") {
        documents.insert(ask.name().to_owned());
    }
    match answer.kind {
        HTML => documents.extend(linked(body)),
        JSON => {
            documents.extend(serde_json::from_str(body).map(|it| documents_of_value(&it)).unwrap_or_default())
        }
        _ => {}
    }
    if documents.is_empty() {
        return Ok(answer);
    }
    let names = desk.with(|workspace| desk.hidden.names(workspace, &documents))?;
    let names: BTreeMap<&str, &[String]> =
        names.iter().map(|(document, names)| (document.as_str(), &**names)).collect();
    let masks = Masks::known(&names);
    let documents = || documents.iter().map(String::as_str);
    let hidden = match answer.kind {
        JSON => in_json(&masks, documents(), body),
        HTML => Some(masks.page_of_all(documents(), body)),
        _ => Some(masks.rows_of_all(documents(), body)),
    };
    Ok(match hidden {
        Some(hidden) => Answer { body: hidden.into(), ..answer },
        None => answer,
    })
}

/// JSON is masked text by text: in its own words a line's end is the letter n.
fn in_json<'d>(masks: &Masks<'_>, documents: impl Iterator<Item = &'d str>, body: &str) -> Option<String> {
    let value: Value = serde_json::from_str(body).ok()?;
    let hidden = masks.value_of_all(documents, value);
    Some(serde_json::to_string_pretty(&hidden).unwrap_or_default() + "\n")
}

/// The reports that a page links to.
fn linked(page: &str) -> BTreeSet<String> {
    let links = page.split("\"/reports/").skip(1);
    let segments = links.filter_map(|rest| rest.split(['"', '#', '?', '&', '.']).next());
    segments.filter_map(link::name).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reports_of_a_page_are_those_it_links_to() {
        let page = "<a href=\"/reports/a%2Eb#at-3\">x</a><a href=\"/reports/c?next=1\">y</a><a href=\"/reports\">z</a>";
        assert_eq!(linked(page).into_iter().collect::<Vec<_>>(), ["a.b", "c"]);
    }
}
