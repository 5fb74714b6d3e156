//! What a site asks of robots (RFC 9309): kept for as long as the program runs.

use std::{collections::BTreeMap, time::Duration};

use texting_robots::Robot;

/// The name by which sites may speak to this program.
pub(super) const AGENT: &str = "Recount";

/// The longest pause that a site may ask for.
const LONGEST: Duration = Duration::from_secs(120);

/// What sites ask for, by scheme, host and port.
#[derive(Default)]
pub(super) struct Robots(BTreeMap<String, Wish>);

/// What a site asks for.
#[derive(Clone)]
pub(super) enum Wish {
    /// Nothing: it has no file of wishes.
    None,
    /// Its file could not be had, so nothing may be asked of it for now.
    Unknown,
    /// What its file says.
    Said(std::rc::Rc<Robot>),
}

impl Robots {
    /// What is known of a site.
    pub(super) fn of(&self, site: &str) -> Option<Wish> {
        self.0.get(site).cloned()
    }

    /// Keeps what was found at a site: the file's status and bytes.
    pub(super) fn keep(&mut self, site: &str, found: Option<(u16, Vec<u8>)>) -> Wish {
        let wish = match found {
            Some((200..=299, bytes)) => match Robot::new(AGENT, &bytes) {
                Ok(robot) => Wish::Said(std::rc::Rc::new(robot)),
                Err(_) => Wish::None,
            },
            Some((400..=499, _)) => Wish::None,
            _ => Wish::Unknown,
        };
        self.0.insert(site.to_owned(), wish.clone());
        wish
    }
}

impl Wish {
    /// Why the address may not be asked for; none where it may.
    pub(super) fn refusal(&self, url: &str) -> Option<&'static str> {
        match self {
            Wish::None => None,
            Wish::Unknown => Some("a site whose robots.txt could not be read"),
            Wish::Said(robot) => {
                (!robot.allowed(url)).then_some("an address that the site's robots.txt closes to robots")
            }
        }
    }

    /// The pause that the site asks for between two requests.
    pub(super) fn pause(&self) -> Duration {
        match self {
            Wish::Said(robot) => robot
                .delay
                .filter(|seconds| seconds.is_finite() && *seconds > 0.0)
                .map_or(Duration::ZERO, |seconds| {
                    Duration::from_secs_f32(seconds.min(LONGEST.as_secs_f32()))
                }),
            _ => Duration::ZERO,
        }
    }
}
