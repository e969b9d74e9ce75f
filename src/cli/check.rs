//! `check`: evaluate manifests.

use super::{Failure, input, output, texts};
use clap::{Args, ValueEnum};
use mtls_playground::i18n::text::Help;
use mtls_playground::lint::Severity;
use mtls_playground::readiness::{self, Readiness};
use mtls_playground::report::{json, junit, markdown, sarif, text};
use mtls_playground::{Analysis, Scope, analyse_in};
use std::mem;
use std::path::{Path, PathBuf};
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
    #[arg(
        long,
        value_name = "mesh|namespace/NAME|workload/NS/NAME",
        num_args = 0..=1,
        default_missing_value = "mesh",
        value_parser = Asked::parse,
        help = texts().help(Help::CheckReadiness)
    )]
    readiness: Option<Asked>,
}

/// What stands behind `--readiness`.
#[derive(Clone)]
enum Asked {
    /// What it is about.
    Scope(readiness::Scope),
    /// `--readiness mesh.yaml`: the first of the files, and nothing about the scope.
    File(PathBuf),
}

/// How the report is written.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Sarif,
    Markdown,
    Junit,
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
    let (readiness, first) = match options.readiness.clone() {
        Some(Asked::Scope(scope)) => (Some(scope), None),
        Some(Asked::File(file)) => (Some(readiness::Scope::Mesh), Some(file)),
        None => (None, None),
    };
    let files: Vec<PathBuf> = first.into_iter().chain(options.files.iter().cloned()).collect();
    let analysis = analyse_in(scope, input::read(&files)?);
    input::must_say_something(&analysis)?;
    let strict = readiness.map(|scope| {
        readiness::readiness(&analysis.context(), &scope)
            .map_err(|why| Failure::Untried { scope: scope.to_string(), why })
    });
    output::print(&report(&analysis, strict.transpose()?.as_ref(), options.format)?)?;
    let status = if fails(&analysis, options.fail_on) { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    // The process ends here, and the system takes back its memory as a whole. Freeing a large mesh piece by piece
    // before that would take as long as evaluating a tenth of it.
    mem::forget(analysis);
    Ok(status)
}

impl Asked {
    fn parse(text: &str) -> Result<Self, String> {
        let file = || (text == "-" || Path::new(text).exists()).then(|| Self::File(text.into()));
        let asked = readiness::Scope::parse(text).map(Self::Scope).or_else(file);
        asked.ok_or_else(|| "mesh, namespace/NAME, workload/NAMESPACE/NAME".to_owned())
    }
}

/// SARIF holds findings and nothing else, JUnit expectations.
fn report(analysis: &Analysis, strict: Option<&Readiness>, format: Format) -> Result<String, Failure> {
    let with = |report: String, write: &dyn Fn(&Readiness) -> String| {
        report + &strict.map(write).unwrap_or_default()
    };
    let palette = output::palette();
    match format {
        Format::Text => Ok(with(text::render(analysis, texts(), palette), &|found| {
            text::readiness(found, analysis, texts(), palette)
        })),
        Format::Json => output::json(&json::Report::new(analysis, strict, texts())),
        Format::Sarif => output::json(&sarif::Log::new(analysis, texts())),
        Format::Junit => Ok(junit::render(analysis, texts())),
        Format::Markdown => Ok(with(markdown::render(analysis, texts()), &|found| {
            markdown::readiness(found, analysis, texts())
        })),
    }
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
