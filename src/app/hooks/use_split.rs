//! The position of a bar between two panes.

use crate::app::browser;
use crate::app::store::{Setting, read_setting, write_setting};
use web_sys::Element;
use yew::prelude::*;

/// A bar that can be moved.
pub(crate) struct Split {
    /// Belongs on the element around the panes, which gets the position as a custom property.
    pub(crate) around: NodeRef,
    /// Share of the first pane in per cent.
    pub(crate) share: u32,
    /// Moves the bar and remembers where to.
    pub(crate) onmove: Callback<u32>,
}

/// The position that was stored, else `default`.
#[hook]
pub(crate) fn use_split(setting: Setting, property: &'static str, default: u32) -> Split {
    let around = use_node_ref();
    let share = use_state(|| read_setting(setting).and_then(|word| word.parse().ok()).unwrap_or(default));
    use_effect_with((*share, around.clone()), move |(share, around)| {
        if let Some(around) = around.cast::<Element>() {
            browser::set_property(&around, property, &share.to_string());
        }
    });
    let set = share.setter();
    let onmove = use_callback((), move |share: u32, ()| {
        write_setting(setting, &share.to_string());
        set.set(share);
    });
    Split { around, share: *share, onmove }
}
