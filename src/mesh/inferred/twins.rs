//! Addresses that are written in two places: `DB_HOST` and `DB_PORT`, `spring.redis.host` and `spring.redis.port`.

use super::address::Address;

/// How names end whose values are hosts, and those of their twins. That of a name without a twin says enough only
/// where it is a variable's.
const ENDINGS: [(&str, &str); 4] =
    [("HOST", "PORT"), ("HOSTNAME", "PORT"), ("host", "port"), ("Host", "Port")];

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
    let found = entries.iter().enumerate().filter_map(|(position, entry)| {
        let host = |port| Address { host: entry.value, port, payload: None, path: "/", span: entry.span };
        let named = ENDINGS.iter().find_map(|(host, port)| Some((entry.name.strip_suffix(host)?, port)));
        let Some((prefix, ending)) = named else {
            // Nothing else looks like the full name of a service.
            return is_full(entry.value).then(|| (position, host(None)));
        };
        let is_twin =
            |other: &Entry| other.column == entry.column && other.name.strip_suffix(ending) == Some(prefix);
        let twins = entries.iter().enumerate().filter(|(_, other)| is_twin(other));
        let twin = twins.min_by_key(|(other, _)| other.abs_diff(position));
        let port = match twin {
            Some((_, twin)) => Some(twin.value.parse().ok().filter(|port| *port > 0)?),
            None => None,
        };
        Some((position, host(port)))
    });
    found.collect()
}

/// Whether this is a name in the domain of services.
fn is_full(value: &str) -> bool {
    value.split('.').nth(2) == Some("svc")
}

/// The lines of a file that give a name a value, as in properties and YAML.
pub(super) fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let (key, rest) = line.split_once(['=', ':'])?;
        let name = key.trim_start_matches([' ', '-']);
        let bare = rest.trim_start_matches([' ', '"', '\'']);
        let value = bare.trim_end().trim_end_matches(['"', '\'']);
        let offset = start + line.len() - bare.len();
        let column = key.len() - name.len();
        Some(Entry { name: name.trim_end(), column, value, span: (offset, offset + value.len()) })
    });
    lines.collect()
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
