//! Budgets of a link, so that a hostile one costs neither memory nor time, and an honest one opens everywhere.

/// Files of a scenario.
pub const FILES: usize = 64;

/// Characters of a file name.
pub const NAME: usize = 200;

/// Bytes of all texts together; what the reader of YAML takes as well.
pub const TEXT: usize = 8 * 1024 * 1024;

/// Characters of the selection, the view, the language and the engine version, each.
pub const LABEL: usize = 2_000;

/// Bytes of compressed data, the most that the length in a link can say. Browsers and servers take addresses of this
/// length; chat programs give up far below.
pub const PACKED: usize = (1 << 18) - 1;

/// Bytes of the uncompressed frame: the texts, and room for names, labels and sections of later versions.
pub const FRAME: usize = TEXT + 128 * 1024;

/// Bytes of a pasted text that are searched for a link.
pub const PASTED: usize = 1024 * 1024;
