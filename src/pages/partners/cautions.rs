//! What to look into before working with a candidate, and how.

use chrono::NaiveDate;
use concord_core::scorecard::{OverlapScale, Partner};
use concord_core::value::{Id, Notation};
use concord_core::words::{self, Caution};
use leptos::prelude::*;

use super::Shown;
use crate::session::Session;
use crate::widgets::{Icon, Symbol, live};

/// The flags of those who stand side by side.
#[component]
pub(super) fn Cautions(shown: Shown) -> impl IntoView {
    let notation = Session::get().notation();
    let scale = Memo::new(move |_| shown.card.with(|card| card.scale()));
    let found = Memo::new(move |_| {
        let (partners, scale, notation) = (shown.partners.get(), scale.get(), notation.get());
        let of = |&(_, id): &(usize, Id)| {
            let partner = partners.iter().find(|partner| partner.id() == id)?;
            Some((id, partner.name().to_string(), told(partner, scale, shown.today, &*notation)))
        };
        shown.abreast.with(|abreast| abreast.iter().filter_map(of).collect::<Vec<_>>())
    });
    let list = move || {
        found
            .get()
            .into_iter()
            .map(|(id, name, told)| {
                view! {
                    <div data-cautions=id.to_string()>
                        <h3><bdi>{name}</bdi></h3>
                        {listed(told)}
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

/// The flags of a candidate in words.
pub(super) fn told(partner: &Partner, scale: OverlapScale, today: NaiveDate, n: &dyn Notation) -> Vec<Caution> {
    partner.flags(scale, today).iter().map(|flag| words::caution(flag, scale, n)).collect()
}

/// Flags as a list, or that there are none.
pub(super) fn listed(told: Vec<Caution>) -> AnyView {
    if told.is_empty() {
        return view! { <p class="note">"Nothing stands out."</p> }.into_any();
    }
    let lines = told.into_iter().map(|caution| {
        view! {
            <li><Icon symbol=Symbol::Warning/><span>{caution.found}<small>{caution.advice}</small></span></li>
        }
    });
    view! { <ul class="cautions">{lines.collect_view()}</ul> }.into_any()
}
