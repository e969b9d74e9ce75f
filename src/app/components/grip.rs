//! The bar between two panes.

use crate::app::browser;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// In which direction the bar moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    /// Left and right.
    Horizontal,
    /// Up and down.
    Vertical,
}

#[derive(PartialEq, Properties)]
pub(crate) struct GripProps {
    pub(crate) axis: Axis,
    pub(crate) label: &'static str,
    /// Share of the first pane in per cent of both.
    pub(crate) value: u32,
    /// Where a double click puts it.
    pub(crate) default: u32,
    pub(crate) onmove: Callback<u32>,
}

/// The least and the greatest share of a pane, in per cent.
const LIMITS: (u32, u32) = (15, 85);

/// How far an arrow key moves the bar, in per cent.
const STEP: u32 = 2;

/// A separator that pointer and arrow keys move; a double click puts it back.
#[component]
pub(crate) fn Grip(props: &GripProps) -> Html {
    let dragging = use_mut_ref(|| false);
    let (axis, value, default) = (props.axis, props.value, props.default);
    let moved = {
        let onmove = props.onmove.clone();
        Callback::from(move |to: u32| onmove.emit(to.clamp(LIMITS.0, LIMITS.1)))
    };
    let onkeydown = {
        let moved = moved.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match (axis, event.key().as_str()) {
                (Axis::Horizontal, "ArrowLeft") | (Axis::Vertical, "ArrowUp") => value.saturating_sub(STEP),
                (Axis::Horizontal, "ArrowRight") | (Axis::Vertical, "ArrowDown") => value + STEP,
                (_, "Home") => LIMITS.0,
                (_, "End") => LIMITS.1,
                _ => return,
            };
            event.prevent_default();
            moved.emit(to);
        })
    };
    let onpointerdown = {
        let dragging = dragging.clone();
        Callback::from(move |event: PointerEvent| {
            *dragging.borrow_mut() = true;
            // With the pointer captured, all its events come here until it is released.
            let _ = event.target_unchecked_into::<Element>().set_pointer_capture(event.pointer_id());
        })
    };
    let onpointermove = {
        let (dragging, moved) = (dragging.clone(), moved.clone());
        Callback::from(move |event: PointerEvent| {
            if *dragging.borrow()
                && let Some(to) = share_at(&event, axis)
            {
                moved.emit(to);
            }
        })
    };
    let release = Callback::from(move |_: PointerEvent| *dragging.borrow_mut() = false);
    html! {
        <div class={classes!("grip", (axis == Axis::Vertical).then_some("y"))} role="separator" tabindex="0"
            aria-orientation={match axis { Axis::Horizontal => "vertical", Axis::Vertical => "horizontal" }}
            aria-label={props.label} aria-valuenow={value.to_string()}
            aria-valuemin={LIMITS.0.to_string()} aria-valuemax={LIMITS.1.to_string()}
            ondblclick={move |_| moved.emit(default)}
            {onkeydown} {onpointerdown} {onpointermove} onpointerup={release.clone()} onpointercancel={release} />
    }
}

/// Where the pointer is in the element around the bar, in per cent.
fn share_at(event: &PointerEvent, axis: Axis) -> Option<u32> {
    let grip: Element = event.target()?.dyn_into().ok()?;
    let around = grip.parent_element()?.get_bounding_client_rect();
    let share = match axis {
        Axis::Horizontal => (f64::from(event.client_x()) - around.left()) / around.width(),
        Axis::Vertical => (f64::from(event.client_y()) - around.top()) / around.height(),
    };
    Some(browser::per_cent(share))
}
