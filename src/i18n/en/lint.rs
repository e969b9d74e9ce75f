//! English texts of findings and rules.

use super::{En, broken, fault, rules};
use crate::i18n::text::{AdmissionText, LintText, RuleSection, RuleText};
use crate::lint::{Code, Message, NotText};

impl LintText for En {
    fn message(&self, message: &Message) -> String {
        match message {
            Message::PlaintextToStrict { cause, clients, servers } => {
                broken::plaintext_to_strict(cause, clients, servers)
            }
            Message::MtlsToPlaintext { rule, server, servers } => {
                broken::mtls_to_plaintext(rule.as_deref(), *server, servers)
            }
            Message::RejectedHandshake { sent, mode, servers } => {
                broken::rejected_handshake(*sent, *mode, servers)
            }
            Message::TlsInTls { servers } => broken::tls_in_tls(servers),
            Message::ForeignBytesOnHttp { servers } => broken::foreign_bytes_on_http(servers),
            Message::ServerFirstHang { servers } => broken::server_first_hang(servers),
            Message::MissingEndpoints { dialled } => broken::missing_endpoints(dialled),
            Message::UnreachableAddress { dialled } => broken::unreachable_address(dialled),
            Message::UnregisteredDestination { dialled } => broken::unregistered_destination(dialled),
            Message::SelectorWithoutPods { kind, policy, nearest } => {
                let meant = nearest.as_ref().map_or_else(String::new, |label| {
                    format!(" It asks for {}; {} has {}.", label.written, label.workload, label.meant)
                });
                format!("{kind} {policy} selects no pod and has no effect.{meant}")
            }
            Message::UnknownClient { client } => {
                format!("No workload {client} is here, so this call is left out.")
            }
            Message::Fault(fault) => fault::sentence(fault),
            Message::Objection(objection) => format!("{}.", self.objection(objection)),
            Message::UnquotedWord { word, taken_for } => {
                let taken_for = match taken_for {
                    NotText::Boolean => "a boolean",
                    NotText::Number => "a number",
                    NotText::Null => "nothing",
                };
                format!("YAML takes {word} for {taken_for}; text must stand here, so put it in quotes.")
            }
            Message::DuplicateDocument { kind, name, count } => {
                let times = if *count == 2 { "twice".to_owned() } else { format!("{count} times") };
                format!("{kind} {name} is there {times}; only the last one counts.")
            }
            Message::UnusedKind { kind, count } => {
                format!("{kind} is not used here{}.", documents(*count))
            }
            Message::UnevaluatedKind { kind, count } => {
                format!("{kind} is not considered{}; outcomes are those without it.", documents(*count))
            }
        }
    }

    fn rule(&self, code: Code) -> RuleText {
        rules::text(code)
    }

    fn rule_section(&self, section: RuleSection) -> &'static str {
        match section {
            RuleSection::Why => "Why it matters.",
            RuleSection::Bad => "Bad:",
            RuleSection::Good => "Good:",
            RuleSection::Fix => "Fix.",
            RuleSection::Verify => "Verify on a cluster.",
        }
    }

    fn rules_preface(&self) -> &'static str {
        "# Rules\n\nEvery finding has a code that is never reused and a name that reads after “allow”. \
         1xx broken · 2xx exposed · 3xx no effect · 4xx rejected · 5xx text · 6xx expectation not met · 7xx not considered.\n\
         `mtls-playground explain CODE` prints the same text.\n\n\
         The examples stand in this mesh:"
    }
}

/// How many documents, where there are several.
fn documents(count: usize) -> String {
    match count {
        1 => String::new(),
        n => format!(" ({n} documents)"),
    }
}
