//! `symptom`: from an error to what it comes from.

use super::{Failure, input, output, texts};
use clap::{Args, ValueEnum};
use mtls_playground::analyse;
use mtls_playground::i18n::text::Help;
use mtls_playground::report::symptom;
use mtls_playground::symptom::search;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `symptom` understands.
#[derive(Args)]
pub(super) struct Options {
    #[arg(value_name = "TEXT", allow_hyphen_values = true, help = texts().help(Help::SymptomText))]
    text: String,
    #[arg(value_name = "FILE|DIR|-", help = texts().help(Help::CheckFiles))]
    files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t, help = texts().help(Help::SymptomFormat))]
    format: Format,
}

/// How the answer is written.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

/// Prints the answer. The exit status is 1 where the text tells nothing.
pub(super) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let analysis = analyse(input::read(&options.files)?);
    let found = search(&analysis.context(), &options.text);
    let answer = match options.format {
        Format::Text => symptom::text(&found, &analysis, texts()),
        Format::Json => output::json(&symptom::Answer::new(&found, &analysis, texts()))?,
    };
    output::print(&answer)?;
    Ok(if found.recognised.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
