//! `replay`: answers scenarios line by line, so that other programs can ask thousands of questions through one pipe.

mod admission;
mod wire;

use super::{Failure, output, texts};
use clap::Args;
use mtls_playground::i18n::text::Help;
use mtls_playground::lint::{self, Context};
use mtls_playground::mesh::Mesh;
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::Connection;
use mtls_playground::{fix, resource};
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use wire::{Answer, Content, Reply, Scenario, WireCall, WireFix};

/// What `replay` understands.
#[derive(Args)]
pub(super) struct Options {
    #[arg(long, help = texts().help(Help::ReplayFixes))]
    fixes: bool,
    #[arg(long, help = texts().help(Help::ReplayTiming))]
    timing: bool,
}

/// Answers each line of standard input by a line on standard output before it reads the next one, and stops at the
/// first line that it cannot answer.
pub(super) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|reason| Failure::Unreadable { path: PathBuf::from("-"), reason })?;
        if line.trim().is_empty() {
            continue;
        }
        let reply = answer(&line, options).map_err(|Bad { column, reason }| Failure::BadLine {
            line: number + 1,
            column,
            reason,
        })?;
        if !output::done(writeln!(out, "{reply}").and_then(|()| out.flush()))? {
            break;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Why a line cannot be answered, and at which column (from 1).
struct Bad {
    column: usize,
    reason: String,
}

impl From<serde_json::Error> for Bad {
    fn from(error: serde_json::Error) -> Self {
        let text = error.to_string();
        // The line that serde_json names is that of its own text, which has only one.
        let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned();
        Self { column: error.column().max(1), reason }
    }
}

fn answer(line: &str, options: &Options) -> Result<String, Bad> {
    let scenario: Scenario = serde_json::from_str(line)?;
    let start = options.timing.then(now);
    let sources = Sources::new([SourceFile::new("scenario.yaml", scenario.yaml)]);
    let inventory = resource::load(&sources);
    let content = match &scenario.calls {
        Some(calls) => {
            let mesh = Mesh::build(&inventory);
            let connections = connections(&mesh, calls)?;
            let context = Context::new(&sources, &inventory, &mesh, &connections);
            Content::Answers(answers(&context, options.fixes))
        }
        None => Content::Admission(admission::answers(&inventory)),
    };
    let micros = start.map(|start| start.elapsed().as_micros());
    Ok(serde_json::to_string(&Reply { id: scenario.id, content, micros })?)
}

fn connections(mesh: &Mesh, calls: &[WireCall]) -> Result<Vec<Connection>, Bad> {
    let connection = |call: &WireCall| {
        let call = call.resolve(mesh)?;
        Ok(Connection::of(mesh, call))
    };
    calls.iter().map(connection).collect::<Result<_, _>>().map_err(|reason: String| Bad { column: 1, reason })
}

fn answers(context: &Context, with_fixes: bool) -> Vec<Answer> {
    let all = context.connections.iter().enumerate();
    let answer = |(index, connection): (usize, &Connection)| {
        let fixes = if with_fixes { fixes(context, index) } else { Vec::new() };
        Answer::new(&connection.verdict, context.mesh, fixes)
    };
    all.map(answer).collect()
}

/// What would help the call with this index.
fn fixes(context: &Context, index: usize) -> Vec<WireFix> {
    let code = context.connections.get(index).and_then(lint::reported_as);
    let fixes = code.map(|code| fix::for_calls(context, code, &[index])).unwrap_or_default();
    let whole = |fix: &fix::Fix| {
        let file = fix.apply(context.sources)?.into_iter().next()?;
        Some(WireFix {
            id: fix.id.clone(),
            code: fix.code.as_str(),
            title: texts().fix(&fix.steps),
            safety: fix.safety.as_str(),
            yaml: file.text.to_string(),
        })
    };
    fixes.iter().filter_map(whole).collect()
}

#[expect(clippy::disallowed_methods, reason = "the command line has a clock, the engine does not")]
fn now() -> Instant {
    Instant::now()
}
