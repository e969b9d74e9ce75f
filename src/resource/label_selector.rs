//! Selectors of Kubernetes, with expressions.

use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A label selector: ALL of the labels and ALL of the expressions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelSelector {
    /// `matchLabels`.
    pub labels: BTreeMap<String, String>,
    /// `matchExpressions`.
    pub expressions: Vec<LabelExpression>,
}

/// An entry of `matchExpressions`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelExpression {
    /// `key`.
    pub key: String,
    /// `operator`.
    pub operator: LabelOperator,
    /// `values`.
    pub values: Vec<String>,
}

/// `operator` of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[expect(missing_docs, reason = "the names are Kubernetes' own")]
pub enum LabelOperator {
    In,
    NotIn,
    Exists,
    DoesNotExist,
}

impl LabelSelector {
    /// Whether something with these labels is selected.
    pub fn matches(&self, labels: &BTreeMap<String, String>) -> bool {
        self.labels.iter().all(|(key, value)| labels.get(key) == Some(value))
            && self.expressions.iter().all(|expression| expression.matches(labels.get(&expression.key)))
    }
}

impl LabelExpression {
    fn matches(&self, label: Option<&String>) -> bool {
        let listed = label.is_some_and(|label| self.values.contains(label));
        match self.operator {
            LabelOperator::In => listed,
            LabelOperator::NotIn => !listed,
            LabelOperator::Exists => label.is_some(),
            LabelOperator::DoesNotExist => label.is_none(),
        }
    }
}

/// A selector as it is written.
#[apply(wire)]
pub(super) struct LabelSelectorWire {
    match_labels: BTreeMap<String, String>,
    match_expressions: Vec<ExpressionWire>,
}

#[apply(wire)]
struct ExpressionWire {
    key: String,
    operator: Option<LabelOperator>,
    values: Vec<String>,
}

impl From<LabelSelectorWire> for LabelSelector {
    fn from(wire: LabelSelectorWire) -> Self {
        let expression = |wire: ExpressionWire| {
            let operator = wire.operator.unwrap_or(LabelOperator::In);
            LabelExpression { key: wire.key, operator, values: wire.values }
        };
        Self {
            labels: wire.match_labels,
            expressions: wire.match_expressions.into_iter().map(expression).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LabelOperator::{DoesNotExist, Exists, In, NotIn};
    use test_case::test_case;

    #[test_case(In, Some("a"), true)]
    #[test_case(In, Some("b"), false)]
    #[test_case(In, None, false; "absent is not in")]
    #[test_case(NotIn, Some("a"), false)]
    #[test_case(NotIn, None, true; "absent is not in either")]
    #[test_case(Exists, Some(""), true)]
    #[test_case(Exists, None, false; "absent does not exist")]
    #[test_case(DoesNotExist, None, true)]
    #[test_case(DoesNotExist, Some("a"), false; "present exists")]
    fn expressions(operator: LabelOperator, label: Option<&str>, expected: bool) {
        let expression = LabelExpression { key: "k".to_owned(), operator, values: vec!["a".to_owned()] };
        let selector = LabelSelector { labels: BTreeMap::new(), expressions: vec![expression] };
        let labels = label.map(|label| ("k".to_owned(), label.to_owned())).into_iter().collect();
        assert_eq!(selector.matches(&labels), expected);
    }
}
