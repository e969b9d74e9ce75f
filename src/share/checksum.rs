//! The check value of a link: CRC-32 as in zlib, PNG and Ethernet, so that every language has it.

/// CRC-32 (reflected polynomial 0xEDB88320). Every change of a single character changes it, because that is a burst
/// of at most eight bits. Bit by bit: a table would cost more bytes of page than it saves time.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            let shifted = crc >> 1;
            if crc & 1 == 1 { shifted ^ 0xEDB8_8320 } else { shifted }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("", 0)]
    #[test_case("123456789", 0xCBF4_3926; "the check value of the standard")]
    #[test_case("v1.", 0xB5B6_C78D; "as zlib computes it")]
    fn check_values(text: &str, expected: u32) {
        assert_eq!(crc32(text.as_bytes()), expected);
    }
}
