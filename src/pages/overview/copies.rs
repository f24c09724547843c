//! What this workspace holds, and whether a copy of it has left the browser.

use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::app::Exported;
use crate::file::Export;
use crate::session::Session;

/// The state of the data.
#[component]
pub(super) fn Copies() -> impl IntoView {
    let session = Session::get();
    let counts = session.part(|workspace: &Workspace| {
        let partnerships = workspace.partnerships().map_or(0, |partnerships| partnerships.entries.len());
        let joint = workspace.joint();
        [
            (workspace.scorecard().partners().len(), "candidate", "candidates"),
            (workspace.table().all().len(), "offer", "offers"),
            (partnerships, "partnership under review", "partnerships under review"),
            (workspace.list().lines().len(), "row of your own", "rows of your own"),
            (joint.log.len(), "entry of joint work", "entries of joint work"),
        ]
    });
    let notation = session.notation();
    let held = move || {
        let notation = notation.get();
        let count = |(count, one, many): (usize, &str, &str)| {
            use concord_core::value::Notation;
            (count > 0).then(|| format!("{} {}", notation.count(count as u64), if count == 1 { one } else { many }))
        };
        let lines: Vec<String> = counts.get().into_iter().filter_map(count).collect();
        lines.join(" · ")
    };
    view! {
        <section class="panel stack" aria-labelledby="copies">
            <div>
                <h2 id="copies">"Your data"</h2>
                <p class="note">{held}</p>
            </div>
            <p><Exported/> " A browser may clear what it keeps: a copy is yours for good."</p>
            <div class="row"><Export/></div>
        </section>
    }
}
