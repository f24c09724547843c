//! Files in and out, without a server.

use concord_core::exchange::Tree;
use js_sys::{Array, Uint8Array};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::session::Session;

/// Offers `text` to the user as a file. `false` where the browser could not.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return false };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return false };
    let link: HtmlAnchorElement = match document().create_element("a") {
        Ok(element) => element.unchecked_into(),
        Err(_) => return false,
    };
    link.set_href(&address);
    link.set_download(name);
    link.click();
    let _ = Url::revoke_object_url(&address);
    true
}

/// Offers a table to the user as a CSV file, which spreadsheets know by its mark to be Unicode, and says what came of it.
pub fn save_table(session: Session, what: &str, text: &str) {
    let is_saved = save(&dated_name(what, "csv"), "text/csv", &format!("\u{feff}{text}"));
    let told = if is_saved { "The table is in your downloads." } else { "The browser did not let the file be saved." };
    session.say(told, false);
}

/// Offers the workspace to the user as a file, and says what came of it.
pub fn export(session: Session) {
    if save(&dated_name("", "json"), "application/json", &session.export()) {
        session.say("The copy is in your downloads.", false);
    } else {
        session.say("The browser did not let the file be saved.", false);
    }
}

/// A file's name that says what is in it and sorts by day, from letters and digits alone, before its ending.
pub fn dated_name(what: &str, ending: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { ' ' };
    let words: String = what.chars().map(plain).collect();
    let today = js_sys::Date::new_0();
    let day = format!("{}-{:02}-{:02}", today.get_full_year(), today.get_month() + 1, today.get_date());
    let parts = ["concord"].into_iter().chain(words.split_whitespace()).chain([day.as_str()]);
    format!("{}.{ending}", parts.collect::<Vec<_>>().join("-"))
}

/// Reads the file that the user chooses or drops on the page.
#[component]
pub fn ChooseFile(
    label: &'static str,
    /// What the file can be, as the browser names it.
    #[prop(default = ".json,application/json")]
    accept: &'static str,
    read: impl Fn(String, Vec<u8>) + Copy + 'static,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            let file = input.files().and_then(|files| files.get(0));
            // Forgotten, so that the same file can be chosen again.
            input.set_value("");
            read_file(file, Box::new(read));
        }
    };
    take_drops(read);
    view! {
        <div class="row">
            <label class="button file">
                {label}
                <input type="file" accept=accept node_ref=input on:change=choose/>
            </label>
        </div>
    }
}

/// Reads each file that is dropped on the page, for as long as the view around is shown.
fn take_drops(read: impl Fn(String, Vec<u8>) + Copy + 'static) {
    // A page takes a drop only if it says so while the file is above it.
    let over = window_event_listener(ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        let files = event.data_transfer().and_then(|dropped| dropped.files());
        read_file(files.and_then(|files| files.get(0)), Box::new(read));
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}

fn read_file(file: Option<File>, read: Box<dyn FnOnce(String, Vec<u8>)>) {
    let Some(file) = file else { return };
    let name = file.name();
    // One byte too many says that a file is too large as well as all of it.
    let most = i32::try_from(Tree::LARGEST_FILE + 1).unwrap_or(i32::MAX);
    let Ok(start) = file.slice_with_i32_and_i32(0, most) else { return };
    let bytes = JsFuture::from(start.array_buffer());
    spawn_local(async move {
        // A file that went away in between is as if it had not been chosen.
        if let Ok(buffer) = bytes.await {
            read(name, Uint8Array::new(&buffer).to_vec());
        }
    });
}

/// Saves the workspace as a file.
#[component]
pub fn Export(
    /// Whether it is the first thing to do where it stands.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let session = Session::get();
    view! { <button type="button" class:primary=primary on:click=move |_| export(session)>"Export everything"</button> }
}
