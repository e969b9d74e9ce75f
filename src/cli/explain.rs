//! `explain`: what a rule is about.

use super::{Failure, output, texts};
use clap::Args;
use mtls_playground::i18n::text::Help;
use mtls_playground::{lint, report};
use std::process::ExitCode;

/// What `explain` understands.
#[derive(Args)]
pub(super) struct Options {
    #[arg(value_name = "CODE", help = texts().help(Help::ExplainCode))]
    code: String,
}

/// Prints the documentation of the rule, as Markdown.
pub(super) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let rule =
        lint::find(&options.code).ok_or_else(|| Failure::UnknownRule { code: options.code.clone() })?;
    output::print(&report::rules::page(rule, texts()))?;
    Ok(ExitCode::SUCCESS)
}
