//! Compares a tree with a shape: what does not fit is reported, and cut out so that the rest can be decoded.

use super::{Flaw, suggest};
use crate::order;
use crate::resource::{Expected, Fault};
use crate::yaml::{Node, Path, Segment, Shape, Value};

/// What a comparison found.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// What must be reported, in document order.
    pub(super) flaws: Vec<Flaw>,
    /// What must be cut out before the tree is decoded.
    pub(super) cuts: Vec<Cut>,
    /// Whether what must be cut out is the document or its whole spec.
    pub(super) hopeless: bool,
}

/// A value that cannot be decoded.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    /// Where it stands.
    pub(super) path: Path,
    /// What takes its place in a list, whose other items must keep their places.
    pub(super) zero: Value,
}

impl Cut {
    /// The route to the mapping that it is cut out of, if it is one.
    fn mapping(&self) -> Option<&[Segment]> {
        match self.path.segments().split_last()? {
            (Segment::Key(_), parents) => Some(parents),
            _ => None,
        }
    }
}

/// Compares `root` with `shape`. Unknown fields are reported only of `closed` types: those whose wire type lists
/// every field that exists.
pub(super) fn check(root: &Node, shape: &Shape, closed: bool) -> Checked {
    let mut checker = Checker { root: shape, closed, refused: 0, found: Checked::default() };
    checker.visit(root, shape, &Trail::Root);
    checker.found
}

/// Cuts values out of a tree, those of one mapping at once: it may have thousands without any.
pub(super) fn cut_all(root: &mut Node, cuts: &[Cut]) {
    for alike in cuts.chunk_by(|a, b| a.mapping().is_some() && a.mapping() == b.mapping()) {
        let [one, _, ..] = alike else {
            for one in alike {
                cut(root, one);
            }
            continue;
        };
        let parents = one.mapping().unwrap_or_default();
        let parent = parents.iter().try_fold(&mut *root, step).map(|parent| &mut parent.value);
        if let Some(Value::Mapping(entries)) = parent {
            let keys = order::set(alike.iter().filter_map(|cut| match cut.path.segments().last() {
                Some(Segment::Key(key)) => Some(&**key),
                _ => None,
            }));
            entries.retain(|entry| !keys.contains(&*entry.key));
        }
    }
}

/// Cuts a value out of a tree. `false` where there is nothing to cut.
pub(super) fn cut(root: &mut Node, cut: &Cut) -> bool {
    let Some((last, parents)) = cut.path.segments().split_last() else { return false };
    let Some(parent) = parents.iter().try_fold(root, step) else { return false };
    match (last, &mut parent.value) {
        (Segment::Key(key), Value::Mapping(entries)) => {
            let before = entries.len();
            entries.retain(|entry| entry.key != *key);
            entries.len() < before
        }
        (Segment::Index(index), Value::Sequence(items)) => match items.get_mut(*index) {
            Some(item) if item.value != cut.zero => {
                item.value = cut.zero.clone();
                true
            }
            _ => false,
        },
        _ => false,
    }
}

fn step<'a>(node: &'a mut Node, segment: &Segment) -> Option<&'a mut Node> {
    match (segment, &mut node.value) {
        (Segment::Key(key), Value::Mapping(entries)) => {
            entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.value)
        }
        (Segment::Index(index), Value::Sequence(items)) => items.get_mut(*index),
        _ => None,
    }
}

/// The way to the node that is looked at; a [`Path`] is made of it only when there is something to report.
enum Trail<'a> {
    Root,
    Key(&'a Trail<'a>, &'a str),
    Index(&'a Trail<'a>, usize),
}

impl Trail<'_> {
    fn path(&self) -> Path {
        match self {
            Self::Root => Path::root(),
            Self::Key(parent, key) => parent.path().key((*key).to_owned()),
            Self::Index(parent, index) => parent.path().index(*index),
        }
    }
}

/// How many flaws of one document are told. Whoever has more will see so.
const FLAWS: usize = 1_000;

struct Checker<'a> {
    root: &'a Shape,
    closed: bool,
    /// How many values were refused so far.
    refused: usize,
    found: Checked,
}

