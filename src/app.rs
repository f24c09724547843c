//! The shell: navigation, the head of each page, what is saved, undo.

use concord_core::store::{Copies, Shelf, Status, Trouble};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::keys;
use crate::later::{
    AIDS, DATA, EXAMPLE, EXAMPLE_MARK, OVERVIEW, PARTNERS, PROPOSAL, REFERRALS, SEND, SHELF, WORK, WORTH, failed,
    later, waiting,
};
use crate::pages;
use crate::route::{Part, Route};
use crate::session::{Kept, Session, now};
use crate::widgets::{Icon, Symbol, live, when};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::start();
    provide_context(session);
    let hash = || web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let (settled, several) = (session.settled(), session.are_several());
    let offline = heard("concord-offline");
    let route = RwSignal::new(Route::of_hash(&hash()));
    window_event_listener(ev::hashchange, move |_| {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        route.set(Route::of_hash(&hash()));
    });
    window_event_listener(ev::keydown, move |event| keys::on_key(session, &event));
    provide_context(route.read_only());
    let page = Memo::new(move |_| route.get().page());
    Effect::new(move || document().set_title(&format!("{} · Concord", page.get().title())));
    let link = move |to: Route| {
        view! {
            <a href=to.hash() aria-current=move || (page.get() == to).then_some("page")>
                {to.title()}
            </a>
        }
        .into_any()
    };
    let proposal = session.proposal();

    view! {
        <header>
            <a class="skip" href=move || route.get().hash() on:click=|event| {
                event.prevent_default();
                focus_on("main");
            }>"Skip to the page"</a>
        </header>
        <div class="shell">
            <nav class="rail" aria-label="Main">
                <div class="brand"><span class="brand-mark"></span>"Concord"</div>
                {when(move || several.get(), || later(SHELF, |_| ().into_any()))}
                {find(session, "find")}
                {Route::ALL.map(link).collect_view()}
                {when(move || proposal.with(Option::is_some), move || link(Route::Proposal))}
                <p class="rail-foot">
                    "Everything stays in this browser. " <Exported/>
                    {when(move || offline.get(), || " Works without a network.")}
                </p>
            </nav>
            <main id="main" tabindex="-1">
                {when(move || session.shelf().get() == Shelf::EXAMPLE, || later(EXAMPLE_MARK, |inner| inner))}
                {live(move || match (settled.get(), page.get(), session.shelf().get()) {
                    (false, ..) => opening(session),
                    (true, Route::Overview, _) => later(OVERVIEW, |inner| framed(Route::Overview, inner)),
                    (true, Route::Example, _) => later(EXAMPLE, |inner| framed(Route::Example, inner)),
                    (true, Route::Partners | Route::Partner(_), _) => later(PARTNERS, |inner| framed(Route::Partners, inner)),
                    (true, Route::Terms, _) => view! { <pages::Terms/> }.into_any(),
                    (true, Route::Worth, _) => later(WORTH, |inner| framed(Route::Worth, inner)),
                    (true, Route::Referrals(_), _) => later(REFERRALS, |inner| framed(Route::Referrals(Part::Ledger), inner)),
                    (true, Route::Work, _) => later(WORK, |inner| framed(Route::Work, inner)),
                    (true, Route::Data, _) => later(DATA, |inner| framed(Route::Data, inner)),
                    (true, Route::Send, _) => later(SEND, |inner| framed(Route::Send, inner)),
                    (true, Route::Proposal, _) => later(PROPOSAL, |inner| framed(Route::Proposal, inner)),
                })}
            </main>
        </div>
        <div class="toasts">
            <Toast/>
            {aids(session)}
        </div>
    }
}

/// Opens what finds everything by name; the key for it stands beside it.
fn find(session: Session, class: &'static str) -> AnyView {
    let open = session.dialogs().find;
    view! {
        <button type="button" class=class on:click=move |_| open.set(true)>
            <Icon symbol=Symbol::Find/>
            <span>"Find…"</span>
            <kbd>{if keys::is_mac() { "⌘ K" } else { "Ctrl K" }}</kbd>
        </button>
    }
    .into_any()
}

/// The dialogs of every page and the reminder of a copy, fetched when the first of them is needed.
fn aids(session: Session) -> AnyView {
    let wanted = Memo::new(move |before| {
        let many = session.kept().with(|kept| kept.copied.changes >= Copies::CHANGES);
        before == Some(&true) || many || asked(session)
    });
    // A reminder that cannot be fetched is no trouble of the reader's.
    let frame = |inner: AnyView| if asked(Session::get()) { inner } else { ().into_any() };
    when(move || wanted.get(), move || later(AIDS, frame))
}

fn asked(session: Session) -> bool {
    session.dialogs().find.get() || session.dialogs().shortcuts.get()
}

