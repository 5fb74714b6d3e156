//! What is to be watched: a TOML file of feeds and pages.

use std::{fs, path::Path, time::Duration};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::net::is_address;

/// `FEEDS.toml` as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// Seconds from the start of one round to the next.
    #[serde(default = "half_an_hour")]
    every_seconds: u64,
    /// The least pause between two requests to one host, in seconds.
    #[serde(default = "five")]
    delay_seconds: f64,
    /// Feeds, whose entries are followed.
    #[serde(default)]
    pub(crate) feed: Vec<Feed>,
    /// Pages, each read again when it changes.
    #[serde(default)]
    pub(crate) page: Vec<Page>,
}

/// A feed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feed {
    /// Its address.
    pub(crate) url: String,
    /// Who publishes it, where its pages do not say.
    pub(crate) outlet: Option<String>,
    /// Whether the page of each entry is read; else the words of the entry itself.
    #[serde(default = "yes")]
    pub(crate) pages: bool,
}

/// A page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    /// Its address.
    pub(crate) url: String,
    /// Who publishes it, where it does not say.
    pub(crate) outlet: Option<String>,
}

impl Plan {
    /// The plan of a file.
    ///
    /// # Errors
    /// Where it cannot be read or is no plan: what was expected, and where.
    pub(crate) fn read(file: &Path) -> Result<Plan> {
        let shown = file.display();
        let text = fs::read_to_string(file)
            .with_context(|| format!("{shown}: expected a file of feeds to watch"))?;
        let plan: Plan = toml::from_str(&text)
            .with_context(|| format!("{shown}: expected [[feed]] and [[page]] tables with a url each"))?;
        let addresses =
            || plan.feed.iter().map(|feed| &feed.url).chain(plan.page.iter().map(|page| &page.url));
        ensure!(
            addresses().next().is_some(),
            "{shown}: expected at least one [[feed]] or [[page]], found none"
        );
        for address in addresses() {
            ensure!(
                is_address(address),
                "{shown}: expected a url that starts with https:// or http://, found `{address}`"
            );
        }
        ensure!(
            (0.0..=3600.0).contains(&plan.delay_seconds),
            "{shown}: expected delay_seconds from 0 to 3600, found {}",
            plan.delay_seconds
        );
        Ok(plan)
    }

    /// From the start of one round to the next.
    pub(crate) const fn every(&self) -> Duration {
        Duration::from_secs(self.every_seconds)
    }

    /// The least pause between two requests to one host.
    pub(crate) fn delay(&self) -> Duration {
        Duration::from_secs_f64(self.delay_seconds)
    }
}

const fn half_an_hour() -> u64 {
    1800
}

const fn five() -> f64 {
    5.0
}

const fn yes() -> bool {
    true
}
