//! Reading only the documents that edits are in, making only the parts of the mesh that these can change, and evaluating
//! only the calls that looked there, gives what reading, making and evaluating everything gives. That is what each
//! attempt of a fix relies on.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a mistake in here is a failed test")]

use crate::common;
use mtls_playground::lint::fix::{FileEdit, for_connections, for_finding};
use mtls_playground::lint::{self, BACKDROP, Context, Finding, RULES, Rule};
use mtls_playground::mesh::Mesh;
use mtls_playground::resource::{self, Layout, Loaded, Redrafted, Resource};
use mtls_playground::text::{Edit, Edits, FileId, SourceFile, Sources, Span};
use mtls_playground::verdict::{CallOutcome, Connection, Endpoint, Verdict, evaluate};
use mtls_playground::yaml::{Node, Value};
use mtls_playground::{Analysis, analyse};
use proptest::prelude::*;
use std::fmt::Debug;

/// Every how many scenarios the proposals are looked at.
const EVERY: usize = 16;

#[test]
fn proposals_are_read_as_part_of_the_whole() {
    let scenarios = common::claimed();
    let recorded =
        scenarios.iter().step_by(EVERY).map(|it| vec![SourceFile::new("a.yaml", it.yaml.as_str())]);
    let (all, shortcuts, unmoved) = proposed(recorded);
    assert!(shortcuts * 100 > all * 99, "{shortcuts} of {all} took the shortcut");
    assert!(all > 1_000 && unmoved > 1_000, "{unmoved} calls of {all} proposals say little");
}

/// Examples declare their calls, which recorded scenarios do not: those are what some of the fixes change.
#[test]
fn proposals_about_calls_are_read_as_part_of_the_whole() {
    let example = |rule: &&Rule| {
        vec![SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("example.yaml", rule.bad)]
    };
    let (all, shortcuts, unmoved) = proposed(RULES.iter().map(example));
    assert!(all > 50 && unmoved > 10, "{shortcuts} of {all} proposals and {unmoved} calls say little");
}

/// How many proposals there are for all of these, how many of them took the shortcut, and how many calls were left as
/// they were.
fn proposed(texts: impl Iterator<Item = Vec<SourceFile>>) -> (usize, usize, usize) {
    let (mut all, mut shortcuts, mut unmoved) = (0, 0, 0);
    for analysis in texts.map(analyse) {
        let context = analysis.context();
        let failing = analysis.findings.iter().map(|finding| for_connections(&context, &finding.connections));
        let silent = analysis.findings.iter().map(|finding| for_finding(&context, finding));
        for proposal in failing.chain(silent).flatten() {
            let edits: Vec<_> =
                proposal.edits.into_iter().map(|FileEdit { file, edit }| (file, edit)).collect();
            let shortcut = agrees(&analysis, &by_file(&analysis.sources, &edits));
            shortcuts += usize::from(shortcut.is_some());
            unmoved += shortcut.unwrap_or_default();
            all += 1;
        }
    }
    (all, shortcuts, unmoved)
}

/// What somebody may type that parts documents, joins them, names them anew, or repeats one.
const TYPED: [&str; 12] = [
    "",
    " ",
    "\n",
    "---\n",
    "\n---\n",
    "---",
    "...\n",
    "# comment\n",
    "kind: List\nitems: []\n",
    "x: [",
    "{\"kind\": \"List\", \"items\": []}\n",
    "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n",
];

proptest! {
    #[test]
    fn edits_of_any_kind_are_read_as_part_of_the_whole(
        scenario in any::<prop::sample::Index>(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, 0..TYPED.len()), 1..4),
    ) {
        thread_local!(static SCENARIOS: Vec<common::Scenario> = common::family("kitchen"));
        SCENARIOS.with(|scenarios| {
            let text = &scenario.get(scenarios).yaml;
            let (first, second) = text.split_at(text.find("---\n").unwrap_or(0));
            let files = [("a.yaml", first), ("b.yaml", second)];
            let files = files.into_iter().filter(|(_, text)| !text.is_empty());
            let analysis = analyse(files.map(|(name, text)| SourceFile::new(name, text)));
            let edit = |(place, length, typed): (prop::sample::Index, usize, usize)| {
                let file = FileId(place.index(analysis.sources.iter().count()));
                let text = &analysis.sources.get(file).unwrap().text;
                // Lines are where it matters most.
                let begins = |at: &usize| *at == 0 || *at == text.len() || text.as_bytes()[..*at].ends_with(b"\n");
                let lines: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).filter(begins).collect();
                let start = lines[place.index(lines.len())];
                let end = text.ceil_char_boundary((start + length).min(text.len()));
                (file, Edit { span: Span::new(start, end), text: TYPED[typed].to_owned() })
            };
            let edits: Vec<_> = places.into_iter().map(edit).collect();
            let disjoint = |file| Edits::new(edits.iter().filter(|edit| edit.0 == file).map(|edit| edit.1.clone())).is_ok();
            if (0..2).map(FileId).all(disjoint) {
                agrees(&analysis, &by_file(&analysis.sources, &edits));
            }
        });
    }
}