/// Focuses what has this id, if it is there. That of the page, past the navigation, is "main".
pub fn focus_on(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// What is shown until what is kept is read: nothing that could be changed meanwhile.
fn opening(session: Session) -> AnyView {
    live(move || {
        let again = Callback::new(move |()| session.fetch_scribe());
        framed(Route::default(), if session.cannot_keep() { failed(again) } else { waiting() })
    })
}

/// A page without its content yet.
fn framed(route: Route, inner: AnyView) -> AnyView {
    view! {
        <div class="page">
            <Head title=Signal::derive(move || route.title().to_owned()) line=Signal::derive(String::new)/>
            {inner}
        </div>
    }
    .into_any()
}

/// The head of a page: its title, what is saved, undo and redo, and what else there is to press.
#[component]
pub fn Head(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] line: Signal<String>,
    #[prop(optional)] more: Option<AnyView>,
) -> impl IntoView {
    let session = Session::get();
    let (can_undo, can_redo) = (session.can_undo(), session.can_redo());
    view! {
        <header class="top">
            <div class="top-title">
                <h1>{title}</h1>
                <p class="where">{line}</p>
            </div>
            <Saved/>
            {find(session, "find here")}
            <button type="button" aria-label="Undo" title="Undo" disabled=move || !can_undo.get() on:click=move |_| session.undo()>
                <Icon symbol=Symbol::Undo/>
            </button>
            <button type="button" aria-label="Redo" title="Redo" disabled=move || !can_redo.get() on:click=move |_| session.redo()>
                <Icon symbol=Symbol::Redo/>
            </button>
            {more}
        </header>
    }
}

/// What was verified as saved, in a few words; anything else leads to the page that helps.
#[component]
fn Saved() -> impl IntoView {
    let session = Session::get();
    let kept = session.kept();
    let wrong = move || kept.with(|kept| is_trouble(&kept.status) || kept.fell_back);
    let stuck = move || session.cannot_keep() && kept.with(|kept| kept.status == Status::Unsaved);
    view! {
        <span class="kept" class:wrong=move || wrong() || stuck() role="status">
            {move || if stuck() { "Not saved: a part of Concord could not be loaded. ".to_owned() } else { kept.with(in_words) }}
            {when(wrong, move || view! {" " <a href=Route::Data.hash()>"What to do"</a>})}
            {when(stuck, move || view! { <button type="button" class="link" on:click=move |_| session.fetch_scribe()>"Try again"</button> })}
        </span>
    }
}

/// Whether the status needs the user.
fn is_trouble(status: &Status) -> bool {
    !matches!(status, Status::Loading | Status::Empty | Status::Saved(_) | Status::Unsaved | Status::Saving)
}

fn in_words(kept: &Kept) -> String {
    match &kept.status {
        Status::Saved(_) | Status::Empty if kept.fell_back => "An earlier save is shown.".into(),
        Status::Loading => "Opening…".into(),
        Status::Empty => String::new(),
        Status::Saved(_) => match kept.saved_at {
            Some(at) => format!("Saved {}", clock(at)),
            None => "Saved".into(),
        },
        Status::Unsaved | Status::Saving => "Saving…".into(),
        Status::Failed(Trouble::TooLarge(_)) => "Not saved: too large for this browser.".into(),
        Status::Failed(_) => "Not saved.".into(),
        Status::Blocked(_) => "This browser lets nothing be kept.".into(),
        Status::Unreadable => "What was saved cannot be read.".into(),
        Status::Newer => "Saved by a newer Concord.".into(),
        Status::ReadOnly(_) => "Another tab is open: this one only shows.".into(),
        Status::Stale => "Changed in another tab.".into(),
    }
}

/// Hours and minutes of a time, as the reader's clock shows them.
fn clock(at: i64) -> String {
    let date = js_sys::Date::new(&(at as f64).into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// When a copy last left the browser, and what is in none.
#[component]
pub fn Exported() -> impl IntoView {
    let kept = Session::get().kept();
    move || {
        let copied = kept.with(|kept| kept.copied);
        let when = match copied.at.map(|at| (now() - at) / 86_400_000) {
            None => "No copy was exported yet.".to_owned(),
            Some(..=0) => "Last exported today.".to_owned(),
            Some(1) => "Last exported yesterday.".to_owned(),
            Some(days) => format!("Last exported {days} days ago."),
        };
        match copied.changes {
            0 => when,
            1 => format!("{when} One change is in no copy."),
            changes => format!("{when} {changes} changes are in no copy."),
        }
    }
}

/// A short word after something happened, with its way back.
#[component]
fn Toast() -> impl IntoView {
    let session = Session::get();
    let notice = session.notice();
    let update = heard("concord-update");
    view! {
        <div role="status">
            {live(move || {
                notice
                    .get()
                    .map(|said| {
                        view! {
                            <div class="toast">
                                <span>{said.text}</span>
                                {said
                                    .can_undo
                                    .then(|| {
                                        view! {
                                            <button type="button" on:click=move |_| {
                                                session.undo();
                                                notice.set(None);
                                            }>"Undo"</button>
                                        }
                                    })}
                                <button type="button" class="quiet" aria-label="Dismiss" on:click=move |_| notice.set(None)>
                                    <Icon symbol=Symbol::Cross/>
                                </button>
                            </div>
                        }
                    })
                    .into_any()
            })}
            {when(move || update.get(), move || view! {
                <div class="toast">
                    <span>"A new version of Concord is here. Your work stays as it is."</span>
                    <button type="button" on:click=move |_| accept_update()>"Load it"</button>
                    <button type="button" class="quiet" on:click=move |_| update.set(false)>"Later"</button>
                </div>
            })}
        </div>
    }
}

/// Whether the script that starts the app has told of something; it knows the service worker.
fn heard(name: &'static str) -> RwSignal<bool> {
    let signal = RwSignal::new(false);
    window_event_listener_untyped(name, move |_| signal.set(true));
    signal
}

/// Answers that the new version may take over. What is not saved yet is saved when the page goes.
fn accept_update() {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new("concord-update-accepted")) {
        let _ = window.dispatch_event(&event);
    }
}
