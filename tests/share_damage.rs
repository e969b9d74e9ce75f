//! Links that were cut, changed, or made to do harm: four errors, told apart, and never anything worse.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot begin has failed; links are ASCII"
)]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use mtls_playground::share::LinkError::{Corrupt, TooBig, TooNew, Truncated};
use mtls_playground::share::{self, LinkError, Shared, decode, encode};
use mtls_playground::text::SourceFile;
use proptest::prelude::*;
use std::io::Write;
use test_case::test_case;

const LINK: &str = include_str!("fixtures/links/v1-case-a.txt");
const SHORT: &str = include_str!("fixtures/links/v1-unicode.txt");
const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

#[test_case(""; "fragment")]
#[test_case("https://mtls.example/play/?lang=ko"; "address")]
fn every_cut_is_a_cut(address: &str) {
    let link = format!("{address}{}", LINK.trim());
    for end in address.len().max(1)..link.len() {
        for tail in ["", "…", "...", "\n\nBest regards"] {
            let cut = format!("{}{tail}", link.get(..end).unwrap());
            assert_eq!(decode(&cut), Err(Truncated), "{cut}");
        }
    }
}

/// Characters of a payload that become other ones. The last one may also look cut off, where it becomes a full stop.
#[test]
fn every_changed_character_is_noticed() {
    let link = SHORT.trim();
    let whole = decode(link).unwrap();
    for (at, was) in link.char_indices().skip(1) {
        for is in DIGITS.chars().chain(".,!%#\\+/=:é한\u{200b}".chars()).filter(|is| *is != was) {
            let mut damaged = link.to_owned();
            damaged.replace_range(at..=at, &is.to_string());
            let is_end = at + 1 == link.len() && !DIGITS.contains(is);
            let expected = if is_end { Truncated } else { Corrupt };
            assert_eq!(decode(&damaged), Err(expected), "{at}: {was} became {is} in {whole:?}");
        }
    }
}

#[test]
fn swapped_missing_and_doubled_characters_are_noticed() {
    let link = LINK.trim();
    for at in 4..link.len() - 1 {
        let (before, rest) = link.split_at(at);
        let (pair, after) = rest.split_at(2);
        let swapped: String = pair.chars().rev().collect();
        if swapped != pair {
            assert_eq!(decode(&format!("{before}{swapped}{after}")), Err(Corrupt));
        }
        let doubled = format!("{before}{}{rest}", rest.chars().next().unwrap());
        assert_eq!(decode(&doubled), Err(Corrupt));
    }
}

#[test_case("hello", Corrupt; "no link at all")]
#[test_case("kind: Service\nmetadata: {}\n", Corrupt; "a manifest")]
#[test_case("#/learn/first-steps", Corrupt; "another fragment")]
#[test_case("#v0.AAFgY2RgAAAe911gA", Corrupt; "no such version")]
#[test_case("#v2.AAFgY2RgAAAe911gA", Corrupt; "the version digit of ours was changed")]
#[test_case("#v2.", TooNew { version: 2 }; "version 2")]
#[test_case("https://mtls.example/#v12.abc~def", TooNew { version: 12 }; "version 12 with another alphabet")]
#[test_case("#v99999999999.abc", Corrupt; "no number")]
#[test_case("", Truncated; "nothing")]
#[test_case("https://mtls.exam", Truncated; "half an address")]
fn not_our_link(pasted: &str, expected: LinkError) {
    assert_eq!(decode(pasted), Err(expected));
}

/// A link as another program would make it, without our dictionary.
fn link(frame: &[u8]) -> String {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(frame).unwrap();
    link_of(&deflate.finish().unwrap())
}

fn link_of(data: &[u8]) -> String {
    let length = [data.len() >> 12, data.len() >> 6, data.len()].map(|part| part % 64);
    let check = (length[0] + 3 * length[1] + 5 * length[2] + 7) % 64;
    let mut link = String::from("v1.");
    link.extend(length.iter().chain([&check]).map(|digit| DIGITS.chars().nth(*digit).unwrap()));
    link += &URL_SAFE_NO_PAD.encode(data);
    let mut crc = Crc::new();
    crc.update(link.as_bytes());
    link + &URL_SAFE_NO_PAD.encode(crc.sum().to_be_bytes())
}

fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 128 {
        bytes.push(u8::try_from(value % 128 + 128).unwrap());
        value /= 128;
    }
    bytes.push(u8::try_from(value).unwrap());
    bytes
}

fn text(text: &[u8]) -> Vec<u8> {
    [number(text.len()), text.to_vec()].concat()
}

/// A frame with these flags, files and sections; a file is a name, a storage and a text.
fn frame(flags: usize, files: &[(&str, usize, &[u8])], sections: &[&[u8]]) -> Vec<u8> {
    let head = [number(1), number(flags), number(files.len())].concat();
    let files = files.iter().flat_map(|(name, storage, content)| {
        [text(name.as_bytes()), number(*storage), text(content)].concat()
    });
    head.into_iter().chain(files).chain(sections.iter().flat_map(|section| text(section))).collect()
}

#[test]
fn another_program_may_write_links() {
    let made = link(&frame(0b100, &[("a.yaml", 0, b"kind: Pod\n"), ("b.yaml", 1, b"x: 1\n")], &[b"ko"]));
    let files = vec![SourceFile::new("a.yaml", "kind: Pod\n"), SourceFile::new("b.yaml", "x: 1\r\n")];
    assert_eq!(decode(&made), Ok(Shared { files, language: Some("ko".into()), ..Shared::default() }));
}

#[test_case(&frame(1 << 20 | 1 << 31, &[], &[b"later", b"\xff\xfe"]), None; "unknown sections are skipped")]
#[test_case(&[2, 0, 0], Some(TooNew { version: 2 }); "a later frame")]
#[test_case(&[0x80, 0x80, 0x80, 0x80, 0x08], Some(TooNew { version: 1 << 31 }); "a much later frame")]
#[test_case(&frame(0, &[("x", 0, &[] as &[u8]); 65], &[]), Some(TooBig(share::TooBig::Files)); "too many files")]
#[test_case(&frame(0, &[(&"한".repeat(201), 0, b"")], &[]), Some(TooBig(share::TooBig::Name)); "too long a name")]
#[test_case(&frame(0, &[(&"한".repeat(200), 0, b"")], &[]), None; "the longest name")]
#[test_case(&frame(1, &[], &[&[b'x'; 2_001]]), Some(TooBig(share::TooBig::Label)); "too long a selection")]
#[test_case(&frame(0, &[("x", 0, &vec![b'x'; 8 << 20]), ("y", 0, b"x")], &[]), Some(TooBig(share::TooBig::Text)); "too much text")]
#[test_case(&frame(0, &[("x", 1, &vec![b'\n'; 5 << 20])], &[]), Some(TooBig(share::TooBig::Text)); "too much text with carriage returns")]
#[test_case(&vec![0; 60 << 20], Some(TooBig(share::TooBig::Text)); "a bomb of sixty megabytes")]
#[test_case(&[], Some(Corrupt); "an empty frame")]
#[test_case(&[0, 0, 0], Some(Corrupt); "no such version")]
#[test_case(&[1, 0, 0, 0], Some(Corrupt); "something behind the end")]
#[test_case(&[1, 0, 64], Some(Corrupt); "fewer files than said")]
#[test_case(&[1, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], Some(Corrupt); "a name of four gigabytes")]
#[test_case(&[1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], Some(Corrupt); "a number beyond 32 bits")]
#[test_case(&[0x80; 9], Some(Corrupt); "a number without an end")]
#[test_case(&frame(0, &[("x", 2, b"")], &[]), Some(Corrupt); "an unknown storage")]
#[test_case(&frame(0, &[("x", 0, b"\xC3")], &[]), Some(Corrupt); "no unicode")]
#[test_case(&frame(1, &[], &[b"\xFF"]), Some(Corrupt); "no unicode in the selection")]
#[test_case(&frame(3, &[], &[b"one"]), Some(Corrupt); "fewer sections than said")]
fn frames(frame: &[u8], error: Option<LinkError>) {
    assert_eq!(decode(&link(frame)).err(), error);
}

#[test_case(b"", Corrupt; "nothing")]
#[test_case(&[0xFF; 9], Corrupt; "no deflate")]
#[test_case(&[0x4B, 0x4C, 0x04, 0x00, 0x00], Corrupt; "bytes behind the end")]
// A fixed block with one match of length 3 at distance 32,768, which lies before the dictionary.
#[test_case(&[0x03, 0x1E, 0xFF, 0x7F, 0x00, 0x00], Corrupt; "a reference before the dictionary")]
fn streams(data: &[u8], error: LinkError) {
    assert_eq!(decode(&link_of(data)), Err(error));
}

