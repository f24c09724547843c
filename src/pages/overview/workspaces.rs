//! Several workspaces: open, add, copy, rename, remove.

use concord_core::store::{Shelf, Shelves};
use concord_core::value::Name;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::file;
use crate::form::{Field, TextField, sentence};
use crate::session::{Session, Wish, new_id};
use crate::widgets::{Alert, Dialog, live};

/// What a name is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Naming {
    New,
    Copy,
    Rename(Shelf, Name),
}

impl Naming {
    fn title(&self) -> String {
        match self {
            Naming::New => "A new workspace".to_owned(),
            Naming::Copy => "A copy of this workspace".to_owned(),
            Naming::Rename(_, name) => format!("Rename {name}"),
        }
    }

    const fn verb(&self) -> &'static str {
        match self {
            Naming::New => "Add and open",
            Naming::Copy => "Copy and open",
            Naming::Rename(..) => "Rename",
        }
    }

    /// What the field begins with.
    fn suggested(&self, open: &str) -> String {
        match self {
            Naming::New => String::new(),
            Naming::Copy => format!("{open}, copy"),
            Naming::Rename(_, name) => name.to_string(),
        }
    }
}

/// What is being asked, and why the last answer came to nothing.
#[derive(Clone, Copy)]
struct Asked {
    naming: RwSignal<Option<Naming>>,
    removing: RwSignal<Option<(Shelf, Name)>>,
    problem: RwSignal<Option<String>>,
}

/// The workspaces of this browser.
#[component]
pub(super) fn Workspaces() -> impl IntoView {
    let session = Session::get();
    let asked = Asked { naming: RwSignal::new(None), removing: RwSignal::new(None), problem: RwSignal::new(None) };
    let Asked { naming, removing, problem } = asked;
    session.fulfil(|wish| (wish == Wish::Workspace).then_some(()), move |()| naming.set(Some(Naming::New)));
    let shelves = session.shelves();
    let rows = move || {
        shelves.get().list().iter().map(|(shelf, name)| row(session, asked, shelves, *shelf, name)).collect_view()
    };
    view! {
        <section class="panel stack" aria-labelledby="workspaces">
            <div>
                <h2 id="workspaces">"Workspaces"</h2>
                <p class="note">"Each holds its own partners, terms, partnerships and rows: one for every line of work, or a copy to try something out. They are all kept in this browser only."</p>
            </div>
            {move || problem.get().map(|problem| view! { <Alert><p>{problem}</p></Alert> })}
            <ul class="workspaces">{rows}</ul>
            <div class="row">
                <button type="button" on:click=move |_| naming.set(Some(Naming::New))>"New workspace…"</button>
                <button type="button" on:click=move |_| naming.set(Some(Naming::Copy))>"Copy this one…"</button>
            </div>
        </section>
        <NameDialog naming=naming/>
        <RemoveDialog removing=removing/>
    }
}

fn row(session: Session, asked: Asked, shelves: Memo<Shelves>, shelf: Shelf, name: &Name) -> impl IntoView + use<> {
    let Asked { naming, removing, problem } = asked;
    let is_open = session.shelf().get() == shelf;
    let several = shelves.with(|shelves| shelves.list().len() > 1);
    let (own, renamed, removed) = (name.to_string(), name.clone(), name.clone());
    let label = move |verb: &str| format!("{verb} {own}");
    let (open_label, rename_label, remove_label) = (label("Open"), label("Rename"), label("Remove"));
    let open = move |_| problem.set(session.open_shelf(shelf).err().map(sentence));
    view! {
        <li class="row" aria-current=is_open.then_some("true")>
            <bdi class="whole-name">{name.to_string()}</bdi>
            {if is_open {
                view! { <span class="state">"Open now"</span> }.into_any()
            } else {
                view! { <button type="button" aria-label=open_label on:click=open>"Open"</button> }.into_any()
            }}
            <span class="apart"></span>
            {(shelf != Shelf::EXAMPLE).then(move || view! {
                <button type="button" class="link" aria-label=rename_label on:click=move |_| naming.set(Some(Naming::Rename(shelf, renamed.clone())))>"Rename"</button>
            })}
            {several.then(move || view! {
                <button type="button" class="link" aria-label=remove_label on:click=move |_| removing.set(Some((shelf, removed.clone())))>"Remove"</button>
            })}
        </li>
    }
}

