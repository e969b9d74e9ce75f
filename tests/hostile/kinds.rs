//! Texts with resources of one kind, or with one list of one resource, as many as there is room for, that all have to do
//! with each other.

#![allow(clippy::too_many_lines, reason = "they are lists")]

mod calls;
mod destinations;
mod gateway_api;
mod gateways;
mod misnamed;
mod pods;
mod policies;
mod routes;

use super::{meshed, number, resource};
use std::fmt::Display;

const SECURITY: &str = "security.istio.io/v1";
const API: &str = "gateway.networking.k8s.io/v1";
const OLD_API: &str = "gateway.networking.k8s.io/v1beta1";
const INGRESS: &str = "networking.k8s.io/v1";
const PICKED: &str = "selector: { matchLabels: { a: b } }";
const PORT: &str = "{ number: 80, name: h, protocol: HTTP }";
const STREAM: &str = "{ number: 80, name: t, protocol: TCP }";
const TO: &str = "route: [{ destination: { host: s0 } }]";

type Texts = Vec<(&'static str, String)>;

/// All of them, kind by kind: together they would be a gigabyte.
pub(super) const ALL: [fn(usize) -> Texts; 8] = [
    pods::texts,
    policies::texts,
    destinations::texts,
    routes::texts,
    gateways::texts,
    gateway_api::texts,
    calls::texts,
    misnamed::texts,
];

/// The texts that `parts` make of 0, 1, 2 …, one after another in equal shares of the size.
fn shares(size: usize, parts: &[&dyn Fn(usize) -> String]) -> String {
    parts.iter().map(|part| number(size / parts.len(), part)).collect()
}

/// A meshed pod behind a service, and what `part` makes of 0, 1, 2 …
fn many(size: usize, part: impl Fn(usize) -> String) -> String {
    meshed() + &number(size, part)
}

/// The same, with one resource that has a list of what `part` makes of 0, 1, 2 …
fn one(size: usize, group: &str, kind: &str, spec: &str, part: impl Fn(usize) -> String) -> String {
    meshed() + &resource(group, kind, "x", &spec.replace('…', &number(size, part)))
}

/// A meshed pod behind a service, and what each of `parts` makes of 0, 1, 2 …, in equal shares of the size.
fn together(size: usize, parts: &[&dyn Fn(usize) -> String]) -> String {
    meshed() + &shares(size, parts)
}

/// A resource whose `spec` has `…` where the next of `lists` goes.
fn filled(group: &str, kind: &str, name: &str, spec: &str, lists: &[String]) -> String {
    let places = spec.split('…');
    let written: String = places
        .zip(lists.iter().map(String::as_str).chain([""]))
        .flat_map(|(text, list)| [text, list])
        .collect();
    resource(group, kind, name, &written)
}

fn of(group: &'static str, kind: &'static str, spec: &'static str) -> impl Fn(usize) -> String + Copy {
    move |n| resource(group, kind, &format!("r{n}"), &spec.replace('#', &n.to_string()))
}

fn each(item: &'static str) -> impl Fn(usize) -> String + Copy {
    move |n| {
        format!(
            "{}, ",
            item.replace("#.#", &octets(n))
                .replace('%', &(n % 65_535 + 1).to_string())
                .replace('#', &n.to_string())
        )
    }
}

fn octets(n: usize) -> String {
    format!("{}.{}.{}", n / 65_536 % 256, n / 256 % 256, n % 256)
}

fn pod(n: impl Display) -> String {
    resource("v1", "Pod", &format!("p{n}"), "{ containers: [{ name: a }] }")
}

fn service(n: usize) -> String {
    super::service(n + 1)
}

/// A gateway with its service.
fn edge() -> String {
    let spec = "{ containers: [{ name: istio-proxy, args: [proxy, router] }] }";
    resource("v1", "Pod", "edge", spec) + &super::service(0)
}

fn router(n: usize) -> String {
    resource("v1", "Pod", &format!("e{n}"), "{ containers: [{ name: istio-proxy, args: [proxy, router] }] }")
}

fn namespace(n: usize) -> String {
    format!(
        "---\napiVersion: v1\nkind: Namespace\nmetadata: {{ name: n{n}, labels: {{ a: b, istio-injection: enabled }} }}\n"
    )
}

/// In a namespace of its own.
fn apart(group: &str, kind: &str, n: usize, spec: &str) -> String {
    format!(
        "---\napiVersion: {group}\nkind: {kind}\nmetadata: {{ name: x, namespace: n{n}, labels: {{ a: b }} }}\nspec: {spec}\n"
    )
}
