//! Signing in and out.

use askama::Template;

use crate::{
    Problem,
    answer::Answer,
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    guard::{Credentials, cookie_of, no_cookie},
    link,
};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    frame: Frame,
    is_open: bool,
    has_people: bool,
    refused: Option<String>,
    next: String,
}

/// The form.
pub(crate) fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    form(desk, ask, ask.query.get("next").unwrap_or("/"), None)
}

fn form(desk: &Desk, ask: &Ask, next: &str, refused: Option<String>) -> Result<Answer, Problem> {
    let page = SignIn {
        frame: Frame::bare("Sign in", ask.csrf.clone()),
        is_open: desk.guard.is_open(),
        has_people: desk.guard.has_people(),
        refused,
        next: link::local(next).to_owned(),
    };
    Ok(Answer::page(&page)?.with("cache-control", "no-store"))
}

/// Never reached: the shell calls `checked`, which knows where the request came from.
pub(crate) fn sign_in(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    checked(desk, ask, &Credentials::default())
}

/// Takes the form.
pub(crate) fn checked(desk: &Desk, ask: &Ask, credentials: &Credentials<'_>) -> Result<Answer, Problem> {
    let next = ask.body.get("next").unwrap_or("/");
    let (name, password) = (ask.body.get("name").unwrap_or(""), ask.body.get("password").unwrap_or(""));
    match desk.guard.sign_in(credentials, name, password) {
        Ok(value) => Ok(Answer::see(link::local(next)).with("set-cookie", cookie_of(&value))),
        Err(problem) if problem.status == 401 && ask.form == Form::Page => {
            Ok(form(desk, ask, next, Some(problem.detail))?.status(401))
        }
        Err(problem) => Err(problem),
    }
}

/// Ends the session.
pub(crate) fn sign_out(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    desk.guard.sign_out(&ask.who);
    Ok(Answer::see("/sign-in").with("set-cookie", no_cookie()))
}
