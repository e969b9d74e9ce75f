//! The command line: the same engine for CI, for scripts and for large meshes. One file per subcommand.
//!
//! Exit status: 0 nothing at or above `--fail-on`, 1 findings, 2 the command could not do its work.

mod check;
mod completions;
mod explain;
mod failure;
mod fix;
mod input;
mod language;
mod link;
mod output;
mod replay;
mod symptom;

use clap::{CommandFactory, Parser, Subcommand};
use failure::Failure;
use language::texts;
use mtls_playground::i18n::Language;
use mtls_playground::i18n::text::Help;
use std::io::Write;
use std::process::ExitCode;

/// What `mtls-playground` understands.
#[derive(Parser)]
#[command(name = "mtls-playground", version, about = texts().help(Help::About), arg_required_else_help = true)]
struct Arguments {
    // Read by `language::texts` before the arguments are parsed, so that the help is in that language too.
    #[arg(long, global = true, value_name = "en|ko", value_parser = language::parse, help = texts().help(Help::Language))]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

/// The subcommands.
#[derive(Subcommand)]
enum Command {
    #[command(about = texts().help(Help::Check), after_help = texts().help(Help::CheckStatus))]
    Check(check::Options),
    #[command(about = texts().help(Help::Completions))]
    Completions(completions::Options),
    #[command(about = texts().help(Help::Explain))]
    Explain(explain::Options),
    #[command(about = texts().help(Help::Fix))]
    Fix(fix::Options),
    #[command(about = texts().help(Help::Link))]
    Link(link::Options),
    #[command(about = texts().help(Help::Replay))]
    Replay(replay::Options),
    #[command(about = texts().help(Help::Symptom))]
    Symptom(symptom::Options),
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Check(options) => check::run(options),
        Command::Completions(options) => completions::run(options, &mut Arguments::command()),
        Command::Explain(options) => explain::run(options),
        Command::Fix(options) => fix::run(options),
        Command::Link(options) => link::run(options),
        Command::Replay(options) => replay::run(options),
        Command::Symptom(options) => symptom::run(options),
    };
    done.unwrap_or_else(|failure| {
        // Nothing is left to do where even stderr is closed.
        let _ = writeln!(anstream::stderr(), "mtls-playground: {}", failure.sentence(texts()));
        ExitCode::from(2)
    })
}
