//! `check --format json`: the analysis as one JSON object (contract, section 3; `docs/check.schema.json`).
//!
//! The order of the fields here is the order of the keys in the output. Words and codes are stable; `answer` and
//! `message` are sentences in the chosen language.

mod readiness;

use crate::Analysis;
use crate::fix;
use crate::i18n::Handbook;
use crate::lint::fix::FileEdit;
use crate::lint::{self, Context};
use crate::mesh::{self, InjectionReason, Origin, Payload};
use crate::resource::Ref;
use crate::text;
use crate::verdict;
use crate::verify;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The whole report.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    version: u8,
    workloads: Vec<Workload<'a>>,
    connections: Vec<Connection<'a>>,
    findings: Vec<Finding<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    readiness: Option<readiness::Readiness<'a>>,
}

impl<'a> Report<'a> {
    /// Puts `analysis` into the words of the contract, and what STRICT would do, if that was asked.
    pub fn new(
        analysis: &'a Analysis,
        strict: Option<&'a crate::readiness::Readiness>,
        texts: &'a dyn Handbook,
    ) -> Self {
        let write = Writer { context: analysis.context(), texts };
        Self {
            version: 1,
            workloads: analysis.mesh.workloads.iter().map(|workload| write.workload(workload)).collect(),
            connections: analysis.connections.iter().map(|connection| write.connection(connection)).collect(),
            findings: analysis
                .findings
                .iter()
                .zip(fix::for_all(&analysis.context(), &analysis.findings))
                .map(|(finding, fixes)| write.finding(finding, fixes))
                .collect(),
            summary: Summary::new(analysis),
            readiness: strict.map(|found| write.readiness(found)),
        }
    }
}

#[derive(Debug, Serialize)]
struct Workload<'a> {
    name: String,
    kind: &'a str,
    proxy: &'static str,
    why: Vec<Step<'a>>,
    identity: String,
}

#[derive(Debug, Serialize)]
struct Connection<'a> {
    from: String,
    host: &'a str,
    port: u16,
    protocol: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_at: Option<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    why: Vec<Step<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symptom: Option<Symptom>,
    endpoints: Vec<Endpoint<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    verify: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Endpoint<'a> {
    server: String,
    port: u16,
    sent: &'static str,
    mode: &'static str,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<String>,
    why: Vec<Step<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symptom: Option<Symptom>,
}

/// What people would see.
#[derive(Debug, Serialize)]
struct Symptom {
    client: &'static str,
    log: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    server_log: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Clone::clone")]
    certain: bool,
}

impl From<verdict::Symptom> for Symptom {
    /// `log` is that of the end that has a proxy; where both have one, the client's is where people look first.
    fn from(seen: verdict::Symptom) -> Self {
        let log = seen.client_log.map(Cow::Borrowed).or_else(|| seen.server_log.clone()).unwrap_or_default();
        Self { client: seen.client, log, server_log: seen.server_log, certain: seen.certain }
    }
}

#[derive(Debug, Serialize)]
struct Step<'a> {
    question: &'static str,
    answer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<Decider<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ignored: Vec<Ignored<'a>>,
}

#[derive(Debug, Serialize)]
struct Decider<'a> {
    kind: &'a str,
    namespace: &'a str,
    name: &'a str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Ignored<'a> {
    #[serde(flatten)]
    by: Decider<'a>,
    because: &'static str,
}

#[derive(Debug, Serialize)]
struct Location {
    file: Rc<str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    primary: bool,
}

#[derive(Debug, Serialize)]
struct Finding<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    message: String,
    locations: Vec<Location>,
    connections: &'a [usize],
    fixes: Vec<Fix>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    verify: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Fix {
    id: String,
    title: String,
    safety: &'static str,
    edits: Vec<Edit>,
    flips: Vec<Flip>,
}

#[derive(Debug, Serialize)]
struct Edit {
    #[serde(flatten)]
    at: Location,
    text: String,
}

#[derive(Debug, Serialize)]
struct Flip {
    connection: usize,
    server: String,
    before: &'static str,
    after: &'static str,
}

#[derive(Debug, Serialize)]
struct Summary {
    workloads: usize,
    in_mesh: usize,
    coverage_percent: usize,
    connections: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pairs_left_out: Option<usize>,
}

impl Summary {
    fn new(analysis: &Analysis) -> Self {
        let coverage = analysis.mesh.coverage();
        let mut connections = BTreeMap::new();
        for connection in &analysis.connections {
            *connections.entry(connection.verdict.overall().as_str()).or_default() += 1;
        }
        Self {
            workloads: coverage.workloads,
            in_mesh: coverage.in_mesh,
            coverage_percent: coverage.percent(),
            connections,
            pairs_left_out: Some(analysis.pairs_left_out).filter(|&left_out| left_out > 0),
        }
    }
}

/// What turns references into names and places.
struct Writer<'a> {
    context: Context<'a>,
    texts: &'a dyn Handbook,
}

