//! `check`: evaluate manifests.

use super::{Failure, input, output, texts};
use clap::{Args, ValueEnum};
use mtls_playground::i18n::text::Help;
use mtls_playground::lint::Severity;
use mtls_playground::report::{json, markdown, sarif, text};
use mtls_playground::{Analysis, Scope, analyse_in};
use serde::Serialize;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `check` understands.
#[derive(Args)]
pub(super) struct Options {
    #[arg(value_name = "FILE|DIR|-", help = texts().help(Help::CheckFiles))]
    files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t, help = texts().help(Help::CheckFormat))]
    format: Format,
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY", help = texts().help(Help::CheckFailOn))]
    fail_on: FailOn,
    #[arg(long, help = texts().help(Help::CheckAllPairs))]
    all_pairs: bool,
}

/// How the report is written.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Sarif,
    Markdown,
}

/// The least severity that makes the exit status 1.
#[derive(Clone, Copy, Default, ValueEnum)]
enum FailOn {
    #[default]
    Error,
    Warning,
    Note,
    Never,
}

/// Evaluates the manifests and prints the report.
pub(super) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let scope = if options.all_pairs { Scope::AllPairs } else { Scope::Calls };
    let analysis = analyse_in(scope, input::read(&options.files)?);
    output::print(&report(&analysis, options.format)?)?;
    Ok(if fails(&analysis, options.fail_on) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn report(analysis: &Analysis, format: Format) -> Result<String, Failure> {
    match format {
        Format::Text => Ok(text::render(analysis, texts())),
        Format::Json => pretty(&json::Report::new(analysis, texts())),
        Format::Sarif => pretty(&sarif::Log::new(analysis, texts())),
        Format::Markdown => Ok(markdown::render(analysis, texts())),
    }
}

fn pretty(report: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(report)
        .map(|json| json + "\n")
        .map_err(|error| Failure::Unwritable { reason: error.into() })
}

fn fails(analysis: &Analysis, fail_on: FailOn) -> bool {
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
        FailOn::Never => return false,
    };
    analysis.findings.iter().any(|finding| finding.severity >= least)
}
