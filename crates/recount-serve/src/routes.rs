//! Every address of the server, in one list.

use crate::{Problem, Role, answer::Answer, ask::Ask, desk::Desk, link, openapi, pages};

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To read.
    Get,
    /// With a form, to change something.
    Post,
}

/// One address.
pub struct Route {
    /// How it is asked.
    pub method: Method,
    /// Its path; `{name}` stands for any one segment.
    pub path: &'static str,
    /// What it answers, in a sentence.
    pub about: &'static str,
    /// What may stand behind the question mark, or in the form, each with what it takes.
    pub fields: &'static [(&'static str, &'static str)],
    /// Whether it answers `.json` and `.csv` too.
    pub has_twins: bool,
    /// Whether its form may hold files, and be as long as they are.
    pub takes_files: bool,
    /// Who may ask.
    pub role: Role,
    /// The answer.
    pub(crate) answer: fn(&Desk, &Ask) -> Result<Answer, Problem>,
}

const FILTER: &[(&str, &str)] = &[
    ("measure", "a measure's code; may stand several times"),
    ("country", "an ISO 3166 code of three letters, or a country's name, in any role"),
    ("place", "a place below country level, for counts"),
    ("at", "as it stood on this day, like 2027-02-14, for counts"),
    ("since", "a day like 2027-02-14"),
    ("until", "a day like 2027-02-14"),
    (
        "source",
        "a kind of source (government, un, ngo, media, armed_group, witness, expert, unnamed), or words of its name",
    ),
    ("status", "reported, planned, denied or hypothetical"),
    ("text", "words of the sentence"),
    ("page", "the number of the stretch, from 1 on"),
];

const REPORTS: &[(&str, &str)] = &[
    ("measure", "a measure's code that a figure of it has; may stand several times"),
    ("country", "an ISO 3166 code of three letters, or a country's name, in any role"),
    ("since", "published on a day like 2027-02-14 or later"),
    ("until", "published on a day like 2027-02-14 or before"),
    ("source", "a kind of source, or words of its name"),
    ("status", "reported, planned, denied or hypothetical"),
    ("text", "words of the report"),
    ("undated", "anything, for those without a day alone"),
    ("page", "the number of the stretch, from 1 on"),
];

const MAP: &[(&str, &str)] = &[
    ("measure", "a measure's code; without it the one told of in most places"),
    ("country", "an ISO 3166 code of three letters, or a country's name, in any role"),
    ("place", "a place below country level"),
    ("at", "as it stood on this day, like 2027-02-14"),
    ("since", "a day like 2027-02-14"),
    ("until", "a day like 2027-02-14"),
    ("source", "a kind of source, or words of its name"),
    ("text", "words of the sentence"),
];

const REGISTER: &[(&str, &str)] = &[
    ("at", "as of this day, like 2027-02-14"),
    ("party", "words in the name of a party"),
    ("text", "words of the sentence"),
];

const REVIEW: &[(&str, &str)] = &[
    ("report", "all figures of this report alone"),
    ("all", "anything, for the figures of counts with one account too"),
    ("one", "anything, for one at a time"),
    ("measure", "a measure's code; may stand several times"),
    ("country", "an ISO 3166 code of three letters"),
    ("source", "a kind of source, or words of its name"),
    ("status", "reported, planned, denied or hypothetical"),
    ("page", "the number of the stretch, from 1 on"),
];

const DECIDE: &[(&str, &str)] = &[
    (
        "act",
        "accept, correct, reject, link, unlink, merge, split or recommend; with -second about the second figure",
    ),
    ("figure", "the figure's name: document:start; may stand several times"),
    ("other", "the second figure of link, unlink and merge"),
    ("field", "what is corrected"),
    ("value", "to what; nothing for unknown"),
    ("reason", "why; not needed to accept"),
    ("why", "why a figure is rejected, where no reason is given"),
    ("author", "who, where nobody signs in"),
    ("next", "where to go then"),
    ("csrf", "the form's key; a program that sends the token needs none"),
];

const ADD: &[(&str, &str)] = &[
    ("csrf", "the form's key; a program that sends the token needs none"),
    ("file", "a file that `recount add` reads; may stand several times"),
    ("text", "the words of a report"),
    ("day", "when they were published: 3 November 2025, 2025-10-31"),
    ("publisher", "who published them"),
    ("title", "their title"),
    ("address", "of a document to be fetched, https://…, where this server fetches"),
];

const fn page(
    path: &'static str,
    about: &'static str,
    answer: fn(&Desk, &Ask) -> Result<Answer, Problem>,
) -> Route {
    Route {
        method: Method::Get,
        path,
        about,
        fields: &[],
        has_twins: true,
        takes_files: false,
        role: Role::Viewer,
        answer,
    }
}

const fn form(
    path: &'static str,
    about: &'static str,
    answer: fn(&Desk, &Ask) -> Result<Answer, Problem>,
) -> Route {
    Route {
        method: Method::Post,
        path,
        about,
        fields: &[],
        has_twins: false,
        takes_files: false,
        role: Role::Analyst,
        answer,
    }
}