fn by_file(sources: &Sources, edits: &[(FileId, Edit)]) -> Vec<(FileId, Edits)> {
    let own = |file| edits.iter().filter(move |edit| edit.0 == file).map(|edit| edit.1.clone());
    sources.iter().map(|(file, _)| (file, Edits::new(own(file)).unwrap())).collect()
}

/// Checks that the shortcut leads to what the whole text says. Gives how many calls need not be evaluated again; nothing
/// where there is no shortcut.
fn agrees(before: &Analysis, edits: &[(FileId, Edits)]) -> Option<usize> {
    let layout = Layout::of(&before.sources, &before.inventory);
    let Redrafted { inventory, problems, changed, drafts } =
        layout.edited(&before.sources, &before.inventory, edits)?;
    let edited = before.sources.iter().zip(edits).map(|((_, source), (_, edits))| {
        SourceFile::new(source.name.clone(), edits.apply(&source.text).unwrap())
    });
    let sources = Sources::new(edited);
    let whole = resource::load(&sources);
    assert_eq!(problems, whole.problems.len(), "{edits:?}");
    assert_eq!(inventory.resources.len(), whole.resources.len(), "{edits:?}");
    for (drafted, read) in inventory.resources.iter().zip(whole.resources.iter()) {
        assert_eq!((drafted.id, &drafted.meta, drafted.file), (read.id, &read.meta, read.file), "{edits:?}");
        assert_eq!(drafted.value, read.value, "{edits:?}");
        assert!(is_alike(&drafted.root, &read.root), "{edits:?}");
    }
    let both = changed.iter().flat_map(|&id| [before.inventory.get(id), inventory.get(id)]);
    let both: Vec<_> = both.flatten().collect();
    let again = before.mesh.again(&inventory, both.iter().map(|resource| &*resource.value));
    assert_eq!(again, Mesh::build(&inventory), "{edits:?}");
    if let Some((files, beside)) = drafts.beside(&before.sources, &before.inventory, &inventory) {
        let calls = before.connections.iter().map(|connection| connection.call.clone());
        let connections: Vec<_> = calls.map(|call| Connection::of(&again, call)).collect();
        let [short, whole] = [(&files, &beside), (&sources, &whole)]
            .map(|(sources, inventory)| Context::new(sources, inventory, &again, &connections));
        assert_eq!(said(lint::run(&short)), said(lint::run(&whole)), "{edits:?}");
        let silent = |findings: Vec<Finding>| findings.into_iter().filter(|it| it.connections.is_empty());
        let [few, all] = [lint::beside_calls(&short), lint::run(&short)].map(|all| said(silent(all)));
        assert_eq!(few, all, "{edits:?}");
    }
    Some(goes_as_before(before, &again, &both))
}

/// What rules say, without where.
fn said(findings: impl IntoIterator<Item = Finding>) -> Vec<String> {
    let said = |it: Finding| format!("{:?} {:?} {:?}", it.rule.code, it.message, it.connections);
    let mut said: Vec<_> = findings.into_iter().map(said).collect();
    said.sort();
    said
}

/// Checks that the calls which never looked where something changed go as they went, and gives how many; and that those
/// end as they ended that never looked where something decides.
fn goes_as_before(before: &Analysis, after: &Mesh, changed: &[&Loaded<Resource>]) -> usize {
    let Some(reach) = before.mesh.reach(after, changed.iter().copied()) else { return 0 };
    let unmoved = before.connections.iter().filter(|it| !it.looked.meets(&reach));
    let check = |Connection { call, verdict, .. }: &Connection| {
        assert_eq!(evaluate(after, call), **verdict, "{changed:?}");
    };
    let now = before.mesh.calls.iter().map(|call| reach.call_now(call).unwrap_or(call));
    assert!(now.eq(after.calls.iter()), "{changed:?}");
    let rest = before.connections.iter().filter(|it| it.looked.meets(&reach));
    for Connection { call, verdict, .. } in rest.filter(|it| !it.looked.meets_what_decides(&reach)) {
        assert_eq!(ends(&evaluate(after, call)), ends(verdict), "{changed:?}");
    }
    unmoved.map(check).count()
}

/// What comes of a call, without how it is explained.
fn ends(verdict: &Verdict) -> (Option<CallOutcome>, Vec<impl PartialEq + Debug>) {
    let end = |it: &Endpoint| (it.server, it.port, it.sent, it.mode, it.outcome, it.peer);
    (verdict.outcome, verdict.endpoints.iter().map(end).collect())
}

/// Whether two trees say the same, wherever they stand.
fn is_alike(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_alike(one, other))
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            let mut entries = one.iter().zip(other);
            one.len() == other.len()
                && entries.all(|(one, other)| one.key == other.key && is_alike(&one.value, &other.value))
        }
        (one, other) => one == other,
    }
}
