//! What a fix would do, as the page shows it before it is applied.

use super::Row;
use crate::Analysis;
use crate::fix::{Fix, Flip};
use crate::mesh::Workload;
use crate::text::{DiffLine, Edits, Hunk};
use crate::verdict::Overall;
use std::rc::Rc;

/// A fix, drawn out.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The files that change.
    pub files: Vec<FileDiff>,
    /// What changes at connections: what breaks first, so that nobody overlooks it.
    pub flips: Vec<FlipRow>,
    /// How many connections stay as they are.
    pub unchanged: usize,
}

/// The changed lines of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDiff {
    /// Its name.
    pub name: Rc<str>,
    /// How many lines come.
    pub added: usize,
    /// How many lines go.
    pub removed: usize,
    /// The lines, with some around them.
    pub hunks: Vec<Hunk>,
}

/// A connection that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlipRow {
    /// The client.
    pub from: String,
    /// `host:port` as dialled.
    pub to: String,
    /// What was claimed.
    pub flip: Flip,
}

/// How many endpoints change in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Their number.
    pub count: usize,
    /// The outcome before.
    pub before: Overall,
    /// The outcome after.
    pub after: Overall,
}

/// Draws a fix of this analysis.
pub fn preview(analysis: &Analysis, fix: &Fix) -> Preview {
    let files = analysis.sources.iter().filter_map(|(id, source)| {
        let own = fix.edits.iter().filter(|edit| edit.file == id).map(|edit| edit.edit.clone());
        let hunks = Edits::new(own).ok()?.hunks(&source.text);
        let count = |of: fn(&DiffLine) -> bool| {
            hunks.iter().flat_map(|hunk| &hunk.lines).filter(|line| of(line)).count()
        };
        let added = count(|line| matches!(line, DiffLine::Added(_)));
        let removed = count(|line| matches!(line, DiffLine::Removed(_)));
        (!hunks.is_empty()).then(|| FileDiff { name: source.name.clone(), added, removed, hunks })
    });
    let breaking = fix.flips.iter().filter(|flip| flip.breaks());
    let others = fix.flips.iter().filter(|flip| !flip.breaks());
    let mut touched: Vec<usize> = fix.flips.iter().map(|flip| flip.connection).collect();
    touched.dedup();
    Preview {
        files: files.collect(),
        flips: breaking.chain(others).map(|flip| flip_row(analysis, flip)).collect(),
        unchanged: analysis.connections.len().saturating_sub(touched.len()),
    }
}

/// The connections that a fix of this analysis breaks.
pub fn broken(analysis: &Analysis, fix: &Fix) -> Vec<FlipRow> {
    fix.flips.iter().filter(|flip| flip.breaks()).map(|flip| flip_row(analysis, flip)).collect()
}

/// What a fix does in short: equal changes are counted together, what breaks comes last.
pub fn changes(fix: &Fix) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let breaking = fix.flips.iter().filter(|flip| flip.breaks());
    for flip in fix.flips.iter().filter(|flip| !flip.breaks()).chain(breaking) {
        let (before, after) = (flip.before.0, flip.after.0);
        match changes.iter_mut().find(|change| (change.before, change.after) == (before, after)) {
            Some(change) => change.count += 1,
            None => changes.push(Change { count: 1, before, after }),
        }
    }
    changes
}

/// What the row would be with the fix, if that is something else than now.
pub fn row_after(fix: &Fix, row: &Row) -> Option<Overall> {
    let own = |flip: &&Flip| {
        flip.connection == row.connection
            && if row.server.is_empty() {
                flip.server == format!("{}:{}", row.host, row.port)
            } else {
                *flip.server == *row.server
            }
    };
    fix.flips.iter().find(own).map(|flip| flip.after.0)
}

fn flip_row(analysis: &Analysis, flip: &Flip) -> FlipRow {
    let call = analysis.connections.get(flip.connection).map(|connection| &connection.call);
    let client = call.and_then(|call| analysis.mesh.workload(call.from));
    FlipRow {
        from: client.map(Workload::key).unwrap_or_default(),
        to: call.map(|call| format!("{}:{}", call.host, call.port)).unwrap_or_default(),
        flip: flip.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse;
    use crate::fix::for_one;
    use crate::text::SourceFile;
    use crate::verdict::Outcome;
    use crate::view::rows;

    const APPS: &str = "apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
";

    const POLICY: &str = "apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  trafficPolicy:
    tls:
      mode: DISABLE
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: web, namespace: shop }
spec: { from: shop/web, to: 'cart.shop:80' }
";

    #[test]
    fn a_fix_shows_its_lines_and_what_flips() {
        let analysis = analyse([SourceFile::new("apps.yaml", APPS), SourceFile::new("policy.yaml", POLICY)]);
        let fixes = for_one(&analysis.context(), &analysis.findings[0]);
        let fix = &fixes[0];
        let preview = preview(&analysis, fix);
        let names: Vec<&str> = preview.files.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["policy.yaml"], "a file that stays is not shown");
        assert_eq!(preview.files[0].added, 0, "{:?}", preview.files[0]);
        assert!(preview.files[0].removed > 0);
        assert_eq!((preview.flips.len(), preview.unchanged), (1, 0));
        assert_eq!((&*preview.flips[0].from, &*preview.flips[0].to), ("shop/web", "cart.shop:80"));
        let (before, after) = (Overall::Endpoints(Outcome::Refused), Overall::Endpoints(Outcome::Mtls));
        assert_eq!(changes(fix), [Change { count: 1, before, after }]);
        assert_eq!(row_after(fix, &rows(&analysis)[0]), Some(after));
    }

    #[test]
    fn a_row_that_stays_has_no_other_outcome() {
        let flip = Flip {
            connection: 3,
            server: "shop/cart".into(),
            before: (Overall::Endpoints(Outcome::Refused), false),
            after: (Overall::Endpoints(Outcome::Mtls), true),
        };
        let analysis = analyse([SourceFile::new("apps.yaml", APPS), SourceFile::new("policy.yaml", POLICY)]);
        let fixes = for_one(&analysis.context(), &analysis.findings[0]);
        let fix = Fix { flips: vec![flip], ..fixes[0].clone() };
        assert_eq!(row_after(&fix, &rows(&analysis)[0]), None);
    }
}
