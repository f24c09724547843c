//! Where everything stands: the three questions, what to do next, what is due, the copies, the workspaces.

mod workspaces;

use leptos::prelude::*;

use crate::app::Head;
use crate::session::Session;
use workspaces::Workspaces;

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    let session = Session::get();
    let line = Signal::derive(move || session.shelf_name().get());
    view! {
        <div class="page">
            <Head title=Signal::derive(|| "Overview".to_owned()) line=line/>
            <div class="answer">
                <Workspaces/>
            </div>
        </div>
    }
}
