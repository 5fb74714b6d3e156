//! Who says what of the matter, and what was ordered or promised beside what stands against it.

use recount_core::view::{self, OrderLine, Position, StatementLine};

use super::{Page, anchors::Anchors, html::Html};
use crate::write::words;

/// How many parties and orders stand open; the others unfold.
const OPEN: usize = 10;
/// How many lines of a party stand open.
const LINES: usize = 5;
/// More than these would bury the page; `recount statements` and `recount orders` list all.
const MOST: usize = 150;
/// How long what is said is shown, in characters.
const SAID: usize = 300;

/// The positions by party.
pub(super) fn section(html: &mut Html, page: &Page, anchors: &Anchors) {
    let positions = view::positions(view::statements(page.extractions, page.lexicon), page.lexicon);
    html.raw("<section id=\"positions\">\n<h2>Positions</h2>\n");
    html.raw("<p class=\"legend\">Who says what of the matter, and what is done by saying it. Private persons are told by what they are.</p>\n");
    if positions.is_empty() {
        html.raw("<p class=\"nothing\">Nobody is quoted in these reports.</p>\n");
    }
    folded(html, &positions, OPEN, "parties", |html, position| party(html, position, anchors));
    html.raw("</section>\n");
}

fn party(html: &mut Html, position: &Position, anchors: &Anchors) {
    let kind = position.kind.map(|kind| kind.code());
    let name =
        position.party.as_deref().map_or_else(|| "Nobody named".to_owned(), |name| words::source(name, kind));
    html.raw("<article class=\"party\">\n").open("h3", &[]).text(&name);
    if let Some(kind) = kind {
        html.raw(" ").leaf("span", &[("class", "tag")], &kind.replace('_', " "));
    }
    html.close("h3").raw("\n");
    folded_items(html, &position.statements, LINES, |html, line| statement(html, line, anchors));
    html.raw("</article>\n");
}

fn statement(html: &mut Html, line: &StatementLine, anchors: &Anchors) {
    html.raw("<li>").leaf("span", &[("class", "relation")], line.stance).raw(" ");
    if let Some(to) = &line.to {
        html.text(&format!("{to}: "));
    }
    html.text(&shortened(&line.content)).raw(" <span class=\"told\">— ");
    for source in &line.chain {
        html.text(&format!("by way of {source}, "));
    }
    if let Some(venue) = &line.venue {
        html.text(&format!("in {venue}, "));
    }
    html.leaf(
        "a",
        &[("href", &format!("#{}", anchors.report(&line.document)))],
        anchors.name(&line.document),
    );
    html.raw("</span></li>\n");
}

/// What was ordered, promised or changed, with what stands against it.
pub(super) fn orders(html: &mut Html, page: &Page, anchors: &Anchors) {
    let orders = view::orders(page.extractions, page.lexicon);
    html.raw("<section id=\"orders\">\n<h2>Orders and promises</h2>\n");
    if orders.is_empty() {
        html.raw("<p class=\"nothing\">No order was found in these reports.</p>\n</section>\n");
        return;
    }
    folded_items(html, &orders, OPEN, |html, line| order(html, line, anchors));
    html.raw("</section>\n");
}

fn order(html: &mut Html, line: &OrderLine, anchors: &Anchors) {
    html.raw("<li>").leaf("span", &[("class", "relation")], &line.act.code().replace('_', " ")).raw(" ");
    let actor = line.actor.as_deref().unwrap_or("nobody named");
    let object = line.object.as_ref().map(|object| format!(" → {object}")).unwrap_or_default();
    html.text(&format!("{actor}{object}: "));
    let target = format!("#{}", anchors.order(&line.document, line.span));
    html.leaf("a", &[("href", &target)], &shortened(&line.clause)).raw(" <span class=\"told\">— ");
    html.text(&line.status.code().replace('_', " "));
    for (name, day) in [("takes effect", line.effective), ("deadline", line.deadline)] {
        if let Some(day) = day {
            html.text(&format!(", {name} {}", words::date(day)));
        }
    }
    html.text(&format!(", {}", anchors.name(&line.document))).raw("</span>");
    if !line.answers.is_empty() {
        html.raw("\n<ul>\n");
        for answer in &line.answers {
            let actor = answer.actor.as_deref().unwrap_or("nobody named");
            html.raw("<li>").text(&format!("{actor}, who {}: ", answer.reason));
            let target = format!("#{}", anchors.order(&answer.document, answer.span));
            html.leaf("a", &[("href", &target)], &shortened(&answer.clause)).raw("</li>\n");
        }
        html.raw("</ul>\n");
    }
    html.raw("</li>\n");
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= SAID {
        return text.to_owned();
    }
    text.chars().take(SAID - 1).chain(['…']).collect()
}

/// Blocks, the first of them open, the rest behind a fold.
fn folded<T>(html: &mut Html, items: &[T], open: usize, noun: &str, write: impl Fn(&mut Html, &T)) {
    for item in items.iter().take(open) {
        write(html, item);
    }
    if items.len() > open {
        html.raw("<details><summary>")
            .text(&format!("{} more {noun}", items.len() - open))
            .raw("</summary>\n");
        for item in items.iter().skip(open).take(MOST) {
            write(html, item);
        }
        left_out(html, items.len(), open);
        html.raw("</details>\n");
    }
}

/// Items of a list, the first of them open, the rest behind a fold.
fn folded_items<T>(html: &mut Html, items: &[T], open: usize, write: impl Fn(&mut Html, &T)) {
    html.raw("<ul class=\"findings\">\n");
    for item in items.iter().take(open) {
        write(html, item);
    }
    html.raw("</ul>\n");
    if items.len() > open {
        html.raw("<details><summary>").text(&format!("{} more", items.len() - open));
        html.raw("</summary>\n<ul class=\"findings\">\n");
        for item in items.iter().skip(open).take(MOST) {
            write(html, item);
        }
        html.raw("</ul>\n");
        left_out(html, items.len(), open);
        html.raw("</details>\n");
    }
}

fn left_out(html: &mut Html, all: usize, open: usize) {
    if all > open + MOST {
        html.leaf("p", &[("class", "nothing")], &format!("and {} more", all - open - MOST)).raw("\n");
    }
}
