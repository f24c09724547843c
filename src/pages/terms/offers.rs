//! What is on the table: a chip for each offer, and one to add another.

use concord_core::forecast::Offer;
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::later::{OFFER, later};
use crate::session::Session;
use crate::widgets::{Icon, Symbol, live, when};

/// The chips, and the dialog behind them.
#[component]
pub(super) fn Offers() -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let offers = session.part(|w: &Workspace| w.offers().clone());
    let dialogs = session.dialogs();
    let asked = Memo::new(move |before| before == Some(&true) || dialogs.offer.get());
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
                                    <button type="button" class="chip" title="Change or remove" on:click=move |_| dialogs.offer(Some(id))>
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
