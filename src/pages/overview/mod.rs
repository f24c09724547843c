//! Where everything stands: the three questions, what to do next, what is due, the copies, the workspaces.

mod workspaces;

use leptos::prelude::*;

use crate::app::Head;
use crate::session::Session;
use crate::widgets::when;
use workspaces::Workspaces;

/// The name of the open workspace, for the navigation of a browser with several.
pub fn shelf() -> AnyView {
    let session = Session::get();
    let (shelves, name) = (session.shelves(), session.shelf_name());
    when(
        move || shelves.with(|shelves| shelves.list().len() > 1),
        move || view! { <p class="rail-shelf"><bdi>{move || name.get()}</bdi></p> },
    )
}

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    let session = Session::get();
    let line = session.shelf_name();
    view! {
        <div class="page">
            <Head title=Signal::derive(|| "Overview".to_owned()) line=line/>
            <div class="answer">
                <Workspaces/>
            </div>
        </div>
    }
}
