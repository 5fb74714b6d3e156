//! One polite client: a pause between two requests to a host, what is unchanged is not sent again, what fails for a while is
//! tried again later and later, every redirect is checked as the first address was, and nothing grows beyond its limit.

use std::{
    collections::BTreeMap,
    thread,
    time::{Duration, Instant},
};

use recount_formats::Problem;
use serde::{Deserialize, Serialize};
use ureq::{
    Agent, Error,
    http::{HeaderMap, Response},
    unversioned::transport::DefaultConnector,
};
use url::Url;

use super::{
    address::{Guarded, PRIVATE},
    robots::{AGENT, Robots, Wish},
};

/// How the client behaves.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// Whether private and loopback addresses may be asked.
    pub(crate) allow_private: bool,
    /// The least pause between two requests to one host.
    pub(crate) delay: Duration,
    /// How long one request may take in all.
    pub(crate) timeout: Duration,
    /// The most bytes of an answer, unpacked.
    pub(crate) most: u64,
    /// How often a request is made that fails for a while.
    pub(crate) tries: u32,
    /// The pause before the second try; four times as long before each further one.
    pub(crate) backoff: Duration,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            allow_private: false,
            delay: Duration::from_secs(5),
            timeout: Duration::from_secs(30),
            most: 20_000_000,
            tries: 3,
            backoff: Duration::from_secs(2),
        }
    }
}

/// By what a server tells whether a document has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Validators {
    /// The entity tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) etag: Option<String>,
    /// When it was last changed, as the server writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<String>,
}

/// What a server answered.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The same as when these validators came.
    Unchanged,
    /// A document.
    Fresh {
        /// Its address after redirects.
        url: String,
        /// Its bytes, unpacked.
        bytes: Vec<u8>,
        /// By what to ask next time.
        validators: Validators,
    },
}

/// The most redirects that are followed.
const REDIRECTS: usize = 5;
/// The most bytes of a file of wishes (RFC 9309 asks for at least 500 kibibytes).
const ROBOTS: u64 = 512_000;
/// The longest pause before a request is tried again, whatever the server asks for.
const LONGEST: Duration = Duration::from_secs(60);

/// A client for one run.
pub(crate) struct Client {
    agent: Agent,
    settings: Settings,
    robots: Robots,
    /// When each host was asked last.
    asked: BTreeMap<String, Instant>,
}

