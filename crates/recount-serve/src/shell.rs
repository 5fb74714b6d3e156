//! HTTP: a request becomes an `Ask`, an `Answer` becomes a response, and what every response carries.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method as Verb, Request, Response, StatusCode, Uri, header},
};
use jiff::civil::Date;

use crate::{
    Problem, Role, Settings,
    answer::{Answer, HTML, JSON, PROBLEM},
    ask::{Ask, Fields, Form},
    body,
    client::{self, Client},
    desk::{Desk, today},
    frame,
    guard::{Credentials, Who},
    link, listen, private,
    routes::{Matched, Method, Route, find},
    visits::Visits,
};

/// The server as a service, to be run or to be asked in process.
///
/// # Errors
/// Where the workspace cannot be opened, or the settings leave the door open.
pub fn router(settings: &Settings) -> Result<Router, Problem> {
    let desk = Arc::new(Desk::new(settings)?);
    Ok(Router::new().fallback(handle).with_state(desk))
}

/// Runs the server until the process is told to stop. `ready` is called once it listens, with its address.
///
/// # Errors
/// Where the workspace cannot be opened or the address cannot be listened on.
pub fn serve(settings: &Settings, ready: impl FnOnce(SocketAddr)) -> Result<(), Problem> {
    let desk = Arc::new(Desk::new(settings)?);
    let failed = |what: &str, error: std::io::Error| Problem::new(500, format!("{what}: {error}"));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(WORKERS)
        .build()
        .map_err(|error| failed("cannot start", error))?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(settings.listen)
            .await
            .map_err(|error| failed(&format!("cannot listen on {}", settings.listen), error))?;
        ready(listener.local_addr().map_err(|error| failed("cannot tell the address", error))?);
        let answer = move |request| handle(State(Arc::clone(&desk)), request);
        listen::run(listener, answer, stopped()).await;
        Ok(())
    })
}

/// How many requests ask the workspace at a time; others wait.
const WORKERS: usize = 8;

