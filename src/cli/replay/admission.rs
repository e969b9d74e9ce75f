//! What a cluster would say to the documents of a scenario.

use super::texts;
use super::wire::Admission;
use mtls_playground::lint::Message;
use mtls_playground::resource::admission::review;
use mtls_playground::resource::{Fault, Inventory, Loaded, Resource};

/// One answer for each document: for resources what the cluster says, for all else why there is no resource.
pub(super) fn answers(inventory: &Inventory) -> Vec<Admission> {
    let resources = inventory.resources.iter().map(|resource| ((resource.file, resource.span), of(resource)));
    let unread = inventory
        .problems
        .iter()
        .filter(|problem| problem.resource.is_none() && problem.fault != Fault::Replaced)
        .map(|problem| ((problem.at.file, problem.at.span), unreadable(&problem.fault)));
    let mut answers: Vec<_> = resources.chain(unread).collect();
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn of(resource: &Loaded<Resource>) -> Admission {
    let review = review(&resource.root);
    Admission {
        kind: resource.meta.kind.clone(),
        namespace: resource.meta.namespace.clone(),
        name: resource.meta.name.clone(),
        accepted: review.accepted,
        messages: review.messages.iter().map(|objection| texts().objection(objection)).collect(),
    }
}

fn unreadable(fault: &Fault) -> Admission {
    let [kind, namespace, name] = [const { String::new() }; 3];
    Admission {
        kind,
        namespace,
        name,
        accepted: false,
        messages: vec![texts().message(&Message::Fault(fault.clone()))],
    }
}
