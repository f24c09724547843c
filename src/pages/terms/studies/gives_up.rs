use concord_core::forecast::study::{Arm, CatchingUp, Extra};
use concord_core::value::{Id, Money, Notation, Side};
use concord_core::words;
use leptos::prelude::*;

use super::{Section, followed};
use crate::engine::Studied;
use crate::judgement::Judging;

/// What each side gives up, and what would make up for it.
pub(super) fn section(judging: Judging) -> AnyView {
    let section = Section {
        title: "What each of you gives up",
        note: "What an offer leaves each of you less than the best offer on the table for that side, in an average year. Beside it: how many more introductions a year it would have to bring for whoever pays to be no worse off than under the offer that costs least, if as many of them become work as you expect.",
        make: |judged, forecast| CatchingUp::new(&judged.assumptions, &judged.offers, forecast),
        view,
    };
    section.view(judging)
}

fn view(last: RwSignal<Option<Studied<CatchingUp>>>) -> AnyView {
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="What each of you gives up">
            <table>{followed(last, table)}</table>
        </div>
    }
    .into_any()
}

fn table(Studied { of, study }: &Studied<CatchingUp>, n: &dyn Notation) -> AnyView {
    let gives_up = |id: Id, side| {
        let amount = of.forecast.as_ref().and_then(|forecast| forecast.gives_up(id, side));
        amount.map(|amount| {
            let text = if amount == Money::ZERO { "nothing".to_owned() } else { n.whole_money(amount) };
            view! { <td data-value=amount.minor().to_string()>{text}</td> }
        })
    };
    let rows = of.offers.iter().map(|offer| {
        let arm = study.arms().iter().find(|arm| arm.id() == offer.id);
        let extra = arm.map_or(Extra::Open, Arm::extra);
        let exact = if let Extra::Introductions(more) = extra { more.to_string() } else { String::new() };
        view! {
            <tr>
                <th scope="row"><bdi>{words::offer_label(offer, n)}</bdi></th>
                {gives_up(offer.id, Side::You)}
                {gives_up(offer.id, Side::Them)}
                <td data-value=exact>{words::extra(extra, n)}</td>
            </tr>
        }
    });
    let pays = if of.assumptions.direction.receiver() == Side::You { "you" } else { "them" };
    view! {
        <thead><tr>
            <th scope="col">"A year"</th>
            <th scope="col"><span class="you">"You"</span>" give up"</th>
            <th scope="col"><span class="them">"They"</span>" give up"</th>
            <th scope="col">{format!("Introductions that make up for it, for {pays}")}</th>
        </tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
    .into_any()
}
