//! What this browser keeps, in every state it can be in, and the way out of each.

use concord_core::store::{Key, Machine, Status, StoreFault, Trouble};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::file;
use crate::later::reload_page;
use crate::session::Session;
use crate::storage::pack;
use crate::widgets::{Alert, Dialog, when};

/// The state of the store and what to do about it.
#[component]
pub(super) fn Keeping() -> impl IntoView {
    let session = Session::get();
    let kept = session.kept();
    let status = Memo::new(move |_| kept.with(|kept| kept.status.clone()));
    let fell_back = Memo::new(move |_| kept.with(|kept| kept.fell_back));
    let nearly_full = Memo::new(move |_| kept.with(|kept| kept.nearly_full));
    view! {
        <section class="panel stack" aria-labelledby="keeping">
            <h2 id="keeping">"In this browser"</h2>
            {move || state(session, &status.get())}
            {when(move || fell_back.get(), move || view! {
                <Alert>
                    <p>"The last save was damaged. What you see is the save before it; the damaged text can be downloaded."</p>
                    <div class="row"><Downloads/></div>
                </Alert>
            })}
            {when(move || nearly_full.get(), move || view! {
                <Alert>
                    <p>"The room that this browser gives to a page is nearly used up. Export a copy, and remove rows you no longer need."</p>
                </Alert>
            })}
            <p class="note">
                "Concord has no server. What you type is kept here and leaves only in files that you export. A browser may clear it with its site data, so keep a copy."
            </p>
            {file_page().then(|| view! {
                <p class="note">"This page was opened from a file. Every page opened from a file shares this browser’s storage with it: keep your work there only on a computer of your own."</p>
            })}
        </section>
    }
}

fn file_page() -> bool {
    web_sys::window().and_then(|window| window.location().protocol().ok()).is_some_and(|protocol| protocol == "file:")
}

fn state(session: Session, status: &Status) -> AnyView {
    let plain = |text: &'static str| view! { <p data-state="fine">{text}</p> }.into_any();
    let again =
        move || view! { <button type="button" on:click=move |_| session.save_now()>"Try to save again"</button> };
    match status {
        Status::Loading => plain("Opening what is kept here…"),
        Status::Empty => plain("Nothing is kept here yet. The first change is saved by itself."),
        Status::Saved(_) => plain("Everything is saved, and was read back to make sure."),
        Status::Unsaved | Status::Saving => plain("Saving…"),
        Status::Failed(Trouble::TooLarge(_)) => view! {
            <Alert>
                <p data-state="too-large">"The workspace is too large for this browser’s storage. The last save that fitted is intact. Export a copy, then remove rows."</p>
                <div class="row">{again()}</div>
            </Alert>
        }.into_any(),
        Status::Failed(trouble) => {
            let reason = trouble.to_string();
            view! {
                <Alert>
                    <p data-state="failed">"The last change could not be saved: " {reason} ". What was saved before is intact, and what you see is still here. Export a copy, make room, and try again."</p>
                    <div class="row">{again()}</div>
                </Alert>
            }
            .into_any()
        }
        Status::Blocked(fault @ (StoreFault::Quota | StoreFault::Other(_))) => {
            let reason = fault.to_string();
            view! {
                <Alert>
                    <p data-state="out-of-reach">"What is kept here cannot be reached: " {reason} ". Nothing of it is written over. Load the page again; until then everything works, and can only be exported."</p>
                    <div class="row"><button type="button" on:click=|_| reload_page()>"Load the page again"</button></div>
                </Alert>
            }
            .into_any()
        }
        Status::Blocked(StoreFault::Blocked) => view! {
            <Alert>
                <p data-state="blocked">"This browser does not let the page keep anything: private windows and strict settings do that. Everything works until you close the tab; export a copy before you do."</p>
            </Alert>
        }.into_any(),
        Status::Unreadable => view! {
            <Alert>
                <p data-state="unreadable">"What is kept here cannot be read. It has not been touched, and nothing is saved over it. Download it first; then open the save before it, or begin anew: the unreadable text is put aside, not thrown away."</p>
                <div class="row">
                    <Downloads/>
                    {session.with_store(|machine| machine.previous().is_some()).then(|| view! { <button type="button" on:click=move |_| session.open_previous()>"Open the save before it"</button> })}
                    <StartOver/>
                </div>
            </Alert>
        }.into_any(),
        Status::Newer => view! {
            <Alert>
                <p data-state="newer">"What is kept here was saved by a newer Concord. It has not been touched. Load the page again to get that version, or download the text."</p>
                <div class="row">
                    <button type="button" on:click=|_| reload_page()>"Load the page again"</button>
                    <Downloads/>
                    <StartOver/>
                </div>
            </Alert>
        }.into_any(),
        Status::ReadOnly(_) => view! {
            <Alert>
                <p data-state="read-only">"Concord is open in another tab, and that one saves. This tab follows it. Close the other tab to go on here; what you change here meanwhile can only be exported."</p>
            </Alert>
        }.into_any(),
        Status::Stale => view! {
            <Alert>
                <p data-state="stale">"Another tab saved something else since. To lose neither: export what you see here, then load what is kept."</p>
                <div class="row"><button type="button" on:click=move |_| session.reload()>"Load what is kept"</button></div>
            </Alert>
        }.into_any(),
    }
}

