//! The day a page was published, from what it says of itself: metadata first, then its markup, its address, and last
//! the words before the date. The days of changes count only where nothing else is said.

use jiff::civil::Date;

use super::{day, tags::Tag};

/// Names of metadata that hold the day of publication, in order of trust.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "article.published",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "og:article:published_time",
    "published_at",
    "publish_date",
    "publishdate",
    "publish-date",
    "published-date",
    "publication_date",
    "publication-date",
    "pubdate",
    "pub_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article:post_date",
    "article:publicationdate",
    "citation_publication_date",
    "originalpublicationdate",
    "rnews:datepublished",
    "shareaholic:article_published_time",
    "bt:pubdate",
    "article_date_original",
    "datecreated",
    "dc.date",
    "dcterms.date",
    "dcterms.available",
    "dcsext.articlefirstpublished",
    "date",
    "created",
    "citation_date",
    "og:pubdate",
    "doc_date",
    "displaydate",
    "releasedate",
    "release_date",
    "itemdate",
];
/// Names of metadata that hold the day of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "revision_date",
    "utime",
    "timestamp",
];

/// A day, and what gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// The day.
    pub(super) day: Date,
    /// Where the page says it.
    pub(super) by: &'static str,
}

/// A place where a page may say its day.
type Place = (&'static str, fn(&[Tag]) -> Option<Date>);

/// Where pages say when they were published, in order of trust.
const CASCADE: &[Place] = &[
    ("metadata", |tags| named(tags, PUBLISHED)),
    ("JSON-LD datePublished", |tags| linked_data(tags, "datePublished")),
    ("<time>", in_time_elements),
    ("header", in_dated_elements),
    ("address", in_address),
    ("JSON-LD dateCreated", |tags| linked_data(tags, "dateCreated")),
    ("JSON-LD uploadDate", |tags| linked_data(tags, "uploadDate")),
    ("JSON-LD dateModified", |tags| linked_data(tags, "dateModified")),
    ("metadata of the last change", |tags| named(tags, MODIFIED)),
];

/// The day of publication; none where the page names none.
pub(super) fn published(tags: &[Tag]) -> Option<Dated> {
    let found = CASCADE.iter().find_map(|(by, find)| find(tags).map(|day| Dated { day, by }))?;
    // A time in UTC may fall on the day before or after the one that the paper, where it is, counts and writes in its address.
    let local = in_address(tags)
        .filter(|local| [found.day.yesterday().ok(), found.day.tomorrow().ok()].contains(&Some(*local)));
    Some(local.map_or(found, |day| Dated { day, by: "address" }))
}

/// The first of the names that metadata or an element's property has.
fn named(tags: &[Tag], names: &[&str]) -> Option<Date> {
    let mut best: Option<(usize, Date)> = None;
    for tag in tags {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|it| tag.attribute(it));
        let Some(name) = name.map(str::to_ascii_lowercase) else { continue };
        let Some(rank) = names.iter().position(|other| *other == name) else { continue };
        let stated =
            tag.attribute("content").or_else(|| tag.attribute("datetime")).or_else(|| tag.attribute("title"));
        let date = match stated {
            Some(stated) => day::first_in(stated),
            None if tag.name != "meta" => day::first_in(&tag.text(80)),
            None => None,
        };
        if let Some(date) = date
            && best.is_none_or(|(known, _)| rank < known)
        {
            best = Some((rank, date));
        }
    }
    best.map(|(_, date)| date)
}

/// A key of the linked data in scripts, found without reading the whole, which is often broken.
fn linked_data(tags: &[Tag], key: &str) -> Option<Date> {
    let quoted = format!("\"{key}\"");
    let scripts = tags.iter().filter(|tag| tag.name == "script");
    let of_data = scripts.filter(|tag| tag.attribute("type").is_some_and(|kind| kind.contains("json")));
    let values = of_data.flat_map(|tag| tag.raw().split(quoted.as_str()).skip(1).collect::<Vec<_>>());
    values
        .filter_map(|after| after.trim_start().strip_prefix(':'))
        .find_map(|value| day::first_in(value.trim_start_matches([' ', '\n', '\t', '"', '[']).get(..10)?))
}

