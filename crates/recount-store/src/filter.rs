//! What a listing of a workspace is asked for.

/// What is asked for; every part that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these measures, by code; none for all.
    pub measures: Vec<String>,
    /// A country in any role, ISO 3166 alpha-3, whatever its case.
    pub country: Option<String>,
    /// A place below country level, whatever its case; asked of counts.
    pub place: Option<String>,
    /// What happened on this day or later, as ISO writes it.
    pub since: Option<String>,
    /// What happened on this day or before.
    pub until: Option<String>,
    /// A kind of source by its code, or words of its name.
    pub source: Option<String>,
    /// `reported`, `planned`, `denied`, `hypothetical`.
    pub status: Option<String>,
    /// Words of the sentence.
    pub text: Option<String>,
    /// The report, by its name.
    pub document: Option<String>,
    /// Without a day of publication; asked of reports.
    pub undated: bool,
}
