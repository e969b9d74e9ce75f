//! What can be wrong with a text. Codes and arguments only; the sentences live in `i18n`.

use crate::text::Span;

/// Something in a text that cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The bytes in the file that are at fault; empty where only a position is known.
    pub span: Span,
    /// What is wrong there.
    pub kind: SyntaxErrorKind,
}

/// What is wrong with a text. Except for the kinds that say otherwise, the whole document is left out, as Kubernetes
/// would refuse it, and the documents around it still count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// The text is a template that must be rendered first (Helm, Kustomize …).
    Template {
        /// The first template action, such as `{{ .Release.Namespace }}`.
        action: String,
    },
    /// A line begins with `---` and goes on with more than a comment. `kubectl` refuses the whole stream for it; here
    /// the documents before and after it still count.
    BadSeparator {
        /// What follows the dashes.
        text: String,
    },
    /// Kubernetes does not read what follows a document up to the next `---`, be it behind the end marker `...` or
    /// indented less than the first line. The document before it counts.
    IgnoredAfterEnd,
    /// An invisible character (U+0085, U+2028, U+2029) that most programs show as a blank, while Kubernetes breaks the
    /// line there and may read something else. The document counts, read with a blank there.
    LineSeparator,
    /// A tab indents a line.
    TabIndentation,
    /// A line does not line up with those around it.
    Indentation,
    /// A quote or bracket is never closed.
    Unclosed {
        /// The opening character.
        open: char,
    },
    /// A `key: value` where a plain value was begun, as in `a: b: c`; often a value that needs quotes.
    UnexpectedMapping,
    /// A key without a blank behind its colon, which is text for YAML and goes on in the next line.
    MissingSpace {
        /// The line, such as `name:frontend`.
        text: String,
    },
    /// A character that cannot stand there, such as `@` or `` ` `` at the start of a value.
    UnexpectedCharacter {
        /// The character.
        character: char,
    },
    /// Any other breach of the grammar.
    Malformed {
        /// The parser's own words, in English.
        detail: String,
    },
    /// A mapping has a key twice, merged keys included.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stood first.
        first: Span,
    },
    /// A key that JSON cannot have: null, a list, a mapping, or a number beyond 63 bits.
    UnsupportedKey,
    /// An alias `*name` without an anchor `&name` before it.
    UnknownAnchor {
        /// The name.
        name: String,
    },
    /// An anchor contains itself.
    RecursiveAnchor,
    /// `<<` with something that is neither a mapping nor a list of mappings.
    MergeWithoutMapping,
    /// `.inf` or `.nan`, which JSON cannot have.
    NotFinite,
    /// A value that its explicit tag does not allow, such as `!!int x`.
    TagMismatch {
        /// The tag without its namespace, such as `int`.
        tag: String,
    },
    /// More levels of nesting than [`super::limits::DEPTH`].
    TooDeep,
    /// Aliases that expand to more than [`super::limits::expansion`] allows.
    TooManyAliases,
    /// More text than [`super::limits::TEXT`]; the documents that end before it count.
    TooLong,
    /// More documents than [`super::limits::DOCUMENTS`]; those before count.
    TooManyDocuments,
    /// More nodes than [`super::limits::NODES`]; the documents that end before them count.
    TooManyNodes,
}
