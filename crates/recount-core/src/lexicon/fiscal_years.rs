//! The budget years of countries where they are not the calendar year.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `lexicon/en/fiscal_years.toml`: budget years by country (ISO 3166 alpha-3).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiscalYears {
    /// By country.
    pub years: BTreeMap<String, FiscalYear>,
}

/// When a country's budget year starts, and by which of its two calendar years it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiscalYear {
    /// Month and day.
    pub starts: (u8, u8),
    /// None where both ways are in use.
    #[serde(default)]
    pub by: Option<CalledBy>,
}

/// The calendar year after which a budget year is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CalledBy {
    /// The one in which it starts.
    Start,
    /// The one in which it ends.
    End,
}
