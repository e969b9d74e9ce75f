//! English sentences for what changes nothing.

use crate::lint::{AnnotationFlaw, InjectionPlace, NoEffect, Shadow};

/// The sentence.
pub(super) fn sentence(what: &NoEffect) -> String {
    match what {
        NoEffect::Shadowed { kind, resource, by, than } => {
            let why = match by {
                Shadow::Older => format!("{than} is older, and the oldest counts"),
                Shadow::EarlierName => {
                    format!("no creation time tells it from {than}, whose name comes first")
                }
                Shadow::Younger => format!("{than} is younger, and the two cannot be merged"),
                Shadow::OlderPolicy => format!("{than} is older, and only its traffic policy counts"),
                Shadow::SameHost => format!("{than} is older and has the same host on the same port"),
                Shadow::SamePort => {
                    format!("{than} is older and speaks another protocol on the same port")
                }
                Shadow::EarlierRoutes => format!("{than} has the same host, and its routes come first"),
                Shadow::EarlierNamespace => format!("the clients ask the namespace of {than} first"),
            };
            format!("{kind} {resource} has no effect on any call here: {why}.")
        }
        NoEffect::SelectorInRoot { policy } => format!(
            "PeerAuthentication {policy} has no effect: in the root namespace one with a selector counts for no pod."
        ),
        NoEffect::HostOfNothing { kind, rule, host, meant: Some(meant) } => {
            format!("{kind} {rule} has no effect: {host} is taken as it stands, and the service is {meant}.")
        }
        NoEffect::HostOfNothing { kind, rule, host, meant: None } => {
            format!("{kind} {rule} has no effect: {host} is the name of no service.")
        }
        NoEffect::UnconsultedRule { rule } => format!(
            "DestinationRule {rule} has no effect: clients look in their own namespace, in that of the service and in the root namespace."
        ),
        NoEffect::HiddenRule { kind, rule, by_default: false } => format!(
            "{kind} {rule} has no effect: it is exported to no namespace whose clients call this host."
        ),
        NoEffect::HiddenRule { kind, rule, by_default: true } => {
            format!("{kind} {rule} has no effect: it stays in its namespace, as the mesh config has it.")
        }
        NoEffect::UnknownGateway { route, gateway, meant } => {
            let meant = meant.as_ref().map_or_else(String::new, |meant| format!(" The Gateway is {meant}."));
            format!("VirtualService {route} is for Gateway {gateway}, which is not here.{meant}")
        }
        NoEffect::MissingWaypoint { waypoint, exists: false } => {
            format!("There is no waypoint {waypoint}, so nothing stands in front of what this label is for.")
        }
        NoEffect::MissingWaypoint { waypoint, exists: true } => {
            format!("Waypoint {waypoint} takes nothing of this namespace, so calls go past it.")
        }
        NoEffect::MeaninglessInjection { key, value, known: [yes, no] } => {
            format!("{key} has the value “{value}”; only {yes} and {no} mean something.")
        }
        NoEffect::MisplacedInjection { key, place } => match place {
            InjectionPlace::Template => {
                format!("{key} has no effect here: what counts are the labels of the pod template.")
            }
            InjectionPlace::PodLabel => {
                format!("{key} has no effect here: it must be a label of the pod.")
            }
            InjectionPlace::NamespaceLabel => {
                format!("{key} has no effect here: it must be a label of the Namespace.")
            }
        },
        NoEffect::IgnoredAnnotation { key, flaw } => match flaw {
            AnnotationFlaw::Unknown(meant) => format!("Nobody reads {key}. Did you mean {meant}?"),
            AnnotationFlaw::Template => {
                format!("{key} has no effect here: it must be an annotation of the pod template.")
            }
            AnnotationFlaw::Label => format!("{key} has no effect as an annotation: it is a label."),
            AnnotationFlaw::Annotation => format!("{key} has no effect as a label: it is an annotation."),
        },
        NoEffect::UnreadSecret { secret, gateway, namespace } => format!(
            "Gateway {gateway} cannot use {secret}: its pods are in {namespace}, and read only what is there."
        ),
        NoEffect::LiteralStar { kind, resource, field, written, meant } => {
            let meant = meant.as_ref().map_or_else(String::new, |meant| format!(" Did you mean {meant}?"));
            format!(
                "{kind} {resource} has {written} in {field}, where this * stands for nothing but itself, so that hardly anything matches.{meant}"
            )
        }
    }
}
