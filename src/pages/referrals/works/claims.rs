//! How many referrals it takes to believe what is said of them, at two claims of the article that the method comes from.

use concord_core::program::Claim;
use concord_core::words;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{fold, live};

/// The two claims, folded.
#[component]
pub(super) fn Claims() -> impl IntoView {
    let notation = Session::get().notation();
    let each = Claim::OF_THE_ARTICLE.map(|claim| {
        let said = move || words::claim(claim, &*notation.get());
        let body = move || {
            live(move || said().needs.into_iter().map(|line| view! { <p>{line}</p> }).collect_view().into_any())
        };
        fold(RwSignal::new(false), (move || said().claim).into_any(), body)
    });
    view! {
        <section class="panel">
            <h2>"How many referrals such a claim needs"</h2>
            <p class="note">"Two claims of the article that this method comes from, and what it would take to believe them."</p>
            <div>{each.into_iter().collect_view()}</div>
        </section>
    }
}
