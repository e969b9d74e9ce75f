//! Where a configuration of nginx sends requests on, and with which Host header.
//!
//! nginx writes the name that `proxy_pass` has as the Host header, unless `proxy_set_header Host` says otherwise; a
//! level with any `proxy_set_header` of its own inherits none. A Host header that a proxy of the mesh does not know is
//! the usual reason why its routes do not count (RT-6).

use super::address::{Address, address};
use crate::order;
use std::collections::{BTreeMap, BTreeSet};

/// A place that requests are sent on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forward<'t> {
    /// The address.
    pub(super) address: Address<'t>,
    /// The Host header.
    pub(super) host: HostHeader<'t>,
}

/// The Host header of a request that is sent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HostHeader<'t> {
    /// The address itself.
    Dialled,
    /// This text.
    Text(&'t str),
    /// What the client wrote; the name that the configuration gives to its server, if it does.
    OfClient(Option<&'t str>),
}

/// Whether a text is such a configuration, as far as it matters here.
pub(super) fn is_configuration(text: &str) -> bool {
    text.contains("proxy_pass")
}

/// What a configuration tells about addresses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Forwards<'t> {
    /// All places that requests are sent on to, in the order of the text.
    pub(super) found: Vec<Forward<'t>>,
    /// Where the addresses stand that they are read from, and the names of an `upstream`, which look like addresses.
    pub(super) read: BTreeSet<usize>,
}

/// All that a configuration sends on.
pub(super) fn forwards(text: &str) -> Forwards<'_> {
    let scopes = scopes(text);
    let upstreams = order::map(scopes.iter().filter_map(|scope| Some((scope.upstream?, &scope.servers))));
    let mut found = Vec::new();
    let mut read = Vec::new();
    // Scopes come before those inside of them.
    let mut headers: Vec<Option<&str>> = Vec::new();
    let mut names: Vec<Option<&str>> = Vec::new();
    for scope in &scopes {
        let header = if scope.sets_headers { scope.host_header } else { above(scope, &headers) };
        let name = scope.server_name.or_else(|| above(scope, &names));
        for &(start, target) in &scope.passes {
            let Some(direct) = address(target, start, None) else { continue };
            read.push(start);
            found.extend(forward(&upstreams, direct, header, name));
        }
        headers.push(header);
        names.push(name);
    }
    order::sort_by_key(&mut found, |forward| forward.address.span.0);
    read.extend(found.iter().map(|forward| forward.address.span.0));
    Forwards { found, read: order::set(read) }
}

/// What holds in the scope around this one.
fn above<'t>(scope: &Scope, all: &[Option<&'t str>]) -> Option<&'t str> {
    all.get(scope.parent?).copied().flatten()
}

fn forward<'t>(
    upstreams: &BTreeMap<&'t str, &Vec<(usize, &'t str)>>,
    direct: Address<'t>,
    header: Option<&'t str>,
    name: Option<&'t str>,
) -> Vec<Forward<'t>> {
    let host = match header {
        None | Some("$proxy_host") => None,
        Some(text) if text.starts_with("$server_name") && name.is_some() => name.map(HostHeader::Text),
        Some(text) if text.contains('$') => Some(HostHeader::OfClient(name)),
        Some(text) => Some(HostHeader::Text(text)),
    };
    let Some(servers) = upstreams.get(direct.host) else {
        return vec![Forward { address: direct, host: host.unwrap_or(HostHeader::Dialled) }];
    };
    let host = host.unwrap_or(HostHeader::Text(direct.host));
    let behind = servers.iter().filter_map(|&(start, server)| {
        let found = address(server, start, direct.payload)?;
        Some(Forward { address: Address { path: direct.path, ..found }, host })
    });
    behind.collect()
}

/// Pairs of braces that are read; no configuration has as many.
const SCOPES: usize = 10_000;

/// A pair of braces, and the text outside of all.
#[derive(Default)]
struct Scope<'t> {
    parent: Option<usize>,
    /// The name of the `upstream` that it is.
    upstream: Option<&'t str>,
    /// `server` of an upstream.
    servers: Vec<(usize, &'t str)>,
    /// `server_name`, if it is the name of one host.
    server_name: Option<&'t str>,
    /// Whether it has any `proxy_set_header`.
    sets_headers: bool,
    /// The value of `proxy_set_header Host`.
    host_header: Option<&'t str>,
    /// `proxy_pass`.
    passes: Vec<(usize, &'t str)>,
}

/// All scopes, those outside before those inside.
fn scopes(text: &str) -> Vec<Scope<'_>> {
    let mut scopes = vec![Scope::default()];
    let mut open = vec![0];
    let mut words: Vec<(usize, &str)> = Vec::new();
    for token in (Tokens { text, at: 0 }) {
        let current = open.last().copied().unwrap_or(0);
        match token {
            (_, ";") => {
                if let Some(scope) = scopes.get_mut(current) {
                    scope.directive(&words);
                }
                words.clear();
            }
            (_, "{") if scopes.len() >= SCOPES => return scopes,
            (_, "{") => {
                let upstream = match words.as_slice() {
                    [(_, "upstream"), (_, name)] => Some(*name),
                    _ => None,
                };
                open.push(scopes.len());
                scopes.push(Scope { parent: Some(current), upstream, ..Scope::default() });
                words.clear();
            }
            (_, "}") => {
                // One too many closes nothing.
                if open.len() > 1 {
                    open.pop();
                }
                words.clear();
            }
            word => words.push(word),
        }
    }
    scopes
}

