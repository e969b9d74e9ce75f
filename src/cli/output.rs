//! Writing to standard output.

use super::Failure;
use std::io::{self, ErrorKind, Write};

/// Writes the whole text, without its colours where no terminal reads it. Whoever stops reading (`| head`) has seen
/// enough: that is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    done(out.write_all(text.as_bytes()).and_then(|()| out.flush())).map(drop)
}

/// Whether the reader is still there; any other trouble is a failure.
pub(super) fn done(written: io::Result<()>) -> Result<bool, Failure> {
    match written {
        Ok(()) => Ok(true),
        Err(reason) if reason.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(reason) => Err(Failure::Unwritable { reason }),
    }
}
