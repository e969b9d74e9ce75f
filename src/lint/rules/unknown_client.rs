//! MP302: a declared call whose client is not in the text.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::resource::Ref;

pub(super) static RULE: Rule = Rule {
    code: Code::UnknownClient,
    check: |context| context.mesh.lost_calls.iter().filter_map(|from| finding(context, from)).collect(),
    bad: "
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: checkout }
spec: { from: shop/fronted, to: payments.shop:8080 }
",
    good: "
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: checkout }
spec: { from: shop/frontend, to: payments.shop:8080 }
",
};

fn finding(context: &Context, from: &Ref) -> Option<Finding> {
    let resource = context.inventory.get(from.resource)?;
    let client = resource.root.at(&from.path)?.as_str()?.to_owned();
    let at = context.inventory.location(from)?;
    Some(Finding::new(&RULE, Severity::Warning, Message::UnknownClient { client }, at))
}
