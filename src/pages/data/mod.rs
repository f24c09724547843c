//! Files in and out, what this browser keeps, and how numbers are written.

mod display;
mod import;
mod keeping;
mod settings;

use leptos::prelude::*;

use crate::app::Head;
use crate::file;
use crate::session::Session;
use display::Display;
use import::Import;
use keeping::{Erase, Keeping};
use settings::Settings;

/// The data page.
#[component]
pub fn Data() -> impl IntoView {
    view! {
        <div class="page">
            <Head
                title=Signal::derive(|| "Share & data".to_owned())
                line=Signal::derive(|| "Your work as a file, and what this browser keeps".to_owned())
            />
            <div class="answer">
                <Keeping/>
                <section class="panel stack">
                    <h2>"Take a copy"</h2>
                    <p class="note">"A file with everything: partners, offers, answers, your rows and joint work. Keep it, or move it to another browser."</p>
                    <div class="row"><Export/></div>
                </section>
                <Import/>
                <Settings/>
                <Display/>
                <Erase/>
            </div>
        </div>
    }
}

/// Saves the workspace as a file.
#[component]
fn Export() -> impl IntoView {
    let session = Session::get();
    view! { <button type="button" class="primary" on:click=move |_| file::export(session)>"Export everything"</button> }
}
