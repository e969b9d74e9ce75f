//! `completions`: a script that completes commands and options in a shell.

use super::{Failure, output, texts};
use clap::{Args, Command};
use clap_complete::{Shell, generate};
use mtls_playground::i18n::text::Help;
use std::process::ExitCode;

/// What `completions` understands.
#[derive(Args)]
pub(super) struct Options {
    #[arg(value_enum, value_name = "SHELL", help = texts().help(Help::CompletionsShell))]
    shell: Shell,
}

/// Prints the script for `command`.
pub(super) fn run(options: &Options, command: &mut Command) -> Result<ExitCode, Failure> {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(options.shell, command, name, &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
