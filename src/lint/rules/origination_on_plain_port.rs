//! MP117: a DestinationRule puts TLS on a port that is for plaintext everywhere else.

use crate::lint::set_aside::warning;
use crate::lint::{Code, Context, Finding, Message, Rule};
use crate::resource::ResourceId;
use crate::verdict::{Answer, Connection, Endpoint, Sent, Server};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::OriginationOnPlainPort,
    check,
    bad: "
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: rates, namespace: shop }
spec:
  hosts: [rates.example.com]
  location: MESH_EXTERNAL
  resolution: DNS
  ports: [{ number: 80, name: http, protocol: HTTP }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: rates, namespace: shop }
spec:
  host: rates.example.com
  trafficPolicy: { tls: { mode: SIMPLE, sni: rates.example.com } }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: rates }
spec: { from: shop/frontend, to: rates.example.com:80 }
",
    good: "
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: rates, namespace: shop }
spec:
  hosts: [rates.example.com]
  location: MESH_EXTERNAL
  resolution: DNS
  ports: [{ number: 80, name: http, protocol: HTTP, targetPort: 443 }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: rates, namespace: shop }
spec:
  host: rates.example.com
  trafficPolicy: { tls: { mode: SIMPLE, sni: rates.example.com } }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: rates }
spec: { from: shop/frontend, to: rates.example.com:80 }
",
};

/// Where nothing but plain HTTP is served outside.
const PLAIN: u16 = 80;

/// One finding for each rule.
fn check(context: &Context) -> Vec<Finding> {
    let mut rules: BTreeMap<ResourceId, String> = BTreeMap::new();
    for connection in context.connections {
        for endpoint in connection.verdict.endpoints.iter().filter(|end| is_plain_port(end)) {
            let host = &connection.call.host;
            if let Some(rule) = rule(connection, endpoint) {
                rules.entry(rule).or_insert_with(|| format!("{host}:{}", endpoint.port));
            }
        }
    }
    let finding = |(rule, dialled): (ResourceId, String)| {
        let rule = context.inventory.get(rule)?;
        let message = Message::OriginationOnPlainPort { rule: rule.meta.key(), dialled };
        warning(context, &RULE, (rule, "spec.trafficPolicy.tls"), message, None)
    };
    rules.into_iter().filter_map(finding).collect()
}

fn is_plain_port(endpoint: &Endpoint) -> bool {
    let originated = matches!(endpoint.sent, Sent::Tls | Sent::MutualTls);
    endpoint.server == Server::External && endpoint.port == PLAIN && originated
}

/// The DestinationRule that decided what is sent.
fn rule(connection: &Connection, endpoint: &Endpoint) -> Option<ResourceId> {
    let mut steps = connection.verdict.path(Some(endpoint));
    let step = steps.rfind(|step| matches!(step.answer, Answer::DestinationRule(_)))?;
    Some(step.decided_by.as_ref()?.resource)
}
