//! A link to a line of the text.

use crate::app::context::use_dispatch;
use crate::app::state::Action;
use mtls_playground::view::Place;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct PlaceLinkProps {
    /// Where it leads.
    pub(crate) place: Place,
}

/// `policy.yaml:21`; selects the line.
#[component]
pub(crate) fn PlaceLink(props: &PlaceLinkProps) -> Html {
    let dispatch = use_dispatch();
    let onclick = use_callback((dispatch, props.place.clone()), |_: MouseEvent, (dispatch, place)| {
        dispatch.emit(Action::Reveal(place.clone()));
    });
    html! {
        <button type="button" class="link mono cut" {onclick}>
            { props.place.label() }
        </button>
    }
}
