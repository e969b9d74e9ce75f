//! The components: one to a file. They hold no state of their own beyond what only they can see.
//!
//! What remembers something, or is spared from being drawn again where nothing changed, is a component of Yew. The others
//! are functions: a component has a life cycle and properties, which are compiled for each of them.

mod banner;
mod command;
mod connection_row;
mod connections;
mod dialogs;
mod dock;
mod editor;
mod embed_bar;
mod empty;
mod evidence;
mod examples_menu;
mod file_menu;
mod file_tabs;
mod filter_bar;
mod finding;
mod findings;
mod fix_list;
mod fix_preview;
mod grip;
mod hop_strip;
mod icon;
mod language_switch;
mod line_marks;
mod outcome_label;
mod overall_label;
mod part_bar;
mod place_link;
mod readiness_view;
mod results;
mod sheet;
mod status_line;
mod symptom_answer;
mod symptom_box;
mod tab_list;
mod text_pane;
mod theme_button;
mod toast;
mod top_bar;
mod why_panel;
mod why_step;

pub(crate) use dialogs::dialog;
pub(crate) use dock::dock;
pub(crate) use embed_bar::embed_bar;
pub(crate) use grip::{Axis, Grip};
pub(crate) use results::Results;
pub(crate) use status_line::status_line;
pub(crate) use text_pane::text_pane;
pub(crate) use toast::ToastRegion;
pub(crate) use top_bar::TopBar;
