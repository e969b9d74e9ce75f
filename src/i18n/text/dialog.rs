//! What the dialogs of the page say.

/// Texts of the dialogs.
pub trait DialogText {
    /// Closes a dialog.
    fn close(&self) -> &'static str;
    /// Closes a dialog and changes nothing.
    fn cancel(&self) -> &'static str;
    /// Copies what stands beside it.
    fn copy(&self) -> &'static str;
    /// Label of the field.
    fn file_name(&self) -> &'static str;
    /// Does it.
    fn rename(&self) -> &'static str;
    /// What the link is.
    fn share_detail(&self) -> &'static str;
    /// Label of the field with the link.
    fn link(&self) -> &'static str;
    /// Label of what puts the scenario into another page.
    fn embedded(&self) -> &'static str;
    /// How long the link is.
    fn link_length(&self, characters: usize) -> String;
    /// Secrets were taken out.
    fn taken_out(&self, count: usize) -> String;
    /// The text does not fit into a link.
    fn too_big_to_share(&self) -> &'static str;
    /// Title: a link cannot be opened.
    fn bad_link(&self) -> &'static str;
    /// The end of the link is missing.
    fn link_truncated(&self) -> &'static str;
    /// The link was changed.
    fn link_corrupt(&self) -> &'static str;
    /// A later version made the link.
    fn link_too_new(&self) -> &'static str;
    /// The link holds too much.
    fn link_too_big(&self) -> &'static str;
    /// Title: a link was opened over work.
    fn replace_work(&self) -> &'static str;
    /// What will happen.
    fn replace_work_detail(&self) -> &'static str;
    /// Keeps the text.
    fn keep_mine(&self) -> &'static str;
    /// Opens the link.
    fn open_link(&self) -> &'static str;
    /// What the list is.
    fn earlier_states_detail(&self) -> &'static str;
    /// The list is empty.
    fn no_earlier_states(&self) -> &'static str;
    /// How long a text is.
    fn line_count(&self, lines: usize) -> String;
    /// What the key does.
    fn key_share(&self) -> &'static str;
    /// What the keys do.
    fn key_next_problem(&self) -> &'static str;
    /// What the key does.
    fn key_undo(&self) -> &'static str;
    /// What the key does.
    fn key_filter(&self) -> &'static str;
    /// What the keys do.
    fn key_rows(&self) -> &'static str;
    /// What the key does in the rows.
    fn key_line(&self) -> &'static str;
    /// What the key does at a tab.
    fn key_rename(&self) -> &'static str;
    /// What the key does at a tab.
    fn key_close(&self) -> &'static str;
    /// What the key does.
    fn key_help(&self) -> &'static str;
    /// How to leave the text.
    fn key_tab(&self) -> &'static str;
}
