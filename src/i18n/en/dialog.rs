//! English texts of the dialogs.

use super::{En, counted};
use crate::i18n::text::DialogText;

impl DialogText for En {
    fn close(&self) -> &'static str {
        "Close"
    }

    fn cancel(&self) -> &'static str {
        "Cancel"
    }

    fn copy(&self) -> &'static str {
        "Copy"
    }

    fn file_name(&self) -> &'static str {
        "File name"
    }

    fn rename(&self) -> &'static str {
        "Rename"
    }

    fn share_detail(&self) -> &'static str {
        "The link holds the whole text. It is not stored anywhere: whoever has the link has the text."
    }

    fn link(&self) -> &'static str {
        "Link"
    }

    fn embedded(&self) -> &'static str {
        "As part of another page, to be read only"
    }

    fn link_length(&self, characters: usize) -> String {
        format!("{characters} characters")
    }

    fn taken_out(&self, count: usize) -> String {
        format!("{} taken out of the link. Your text is unchanged.", counted(count, "secret value"))
    }

    fn too_big_to_share(&self) -> &'static str {
        "The text is too large for a link. Remove what has nothing to do with the question, such as status and managedFields."
    }

    fn bad_link(&self) -> &'static str {
        "The link cannot be opened"
    }

    fn link_truncated(&self) -> &'static str {
        "The link is cut off; your text is unchanged."
    }

    fn link_corrupt(&self) -> &'static str {
        "The link is damaged: a character in it was changed. Your text is unchanged."
    }

    fn link_too_new(&self) -> &'static str {
        "A newer version of this page made the link. Reload the page to get it; your text is unchanged."
    }

    fn link_too_big(&self) -> &'static str {
        "The link holds more than this page opens; your text is unchanged."
    }

    fn replace_work(&self) -> &'static str {
        "Replace your text?"
    }

    fn replace_work_detail(&self) -> &'static str {
        "You opened a link while there is a text of your own. Opening it replaces the text; undo brings it back."
    }

    fn keep_mine(&self) -> &'static str {
        "Keep my text"
    }

    fn open_link(&self) -> &'static str {
        "Open the link"
    }

    fn earlier_states_detail(&self) -> &'static str {
        "The last 30 texts of this browser. Choosing one replaces the text; undo brings it back."
    }

    fn no_earlier_states(&self) -> &'static str {
        "No earlier states yet. They are put aside while you work."
    }

    fn line_count(&self, lines: usize) -> String {
        counted(lines, "line")
    }

    fn key_share(&self) -> &'static str {
        "make a link"
    }

    fn key_next_problem(&self) -> &'static str {
        "next, previous problem"
    }

    fn key_undo(&self) -> &'static str {
        "bring back replaced text"
    }

    fn key_filter(&self) -> &'static str {
        "filter the rows"
    }

    fn key_rows(&self) -> &'static str {
        "move in the rows"
    }

    fn key_line(&self) -> &'static str {
        "go to the line that decides the row"
    }

    fn key_rename(&self) -> &'static str {
        "rename the file"
    }

    fn key_close(&self) -> &'static str {
        "close the file"
    }

    fn key_help(&self) -> &'static str {
        "this list"
    }

    fn key_tab(&self) -> &'static str {
        "Tab leaves the text and goes on to the next part of the page."
    }
}
