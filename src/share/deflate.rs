//! Raw deflate (RFC 1951) with a preset dictionary.

use super::{LinkError, TooBig, limits};
use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// Common text of manifests, rare first, because near text is cheaper to refer to. Frozen: a changed byte would break
/// every link that was ever made.
const DICTIONARY: &[u8] = include_bytes!("dictionary/v1.txt");

/// zlib's best level. The one above is three times slower and saves one character in a thousand.
const LEVEL: i32 = 9;

/// Below this size the tables of dynamic Huffman codes may cost more than they save.
const SMALL: usize = 2_048;

/// Compresses a frame, deterministically.
pub(super) fn pack(frame: &[u8]) -> Vec<u8> {
    let dynamic = compress(frame, CompressionStrategy::Default);
    if dynamic.len() > SMALL {
        return dynamic;
    }
    let fixed = compress(frame, CompressionStrategy::Fixed);
    if fixed.len() < dynamic.len() { fixed } else { dynamic }
}

/// The compressor has no preset dictionary of its own. But after a flush its output stands at a byte and its window
/// holds what was compressed, so compressing the dictionary first and dropping that output comes to the same.
fn compress(frame: &[u8], strategy: CompressionStrategy) -> Vec<u8> {
    let raw = -15;
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, raw, strategy.into()));
    compress_to_output(&mut compressor, DICTIONARY, TDEFLFlush::Sync, |_| true);
    let mut packed = Vec::new();
    compress_to_output(&mut compressor, frame, TDEFLFlush::Finish, |bytes| {
        packed.extend_from_slice(bytes);
        true
    });
    packed
}

/// Decompresses a frame into at most [`limits::FRAME`] bytes.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>, LinkError> {
    let ceiling = DICTIONARY.len() + limits::FRAME;
    // References may reach back before the frame, so the dictionary stands in front of it.
    let mut window = DICTIONARY.to_vec();
    let mut end = window.len();
    let mut state = Box::<DecompressorOxide>::default();
    let mut rest = packed;
    loop {
        let grown = (2 * window.len()).min(ceiling);
        window.resize(grown, 0);
        let (status, read, written) =
            decompress(&mut state, rest, &mut window, end, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
        rest = rest.get(read..).unwrap_or_default();
        end += written;
        match status {
            TINFLStatus::Done if rest.is_empty() => break,
            TINFLStatus::HasMoreOutput if window.len() < ceiling => {}
            TINFLStatus::HasMoreOutput => return Err(TooBig::Text.into()),
            _ => return Err(LinkError::Corrupt),
        }
    }
    window.truncate(end);
    Ok(window.split_off(DICTIONARY.len()))
}

#[cfg(test)]
mod tests {
    use super::super::checksum::crc32;
    use super::*;
    use test_case::test_case;

    /// If this fails, put the old dictionary back. A better one is a new version of the format.
    #[test]
    fn the_dictionary_is_frozen() {
        assert_eq!((DICTIONARY.len(), crc32(DICTIONARY)), (9_726, 0x8CBB_1402));
    }

    #[test_case(b""; "nothing")]
    #[test_case(b"kind: Service"; "text of the dictionary")]
    #[test_case(&[0, 255, 1, 254, 2, 253]; "no text at all")]
    #[test_case("kind: Service\n".repeat(10_000).as_bytes(); "more than the window")]
    fn round_trip(frame: &[u8]) {
        assert_eq!(unpack(&pack(frame)).as_deref(), Ok(frame));
    }

    #[test]
    fn a_bomb_stops_at_the_budget() {
        let bomb = pack(&vec![0; limits::FRAME + 1]);
        assert!(bomb.len() < 10_000);
        assert_eq!(unpack(&bomb), Err(LinkError::TooBig(TooBig::Text)));
        assert!(unpack(&pack(&vec![0; limits::FRAME])).is_ok());
    }

    #[test]
    fn bytes_behind_the_end_are_corrupt() {
        let mut packed = pack(b"kind: Service");
        packed.push(0);
        assert_eq!(unpack(&packed), Err(LinkError::Corrupt));
        assert_eq!(unpack(&[]), Err(LinkError::Corrupt));
    }
}
