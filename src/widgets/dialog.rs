use leptos::html;
use leptos::prelude::*;

use super::when;

/// A native modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back.
#[component]
pub fn Dialog(
    /// Shown while true; set to false when the user closes it.
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let heading = StoredValue::new(format!("dialog-{}", crate::session::new_id()));
    Effect::new(move || {
        let Some(element) = dialog.get() else { return };
        if open.get() && !element.open() {
            // Fails only for a dialog outside the page, which this one is not.
            let _ = element.show_modal();
        } else if !open.get() && element.open() {
            element.close();
        }
    });
    view! {
        <dialog node_ref=dialog class="dialog" aria-labelledby=heading.get_value() on:close=move |_| {
            // The event comes late: by now the dialog may have been opened again.
            if !dialog.get_untracked().is_some_and(|element| element.open()) {
                open.set(false);
            }
        }>
            {when(move || open.get(), move || view! {
                <div class="dialog-body">
                    <div class="dialog-head">
                        <h2 id=heading.get_value()>{title}</h2>
                        <button type="button" class="quiet" aria-label="Close" on:click=move |_| open.set(false)>
                            <crate::widgets::Icon symbol=crate::widgets::Symbol::Cross/>
                        </button>
                    </div>
                    {children()}
                </div>
            })}
        </dialog>
    }
}
