//! A workspace of a few invented reports with a server over it.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request},
};
use http_body_util::BodyExt;
use recount_core::{Lexicon, Report, edtf::Edtf, extract};
use recount_formats::Problem;
use recount_serve::{Access, Brought, Intake, Settings, Told, router};
use recount_store::{Prepared, Sqlite, Workspace, sha256};
use tempfile::TempDir;
use tower::ServiceExt;

/// A server with its workspace.
pub(crate) struct House {
    /// Gone with the value.
    _folder: TempDir,
    router: Router,
}

/// What was answered.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// The key that the forms of the page carry.
    pub(crate) fn csrf(&self) -> String {
        let (_, rest) = self.body.split_once("name=\"csrf\" value=\"").expect("a form");
        rest.split('"').next().expect("a value").to_owned()
    }
}

/// The reports of most tests: a wire, a reprint that drifts, and a situation report.
pub(crate) const REPORTS: &[(&str, &str, &str)] = &[
    (
        "wire",
        "2027-03-02",
        "At least 300 people were killed in Goma on Monday, the mayor said. The army ordered residents to leave by 9 March 2027. \
         Some 4,000 people were displaced in Sake, the United Nations said on Tuesday.",
    ),
    (
        "reprint",
        "2027-03-03",
        "More than 300 people were killed in Goma on Monday, the mayor said. Officials plan to relocate 2,000 families to Bukavu in April 2027.",
    ),
    (
        "sitrep",
        "2027-03-05",
        "A total of 280 people were killed in Goma on Monday, the Ministry of Health said.",
    ),
];

impl House {
    /// Of these reports, open to this machine.
    pub(crate) fn of(reports: &[(&str, &str, &str)]) -> House {
        House::with(reports, |_| {})
    }

    /// The same, with other settings.
    pub(crate) fn with(reports: &[(&str, &str, &str)], change: impl FnOnce(&mut Settings)) -> House {
        House::built(reports, |prepared| prepared, change)
    }

    /// The same, with reports that came otherwise.
    pub(crate) fn built(
        reports: &[(&str, &str, &str)],
        came: impl Fn(Prepared) -> Prepared,
        change: impl FnOnce(&mut Settings),
    ) -> House {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("recount.db");
        let workspace = Workspace::new(Sqlite::open(&file).expect("a workspace"), Lexicon::builtin());
        let prepared: Vec<Prepared> =
            reports.iter().map(|it| came(prepared(it, workspace.lexicon()))).collect();
        workspace.add(&prepared, "2027-03-06T10:00:00Z").expect("they are added");
        workspace.settle().expect("they are counted");
        let mut settings = Settings {
            workspace: file,
            listen: "127.0.0.1:8017".parse().expect("an address"),
            access: Access::Open,
            hosts: Vec::new(),
            author: "Ana".to_owned(),
            names: false,
            intake: Some(Arc::new(Pen)),
        };
        change(&mut settings);
        House { router: router(&settings).expect("a server"), _folder: folder }
    }

    /// Asks for a path as a browser at this machine does.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[], "")
    }

    /// Sends a form.
    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], form: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend(headers);
        self.ask("POST", path, &all, &body)
    }

    /// Sends a form with files, each part by what tells of it and what it holds.
    pub(crate) fn bring(&self, path: &str, headers: &[(&str, &str)], parts: &[(&str, &str)]) -> Reply {
        let part = |(told, content): &(&str, &str)| {
            format!("--X\r\ncontent-disposition: form-data; {told}\r\n\r\n{content}\r\n")
        };
        let body = parts.iter().map(part).collect::<String>() + "--X--\r\n";
        let mut all = vec![("content-type", "multipart/form-data; boundary=X")];
        all.extend(headers);
        self.ask("POST", path, &all, &body)
    }

    /// What became of what was brought, once all of it was read.
    pub(crate) fn read(&self, reply: &Reply) -> serde_json::Value {
        assert_eq!(reply.status, 303, "{}", reply.body);
        for _ in 0..600 {
            let job = self.get(&format!("{}.json", reply.header("location"))).json();
            if job["has_ended"] == true {
                return job;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("reading does not end");
    }

    /// Asks with headers.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:8017");
        }
        for (name, value) in headers.iter().filter(|(name, value)| !(*name == "host" && value.is_empty())) {
            request = request.header(*name, *value);
        }
        let peer: SocketAddr = "127.0.0.1:50000".parse().expect("an address");
        let mut request = request.body(Body::from(body.to_owned())).expect("a request");
        request.extensions_mut().insert(ConnectInfo(peer));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.expect("a body").to_bytes();
            Reply {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body: String::from_utf8(bytes.to_vec()).unwrap_or_default(),
            }
        })
    }
}

/// Keeps files and words as they stand, and sets aside what is called `broken`; `recount serve` reads with all its readers instead.
#[derive(Debug)]
pub(crate) struct Pen;

impl Intake for Pen {
    fn fetches(&self) -> bool {
        false
    }

    fn take_in(
        &self,
        workspace: &Workspace<Sqlite>,
        brought: Vec<Brought>,
        told: &dyn Fn(Told),
    ) -> Result<(), String> {
        for one in brought {
            let (name, text) = match one {
                Brought::File { name, bytes } => (name, String::from_utf8_lossy(&bytes).into_owned()),
                Brought::Text { text, title, .. } => (title.unwrap_or("pasted".to_owned()), text),
                Brought::Address(address) => (address, String::new()),
            };
            assert!(name != "panic", "as a reader should not");
            if name.starts_with("broken") {
                told(Told::Odd(Problem::set_aside(&name, "a report", "none")));
            } else {
                let report = prepared(&(&name, "2027-03-05", &text), workspace.lexicon());
                let figures = report.extraction.figures.len();
                let outcomes =
                    workspace.add(&[report], "2027-03-06T11:00:00Z").map_err(|error| error.to_string())?;
                for outcome in outcomes {
                    told(Told::Kept { document: outcome.document, status: outcome.status, figures });
                }
            }
            told(Told::Done(1));
        }
        told(Told::Counting);
        workspace.settle().map(|_| ()).map_err(|error| error.to_string())
    }
}

fn prepared((document, published, text): &(&str, &str, &str), lexicon: &Lexicon) -> Prepared {
    let report = Report {
        published: Edtf::parse(published),
        title: Some(format!("Of {document}")),
        ..Report::new(*document, *text)
    };
    Prepared {
        bytes: text.as_bytes().to_vec().into(),
        original: sha256(text.as_bytes()),
        part: 0,
        sha256: sha256(text.as_bytes()),
        file: (*document).to_owned(),
        reader: "text".to_owned(),
        version: "1".to_owned(),
        charset: None,
        columns: None,
        extraction: extract(&report, lexicon),
        report,
    }
}
