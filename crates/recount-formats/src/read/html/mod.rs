//! Web pages: the article's text without its surroundings, and what the page says of itself.
//!
//! Three readers vote on the text, two of them libraries (`libraries`), one ours (`own`); dates, titles and addresses come
//! from the page's own words about itself. Pages that libraries may not take are read by ours alone.

mod charset;
mod date;
mod day;
mod laid;
mod libraries;
mod own;
mod tags;
mod tree;
mod vote;

use std::time::Duration;

use recount_core::Report;

use crate::Problem;

use super::{Reader, Reading, Source, Way, layout::Layout};
use date::Dated;
use libraries::Trafilatura;
use tags::{Event, Tag};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "html",
    version: 6,
    name: "web page",
    extensions: &["html", "htm", "xhtml"],
    keeps: "One report a page, with its layout: the article's headings, paragraphs, lists and tables (a row a line, cells parted by ` | `). Title, outlet, author line, canonical \
            address, language and day of publication as the page states them, and which of metadata, JSON-LD, `<time>`, header, \
            address or words gave the day.",
    drops: "Menus, comments, \"read also\" boxes, captions, share buttons, advertisements, scripts; links and pictures.",
    sniff,
    by_libraries: true,
    way: Way::Document(read),
};

/// Whether the first tag is one that pages begin with.
fn sniff(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.get(..2048).unwrap_or(head));
    let mut rest = head.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    while let Some(comment) = rest.strip_prefix("<!--").or_else(|| rest.strip_prefix("<?")) {
        let Some((_, after)) = comment.split_once('>') else { return false };
        rest = after.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '!').collect();
    PAGES_BEGIN.contains(&name.to_ascii_lowercase().as_str())
}

/// Tags that a page, or a piece of one, begins with.
const PAGES_BEGIN: &[&str] = &[
    "!doctype",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "div",
    "p",
    "article",
    "section",
    "main",
    "h1",
    "h2",
    "h3",
    "table",
    "ul",
    "ol",
    "span",
    "center",
    "font",
    "header",
    "nav",
    "blockquote",
    "a",
    "b",
    "strong",
    "br",
];

/// The paragraphs of a piece of markup that holds nothing but an article: the body of a message or of a feed's entry.
pub(super) fn fragment(markup: &str) -> String {
    own::paragraphs(markup).join("\n\n")
}

/// The same with its layout.
pub(super) fn laid_fragment(markup: &str) -> Layout {
    laid::laid(markup, &own::paragraphs(markup))
}

/// What is larger, deeper or has more tags is left to our own reader, which is linear.
const LARGE: usize = 4_000_000;
const DEEP: usize = 1_500;
const MANY: usize = 150_000;
/// Bytes; a text so short may be no article.
const SHORT: usize = 250;
/// How long a library may take for a page: both together less than the page as a whole may.
const PATIENCE: Duration = Duration::from_secs(3);

fn read(source: &Source) -> Reading {
    match try_read(source) {
        Ok((report, odd)) => Reading { reports: vec![report], problems: odd.into_iter().collect() },
        Err(problem) => problem.into(),
    }
}

fn try_read(source: &Source) -> Result<(Report, Option<Problem>), Problem> {
    if source.bytes.trim_ascii().is_empty() {
        return Err(Problem::set_aside(source.name, "a web page", "an empty file"));
    }
    let (page, odd) = charset::decode(source);
    let (paragraphs, known) = article(&page);
    let layout = laid::laid(&page, &paragraphs);
    if layout.is_empty() {
        return Err(Problem::set_aside(source.name, "a page with text", "none outside menus and scripts")
            .advise("save the page with its text loaded"));
    }
    let mut report = layout.report(source.stem);
    describe(&mut report, &tags::tags(&page), &known);
    Ok((report, odd))
}

/// What the page says of itself, and, where it says nothing, what the library makes out.
fn describe(report: &mut Report, tags: &[Tag], known: &Trafilatura) {
    report.title =
        metadata(tags, &["og:title", "twitter:title"]).or_else(|| some(&known.title)).or_else(|| title(tags));
    report.outlet = metadata(tags, &["og:site_name", "application-name"]).or_else(|| some(&known.outlet));
    report.author = some(&known.author).or_else(|| metadata(tags, &["author", "article:author", "byl"]));
    report.url = canonical(tags).or_else(|| metadata(tags, &["og:url"]));
    report.language = language(tags);
    if let Some(dated) = dated(tags, known) {
        report.published = Some(dated.day.into());
        report.dated_by = Some(dated.by.to_owned());
    }
}

/// The article, and what the library says of the page.
fn article(page: &str) -> (Vec<String>, Trafilatura) {
    let own = own::article(page);
    if !is_tame(page) {
        return (own, Trafilatura::default());
    }
    let Ok(known) = libraries::trafilatura(page, PATIENCE) else { return (own, Trafilatura::default()) };
    let length: usize = known.paragraphs.iter().map(String::len).sum();
    if known.paragraphs.is_empty() || (own.is_empty() && length < SHORT) {
        // Of a page without running text the library gives whatever there is: menus.
        return (own, known);
    }
    let other = libraries::rs_trafilatura(page, PATIENCE).unwrap_or_default();
    // Its last resort sets paragraphs side by side without a blank.
    let told = match vote::is_glued(&known.paragraphs, &own) {
        true => vote::agreed(&own, &[&other]),
        false => vote::agreed(&known.paragraphs, &[&other, &own]),
    };
    (told, known)
}

/// Whether libraries may take the page: they build trees, and walk them again and again.
fn is_tame(page: &str) -> bool {
    if page.len() > LARGE {
        return false;
    }
    let (mut depth, mut deepest, mut count) = (0_usize, 0, 0);
    for event in tags::events(page) {
        match event {
            Event::Start(tag) if !tree::is_void(&tag.name) => {
                depth += 1;
                count += 1 + tag.attributes.len();
            }
            Event::Start(tag) => count += 1 + tag.attributes.len(),
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(_) => {}
        }
        deepest = deepest.max(depth);
    }
    deepest <= DEEP && count <= MANY
}

/// The day of publication: what the page says in the places for it, else what the library finds in its words. A first of
/// January found there mostly stands for a year alone, and is no day.
fn dated(tags: &[Tag], known: &Trafilatura) -> Option<Dated> {
    let found = known.date.filter(|day| day.day_of_year() != 1);
    date::published(tags).or_else(|| found.map(|day| Dated { day, by: "words of the page" }))
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

fn some(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}
