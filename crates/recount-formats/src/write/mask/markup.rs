//! Telephone numbers, e-mail addresses and numbers of papers in a web page: in its texts and the words of its attributes, not in its marks,
//! addresses, styles and scripts.

use super::contacts::without_contacts;

/// Attributes that hold words for a reader.
const WORDS: [&str; 5] = ["title", "alt", "aria-label", "value", "content"];
/// Elements that hold no words.
const CODE: [&str; 2] = ["script", "style"];

/// The page without them.
pub(super) fn without_contacts_in(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(&without_contacts(text));
        let (tag, behind) = tag.split_at(end_of(tag));
        out.push_str(&tag_without(tag));
        // What a script or a style holds ends with its own name alone.
        let code = CODE.iter().find(|name| is_called(tag, name));
        let skipped = code.map_or(0, |name| behind.find(&format!("</{name}")).unwrap_or(behind.len()));
        let (code, behind) = behind.split_at(skipped);
        out.push_str(code);
        rest = behind;
    }
    out.push_str(&without_contacts(rest));
    out
}

/// Where a tag at the front ends; a mark inside quotes is none.
fn end_of(tag: &str) -> usize {
    let mut quote = None;
    for (at, mark) in tag.char_indices() {
        match (quote, mark) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(mark),
            (Some(open), mark) if mark == open => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn is_called(tag: &str, name: &str) -> bool {
    let after = tag.strip_prefix('<').and_then(|rest| rest.strip_prefix(name));
    after.is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '/']))
}

/// A tag whose attributes tell none.
fn tag_without(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len());
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (before, value) = rest.split_at(at + 2);
        let (value, behind) = value.split_at(value.find('"').unwrap_or(value.len()));
        let name = before.rsplit(char::is_whitespace).next().unwrap_or("").trim_end_matches("=\"");
        out.push_str(before);
        match WORDS.contains(&name) {
            true => out.push_str(&without_contacts(value)),
            false => out.push_str(value),
        }
        // Its closing mark stays, so that what follows is no value.
        let (mark, behind) = behind.split_at(behind.len().min(1));
        out.push_str(mark);
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_masked_and_marks_stay() {
        let page = "<style>a{width:+12345678901px}</style><p id=\"+258841234567\" title=\"to ana@post.example\">Call +258 84 123 4567, \
                    <a href=\"mailto:x@post.example\">12 people</a>.</p>";
        assert_eq!(
            without_contacts_in(page),
            "<style>a{width:+12345678901px}</style><p id=\"+258841234567\" title=\"to [address]\">Call [number], \
             <a href=\"mailto:x@post.example\">12 people</a>.</p>"
        );
    }
}