/// Every address.
pub const ROUTES: &[Route] = &[
    Route {
        fields: FILTER,
        has_twins: false,
        ..page(
            "/",
            "The situation: key figures as of a day, what changed, then the counts.",
            pages::counts::answer,
        )
    },
    Route {
        fields: &[
            ("since", "the earlier day, like 2027-02-14"),
            ("at", "the later day"),
            ("added", "instead of both: what the reports changed that came in on this day or later"),
            ("measure", "a measure's code; may stand several times"),
            ("country", "an ISO 3166 code of three letters, or a country's name, in any role"),
        ],
        ..page("/changes", "What changed between two days.", pages::changes::answer)
    },
    Route { fields: FILTER, ..page("/counts", "The counts, most important first.", pages::counts::answer) },
    Route {
        fields: &[("all", "anything, to show every count of a long series")],
        ..page(
            "/series/{id}",
            "One series: its counts with every account, as a chart and a table.",
            pages::series::answer,
        )
    },
    Route {
        has_twins: false,
        role: Role::Analyst,
        ..page(
            "/add",
            "The page on which reports are brought: files, pasted words, addresses.",
            pages::add::page,
        )
    },
    Route {
        takes_files: true,
        fields: ADD,
        ..form(
            "/add",
            "Has reports read into the workspace; as `/add.json` answers with the number to ask for.",
            pages::add::take,
        )
    },
    Route {
        role: Role::Analyst,
        ..page(
            "/add/{job}",
            "How far reading has got: what was read, and what was set aside with its reason.",
            pages::adding::answer,
        )
    },
    Route {
        fields: REPORTS,
        ..page("/reports", "The reports, the last published first.", pages::reports::answer)
    },
    Route {
        fields: &[
            ("report", "the name of a report; may stand several times"),
            ("of", "all, to say it of the reports named by shown instead"),
            ("shown", "the name of a report that the list shows; may stand several times"),
            ("day", "its day: 3 November 2025, 31/10/2025, 2025-10-31"),
            ("publisher", "who published it"),
            ("title", "its title"),
            ("reason", "why; not needed"),
            ("author", "who, where nobody signs in"),
            ("next", "where to go then"),
            ("csrf", "the form's key"),
        ],
        ..form("/reports", "Says of reports when and by whom they came out.", pages::reports::say_of)
    },
    Route {
        fields: &[("beside", "the page of the PDF that is shown beside the text")],
        ..page("/reports/{document}", "One report with all that is read in it.", pages::reader::answer)
    },
    Route {
        has_twins: false,
        fields: &[("page", "the page that is asked to be shown; the bytes are the same")],
        ..page(
            "/reports/{document}/original",
            "The bytes that a report was made from, as they came, for whoever may see names of private people.",
            pages::original::answer,
        )
    },
    Route {
        fields: FILTER,
        ..page(
            "/timeline",
            "What happened when: figures, orders and deadlines by day.",
            pages::timeline::answer,
        )
    },
    Route {
        fields: MAP,
        ..page(
            "/map",
            "Where people are counted: one measure on a map, each place by its latest count.",
            pages::map::answer,
        )
    },
    Route {
        fields: &[
            ("relation", "contradicts, drifts, supersedes …; may stand several times"),
            ("measure", "a measure's code"),
            ("country", "an ISO 3166 code"),
            ("status", "reported, planned, denied or hypothetical"),
            ("page", "the number of the stretch, from 1 on"),
        ],
        ..page("/findings", "What accounts are to each other, as a work list.", pages::findings::answer)
    },
    Route {
        fields: &[("page", "the number of the stretch, from 1 on")],
        ..page(
            "/disputes",
            "Disputes as questions, one a count: the numbers in order, who says each.",
            pages::disputes::answer,
        )
    },
    Route {
        fields: &[
            ("answer", "take, other_day, other_thing, part or one_voice"),
            ("figure", "the figures of the number: document:start; may stand several times"),
            ("count", "instead of figures: the name of the count whose accounts say the number"),
            ("low", "of that number, nothing where it is open below"),
            ("high", "of that number, nothing where it is open above"),
            ("other", "for one_voice: a figure of the other number"),
            ("reason", "why; what the answer means where nothing is said"),
            ("author", "who, where nobody signs in"),
            ("next", "where to go then"),
            ("csrf", "the form's key"),
        ],
        ..form("/disputes", "Answers a dispute: keeps what that decides.", pages::disputes::decide)
    },
    Route {
        fields: REVIEW,
        ..page(
            "/review",
            "The figures to be reviewed, those first on which most hangs.",
            pages::review::answer,
        )
    },
    page("/review/{figure}", "One figure, with the form that corrects it.", pages::correct::page),
    Route {
        fields: &[
            ("measure", "and every other field of a figure, in words; what is as it was is left as it is"),
            ("reason", "why; not needed"),
            ("author", "who, where nobody signs in"),
            ("next", "where to go then"),
            ("csrf", "the form's key"),
        ],
        ..form(
            "/review/{figure}",
            "Corrects a figure: a decision for each field that is written otherwise.",
            pages::correct::correct,
        )
    },
    Route {
        fields: &[("page", "the number of the stretch, from 1 on")],
        ..page("/origins", "Who copied whom, with the words that differ.", pages::origins::answer)
    },
    Route {
        fields: &[
            ("source", "a kind of source, or words of its name"),
            ("stance", "asserts, denies, accuses …"),
            ("text", "words of what is said"),
        ],
        ..page("/sources", "Who says what: statements by party.", pages::sources::answer)
    },
    Route {
        fields: REGISTER,
        ..page(
            "/register",
            "The acts of all reports, one entry each, with their tellings.",
            pages::register::acts,
        )
    },
    Route {
        fields: REGISTER,
        ..page(
            "/positions",
            "By party: what it demands, denies, accuses of, promises, justifies.",
            pages::register::positions,
        )
    },
    Route {
        fields: REGISTER,
        ..page(
            "/allegations",
            "What is alleged to be done to people, by whom, where.",
            pages::register::allegations,
        )
    },
    Route {
        fields: &[("q", "words; reports with all of them are found")],
        ..page("/search", "The reports with some words, best first.", pages::search::answer)
    },
    Route {
        has_twins: false,
        ..page("/glossary", "What the words of the pages mean.", pages::glossary::answer)
    },
    Route { fields: FILTER, ..page("/exports", "The forms of export.", pages::exports::list) },
    Route {
        fields: FILTER,
        has_twins: false,
        ..page("/export/{format}", "The figures in a form of export, as a file.", pages::exports::answer)
    },
    Route {
        fields: &[("page", "the number of the stretch, from 1 on")],
        ..page("/log", "Every decision, the latest first.", pages::log::answer)
    },
    Route {
        fields: DECIDE,
        ..form(
            "/decide",
            "Keeps what a person decides of a figure; as `/decide.json` answers with its number.",
            pages::decide::decide,
        )
    },
    Route {
        fields: &[
            ("decision", "the number of the decision; several that were made together"),
            ("reason", "why"),
            ("author", "who, where nobody signs in"),
            ("next", "where to go then"),
            ("csrf", "the form's key"),
        ],
        ..form("/undo", "Takes a decision back, by a further one.", pages::decide::undo)
    },
    Route { has_twins: false, ..page("/openapi.json", "This description, as OpenAPI 3.1.", openapi::answer) },
    Route {
        has_twins: false,
        role: Role::Stranger,
        ..page("/assets/{file}", "The style and the script of the pages.", pages::assets::answer)
    },
    Route {
        has_twins: false,
        role: Role::Stranger,
        fields: &[("next", "where to go then")],
        ..page("/sign-in", "The page to sign in.", pages::sign_in::page)
    },
    Route {
        role: Role::Stranger,
        fields: &[
            ("name", "who"),
            ("password", "the password, or the token"),
            ("next", "where to go then"),
            ("csrf", "the form's key"),
        ],
        ..form("/sign-in", "Signs in: sets the cookie of a session.", pages::sign_in::sign_in)
    },
    Route {
        role: Role::Viewer,
        fields: &[("csrf", "the form's key")],
        ..form("/sign-out", "Signs out: ends the session.", pages::sign_in::sign_out)
    },
];

