//! What a request sends: forms, short and within seconds; forms with files, longer, and only from who may bring them.

use std::time::Duration;

use axum::{
    body::{Body, Bytes, to_bytes},
    http::Uri,
};

use crate::{
    Problem,
    ask::{Fields, Form},
    desk::Desk,
    guard::Credentials,
    intake::multipart::{self, boundary},
    routes::{Matched, Method, Route, find},
};

/// The longest form that is taken, in bytes.
const LONGEST: usize = 64 << 10;
/// How long a form may take to come.
const BODY: Duration = Duration::from_secs(10);
/// The longest form with files, in bytes.
pub(crate) const MOST: usize = 128 << 20;
/// How long a form with files may take to come.
const FILES: Duration = Duration::from_secs(600);
/// How long files may wait until others have come in.
const WAIT: Duration = Duration::from_secs(20);

/// What a request sends, as far as it is taken.
///
/// # Errors
/// Where it is too long, takes too long, or is of who may not send it.
pub(crate) async fn of(
    desk: &Desk,
    uri: &Uri,
    kind: &str,
    credentials: &Credentials<'_>,
    body: Body,
) -> Result<Bytes, Problem> {
    if let Matched::Route(route, _) = find(Method::Post, Form::of(uri.path()).0)
        && route.takes_files
        && boundary(kind).is_some()
    {
        return files_of(desk, route, credentials, body).await;
    }
    match tokio::time::timeout(BODY, to_bytes(body, LONGEST)).await {
        Err(_) => Err(Problem::new(408, format!("expected a form within {} s", BODY.as_secs()))),
        Ok(Err(_)) => Err(Problem::new(413, format!("expected a form of at most {LONGEST} bytes"))),
        Ok(Ok(bytes)) => Ok(bytes),
    }
}

/// The same of a form with files, which may be long: nothing of it is taken before it is known who sends it.
async fn files_of(
    desk: &Desk,
    route: &Route,
    credentials: &Credentials<'_>,
    body: Body,
) -> Result<Bytes, Problem> {
    desk.guard.check_host(credentials.host)?;
    desk.guard.check_site(credentials)?;
    desk.guard.check_origin(credentials)?;
    if desk.guard.who(credentials).role < route.role {
        // They are turned away for it in a moment.
        return Ok(Bytes::new());
    }
    let Ok(Ok(_permit)) = tokio::time::timeout(WAIT, desk.incoming.acquire()).await else {
        return Err(Problem {
            retry_after: Some(WAIT.as_secs()),
            ..Problem::new(503, "expected fewer files at a time; send them again")
        });
    };
    match tokio::time::timeout(FILES, to_bytes(body, MOST)).await {
        Err(_) => {
            Err(Problem::new(408, format!("expected all files within {} minutes", FILES.as_secs() / 60)))
        }
        Ok(Err(_)) => Err(Problem::new(
            413,
            format!(
                "expected at most {} MB in one go; send fewer files at a time, or use `recount add`",
                MOST >> 20
            ),
        )),
        Ok(Ok(bytes)) => Ok(bytes),
    }
}

/// The fields and files of a form.
///
/// # Errors
/// Where a form with files is none.
pub(crate) fn fields(
    kind: &str,
    body: &Bytes,
    route: &Route,
) -> Result<(Fields, Vec<(String, Bytes)>), Problem> {
    let Some(boundary) = boundary(kind).filter(|_| route.takes_files && !body.is_empty()) else {
        return Ok((Fields::parse(body), Vec::new()));
    };
    let parts = multipart::parts(body, &boundary).map_err(Problem::unclear)?;
    let fields = Fields::of_parts(&parts);
    let files = parts.into_iter().filter_map(|part| Some((part.file?, part.bytes)));
    Ok((fields, files.filter(|(name, _)| !name.is_empty()).collect()))
}
