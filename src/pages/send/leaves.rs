use concord_core::exchange::proposal::{Proposal, Unsendable};
use concord_core::words::{self, SharedField};
use leptos::prelude::*;

use super::Draft;
use crate::session::Session;
use crate::widgets::live;

/// Exactly what leaves: every field with its value, what stays, and the text of the file.
#[component]
pub(super) fn Leaves(
    draft: Draft,
    made: Memo<Result<Proposal, Unsendable>>,
    text: Memo<Option<String>>,
) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let fields = move || {
        made.with(|made| {
            let fields = made.as_ref().map(|proposal| words::shared_fields(proposal, &*notation.get()));
            fields.unwrap_or_default().into_iter().map(field).collect_view().into_any()
        })
    };
    let stays = move || {
        made.with(|made| {
            let count = draft.held_back.with(std::collections::BTreeSet::len);
            let stays = made.as_ref().map(|proposal| words::withheld(proposal, count, &*notation.get()));
            stays.unwrap_or_default().into_iter().map(|line| view! { <li>{line}</li> }).collect_view().into_any()
        })
    };
    view! {
        <section class="panel stack long" aria-labelledby="leaves">
            <div>
                <h2 id="leaves">"What leaves this browser"</h2>
                <p class="note">"Every field of the file, and nothing else. It leaves only when you save the file and send it yourself."</p>
            </div>
            <dl class="shared">{live(fields)}</dl>
            <div class="explained">
                <h3>"Not included"</h3>
                <ul class="stays">{live(stays)}</ul>
            </div>
            <details>
                <summary>"The file as text"</summary>
                <pre class="file-text" tabindex="0" role="region" aria-label="The file as text">{move || text.get()}</pre>
            </details>
        </section>
    }
}

fn field(shared: SharedField) -> impl IntoView {
    view! {
        <div data-field=shared.field>
            <dt><bdi>{shared.label}</bdi></dt>
            {shared.lines.into_iter().map(|line| view! { <dd>{line}</dd> }).collect_view()}
        </div>
    }
}
