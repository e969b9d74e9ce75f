//! A link to a line of the text.

use crate::app::state::Action;
use mtls_playground::view::Place;
use yew::prelude::*;

/// `policy.yaml:21`; selects the line.
pub(crate) fn place_link(dispatch: &Callback<Action>, place: &Place) -> Html {
    let (dispatch, leads_to) = (dispatch.clone(), place.clone());
    html! {
        <button type="button" class="link mono cut" onclick={move |_| dispatch.emit(Action::Reveal(leads_to.clone()))}>
            { place.label() }
        </button>
    }
}
