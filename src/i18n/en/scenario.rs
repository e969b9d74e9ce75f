//! English titles of examples, and what to look at in them.

use super::En;
use crate::i18n::text::{ExampleText, ScenarioText};

impl ScenarioText for En {
    fn example_start(&self) -> ExampleText {
        ExampleText {
            title: "Three calls, three outcomes",
            look: "One call is mutual TLS, one is plaintext, one is refused: which line makes the difference?",
        }
    }

    fn example_disable_to_strict(&self) -> ExampleText {
        ExampleText {
            title: "STRICT is on, and 503s began",
            look: "A DestinationRule from before the mesh still turns TLS off for a server that now accepts only mutual TLS.",
        }
    }

    fn example_no_auto_mtls(&self) -> ExampleText {
        ExampleText {
            title: "A mesh without auto mTLS",
            look: "The mesh config turns auto mTLS off: cart has a rule with ISTIO_MUTUAL, payments has none and is refused.",
        }
    }

    fn example_selector_typo(&self) -> ExampleText {
        ExampleText {
            title: "A selector with a typo",
            look: "The STRICT policy selects no pod, so plaintext from outside the mesh still reaches payments.",
        }
    }

    fn example_no_sidecar(&self) -> ExampleText {
        ExampleText {
            title: "Client and server without a sidecar",
            look: "reports has no sidecar and is refused; cache has none and receives TLS that it cannot read.",
        }
    }

    fn example_telemetry_collector(&self) -> ExampleText {
        ExampleText {
            title: "A telemetry collector under STRICT",
            look: "DISABLE in the rule is not enough: the collector still accepts only mutual TLS. Compare the ways out, and whom each one lets in.",
        }
    }

    fn example_three_tier_blog(&self) -> ExampleText {
        ExampleText {
            title: "A blog behind nginx, with its database outside",
            look: "Which hops are mutual TLS? nginx keeps the outside Host header, so its call to was takes no route of the mesh.",
        }
    }

    fn example_first_steps(&self) -> ExampleText {
        ExampleText {
            title: "First steps in a mesh",
            look: "Four calls fail, each in a way that beginners meet: a missing subset, a subset without pods, MySQL and a pod without a sidecar.",
        }
    }

    fn example_every_feature(&self) -> ExampleText {
        ExampleText {
            title: "Every feature at once",
            look: "The same request with another path, method or token: which resource decides each time?",
        }
    }
}