/// What a path is.
pub(crate) enum Matched {
    /// A route, with the values of its variables.
    Route(&'static Route, Vec<String>),
    /// A path that takes another method.
    OtherMethod,
    /// None.
    Nothing,
}

/// The route of a path.
pub(crate) fn find(method: Method, path: &str) -> Matched {
    let mut other = false;
    for route in ROUTES {
        let Some(names) = names(route.path, path) else { continue };
        if route.method == method {
            return Matched::Route(route, names);
        }
        other = true;
    }
    if other { Matched::OtherMethod } else { Matched::Nothing }
}

/// The values of the variables of a pattern in a path; none where it does not fit.
fn names(pattern: &str, path: &str) -> Option<Vec<String>> {
    let (mut names, mut segments) = (Vec::new(), path.split('/'));
    for part in pattern.split('/') {
        let segment = segments.next()?;
        if part.starts_with('{') {
            names.push(link::name(segment).filter(|name| !name.is_empty())?);
        } else if part != segment {
            return None;
        }
    }
    segments.next().is_none().then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_fit_their_patterns() {
        let check = |pattern: &str, path: &str, expected: Option<&[&str]>| {
            let found = names(pattern, path);
            let found: Option<Vec<&str>> =
                found.as_ref().map(|names| names.iter().map(String::as_str).collect());
            assert_eq!(found.as_deref(), expected, "{path}");
        };
        check("/", "/", Some(&[]));
        check("/reports/{document}", "/reports/a%2Fb", Some(&["a/b"]));
        check("/reports/{document}", "/reports/a/b", None);
        check("/reports/{document}", "/reports/", None);
        check("/reports", "/reports/a", None);
        check("/reports/{document}", "/reports/%ff", None);
    }

    #[test]
    fn no_address_stands_twice() {
        for (at, route) in ROUTES.iter().enumerate() {
            let twice = ROUTES
                .iter()
                .skip(at + 1)
                .any(|other| other.path == route.path && other.method == route.method);
            assert!(!twice, "{}", route.path);
        }
    }
}
