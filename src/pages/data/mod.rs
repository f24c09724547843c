//! Files in and out, what this browser keeps, and how numbers are written.

mod display;
mod import;
mod keeping;
mod settings;

use leptos::prelude::*;

use crate::app::Head;
use crate::file::Export;
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
                    <p class="note">"A file with everything in this workspace: partners, terms, partnerships, your rows and joint work. Keep it, or move it to another browser. It is for you alone: to show your partner terms, use “Send to partner…” on the page of terms."</p>
                    <div class="row"><Export primary=true/></div>
                </section>
                <Import/>
                <Settings/>
                <Display/>
                <Erase/>
            </div>
        </div>
    }
}
