//! What the cluster would say to the documents, as far as the text has not told it already.

use super::{Context, Finding, Message, Rule, Severity};
use crate::order;
use crate::resource::admission::{Objection, Review};
use crate::resource::{Ref, ResourceId};

/// One finding for each objection that `of` takes out of a review.
pub(super) fn findings(
    context: &Context,
    rule: &'static Rule,
    severity: Severity,
    of: fn(&Review) -> &[Objection],
) -> Vec<Finding> {
    // A field of which the reader has said that it is wrong need not be refused again.
    let told = order::set(
        context.inventory.problems.iter().filter_map(|problem| Some((problem.resource?, &problem.path))),
    );
    let finding = |resource: ResourceId, objection: &Objection| {
        let by = Ref { resource, path: objection.path.clone() };
        let at = context.inventory.location(&by)?;
        Some(Finding::new(rule, severity, Message::Objection(objection.clone()), at))
    };
    let reviews = context.inventory.reviews.iter();
    reviews
        .flat_map(|(resource, review)| of(review).iter().map(|objection| (*resource, objection)))
        .filter(|(resource, objection)| !told.contains(&(*resource, &objection.path)))
        .filter_map(|(resource, objection)| finding(resource, objection))
        .collect()
}
