//! MP506: a text that would exhaust memory.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity, faults};
use crate::mesh::Crowd;
use crate::resource::Ref;

pub(super) static RULE: Rule = Rule {
    code: Code::OversizedText,
    check: |context| {
        let of_the_text = faults::findings(context, &RULE, |_| Severity::Error);
        of_the_text.into_iter().chain(crowded(context)).collect()
    },
    bad: "
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
",
    good: "
apiVersion: v1
kind: ConfigMap
metadata: { name: words, namespace: shop }
data:
  a: &text some text that is used twice
  b: *text
",
};

/// What resources make too much of together, at the first of which too little is left.
fn crowded(context: &Context) -> Vec<Finding> {
    let finding = |(crowd, by): &(Crowd, Ref)| {
        let at = context.inventory.location(by)?;
        Some(Finding::new(&RULE, Severity::Error, Message::Crowded(*crowd), at))
    };
    context.mesh.crowded.iter().filter_map(finding).collect()
}

/// That rules did not look at everything, if they did not. Asked when they are through.
pub(in crate::lint) fn impatience(context: &Context) -> Option<Finding> {
    let first = context.inventory.resources.iter().next().filter(|_| !context.has_patience_for(0))?;
    let at = context.inventory.location(&first.whole())?;
    Some(Finding::new(&RULE, Severity::Error, Message::Crowded(Crowd::Suspects), at))
}
