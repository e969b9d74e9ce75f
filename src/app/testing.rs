//! What the tests of the page need.

use super::root::{Root, RootProps};
use super::shared::Shared;
use super::start::first_state;
use super::state::{State, Theme};
use super::{browser, evaluation::Evaluated};
use gloo::utils::{body, document};
use mtls_playground::i18n::Language;
use mtls_playground::text::SourceFile;
use mtls_playground::view::Workspace;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit,
};
use yew::platform::time::sleep;
use yew::prelude::*;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// A server that accepts only mutual TLS, a client with a sidecar and one without, and a call of each.
pub(crate) const SCENARIO: &str = include_str!("testing.yaml");

/// A part of the page, or all of it, under test.
pub(crate) struct Mounted {
    host: Element,
    destroy: Option<Box<dyn FnOnce()>>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Some(destroy) = self.destroy.take() {
            destroy();
        }
        self.host.remove();
    }
}

impl Mounted {
    /// Draws a part of the page.
    pub(crate) async fn new(part: Html) -> Self {
        let host = new_host();
        let app = yew::Renderer::<Host>::with_root_and_props(host.clone(), HostProps { part }).render();
        settle().await;
        Self { host, destroy: Some(Box::new(|| app.destroy())) }
    }

    /// Opens the whole page as a visit does.
    pub(crate) async fn visit() -> Self {
        let (first, slot) = first_state();
        Self::page(RootProps { first: Shared::new(first), slot }).await
    }

    /// Opens the whole page with one file of this text, in a fresh profile.
    pub(crate) async fn with_text(text: &str) -> Self {
        fresh_profile();
        let (_, slot) = first_state();
        Self::page(RootProps { first: Shared::new(state(text)), slot }).await
    }

    async fn page(props: RootProps) -> Self {
        let host = new_host();
        let app = yew::Renderer::<Root>::with_root_and_props(host.clone(), props).render();
        settle().await;
        Self { host, destroy: Some(Box::new(|| app.destroy())) }
    }

    pub(crate) fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.host.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    pub(crate) fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("nothing matches {selector}"))
    }

    /// The values of an attribute of all elements that match.
    pub(crate) fn all(&self, selector: &str, attribute: &str) -> Vec<String> {
        let found = self.host.query_selector_all(selector).unwrap();
        (0..found.length())
            .filter_map(|at| found.item(at)?.unchecked_into::<Element>().get_attribute(attribute))
            .collect()
    }

    pub(crate) fn editor(&self) -> HtmlTextAreaElement {
        self.get("[data-testid=editor]").unchecked_into()
    }

    /// Types as a user does: the browser has the text first, then the page hears of it.
    pub(crate) async fn write(&self, text: &str) {
        self.editor().set_value(text);
        let init = EventInit::new();
        init.set_bubbles(true);
        self.editor().dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
        self.evaluated().await;
    }

    /// Waits for what does not come at once.
    pub(crate) async fn appears(&self, selector: &str) -> HtmlElement {
        for _ in 0..100 {
            if let Some(found) = self.find(selector) {
                return found;
            }
            settle().await;
        }
        panic!("nothing matches {selector} after two seconds");
    }

    /// Waits for the result of what was just typed.
    pub(crate) async fn evaluated(&self) {
        for _ in 0..100 {
            settle().await;
            if self.get("[data-testid=status]").get_attribute("data-state").as_deref() != Some("pending") {
                return;
            }
        }
        panic!("no result after two seconds");
    }

    pub(crate) async fn press(&self, selector: &str, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_key(key);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.get(selector).dispatch_event(&event).unwrap();
        settle().await;
    }

    pub(crate) async fn click(&self, selector: &str) {
        self.get(selector).click();
        settle().await;
    }
}

/// A state with one file of this text.
pub(crate) fn state(text: &str) -> State {
    let workspace = Workspace::new([SourceFile::new("test.yaml", text)]);
    let result = Evaluated::new(workspace.files());
    State::new(workspace, Some(result), Language::English, Theme::System)
}

/// As if nobody had ever been here.
pub(crate) fn fresh_profile() {
    browser::local_storage().unwrap().clear().unwrap();
    new_tab();
}

/// As in a new tab of the same browser.
pub(crate) fn new_tab() {
    browser::session_storage().unwrap().clear().unwrap();
    browser::set_fragment("#");
}

/// Lets the page draw what changed. Drawing goes on in a timer of its own after every 16 ms, which a busy machine soon
/// takes, so one timer is not enough to wait for.
pub(crate) async fn settle() {
    for _ in 0..5 {
        sleep(Duration::from_millis(5)).await;
    }
}

fn new_host() -> Element {
    let host = document().create_element("div").unwrap();
    body().append_child(&host).unwrap();
    host
}

#[derive(PartialEq, Properties)]
struct HostProps {
    part: Html,
}

/// Something around a part, because only a component can be mounted.
#[component]
fn Host(props: &HostProps) -> Html {
    props.part.clone()
}