impl Checker<'_> {
    fn visit(&mut self, node: &Node, shape: &Shape, trail: &Trail<'_>) {
        match (shape, &node.value) {
            (Shape::Any, _)
            | (Shape::Text, Value::String(_))
            | (Shape::Boolean, Value::Bool(_))
            | (Shape::Number, Value::Int(_) | Value::BigInt(_) | Value::Float(_))
            | (Shape::IntegerOrText, Value::Int(_) | Value::String(_)) => {}
            // Kubernetes takes null for absent, whatever the type.
            (_, Value::Null) => self.cut(shape, trail),
            (Shape::Integer(min, max), Value::Int(number)) => {
                if !(min..=max).contains(&number) {
                    self.refuse(Fault::OutOfRange { min: *min, max: *max }, shape, trail);
                }
            }
            (Shape::Integer(min, max), Value::BigInt(_)) => {
                self.refuse(Fault::OutOfRange { min: *min, max: *max }, shape, trail);
            }
            (Shape::Word(words), Value::String(word)) => {
                if !words.contains(&word.as_str()) {
                    let meant = suggest::word(word, words);
                    self.refuse(
                        Fault::UnknownWord { word: word.clone(), expected: words, meant },
                        shape,
                        trail,
                    );
                }
            }
            (Shape::Vital(inner), _) => {
                let before = self.refused;
                self.visit(node, inner, trail);
                if self.refused > before {
                    self.cut_around(trail);
                }
            }
            (Shape::List(item), Value::Sequence(nodes)) => {
                for (i, node) in nodes.iter().enumerate() {
                    self.visit(node, item, &Trail::Index(trail, i));
                }
            }
            (Shape::Map(item), Value::Mapping(entries)) => {
                for entry in entries {
                    self.visit(&entry.value, item, &Trail::Key(trail, &entry.key));
                }
            }
            (Shape::Object(_), Value::Mapping(entries)) => {
                for entry in entries {
                    let trail = Trail::Key(trail, &entry.key);
                    match shape.field(&entry.key) {
                        Some(field) => self.visit(&entry.value, field, &trail),
                        None if self.closed && self.found.flaws.len() < FLAWS => {
                            let meant = suggest::field(entry, shape, self.root);
                            let fault = Fault::UnknownField { field: entry.key.clone().into_owned(), meant };
                            self.found.flaws.push(Flaw { path: trail.path(), fault });
                        }
                        None => {}
                    }
                }
            }
            _ => self.refuse(Fault::WrongType { expected: expected(shape) }, shape, trail),
        }
    }

    fn refuse(&mut self, fault: Fault, shape: &Shape, trail: &Trail<'_>) {
        if self.found.flaws.len() < FLAWS {
            self.found.flaws.push(Flaw { path: trail.path(), fault });
        }
        self.refused += 1;
        self.cut(shape, trail);
    }

    fn cut(&mut self, shape: &Shape, trail: &Trail<'_>) {
        self.found.cuts.push(Cut { path: trail.path(), zero: zero(shape) });
    }

    fn cut_around(&mut self, trail: &Trail<'_>) {
        let (Trail::Key(around, _) | Trail::Index(around, _)) = trail else { return };
        match around {
            Trail::Root | Trail::Key(Trail::Root, _) => self.found.hopeless = true,
            around => self.found.cuts.push(Cut { path: around.path(), zero: Value::Mapping(Vec::new()) }),
        }
    }
}

/// What Go leaves in a list item that is null.
fn zero(shape: &Shape) -> Value {
    match shape {
        Shape::Any => Value::Null,
        Shape::Text => Value::String(String::new()),
        Shape::Boolean => Value::Bool(false),
        Shape::Integer(..) | Shape::Number | Shape::IntegerOrText => Value::Int(0),
        Shape::Word(words) => Value::String(words.first().copied().unwrap_or_default().to_owned()),
        Shape::Vital(inner) => zero(inner),
        Shape::List(_) => Value::Sequence(Vec::new()),
        Shape::Map(_) | Shape::Object(_) => Value::Mapping(Vec::new()),
    }
}

fn expected(shape: &Shape) -> Expected {
    match shape {
        Shape::Any | Shape::Text | Shape::Word(_) => Expected::Text,
        Shape::Boolean => Expected::Boolean,
        Shape::Integer(..) | Shape::Number => Expected::Number,
        Shape::IntegerOrText => Expected::NumberOrText,
        Shape::Vital(inner) => expected(inner),
        Shape::List(_) => Expected::List,
        Shape::Map(_) | Shape::Object(_) => Expected::Mapping,
    }
}
