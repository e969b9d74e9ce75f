//! What the page says.

use crate::mesh::Origin;
use crate::verdict::{Mode, Outcome, Sent};

/// Texts of the page.
pub trait PageText {
    /// Name of the product.
    fn title(&self) -> &'static str;
    /// Name of the language in itself, short enough for a button.
    fn own_name(&self) -> &'static str;
    /// Label of the choice of the language.
    fn language(&self) -> &'static str;
    /// Label of the theme button: as the system has it.
    fn theme_system(&self) -> &'static str;
    /// Label of the theme button.
    fn theme_light(&self) -> &'static str;
    /// Label of the theme button.
    fn theme_dark(&self) -> &'static str;
    /// Label of the menu of a narrow page.
    fn menu(&self) -> &'static str;
    /// Label of the menu of examples.
    fn examples(&self) -> &'static str;
    /// Label of the button that makes a link.
    fn share(&self) -> &'static str;
    /// Label of the link from a part of another page to the page itself, where the text can be changed.
    fn open_alone(&self) -> &'static str;
    /// Label and title of the list of keys.
    fn shortcuts(&self) -> &'static str;
    /// Label of the choice of the pane on a small screen.
    fn panes(&self) -> &'static str;
    /// Name of the pane with the text.
    fn pane_text(&self) -> &'static str;
    /// Name of the pane and of the view with the rows.
    fn pane_connections(&self) -> &'static str;
    /// Name of the pane with the path of the chosen row.
    fn pane_why(&self) -> &'static str;
    /// Name of the pane with the findings.
    fn pane_findings(&self) -> &'static str;
    /// Label of everything that comes of the text.
    fn results(&self) -> &'static str;
    /// Label of the tabs of views.
    fn views(&self) -> &'static str;
    /// Label of the bar beside the text.
    fn resize_text(&self) -> &'static str;
    /// Label of the bar below the rows.
    fn resize_list(&self) -> &'static str;
    /// Label of the bar of filters.
    fn filter_rows(&self) -> &'static str;
    /// Label of the field that filters by words.
    fn filter(&self) -> &'static str;
    /// Label of the choice of a namespace.
    fn namespace(&self) -> &'static str;
    /// No choice of a namespace.
    fn all_namespaces(&self) -> &'static str;
    /// How many rows have an outcome.
    fn chip(&self, outcome: &str, rows: usize) -> String;
    /// Head of the column.
    fn column_outcome(&self) -> &'static str;
    /// Head of the column.
    fn column_client(&self) -> &'static str;
    /// Head of the column.
    fn column_call(&self) -> &'static str;
    /// Head of the column.
    fn column_server(&self) -> &'static str;
    /// Head of the column.
    fn column_sent(&self) -> &'static str;
    /// Head of the column.
    fn column_decided(&self) -> &'static str;
    /// What leaves the client's pod.
    fn sent(&self, sent: Sent) -> &'static str;
    /// What the server enforces.
    fn mode(&self, mode: Mode) -> &'static str;
    /// A server outside of the scenario.
    fn external(&self) -> &'static str;
    /// Stands where nobody answers and nothing is enforced.
    fn nobody(&self) -> &'static str;
    /// No resource decided, the defaults did.
    fn by_default(&self) -> &'static str;
    /// Not all rows are drawn.
    fn rows_drawn(&self, drawn: usize, all: usize) -> String;
    /// Draws more rows.
    fn more_rows(&self) -> &'static str;
    /// The filter lets no row through.
    fn no_rows_match(&self) -> &'static str;
    /// No row is chosen.
    fn choose_a_row(&self) -> &'static str;
    /// How a call came into the scenario, before the place where it stands if it stands somewhere.
    fn call_origin(&self, origin: &Origin) -> &'static str;
    /// A proxy in the strip of hops.
    fn proxy(&self) -> &'static str;
    /// The strip of hops in words.
    fn hops(&self, from: &str, to: &str, outcome: &str) -> String;
    /// Every row is mutual TLS.
    fn all_mtls(&self, rows: usize) -> String;
    /// The result is that of the text.
    fn up_to_date(&self) -> &'static str;
    /// There is no text.
    fn nothing_to_evaluate(&self) -> &'static str;
    /// The text is held back.
    fn not_evaluated(&self) -> &'static str;
    /// So many documents cannot be read.
    fn unreadable_documents(&self, count: usize) -> String;
    /// How long the evaluation took.
    fn evaluated_in(&self, milliseconds: u64) -> String;
    /// How much there is.
    fn amounts(&self, resources: usize, connections: usize) -> String;
    /// What the application of the client sees.
    fn client_sees(&self) -> &'static str;
    /// In front of what a client sees or a proxy logs where others may word it differently.
    fn may_read(&self) -> &'static str;
    /// What the proxy of the client logs.
    fn client_log(&self) -> &'static str;
    /// What the proxy of the server logs.
    fn server_log(&self) -> &'static str;
    /// The commands that show it on a cluster.
    fn verify(&self) -> &'static str;
    /// How many pairs of client and service port were left out because there are too many.
    fn pairs_left_out(&self, pairs: usize) -> String;
    /// The text is on this device.
    fn saved(&self) -> &'static str;
    /// The text is not on this device.
    fn not_saved(&self) -> &'static str;
    /// Whose rules are applied.
    fn rules_version(&self) -> &'static str;
    /// A document cannot be read.
    fn unreadable_document(&self, file: &str, line: usize) -> String;
    /// What is shown belongs to the text before the edit.
    fn result_is_older(&self) -> &'static str;
    /// What is shown leaves the document out.
    fn result_is_partial(&self) -> &'static str;
    /// Selects a line.
    fn go_to_line(&self, line: usize) -> String;
    /// The last visit did not survive this text.
    fn held_back(&self) -> &'static str;
    /// Evaluates it after all.
    fn evaluate_anyway(&self) -> &'static str;
    /// The page is dead.
    fn crashed(&self) -> &'static str;
    /// An example took the place of the text.
    fn example_opened(&self) -> &'static str;
    /// The pasted text took the place of the whole example.
    fn example_replaced(&self) -> &'static str;
    /// A link took the place of the text.
    fn link_opened(&self) -> &'static str;
    /// An earlier text took the place of the text.
    fn state_restored(&self) -> &'static str;
    /// Brings the text back.
    fn undo(&self) -> &'static str;
    /// The text is back.
    fn undone(&self) -> &'static str;
    /// The clipboard has it.
    fn copied(&self) -> &'static str;
    /// The browser refuses the clipboard.
    fn not_copied(&self) -> &'static str;
    /// Heading of the examples.
    fn start_with_example(&self) -> &'static str;
    /// Heading of the command.
    fn own_cluster(&self) -> &'static str;
    /// What happens with the text.
    fn nothing_leaves(&self) -> &'static str;
    /// Heading of the legend.
    fn legend(&self) -> &'static str;
    /// What an outcome means, in a few words.
    fn outcome_meaning(&self, outcome: Outcome) -> &'static str;
    /// What it means that a call never gets to an endpoint.
    fn unroutable_meaning(&self) -> &'static str;
}
