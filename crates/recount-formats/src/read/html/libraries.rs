//! What two kept libraries take for the article: ports of Trafilatura, which part main text from menus, comments, share
//! buttons and "read also" boxes by rules that many people have tried on many sites.

use std::time::Duration;

use jiff::civil::Date;

use super::own;
use crate::read::guard::{Failure, guarded};

/// What `trafilatura` says of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Trafilatura {
    /// The article, a paragraph each.
    pub(super) paragraphs: Vec<String>,
    pub(super) title: String,
    pub(super) author: String,
    pub(super) outlet: String,
    pub(super) date: Option<Date>,
}

/// The page by `trafilatura`; its thorough search for a date included.
pub(super) fn trafilatura(page: &str, most: Duration) -> Result<Trafilatura, Failure> {
    let page = page.to_owned();
    guarded(most, move || {
        let options = trafilatura::Options::default()
            .with_fallback(true)
            .with_focus(trafilatura::ExtractionFocus::FavorRecall)
            .with_exclude_comments(true)
            .with_html_date_mode(trafilatura::HtmlDateMode::Extensive);
        let Ok(result) = trafilatura::extract(&page, &options) else { return Trafilatura::default() };
        Trafilatura {
            paragraphs: own::paragraphs(&result.content_html),
            title: result.metadata.title,
            author: result.metadata.author,
            outlet: result.metadata.sitename,
            date: result.metadata.date.and_then(|date| date.to_string().parse().ok()),
        }
    })
}

/// The article by `rs-trafilatura`, a paragraph each.
pub(super) fn rs_trafilatura(page: &str, most: Duration) -> Result<Vec<String>, Failure> {
    let page = page.to_owned();
    guarded(most, move || {
        let options = rs_trafilatura::Options { include_comments: false, ..Default::default() };
        let Ok(result) = rs_trafilatura::extract_with_options(&page, &options) else { return Vec::new() };
        let paragraphs = result.content_text.lines();
        let clean = paragraphs.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        clean.filter(|line| !line.is_empty()).collect()
    })
}
