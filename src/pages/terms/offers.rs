//! What is on the table: a chip for each offer, and one to add another.

use concord_core::forecast::Offer;
use concord_core::value::Id;
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::offer_dialog::OfferDialog;
use crate::session::Session;
use crate::widgets::{Icon, Symbol};

/// Which offer is being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Editing {
    /// One on the table.
    Offer(Id),
    /// A new one.
    New,
}

/// The chips, and the dialog behind them.
#[component]
pub(super) fn Offers() -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let offers = session.part(|w: &Workspace| w.offers().clone());
    let editing = RwSignal::new(Editing::New);
    let open = RwSignal::new(false);
    let edit = move |what: Editing| {
        editing.set(what);
        open.set(true);
    };
    view! {
        <div class="stack">
            <h3>"On the table"</h3>
            <ul class="chips">
                {move || {
                    offers
                        .get()
                        .iter()
                        .map(|offer: &Offer| {
                            let id = offer.id;
                            let label = words::offer_label(offer, &*notation.get());
                            view! {
                                <li>
                                    <button type="button" class="chip" title="Change or remove" on:click=move |_| edit(Editing::Offer(id))>
                                        {label}
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()
                }}
                <li>
                    <button type="button" class="chip add" on:click=move |_| edit(Editing::New)>
                        <Icon symbol=Symbol::Plus/>"add"
                    </button>
                </li>
            </ul>
            <OfferDialog editing=editing open=open/>
        </div>
    }
}