async fn stopped() {
    // Where no signal can be waited for, the server runs until it is killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// How long a question that takes long may wait until another is answered.
const WAIT: Duration = Duration::from_secs(20);
/// Pages that may go through all reports; at most a few of them are made at a time, so that the others answer meanwhile.
const SLOW: [&str; 7] = ["/search", "/export/", "/origins", "/sources", "/timeline", "/findings", "/review"];

fn is_slow(uri: &Uri) -> bool {
    let narrowed = uri.query().is_some_and(|query| query.contains("text=") || query.contains("source="));
    narrowed || SLOW.iter().any(|slow| uri.path().starts_with(slow))
}

fn busy() -> Problem {
    let detail = "expected fewer questions that take long at a time; ask again";
    Problem { retry_after: Some(WAIT.as_secs()), ..Problem::new(503, detail) }
}

async fn handle(State(desk): State<Arc<Desk>>, request: Request<Body>) -> Response<Body> {
    let (parts, sent) = request.into_parts();
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    let method = match parts.method {
        Verb::GET | Verb::HEAD => Ok(Method::Get),
        Verb::POST => Ok(Method::Post),
        _ => Err(Problem::new(405, "expected GET, HEAD or POST")),
    };
    let credentials = Credentials { peer, ..credentials(&parts.headers) };
    let kind = header_of(&parts.headers, header::CONTENT_TYPE).unwrap_or("");
    let read = match method {
        Ok(Method::Post) => body::of(&desk, &parts.uri, kind, &credentials, sent).await,
        _ => Ok(Bytes::new()),
    };
    // Whoever has sent all of it is waited for no longer.
    parts.extensions.get::<listen::Begins>().into_iter().for_each(listen::Begins::now);
    let known = header_of(&parts.headers, header::IF_NONE_MATCH).map(str::to_owned);
    let visits = (parts.uri.path() == "/").then(|| Visits::of(credentials.cookie, today()));
    let wants_json = header_of(&parts.headers, header::ACCEPT).is_some_and(|accept| accept.starts_with(JSON));
    let path = parts.uri.path().to_owned();
    let form = if wants_json { Form::Json } else { Form::of(&path).1 };
    let permit = match is_slow(&parts.uri) {
        false => None,
        true => match tokio::time::timeout(WAIT, Arc::clone(&desk.slow).acquire_owned()).await {
            Ok(Ok(permit)) => Some(permit),
            _ => return respond(&told(&busy(), form), None),
        },
    };
    let client = Client::default();
    let asked_by = client.flag();
    let work = move || {
        let _permit = permit;
        let method = method?;
        let read = read?;
        let credentials = Credentials { peer, ..self::credentials(&parts.headers) };
        desk.guard.check_host(credentials.host)?;
        desk.guard.check_site(&credentials)?;
        desk.guard.check_rate(&credentials, method == Method::Post)?;
        let who = desk.guard.who(&credentials);
        let request = Asked {
            method,
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or(""),
            kind: header_of(&parts.headers, header::CONTENT_TYPE).unwrap_or(""),
            body: &read,
            form,
            visited: visits.and_then(Visits::before),
        };
        answer(&desk, &request, &credentials, who)
    };
    let done = tokio::task::spawn_blocking(move || client::during(asked_by, work)).await;
    drop(client);
    let answered = done.unwrap_or_else(|_| {
        Err(Problem::new(500, "the page could not be made; the log of the server says more"))
    });
    match answered {
        Ok(answer) => {
            let mut response = respond(&answer, known.as_deref());
            // A visit is one that saw the page.
            let visit = visits.filter(|_| answer.status == 200 && form == Form::Page);
            if let Some(cookie) = visit.and_then(|visits| HeaderValue::from_str(&visits.cookie()).ok()) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(problem) => respond(&told(&problem, form), None),
    }
}

/// A request before it is understood.
struct Asked<'a> {
    method: Method,
    path: &'a str,
    query: &'a str,
    /// The type of the body.
    kind: &'a str,
    body: &'a Bytes,
    form: Form,
    visited: Option<Date>,
}

fn answer(
    desk: &Desk,
    asked: &Asked<'_>,
    credentials: &Credentials<'_>,
    who: Who,
) -> Result<Arc<Answer>, Problem> {
    let (path, _) = Form::of(asked.path);
    let (route, names) = match find(asked.method, path) {
        Matched::Route(route, names) => (route, names),
        Matched::OtherMethod => return Err(Problem::new(405, format!("{path} takes another method"))),
        Matched::Nothing => return Err(Problem::missing(format!("there is nothing at {path}"))),
    };
    let key = desk.guard.key(&who);
    let (body, files) = body::fields(asked.kind, asked.body, route)?;
    let ask = Ask {
        names,
        path: path.to_owned(),
        query: Fields::parse(asked.query.as_bytes()).with_codes(desk.lexicon()),
        body,
        files,
        form: asked.form,
        who,
        visited: asked.visited,
        csrf: key,
    };
    if !route.has_twins && path != asked.path && route.method == Method::Get {
        return Err(Problem::missing(format!("{path} answers in one form only")));
    }
    if let Some(answer) = turned_away(route, &ask)? {
        return Ok(Arc::new(answer));
    }
    if route.method == Method::Post {
        desk.guard.check_form(credentials, &ask.who, ask.body.get("csrf").unwrap_or(""))?;
        // Signing in needs to know where from, to slow down guesses.
        if route.path == "/sign-in" {
            return crate::pages::sign_in::checked(desk, &ask, credentials).map(Arc::new);
        }
        return (route.answer)(desk, &ask).map(Arc::new);
    }
    remembered(desk, route, &ask, asked.query)
}

/// Strangers are sent to sign in; who may do less than is asked is refused.
fn turned_away(route: &Route, ask: &Ask) -> Result<Option<Answer>, Problem> {
    if ask.who.role >= route.role {
        return Ok(None);
    }
    if ask.who.role > Role::Stranger {
        let (has, needs) = (ask.who.role.code(), route.role.code());
        return Err(Problem::refused(format!("expected somebody in the role {needs}, found {has}")));
    }
    if ask.form == Form::Page && route.method == Method::Get {
        let next = format!("{}?{}", ask.path, ask.query_without(&[]));
        return Ok(Some(Answer::see(&format!(
            "/sign-in?next={}",
            link::segment(next.trim_end_matches('?'))
        ))));
    }
    Err(Problem::new(401, "expected a session or the header `Authorization: Bearer TOKEN`, found neither"))
}

/// The answer to a question, from before where nothing changed since.
fn remembered(desk: &Desk, route: &Route, ask: &Ask, query: &str) -> Result<Arc<Answer>, Problem> {
    let revision = desk.revision()?;
    // Pages carry the asker's own key.
    let asked = format!("{}\n{:?}\n{:?}\n{}\n{query}", ask.csrf, ask.form, ask.visited, ask.path);
    if let Some(answer) = desk.answers.get(revision, &asked) {
        return Ok(answer);
    }
    let mut answer = private::hidden(desk, ask, (route.answer)(desk, ask)?)?;
    if answer.status == 200 && !answer.headers.iter().any(|(name, _)| *name == "cache-control") {
        let etag = format!("\"{}\"", recount_store::sha256(&answer.body).get(..32).unwrap_or(""));
        answer = answer.with("etag", etag).with("cache-control", "private, no-cache");
    }
    // What changes while the workspace does not is made anew each time.
    let passes = answer.headers.iter().any(|(name, value)| *name == "cache-control" && value == "no-store");
    let answer = Arc::new(answer);
    if passes {
        return Ok(answer);
    }
    desk.answers.put(revision, asked, Arc::clone(&answer));
    Ok(answer)
}

/// A problem in the form that was asked for.
fn told(problem: &Problem, form: Form) -> Arc<Answer> {
    let page = if form == Form::Page { frame::problem(problem).ok() } else { None };
    let answer = page.unwrap_or_else(|| {
        let body = serde_json::to_vec_pretty(&problem.json()).unwrap_or_default();
        Answer::bytes(PROBLEM, body)
    });
    let answer = answer.status(problem.status).with("cache-control", "no-store");
    Arc::new(match (problem.status, problem.retry_after) {
        (_, Some(seconds)) => answer.with("retry-after", seconds.to_string()),
        (401, None) => answer.with("www-authenticate", "Bearer"),
        _ => answer,
    })
}

/// What every response carries: nothing but this server's own files is let in, and no other site may frame or read it.
const ALWAYS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("vary", "Accept, Cookie"),
];

fn respond(answer: &Answer, known: Option<&str>) -> Response<Body> {
    let etag = answer.headers.iter().find(|(name, _)| *name == "etag").map(|(_, value)| value.as_str());
    let unchanged = etag.is_some() && etag == known;
    let body = if unchanged { Body::empty() } else { Body::from(answer.body.clone()) };
    let mut response = Response::new(body);
    let status = if unchanged { 304 } else { answer.status };
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut put = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    put("content-type", answer.kind);
    for (name, value) in ALWAYS {
        put(name, value);
    }
    if answer.kind == HTML && answer.status == 303 {
        put("cache-control", "no-store");
    }
    for (name, value) in &answer.headers {
        put(name, value);
    }
    response
}

fn header_of(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn credentials(headers: &HeaderMap) -> Credentials<'_> {
    Credentials {
        peer: None,
        host: header_of(headers, header::HOST),
        origin: header_of(headers, header::ORIGIN),
        site: header_of(headers, HeaderName::from_static("sec-fetch-site")),
        cookie: header_of(headers, header::COOKIE),
        authorization: header_of(headers, header::AUTHORIZATION),
    }
}
