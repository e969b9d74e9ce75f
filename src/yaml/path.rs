//! Routes into a document, such as `spec.trafficPolicy.tls.mode`.

use std::borrow::Cow;
use std::fmt;

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// Into a mapping.
    Key(Cow<'static, str>),
    /// Into a sequence, from 0.
    Index(usize),
    /// Into the text of a string: from this byte of it to before that one.
    Text(usize, usize),
}

/// A route from the root of a document to a node. Rules speak in routes; spans are looked up late, for the few
/// decisions that somebody looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path(Vec<Segment>);

impl Path {
    /// The document itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// A route of fixed keys, written with dots: `Path::of("spec.mtls.mode")`. Keys that contain a dot need
    /// [`Path::key`].
    pub fn of(dotted: &'static str) -> Self {
        Self(
            dotted
                .split('.')
                .filter(|key| !key.is_empty())
                .map(|key| Segment::Key(Cow::Borrowed(key)))
                .collect(),
        )
    }

    /// This route and one key more.
    #[must_use]
    pub fn key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Segment::Key(key.into()));
        self
    }

    /// This route and one index more.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Segment::Index(index));
        self
    }

    /// This route and one step more.
    #[must_use]
    pub fn then(mut self, segment: &Segment) -> Self {
        self.0.push(segment.clone());
        self
    }

    /// This route to a string, and a part of its text.
    #[must_use]
    pub fn text(mut self, start: usize, end: usize) -> Self {
        self.0.push(Segment::Text(start, end));
        self
    }

    /// This route followed by `other`.
    #[must_use]
    pub fn join(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// What it stands in; nothing is around the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, parents) = self.segments().split_last()?;
        Some(parents.iter().fold(Self::root(), Self::then))
    }

    /// The steps.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if i == 0 => write!(f, "{key}")?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Text(start, end) => write!(f, "[{start}..{end}]")?,
            }
        }
        Ok(())
    }
}
