//! The page: components that draw the view-models, hooks for what only a browser can do, and one state.

mod browser;
mod components;
mod context;
mod crash;
mod evaluation;
mod hooks;
mod root;
mod shared;
mod start;
mod state;
mod store;
#[cfg(test)]
mod testing;

/// Mounts the page.
pub(crate) fn start() {
    crash::install();
    let (first, slot) = start::first_state();
    let props = root::RootProps { first: shared::Shared::new(first), slot };
    if let Some(page) = browser::element("page") {
        yew::Renderer::<root::Root>::with_root_and_props(page, props).render();
    }
}
