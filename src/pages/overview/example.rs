//! The example: opened by its address, marked for as long as it is open, left by one press.

use concord_core::store::Shelf;
use leptos::prelude::*;

use crate::app::Head;
use crate::form::sentence;
use crate::route::Route;
use crate::session::Session;
use crate::widgets::Alert;

/// Opens the example and goes on to the overview; says why where it cannot.
pub fn open_example() -> AnyView {
    let session = Session::get();
    let problem = RwSignal::new(None::<String>);
    // Once the page stands: to open a workspace makes it anew.
    Effect::new(move || match session.open_example() {
        Ok(()) => Route::Overview.replace(),
        Err(error) => problem.set(Some(sentence(error))),
    });
    view! {
        <div class="page">
            <Head title=Signal::derive(|| "Example".to_owned()) line=Signal::derive(String::new)/>
            {move || problem.get().map(|problem| view! { <Alert><p>{problem}</p></Alert> })}
        </div>
    }
    .into_any()
}

/// What stands above every page while the example is open.
pub fn example_mark() -> AnyView {
    let session = Session::get();
    let leave = move |_| {
        if let Err(error) = session.remove_shelf(Shelf::EXAMPLE) {
            session.say(sentence(error), false);
        }
    };
    view! {
        <aside class="example" aria-label="Example">
            <p>"This is an example: names and figures are invented. Change anything; your own work is untouched."</p>
            <button type="button" on:click=leave>"Leave the example"</button>
        </aside>
    }
    .into_any()
}
