//! `fix`: lists what would help, and applies one of them.

use super::{Failure, input, output, texts};
use clap::Args;
use mtls_playground::fix::{self, Fix, Flip};
use mtls_playground::i18n::text::Help;
use mtls_playground::mesh::Workload;
use mtls_playground::text::{DiffLine, Edits, Hunk};
use mtls_playground::{Analysis, analyse};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `fix` understands.
#[derive(Args)]
pub(super) struct Options {
    #[arg(value_name = "FILE", help = texts().help(Help::FixFile))]
    file: PathBuf,
    #[arg(long, conflicts_with = "apply", help = texts().help(Help::FixList))]
    list: bool,
    #[arg(long, value_name = "ID", help = texts().help(Help::FixApply))]
    apply: Option<String>,
    #[arg(long, requires = "apply", conflicts_with = "write", help = texts().help(Help::FixDiff))]
    diff: bool,
    #[arg(long, requires = "apply", help = texts().help(Help::FixWrite))]
    write: bool,
}

/// Lists the fixes, or gives the text with one of them: on standard output, as a diff, or in the file itself.
pub(super) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let analysis = analyse(input::read(std::slice::from_ref(&options.file))?);
    input::must_say_something(&analysis)?;
    let fixes = fix::even_breaking(&analysis.context(), &analysis.findings);
    let Some(id) = &options.apply else {
        output::print(&list(&analysis, &fixes))?;
        return Ok(ExitCode::SUCCESS);
    };
    let wanted = fixes.iter().flatten().find(|fix| fix.id == *id);
    let wanted = wanted.ok_or_else(|| Failure::UnknownFix { id: id.clone() })?;
    if options.diff {
        output::print_exactly(&diff(&analysis, wanted))?;
        return Ok(ExitCode::SUCCESS);
    }
    for file in wanted.apply(&analysis.sources).unwrap_or_default() {
        if options.write && options.file.as_os_str() != "-" {
            output::write_file(Path::new(&*file.name), &file.text)?;
        } else {
            output::print_exactly(&file.text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Each finding that something helps against, and what.
fn list(analysis: &Analysis, fixes: &[Vec<Fix>]) -> String {
    let mut text = String::new();
    for (finding, fixes) in analysis.findings.iter().zip(fixes).filter(|(_, fixes)| !fixes.is_empty()) {
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{} {}", finding.rule.code.as_str(), texts().message(&finding.message));
        for fix in fixes {
            let breaks = fix.flips.iter().filter(|flip| flip.breaks()).count();
            let price = if breaks == 0 { String::new() } else { format!("  {}", texts().breaks(breaks)) };
            let _ = writeln!(text, "  {}  [{}]{price}", fix.id, fix.safety.as_str());
            let _ = writeln!(text, "      {}", texts().fix(&fix.steps));
            for flip in &fix.flips {
                let _ = writeln!(text, "      {}", flipped(analysis, flip));
            }
        }
    }
    if text.is_empty() { format!("{}\n", texts().no_fixes()) } else { text }
}

/// The call that flips, where it ends, and how.
fn flipped(analysis: &Analysis, flip: &Flip) -> String {
    let (before, after) = (flip.before.0.as_str(), flip.after.0.as_str());
    let Some(connection) = analysis.connections.get(flip.connection) else { return String::new() };
    let call = &connection.call;
    let client = analysis.mesh.workload(call.from).map(Workload::key).unwrap_or_default();
    let dialled = format!("{}:{}", call.host, call.port);
    let server = if flip.server == dialled { String::new() } else { format!(" ({})", flip.server) };
    format!("{client} → {dialled}{server}: {before} → {after}")
}

/// The fix in the form that `patch` reads.
fn diff(analysis: &Analysis, fix: &Fix) -> String {
    let mut text = String::new();
    for (id, source) in analysis.sources.iter() {
        let own = fix.edits.iter().filter(|edit| edit.file == id).map(|edit| edit.edit.clone());
        let hunks = Edits::new(own).map(|edits| edits.hunks(&source.text)).unwrap_or_default();
        if !hunks.is_empty() {
            let _ = write!(text, "--- {0}\n+++ {0}\n", source.name);
        }
        for Hunk { first, lines } in hunks {
            let count = |other: fn(&DiffLine) -> bool| lines.iter().filter(|line| !other(line)).count();
            let old = count(|line| matches!(line, DiffLine::Added(_)));
            let new = count(|line| matches!(line, DiffLine::Removed(_)));
            let _ = writeln!(text, "@@ -{},{old} +{},{new} @@", first.0, first.1);
            for line in &lines {
                let _ = match line {
                    DiffLine::Kept(line) => writeln!(text, " {line}"),
                    DiffLine::Removed(line) => writeln!(text, "-{line}"),
                    DiffLine::Added(line) => writeln!(text, "+{line}"),
                };
            }
        }
    }
    text
}
