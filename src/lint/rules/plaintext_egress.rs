//! MP203: a request leaves the mesh in plaintext.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::{Origin, Payload};
use crate::resource::Ref;
use crate::verdict::{Connection, Outcome, Sent, Server};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::PlaintextEgress,
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

/// One finding for each destination, at the calls. Of bytes that are no HTTP nobody knows whether they are encrypted.
fn check(context: &Context) -> Vec<Finding> {
    let mut dialled: BTreeMap<String, Vec<&Ref>> = BTreeMap::new();
    for connection in context.connections {
        if let (Origin::Declared(by) | Origin::Inferred(by), true) =
            (&connection.call.origin, leaves_in_plaintext(context, connection))
        {
            let call = &connection.call;
            dialled.entry(format!("{}:{}", call.host, call.port)).or_default().push(by);
        }
    }
    let finding = |(dialled, calls): (String, Vec<&Ref>)| {
        let mut places = calls.into_iter().filter_map(|by| context.inventory.location(by));
        let message = Message::PlaintextEgress { dialled };
        Some(Finding::new(&RULE, Severity::Warning, message, places.next()?).and_at(places))
    };
    dialled.into_iter().filter_map(finding).collect()
}

/// Addresses that the text counts to the mesh are none of the outside, even if it knows no workload there.
fn leaves_in_plaintext(context: &Context, connection: &Connection) -> bool {
    let call = &connection.call;
    let leaves = call.payload == Payload::Http
        && connection.verdict.endpoints.iter().any(|end| {
            end.server == Server::External && end.sent == Sent::Plaintext && end.outcome == Outcome::Plaintext
        });
    // Looking up a name costs most, so it comes last.
    let service = || {
        let client = context.mesh.workload(call.from)?;
        context.mesh.service_dialled(client.namespace(), &call.host)
    };
    leaves && service().is_none_or(|service| service.resource.value.is_external())
}
