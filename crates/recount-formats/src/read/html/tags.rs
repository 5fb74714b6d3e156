//! The tags of a page, one after the other, without building a tree: enough to find what a page says of itself. Total
//! and linear; a page that breaks off is read as far as it goes.

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name in lower case.
    pub(super) name: String,
    /// Its attributes, names in lower case, references in values resolved.
    pub(super) attributes: Vec<(String, String)>,
    /// What follows it.
    pub(super) rest: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The text up to its end tag, without the tags between, at most about `most` bytes.
    pub(super) fn text(&self, most: usize) -> String {
        // A bound on what is looked at keeps pages without end tags from taking the square of their length.
        let near = (0..=self.rest.len().min(most.saturating_mul(16)))
            .rev()
            .find(|at| self.rest.is_char_boundary(*at));
        let near = self.rest.get(..near.unwrap_or(0)).unwrap_or("");
        let end = find_ignoring_case(near, &format!("</{}", self.name)).unwrap_or(near.len());
        let inner = near.get(..end).unwrap_or("");
        let cut = (0..=most.min(inner.len())).rev().find(|at| inner.is_char_boundary(*at)).unwrap_or(0);
        without_tags(inner.get(..cut).unwrap_or(""))
    }

    /// The text up to its end tag as it stands: for scripts, whose content is no markup.
    pub(super) fn raw(&self) -> &str {
        let end = find_ignoring_case(self.rest, &format!("</{}", self.name)).unwrap_or(self.rest.len());
        self.rest.get(..end).unwrap_or("")
    }
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// The name of an end tag, in lower case.
    End(String),
    /// What stands between tags, references as they are.
    Text(&'a str),
}

/// The pieces of a page, in order; what scripts and styles hold, and comments, are passed over.
pub(super) fn events(page: &str) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (before, after) = (rest.get(..at).unwrap_or(""), rest.get(at + 1..).unwrap_or(""));
        if !before.is_empty() {
            events.push(Event::Text(before));
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if after.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let tag = tag(after);
            rest = tag.rest;
            if matches!(tag.name.as_str(), "script" | "style" | "noscript" | "template" | "textarea") {
                rest = rest.get(tag.raw().len()..).unwrap_or("");
            }
            events.push(Event::Start(tag));
        } else if let Some(end) = after.strip_prefix('/') {
            let (name, after) = end.split_once('>').unwrap_or((end, ""));
            events.push(Event::End(name.trim().to_ascii_lowercase()));
            rest = after;
        } else if after.starts_with(['!', '?']) {
            rest = after.split_once('>').map_or("", |(_, after)| after);
        } else {
            events.push(Event::Text("<"));
            rest = after;
        }
    }
    if !rest.is_empty() {
        events.push(Event::Text(rest));
    }
    events
}

/// Every start tag of the page, in order.
pub(super) fn tags(page: &str) -> Vec<Tag<'_>> {
    let start = |event| match event {
        Event::Start(tag) => Some(tag),
        _ => None,
    };
    events(page).into_iter().filter_map(start).collect()
}

/// The tag whose name begins `text`.
fn tag(text: &str) -> Tag<'_> {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let end = if end == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { end };
        let (name, after) = rest.split_at(end);
        let (value, after) = value(after);
        attributes.push((name.to_ascii_lowercase(), value));
        rest = after;
    }
    Tag { name: name.to_ascii_lowercase(), attributes, rest }
}

/// The value after a name, if there is one, and what follows it.
fn value(after: &str) -> (String, &str) {
    let Some(text) = after.trim_start().strip_prefix('=') else { return (String::new(), after) };
    let text = text.trim_start();
    let (value, rest) = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = text.get(1..).unwrap_or("");
            inner.split_once(quote).unwrap_or((inner, ""))
        }
        _ => text.split_at(text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len())),
    };
    (unescape(value), rest)
}

/// The text without tags.
fn without_tags(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The references that metadata uses.
pub(super) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let named = [
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&hellip;", "…"),
        ("&eacute;", "é"),
        ("&euro;", "€"),
        ("&pound;", "£"),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let text =
        named.iter().fold(text.to_owned(), |text, (reference, character)| text.replace(reference, character));
    numbered(&text)
}

/// Resolves `&#8217;` and `&#x2019;`.
fn numbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        let end = after.find(';').filter(|end| *end < 8);
        let digits = end.and_then(|end| after.get(..end)).unwrap_or("");
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        };
        match (code.and_then(char::from_u32).filter(|character| !character.is_control()), end) {
            (Some(character), Some(end)) => {
                out.push(character);
                rest = after.get(end + 1..).unwrap_or("");
            }
            _ => {
                out.push_str("&#");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    text.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_values_are_found() {
        let page = "<!-- <b> --><META Name='a' content=\"x &amp; y\"/><script>if (a<b) {}</SCRIPT><p class=q>One <i>two</i></p>";
        let found = tags(page);
        let names: Vec<&str> = found.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["meta", "script", "p", "i"]);
        assert_eq!(found[0].attribute("content"), Some("x & y"));
        assert_eq!(found[1].raw(), "if (a<b) {}");
        assert_eq!(found[2].attribute("class"), Some("q"));
        assert_eq!(found[2].text(100), "One two");
    }

    #[test]
    fn broken_pages_are_read_as_far_as_they_go() {
        for page in [
            "<",
            "<p",
            "<p a",
            "<p a=",
            "<p a='",
            "<p =",
            "<script",
            "<script>x",
            "<!--",
            "<é>",
            "<a\u{fffd}b c=\u{e9}>",
        ] {
            tags(page).iter().for_each(|tag| assert!(tag.text(3).len() <= 3));
        }
    }
}
