//! Bytes ↔ lines and columns.

/// A position as people and editors count: both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1. `\n`, `\r\n` and a lone `\r` end a line.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// Where the lines of one text begin; built once, asked often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        // Most texts have one kind of line breaks, for which the standard library need not look at every byte.
        if text.contains('\r') {
            let bytes = text.as_bytes();
            let ends_line = |(i, byte): (usize, &u8)| match byte {
                b'\n' => Some(i + 1),
                b'\r' if bytes.get(i + 1) != Some(&b'\n') => Some(i + 1),
                _ => None,
            };
            starts.extend(bytes.iter().enumerate().filter_map(ends_line));
        } else {
            starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        }
        Self { starts }
    }

    /// Number of lines; a text that ends with a line break has an empty last line.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The byte at which `line` (from 1) begins, if there is such a line.
    pub fn line_start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }

    /// The line (from 1) that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).max(1)
    }

    /// Line and column of `offset` in `text`, which must be the text that was indexed. Offsets behind the end, or
    /// inside a character, count as the nearest position before.
    pub fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        let line = self.line_of(offset);
        let start = self.line_start(line).unwrap_or(0);
        let before = text.as_bytes().get(start..offset.min(text.len())).unwrap_or_default();
        // Counting the bytes that begin a character needs no valid boundary at `offset`.
        let column = 1 + before.iter().filter(|byte| (*byte & 0xC0) != 0x80).count();
        LineColumn { line, column }
    }

    /// Offset in UTF-16 code units from the start of `text`, as DOM selections count.
    pub fn utf16_offset(text: &str, offset: usize) -> usize {
        text.char_indices().take_while(|(at, _)| *at < offset).map(|(_, c)| c.len_utf16()).sum()
    }

    /// The byte offset of a UTF-16 offset; the inverse of [`LineIndex::utf16_offset`].
    pub fn from_utf16(text: &str, utf16: usize) -> usize {
        let mut seen = 0;
        for (at, c) in text.char_indices() {
            if seen >= utf16 {
                return at;
            }
            seen += c.len_utf16();
        }
        text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("a\nb", 0, 1, 1)]
    #[test_case("a\nb", 2, 2, 1; "first byte of the second line")]
    #[test_case("a\r\nb", 3, 2, 1; "crlf is one break")]
    #[test_case("a\rb", 2, 2, 1; "a lone carriage return breaks")]
    #[test_case("한글: x", 8, 1, 5; "columns are characters, not bytes")]
    #[test_case("abc", 99, 1, 4; "behind the end")]
    #[test_case("", 0, 1, 1; "empty text")]
    fn positions(text: &str, offset: usize, line: usize, column: usize) {
        assert_eq!(LineIndex::new(text).line_column(text, offset), LineColumn { line, column });
    }

    #[test]
    fn utf16_round_trip() {
        let text = "a한😀b";
        for (at, _) in text.char_indices() {
            assert_eq!(LineIndex::from_utf16(text, LineIndex::utf16_offset(text, at)), at);
        }
        assert_eq!(LineIndex::utf16_offset(text, text.len()), 5);
    }
}
