//! How much room a text takes.

/// Lines and columns of a text in a monospaced font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Lines; a text that ends with a line break has an empty last one.
    pub lines: usize,
    /// Columns of the longest line.
    pub columns: usize,
}

/// Columns of a tab, as the style sheet sets it.
const TAB: usize = 2;

impl Extent {
    /// Measures.
    pub fn of(text: &str) -> Self {
        let (mut lines, mut longest, mut column) = (1, 0, 0);
        for byte in text.bytes() {
            if byte == b'\n' {
                (lines, column) = (lines + 1, 0);
            } else {
                column += columns(byte);
                longest = column.max(longest);
            }
        }
        Self { lines, columns: longest }
    }
}

/// Columns of the character that begins with this byte; none for the bytes that go on with one. Hangul, kana, Han and
/// emoji take two, as does all behind U+0FFF. Rounded up where fonts differ: too much room is a scroll bar, too little
/// cuts a line off. Bytes are counted, and not characters, because the whole text is measured after each key.
fn columns(byte: u8) -> usize {
    match byte {
        b'\t' => TAB,
        0x80..=0xBF => 0,
        0..=0xE0 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::Extent;
    use test_case::test_case;

    #[test_case("" => (1, 0))]
    #[test_case("a: b\n" => (2, 4); "the line behind the last break counts")]
    #[test_case("a\nlonger\nb" => (3, 6))]
    #[test_case("\tx" => (1, 3); "a tab")]
    #[test_case("# 한글" => (1, 6); "Hangul is wide")]
    #[test_case("é Ж 😀" => (1, 6); "Latin and Cyrillic are not, emoji are")]
    fn extents(text: &str) -> (usize, usize) {
        let extent = Extent::of(text);
        (extent.lines, extent.columns)
    }
}
