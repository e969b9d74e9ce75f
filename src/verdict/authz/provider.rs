//! CUSTOM policies: an external provider decides about what they match (AZ-9, AZ-10a).

use super::access::Seen;
use super::attach::Attached;
use super::matching::matching_rule;
use crate::resource::{AuthorizationAction, ProviderKind};
use crate::verdict::{Answer, AuthorizationAnswer, Because, Ignored, Step};
use crate::yaml::Path;

/// What came of asking.
pub(super) struct Asked {
    /// The step that tells it.
    pub(super) step: Step,
    /// Whether it may go on. A provider that is there is taken to say yes: nobody here can know.
    pub(super) admitted: bool,
}

/// Asks the provider, if a CUSTOM policy matches. A workload has one: with a second one, or without the one that is
/// named, what matches is refused.
pub(super) fn ask(attached: &Attached, seen: &Seen) -> Option<Asked> {
    let custom = || attached.policies.iter().filter(|it| it.value.action == AuthorizationAction::Custom);
    let (policy, rule) = custom().find_map(|policy| Some((policy, matching_rule(policy, seen)?)))?;
    let key = policy.meta.key();
    let provider = policy.value.provider.clone().unwrap_or_default();
    let several = custom().any(|other| other.value.provider != policy.value.provider);
    let known = seen.settings.extension_providers.iter().find(|known| known.name == provider);
    let (answer, admitted) = match known.map(|known| known.kind) {
        _ if several => (AuthorizationAnswer::SeveralProviders { policy: key }, false),
        // A provider of requests is not asked about connections.
        Some(ProviderKind::HttpAuthorizer) if seen.request.is_none() => return None,
        Some(ProviderKind::HttpAuthorizer | ProviderKind::GrpcAuthorizer) => {
            (AuthorizationAnswer::Asked { policy: key, provider: provider.clone() }, true)
        }
        Some(ProviderKind::Other) | None => {
            (AuthorizationAnswer::NoProvider { policy: key, provider: provider.clone() }, false)
        }
    };
    let others = custom().filter(|other| other.id != policy.id);
    let others = others.map(|other| Ignored { by: other.whole(), because: Because::SharesProvider });
    let named = seen.settings.source.clone().filter(|_| known.is_some());
    let named = named.map(|by| Ignored { by, because: Because::NamesProvider(provider) });
    let step = Step::new(Answer::Authorization(answer))
        .by(policy.at(Path::of("spec.rules").index(rule)))
        .beating(others.chain(named).collect());
    Some(Asked { step, admitted })
}
