//! What takes several forecasts to say: sections under "Why" that are worked out once they are opened.

mod equal_pay;
mod gives_up;
mod map;
mod sensitivity;

use concord_core::forecast::Forecast;
use concord_core::forecast::study::Study;
use concord_core::value::Notation;
use leptos::prelude::*;

use crate::engine::{Studied, Studying, study};
use crate::judgement::{Judgement, Judging};
use crate::session::Session;
use crate::widgets::{fold, live};

/// All of them.
pub(super) fn all(judging: Judging) -> AnyView {
    let first = [sensitivity::section(judging), gives_up::section(judging)];
    (first, equal_pay::section(judging), map::section(judging)).into_any()
}

/// A section, and how its study is made and shown.
struct Section<S: 'static> {
    title: &'static str,
    note: &'static str,
    make: fn(&Judgement, &Forecast) -> S,
    /// Follows the study.
    view: fn(RwSignal<Option<Studied<S>>>) -> AnyView,
}

impl<S: Study + Clone + Send + Sync> Section<S> {
    fn view(self, judging: Judging) -> AnyView {
        let Section { title, note, make, view } = self;
        let is_open = RwSignal::new(false);
        let studying = study(judging, is_open, make);
        // Each step of a slider tells anew that the forecast is busy.
        let is_old = Memo::new(move |_| judging.forecasting.is_busy.get());
        let is_busy = move || is_old.get() || studying.is_busy.get();
        fold(is_open, title.into_any(), move || {
            view! {
                <p class="note">{note}</p>
                <div class:stale=move || is_old.get() aria-busy=move || is_busy().to_string()>{view(studying.last)}</div>
                {progress(studying)}
            }
            .into_any()
        })
    }
}

/// What follows a study, once there is one.
fn followed<S: Send + Sync + 'static>(
    last: RwSignal<Option<Studied<S>>>,
    view: impl Fn(&Studied<S>, &dyn Notation) -> AnyView + Send + 'static,
) -> AnyView {
    let notation = Session::get().notation();
    live(move || last.with(|last| last.as_ref().map_or_else(|| ().into_any(), |last| view(last, &*notation.get()))))
}

/// How far a study is, and a way to stop it or to go on.
fn progress<S: Study + Clone + Send + Sync>(studying: Studying<S>) -> AnyView {
    let is_whole =
        Memo::new(move |_| studying.last.with(|last| last.as_ref().is_none_or(|l| l.study.next().is_none())));
    let told = move || {
        let (done, of) = studying.last.with(|last| last.as_ref().map_or((0, 0), |last| last.study.progress()));
        format!("{done} of {of} simulations done")
    };
    live(move || {
        if is_whole.get() || !(studying.is_busy.get() || studying.is_stopped.get()) {
            return ().into_any();
        }
        let (name, act): (_, fn(Studying<S>)) =
            if studying.is_busy.get() { ("Stop", Studying::stop) } else { ("Go on", Studying::go_on) };
        view! {
            <p class="note">
                {told} " " <button type="button" class="link" on:click=move |_| act(studying)>{name}</button>
            </p>
        }
        .into_any()
    })
}
