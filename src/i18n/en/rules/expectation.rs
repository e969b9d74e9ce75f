//! English documentation of the rules about expectations.

use crate::i18n::text::RuleText;

pub(super) const UNEXPECTED_OUTCOME: RuleText = RuleText {
    what: "A `Traffic` with `expect` names an outcome, and the call ends otherwise.",
    why: "Expectations make manifests testable: in a pipeline `check` is a unit test of the mesh's policies, and \
          `check --format junit` gives one test case for each of them. A failure that is expected is no error.",
    fix: "Change the policy that decides, which the finding names, or the expectation if that is what changed.",
    verify: "Make the call from a pod of the client, as the commands of the connection do.",
};

pub(super) const UNKNOWN_EXPECTATION: RuleText = RuleText {
    what: "`expect` of a `Traffic` is a word that names no outcome.",
    why: "Nothing can end so, and nobody would notice when the call breaks.",
    fix: "Use one of `mtls`, `plaintext`, `tls`, `refused`, `garbled`, `protocol-error`, `denied`, `hangs`, \
          `no-endpoint`, `no-cluster`, `no-route`, `unreachable`, `no-filter-chain`, `blackhole`, `redirect`, \
          `direct-response`, `no-listener`, or `mixed` where endpoints differ.",
    verify: "`mtls-playground check --format json` shows the outcome of the call.",
};
