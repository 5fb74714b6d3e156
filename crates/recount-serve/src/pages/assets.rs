//! The files that pages need: the style, which the page of `recount report` shares, the script, which only adds, and the icon.

use std::sync::LazyLock;

use recount_formats::write;

use crate::{Problem, answer::Answer, ask::Ask, desk::Desk};

/// Each file with its type and its text.
static FILES: LazyLock<Vec<(&'static str, &'static str, String)>> = LazyLock::new(|| {
    vec![
        (
            "page.css",
            "text/css; charset=utf-8",
            format!("{}\n{}", write::STYLE, include_str!("../../assets/page.css")),
        ),
        ("page.js", "text/javascript; charset=utf-8", include_str!("../../assets/page.js").to_owned()),
        ("icon.svg", "image/svg+xml", include_str!("../../assets/icon.svg").to_owned()),
    ]
});

/// The address of a file; another one when the file changes, so that browsers may keep it.
pub(crate) fn address(name: &str) -> String {
    static KNOWN: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
        let address = |name: &str, text: &str| {
            let digest = recount_store::sha256(text.as_bytes());
            format!("/assets/{name}?v={}", digest.get(..12).unwrap_or(""))
        };
        FILES.iter().map(|(name, _, text)| (*name, address(name, text))).collect()
    });
    let found = KNOWN.iter().find(|(known, _)| *known == name);
    found.map_or_else(|| format!("/assets/{name}"), |(_, address)| address.clone())
}

/// The file of this name.
pub(crate) fn answer(_: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let file = FILES.iter().find(|(name, _, _)| *name == ask.name());
    let (_, kind, text) = file.ok_or_else(|| Problem::missing(format!("there is no file {}", ask.name())))?;
    let lasts = if ask.query.get("v").is_some() { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(Answer::bytes(kind, text.clone()).with("cache-control", lasts))
}
