//! Addresses that are written in two places: `DB_HOST` and `DB_PORT`, `spring.redis.host` and `spring.redis.port`.

use super::address::Address;

/// How names end whose values are hosts, and those of their twins. That of a name without a twin says enough only
/// where it is a variable's.
const ENDINGS: [(&str, &str); 4] =
    [("HOST", "PORT"), ("HOSTNAME", "PORT"), ("host", "port"), ("Host", "Port")];

/// How far apart twins may stand. Each name is compared with those around it only.
const NEAR: usize = 50;

/// A name with its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'t> {
    /// The name.
    pub(super) name: &'t str,
    /// How far it is indented: only what stands side by side belongs together.
    pub(super) column: usize,
    /// The value.
    pub(super) value: &'t str,
    /// Its bytes in the file.
    pub(super) span: (usize, usize),
}

/// The entries that are hosts, with the addresses that they make together with their twins. Of several twins, as
/// sections of a file have them, the nearest one counts. Without any, the port is open.
pub(super) fn addresses<'t>(entries: &[Entry<'t>]) -> Vec<(usize, Address<'t>)> {
    let mut found = Vec::new();
    for (position, entry) in entries.iter().enumerate() {
        let mut address =
            Address { host: entry.value, port: None, payload: None, path: "/", span: entry.span };
        let named = ENDINGS.iter().find_map(|(host, port)| Some((entry.name.strip_suffix(host)?, port)));
        let Some((prefix, ending)) = named else {
            // Nothing else looks like the full name of a service.
            found.extend(is_full(entry.value).then_some((position, address)));
            continue;
        };
        let is_twin = |(_, other): &(usize, &Entry)| {
            other.column == entry.column && other.name.strip_suffix(ending) == Some(prefix)
        };
        let around = entries.iter().enumerate().skip(position.saturating_sub(NEAR)).take(2 * NEAR);
        let twins = around.filter(is_twin);
        if let Some((_, twin)) = twins.min_by_key(|(other, _)| other.abs_diff(position)) {
            address.port = twin.value.parse().ok().filter(|port| *port > 0);
            if address.port.is_none() {
                continue;
            }
        }
        found.push((position, address));
    }
    found
}

/// The addresses that the lines of a file make together. There, a host alone could be anything.
pub(super) fn in_file(text: &str) -> Vec<Address<'_>> {
    let mut found = Vec::new();
    for (_, address) in addresses(&entries(text)) {
        if address.port.is_some() {
            found.push(address);
        }
    }
    found
}

/// Whether this is a name in the domain of services.
fn is_full(value: &str) -> bool {
    value.split('.').nth(2) == Some("svc")
}

/// The lines of a file that give a name a value, as in properties and YAML.
fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, rest)) = line.split_once(['=', ':']) {
            let name = key.trim_start_matches([' ', '-']);
            let bare = rest.trim_start_matches([' ', '"', '\'']);
            let value = bare.trim_end().trim_end_matches(['"', '\'']);
            let offset = start + line.len() - bare.len();
            let column = key.len() - name.len();
            found.push(Entry { name: name.trim_end(), column, value, span: (offset, offset + value.len()) });
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("redis.host=cache\nredis.port=6379\n", "cache:6379"; "properties")]
    #[test_case("redis:\n  host: \"cache\"\n  port: 6379\n", "cache:6379"; "yaml")]
    #[test_case("a:\n  host: x\n  port: 1\nb:\n  port: 2\n  host: y\n", "x:1 y:2"; "of each section its own")]
    #[test_case("url: db.shop.svc\n", "db.shop.svc"; "a full name")]
    #[test_case("mysqlHost: db\nmysqlPort: '3306'\n", "db:3306"; "camel case")]
    #[test_case("- host: x\n  port: 1\n- port: 2\n  host: y\n", "x:1 y:2"; "items")]
    #[test_case("host: x\n  port: 1\n", "x"; "not side by side")]
    #[test_case("host: x\nport: http\n", ""; "no number")]
    #[test_case("ghost=x\nname=y\n", "x"; "a word that ends so is nobody's name, which others must find out")]
    #[test_case("host:\nport: 80\n", ":80"; "nothing")]
    fn reads(text: &str, expected: &str) {
        let found = addresses(&entries(text)).into_iter().map(|(_, address)| {
            assert_eq!(text.get(address.span.0..address.span.1), Some(address.host));
            let port = address.port.map(|port| format!(":{port}")).unwrap_or_default();
            [address.host, &port].concat()
        });
        assert_eq!(found.collect::<Vec<_>>().join(" "), expected);
    }
}
