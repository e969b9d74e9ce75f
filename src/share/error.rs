//! What can be wrong with a link. Codes only; the sentences live in `i18n`.

/// Why a link cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkError {
    /// The end is missing, as when a mail program cut the address.
    Truncated,
    /// Something in it was changed, or it never was a link of ours.
    Corrupt,
    /// A later version made it.
    TooNew {
        /// The version of the link, or of the frame in it.
        version: u32,
    },
    /// It holds more than a scenario may.
    TooBig(TooBig),
}

/// Which budget of [`super::limits`] is exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TooBig {
    /// More files than [`super::limits::FILES`].
    Files,
    /// A name longer than [`super::limits::NAME`].
    Name,
    /// More text than [`super::limits::TEXT`].
    Text,
    /// A selection, view, language or version longer than [`super::limits::LABEL`].
    Label,
    /// A link longer than [`super::limits::PACKED`] allows.
    Link,
}

impl From<TooBig> for LinkError {
    fn from(budget: TooBig) -> Self {
        Self::TooBig(budget)
    }
}