impl<'a> Writer<'a> {
    fn workload(&self, workload: &'a mesh::Workload) -> Workload<'a> {
        Workload {
            name: workload.key(),
            kind: &workload.resource.meta.kind,
            proxy: workload.proxy.as_str(),
            why: workload.proxy_why.iter().map(|reason| self.reason(reason)).collect(),
            identity: workload.identity(&self.context.mesh.settings.trust_domain),
        }
    }

    fn connection(&self, connection: &'a verdict::Connection) -> Connection<'a> {
        let verdict::Connection { call, verdict, .. } = connection;
        let http = call.payload == Payload::Http;
        Connection {
            from: self.context.mesh.workload(call.from).map(mesh::Workload::key).unwrap_or_default(),
            host: &call.host,
            port: call.port,
            protocol: call.payload.as_str(),
            path: http.then_some(&call.path),
            method: http.then_some(&call.method),
            origin: match call.origin {
                Origin::Declared(_) => "declared",
                Origin::Inferred(_) => "inferred",
                Origin::Pair => "pair",
            },
            origin_at: match &call.origin {
                Origin::Declared(by) | Origin::Inferred(by) => {
                    self.context.inventory.location(by).map(|at| self.location(at, true))
                }
                Origin::Pair => None,
            },
            outcome: verdict.outcome.map(verdict::CallOutcome::as_str),
            status: verdict::status(verdict, None),
            why: self.steps(&verdict.why),
            symptom: verdict.outcome.and_then(|_| verdict::symptom(call, verdict, None)).map(Symptom::from),
            endpoints: verdict.endpoints.iter().map(|endpoint| self.endpoint(connection, endpoint)).collect(),
            verify: verify::of_connection(&self.context, connection),
        }
    }

    fn endpoint(
        &self,
        verdict::Connection { call, verdict, .. }: &verdict::Connection,
        endpoint: &'a verdict::Endpoint,
    ) -> Endpoint<'a> {
        Endpoint {
            server: endpoint.server.name(self.context.mesh),
            port: endpoint.port,
            sent: endpoint.sent.as_str(),
            mode: endpoint.mode.as_str(),
            outcome: endpoint.outcome.as_str(),
            status: verdict::status(verdict, Some(endpoint)),
            identity: endpoint.identity(self.context.mesh, call),
            why: self.steps(&endpoint.why),
            symptom: verdict::symptom(call, verdict, Some(endpoint)).map(Symptom::from),
        }
    }

    fn steps(&self, steps: &'a [verdict::Step]) -> Vec<Step<'a>> {
        steps.iter().map(|step| self.step(step)).collect()
    }

    fn step(&self, step: &'a verdict::Step) -> Step<'a> {
        Step {
            question: step.answer.question().as_str(),
            answer: self.texts.answer(&step.answer),
            decided_by: step.decided_by.as_ref().and_then(|by| self.decider(by)),
            ignored: step.ignored.iter().filter_map(|ignored| self.ignored(ignored)).collect(),
        }
    }

    fn reason(&self, reason: &InjectionReason) -> Step<'a> {
        Step {
            question: "injection",
            answer: self.texts.injection(&reason.fact),
            decided_by: reason.by.as_ref().and_then(|by| self.decider(by)),
            ignored: Vec::new(),
        }
    }

    fn ignored(&self, ignored: &verdict::Ignored) -> Option<Ignored<'a>> {
        Some(Ignored { by: self.decider(&ignored.by)?, because: ignored.because.as_str() })
    }

    fn decider(&self, by: &Ref) -> Option<Decider<'a>> {
        let meta = &self.context.inventory.get(by.resource)?.meta;
        let location = self.location(self.context.inventory.location(by)?, true);
        Some(Decider { kind: &meta.kind, namespace: &meta.namespace, name: &meta.name, location })
    }

    fn location(&self, at: text::Location, primary: bool) -> Location {
        let range = self.context.sources.range(at);
        Location {
            file: range.file,
            line: range.start.line,
            column: range.start.column,
            end_line: range.end.line,
            end_column: range.end.column,
            primary,
        }
    }

    fn finding(&self, finding: &'a lint::Finding, fixes: Vec<fix::Fix>) -> Finding<'a> {
        Finding {
            code: finding.rule.code.as_str(),
            name: finding.rule.code.name(),
            severity: finding.severity.as_str(),
            message: self.texts.message(&finding.message),
            locations: finding
                .labels
                .iter()
                .map(|label| self.location(label.location, label.primary))
                .collect(),
            connections: &finding.connections,
            fixes: fixes.into_iter().map(|fix| self.fix(fix)).collect(),
            verify: verify::of_finding(&self.context, finding),
        }
    }

    fn fix(&self, fix: fix::Fix) -> Fix {
        let edit = |edit: FileEdit| Edit {
            at: self.location(text::Location { file: edit.file, span: edit.edit.span }, true),
            text: edit.edit.text,
        };
        let flip = |flip: fix::Flip| Flip {
            connection: flip.connection,
            server: flip.server,
            before: flip.before.0.as_str(),
            after: flip.after.0.as_str(),
        };
        Fix {
            id: fix.id,
            title: self.texts.fix(&fix.steps),
            safety: fix.safety.as_str(),
            edits: fix.edits.into_iter().map(edit).collect(),
            flips: fix.flips.into_iter().map(flip).collect(),
        }
    }
}
