//! Which rule reports which fault of the text. The match is exhaustive, so no fault can go unreported.

use super::message::NotText;
use super::{Code, Context, Finding, Message, Rule, Severity};
use crate::resource::{Expected, Fault, Problem};
use crate::yaml::{SyntaxErrorKind, Value};

/// One finding for each problem that is this rule's to report.
pub(super) fn findings(
    context: &Context,
    rule: &'static Rule,
    severity: impl Fn(&Fault) -> Severity,
) -> Vec<Finding> {
    problems(context, rule)
        .map(|problem| {
            let message = Message::Fault(problem.fault.clone());
            Finding::new(rule, severity(&problem.fault), message, problem.at).and_at(problem.related)
        })
        .collect()
}

/// The problems that are this rule's to report, in the order of the text.
pub(super) fn problems<'a>(context: &Context<'a>, rule: &'static Rule) -> impl Iterator<Item = &'a Problem> {
    context.inventory.problems.iter().filter(move |problem| reporter(context, problem) == rule.code)
}

/// What a value is, where text must stand and none does because YAML reads an unquoted word in its own way.
pub(super) fn not_text(context: &Context, problem: &Problem) -> Option<NotText> {
    let Fault::WrongType { expected: Expected::Text } = problem.fault else { return None };
    let resource = context.inventory.get(problem.resource?)?;
    match resource.root.at(&problem.path)?.value {
        Value::Bool(_) => Some(NotText::Boolean),
        Value::Int(_) | Value::BigInt(_) | Value::Float(_) => Some(NotText::Number),
        Value::Null => Some(NotText::Null),
        Value::String(_) | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

fn reporter(context: &Context, problem: &Problem) -> Code {
    match &problem.fault {
        Fault::Syntax(error) => syntax(&error.kind),
        Fault::NotAResource
        | Fault::NoKind { .. }
        | Fault::NoApiVersion { .. }
        | Fault::NoName
        | Fault::Missing { .. } => Code::IncompleteDocument,
        Fault::UnknownApiVersion { .. } | Fault::UnknownKind { .. } => Code::UnknownApiVersion,
        Fault::Replaced => Code::DuplicateDocument,
        Fault::UnknownField { .. } => Code::UnknownField,
        Fault::WrongType { .. } if not_text(context, problem).is_some() => Code::UnquotedWord,
        Fault::WrongType { .. }
        | Fault::UnknownWord { .. }
        | Fault::OutOfRange { .. }
        | Fault::Malformed(_) => Code::InvalidValue,
    }
}

fn syntax(kind: &SyntaxErrorKind) -> Code {
    match kind {
        SyntaxErrorKind::Template { .. } => Code::UnrenderedTemplate,
        SyntaxErrorKind::BadSeparator { .. } | SyntaxErrorKind::IgnoredAfterEnd => Code::BadSeparator,
        SyntaxErrorKind::TooDeep
        | SyntaxErrorKind::TooManyAliases
        | SyntaxErrorKind::TooLong
        | SyntaxErrorKind::TooManyDocuments
        | SyntaxErrorKind::TooManyNodes => Code::OversizedText,
        SyntaxErrorKind::TabIndentation
        | SyntaxErrorKind::Indentation
        | SyntaxErrorKind::Unclosed { .. }
        | SyntaxErrorKind::LineSeparator
        | SyntaxErrorKind::UnexpectedMapping
        | SyntaxErrorKind::MissingSpace { .. }
        | SyntaxErrorKind::UnexpectedCharacter { .. }
        | SyntaxErrorKind::Malformed { .. }
        | SyntaxErrorKind::DuplicateKey { .. }
        | SyntaxErrorKind::UnsupportedKey
        | SyntaxErrorKind::UnknownAnchor { .. }
        | SyntaxErrorKind::RecursiveAnchor
        | SyntaxErrorKind::MergeWithoutMapping
        | SyntaxErrorKind::NotFinite
        | SyntaxErrorKind::TagMismatch { .. } => Code::BrokenYaml,
    }
}
