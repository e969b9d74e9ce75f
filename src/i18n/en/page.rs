//! English texts of the page.

use super::{En, counted};
use crate::i18n::text::PageText;
use crate::mesh::Origin;
use crate::verdict::{Mode, Outcome, Sent};

impl PageText for En {
    fn title(&self) -> &'static str {
        "mTLS Playground"
    }

    fn own_name(&self) -> &'static str {
        "EN"
    }

    fn language(&self) -> &'static str {
        "Language"
    }

    fn theme_system(&self) -> &'static str {
        "Theme: as in the system"
    }

    fn theme_light(&self) -> &'static str {
        "Theme: light"
    }

    fn theme_dark(&self) -> &'static str {
        "Theme: dark"
    }

    fn menu(&self) -> &'static str {
        "Menu"
    }

    fn examples(&self) -> &'static str {
        "Examples"
    }

    fn share(&self) -> &'static str {
        "Share"
    }

    fn open_alone(&self) -> &'static str {
        "Open and edit"
    }

    fn shortcuts(&self) -> &'static str {
        "Keyboard shortcuts"
    }

    fn panes(&self) -> &'static str {
        "Panes"
    }

    fn pane_text(&self) -> &'static str {
        "Text"
    }

    fn pane_connections(&self) -> &'static str {
        "Connections"
    }

    fn pane_why(&self) -> &'static str {
        "Why"
    }

    fn pane_findings(&self) -> &'static str {
        "Findings"
    }

    fn results(&self) -> &'static str {
        "Results"
    }

    fn views(&self) -> &'static str {
        "Views"
    }

    fn resize_text(&self) -> &'static str {
        "Width of the text"
    }

    fn resize_list(&self) -> &'static str {
        "Height of the list"
    }

    fn filter_rows(&self) -> &'static str {
        "Filter rows"
    }

    fn filter(&self) -> &'static str {
        "Filter"
    }

    fn namespace(&self) -> &'static str {
        "Namespace"
    }

    fn all_namespaces(&self) -> &'static str {
        "All namespaces"
    }

    fn chip(&self, outcome: &str, rows: usize) -> String {
        format!("{rows} {outcome}")
    }

    fn column_outcome(&self) -> &'static str {
        "Outcome"
    }

    fn column_client(&self) -> &'static str {
        "Client"
    }

    fn column_call(&self) -> &'static str {
        "Call"
    }

    fn column_server(&self) -> &'static str {
        "Server"
    }

    fn column_sent(&self) -> &'static str {
        "Sent → enforced"
    }

    fn column_decided(&self) -> &'static str {
        "Decided by"
    }

    fn sent(&self, sent: Sent) -> &'static str {
        match sent {
            Sent::Plaintext => "plaintext",
            Sent::IstioMtls => "Istio mTLS",
            Sent::Tls => "TLS",
            Sent::MutualTls => "own mTLS",
            Sent::AppTls => "app TLS",
            Sent::Hbone => "HBONE",
        }
    }

    fn mode(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::Strict => "STRICT",
            Mode::Permissive => "PERMISSIVE",
            Mode::Disable => "DISABLE",
            Mode::None => "no proxy",
        }
    }

    fn external(&self) -> &'static str {
        "external"
    }

    fn nobody(&self) -> &'static str {
        "—"
    }

    fn by_default(&self) -> &'static str {
        "defaults"
    }

    fn rows_drawn(&self, drawn: usize, all: usize) -> String {
        format!("{drawn} of {all} rows")
    }

    fn more_rows(&self) -> &'static str {
        "Show more"
    }

    fn no_rows_match(&self) -> &'static str {
        "No row matches the filter."
    }

    fn choose_a_row(&self) -> &'static str {
        "Choose a row to see why it comes out as it does."
    }

    fn call_origin(&self, origin: &Origin) -> &'static str {
        match origin {
            Origin::Declared(_) => "Declared in",
            Origin::Inferred(_) => "Read out of",
            Origin::Pair => "Nothing in the text makes this call, but it could be made.",
        }
    }

    fn proxy(&self) -> &'static str {
        "proxy"
    }

    fn hops(&self, from: &str, to: &str, outcome: &str) -> String {
        format!("The way from {from} to {to}: {outcome}")
    }

    fn all_mtls(&self, rows: usize) -> String {
        format!("All {rows} connections use mutual TLS.")
    }

    fn up_to_date(&self) -> &'static str {
        "Up to date"
    }

    fn nothing_to_evaluate(&self) -> &'static str {
        "Nothing to evaluate yet"
    }

    fn not_evaluated(&self) -> &'static str {
        "Not evaluated"
    }

    fn unreadable_documents(&self, count: usize) -> String {
        match count {
            1 => "1 document cannot be read".to_owned(),
            _ => format!("{count} documents cannot be read"),
        }
    }

    fn evaluated_in(&self, milliseconds: u64) -> String {
        format!("evaluated in {milliseconds} ms")
    }

    fn amounts(&self, resources: usize, connections: usize) -> String {
        format!("{}, {}", counted(resources, "resource"), counted(connections, "connection"))
    }

    fn client_sees(&self) -> &'static str {
        "Client sees"
    }

    fn may_read(&self) -> &'static str {
        "may read"
    }

    fn client_log(&self) -> &'static str {
        "Client log"
    }

    fn server_log(&self) -> &'static str {
        "Server log"
    }

    fn verify(&self) -> &'static str {
        "Verify"
    }

    fn pairs_left_out(&self, pairs: usize) -> String {
        format!("{} not evaluated", counted(pairs, "more pair"))
    }

    fn saved(&self) -> &'static str {
        "saved on this device"
    }

    fn not_saved(&self) -> &'static str {
        "not saved: the browser's storage is full or off"
    }

    fn rules_version(&self) -> &'static str {
        "rules of Istio 1.32"
    }

    fn unreadable_document(&self, file: &str, line: usize) -> String {
        format!("{file}, line {line}, is not valid YAML.")
    }

    fn result_is_older(&self) -> &'static str {
        "The result is from before this edit."
    }

    fn result_is_partial(&self) -> &'static str {
        "The result leaves this document out."
    }

    fn go_to_line(&self, line: usize) -> String {
        format!("Go to line {line}")
    }

    fn held_back(&self) -> &'static str {
        "The last evaluation of this text did not finish, so it was not evaluated again. The text is as you left it."
    }

    fn evaluate_anyway(&self) -> &'static str {
        "Evaluate it"
    }

    fn crashed(&self) -> &'static str {
        "Something went wrong and the page stopped. Your text is saved on this device: reload the page to go on. It is not evaluated again until you ask for it."
    }

    fn example_opened(&self) -> &'static str {
        "The example replaced the text."
    }

    fn example_replaced(&self) -> &'static str {
        "The pasted text replaced the whole example."
    }

    fn link_opened(&self) -> &'static str {
        "The link replaced the text."
    }

    fn state_restored(&self) -> &'static str {
        "The earlier state is back."
    }

    fn undo(&self) -> &'static str {
        "Undo"
    }

    fn undone(&self) -> &'static str {
        "The text is back."
    }

    fn copied(&self) -> &'static str {
        "Copied."
    }

    fn not_copied(&self) -> &'static str {
        "The browser does not allow copying. Select the text and copy it by hand."
    }

    fn start_with_example(&self) -> &'static str {
        "Start with an example"
    }

    fn own_cluster(&self) -> &'static str {
        "Or with your own cluster"
    }

    fn nothing_leaves(&self) -> &'static str {
        "Nothing leaves this page: the text is evaluated in your browser."
    }

    fn legend(&self) -> &'static str {
        "What each connection can be"
    }

    fn outcome_meaning(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Mtls => "protected, identities verified",
            Outcome::Plaintext => "reaches the app, unprotected",
            Outcome::Tls => "TLS the app itself must serve",
            Outcome::Refused => "the server’s proxy closes the connection",
            Outcome::Garbled => "the app gets TLS bytes it cannot read",
            Outcome::ProtocolError => "an HTTP port gets other bytes",
            Outcome::Denied => "a policy or a token check says no",
            Outcome::Hangs => "both sides wait for the first byte",
        }
    }

    fn unroutable_meaning(&self) -> &'static str {
        "never leaves the client’s proxy"
    }
}
