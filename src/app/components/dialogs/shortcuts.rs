//! The keyboard shortcuts.

use super::modal::Modal;
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

/// What the keys do.
pub(super) fn shortcuts(text: &dyn Catalog) -> Html {
    let keys = [
        ("Ctrl S · ⌘ S", text.key_share()),
        ("F8 · Shift F8", text.key_next_problem()),
        ("Ctrl Z · ⌘ Z", text.key_undo()),
        ("/", text.key_filter()),
        ("↑ ↓ Home End", text.key_rows()),
        ("Enter", text.key_line()),
        ("F2", text.key_rename()),
        ("Delete", text.key_close()),
        ("?", text.key_help()),
    ];
    html! {
        <Modal title={text.shortcuts()}>
            <dl class="shortcuts">
                { for keys.into_iter().map(|(key, what)| html! { <><dt><kbd>{ key }</kbd></dt><dd>{ what }</dd></> }) }
            </dl>
            <p class="muted">{ text.key_tab() }</p>
        </Modal>
    }
}
