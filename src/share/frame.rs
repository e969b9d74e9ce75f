//! The bytes of a scenario before compression.
//!
//! Numbers are unsigned LEB128. Optional sections follow the files in the order of their flag bits, each with its
//! length in front, so that a reader skips those that it does not know.

use super::{LinkError, Shared, TooBig, limits};
use crate::text::SourceFile;

/// The version of the frame. It grows when an old reader could not make sense of a new frame; a new optional section
/// is no reason.
const VERSION: u32 = 1;

/// How a text is stored.
const AS_IS: u32 = 0;
/// Every line feed stands for carriage return and line feed; the dictionary has line feeds only.
const CRLF: u32 = 1;

/// Whether a scenario keeps the budgets.
pub(super) fn check(shared: &Shared) -> Result<(), TooBig> {
    check_files(&shared.files)?;
    sections(shared).into_iter().flatten().try_for_each(|section| check_label(section).map(|_| ()))
}

/// The optional sections by their flag bits.
fn sections(shared: &Shared) -> [&Option<String>; 4] {
    [&shared.selection, &shared.view, &shared.language, &shared.engine]
}

/// Writes a scenario.
pub(super) fn write(shared: &Shared) -> Vec<u8> {
    let sections = sections(shared);
    let flags = (0..)
        .zip(sections)
        .filter(|(_, section)| section.is_some())
        .fold(0, |flags, (bit, _)| flags | 1 << bit);
    let mut out = Vec::new();
    put_number(&mut out, VERSION as usize);
    put_number(&mut out, flags);
    put_number(&mut out, shared.files.len());
    for file in &shared.files {
        put_text(&mut out, &file.name);
        let bare = without_carriage_returns(&file.text);
        put_number(&mut out, if bare.is_some() { CRLF } else { AS_IS } as usize);
        put_text(&mut out, bare.as_deref().unwrap_or(&file.text));
    }
    for section in sections.into_iter().flatten() {
        put_text(&mut out, section);
    }
    out
}

/// Reads a scenario and holds it to the budgets.
pub(super) fn read(frame: &[u8]) -> Result<Shared, LinkError> {
    let mut reader = Reader(frame);
    match reader.number()? {
        0 => return Err(LinkError::Corrupt),
        VERSION => {}
        version => return Err(LinkError::TooNew { version }),
    }
    let flags = reader.number()?;
    let count = reader.number()? as usize;
    if count > limits::FILES {
        return Err(TooBig::Files.into());
    }
    let files = (0..count).map(|_| reader.file()).collect::<Result<Vec<_>, _>>()?;
    check_files(&files)?;
    let mut shared = Shared { files, ..Shared::default() };
    for bit in (0..u32::BITS).filter(|bit| flags >> bit & 1 == 1) {
        let section = reader.bytes()?;
        let known = match bit {
            0 => &mut shared.selection,
            1 => &mut shared.view,
            2 => &mut shared.language,
            3 => &mut shared.engine,
            _ => continue,
        };
        *known = Some(check_label(utf8(section)?)?.to_owned());
    }
    if reader.0.is_empty() { Ok(shared) } else { Err(LinkError::Corrupt) }
}

fn check_files(files: &[SourceFile]) -> Result<(), TooBig> {
    if files.len() > limits::FILES {
        Err(TooBig::Files)
    } else if files.iter().any(|file| file.name.chars().count() > limits::NAME) {
        Err(TooBig::Name)
    } else if files.iter().map(|file| file.text.len()).sum::<usize>() > limits::TEXT {
        Err(TooBig::Text)
    } else {
        Ok(())
    }
}

fn check_label(label: &str) -> Result<&str, TooBig> {
    if label.chars().count() > limits::LABEL { Err(TooBig::Label) } else { Ok(label) }
}

/// The text with bare line feeds, if it can be restored from them byte by byte.
fn without_carriage_returns(text: &str) -> Option<String> {
    let lines = text.replace("\r\n", "\n");
    (lines.len() < text.len() && lines.replace('\n', "\r\n") == text).then_some(lines)
}

fn put_number(out: &mut Vec<u8>, number: usize) {
    let [low, ..] = number.to_le_bytes();
    if number < 0x80 {
        out.push(low);
    } else {
        out.push(low | 0x80);
        put_number(out, number >> 7);
    }
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn utf8(bytes: &[u8]) -> Result<&str, LinkError> {
    std::str::from_utf8(bytes).map_err(|_| LinkError::Corrupt)
}

/// What of the frame is not read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number(&mut self) -> Result<u32, LinkError> {
        let mut number = 0;
        for shift in (0..u32::BITS).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or(LinkError::Corrupt)?;
            self.0 = rest;
            let part = u32::from(byte & 0x7F);
            number |= part << shift;
            if number >> shift != part {
                return Err(LinkError::Corrupt);
            }
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(LinkError::Corrupt)
    }

    fn bytes(&mut self) -> Result<&'a [u8], LinkError> {
        let length = self.number()? as usize;
        let (bytes, rest) = self.0.split_at_checked(length).ok_or(LinkError::Corrupt)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn file(&mut self) -> Result<SourceFile, LinkError> {
        let name = utf8(self.bytes()?)?;
        let storage = self.number()?;
        let text = utf8(self.bytes()?)?;
        match storage {
            AS_IS => Ok(SourceFile::new(name, text)),
            // The budget holds for what comes out, and before memory is taken for it.
            CRLF if text.len() + text.matches('\n').count() > limits::TEXT => Err(TooBig::Text.into()),
            CRLF => Ok(SourceFile::new(name, text.replace('\n', "\r\n"))),
            _ => Err(LinkError::Corrupt),
        }
    }
}
