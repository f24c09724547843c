//! The keys and what they do.

use leptos::prelude::*;

use crate::keys::is_mac;
use crate::session::{Preference, Session};
use crate::widgets::Dialog;

/// The dialog.
#[component]
pub(super) fn Shortcuts() -> impl IntoView {
    let session = Session::get();
    let open = session.dialogs().shortcuts;
    let single = move || session.preferred(Preference::Keys) != "off";
    let switch = move |event| {
        session.prefer(Preference::Keys, if event_target_checked(&event) { "on" } else { "off" });
    };
    view! {
        <Dialog open=open title=Signal::derive(|| "Keyboard shortcuts".to_owned())>
            <table class="shortcuts">
                <thead><tr><th scope="col">"Keys"</th><th scope="col" class="words">"What they do"</th></tr></thead>
                <tbody>{rows()}</tbody>
            </table>
            <label class="tick">
                <input type="checkbox" prop:checked=single on:change=switch/>
                <span>"The single key ? opens this list. Switch it off if you use speech input or press keys by accident; this list is also under Find."</span>
            </label>
        </Dialog>
    }
}

fn rows() -> impl IntoView {
    let with = if is_mac() { "⌘" } else { "Ctrl" };
    let rows: [(&[&[&str]], &str); 9] = [
        (&[&[with, "K"]], "Find a page, an action or a name"),
        (&[&[with, "Z"]], "Undo; inside a text field, what was typed there"),
        (&[&[with, "Shift", "Z"], &[with, "Y"]], "Redo"),
        (&[&["?"]], "This list, unless you are typing"),
        (&[&["Esc"]], "Close a dialog"),
        (&[&["Tab"], &["Shift", "Tab"]], "The next or the previous field or button"),
        (&[&["←"], &["→"]], "Move a slider by a step; Home and End to its ends"),
        (
            &[&["Shift", "←"], &["Shift", "→"]],
            "Move an offer on the table, with its button in focus, before or behind its neighbour",
        ),
        (&[&["Enter"], &["Space"]], "Press a button, also a figure, to see how it is computed"),
    ];
    let key = |key: &&str| view! { <kbd>{(*key).to_owned()}</kbd> }.into_any();
    let together =
        |keys: &&[&str]| view! { <span class="together">{keys.iter().map(key).collect_view()}</span> }.into_any();
    rows.map(|(ways, does)| {
        let mut shown = Vec::new();
        for (place, way) in ways.iter().enumerate() {
            if place > 0 {
                shown.push(view! { " or " }.into_any());
            }
            shown.push(together(way));
        }
        view! { <tr><th scope="row">{shown}</th><td class="words">{does}</td></tr> }
    })
    .collect_view()
}
