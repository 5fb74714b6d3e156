//! Our own reading of a page: the vote that decides between the libraries, and the only one for pages that they cannot
//! be trusted with, since it is linear and total. The way is Readability's (Arc90, 2009): every paragraph speaks for the
//! elements that hold it, more for the nearest; the element with the most to say is the article, and within it, what
//! is mostly links, or is named like furniture, goes.

use super::{tags::unescape, tree::Tree};

/// Elements that never hold the article's words.
const FURNITURE: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button", "select",
    "iframe", "textarea", "head", "figure", "video", "audio", "object", "canvas", "dialog", "menu", "label",
];
/// Words in a class or id that name furniture.
const NAMED_FURNITURE: &[&str] = &[
    "comment",
    "share",
    "sharing",
    "social",
    "related",
    "recommend",
    "sidebar",
    "promo",
    "advert",
    "banner",
    "breadcrumb",
    "cookie",
    "newsletter",
    "subscri",
    "popup",
    "modal",
    "menu",
    "footer",
    "pagination",
    "disqus",
    "login",
    "signup",
    "trending",
    "most-read",
    "mostread",
    "popular",
    "teaser",
    "copyright",
    "caption",
    "navigation",
    "navbar",
    "toolbar",
    "outbrain",
    "taboola",
    "sponsor",
    "widget",
    "author-bio",
    "authorbox",
    "about-author",
    "post-tags",
    "tagcloud",
    "print-only",
    "read-more",
    "readmore",
    "more-on",
    "see-also",
    "next-post",
    "prev-post",
    "gdpr",
    "consent",
    "skip-link",
    "hidden-",
    "screen-reader",
    "sr-only",
    "post-meta",
    "entry-meta",
    "article-meta",
    "byline",
    "credit",
    "donate",
    "rating",
    "replies",
    "respond",
];
/// Elements that hold a paragraph of text.
const PARAGRAPHS: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td", "th", "dd", "dt"];
/// Elements within a line of text.
const INLINE: &[&str] = &[
    "a", "b", "i", "em", "strong", "span", "u", "s", "sub", "sup", "small", "mark", "abbr", "cite", "q",
    "time", "code", "font", "br", "wbr", "img", "ins", "del", "big", "acronym", "bdi", "var", "kbd", "tt",
    "data",
];

/// So many characters may be an article; a shorter text that is named like furniture is furniture.
const LONG: usize = 1_000;
/// How much more an element around the chosen one must say to be taken instead: five quarters.
const MORE: usize = 3;
const FEWER: usize = 2;

/// A stretch of text without a break.
struct Block {
    text: String,
    /// How many of its characters are links.
    linked: usize,
    /// The element it stands in.
    parent: usize,
    /// Whether it is a heading.
    heading: bool,
}

impl Block {
    fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether it is more than a label or a list of links.
    fn speaks(&self) -> bool {
        !self.heading && self.length() >= 25 && self.linked * 2 < self.length()
    }
}

/// The article, a paragraph each.
pub(super) fn article(page: &str) -> Vec<String> {
    let tree = Tree::of(page);
    let all = blocks(&tree, |_| false);
    let said = Said::of(&tree, &all);
    let most = (said.by(0) / 3).max(LONG);
    // What is named like furniture but says a third of the page is the article.
    let careful = blocks(&tree, |number| said.by(number) <= most && is_named_furniture(&tree, number));
    let chosen = chosen(&tree, &careful);
    let length = chosen.iter().map(|block| block.length()).sum::<usize>();
    if length >= 250 {
        return texts(&chosen);
    }
    let again = self::chosen(&tree, &all);
    let more = again.iter().map(|block| block.length()).sum::<usize>();
    if length == 0 && more == 0 {
        // A page of a line or two has no running text to go by.
        return texts(&all.iter().filter(|block| block.linked * 2 <= block.length()).collect::<Vec<_>>());
    }
    if more > length * 2 { texts(&again) } else { texts(&chosen) }
}

/// All that a piece of markup says, a paragraph each: for markup that holds nothing but an article.
pub(super) fn paragraphs(markup: &str) -> Vec<String> {
    texts(&blocks(&Tree::of(markup), |_| false).iter().collect::<Vec<_>>())
}

/// How many characters of running text each element holds.
struct Said {
    before: Vec<usize>,
    ends: Vec<usize>,
}

impl Said {
    fn of(tree: &Tree, blocks: &[Block]) -> Said {
        let nodes = tree.nodes();
        let mut before = vec![0; nodes.len() + 1];
        for block in blocks.iter().filter(|block| block.speaks()) {
            before[block.parent + 1] += block.length();
        }
        for number in 0..nodes.len() {
            before[number + 1] += before[number];
        }
        let ends = nodes.iter().enumerate().map(|(number, node)| node.end.max(number + 1)).collect();
        Said { before, ends }
    }

    fn by(&self, number: usize) -> usize {
        self.before[self.ends[number]] - self.before[number]
    }
}

fn texts(blocks: &[&Block]) -> Vec<String> {
    blocks.iter().map(|block| block.text.clone()).collect()
}

