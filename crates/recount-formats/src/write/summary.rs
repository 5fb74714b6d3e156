//! The situation and the counts as lines for a terminal: the key figures first, then every count, what is told most first. Control
//! characters of the reports cannot steer it.

use std::{cmp::Reverse, collections::BTreeMap, fmt::Write};

use jiff::civil::Date;
use recount_core::{
    Extraction, Lexicon,
    count::Heading,
    view::{self, AccountLine, CountLine, Dating, Doubt, Situation, Table, situation, words::number},
};

use super::{
    dating, situation as words_of,
    words::{self, plural},
};

/// How lines look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Characters to a line.
    pub width: usize,
    /// Whether bold and dim are understood.
    pub colours: bool,
    /// How many counts are shown.
    pub counts: usize,
}

/// How many accounts of a count are shown.
const ACCOUNTS: usize = 12;
/// How many of a count's contradictions and drifts are shown.
const WARNINGS: usize = 4;

/// How many reports are listed with their dates.
const REPORTS: usize = 60;

/// What is told.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The counts.
    pub table: &'a Table,
    /// What is known of the reports.
    pub headings: &'a [Heading],
    /// The day on which it stood so.
    pub at: Option<Date>,
    /// What was read in each.
    pub extractions: &'a [Extraction],
    /// Their dates.
    pub datings: &'a [Dating],
    /// What is doubtful in them.
    pub doubts: &'a [Doubt],
}

/// The situation, every count with its accounts, and the reports with their dates.
pub fn summary(told: Told<'_>, lexicon: &Lexicon, style: Style) -> String {
    let Told { table, doubts, .. } = told;
    let mut out = Lines { text: String::new(), style, lexicon, doubts };
    out.situation(table, &situation(table, told.headings, told.at, lexicon));
    let figures = told.extractions.iter().map(|extraction| extraction.figures.len()).sum();
    let read = format!(
        "{} from {}, set side by side as {}",
        plural(figures, "figure"),
        plural(told.extractions.len(), "report"),
        plural(table.counts.len(), "count")
    );
    out.plain("");
    out.plain(&read);
    let mut label = "";
    for count in by_support(table, lexicon).into_iter().take(style.counts) {
        if label != count.label {
            label = &count.label;
            out.plain("");
            out.bold(&label.to_uppercase());
        }
        out.count(count);
    }
    if table.counts.len() > style.counts {
        out.plain("");
        out.plain(&format!("{} more: --counts {}", table.counts.len() - style.counts, table.counts.len()));
    }
    out.reports(told.datings);
    out.text
}

/// The counts by measure, those of which a count is told most first, and in each what is told most.
fn by_support<'t>(table: &'t Table, lexicon: &Lexicon) -> Vec<&'t CountLine> {
    let weight = |count: &CountLine| view::situation::weight(count, lexicon);
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    for count in table.counts.iter().filter(|count| count.status == "reported") {
        let best = best.entry(&count.measure).or_default();
        *best = (*best).max(weight(count));
    }
    let of = |count: &CountLine| best.get(count.measure.as_str()).copied().unwrap_or(0);
    let mut counts: Vec<&CountLine> = table.counts.iter().collect();
    counts.sort_by_key(|count| {
        let fact = count.status != "reported";
        (Reverse(of(count)), &count.measure, fact, Reverse(weight(count)))
    });
    counts
}

/// Lines under construction.
struct Lines<'a> {
    text: String,
    style: Style,
    lexicon: &'a Lexicon,
    doubts: &'a [Doubt],
}

