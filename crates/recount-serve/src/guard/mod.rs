//! Who may come in, and what they may do: hosts, tokens, passwords, sessions, forged forms, and how often.

mod host;
mod limits;
mod people;
mod sessions;

pub use people::People;

use std::{
    collections::BTreeSet,
    net::{IpAddr, SocketAddr},
    time::Instant,
};

use crate::{Problem, Settings};
use host::Hosts;
use limits::{Limit, Limits};
use people::Person;
use sessions::{Sessions, digest};

/// Who may come in.
#[derive(Debug, Clone)]
pub enum Access {
    /// Whoever reaches the server: only for addresses of this machine.
    Open,
    /// Whoever has this token.
    Token(String),
    /// These people, by name and password.
    People(People),
}

/// What somebody may do; who may do more may do all of the less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nothing but see the sign-in page.
    Stranger,
    /// Read.
    Viewer,
    /// Decide, and take back what they decided themselves.
    Analyst,
    /// Take back what others decided, and end sessions.
    Admin,
}

impl Role {
    /// The roles that a person can have.
    pub const ALL: [Role; 3] = [Role::Viewer, Role::Analyst, Role::Admin];

    /// The word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Role::Stranger => "stranger",
            Role::Viewer => "viewer",
            Role::Analyst => "analyst",
            Role::Admin => "admin",
        }
    }

    /// The role of this word.
    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    /// What they may do.
    pub(crate) role: Role,
    /// Under which name they decide; none where nobody signed in.
    pub(crate) name: Option<String>,
    /// The hash of their session, where they have one.
    pub(crate) session: Option<String>,
    /// Whether a program asks, with the token in a header: no browser sends that by itself.
    pub(crate) is_program: bool,
}

impl Who {
    fn of(role: Role, name: Option<String>) -> Who {
        Who { role, name, session: None, is_program: false }
    }
}

/// What of a request tells who asks.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Credentials<'a> {
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) host: Option<&'a str>,
    pub(crate) origin: Option<&'a str>,
    pub(crate) site: Option<&'a str>,
    pub(crate) cookie: Option<&'a str>,
    pub(crate) authorization: Option<&'a str>,
}

/// Keeps the door.
#[derive(Debug)]
pub(crate) struct Guard {
    access: Access,
    hosts: Hosts,
    is_local: bool,
    author: String,
    sessions: Sessions,
    limits: Limits,
    /// From which the keys of forms are made; another one each time the server starts.
    secret: String,
}

impl Guard {
    /// Of a server with these settings.
    ///
    /// # Errors
    /// Where the machine gives no random numbers.
    pub(crate) fn new(settings: &Settings) -> Result<Guard, Problem> {
        let is_local = settings.listen.ip().is_loopback();
        let names: BTreeSet<String> = settings.hosts.iter().map(|name| name.to_lowercase()).collect();
        Ok(Guard {
            access: settings.access.clone(),
            hosts: Hosts { is_local, names },
            is_local,
            author: settings.author.clone(),
            sessions: Sessions::default(),
            limits: Limits::default(),
            secret: random()?,
        })
    }

