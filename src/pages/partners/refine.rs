//! The indicators behind a criterion: from 0 to 100, each with what it rests on.

use concord_core::scorecard::{Indicator, Judgement, Partner, Points, Rating};
use concord_core::value::{Notation, Note};
use leptos::prelude::*;

use super::change_partner;
use crate::form::{Entry, Field, TextField, sentence};
use crate::session::Session;
use crate::widgets::live;

/// The indicators of a criterion.
#[component]
pub(super) fn Refine(partner: Memo<Option<Partner>>, indicators: Vec<Indicator>) -> impl IntoView {
    view! {
        <div class="stack">
            {indicators.into_iter().map(|indicator| view! { <Refined partner=partner indicator=indicator/> }).collect_view()}
            <p class="note">"Weak counts as 20, mixed as 50, strong as 80. Empty: don’t know."</p>
        </div>
    }
}

#[component]
fn Refined(partner: Memo<Option<Partner>>, indicator: Indicator) -> impl IntoView {
    let session = Session::get();
    let id = indicator.id();
    let of = move || partner.with_untracked(|partner| partner.as_ref().map(Partner::id));
    let points = Signal::derive(move || {
        let points = partner.with(|partner| partner.as_ref().and_then(|partner| partner.rating(id).points()));
        points.map(|points| points.to_string()).unwrap_or_default()
    });
    let evidence = Signal::derive(move || {
        partner.with(|partner| {
            partner.as_ref().and_then(|partner| Some(partner.judgement(id)?.evidence.to_string())).unwrap_or_default()
        })
    });
    let judge = move |done: bool, edit: &dyn Fn(Judgement) -> Judgement| match of() {
        Some(of) => change_partner(session, of, done, |partner, _| {
            let before = partner.judgement(id).cloned().unwrap_or_default();
            Ok(partner.judged(id, edit(before)))
        }),
        None => Ok(()),
    };
    let rate: Entry = Callback::new(move |(text, done): (String, bool)| {
        let rating = read(&text, session).inspect_err(|_| session.end_preview())?;
        judge(done, &|before| Judgement { rating, ..before })
    });
    let note: Entry = Callback::new(move |(text, done): (String, bool)| {
        let evidence = Note::new(&text).map_err(sentence)?;
        if done { judge(true, &|before| Judgement { evidence: evidence.clone(), ..before }) } else { Ok(()) }
    });
    // Where clients were counted, the counts rate the overlap.
    let counted = Memo::new(move |_| {
        let scale = session.workspace().with(|workspace| workspace.scorecard().scale());
        let figure = partner.with(|partner| partner.as_ref().and_then(|partner| partner.scored_overlap(scale)));
        figure.filter(|_| id == Indicator::CLIENT_OVERLAP).map(|figure| figure.mark.shown())
    });
    let name = indicator.name().to_string();
    let label = name.clone();
    let rating = move || {
        match counted.get() {
        Some(mark) => {
            let mark = session.notation().get().quantity(mark, 1);
            view! { <p class="field"><span class="legend">{label.clone()}</span>{format!("{mark} by the counts of clients")}</p> }.into_any()
        }
        None => view! { <Field field=TextField::number(format!("points-{}", id), label.clone(), points, rate).after("of 100")/> }.into_any(),
    }
    };
    view! {
        <div class="columns">
            {live(rating)}
            <Field field=TextField::text(format!("evidence-{}", id), format!("Evidence: {name}"), evidence, note)/>
        </div>
    }
}

/// Points from 0 to 100; an empty text is what nobody knows.
fn read(text: &str, session: Session) -> Result<Rating, String> {
    if text.trim().is_empty() {
        return Ok(Rating::Unknown);
    }
    let count = session.committed().reading().count(text).map_err(sentence)?;
    let points = u8::try_from(count).ok().and_then(|points| Points::new(points).ok());
    points.map(Rating::Exact).ok_or_else(|| "A rating is a whole number from 0 to 100.".to_owned())
}
