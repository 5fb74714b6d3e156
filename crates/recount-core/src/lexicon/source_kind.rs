//! What kind of source somebody is.

use serde::Deserialize;

/// What kind of source a figure is credited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A state's or de facto authority's body or official.
    Government,
    /// The United Nations and its agencies.
    Un,
    /// Non-governmental organisations, Red Cross and Red Crescent, observatories.
    Ngo,
    /// News outlets and agencies.
    Media,
    /// Armed groups.
    ArmedGroup,
    /// People concerned.
    Witness,
    /// Researchers, doctors, companies.
    Expert,
    /// "Reports", "some estimates".
    Unnamed,
}

impl SourceKind {
    /// Every one.
    pub const ALL: [SourceKind; 8] = [
        SourceKind::Government,
        SourceKind::Un,
        SourceKind::Ngo,
        SourceKind::Media,
        SourceKind::ArmedGroup,
        SourceKind::Witness,
        SourceKind::Expert,
        SourceKind::Unnamed,
    ];

    /// The one of this word.
    pub fn parse(code: &str) -> Option<SourceKind> {
        SourceKind::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The word of the annotation guide, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            SourceKind::Government => "government",
            SourceKind::Un => "un",
            SourceKind::Ngo => "ngo",
            SourceKind::Media => "media",
            SourceKind::ArmedGroup => "armed_group",
            SourceKind::Witness => "witness",
            SourceKind::Expert => "expert",
            SourceKind::Unnamed => "unnamed",
        }
    }
}
