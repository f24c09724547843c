use std::sync::Arc;

use concord_core::forecast::study::EqualPay;
use concord_core::words;
use leptos::prelude::*;

use super::super::table::Compared;
use super::Section;
use crate::engine::Studied;
use crate::figures::Asked;
use crate::judgement::{Judgement, Judging, Missing};
use crate::session::Session;

/// The offers, each scaled to pay the same on average.
pub(super) fn section(judging: Judging) -> AnyView {
    let section = Section {
        title: "At equal average pay",
        note: "Every offer with its amounts and rates moved in proportion, so that all pay the usual rate of your revenue in an average year. What still differs is how the pay varies and who bears the risk. Press a figure to see how it is computed.",
        make: |judged, forecast| EqualPay::new(&judged.assumptions, &judged.offers, forecast),
        view,
    };
    section.view(judging)
}

fn view(last: RwSignal<Option<Studied<EqualPay>>>) -> AnyView {
    let notation = Session::get().notation();
    let asked: Asked = RwSignal::new(None);
    let levelled = Memo::new(move |_| last.with(|last| last.as_ref().and_then(levelled).ok_or(Missing::Years)));
    let compared =
        Compared { judgement: levelled, year: Signal::stored(None), title: Signal::stored("An average year") };
    let left_out = move || {
        last.with(|last| {
            let Studied { of, study } = last.as_ref()?;
            let is_left_out = |id| study.offers().iter().all(|offer| offer.id != id);
            let notation = notation.get();
            let names = of.offers.iter().filter(|offer| is_left_out(offer.id));
            let names: Vec<String> = names.map(|offer| words::offer_label(offer, &*notation)).collect();
            (!names.is_empty()).then(|| {
                let names = names.join(", ");
                view! { <p class="note">{format!("Left out, because no change in proportion brings it there: {names}.")}</p> }
            })
        })
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="The offers at equal average pay">
            <table class="comparison">{compared.table(asked)}</table>
        </div>
        <div aria-live="polite">{compared.how(asked)}</div>
        {left_out}
    }
    .into_any()
}

/// The judgement of the offers as they are changed.
fn levelled(Studied { of, study }: &Studied<EqualPay>) -> Option<Judgement> {
    let forecast = Arc::new(study.forecast()?.clone());
    let offers = Arc::new(study.offers().to_vec());
    Some(Judgement { offers, ..Judgement::clone(of) }.on_years(forecast, None))
}