    /// Whether somebody can sign in at all.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.access, Access::Open)
    }

    /// Whether people have names here, and not only a token.
    pub(crate) fn has_people(&self) -> bool {
        matches!(self.access, Access::People(_))
    }

    /// Refuses requests under a name that is not this server's: another site's page that made its name mean this machine.
    pub(crate) fn check_host(&self, host: Option<&str>) -> Result<(), Problem> {
        self.hosts.check(host)
    }

    /// Refuses what another site's page asks for in its reader's name: it could not read the answer, but it could have us work.
    pub(crate) fn check_site(&self, who: &Credentials<'_>) -> Result<(), Problem> {
        match who.site {
            None | Some("same-origin" | "none") => Ok(()),
            Some(_) => Err(Problem::refused(
                "expected a request of this site, found one that another site makes; type or paste the address to open it",
            )),
        }
    }

    /// Refuses whoever asks too often.
    pub(crate) fn check_rate(&self, who: &Credentials<'_>, posts: bool) -> Result<(), Problem> {
        let from = address(who);
        if posts {
            return self.limits.take(Limit::Posts, from, Instant::now());
        }
        // One who sits at the machine may ask as fast as it answers.
        if self.is_local { Ok(()) } else { self.limits.take(Limit::Pages, from, Instant::now()) }
    }

    /// Who asks.
    pub(crate) fn who(&self, credentials: &Credentials<'_>) -> Who {
        if self.is_open() {
            return Who::of(Role::Admin, None);
        }
        if let (Access::Token(token), Some(given)) = (&self.access, bearer(credentials.authorization))
            && same(token, given)
        {
            return Who { is_program: true, ..Who::of(Role::Admin, None) };
        }
        let session = credentials.cookie.and_then(cookie).map(digest);
        let known = session.as_deref().and_then(|session| self.sessions.get(session, Instant::now()));
        match known {
            Some(person) => Who { role: person.role, name: person.name, session, is_program: false },
            None => Who::of(Role::Stranger, None),
        }
    }

    /// The name under which a person's decisions are kept.
    pub(crate) fn author(&self, who: &Who) -> String {
        who.name.clone().unwrap_or_else(|| self.author.clone())
    }

    /// The key that forms carry: another site can send a form, but cannot read this.
    pub(crate) fn key(&self, who: &Who) -> String {
        digest(&format!("{}:{}", self.secret, who.session.as_deref().unwrap_or("")))
    }

    /// Refuses a form that does not carry the key, or that another site sends.
    pub(crate) fn check_form(
        &self,
        credentials: &Credentials<'_>,
        who: &Who,
        key: &str,
    ) -> Result<(), Problem> {
        if who.is_program {
            return Ok(());
        }
        self.check_origin(credentials)?;
        if same(&self.key(who), key) {
            Ok(())
        } else {
            Err(Problem::refused("expected a form's own key in `csrf`, found another; load the page again"))
        }
    }

    /// Refuses a form that another site sends.
    pub(crate) fn check_origin(&self, credentials: &Credentials<'_>) -> Result<(), Problem> {
        let elsewhere = credentials.site.is_some_and(|site| site != "same-origin" && site != "none")
            || credentials.origin.is_some_and(|origin| !self.hosts.is_own_origin(origin, credentials.host));
        if elsewhere {
            return Err(Problem::refused("expected a form of this site, found one that another site sends"));
        }
        Ok(())
    }

    /// Signs somebody in: the value of their cookie. Slow on purpose.
    pub(crate) fn sign_in(
        &self,
        credentials: &Credentials<'_>,
        name: &str,
        password: &str,
    ) -> Result<String, Problem> {
        self.limits.take(Limit::SignIns, address(credentials), Instant::now())?;
        let person = match &self.access {
            Access::Open => return Err(Problem::unclear("expected a server that people sign in to")),
            Access::Token(token) => same(token, password).then_some(Person { name: None, role: Role::Admin }),
            Access::People(people) => people.verify(name, password),
        };
        let person = person.ok_or_else(|| {
            let expected = if self.has_people() { "a name and its password" } else { "the token" };
            Problem::new(401, format!("expected {expected}, found another"))
        })?;
        let value = random()?;
        self.sessions.put(digest(&value), person, Instant::now());
        Ok(value)
    }

    /// Ends a session.
    pub(crate) fn sign_out(&self, who: &Who) {
        if let Some(session) = &who.session {
            self.sessions.remove(session);
        }
    }
}

/// The name of the cookie.
pub(crate) const COOKIE: &str = "recount_session";

/// What the cookie is set to: for this server alone, out of the reach of scripts.
pub(crate) fn cookie_of(value: &str) -> String {
    format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", sessions::LASTS.as_secs())
}

/// What takes it back.
pub(crate) fn no_cookie() -> String {
    format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

fn cookie(header: &str) -> Option<&str> {
    header.split(';').find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

fn bearer(header: Option<&str>) -> Option<&str> {
    header?.strip_prefix("Bearer ").map(str::trim)
}

fn address(credentials: &Credentials<'_>) -> Option<IpAddr> {
    credentials.peer.map(|peer| peer.ip())
}

/// Whether two secrets are the same, without telling by the time it takes where they differ.
fn same(one: &str, two: &str) -> bool {
    let (one, two) = (digest(one), digest(two));
    one.bytes().zip(two.bytes()).fold(0, |differs, (one, two)| differs | (one ^ two)) == 0
}

/// 256 random bits in hexadecimal digits.
pub(crate) fn random() -> Result<String, Problem> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| Problem::new(500, format!("expected random numbers, found {error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_compared_whole() {
        assert!(same("a token", "a token"));
        assert!(!same("a token", "a tokeN"));
        assert!(!same("", "a"));
    }

    #[test]
    fn cookies_are_found_among_others() {
        assert_eq!(cookie("theme=dark; recount_session=abc; x=1"), Some("abc"));
        assert_eq!(cookie("recount_sessions=abc"), None);
    }

    #[test]
    fn random_values_differ() {
        assert_ne!(random().expect("a value"), random().expect("a value"));
    }
}
