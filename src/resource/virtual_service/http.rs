//! `http` rules of a VirtualService.

use super::Destination;
use crate::resource::TextMatch;
use std::collections::BTreeMap;
use std::time::Duration;

/// An entry of `http`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HttpRule {
    /// `name`.
    pub name: Option<String>,
    /// `match`: ANY of these; empty means every request (VS-14).
    pub matches: Vec<HttpMatch>,
    /// What happens to a request that matches.
    pub action: HttpAction,
    /// `rewrite` (VS-16).
    pub rewrite: Option<Rewrite>,
    /// `headers`: what the proxy changes about request and response.
    pub headers: HeaderOperations,
    /// `fault`.
    pub fault: HttpFault,
    /// `mirror` and `mirrors`.
    pub mirrors: Vec<Mirror>,
    /// `timeout`.
    pub timeout: Option<Duration>,
    /// `retries`; absent means the default (VS-15).
    pub retries: Option<Retries>,
}

/// What happens to a request (VS-13).
#[derive(Clone, Debug, PartialEq)]
pub enum HttpAction {
    /// `route`: it goes on, to one of these by weight (VS-9). Without any there is no route.
    Route(Vec<HttpDestination>),
    /// `redirect`: the proxy sends the client elsewhere.
    Redirect(Redirect),
    /// `directResponse`: the proxy answers itself, with this status.
    DirectResponse(u16),
    /// `delegate`: another VirtualService says (VS-12).
    Delegate(DelegateName),
}

impl Default for HttpAction {
    fn default() -> Self {
        Self::Route(Vec::new())
    }
}

/// A condition on a request: ALL of the fields that are set (VS-11).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpMatch {
    /// `name`.
    pub name: Option<String>,
    /// `uri`, compared without the query (VS-11a).
    pub uri: Option<TextMatch>,
    /// `ignoreUriCase`; never affects a regular expression (VS-11a).
    pub ignore_uri_case: bool,
    /// `scheme`.
    pub scheme: Option<TextMatch>,
    /// `method`.
    pub method: Option<TextMatch>,
    /// `authority`, as sent, port included (VS-11a).
    pub authority: Option<TextMatch>,
    /// `headers` by name.
    pub headers: BTreeMap<String, TextMatch>,
    /// `withoutHeaders` by name: none of these may match; a missing header is an empty text (VS-11a).
    pub without_headers: BTreeMap<String, TextMatch>,
    /// `queryParams` by name.
    pub query: BTreeMap<String, TextMatch>,
    /// What can be decided without a request.
    pub client: ClientMatch,
}

/// The part of a match that the client decides, not its request (VS-11).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientMatch {
    /// `port`: the port that the client dials.
    pub port: Option<u16>,
    /// `sourceLabels`.
    pub labels: BTreeMap<String, String>,
    /// `sourceNamespace`.
    pub namespace: Option<String>,
    /// `gateways` as written; empty means those of the VirtualService.
    pub gateways: Vec<String>,
}

/// An entry of `route`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpDestination {
    /// `destination`.
    pub destination: Destination,
    /// `weight`; 0 where absent, which means everything for the only destination and nothing for one of several.
    pub weight: u32,
    /// `headers`.
    pub headers: HeaderOperations,
}

/// `redirect`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirect {
    /// The path to go to; `None` keeps it.
    pub to: Option<RedirectTo>,
    /// `authority`.
    pub authority: Option<String>,
    /// `scheme`.
    pub scheme: Option<String>,
    /// `port` or `derivePort`.
    pub port: Option<RedirectPort>,
    /// `redirectCode`; 301 where absent.
    pub code: Option<u16>,
}

/// The path of a redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedirectTo {
    /// `uri`: this path.
    Uri(String),
    /// `prefixRewrite`: the matched prefix becomes this.
    Prefix(String),
}

/// The port of a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectPort {
    /// `port`.
    Number(u16),
    /// `derivePort: FROM_PROTOCOL_DEFAULT`.
    Default,
    /// `derivePort: FROM_REQUEST_PORT`.
    OfRequest,
}

/// `delegate`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DelegateName {
    /// `name`.
    pub name: String,
    /// `namespace`; `None` means that of the VirtualService which delegates (VS-12a).
    pub namespace: Option<String>,
}

/// `rewrite`: what the server gets to see (VS-16).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewrite {
    /// `uri` or `uriRegexRewrite`.
    pub uri: Option<UriRewrite>,
    /// `authority`.
    pub authority: Option<String>,
}

/// How the path is rewritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriRewrite {
    /// `uri`: replaces the matched prefix, or the whole path of any other match.
    Replace(String),
    /// `uriRegexRewrite`: every part that the expression finds.
    Regex {
        /// `match`.
        expression: String,
        /// `rewrite`, with `\1` for groups.
        replacement: String,
    },
}

/// `headers`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderOperations {
    /// `request`.
    pub request: HeaderEdits,
    /// `response`.
    pub response: HeaderEdits,
}

/// Changes of headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderEdits {
    /// `set`: replaces or adds.
    pub set: BTreeMap<String, String>,
    /// `add`: appends.
    pub add: BTreeMap<String, String>,
    /// `remove`.
    pub remove: Vec<String>,
}

/// `fault`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HttpFault {
    /// `abort`.
    pub abort: Option<Abort>,
    /// `delay`.
    pub delay: Option<Delay>,
}

/// `fault.abort`.
#[derive(Clone, Debug, PartialEq)]
pub struct Abort {
    /// What the client gets.
    pub status: AbortStatus,
    /// `percentage.value`; without a percentage nothing is ever aborted (VS-13a).
    pub percent: Option<f64>,
}

/// What the client of an aborted request gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbortStatus {
    /// `httpStatus`.
    Http(u16),
    /// `grpcStatus`.
    Grpc(String),
    /// None is written.
    Unset,
}

/// `fault.delay`.
#[derive(Clone, Debug, PartialEq)]
pub struct Delay {
    /// `fixedDelay`.
    pub fixed: Option<Duration>,
    /// `percentage.value`.
    pub percent: Option<f64>,
}

/// An entry of `mirrors`, or `mirror`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mirror {
    /// Where the copies go.
    pub destination: Destination,
    /// How many of 100 requests are copied; all where absent.
    pub percent: Option<f64>,
}

/// `retries`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retries {
    /// `attempts`; 0 switches retries off.
    pub attempts: u32,
    /// `perTryTimeout`.
    pub per_try_timeout: Option<Duration>,
    /// `retryOn`, taken apart at the commas; empty means the default (VS-15).
    pub conditions: Vec<String>,
}
