//! A stand-in: proof that the pipeline carries a Leptos page.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    let visits = LocalStorage::get::<u32>("visits").unwrap_or(0) + 1;
    let kept = LocalStorage::set("visits", visits).is_ok();
    let Some(app) = document().get_element_by_id("app") else { return };
    mount_to(app.unchecked_into(), move || {
        view! { <main><h1>"Concord"</h1><p>"Visit "{visits}" kept: "{kept}</p><a href="#/terms">"Terms"</a></main> }
    })
    .forget();
}