impl Client {
    /// A client of these settings.
    pub(crate) fn new(settings: Settings) -> Client {
        let config = Agent::config_builder()
            .user_agent(format!("{AGENT}/{} (keeps counts of people in crises)", env!("CARGO_PKG_VERSION")))
            .timeout_global(Some(settings.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            // A proxy would look names up beyond the guard.
            .proxy(None)
            .build();
        let guard = Guarded::new(settings.allow_private);
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        Client { agent, settings, robots: Robots::default(), asked: BTreeMap::new() }
    }

    /// The document at an address, unless it is what these validators came with.
    ///
    /// # Errors
    /// What stood in the way, in words.
    pub(crate) fn get(&mut self, address: &str, known: &Validators) -> Result<Answer, Problem> {
        let refused = |found: &str| Problem::set_aside(address, "an address that may be read", found);
        let mut url = Url::parse(address).map_err(|error| refused(&error.to_string()))?;
        for _ in 0..=REDIRECTS {
            self.may_ask(&url).map_err(|found| refused(&found))?;
            let answer = self.try_hard(&url, known, self.settings.most);
            let (status, headers, bytes) = answer.map_err(|error| self.told(address, &error))?;
            match status {
                304 => return Ok(Answer::Unchanged),
                200..=299 => {
                    return Ok(Answer::Fresh { url: url.into(), bytes, validators: validators(&headers) });
                }
                301 | 302 | 303 | 307 | 308 => {
                    let to = text(&headers, "location").unwrap_or_default();
                    url = url.join(&to).map_err(|_| refused("a redirect to nowhere"))?;
                }
                _ => return Err(Problem::set_aside(address, "a document", format!("status {status}"))),
            }
        }
        Err(refused(&format!("more than {REDIRECTS} redirects")))
    }

    /// Why an address may not be asked, if so: its scheme, credentials in it, or its site's wishes.
    fn may_ask(&mut self, url: &Url) -> Result<(), String> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("the scheme {}", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("a user name or password in it".to_owned());
        }
        match self.wish(url).refusal(url.as_str()) {
            Some(refusal) => Err(refusal.to_owned()),
            None => Ok(()),
        }
    }

    /// What the site of an address asks of robots.
    fn wish(&mut self, url: &Url) -> Wish {
        let site = url.origin().ascii_serialization();
        if let Some(wish) = self.robots.of(&site) {
            return wish;
        }
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        let mut found = None;
        for _ in 0..=REDIRECTS {
            let Ok((status, headers, bytes)) = self.try_hard(&at, &Validators::default(), ROBOTS) else {
                break;
            };
            let next = text(&headers, "location").and_then(|to| at.join(&to).ok());
            match next
                .filter(|next| (300..=399).contains(&status) && matches!(next.scheme(), "http" | "https"))
            {
                Some(next) => at = next,
                None => {
                    found = Some((status, bytes));
                    break;
                }
            }
        }
        self.robots.keep(&site, found)
    }

    /// Asks, and asks again where it fails for a while.
    fn try_hard(
        &mut self,
        url: &Url,
        known: &Validators,
        most: u64,
    ) -> Result<(u16, HeaderMap, Vec<u8>), Error> {
        let mut pause = self.settings.backoff;
        for tried in 1.. {
            self.wait_for(url);
            let answer = self.ask(url, known, most);
            let asked_for = match &answer {
                Ok((429 | 500 | 502 | 503 | 504, headers, _)) => Some(retry_after(headers)),
                Err(Error::Timeout(_) | Error::ConnectionFailed) => Some(None),
                Err(Error::Io(error)) if error.to_string() != PRIVATE => Some(None),
                _ => None,
            };
            match asked_for.filter(|_| tried < self.settings.tries) {
                Some(asked_for) => thread::sleep(asked_for.unwrap_or(pause).min(LONGEST)),
                None => return answer,
            }
            pause = pause.saturating_mul(4);
        }
        Err(Error::ConnectionFailed)
    }

    fn ask(&self, url: &Url, known: &Validators, most: u64) -> Result<(u16, HeaderMap, Vec<u8>), Error> {
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = &known.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(changed) = &known.last_modified {
            request = request.header("If-Modified-Since", changed);
        }
        let (parts, mut body) = Response::into_parts(request.call()?);
        let bytes = body.with_config().limit(most).read_to_vec()?;
        Ok((parts.status.as_u16(), parts.headers, bytes))
    }

    /// Pauses until the host may be asked again.
    fn wait_for(&mut self, url: &Url) {
        let host = url.host_str().unwrap_or_default().to_owned();
        let wished =
            self.robots.of(&url.origin().ascii_serialization()).map_or(Duration::ZERO, |wish| wish.pause());
        let pause = self.settings.delay.max(wished);
        if let Some(left) = self.asked.get(&host).and_then(|last| pause.checked_sub(last.elapsed())) {
            thread::sleep(left);
        }
        self.asked.insert(host, Instant::now());
    }

    /// An error in words that say what to do.
    fn told(&self, address: &str, error: &Error) -> Problem {
        let (found, advice) = match error {
            Error::BodyExceedsLimit(_) => {
                (format!("more than {} bytes", self.settings.most), "raise --max-bytes")
            }
            Error::Timeout(_) => {
                (format!("no end of it after {} seconds", self.settings.timeout.as_secs()), "try again later")
            }
            Error::HostNotFound => ("no host of this name".to_owned(), "check the address"),
            Error::Io(error) if error.to_string() == PRIVATE => {
                (PRIVATE.to_owned(), "--allow-private lets it be read")
            }
            _ => (error.to_string(), "try again later"),
        };
        Problem::set_aside(address, "a document", found).advise(advice)
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn validators(headers: &HeaderMap) -> Validators {
    Validators { etag: text(headers, "etag"), last_modified: text(headers, "last-modified") }
}

/// How long the server asks to wait, where it says so in seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    text(headers, "retry-after")?.trim().parse().ok().map(Duration::from_secs)
}
