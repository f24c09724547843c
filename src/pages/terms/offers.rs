//! What is on the table: a chip for each offer, and one to add another.

use concord_core::forecast::Offer;
use concord_core::value::Id;
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::later::{OFFER, later};
use crate::session::Session;
use crate::widgets::{Icon, Symbol, live, when};

/// The offer in the dialog: the one to change or, without one, a new one.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) offer: RwSignal<Option<Id>>,
    pub(super) open: RwSignal<bool>,
}

/// The chips, and the dialog behind them.
#[component]
pub(super) fn Offers() -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let offers = session.part(|w: &Workspace| w.offers().clone());
    let editing = Editing { offer: RwSignal::new(None), open: RwSignal::new(false) };
    provide_context(editing);
    let asked = RwSignal::new(false);
    let edit = move |offer: Option<Id>| {
        editing.offer.set(offer);
        editing.open.set(true);
        asked.set(true);
    };
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
                            let label = words::offer_label(offer, &*notation.get());
                            view! {
                                <li>
                                    <button type="button" class="chip" title="Change or remove" on:click=move |_| edit(Some(id))>
                                        {label}
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()
                        .into_any()
                })}
                <li>
                    <button type="button" class="chip add" on:click=move |_| edit(None)>
                        <Icon symbol=Symbol::Plus/>"add"
                    </button>
                </li>
            </ul>
            {when(move || asked.get(), || later(OFFER, |inner| inner))}
        </div>
    }
}
