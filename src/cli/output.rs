//! Writing to standard output.

use super::Failure;
use anstream::{AutoStream, ColorChoice};
use mtls_playground::report::text::Palette;
use serde::Serialize;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes a report that was made for this palette.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    match palette() {
        Palette::Coloured => write(anstream::stdout().lock(), text),
        Palette::Plain => print_exactly(text),
    }
}

/// Colours where a terminal that shows them reads what is printed.
pub(super) fn palette() -> Palette {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => Palette::Plain,
        ColorChoice::Auto | ColorChoice::AlwaysAnsi | ColorChoice::Always => Palette::Coloured,
    }
}

/// A value as JSON that people can read.
pub(super) fn json(value: &impl Serialize) -> Result<String, Failure> {
    let json = serde_json::to_string_pretty(value);
    json.map(|json| json + "\n").map_err(|error| Failure::Unwritable { reason: error.into() })
}

/// Writes a text byte by byte.
pub(super) fn print_exactly(text: &str) -> Result<(), Failure> {
    write(io::stdout().lock(), text)
}

/// Replaces the content of a file.
#[expect(clippy::disallowed_methods, reason = "the command line may write files, the engine may not")]
pub(super) fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|reason| Failure::Unwritable { reason })
}

/// Whether the reader is still there. Whoever stops reading (`| head`) has seen enough: that is no failure. Any other
/// trouble is.
pub(super) fn done(written: io::Result<()>) -> Result<bool, Failure> {
    match written {
        Ok(()) => Ok(true),
        Err(reason) if reason.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(reason) => Err(Failure::Unwritable { reason }),
    }
}

fn write(mut out: impl Write, text: &str) -> Result<(), Failure> {
    done(out.write_all(text.as_bytes()).and_then(|()| out.flush())).map(drop)
}
