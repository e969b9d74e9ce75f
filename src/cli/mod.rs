//! The command line.

/// Runs the command that the arguments name.
pub(crate) fn run() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
