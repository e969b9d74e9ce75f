//! The rows.

use super::connection_row::ConnectionRow;
use crate::app::browser;
use crate::app::context::{use_dispatch, use_text};
use crate::app::hooks::Look;
use crate::app::shared::Shared;
use crate::app::state::{Action, Pane};
use mtls_playground::i18n::Catalog;
use mtls_playground::view::{Row, row_after};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ConnectionsProps {
    /// The rows to show.
    pub(crate) rows: Shared<Vec<Rc<Row>>>,
    /// How many there are without a filter.
    pub(crate) all: usize,
    /// Key of the chosen row.
    pub(crate) selected: Option<Rc<str>>,
    /// The rows belong to an older text.
    pub(crate) stale: bool,
    /// The fix that is looked at: rows say what it makes of them.
    #[prop_or_default]
    pub(crate) fix: Option<Shared<Look>>,
}

/// How many rows are drawn at first, and how many more each time that somebody asks.
const PAGE: usize = 100;

/// The number of the first row; the head has number 1.
const FIRST: usize = 2;

/// How far the page keys go.
const LEAP: usize = 10;

/// A grid with one tab stop: the chosen row. Arrows choose another one, Enter goes to the line that decides it, the
/// right arrow to the link in it. The head has a key like the rows: only where every child has one does Yew keep those
/// that stay.
#[component]
pub(crate) fn Connections(props: &ConnectionsProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let grid = use_node_ref();
    let limit = use_state(|| PAGE);
    let focus_follows = use_mut_ref(|| false);
    let rows = &props.rows;
    let position = rows.iter().position(|row| Some(&row.key) == props.selected.as_ref()).unwrap_or(0);
    // Whoever walks beyond the drawn rows gets more of them.
    let drawn = rows.len().min((*limit).max(position + 1));

    let onkeydown = {
        let (dispatch, rows, focus_follows) = (dispatch.clone(), rows.clone(), focus_follows.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = rows.len().saturating_sub(1);
            let next = match event.key().as_str() {
                "ArrowDown" => (position + 1).min(last),
                "ArrowUp" => position.saturating_sub(1),
                "PageDown" => (position + LEAP).min(last),
                "PageUp" => position.saturating_sub(LEAP),
                "Home" => 0,
                "End" => last,
                "ArrowRight" => return focus_in_row(&event, ".link"),
                "ArrowLeft" => return focus_in_row(&event, ""),
                "Enter" | " " if is_row(&event) => {
                    event.prevent_default();
                    if let Some(decided) = rows.get(position).and_then(|row| row.decided.as_ref()) {
                        dispatch.emit(Action::Reveal(decided.place.clone()));
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            if let Some(row) = rows.get(next) {
                *focus_follows.borrow_mut() = true;
                dispatch.emit(Action::Select(row.key.clone()));
            }
        })
    };
    use_effect_with((props.selected.clone(), grid.clone()), move |(_, grid)| {
        if std::mem::take(&mut *focus_follows.borrow_mut())
            && let Some(grid) = grid.cast::<Element>()
            && let Ok(Some(row)) = grid.query_selector("[aria-selected=true]")
        {
            browser::focus(&row);
        }
    });
    let onclick = {
        let rows = rows.clone();
        move |event: MouseEvent| {
            let Some(row) = clicked(&event, "[aria-rowindex]").and_then(|row| rows.get(number_of(&row)?))
            else {
                return;
            };
            dispatch.emit(Action::Select(row.key.clone()));
            match &row.decided {
                Some(decided) if clicked(&event, ".link").is_some() => {
                    dispatch.emit(Action::Reveal(decided.place.clone()));
                }
                _ => dispatch.emit(Action::ShowPane(Pane::Why)),
            }
        }
    };
    let more = Callback::from(move |_: MouseEvent| limit.set(drawn + PAGE));
    html! {
        <div class={classes!("list", props.stale.then_some("stale"))} id="connections" role="tabpanel"
            aria-labelledby="view-connections">
            <div role="grid" data-testid="connections" aria-label={text.pane_connections()} ref={grid} {onkeydown} {onclick}
                aria-rowcount={(rows.len() + 1).to_string()}>
                { head(text) }
                { for rows.iter().take(drawn).enumerate().map(|(index, row)| html! {
                    <ConnectionRow key={&*row.key} row={row.clone()} number={index + FIRST} selected={index == position}
                        after={props.fix.as_ref().and_then(|look| row_after(&look.fix, row))} />
                }) }
            </div>
            if drawn < rows.len() {
                <div class="rest">
                    <span class="muted">{ text.rows_drawn(drawn, rows.len()) }</span>
                    <button type="button" class="btn" onclick={more}>{ text.more_rows() }</button>
                </div>
            } else if rows.is_empty() {
                <p class="rest muted">
                    { if props.all == 0 { text.no_connections() } else { text.no_rows_match() } }
                </p>
            }
        </div>
    }
}

/// The names of the columns.
fn head(text: &dyn Catalog) -> Html {
    html! {
        <div class="row head" role="row" key="head">
            <span role="columnheader">{ text.column_outcome() }</span>
            <span role="columnheader">{ text.column_client() }</span>
            <span aria-hidden="true" />
            <span role="columnheader">{ text.column_call() }</span>
            <span role="columnheader" class="srv">{ text.column_server() }</span>
            <span role="columnheader">{ text.column_sent() }</span>
            <span role="columnheader">{ text.column_decided() }</span>
        </div>
    }
}

/// What was clicked, or what is around it, if the selector matches it.
fn clicked(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()
}

/// The position of a row among all of them.
fn number_of(row: &Element) -> Option<usize> {
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(FIRST)
}

fn is_row(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.get_attribute("role").as_deref() == Some("row"))
}

/// Moves the focus to the part of the row that `selector` names, or to the row itself.
fn focus_in_row(event: &KeyboardEvent, selector: &str) {
    let Some(row) = clicked(event, "[role=row]") else { return };
    event.prevent_default();
    let part = if selector.is_empty() { Some(row) } else { row.query_selector(selector).ok().flatten() };
    if let Some(part) = part.and_then(|part| part.dyn_into::<HtmlElement>().ok()) {
        browser::focus(&part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{Mounted, SCENARIO};
    use mtls_playground::verdict::Outcome;
    use mtls_playground::view::RowOutcome;
    use wasm_bindgen_test::wasm_bindgen_test;

    const CHOSEN: &str = "[data-outcome][aria-selected=true]";

    fn many(count: usize) -> Shared<Vec<Rc<Row>>> {
        let row = |index: usize| Row {
            key: format!("row {index}").into(),
            connection: index,
            endpoint: Some(0),
            from: "shop/web".into(),
            host: format!("service-{index}").into(),
            port: 80,
            path: None,
            server: "shop/server".into(),
            outcome: RowOutcome::Endpoint(Outcome::Mtls),
            sent: None,
            decided: None,
        };
        Shared::new((0..count).map(row).map(Rc::new).collect())
    }

    fn selected(page: &Mounted) -> Vec<String> {
        page.all(CHOSEN, "data-from")
    }

    #[wasm_bindgen_test]
    async fn rows_carry_the_attributes_of_the_contract() {
        let page = Mounted::with_text(SCENARIO).await;
        let row = page.get("[data-testid=connections] [data-outcome=mtls]");
        for (name, value) in
            [("from", "shop/web"), ("host", "cart.shop"), ("port", "8080"), ("server", "shop/cart")]
        {
            assert_eq!(row.get_attribute(&format!("data-{name}")).as_deref(), Some(value));
        }
    }

    #[wasm_bindgen_test]
    async fn a_row_that_stays_is_not_drawn_again() {
        let page = Mounted::with_text(SCENARIO).await;
        let row = page.get("[data-outcome=mtls]");
        let client = SCENARIO.split("---").find(|document| document.contains("name: cron")).unwrap();
        page.write(&SCENARIO.replace(client, "\n")).await;
        assert_eq!(page.all("[data-outcome]", "data-outcome"), ["mtls"]);
        assert!(page.get("[data-outcome=mtls]").is_same_node(Some(&row)));
    }

    #[wasm_bindgen_test]
    async fn arrows_choose_rows_and_there_is_one_tab_stop() {
        let page = Mounted::with_text(SCENARIO).await;
        assert_eq!(selected(&page), ["old/cron"]);
        page.press(CHOSEN, "ArrowDown").await;
        assert_eq!(selected(&page), ["shop/web"]);
        page.press(CHOSEN, "ArrowDown").await;
        assert_eq!(selected(&page), ["shop/web"], "the last row is the end");
        assert_eq!(page.all(".list [tabindex='0']", "data-from"), ["shop/web"]);
        page.press(CHOSEN, "Home").await;
        assert_eq!(selected(&page), ["old/cron"]);
    }

    #[wasm_bindgen_test]
    async fn enter_selects_the_deciding_line() {
        let page = Mounted::with_text(SCENARIO).await;
        page.press(CHOSEN, "Enter").await;
        let area = page.editor();
        let (start, end) = (area.selection_start().unwrap().unwrap(), area.selection_end().unwrap().unwrap());
        assert_eq!(&area.value()[start as usize..end as usize], "spec: { mtls: { mode: STRICT } }");
    }

    #[wasm_bindgen_test]
    async fn many_rows_are_drawn_in_portions() {
        let rows = many(250);
        let list =
            Mounted::new(html! { <Connections {rows} all=250 selected={None::<Rc<str>>} stale=false /> })
                .await;
        let drawn = || list.all("[data-outcome]", "data-host").len();
        assert_eq!(drawn(), 100);
        list.click(".rest .btn").await;
        assert_eq!(drawn(), 200);
        list.click(".rest .btn").await;
        assert_eq!((drawn(), list.find(".rest").is_some()), (250, false));
    }

    #[wasm_bindgen_test]
    async fn a_chosen_row_is_drawn_however_far_down_it_is() {
        let key: Option<Rc<str>> = Some("row 300".into());
        let list =
            Mounted::new(html! { <Connections rows={many(450)} all=450 selected={key} stale=false /> }).await;
        assert_eq!(list.all("[aria-selected=true]", "data-host"), ["service-300"]);
    }
}
