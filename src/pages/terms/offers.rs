//! What is on the table: a chip for each offer, and one to add another.

use concord_core::forecast::Offer;
use concord_core::words;
use concord_core::workspace::{Command, Rejection, Table, Workspace};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::later::{OFFER, later};
use crate::session::{Session, today};
use crate::widgets::{Icon, Symbol, live, when};

/// The chips, and the dialog behind them.
#[component]
pub(super) fn Offers() -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let offers = session.part(|w: &Workspace| w.table().all().clone());
    let dialogs = session.dialogs();
    let asked = Memo::new(move |before| {
        before == Some(&true) || dialogs.offer.get() || offers.get().iter().any(|offer| offer.aside)
    });
    view! {
        <div class="stack">
            <h3>"On the table"</h3>
            <ul class="chips">
                {live(move || {
                    offers
                        .get()
                        .iter()
                        .map(|offer: &Offer| {
                            let id = offer.id;
                            let label = words::offer_entry(offer, &*notation.get());
                            view! {
                                <li>
                                    <button type="button" class="chip" class:aside=offer.aside title="Change, move or set aside" on:click=move |_| dialogs.offer(Some(id))>
                                        {label}
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()
                        .into_any()
                })}
                <li>
                    <button type="button" class="chip add" on:click=move |_| dialogs.offer(None)>
                        <Icon symbol=Symbol::Plus/>"add"
                    </button>
                </li>
            </ul>
            {when(move || asked.get(), || later(OFFER, |inner| inner))}
        </div>
    }
}

/// Changes what is on the table.
pub(super) fn set_table(
    session: Session,
    change: impl FnOnce(&Table) -> Result<Table, Rejection>,
) -> Result<(), Rejection> {
    session.dispatch(Command::SetTable(change(session.committed().table())?))
}

/// What selects the chip at a place.
fn chip(place: usize) -> String {
    format!("h3 + .chips > :nth-child({}) > button", place + 1)
}

fn focus_on_chip(place: usize) {
    // The chips are new once the offers have changed.
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(&chip(place)) {
            let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

/// The way back of what is set aside. Its code is fetched when something is.
pub(super) fn set_aside(session: Session) -> AnyView {
    let notation = session.notation();
    let offers = session.part(|w: &Workspace| w.table().all().clone());
    let back = move |(place, offer): (usize, &Offer)| {
        let label = words::offer_label(offer, &*notation.get());
        let back = Offer { aside: false, ..offer.clone() };
        let put = move |_| {
            // It takes the place of itself, which cannot be refused. Its chip has the focus once the button is gone.
            let _ = set_table(session, |table| table.put(back.clone(), today()));
            focus_on_chip(place);
        };
        view! { <button type="button" class="chip" on:click=put>{format!("Put back {label}")}</button> }
    };
    live(move || {
        let offers = offers.get();
        let backs: Vec<_> = offers.iter().enumerate().filter(|(_, offer)| offer.aside).map(&back).collect();
        if backs.is_empty() { ().into_any() } else { view! { <div class="row">{backs}</div> }.into_any() }
    })
}

/// Shift and an arrow key move the offer whose chip has the focus past its neighbour.
pub(super) fn move_by_keys(session: Session) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let by = match event.key().as_str() {
            "ArrowLeft" if event.shift_key() => -1,
            "ArrowRight" if event.shift_key() => 1,
            _ => return,
        };
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
        let offers = session.committed().table().all().clone();
        let focused = offers.iter().enumerate().find(|(place, _)| target.matches(&chip(*place)).unwrap_or(false));
        let moved = focused.and_then(|(place, offer)| Some((offer, place.checked_add_signed(by)?)));
        if let Some((offer, to)) = moved
            && to < offers.len()
            && set_table(session, |table| table.moved(offer.id, to)).is_ok()
        {
            focus_on_chip(to);
        }
    });
    on_cleanup(move || listener.remove());
}
