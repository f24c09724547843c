use leptos::prelude::*;

use super::{Icon, Symbol};

/// A box with something that needs the user, and what to do about it.
#[component]
pub fn Alert(children: Children) -> impl IntoView {
    view! {
        <div class="alert" role="status">
            <Icon symbol=Symbol::Warning/>
            <div class="alert-body">{children()}</div>
        </div>
    }
}