/// Downloads of every text that cannot be used.
#[component]
fn Downloads() -> impl IntoView {
    let session = Session::get();
    let download = move |_| {
        let texts = session.with_store(raw_texts);
        spawn_local(async move {
            for (key, text) in texts {
                let name = key.to_string().replace('/', "-");
                let unpacked = pack::unpack(&text).await;
                file::save(&format!("{name}.txt"), "text/plain", &unpacked.unwrap_or(text));
            }
        });
    };
    view! { <button type="button" class="primary" on:click=download>"Download the text"</button> }
}

fn raw_texts(machine: &Machine) -> Vec<(Key, String)> {
    machine.raw().iter().map(|raw| (raw.key, raw.text.to_string())).collect()
}

#[component]
fn StartOver() -> impl IntoView {
    let session = Session::get();
    let start = move |_| {
        if let Err(refusal) = session.start_over() {
            session.say(format!("Not possible now: {refusal}."), false);
        }
    };
    view! { <button type="button" class="danger" on:click=start>"Put it aside and begin anew"</button> }
}

/// Removes everything, after a copy was offered.
#[component]
pub(super) fn Erase() -> impl IntoView {
    let session = Session::get();
    let open = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let erase = move || match session.erase() {
        Ok(()) => {
            open.set(false);
            session.proposal().set(None);
            session.say("Everything was erased from this browser.", false);
        }
        Err(refusal) => problem.set(Some(format!("Not possible now: {refusal}."))),
    };
    let export = move |_| {
        if file::save(&file::dated_name("before erasing", "json"), "application/json", &session.export()) {
            erase();
        } else {
            problem.set(Some("The browser did not let the copy be saved, so nothing was erased.".to_owned()));
        }
    };
    view! {
        <section class="panel stack" aria-labelledby="erase">
            <h2 id="erase">"Begin anew"</h2>
            <p class="note">"Removes everything that Concord keeps in this browser. A copy is offered first."</p>
            <div class="row"><button type="button" class="danger" on:click=move |_| open.set(true)>"Erase everything…"</button></div>
        </section>
        <Dialog open=open title=Signal::derive(|| "Erase everything?".to_owned())>
            <p>"This removes every workspace from this browser: partners, terms, partnerships, rows and joint work, with everything that was put aside. It cannot be undone."</p>
            <p class="problem" role="alert">{move || problem.get()}</p>
            <div class="actions">
                <button type="button" class="primary apart" on:click=export>"Export a copy, then erase"</button>
                <button type="button" on:click=move |_| open.set(false)>"Keep it"</button>
                <button type="button" class="danger" on:click=move |_| erase()>"Erase without a copy"</button>
            </div>
        </Dialog>
    }
}
