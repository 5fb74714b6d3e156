//! What stands around every page: its head, the way to the other pages, who is signed in.

use askama::Template;

use crate::{
    Problem,
    answer::Answer,
    ask::Ask,
    desk::Desk,
    guard::Role,
    pages::{assets, exports},
};

/// The pages that every page leads to.
const PAGES: &[(&str, &str)] = &[
    ("/", "Situation"),
    ("/changes", "Changes"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/reports", "Reports"),
    ("/add", "Add"),
    ("/disputes", "Disputes"),
    ("/review", "Review"),
    ("/findings", "Findings"),
    ("/origins", "Origins"),
    ("/sources", "Sources"),
    ("/register", "Register"),
    ("/positions", "Positions"),
    ("/allegations", "Allegations"),
    ("/log", "Decisions"),
    ("/exports", "Exports"),
];

/// The pages whose counts can be saved as one file, as they are narrowed.
const SAVED: &[&str] = &["/", "/timeline", "/findings", "/disputes"];

/// What stands around a page.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The title.
    pub(crate) title: String,
    /// The pages to go to, and whether this is one of them.
    pub(crate) pages: Vec<(&'static str, &'static str, bool)>,
    /// How many disputes nobody has answered.
    pub(crate) disputes: usize,
    /// The same answer for programs.
    pub(crate) twins: Vec<(&'static str, &'static str, String)>,
    /// Who is signed in; none where nobody signs in here.
    pub(crate) signed_in: Option<String>,
    /// Whether a way to sign out is shown.
    pub(crate) has_session: bool,
    /// Whether the asker may decide.
    pub(crate) decides: bool,
    /// Whether the asker may bring reports here, and whether addresses are fetched for them.
    pub(crate) adds: bool,
    pub(crate) fetches: bool,
    /// The key that forms carry.
    pub(crate) csrf: String,
    /// Where this page is saved as one file; none where it lists no counts.
    pub(crate) saved: Option<String>,
    /// Where the brief is, as Markdown and as a Word document; none where no situation stands.
    pub(crate) briefs: Option<[String; 2]>,
    /// What narrows the page, each with the address without it.
    pub(crate) narrowed: Vec<(String, String)>,
    /// The words searched for.
    pub(crate) searched: String,
    /// The addresses of style and script.
    pub(crate) style: String,
    pub(crate) script: String,
}

impl Frame {
    /// Around a page of this title. `here` is the page in the list that it belongs to.
    pub(crate) fn new(
        title: impl Into<String>,
        here: &str,
        desk: &Desk,
        ask: &Ask,
        has_twins: bool,
    ) -> Frame {
        let twin = |ending| ask.twin(ending);
        let twins = if has_twins {
            vec![("JSON", "application/json", twin("json")), ("CSV", "text/csv", twin("csv"))]
        } else {
            Vec::new()
        };
        let has_session = ask.who.session.is_some();
        let decides = ask.who.role >= Role::Analyst;
        let (takes, fetches) = desk.takes();
        let adds = decides && takes;
        let pages = PAGES.iter().filter(|(address, _)| adds || *address != "/add");
        Frame {
            title: title.into(),
            pages: pages.map(|(address, name)| (*address, *name, *address == here)).collect(),
            // Where they cannot be counted the way to them stands there without a number.
            disputes: desk.disputes().unwrap_or(0),
            twins,
            signed_in: has_session.then(|| desk.guard.author(&ask.who)),
            has_session,
            decides,
            adds,
            fetches,
            csrf: ask.csrf.clone(),
            narrowed: ask.narrowed(),
            saved: SAVED.contains(&here).then(|| ask.saved()),
            briefs: (here == "/")
                .then(|| ["brief.md", "brief.docx"].map(|name| exports::brief_address(ask, name))),
            searched: ask.query.get("q").unwrap_or("").to_owned(),
            style: assets::address("page.css"),
            script: assets::address("page.js"),
        }
    }

    /// Around a page that is shown to anybody.
    pub(crate) fn bare(title: impl Into<String>, csrf: String) -> Frame {
        Frame {
            title: title.into(),
            pages: Vec::new(),
            disputes: 0,
            twins: Vec::new(),
            signed_in: None,
            has_session: false,
            decides: false,
            adds: false,
            fetches: false,
            csrf,
            narrowed: Vec::new(),
            saved: None,
            briefs: None,
            searched: String::new(),
            style: assets::address("page.css"),
            script: assets::address("page.js"),
        }
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    frame: Frame,
    heading: &'static str,
    detail: &'a str,
    status: u16,
}

/// A problem, for people.
pub(crate) fn problem(problem: &Problem) -> Result<Answer, Problem> {
    let frame = Frame::bare(problem.title(), String::new());
    Answer::page(&ProblemPage {
        frame,
        heading: problem.title(),
        detail: &problem.detail,
        status: problem.status,
    })
}
