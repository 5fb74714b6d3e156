//! Web pages: the article's text without its surroundings, and what the page says of itself.
//!
//! Nothing outside this folder parses markup. There is no dependency for it: what news pages need is a scan for tags, a
//! forgiving tree and a score, linear and total on any bytes.

mod body;
mod charset;
mod date;
mod day;
mod tags;
mod tree;

use recount_core::Report;

use crate::Problem;

use super::{Reader, Reading, Source, utf8};
use tags::Tag;

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    name: "web page",
    extensions: &["html", "htm", "xhtml"],
    about: "One report a page: the article's text without menus, comments and advertisements, a paragraph a line; offsets \
            refer to that text, which `recount read` prints. Title, outlet, address, language and day of publication as the page states them.",
    many: false,
    read,
};

fn read(source: Source) -> Reading {
    match try_read(&source) {
        Ok((report, odd)) => Reading { reports: vec![report], problems: odd.into_iter().collect() },
        Err(problem) => Reading { reports: Vec::new(), problems: vec![problem] },
    }
}

fn try_read(source: &Source) -> Result<(Report, Option<Problem>), Problem> {
    if source.bytes.len() > source.limit {
        return Err(utf8::too_large(source.name, source.bytes.len(), source.limit));
    }
    if source.bytes.trim_ascii().is_empty() {
        return Err(Problem::set_aside(source.name, "a web page", "an empty file"));
    }
    let (page, odd) = charset::decode(source);
    let text = body::text(&page);
    if text.is_empty() {
        return Err(Problem::set_aside(source.name, "a page with text", "none outside menus and scripts")
            .advise("save the page with its text loaded"));
    }
    let tags = tags::tags(&page);
    let mut report = Report::new(source.stem, text);
    report.title = metadata(&tags, &["og:title", "twitter:title"]).or_else(|| title(&tags));
    report.outlet = metadata(&tags, &["og:site_name", "application-name"]);
    report.url = canonical(&tags).or_else(|| metadata(&tags, &["og:url"]));
    report.language = language(&tags);
    report.published = date::published(&tags).map(Into::into);
    Ok((report, odd))
}

/// The content of the first metadata of these names, in their order.
fn metadata(tags: &[Tag], names: &[&str]) -> Option<String> {
    let of_name = |name: &&str| {
        let is_it = |tag: &&Tag| tag.attribute("property").or_else(|| tag.attribute("name")) == Some(name);
        tags.iter().find(is_it).and_then(|tag| tag.attribute("content")).map(str::trim)
    };
    names.iter().filter_map(of_name).find(|content| !content.is_empty()).map(str::to_owned)
}

fn title(tags: &[Tag]) -> Option<String> {
    let title = tags.iter().find(|tag| tag.name == "title")?.text(300);
    (!title.is_empty()).then_some(title)
}

fn canonical(tags: &[Tag]) -> Option<String> {
    let link = tags.iter().find(|tag| tag.name == "link" && tag.attribute("rel") == Some("canonical"))?;
    link.attribute("href").filter(|address| address.starts_with("http")).map(str::to_owned)
}

/// "en" of "en-GB".
fn language(tags: &[Tag]) -> Option<String> {
    let stated = tags.iter().find(|tag| tag.name == "html")?.attribute("lang")?;
    let code = stated.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
    (matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}