impl<'t> Scope<'t> {
    fn directive(&mut self, words: &[(usize, &'t str)]) {
        match words {
            [(_, "proxy_pass"), target] => self.passes.push(*target),
            [(_, "server"), target, ..] if self.upstream.is_some() => self.servers.push(*target),
            [(_, "server_name"), (_, name), ..] => {
                let is_name = name.contains('.') && !name.contains(['*', '~', '$', '_']);
                self.server_name = is_name.then_some(*name);
            }
            [(_, "proxy_set_header"), (_, header), (_, value)] => {
                self.sets_headers = true;
                if header.eq_ignore_ascii_case("host") {
                    self.host_header = Some(*value);
                }
            }
            _ => {}
        }
    }
}

/// Words and punctuation of a configuration, with their positions; comments left out.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            let start = self.at;
            let length = match first {
                _ if first.is_whitespace() => {
                    self.at += first.len_utf8();
                    continue;
                }
                '#' => {
                    self.at += rest.find('\n').unwrap_or(rest.len());
                    continue;
                }
                ';' | '{' | '}' => 1,
                '"' | '\'' => {
                    let inside = rest.get(1..)?;
                    let end = inside.find(first).unwrap_or(inside.len());
                    self.at += (end + 2).min(rest.len());
                    return Some((start + 1, inside.get(..end)?));
                }
                _ => rest
                    .find(|c: char| c.is_whitespace() || matches!(c, ';' | '{' | '}'))
                    .unwrap_or(rest.len()),
            };
            self.at += length;
            return Some((start, rest.get(..length)?));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("location / { proxy_pass http://was:8080/; }" => "was:8080 as itself"; "no header")]
    #[test_case("location / { proxy_pass http://was:8080; proxy_set_header Host $host; }" => "was:8080 as the client")]
    #[test_case("location / { proxy_set_header X-Real-IP $remote_addr; proxy_pass http://was:8080; }" => "was:8080 as itself"; "another header")]
    #[test_case("proxy_set_header Host $http_host; location / { proxy_pass http://was:8080; }" => "was:8080 as the client"; "inherited")]
    #[test_case("location / { proxy_pass http://was:8080; } proxy_set_header Host $http_host;" => "was:8080 as the client"; "inherited from what follows")]
    #[test_case("proxy_set_header Host $host; location / { proxy_set_header A b; proxy_pass http://was:8080; }" => "was:8080 as itself"; "a level with headers inherits none")]
    #[test_case("location / { proxy_pass http://was:8080; proxy_set_header Host was.blog; }" => "was:8080 as was.blog")]
    #[test_case("location / { proxy_pass http://was:8080; proxy_set_header Host $proxy_host; }" => "was:8080 as itself")]
    #[test_case("server { server_name blog.example.com; location / { proxy_pass http://was:8080; proxy_set_header Host $host; } }" => "was:8080 as the client of blog.example.com")]
    #[test_case("server { server_name _; location / { proxy_pass http://was:8080; proxy_set_header Host $host; } }" => "was:8080 as the client"; "no name")]
    #[test_case("upstream app { server was-0.was:8080; server was-1.was:8080 weight=2; } location / { proxy_pass http://app; }" => "was-0.was:8080 as app, was-1.was:8080 as app"; "an upstream")]
    #[test_case("location / { proxy_pass http://$backend; }" => ""; "a variable")]
    #[test_case("# proxy_pass http://old:8080;" => ""; "a comment")]
    #[test_case("location / { proxy_pass 'http://was:8080'; }" => "was:8080 as itself"; "quotes")]
    #[test_case("} } { proxy_pass http://was:8080 }" => ""; "not closed by a semicolon")]
    fn configurations(text: &str) -> String {
        let shown = forwards(text).found.into_iter().map(|Forward { address, host }| {
            let host = match host {
                HostHeader::Dialled => "itself".to_owned(),
                HostHeader::Text(text) => text.to_owned(),
                HostHeader::OfClient(None) => "the client".to_owned(),
                HostHeader::OfClient(Some(name)) => format!("the client of {name}"),
            };
            format!("{}:{} as {host}", address.host, address.port.unwrap_or_default())
        });
        shown.collect::<Vec<_>>().join(", ")
    }
}
