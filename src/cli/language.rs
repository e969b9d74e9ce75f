//! The language of the output: `--lang`, else the locale of the environment.

use mtls_playground::i18n::{Handbook, Language};
use std::sync::OnceLock;

/// The sentences to speak in, chosen once.
pub(super) fn texts() -> &'static dyn Handbook {
    static LANGUAGE: OnceLock<Language> = OnceLock::new();
    LANGUAGE.get_or_init(|| choose(std::env::args().skip(1), variable)).handbook()
}

/// The value of `--lang`.
pub(super) fn parse(tag: &str) -> Result<Language, String> {
    let known = || Language::ALL.map(Language::tag).join(", ");
    Language::from_tag(tag).ok_or_else(|| texts().unknown_language(&known()))
}

/// `--lang X` or `--lang=X` if it names a language of ours; else the first locale variable that is set decides, as
/// POSIX orders them, even where it names a language that we lack.
fn choose(arguments: impl Iterator<Item = String>, variable: impl Fn(&str) -> Option<String>) -> Language {
    let mut arguments = arguments.take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        let tag = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(language) = tag.as_deref().and_then(Language::from_tag) {
            return language;
        }
    }
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable)
        .and_then(|locale| Language::from_tag(&locale))
        .unwrap_or_default()
}

/// An environment variable that is set to something.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment, the engine does not")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case(&["check", "--lang", "ko"], &[] => Language::Korean)]
    #[test_case(&["check", "--lang=ko"], &[("LANG", "en_US.UTF-8")] => Language::Korean; "the option wins")]
    #[test_case(&["check"], &[("LANG", "ko_KR.UTF-8")] => Language::Korean)]
    #[test_case(&["check"], &[("LC_ALL", "C"), ("LANG", "ko_KR.UTF-8")] => Language::English; "LC_ALL wins over LANG")]
    #[test_case(&["check", "--", "--lang", "ko"], &[] => Language::English; "a file named like the option")]
    #[test_case(&[], &[] => Language::English)]
    fn chosen(arguments: &[&str], variables: &[(&str, &str)]) -> Language {
        let variable = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        choose(arguments.iter().map(|&argument| argument.to_owned()), variable)
    }
}