/// `<time>` elements: one that says it is the publication, else the first.
fn in_time_elements(tags: &[Tag]) -> Option<Date> {
    let times = || tags.iter().filter(|tag| tag.name == "time" || tag.name == "relative-time");
    let date = |tag: &Tag| {
        tag.attribute("datetime").and_then(day::first_in).or_else(|| day::first_in(&tag.text(80)))
    };
    let says_so = |tag: &&Tag| {
        tag.attribute("pubdate").is_some()
            || tag.attribute("class").is_some_and(|class| class.contains("publish"))
    };
    let is_change = |tag: &&Tag| {
        tag.attribute("class").is_some_and(|class| class.contains("updat") || class.contains("modif"))
    };
    times().filter(says_so).find_map(date).or_else(|| times().filter(|tag| !is_change(tag)).find_map(date))
}

/// Elements whose class or id speaks of a date.
fn in_dated_elements(tags: &[Tag]) -> Option<Date> {
    let speaks = |tag: &&Tag, words: &[&str]| {
        matches!(
            tag.name.as_str(),
            "div"
                | "span"
                | "p"
                | "li"
                | "td"
                | "abbr"
                | "small"
                | "b"
                | "em"
                | "strong"
                | "i"
                | "a"
                | "h5"
                | "h6"
        ) && ["class", "id"].iter().filter_map(|it| tag.attribute(it)).any(|value| {
            let value = value.to_ascii_lowercase();
            words.iter().any(|word| value.contains(word)) && !value.contains("update")
        })
    };
    let date =
        |tag: &Tag| tag.attribute("title").and_then(day::first_in).or_else(|| day::first_in(&tag.text(160)));
    let strong = [
        "publish",
        "pubdate",
        "pub-date",
        "post-date",
        "postdate",
        "entry-date",
        "date-posted",
        "article-date",
        "artdate",
        "datum",
    ];
    let weak = ["date", "time", "posted", "byline", "meta", "fecha", "dato"];
    tags.iter()
        .filter(|tag| speaks(tag, &strong))
        .find_map(date)
        .or_else(|| tags.iter().filter(|tag| speaks(tag, &weak)).find_map(date))
}

/// The page's own address: `/2020/03/15/`.
fn in_address(tags: &[Tag]) -> Option<Date> {
    let canonical = tags.iter().find(|tag| tag.name == "link" && tag.attribute("rel") == Some("canonical"));
    let shared = tags.iter().find(|tag| tag.attribute("property") == Some("og:url"));
    let addresses =
        [canonical.and_then(|tag| tag.attribute("href")), shared.and_then(|tag| tag.attribute("content"))];
    addresses.into_iter().flatten().find_map(day::of_path)
}

#[cfg(test)]
mod tests {
    use super::{super::tags::tags, *};

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let found = published(&tags(page)).map(|found| format!("{} {}", found.day, found.by));
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn pages_say_when_they_were_published() {
        check(
            "<meta property='article:published_time' content='2020-03-15T08:00:00Z'>",
            "2020-03-15 metadata",
        );
        check(
            "<meta name='date' content='2020-03-01'><meta itemprop='datePublished' content='2020-03-15'>",
            "2020-03-15 metadata",
        );
        check(
            "<script type='application/ld+json'>{\"datePublished\" : \"2020-03-15T10:00\",}</script>",
            "2020-03-15 JSON-LD datePublished",
        );
        check(
            "<time class='updated' datetime='2021-01-01'></time><time datetime='2020-03-15'>",
            "2020-03-15 <time>",
        );
        check("<span class='post-date'>March 15, 2020</span>", "2020-03-15 header");
        check("<link rel='canonical' href='https://news.example/2020/03/15/a'>", "2020-03-15 address");
        check(
            "<meta property='article:modified_time' content='2020-03-16'>",
            "2020-03-16 metadata of the last change",
        );
        check("<p>In 2020, nothing.</p>", "");
        let local = "<link rel='canonical' href='https://news.example/2020/03/14/a'>\
                     <meta property='article:published_time' content='2020-03-15T02:00:00Z'>";
        check(local, "2020-03-14 address");
    }
}
