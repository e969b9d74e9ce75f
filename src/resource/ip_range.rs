//! IP addresses and ranges, as policies and services name them.

use std::net::IpAddr;

/// An address, or a range in CIDR notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IpRange {
    /// These addresses.
    Of {
        /// An address of the range.
        address: IpAddr,
        /// The number of leading bits that all its addresses have in common.
        bits: u8,
    },
    /// The text is no range; it holds no address.
    Unreadable,
}

impl IpRange {
    /// The range that a text means.
    pub fn parse(text: &str) -> Self {
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let Ok(address) = address.parse::<IpAddr>() else { return Self::Unreadable };
        let width = width(address);
        match bits.map_or(Ok(width), str::parse) {
            Ok(bits) if bits <= width => Self::Of { address, bits },
            _ => Self::Unreadable,
        }
    }

    /// Whether it holds this address.
    pub fn contains(self, other: IpAddr) -> bool {
        let Self::Of { address, bits } = self else { return false };
        match (address, other) {
            (IpAddr::V4(a), IpAddr::V4(b)) => {
                same_start(u32::from(a).into(), u32::from(b).into(), 32 - u32::from(bits))
            }
            (IpAddr::V6(a), IpAddr::V6(b)) => same_start(a.into(), b.into(), 128 - u32::from(bits)),
            _ => false,
        }
    }

    /// The range of this address alone.
    pub fn one(address: IpAddr) -> Self {
        Self::Of { address, bits: width(address) }
    }

    /// The address that is written.
    pub fn first(self) -> Option<IpAddr> {
        match self {
            Self::Of { address, .. } => Some(address),
            Self::Unreadable => None,
        }
    }

    /// The address, where it is only one.
    pub fn single(self) -> Option<IpAddr> {
        match self {
            Self::Of { address, bits } if bits == width(address) => Some(address),
            _ => None,
        }
    }
}

fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// Whether two addresses are the same but for this many bits at their ends.
fn same_start(a: u128, b: u128, free: u32) -> bool {
    (a ^ b).checked_shr(free).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("10.0.0.0/8", "10.255.0.1", true)]
    #[test_case("10.0.0.0/8", "11.0.0.1", false)]
    #[test_case("10.0.0.1", "10.0.0.1", true; "one address")]
    #[test_case("10.0.0.1", "10.0.0.2", false; "another address")]
    #[test_case("0.0.0.0/0", "10.0.0.1", true; "everything")]
    #[test_case("::/0", "::1", true; "everything of the other family")]
    #[test_case("::/0", "10.0.0.1", false; "families do not mix")]
    #[test_case("10.0.0.0/33", "10.0.0.0", false; "unreadable bits")]
    #[test_case("x", "10.0.0.0", false; "unreadable address")]
    fn contains(range: &str, address: &str, expected: bool) {
        assert_eq!(IpRange::parse(range).contains(address.parse().unwrap()), expected);
    }

    #[test_case("10.0.0.1", true)]
    #[test_case("10.0.0.1/32", true)]
    #[test_case("10.0.0.0/31", false)]
    fn single(range: &str, expected: bool) {
        assert_eq!(IpRange::parse(range).single().is_some(), expected);
    }
}