impl Lines<'_> {
    fn plain(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn bold(&mut self, words: &str) {
        let words = self.marked(words, "1");
        self.plain(&words);
    }

    fn marked(&self, words: &str, code: &str) -> String {
        match self.style.colours {
            true => format!("\u{1b}[{code}m{words}\u{1b}[0m"),
            false => words.to_owned(),
        }
    }

    /// What the pile is about, and its key figures: two lines each.
    fn situation(&mut self, table: &Table, situation: &Situation) {
        self.bold(&printable(&words_of::title(situation, self.lexicon)));
        self.plain(&words_of::lede(situation));
        if !situation.keys.is_empty() {
            self.plain("");
        }
        for count in situation.keys.iter().filter_map(|at| table.counts.get(*at)) {
            self.key(count);
        }
        let disputed = view::disputes(table).len();
        if disputed > 0 {
            self.plain(&format!("  {}: recount disputes", plural(disputed, "disputed count")));
        }
    }

    fn key(&mut self, count: &CountLine) {
        let number = self.marked(&words_of::headline(count), "1");
        let subject = format!("{} {}", words::counted(count), words::whereabouts(count, self.lexicon));
        let disputed = if words_of::contradictions(count) > 0 { ", disputed" } else { "" };
        let label = &count.label;
        let origins = words_of::origins(count);
        let line = format!("  {label}: {number} {} ({origins}{disputed})", printable(subject.trim()));
        self.plain(&line);
        let account = words_of::answer(count);
        let as_of = count.as_of.map(|day| format!("as of {}", words::date(day)));
        let parts = [as_of, account.map(words_of::voice), words_of::trend_in_words(count)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        self.plain(&printable(&format!("      {}", parts.join(" · "))));
    }

    /// The reports with their dates: those in doubt first, then those without, then the others.
    fn reports(&mut self, datings: &[Dating]) {
        if datings.is_empty() {
            return;
        }
        let mut order: Vec<&Dating> = datings.iter().collect();
        order.sort_by_key(|dating| (dating.contradiction.is_none(), dating.given.is_some()));
        self.plain("");
        self.bold("REPORTS AND THEIR DATES");
        for dating in order.iter().take(REPORTS) {
            self.plain(&printable(&format!("  {}: {}", dating.document, dating::headline(dating))));
            for reason in dating::reasons(dating) {
                self.plain(&printable(&format!("      {reason}")));
            }
        }
        if order.len() > REPORTS {
            self.plain(&format!("  … and {}", plural(order.len() - REPORTS, "more report")));
        }
    }

    fn count(&mut self, count: &CountLine) {
        let per = count.per.map(|per| format!(" a {per}")).unwrap_or_default();
        let range = self.marked(&format!("{}{per}", count.range), "1");
        let share = count.share_of.map(|whole| format!("of {} ", number(whole))).unwrap_or_default();
        let status = words::standing(count).map(|words| format!(" ({words})")).unwrap_or_default();
        let place = words::whereabouts(count, self.lexicon);
        let subject = format!("{share}{} {place}", words::counted(count));
        self.plain(&format!("  {range} {}{status}{}", printable(subject.trim_end()), voices(count)));
        for account in count.accounts.iter().take(ACCOUNTS) {
            self.account(account);
        }
        let warnings =
            count.findings.iter().filter(|finding| matches!(finding.relation, "contradicts" | "drifts"));
        for finding in warnings.take(WARNINGS) {
            let (from, to) = (&finding.from.document, &finding.to.document);
            self.plain(&printable(&format!(
                "      ! {}: {from} and {to}: {}",
                finding.relation, finding.reason
            )));
        }
        if count.accounts.len() > ACCOUNTS {
            self.plain(&format!("      … and {}", plural(count.accounts.len() - ACCOUNTS, "more account")));
        }
    }

    fn account(&mut self, account: &AccountLine) {
        let mut line = format!("      {}", printable(&account.words));
        let source =
            words::on_whose_word(account.source.as_deref(), account.source_kind, account.own.as_ref());
        let _ = write!(line, " · {}", printable(&source));
        if let Some(period) = account.period {
            let _ = write!(line, " · {}", words::period(period));
        }
        let published = account.published.map_or_else(|| "undated".to_owned(), words::date);
        let _ = write!(line, " · {}, {published}", printable(&account.document));
        if !account.stands {
            line.push_str(" · superseded");
        }
        if account.evidence.len() > 1 {
            let _ = write!(line, " (said {} times)", account.evidence.len());
        }
        self.plain(&line);
        if let Some(evidence) = account.evidence.first() {
            let most = self.style.width.saturating_sub(12).max(40);
            let [before, inner, after] = words::around(&evidence.text, evidence.within, most);
            let inner = self.marked(&printable(&inner), "1");
            let line = format!("          “{}{inner}{}”", printable(&before), printable(after.trim_end()));
            self.plain(&line);
        }
        let told = |doubt: &&Doubt| {
            doubt.document == account.document && account.evidence.iter().any(|it| it.span == doubt.figure)
        };
        let doubts = self.doubts;
        for doubt in doubts.iter().filter(told) {
            self.plain(&printable(&format!("          ! {}", doubt.says)));
        }
    }
}

/// ": 5 accounts, 2 independent origins", where there is more than one account.
fn voices(count: &CountLine) -> String {
    match (count.accounts.len(), count.origins) {
        (0 | 1, _) => String::new(),
        (accounts, 1) => format!(": {accounts} accounts, one origin"),
        (accounts, origins) => format!(": {accounts} accounts, {origins} independent origins"),
    }
}

/// The text with control characters, which could steer a terminal, and marks that turn the direction of writing shown
/// as `\u{…}`; ends of lines become spaces.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => shown.push(' '),
            _ if steers(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown
}

/// The same, with the ends of lines and tabs left as they are: for files that hold them.
pub(super) fn inert(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => shown.push(character),
            _ if steers(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown
}

/// JSON whose strings hold nothing that steers a terminal: such characters stand as JSON's own escapes, so that its readers get
/// them back.
pub(super) fn inert_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\n' => shown.push(character),
            _ if steers(character) => shown.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => shown.push(character),
        }
    }
    shown
}

fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_comes_back_as_it_was_and_steers_nothing() {
        let text = "a\u{1b}[2J\u{9b}2J\u{202e}\u{7f}é";
        let json = inert_json(&(serde_json::to_string(text).expect("json") + "\n"));
        assert!(!json.trim_end().contains(steers), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("json"), text);
    }

    #[test]
    fn nothing_in_a_report_steers_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\r\nc\u{202e}d"), "a\\u{1b}[2Jb  c\\u{202e}d");
    }
}
