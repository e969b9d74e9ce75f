//! Every sentence that a user reads, in every language.
//!
//! A language is a folder that implements the traits of [`text`], and one line in [`Language::ALL`]. A message that
//! a language lacks, or gives other parameters, does not compile.

mod en;
pub mod josa;
mod ko;
pub mod text;

use text::{
    AdmissionText, CommandText, DialogText, FilesText, FindingsText, InjectionText, LintText, PageText,
    ReadinessText, ResultsText, RulesText, ScenarioText, SymptomText, VerdictText,
};

/// The sentences of one language.
pub trait Catalog:
    PageText
    + FilesText
    + DialogText
    + FindingsText
    + VerdictText
    + InjectionText
    + LintText
    + AdmissionText
    + ResultsText
    + ReadinessText
    + ScenarioText
    + SymptomText
{
}

/// The same, and what only the command line says: help, reports and the documentation of rules. The page does not ask
/// for it, and so does not carry it.
pub trait Handbook: Catalog + CommandText + RulesText {}

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Language {
    /// The languages in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// BCP 47 tag, as in `?lang=ko` and `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// The language that a tag such as `ko`, `ko-KR` or `EN` asks for, if we have it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// Its sentences.
    pub fn catalog(self) -> &'static dyn Catalog {
        match self {
            Self::English => &en::En,
            Self::Korean => &ko::Ko,
        }
    }

    /// Its sentences and what the command line says.
    pub fn handbook(self) -> &'static dyn Handbook {
        match self {
            Self::English => &en::En,
            Self::Korean => &ko::Ko,
        }
    }
}
