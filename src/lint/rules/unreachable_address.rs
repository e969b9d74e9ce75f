//! MP108: nothing answers at the dialled address.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::UnreachableAddress,
    check: |context| {
        let questions = [Question::Destination];
        failures::by_decider(context, &RULE, &questions, |_, dialled| Message::UnreachableAddress { dialled })
    },
    bad: "
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: probe }
spec: { from: shop/frontend, to: payments.shop:9090 }
",
    good: "
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: probe }
spec: { from: shop/frontend, to: payments.shop:8080 }
",
};
