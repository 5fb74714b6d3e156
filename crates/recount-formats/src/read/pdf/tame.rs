//! What a PDF must not hold: streams that unpack to more than is allowed, and objects that lead back to themselves.

use std::{collections::BTreeSet, io::Read};

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Unpacks each stream that says it is packed the usual way, keeping nothing, as often as it says; an error where that
/// would be more than is allowed in all.
pub(super) fn streams_are_tame(bytes: &[u8], most: u64) -> Result<(), String> {
    let mut left = most;
    let mut at = 0;
    while let Some(found) = find(bytes.get(at..).unwrap_or(&[]), b"stream") {
        let start = at + found + b"stream".len();
        at = start;
        let is_end = found >= 3 && bytes.get(start - 9..start - 6) == Some(b"end");
        let data = bytes.get(start..).unwrap_or(&[]);
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if is_end || data.first().is_none_or(|first| first & 0x0f != 8) {
            continue;
        }
        let once = ZlibDecoder::new(data);
        let count = std::io::copy(&mut once.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or(0);
        let twice = ZlibDecoder::new(ZlibDecoder::new(data));
        let again = std::io::copy(&mut twice.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or(0);
        left = left
            .checked_sub(count.saturating_add(again))
            .ok_or_else(|| format!("more than {most} bytes unpacked (--max-ratio, --max-whole)"))?;
    }
    Ok(())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| byte == first)?;
        if bytes.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
}

/// How long a chain of objects may be.
const LONG: usize = 64;

/// What would lead the library round and round: a page that is its own ancestor, a form that draws itself.
pub(super) fn cycle(document: &Document, pages: impl Iterator<Item = ObjectId>) -> Option<String> {
    for page in pages {
        let mut at = page;
        let mut steps = 0;
        while let Some(parent) =
            document.get_dictionary(at).ok().and_then(|page| page.get(b"Parent").ok()?.as_reference().ok())
        {
            at = parent;
            steps += 1;
            if steps > LONG {
                return Some("a page tree that leads back to itself".to_owned());
            }
        }
    }
    let mut known = BTreeSet::new();
    let forms: Vec<ObjectId> = document.objects.keys().copied().collect();
    let loops = forms.iter().any(|form| draws_itself(document, *form, &mut Vec::new(), &mut known));
    loops.then(|| "a form that draws itself".to_owned())
}

/// Whether a form leads back to itself, or deeper than anybody sets a page. `known` are those that do not.
fn draws_itself(
    document: &Document,
    form: ObjectId,
    path: &mut Vec<ObjectId>,
    known: &mut BTreeSet<ObjectId>,
) -> bool {
    if path.contains(&form) || path.len() > LONG {
        return true;
    }
    if known.contains(&form) {
        return false;
    }
    path.push(form);
    let inner = drawn(document, form);
    let found = inner.into_iter().any(|inner| draws_itself(document, inner, path, known));
    path.pop();
    known.insert(form);
    found
}

/// The objects that a form may draw.
fn drawn(document: &Document, form: ObjectId) -> Vec<ObjectId> {
    let Ok(Object::Stream(stream)) = document.get_object(form) else { return Vec::new() };
    let dictionary = |of: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        let value = of.get(key).ok()?;
        let value = value.as_reference().ok().map_or(Ok(value), |id| document.get_object(id)).ok()?;
        value.as_dict().ok().cloned()
    };
    let objects =
        dictionary(&stream.dict, b"Resources").and_then(|resources| dictionary(&resources, b"XObject"));
    let Some(objects) = objects else { return Vec::new() };
    objects.iter().filter_map(|(_, object)| object.as_reference().ok()).collect()
}
