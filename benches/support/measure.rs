//! What is measured for one size of mesh.

use crate::synthetic_mesh::synthetic_mesh;
use mtls_playground::fix::{Fix, Ground, Search};
use mtls_playground::i18n::Language;
use mtls_playground::lint::{self, Context, Finding, Severity};
use mtls_playground::mesh::{Call, Mesh, Workload};
use mtls_playground::report::text::{self, Palette};
use mtls_playground::resource;
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::{Evaluator, Verdict};
use mtls_playground::{Analysis, Analyst, analyse};
use std::error::Error;
use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How long one measure may take altogether, unless a single run takes longer.
const BUDGET: Duration = Duration::from_secs(3);

/// The most runs of one measure.
const RUNS: usize = 50;

/// A number with its name.
pub(crate) struct Measure {
    /// What was measured, and its unit.
    pub(crate) name: String,
    /// `None` where it cannot be measured here.
    pub(crate) value: Option<f64>,
    /// Digits to show behind the decimal point.
    pub(crate) digits: usize,
}

impl Measure {
    fn new(name: &str, digits: usize, value: impl Into<Option<f64>>) -> Self {
        Self { name: name.to_owned(), value: value.into(), digits }
    }

    #[allow(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
    fn count(name: &str, count: usize) -> Self {
        Self::new(name, 0, count as f64)
    }

    fn milliseconds(name: &str, duration: Duration) -> Self {
        Self::new(name, 2, duration.as_secs_f64() * 1_000.0)
    }

    /// The measure as one process hands it to another.
    pub(crate) fn to_line(&self) -> String {
        let value = self.value.map(|value| value.to_string()).unwrap_or_default();
        format!("{}\t{value}\t{}", self.name, self.digits)
    }

    /// The measure that [`Measure::to_line`] wrote.
    pub(crate) fn from_line(line: &str) -> Result<Self, Box<dyn Error>> {
        let mut columns = line.split('\t');
        let mut column = || columns.next().ok_or("a column is missing");
        Ok(Self { name: column()?.to_owned(), value: column()?.parse().ok(), digits: column()?.parse()? })
    }
}

/// Everything that is measured for a mesh of so many resources.
pub(crate) fn measures(resources: usize) -> Vec<Measure> {
    let text = synthetic_mesh(resources);
    // First of all, so that the peak is that of one check.
    check(&text);
    let peak = peak_memory();

    let sources = Sources::new([SourceFile::new("mesh.yaml", text.as_str())]);
    let inventory = resource::load(&sources);
    let mesh = Mesh::build(&inventory);
    let analysis = analyse([SourceFile::new("mesh.yaml", text.as_str())]);
    let context = Context::new(&sources, &inventory, &mesh, &analysis.connections);
    let parse = least(|| resource::load(&sources));
    let build = least(|| Mesh::build(&inventory));
    let evaluate = least(|| evaluate_again(&mesh, &analysis));
    let pairs = least(|| failing_pairs(&mesh));
    let advise = least(|| advice(&context));
    let times = |of: Duration| advise.as_secs_f64() / of.as_secs_f64();
    vec![
        Measure::milliseconds("parse: text to resources, ms", parse),
        Measure::milliseconds("build: resources to mesh, ms", build),
        Measure::milliseconds("evaluate: calls and pairs, ms", evaluate),
        Measure::milliseconds("evaluate every pair, ms", pairs),
        Measure::milliseconds("lint, ms", least(|| lint::run(&context))),
        Measure::milliseconds("check: all of it, and the report, ms", least(|| check(&text))),
        Measure::milliseconds("again after one edited line, ms", after_an_edit(&text)),
        Measure::milliseconds("findings, fixes of the errors, ms", advise),
        Measure::new("… as a multiple of the three steps", 1, times(parse + build + evaluate)),
        Measure::new("… as a multiple of every pair", 1, times(pairs)),
        Measure::count("connections evaluated", analysis.connections.len()),
        Measure::count("pairs of client and port", mesh.pair_count()),
        Measure::new("peak memory of one check (VmHWM), MB", 1, peak),
    ]
}

/// What `check` does between reading files and printing. It frees nothing before it ends.
fn check(text: &str) -> (Analysis, String) {
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    let report = text::render(&analysis, Language::English.handbook(), Palette::Plain);
    (analysis, report)
}

/// The findings, and what ends each of the errors: a DestinationRule without TLS where STRICT counts, and what policies
/// deny behind it.
fn advice(context: &Context) -> (Vec<Finding>, Vec<Vec<Fix>>) {
    let findings = lint::run(context);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let ground = Rc::<Ground>::default();
    let search = |finding| Search::for_finding(context, finding, &ground);
    let fixes = errors.map(|finding| search(finding).finish(context)).collect();
    (findings, fixes)
}

/// The verdicts of the connections, once more.
fn evaluate_again(mesh: &Mesh, analysis: &Analysis) -> Vec<Rc<Verdict>> {
    let mut evaluator = Evaluator::new(mesh);
    analysis.connections.iter().map(|connection| evaluator.verdict(&connection.call)).collect()
}

/// How many calls of every client to every port fail.
fn failing_pairs(mesh: &Mesh) -> usize {
    let mut evaluator = Evaluator::new(mesh);
    let mut namespace = None;
    let fails = |call: &Call| {
        // Clients of one class are in one namespace: what is known about those of the last one can be forgotten.
        let own = mesh.workload(call.from).map(Workload::namespace);
        if std::mem::replace(&mut namespace, own) != own {
            evaluator = Evaluator::new(mesh);
        }
        !evaluator.verdict(call).works()
    };
    mesh.pairs().filter(fails).count()
}

/// How long the whole pipeline takes where the text before was the same but for one line in its middle.
fn after_an_edit(text: &str) -> Duration {
    let middle = text.ceil_char_boundary(text.len() / 2);
    let (before, after) = text.split_at(middle);
    let mut texts = [text.to_owned(), before.to_owned() + &after.replacen("port: 8080", "port: 18080", 1)];
    let mut analyst = Analyst::default();
    analyst.analyse([SourceFile::new("mesh.yaml", texts[0].as_str())]);
    least(|| {
        texts.reverse();
        analyst.analyse([SourceFile::new("mesh.yaml", texts[0].as_str())])
    })
}

/// The least time that it takes.
fn least<T>(mut work: impl FnMut() -> T) -> Duration {
    let begin = Instant::now();
    let mut least = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let result = black_box(work());
        least = least.min(start.elapsed());
        drop(result);
        if begin.elapsed() > BUDGET {
            break;
        }
    }
    least
}

/// The most memory that this process has had so far, in megabytes, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1_000.0)
}
