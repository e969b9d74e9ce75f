//! The examples.

use crate::i18n::Catalog;
use crate::i18n::text::ExampleText;
use crate::text::SourceFile;

/// A scenario to look at.
#[derive(Debug)]
pub struct Example {
    /// Its name in links (`#/example/<slug>`): never changed, never reused.
    pub slug: &'static str,
    /// Title, and what to look at.
    pub text: fn(&dyn Catalog) -> ExampleText,
    /// Names and texts of its files, in order.
    pub files: &'static [(&'static str, &'static str)],
}

impl Example {
    /// The files as sources.
    pub fn sources(&self) -> impl Iterator<Item = SourceFile> {
        self.files.iter().map(|&(name, text)| SourceFile::new(name, text))
    }
}

/// The example of this slug.
pub fn find(slug: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.slug == slug)
}

/// The files of an example: names in its folder.
macro_rules! files {
    ($slug:literal: $($name:literal),+) => {
        &[$(($name, include_str!(concat!("examples/", $slug, "/", $name)))),+]
    };
}

/// All examples; the first one greets a first visit.
pub const EXAMPLES: &[Example] = &[
    Example {
        slug: "start",
        text: |texts| texts.example_start(),
        files: files!("start": "apps.yaml", "policy.yaml", "traffic.yaml"),
    },
    Example {
        slug: "disable-to-strict",
        text: |texts| texts.example_disable_to_strict(),
        files: files!("disable-to-strict": "apps.yaml", "policy.yaml", "traffic.yaml"),
    },
    Example {
        slug: "no-auto-mtls",
        text: |texts| texts.example_no_auto_mtls(),
        files: files!("no-auto-mtls": "mesh.yaml", "apps.yaml"),
    },
    Example {
        slug: "selector-typo",
        text: |texts| texts.example_selector_typo(),
        files: files!("selector-typo": "apps.yaml", "policy.yaml"),
    },
    Example {
        slug: "no-sidecar",
        text: |texts| texts.example_no_sidecar(),
        files: files!("no-sidecar": "apps.yaml", "policy.yaml", "traffic.yaml"),
    },
    Example {
        slug: "telemetry-collector",
        text: |texts| texts.example_telemetry_collector(),
        files: files!("telemetry-collector": "apps.yaml", "policy.yaml", "traffic.yaml"),
    },
    Example {
        slug: "three-tier-blog",
        text: |texts| texts.example_three_tier_blog(),
        files: files!("three-tier-blog": "apps.yaml", "policy.yaml"),
    },
    Example {
        slug: "first-steps",
        text: |texts| texts.example_first_steps(),
        files: files!("first-steps": "apps.yaml", "policy.yaml", "traffic.yaml"),
    },
    Example {
        slug: "every-feature",
        text: |texts| texts.example_every_feature(),
        files: files!("every-feature": "apps.yaml", "routing.yaml", "policy.yaml", "traffic.yaml"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use std::collections::BTreeSet;

    #[test]
    fn slugs_are_unique_and_fit_a_link() {
        let slugs: BTreeSet<_> = EXAMPLES.iter().map(|example| example.slug).collect();
        assert_eq!(slugs.len(), EXAMPLES.len());
        assert!(slugs.iter().all(|slug| slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    }

    #[test]
    fn no_two_examples_share_a_title() {
        for language in Language::ALL {
            let titles: BTreeSet<_> =
                EXAMPLES.iter().map(|example| (example.text)(language.catalog()).title).collect();
            assert_eq!(titles.len(), EXAMPLES.len(), "{language:?}");
        }
    }

    #[test]
    fn every_folder_is_registered() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scenario/examples");
        for folder in std::fs::read_dir(root).unwrap() {
            let folder = folder.unwrap().path();
            let example =
                find(folder.file_name().unwrap().to_str().unwrap()).expect("an entry for the folder");
            let on_disk = std::fs::read_dir(&folder).unwrap().count();
            assert_eq!(on_disk, example.files.len(), "{}", example.slug);
        }
    }
}
