//! English sentences for what is wrong with a text.

use crate::mesh::Crowd;
use crate::resource::{Expected, Fault, Form, Meant};
use crate::yaml::{SyntaxErrorKind, limits};

/// What is wrong, and what was probably meant.
pub(super) fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::Syntax(error) => syntax(&error.kind),
        Fault::NotAResource => "This document is no Kubernetes resource and is left out.".into(),
        Fault::NoKind { written } => no_key("kind", written.as_deref()),
        Fault::NoApiVersion { written } => no_key("apiVersion", written.as_deref()),
        Fault::NoName => "metadata.name is missing.".into(),
        Fault::UnknownApiVersion { expected } => {
            format!("This API version does not have the kind; {} does.", or(expected))
        }
        Fault::UnknownKind { kind, meant } => {
            format!("There is no kind {kind}; did you mean {meant}? This document is left out.")
        }
        Fault::Replaced => {
            "A later document has the same kind, namespace and name, and replaces this one.".into()
        }
        Fault::UnknownField { field, meant } => unknown_field(field, meant.as_ref()),
        Fault::WrongType { expected } => {
            format!("{} must stand here; the field is ignored.", type_name(*expected))
        }
        Fault::UnknownWord { word, expected, meant } => unknown_word(word, expected, *meant),
        Fault::OutOfRange { min, max } => {
            format!("The number must be between {min} and {max}; the field is ignored.")
        }
        Fault::Malformed(form) => format!("{} must stand here; the field is ignored.", form_name(*form)),
        Fault::Missing { field } => format!("{field} is missing."),
    }
}

fn no_key(key: &str, written: Option<&str>) -> String {
    match written {
        Some(written) => {
            format!("{key} is missing; here it is spelt {written}. This document is left out.")
        }
        None => format!("{key} is missing; this document is left out."),
    }
}

fn unknown_field(field: &str, meant: Option<&Meant>) -> String {
    match meant {
        None => format!("There is no field {field} here; it is ignored."),
        Some(Meant::Sibling(name)) => format!("There is no field {field} here; did you mean {name}?"),
        Some(Meant::Deeper(path)) => format!("The field {field} belongs further down: {path}."),
        Some(Meant::Elsewhere(path)) => format!("The field {field} belongs elsewhere: {path}."),
    }
}

fn unknown_word(word: &str, expected: &[&str], meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("{word} is not known here; did you mean {meant}?"),
        None => format!("{word} is not known here; possible: {}.", expected.join(", ")),
    }
}

fn type_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "Text",
        Expected::Number => "A number",
        Expected::NumberOrText => "A number or text",
        Expected::Boolean => "true or false",
        Expected::List => "A list",
        Expected::Mapping => "A mapping",
    }
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Port => "A port from 1 to 65535",
        Form::Address => "An IP address",
        Form::Workload => "namespace/workload",
        Form::Destination => "host:port or pod/namespace/workload:port",
        Form::MeshConfig => "A mesh config (YAML)",
        Form::Other => "Something else",
    }
}

fn syntax(kind: &SyntaxErrorKind) -> String {
    match kind {
        SyntaxErrorKind::Template { action } => {
            format!(
                "This is a template ({action}); render it first. Documents that are templates are left out."
            )
        }
        SyntaxErrorKind::BadSeparator { text } => {
            format!(
                "--- separates documents only on a line of its own; kubectl refuses the file for “{text}”."
            )
        }
        SyntaxErrorKind::IgnoredAfterEnd => {
            "The document ends before this line; Kubernetes ignores the rest up to the next ---.".into()
        }
        SyntaxErrorKind::LineSeparator => {
            "An invisible character breaks the line here for Kubernetes; put a blank in its place.".into()
        }
        SyntaxErrorKind::TabIndentation => "A tab indents this line; YAML takes spaces only.".into(),
        SyntaxErrorKind::Indentation => "This line does not line up with those around it.".into(),
        SyntaxErrorKind::Unclosed { open } => format!("This {open} is never closed."),
        SyntaxErrorKind::UnexpectedMapping => {
            "A mapping cannot begin here; put the value in quotes, or the key on a line of its own.".into()
        }
        SyntaxErrorKind::MissingSpace { text } => {
            format!("“{text}” is text, not a key with a value; put a blank behind the colon.")
        }
        SyntaxErrorKind::UnexpectedCharacter { character } => {
            format!("{character} cannot stand here; put the value in quotes.")
        }
        SyntaxErrorKind::Malformed { detail } => format!("This is not valid YAML: {detail}."),
        SyntaxErrorKind::DuplicateKey { key, .. } => format!("The key {key} is there twice."),
        SyntaxErrorKind::UnsupportedKey => "A key must be a word; this cannot be one.".into(),
        SyntaxErrorKind::UnknownAnchor { name } => format!("No anchor &{name} stands before this alias."),
        SyntaxErrorKind::RecursiveAnchor => "This anchor contains itself.".into(),
        SyntaxErrorKind::MergeWithoutMapping => "<< takes a mapping or a list of mappings.".into(),
        SyntaxErrorKind::NotFinite => "Kubernetes has no numbers .inf and .nan.".into(),
        SyntaxErrorKind::TagMismatch { tag } => format!("The value does not fit its tag {tag}."),
        SyntaxErrorKind::TooDeep => format!("This nests deeper than {} levels.", limits::DEPTH),
        SyntaxErrorKind::TooManyAliases => "The aliases of this document expand to too much.".into(),
        SyntaxErrorKind::TooLong => {
            format!("The text is longer than {} MiB; the rest is left out.", limits::TEXT / (1024 * 1024))
        }
        SyntaxErrorKind::TooManyDocuments => {
            format!("There are more than {} documents; the rest is left out.", limits::DOCUMENTS)
        }
        SyntaxErrorKind::TooManyNodes => {
            format!("There are more than {} values; this document and the rest are left out.", limits::NODES)
        }
    }
}

/// `a, b or c`.
fn or(words: &[String]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// What resources make too much of together.
pub(super) fn crowded(crowd: Crowd) -> String {
    let limit = crowd.limit();
    let what = match crowd {
        Crowd::Suspects => {
            return format!(
                "Resources are compared with each other {limit} times, as often as is done for one text; \
                 some findings may be missing."
            );
        }
        Crowd::Members => "Services before this one are compared with pods",
        Crowd::Policies(_) => "Policies before this one are attached to pods",
        Crowd::Rules => "Routes before this one become rules for their parents and hosts",
        Crowd::Merges => "DestinationRules of this namespace before this one are merged",
        Crowd::Listeners => "Gateways before this one are joined with their pods and routes",
        Crowd::Mentions => "Calls are read out of the manifests before this place",
        Crowd::Calls => "Addresses before this one are read as calls",
    };
    format!(
        "{what} {limit} times, as often as is done for one text; what would come of this and of what follows is left out."
    )
}
