//! Figures and orders as the annotation guide writes them: the form of gold files and of predictions alike.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// A gold file: what one document says.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Document {
    /// The stem of the report's file.
    pub document: String,
    /// Every figure of the report.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// Every order of the report.
    #[serde(default)]
    pub orders: Vec<Order>,
}

/// A figure. Offsets are code points, end exclusive.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields of the annotation guide, under their own names")]
pub struct Figure {
    pub start: usize,
    pub end: usize,
    #[serde(default)]
    pub text: String,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub quantifier: Option<String>,
    pub unit: Option<String>,
    pub per: Option<String>,
    pub measure: Option<String>,
    pub who: Option<String>,
    pub countries: Option<BTreeMap<String, Codes>>,
    pub place: Option<String>,
    pub period: Option<String>,
    pub source: Option<String>,
    pub source_kind: Option<String>,
    pub status: Option<String>,
    pub cause: Option<String>,
    /// Why it reads as it does, where a prediction says so.
    #[serde(skip)]
    pub because: Vec<String>,
}

/// One country code or several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the forms of the annotation guide")]
pub enum Codes {
    One(Option<String>),
    Many(Vec<Option<String>>),
}

/// An order. Offsets are code points, end exclusive.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "the fields of the annotation guide, under their own names")]
pub struct Order {
    pub start: usize,
    pub end: usize,
    #[serde(default)]
    pub text: String,
    pub act: Option<String>,
    pub actor: Option<String>,
    pub effective: Option<String>,
    pub deadline: Option<String>,
}

impl Figure {
    /// The figure's countries as (role, code).
    pub fn places(&self) -> BTreeSet<(&str, &str)> {
        let roles = self.countries.iter().flatten();
        roles.flat_map(|(role, codes)| codes.iter().map(|code| (role.as_str(), code))).collect()
    }

    /// Its source, where it names one.
    pub fn credited(&self) -> Option<&str> {
        self.source.as_deref().filter(|source| !source.is_empty())
    }

    /// Its period, where it states one.
    pub fn stated_period(&self) -> Option<&str> {
        self.period.as_deref().filter(|period| !period.is_empty())
    }
}

impl Codes {
    fn iter(&self) -> impl Iterator<Item = &str> {
        let codes = match self {
            Codes::One(code) => std::slice::from_ref(code),
            Codes::Many(codes) => codes,
        };
        codes.iter().flatten().map(String::as_str).filter(|code| !code.is_empty())
    }
}
