//! Which rows are shown.

use super::{Row, RowOutcome};
use crate::order;
use crate::symptom::Search;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What the rows must match. An empty part matches everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of outcomes (`refused`, `no-cluster` …); any of them.
    pub outcomes: BTreeSet<&'static str>,
    /// A namespace of the client or of the server.
    pub namespace: Option<String>,
    /// Words that must all occur somewhere in the row, in any case.
    pub text: String,
}

impl Filter {
    /// The rows that match, in their order.
    pub fn apply(&self, rows: &[Rc<Row>]) -> Vec<Rc<Row>> {
        let words: Vec<String> = self.text.split_whitespace().map(str::to_ascii_lowercase).collect();
        rows.iter().filter(|row| self.matches(row, &words)).cloned().collect()
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty() && self.namespace.is_none() && self.text.trim().is_empty()
    }

    /// The filter with this outcome switched on or off.
    #[must_use]
    pub fn toggled(mut self, outcome: RowOutcome) -> Self {
        if !self.outcomes.remove(outcome.as_str()) {
            self.outcomes.insert(outcome.as_str());
        }
        self
    }

    fn matches(&self, row: &Row, words: &[String]) -> bool {
        (self.outcomes.is_empty() || self.outcomes.contains(row.outcome.as_str()))
            && self.namespace.as_ref().is_none_or(|namespace| row_namespaces(row).any(|own| own == namespace))
            && matches_words(row, words)
    }
}

/// Leaves the rows that would show an error, the likeliest first; all of them where none would.
pub fn showing(rows: &mut Vec<Rc<Row>>, search: &Search) {
    let ends = search.hits.iter().map(|hit| (hit.connection, hit.endpoint));
    let ranks = order::map(ends.enumerate().map(|(rank, end)| (end, rank)));
    if ranks.is_empty() {
        return;
    }
    let rank = |row: &Rc<Row>| ranks.get(&(row.connection, row.endpoint)).copied();
    rows.retain(|row| rank(row).is_some());
    order::sort_by_key(rows, rank);
}

/// How many rows have an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutcomeCount {
    /// The outcome.
    pub outcome: RowOutcome,
    /// Its rows.
    pub rows: usize,
}

/// The outcomes that occur, worst first.
pub fn count_outcomes(rows: &[Rc<Row>]) -> Vec<OutcomeCount> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry((row.outcome.rank(), row.outcome)).or_insert(0) += 1;
    }
    counts.into_iter().map(|((_, outcome), rows)| OutcomeCount { outcome, rows }).collect()
}

/// The namespaces of all clients and servers, sorted.
pub fn namespaces(rows: &[Rc<Row>]) -> Vec<String> {
    let names = order::set(rows.iter().flat_map(|row| row_namespaces(row)));
    names.into_iter().map(str::to_owned).collect()
}

fn row_namespaces(row: &Row) -> impl Iterator<Item = &str> {
    [&row.from, &row.server]
        .into_iter()
        .filter_map(|name| name.split_once('/'))
        .map(|(namespace, _)| namespace)
}

fn matches_words(row: &Row, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = searchable(row);
    words.iter().all(|word| text.contains(word))
}

/// Everything that a row shows and that is not translated.
fn searchable(row: &Row) -> String {
    let decided =
        row.decided.as_ref().map(|by| format!("{} {}", by.name, by.place.label())).unwrap_or_default();
    let sent =
        row.sent.map(|(sent, mode)| format!("{} {}", sent.as_str(), mode.as_str())).unwrap_or_default();
    let text = format!(
        "{} {}:{} {} {} {sent} {decided}",
        row.from,
        row.host,
        row.port,
        row.server,
        row.outcome.as_str()
    );
    text.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symptom::{Cause, Hit};
    use crate::verdict::{CallOutcome, Mode, Outcome, Sent};
    use test_case::test_case;

    fn row(from: &str, host: &str, server: &str, outcome: RowOutcome) -> Rc<Row> {
        Rc::new(Row {
            key: Rc::from(format!("{from} {host}")),
            connection: 0,
            endpoint: Some(0),
            from: from.into(),
            host: host.into(),
            port: 8080,
            path: None,
            server: server.into(),
            outcome,
            sent: Some((Sent::Plaintext, Mode::Strict)),
            decided: None,
        })
    }

    fn sample() -> Vec<Rc<Row>> {
        vec![
            row("shop/web", "cart.shop", "shop/cart", RowOutcome::Endpoint(Outcome::Refused)),
            row("edge/nginx", "web.shop", "shop/web", RowOutcome::Endpoint(Outcome::Plaintext)),
            row("shop/web", "reviews", "", RowOutcome::Call(CallOutcome::NoCluster)),
            row("shop/web", "api.example", "external", RowOutcome::Endpoint(Outcome::Plaintext)),
        ]
    }

    fn hosts(filter: &Filter) -> Vec<String> {
        filter.apply(&sample()).iter().map(|row| row.host.to_string()).collect()
    }

    #[test_case("", &["cart.shop", "web.shop", "reviews", "api.example"]; "nothing asked, everything shown")]
    #[test_case("CART", &["cart.shop"]; "any case")]
    #[test_case("edge strict", &["web.shop"]; "every word")]
    #[test_case("no-cluster", &["reviews"]; "the word of the outcome")]
    #[test_case("cart:9090", &[]; "another port")]
    fn words(text: &str, expected: &[&str]) {
        assert_eq!(hosts(&Filter { text: text.into(), ..Filter::default() }), expected);
    }

    #[test]
    fn outcomes_switch_on_and_off() {
        let refused = Filter::default().toggled(RowOutcome::Endpoint(Outcome::Refused));
        assert_eq!(hosts(&refused), ["cart.shop"]);
        let both = refused.clone().toggled(RowOutcome::Call(CallOutcome::NoCluster));
        assert_eq!(hosts(&both), ["cart.shop", "reviews"]);
        assert!(refused.toggled(RowOutcome::Endpoint(Outcome::Refused)).is_empty());
    }

    #[test]
    fn a_namespace_is_that_of_client_or_server() {
        assert_eq!(namespaces(&sample()), ["edge", "shop"]);
        let edge = Filter { namespace: Some("edge".into()), ..Filter::default() };
        assert_eq!(hosts(&edge), ["web.shop"]);
    }

    #[test]
    fn rows_that_show_an_error_come_in_the_order_of_their_likelihood() {
        let mut rows = sample();
        let hit = |connection, endpoint| Hit { connection, endpoint, cause: Cause::App, exact: true };
        showing(&mut rows, &Search::default());
        assert_eq!(rows.len(), 4, "an error that nothing shows hides nothing");
        let all = rows.iter().enumerate().map(|(index, row)| Row { connection: index, ..Row::clone(row) });
        rows = all.map(Rc::new).collect();
        let hits = vec![hit(3, Some(0)), hit(0, Some(0)), hit(1, None)];
        showing(&mut rows, &Search { hits, ..Search::default() });
        let hosts: Vec<&str> = rows.iter().map(|row| &*row.host).collect();
        assert_eq!(hosts, ["api.example", "cart.shop"]);
    }

    #[test]
    fn counts_come_worst_first() {
        let counts: Vec<_> =
            count_outcomes(&sample()).iter().map(|count| (count.outcome.as_str(), count.rows)).collect();
        assert_eq!(counts, [("refused", 1), ("no-cluster", 1), ("plaintext", 2)]);
    }
}
