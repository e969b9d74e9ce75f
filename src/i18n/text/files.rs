//! What is said of files and their text.

/// Texts of the pane with the files.
pub trait FilesText {
    /// Label of the tabs of files.
    fn files(&self) -> &'static str;
    /// Said of a file in which there is an error.
    fn has_errors(&self) -> &'static str;
    /// What the keys do at a tab.
    fn tab_help(&self) -> &'static str;
    /// Adds an empty file.
    fn add_file(&self) -> &'static str;
    /// Opens files of the device.
    fn open_files(&self) -> &'static str;
    /// Label of the menu of files.
    fn file_menu(&self) -> &'static str;
    /// Renames the file that is shown.
    fn rename_file(&self) -> &'static str;
    /// Closes the file that is shown.
    fn close_file(&self) -> &'static str;
    /// Opens the list of earlier texts.
    fn earlier_states(&self) -> &'static str;
    /// What an empty text area says.
    fn editor_placeholder(&self) -> &'static str;
    /// Label of the parts of a large file.
    fn parts_of_file(&self) -> &'static str;
    /// One of the parts of a large file.
    fn part_of(&self, number: usize, parts: usize) -> String;
    /// Goes to the part before.
    fn previous_part(&self) -> &'static str;
    /// Goes to the part behind.
    fn next_part(&self) -> &'static str;
    /// Why a large file is edited in parts.
    fn why_in_parts(&self) -> &'static str;
    /// Files were opened.
    fn files_opened(&self) -> &'static str;
    /// A file was closed.
    fn file_closed(&self, name: &str) -> String;
    /// A file exceeds the budget.
    fn file_too_large(&self, name: &str) -> String;
    /// A file cannot be read.
    fn file_unreadable(&self, name: &str) -> String;
}
