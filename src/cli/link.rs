//! `link`: a scenario as a share link, and back.

use super::{Failure, input, output, texts};
use clap::Args;
use mtls_playground::i18n::text::{BadLink, Help};
use mtls_playground::share::{self, LinkError, Shared};
use mtls_playground::text::SourceFile;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `link` understands.
#[derive(Args)]
pub(super) struct Options {
    #[arg(value_name = "FILE|DIR|-", help = texts().help(Help::LinkFiles))]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "LINK", conflicts_with = "files", help = texts().help(Help::LinkDecode))]
    decode: Option<String>,
}

/// Prints the link of the files, or the files of the link.
pub(super) fn run(options: &Options) -> Result<ExitCode, Failure> {
    match &options.decode {
        Some(link) => output::print_exactly(&text(&decode(link)?))?,
        None => output::print(&encode(input::read(&options.files)?)?)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn encode(files: Vec<SourceFile>) -> Result<String, Failure> {
    let shared = Shared { files, engine: Some(share::ENGINE.to_owned()), ..Shared::default() };
    let link = share::encode(&shared).map_err(|budget| failure(LinkError::TooBig(budget)))?;
    if !link.redactions.is_empty() {
        // Nothing is left to do where stderr is closed; the link is made all the same.
        let _ = writeln!(anstream::stderr(), "{}", texts().taken_out(link.redactions.len()));
    }
    Ok(link.fragment + "\n")
}

fn decode(link: &str) -> Result<Vec<SourceFile>, Failure> {
    share::decode(link).map(|shared| shared.files).map_err(failure)
}

fn failure(error: LinkError) -> Failure {
    Failure::BadLink(match error {
        LinkError::Truncated => BadLink::Truncated,
        LinkError::Corrupt => BadLink::Corrupt,
        LinkError::TooNew { .. } => BadLink::TooNew,
        LinkError::TooBig(_) => BadLink::TooBig,
    })
}

/// The text of the only file as it is, byte by byte; several as one stream of YAML, each behind a separator that names
/// it, so that `check` and `kubectl` can read it.
fn text(files: &[SourceFile]) -> String {
    match files {
        [only] => only.text.to_string(),
        several => several.iter().fold(String::new(), |mut out, file| {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            // A name may hold anything; in a comment it must not begin a new line.
            out.extend(["--- # ", &file.name.replace(char::is_control, " "), "\n", &file.text]);
            out
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case(&[("a.yaml", "a: 1\r\n")], "a: 1\r\n"; "one file stays as it is")]
    #[test_case(&[("a.yaml", "a: 1"), ("b.yaml", "b: 1\n")], "--- # a.yaml\na: 1\n--- # b.yaml\nb: 1\n")]
    #[test_case(&[("a\nb: 2", "a: 1\n"), ("c", "")], "--- # a b: 2\na: 1\n--- # c\n"; "a name stays in its comment")]
    fn printed(files: &[(&str, &str)], expected: &str) {
        let files: Vec<_> = files.iter().map(|&(name, text)| SourceFile::new(name, text)).collect();
        assert_eq!(text(&files), expected);
    }
}
