//! What the partnerships of each decision would free and forgo together.

use concord_core::review::{Ending, Judgement, Measure, Review as Reviewing};
use concord_core::value::Notation;
use concord_core::words::{self, judgement_name};
use leptos::prelude::*;

use super::{Review, Reviewed, symbol, tone};
use crate::session::Session;
use crate::widgets::{self, Icon};

/// The partnerships with a judgement or, without one, all of them.
type Which = Option<Judgement>;
type Asked = RwSignal<Option<(Measure, Which)>>;

fn members(reviewed: &Reviewed, which: Which) -> impl Iterator<Item = &Reviewing> {
    reviewed.portfolio.reviews.iter().filter(move |review| which.is_none_or(|which| review.judgement == which))
}

fn ending(reviewed: &Reviewed, which: Which) -> Option<Ending> {
    match which {
        Some(judgement) => Some(reviewed.portfolio.group(judgement)?.ending),
        None => Some(reviewed.portfolio.total),
    }
}

/// The sums, each explained when it is pressed.
#[component]
pub(super) fn Groups(review: Review) -> impl IntoView {
    let notation = Session::get().notation();
    let asked: Asked = RwSignal::new(None);
    let rows = move || {
        let notation = notation.get();
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return Vec::new() };
            let several = reviewed.portfolio.groups.len() > 1;
            let groups = reviewed.portfolio.groups.iter().map(|group| Some(group.judgement));
            let all = groups.chain(several.then_some(None));
            all.filter_map(|which| row(reviewed, which, &*notation, asked)).collect()
        })
    };
    let explained = move || {
        let (measure, which) = asked.get()?;
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return None };
            let ending = ending(reviewed, which)?;
            let lines = words::explain_ending(measure, members(reviewed, which), &ending, &*notation.get());
            Some(widgets::computed(().into_any(), lines))
        })
    };
    view! {
        <section class="panel" aria-labelledby="groups">
            <h2 id="groups">"What each decision frees and forgoes"</h2>
            <p class="note">"If all partnerships with this decision ended: what that frees, what it gives up, and what each hour freed must earn elsewhere to make up for it."</p>
            <div class="scroll" tabindex="0" role="region" aria-label="What each decision frees and forgoes as a table">
                <table class="groups">
                    <thead><tr>
                        <th scope="col">"Decision"</th>
                        <th scope="col">"Hours a week"</th>
                        <th scope="col">"Money"</th>
                        <th scope="col">"Revenue"</th>
                        <th scope="col">"Strategic value"</th>
                        <th scope="col">"An hour must earn"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div aria-live="polite">{explained}</div>
        </section>
    }
}

fn row(reviewed: &Reviewed, which: Which, notation: &dyn Notation, asked: Asked) -> Option<impl IntoView + use<>> {
    let ending = ending(reviewed, which)?;
    let count = members(reviewed, which).count();
    let cells = Measure::OF_ENDING.map(|measure| {
        let Some(exact) = measure.of_ending(&ending) else { return view! { <td>"–"</td> }.into_any() };
        view! {
            <td><span data-figure=measure.code() data-value=exact.to_string()>{widgets::figure(asked, (measure, which), words::ending_figure(measure, exact, notation).into_any())}</span></td>
        }
        .into_any()
    });
    Some(view! {
        <tr>
            <th scope="row">
                {match which {
                    Some(judgement) => view! { <span class=tone(judgement)><Icon symbol=symbol(judgement)/>{judgement_name(judgement)}</span> }.into_any(),
                    None => "All together".into_any(),
                }}
                <small>{if count == 1 { "1 partnership".to_owned() } else { format!("{count} partnerships") }}</small>
            </th>
            {cells.into_iter().collect_view()}
        </tr>
    })
}
