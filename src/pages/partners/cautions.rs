//! What to look into before working with a candidate, and how.

use concord_core::words::{self, Caution};
use leptos::prelude::*;

use super::Shown;
use crate::session::Session;
use crate::widgets::{Icon, Symbol, live};

/// The flags of those who stand side by side.
#[component]
pub(super) fn Cautions(shown: Shown) -> impl IntoView {
    let notation = Session::get().notation();
    let found = Memo::new(move |_| {
        let (card, notation) = (shown.card.get(), notation.get());
        let of = |&(_, id): &(usize, _)| {
            let partner = card.partner(id)?;
            let flags = partner.flags(card.scale(), shown.today);
            let told: Vec<Caution> = flags.iter().map(|flag| words::caution(flag, card.scale(), &*notation)).collect();
            Some((id, partner.name().to_string(), told))
        };
        shown.abreast.with(|abreast| abreast.iter().filter_map(of).collect::<Vec<_>>())
    });
    let list = move || {
        found
            .get()
            .into_iter()
            .map(|(id, name, told)| {
                let is_clear = told.is_empty();
                let lines = told.into_iter().map(|caution| view! {
                    <li><Icon symbol=Symbol::Warning/><span>{caution.found}<small>{caution.advice}</small></span></li>
                });
                view! {
                    <div data-cautions=id.to_string()>
                        <h3><bdi>{name}</bdi></h3>
                        <ul class="cautions">{lines.collect_view()}</ul>
                        {is_clear.then(|| view! { <p class="note">"Nothing stands out."</p> })}
                    </div>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <section class="panel stack" aria-labelledby="cautions">
            <h2 id="cautions">"Before you decide"</h2>
            {live(list)}
            <p class="note">"From the shares of clients and the past partnerships that you note for each. The limits are ours; the usual 40% to 60% is the guide’s claim, unverified."</p>
        </section>
    }
}
