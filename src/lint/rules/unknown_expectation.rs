//! MP602: an expectation that is no outcome.

use super::unexpected_outcome::written;
use crate::lint::expectation::{Expectation, expectation};
use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::verdict::Connection;

pub(super) static RULE: Rule = Rule {
    code: Code::UnknownExpectation,
    check: |context| context.connections.iter().filter_map(|it| finding(context, it)).collect(),
    bad: "
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: checkout }
spec: { from: shop/frontend, to: payments.shop:8080, expect: mTLS }
",
    good: "
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: checkout }
spec: { from: shop/frontend, to: payments.shop:8080, expect: mtls }
",
};

fn finding(context: &Context, connection: &Connection) -> Option<Finding> {
    let Some(Expectation::Unknown(word)) = expectation(connection) else { return None };
    let at = context.inventory.location(&written(context, connection)?)?;
    let message = Message::UnknownExpectation { word: word.to_owned() };
    Some(Finding::new(&RULE, Severity::Error, message, at))
}