#[component]
fn NameDialog(naming: RwSignal<Option<Naming>>) -> impl IntoView {
    let session = Session::get();
    let open = opened_by(naming);
    let open_name = session.shelf_name();
    let problem = RwSignal::new(None::<String>);
    let text = RwSignal::new(String::new());
    Effect::new(move || {
        if let Some(naming) = naming.get() {
            problem.set(None);
            text.set(naming.suggested(&open_name.get_untracked()));
        }
    });
    let done = move || {
        let result = Name::new(&text.get_untracked()).map_err(sentence).and_then(|name| {
            match naming.get_untracked() {
                Some(Naming::Rename(shelf, _)) => session.name_shelf(shelf, name),
                Some(Naming::New) => session.add_shelf(Shelf::of(new_id()), &name, None),
                Some(Naming::Copy) => session.duplicate_shelf(&name),
                None => Ok(()),
            }
            .map_err(sentence)
        });
        if result.is_ok() {
            naming.set(None);
        }
        problem.set(result.err());
    };
    let field = move || {
        let entry = Callback::new(move |(typed, _): (String, bool)| {
            text.set(typed);
            Ok(())
        });
        TextField::text("workspace-name", "Name", text.into(), entry).problem(problem.into())
    };
    let title = Signal::derive(move || naming.get().map(|naming| naming.title()).unwrap_or_default());
    view! {
        <Dialog open=open title=title>
            <form class="stack" on:submit=move |event| { event.prevent_default(); done(); }>
                <Field field=field()/>
                <div class="actions">
                    <button type="button" on:click=move |_| naming.set(None)>"Cancel"</button>
                    <button type="submit" class="primary">{move || naming.get().map(|naming| naming.verb())}</button>
                </div>
            </form>
        </Dialog>
    }
}

#[component]
fn RemoveDialog(removing: RwSignal<Option<(Shelf, Name)>>) -> impl IntoView {
    let session = Session::get();
    let open = opened_by(removing);
    let problem = RwSignal::new(None::<String>);
    let title = Signal::derive(move || removing.get().map(|(_, name)| format!("Remove {name}?")).unwrap_or_default());
    let copy = move |_| {
        let Some((shelf, name)) = removing.get_untracked() else { return };
        spawn_local(async move {
            problem.set(match session.text_of(shelf).await {
                Some(text) if file::save(&file::dated_name(name.as_str(), "json"), "application/json", &text) => None,
                Some(_) => Some("The browser did not let the file be saved.".to_owned()),
                None => Some("Nothing is kept of it yet.".to_owned()),
            });
        });
    };
    let remove = move |_| {
        let Some((shelf, name)) = removing.get_untracked() else { return };
        match session.remove_shelf(shelf) {
            Ok(()) => {
                removing.set(None);
                session.say(format!("{name} was removed."), false);
            }
            Err(error) => problem.set(Some(sentence(error))),
        }
    };
    view! {
        <Dialog open=open title=title>
            <p>"Everything in it is removed from this browser. It cannot be undone. The other workspaces stay as they are."</p>
            {live(move || view! { <p class="problem" role="alert">{problem.get()}</p> }.into_any())}
            <div class="actions">
                <button type="button" class="apart" on:click=copy>"Export a copy first"</button>
                <button type="button" on:click=move |_| removing.set(None)>"Keep it"</button>
                <button type="button" class="danger" on:click=remove>"Remove"</button>
            </div>
        </Dialog>
    }
}

/// Open while there is something to ask about; nothing once the dialog was closed.
fn opened_by<T: Clone + Send + Sync + 'static>(subject: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(subject.with(Option::is_some)));
    Effect::new(move || {
        if !open.get() && subject.with_untracked(Option::is_some) {
            subject.set(None);
        }
    });
    open
}