/// The blocks of the element with the most to say, and within it those that say something.
fn chosen<'b>(tree: &Tree, blocks: &'b [Block]) -> Vec<&'b Block> {
    let nodes = tree.nodes();
    let mut scores = vec![0.0_f64; nodes.len()];
    for block in blocks.iter().filter(|block| block.speaks()) {
        let commas = block.text.matches([',', '،', '、', ';']).count() as f64;
        let score = 1.0 + commas + (block.length() as f64 / 100.0).min(3.0);
        let mut number = block.parent;
        let mut share = 1.0;
        for _ in 0..6 {
            scores[number] += score * share;
            if number == 0 {
                break;
            }
            number = nodes[number].parent;
            share *= 0.75;
        }
    }
    for (number, node) in nodes.iter().enumerate() {
        let named = node.attribute("itemprop").is_some_and(|it| it.eq_ignore_ascii_case("articleBody"));
        if named {
            scores[number] *= 2.0;
        } else if matches!(node.name(), "article" | "main") {
            scores[number] *= 1.2;
        }
    }
    let best =
        (0..nodes.len()).fold(0, |best, number| if scores[number] > scores[best] { number } else { best });
    let best = widened(tree, blocks, best);
    let whole = best..nodes[best].end.max(best + 1);
    let inside: Vec<usize> = (0..blocks.len()).filter(|at| whole.contains(&blocks[*at].parent)).collect();
    let last = inside.iter().rposition(|at| blocks[*at].speaks()).map_or(0, |at| at + 1);
    let mut told: Vec<usize> = inside.get(..last).unwrap_or(&[]).to_vec();
    told.retain(|at| blocks[*at].heading || blocks[*at].linked * 2 <= blocks[*at].length());
    let headline = headline(tree, blocks, &told);
    headline.into_iter().chain(told).filter_map(|at| blocks.get(at)).collect()
}

/// The element, or one around it, as long as that has a good deal more to say: articles are cut into sections.
fn widened(tree: &Tree, blocks: &[Block], best: usize) -> usize {
    let said = Said::of(tree, blocks);
    let mut chosen = best;
    let mut at = best;
    while at != 0 {
        at = tree.nodes()[at].parent;
        if said.by(at) * FEWER >= said.by(chosen) * MORE {
            chosen = at;
        }
    }
    chosen
}

/// The last main heading before the first block that is told, where none is told.
fn headline(tree: &Tree, blocks: &[Block], told: &[usize]) -> Option<usize> {
    let first = *told.first()?;
    let is_main = |at: &usize| tree.nodes()[blocks[*at].parent].name() == "h1";
    if told.iter().any(is_main) {
        return None;
    }
    (0..first).rev().find(is_main).filter(|at| blocks[*at].length() >= 15)
}

/// The blocks of the page outside its furniture and what else is to be dropped.
fn blocks(tree: &Tree, drops: impl Fn(usize) -> bool) -> Vec<Block> {
    let nodes = tree.nodes();
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut current: Option<usize> = None;
    let mut link_until = 0;
    while at < nodes.len() {
        let node = &nodes[at];
        if node.tag.is_some() && (is_furniture(tree, at) || drops(at)) {
            at = node.end.max(at + 1);
            current = None;
            continue;
        }
        if node.name() == "a" {
            link_until = link_until.max(node.end);
        }
        if node.tag.is_some() && !INLINE.contains(&node.name()) {
            current = None;
        } else if node.tag.is_none() && !node.text.is_empty() {
            let holder = holder(tree, at);
            if current != Some(holder) {
                let heading = matches!(nodes[holder].name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
                blocks.push(Block { text: String::new(), linked: 0, parent: holder, heading });
                current = Some(holder);
            }
            if let Some(block) = blocks.last_mut() {
                add(block, node.text, at < link_until);
            }
        }
        at += 1;
    }
    blocks.retain_mut(|block| {
        block.text = block.text.trim().to_owned();
        !block.text.is_empty()
    });
    blocks
}

fn add(block: &mut Block, text: &str, linked: bool) {
    let before = block.text.len();
    for character in unescape(text).chars() {
        match character.is_whitespace() {
            true if block.text.ends_with(' ') || block.text.is_empty() => {}
            true => block.text.push(' '),
            false => block.text.push(character),
        }
    }
    if linked {
        block.linked += block.text.get(before..).map_or(0, |added| added.chars().count());
    }
}

/// The nearest element around a text that is no part of a line.
fn holder(tree: &Tree, number: usize) -> usize {
    let nodes = tree.nodes();
    let mut at = nodes[number].parent;
    while at != 0 && INLINE.contains(&nodes[at].name()) {
        at = nodes[at].parent;
    }
    at
}

fn is_furniture(tree: &Tree, number: usize) -> bool {
    let node = &tree.nodes()[number];
    if FURNITURE.contains(&node.name()) || node.attribute("hidden").is_some() {
        return true;
    }
    if is_content(node.name()) {
        return false;
    }
    let hides = node.attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    let role = node.attribute("role").is_some_and(|role| {
        matches!(
            role,
            "navigation" | "complementary" | "banner" | "contentinfo" | "dialog" | "search" | "menu"
        )
    });
    hides || role
}

/// Elements that hold content whatever they are called.
fn is_content(name: &str) -> bool {
    matches!(name, "" | "body" | "html" | "article" | "main") || PARAGRAPHS.contains(&name) && name != "li"
}

fn is_named_furniture(tree: &Tree, number: usize) -> bool {
    let node = &tree.nodes()[number];
    !is_content(node.name())
        && ["class", "id"].iter().filter_map(|it| node.attribute(it)).any(|value| {
            let value = value.to_ascii_lowercase();
            NAMED_FURNITURE.iter().any(|word| value.contains(word))
        })
}
