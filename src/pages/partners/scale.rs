//! How counts of clients become a rating: the band that is rated 100, and of whose list it is a share.

use std::convert::Infallible;

use concord_core::scorecard::{OverlapBand, OverlapScale};
use concord_core::value::Side;
use leptos::prelude::*;

use super::{Shown, change};
use crate::form::{Choice, Entry, Field, Select, TextField, sentence};
use crate::session::Session;
use crate::widgets::when;

/// The settings, and where their defaults come from.
#[component]
pub(super) fn Scale(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let scale = Memo::new(move |_| shown.card.with(|card| card.scale()));
    let set = move |done: bool, edit: &dyn Fn(OverlapScale) -> OverlapScale| {
        change(session, done, |card| Ok::<_, Infallible>(card.with_scale(edit(card.scale()))))
    };
    let choose = Callback::new(move |key: &'static str| {
        let scored = if key == side_key(Side::You) { Side::You } else { Side::Them };
        // Both sides can be scored.
        let _ = set(true, &|scale| OverlapScale { scored, ..scale });
    });
    let edge = move |read: fn(OverlapBand) -> u8, put: fn(OverlapBand, u8) -> [u8; 2]| {
        let text = Signal::derive(move || read(scale.get().band).to_string());
        let entry: Entry = Callback::new(move |(text, done): (String, bool)| {
            let band = || {
                let count = session.committed().reading().count(&text).map_err(sentence)?;
                let [low, high] =
                    put(session.committed().scorecard().scale().band, u8::try_from(count).unwrap_or(u8::MAX));
                OverlapBand::new(low, high).map_err(sentence)
            };
            let band = band().inspect_err(|_| session.end_preview())?;
            set(done, &|scale| OverlapScale { band, ..scale })
        });
        (text, entry)
    };
    let (low, type_low) = edge(OverlapBand::low, |band, low| [low, band.high()]);
    let (high, type_high) = edge(OverlapBand::high, |band, high| [band.low(), high]);
    view! {
        <details>
            <summary>"How shared clients are rated"</summary>
            <div class="stack">
                <Select
                    id="scored"
                    label="Shared clients are counted as a part of"
                    choices=vec![Choice::new("you", "your clients"), Choice::new("them", "their clients")]
                    chosen=Signal::derive(move || side_key(scale.get().scored))
                    choose=choose
                />
                <div class="columns">
                    <Field field=TextField::number("band-low", "Best from", low, type_low).after("%")/>
                    <Field field=TextField::number("band-high", "Best up to", high, type_high).after("%")/>
                </div>
                {when(move || scale.get() != OverlapScale::USUAL, move || view! {
                    <div class="row">
                        <button type="button" on:click=move |_| {
                            // The usual can always be taken.
                            let _ = set(true, &|_| OverlapScale::USUAL);
                        }>"Back to the usual 40% to 60%"</button>
                    </div>
                })}
                <details>
                    <summary>"Where this comes from"</summary>
                    <p class="note">"From 40% to 60% of your clients shared is the guide’s claim, unverified: below it you have little in common, above it you may compete. Between 0% and the lower edge the rating rises evenly from 0 to 100, above the upper edge it falls to 0 again. Of all clients of both together, 25% to 43% is what 40% to 60% comes to when both lists are equally long."</p>
                </details>
            </div>
        </details>
    }
}

const fn side_key(side: Side) -> &'static str {
    match side {
        Side::You => "you",
        Side::Them => "them",
    }
}
