//! The documentation of a rule, as the page shows it.

/// A part of the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of what follows.
    Heading(String),
    /// A paragraph; every second piece is code, beginning with the second.
    Words(Vec<String>),
    /// An example.
    Yaml(String),
}

/// What a book of rules, written by `report::rules`, says about a code. It reads no more Markdown than is written
/// there: headings, one-line paragraphs that begin with a bold word, code in the line, and fenced examples.
pub fn rule_help(book: &str, code: &str) -> Vec<Block> {
    let is_heading = |line: &str| line.starts_with("## ");
    let own = |line: &str| line.strip_prefix("## ").is_some_and(|rest| rest.split(' ').next() == Some(code));
    let mut lines = book.lines().skip_while(|line| !own(line)).skip(1).take_while(|line| !is_heading(line));
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let example: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            blocks.push(Block::Yaml(example.join("\n")));
            continue;
        }
        let words = match line.strip_prefix("**").and_then(|line| line.split_once("**")) {
            Some((heading, words)) => {
                blocks.push(Block::Heading(heading.trim_end_matches([':', '.']).to_owned()));
                words.trim_start()
            }
            None => line,
        };
        if !words.is_empty() {
            blocks.push(Block::Words(words.split('`').map(str::to_owned).collect()));
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    const BOOK: &str = "# Rules

## MP1 one

A `code` word.

**Why it matters.** Because.

**Bad:**

```yaml
kind: Pod

metadata: {}
```

## MP10 ten

Other.
";

    #[test]
    fn a_rule_is_read_to_the_next_one() {
        let words = |pieces: &[&str]| Block::Words(pieces.iter().map(|&piece| piece.to_owned()).collect());
        assert_eq!(
            rule_help(BOOK, "MP1"),
            [
                words(&["A ", "code", " word."]),
                Block::Heading("Why it matters".into()),
                words(&["Because."]),
                Block::Heading("Bad".into()),
                Block::Yaml("kind: Pod\n\nmetadata: {}".into()),
            ]
        );
    }

    #[test_case("MP10", 1; "the last one")]
    #[test_case("MP", 0; "a part of a code")]
    #[test_case("MP2", 0; "a code that is not there")]
    fn blocks(code: &str, count: usize) {
        assert_eq!(rule_help(BOOK, code).len(), count);
    }
}
