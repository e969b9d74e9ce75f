//! The components: one to a file. They hold no state of their own beyond what only they can see.

mod banner;
mod connection_row;
mod connections;
mod dialogs;
mod dock;
mod editor;
mod empty;
mod examples_menu;
mod file_menu;
mod file_tabs;
mod filter_bar;
mod findings;
mod grip;
mod hop_strip;
mod icon;
mod language_switch;
mod line_marks;
mod outcome_label;
mod place_link;
mod results;
mod status_line;
mod tab_list;
mod text_pane;
mod theme_button;
mod toast;
mod top_bar;
mod why_panel;
mod why_step;

pub(crate) use dialogs::Dialogs;
pub(crate) use dock::Dock;
pub(crate) use grip::{Axis, Grip};
pub(crate) use results::Results;
pub(crate) use status_line::StatusLine;
pub(crate) use text_pane::TextPane;
pub(crate) use toast::ToastRegion;
pub(crate) use top_bar::TopBar;