#[test]
fn a_text_of_any_length_is_refused_at_once() {
    assert_eq!(decode(&"v1.".repeat(400_000)), Err(TooBig(share::TooBig::Link)));
    for noise in ["v1.", "v", "v1", "%2", "%25", "#", "\n> ", "\u{200b}", "한"] {
        let long = noise.repeat((1 << 18) / noise.len());
        assert!(matches!(decode(&long), Err(Corrupt | Truncated)), "{noise}");
    }
}

#[test]
fn a_scenario_keeps_the_budgets() {
    let many = (0..65).map(|i| SourceFile::new(format!("{i}.yaml"), "")).collect();
    let refused = |files| encode(&Shared { files, ..Shared::default() }).map(|_| ());
    assert_eq!(refused(many), Err(share::TooBig::Files));
    assert_eq!(refused(vec![SourceFile::new("x".repeat(201), "")]), Err(share::TooBig::Name));
    assert_eq!(refused(vec![SourceFile::new("x", " ".repeat((8 << 20) + 1))]), Err(share::TooBig::Text));
    assert_eq!(refused(vec![SourceFile::new("x", noise(400_000))]), Err(share::TooBig::Link));
    assert_eq!(refused(vec![SourceFile::new("x".repeat(200), noise(100_000))]), Ok(()));
}

/// Text that does not compress.
fn noise(length: u32) -> String {
    let mut state = 1_u32;
    let digits = (0..length).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        DIGITS.as_bytes()[(state >> 26) as usize]
    });
    digits.map(char::from).collect()
}

fn manifest() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "apiVersion: v1\n",
        "kind: Service\r\n",
        "metadata:\n",
        "  name: 결제\n",
        "---\n",
        "  ports: [{port: 80}]\r\n",
        "\r",
        "# é😀\n",
        "",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(line, 0..40).prop_map(|lines| lines.concat())]
}

fn scenario() -> impl Strategy<Value = Shared> {
    let file = ("\\PC{0,40}", manifest()).prop_map(|(name, text)| SourceFile::new(name, text));
    let label = || prop::option::of(any::<String>());
    let labels = (label(), label(), label(), label());
    (prop::collection::vec(file, 0..6), labels).prop_map(|(files, (selection, view, language, engine))| {
        Shared { files, selection, view, language, engine }
    })
}

proptest! {
    #[test]
    fn what_goes_in_comes_out(shared in scenario()) {
        let link = encode(&shared).unwrap();
        prop_assert_eq!(link.redactions, []);
        prop_assert_eq!(decode(&link.fragment), Ok(shared));
    }

    #[test]
    fn a_cut_anywhere_is_a_cut(shared in scenario(), at in any::<prop::sample::Index>()) {
        let link = encode(&shared).unwrap().fragment;
        prop_assert_eq!(decode(&link[..at.index(link.len())]), Err(Truncated));
    }

    #[test]
    fn a_change_anywhere_is_noticed(shared in scenario(), at in any::<prop::sample::Index>(), digit in 0_usize..64) {
        let mut link = encode(&shared).unwrap().fragment;
        let at = 4 + at.index(link.len() - 4);
        let was = link.clone();
        link.replace_range(at..=at, &DIGITS[digit..=digit]);
        prop_assume!(link != was);
        prop_assert_eq!(decode(&link), Err(Corrupt));
    }

    #[test]
    fn no_text_is_a_link_by_chance(pasted in any::<String>(), payload in "[A-Za-z0-9_-]{0,80}") {
        prop_assert!(decode(&pasted).is_err());
        let damaged = format!("#v1.{payload}");
        prop_assert!(matches!(decode(&damaged), Err(Truncated | Corrupt)));
    }

    #[test]
    fn no_frame_does_harm(frame in prop::collection::vec(any::<u8>(), 0..200), data in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(shared) = decode(&link(&frame)) {
            prop_assert!(shared.files.len() <= share::limits::FILES);
        }
        prop_assert!(!matches!(decode(&link_of(&data)), Err(Truncated)));
    }
}
