//! English texts of the pane with the files.

use super::En;
use crate::i18n::text::FilesText;

impl FilesText for En {
    fn files(&self) -> &'static str {
        "Files"
    }

    fn has_errors(&self) -> &'static str {
        "has errors"
    }

    fn tab_help(&self) -> &'static str {
        "F2 renames, Delete closes"
    }

    fn add_file(&self) -> &'static str {
        "Add a file"
    }

    fn open_files(&self) -> &'static str {
        "Open files"
    }

    fn file_menu(&self) -> &'static str {
        "File menu"
    }

    fn rename_file(&self) -> &'static str {
        "Rename file"
    }

    fn close_file(&self) -> &'static str {
        "Close file"
    }

    fn earlier_states(&self) -> &'static str {
        "Earlier states"
    }

    fn editor_placeholder(&self) -> &'static str {
        "Paste Kubernetes and Istio YAML here, or drop files.\n\nLists from kubectl get -o yaml are fine as they are."
    }

    fn parts_of_file(&self) -> &'static str {
        "Parts of this file"
    }

    fn part_of(&self, number: usize, parts: usize) -> String {
        format!("Part {number} of {parts}")
    }

    fn previous_part(&self) -> &'static str {
        "Previous part"
    }

    fn next_part(&self) -> &'static str {
        "Next part"
    }

    fn why_in_parts(&self) -> &'static str {
        "Browsers are slow to edit this much text, so you see one part at a time. All of it is evaluated."
    }

    fn files_opened(&self) -> &'static str {
        "Opened."
    }

    fn file_closed(&self, name: &str) -> String {
        format!("Closed {name}.")
    }

    fn file_too_large(&self, name: &str) -> String {
        format!("{name} is larger than 8 MiB and was not opened.")
    }

    fn file_unreadable(&self, name: &str) -> String {
        format!("{name} cannot be read.")
    }
}
