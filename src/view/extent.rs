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
        let lines = text.split('\n');
        let columns = |line: &str| line.chars().map(columns).sum();
        lines.fold(Self::default(), |extent, line| Self {
            lines: extent.lines + 1,
            columns: extent.columns.max(columns(line)),
        })
    }
}

/// Hangul, kana, Han and emoji take two columns. Rounded up where fonts differ: too much room is a scroll bar, too
/// little cuts a line off.
fn columns(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\0'..='\u{10FF}' => 1,
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
    fn extents(text: &str) -> (usize, usize) {
        let extent = Extent::of(text);
        (extent.lines, extent.columns)
    }
}
