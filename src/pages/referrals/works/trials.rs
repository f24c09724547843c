//! Experiments: one way of asking for referrals, or of rewarding them, against others.

use std::sync::Arc;

use concord_core::plan::{Plan, Trial, TrialArm, TrialError, TrialVerdict};
use concord_core::tracking::{Filter, Ledger};
use concord_core::value::Name;
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::counted::Counts;
use crate::form::{Entry, Field, TextField, sentence};
use crate::headline::symbol;
use crate::pages::referrals::program::change_plan;
use crate::session::Session;
use crate::widgets::{Icon, Symbol, live, when};

/// What each experiment shows.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) session: Session,
    trials: Memo<Vec<Trial>>,
    pub(super) ledger: Memo<Arc<Ledger>>,
}

impl Shown {
    /// A part of the trial at a place; the default when it is there no longer.
    pub(super) fn of<T: Default>(self, place: usize, part: impl FnOnce(&Trial) -> T) -> T {
        self.trials.with(|trials| trials.get(place).map(part)).unwrap_or_default()
    }

    /// Changes the trials; what is wrong is a sentence.
    fn change(self, change: impl FnOnce(&mut Vec<Trial>) -> Result<(), TrialError>) -> Result<(), String> {
        change_plan(self.session, |plan| {
            let mut trials = plan.trials().to_vec();
            change(&mut trials).map_err(sentence)?;
            plan.with_trials(trials).map_err(sentence)
        })
    }

    /// Puts another trial in the place of one.
    pub(super) fn put(
        self,
        place: usize,
        next: impl FnOnce(&Trial) -> Result<Trial, TrialError>,
    ) -> Result<(), String> {
        self.change(|trials| {
            if let Some(trial) = trials.get_mut(place) {
                *trial = next(trial)?;
            }
            Ok(())
        })
    }

    /// Changes the ways of a trial.
    fn put_arms(self, place: usize, change: impl FnOnce(&mut Vec<TrialArm>)) -> Result<(), String> {
        self.put(place, |trial| {
            let mut arms = trial.arms().to_vec();
            change(&mut arms);
            Trial::new(trial.name().clone(), arms)
        })
    }

    /// Says what could not be done.
    fn say(self, done: Result<(), String>) {
        if let Err(problem) = done {
            self.session.say(problem, false);
        }
    }
}

/// All experiments.
#[component]
pub(super) fn Experiments(ledger: Memo<Arc<Ledger>>, has_any: Memo<bool>) -> impl IntoView {
    let session = Session::get();
    let trials = session.part(|workspace: &Workspace| workspace.plan().trials().to_vec());
    let shown = Shown { session, trials, ledger };
    let count = Memo::new(move |_| shown.trials.with(Vec::len));
    let begin = move |_| {
        shown.say(shown.change(|trials| {
            trials.push(Trial::usual());
            Ok(())
        }));
    };
    view! {
        <section class="panel stack long" aria-labelledby="experiments">
            <h2 id="experiments">"Experiments"</h2>
            <p class="note">"Invite some people in one way and others, chosen by lot, in another. Say how many were invited, for how many days, and how many referrals they made."</p>
            {live(move || (0..count.get()).map(|place| view! { <Experiment shown=shown place=place has_any=has_any/> }).collect_view().into_any())}
            {when(move || count.get() < Plan::MOST_TRIALS, move || view! {
                <p class="on-screen"><button type="button" on:click=begin><Icon symbol=Symbol::Plus/>"New experiment"</button></p>
            })}
        </section>
    }
}

#[component]
fn Experiment(shown: Shown, place: usize, has_any: Memo<bool>) -> impl IntoView {
    // Which referrals are those of each way.
    let filters = RwSignal::new(Vec::<Filter>::new());
    let notation = shown.session.notation();
    let verdict = move || {
        let notation = notation.get();
        shown.trials.with(|trials| {
            let headline = words::trial_headline(trials.get(place)?, &*notation);
            let symbol = symbol(&headline);
            Some(view! {
                <p class="said next">
                    <span class="state" class:open=!headline.is_settled><Icon symbol=symbol/>{headline.state}</span>
                    <b data-verdict=headline.code>{headline.sentence}</b>
                </p>
                <p>{headline.detail}</p>
            })
        })
    };
    let name = Signal::derive(move || shown.of(place, |trial| trial.name().to_string()));
    let rename: Entry = Callback::new(move |(text, done): (String, bool)| {
        let name = Name::new(&text).map_err(sentence)?;
        if done { shown.put(place, |trial| Trial::new(name, trial.arms().to_vec())) } else { Ok(()) }
    });
    let count = Memo::new(move |_| shown.of(place, |trial| trial.arms().len()));
    let add = move |_| {
        let added = shown.put(place, Trial::with_another);
        if added.is_ok() {
            filters.update(|filters| filters.push(Filter::default()));
        }
        shown.say(added);
    };
    // Whoever else adds or removes a way, such as an undo, does not say which.
    Effect::new(move || {
        let count = count.get();
        if filters.with_untracked(Vec::len) != count {
            filters.set(vec![Filter::default(); count]);
        }
    });
    let remove = move |_| {
        shown.say(shown.change(|trials| {
            trials.remove(place);
            Ok(())
        }));
        shown.session.say("Experiment removed.".to_owned(), true);
    };
    let number = place + 1;
    view! {
        <div class="rated stack" data-experiment=number.to_string()>
            <Field field=TextField::text(format!("experiment-{number}"), "What is tried", name, rename)/>
            <div aria-live="polite">{move || verdict()}</div>
            <div class="scroll" tabindex="0" role="region" aria-label=move || format!("Ways of {}", name.get())>
                <table class="reviews arms">
                    <thead><tr>
                        <th scope="col">"Way"</th>
                        <th scope="col">"People invited"</th>
                        <th scope="col">"Days"</th>
                        <th scope="col">"Referrals"</th>
                        <th scope="col">"Chance to be best"</th>
                        <th scope="col" class="on-screen"><span class="unseen">"Remove"</span></th>
                    </tr></thead>
                    <tbody>{live(move || (0..count.get()).map(|arm| view! { <Way shown=shown place=place arm=arm filters=filters/> }).collect_view().into_any())}</tbody>
                </table>
            </div>
            {when(move || has_any.get(), move || view! { <Counts shown=shown place=place ways=count filters=filters/> })}
            <div class="row on-screen">
                {when(move || count.get() < Trial::MOST_ARMS, move || view! { <button type="button" on:click=add><Icon symbol=Symbol::Plus/>"Another way"</button> })}
                <button type="button" class="quiet" on:click=remove>"Remove the experiment"</button>
            </div>
        </div>
    }
}

/// A count of a way: what it is called, where it is kept.
type Count = (&'static str, &'static str, fn(&mut TrialArm) -> &mut u32);

const COUNTS: [Count; 3] = [
    ("people", "People invited", |arm| &mut arm.people),
    ("days", "Days", |arm| &mut arm.days),
    ("referrals", "Referrals", |arm| &mut arm.referrals),
];

#[component]
fn Way(shown: Shown, place: usize, arm: usize, filters: RwSignal<Vec<Filter>>) -> impl IntoView {
    let notation = shown.session.notation();
    let (trial, number) = (place + 1, arm + 1);
    let put = move |change: Box<dyn FnOnce(&mut TrialArm)>| {
        shown.put_arms(place, |arms| {
            if let Some(arm) = arms.get_mut(arm) {
                change(arm);
            }
        })
    };
    let name = Signal::derive(move || {
        shown.of(place, |trial| trial.arms().get(arm).map(|arm| arm.name.to_string()).unwrap_or_default())
    });
    let rename: Entry = Callback::new(move |(text, done): (String, bool)| {
        let name = Name::new(&text).map_err(sentence)?;
        if done { put(Box::new(move |arm| arm.name = name)) } else { Ok(()) }
    });
    let counts = COUNTS.map(|(code, label, of)| {
        let value = Signal::derive(move || {
            let count = shown.of(place, |trial| trial.arms().get(arm).cloned().map(|mut arm| *of(&mut arm)));
            count.map(|count| count.to_string()).unwrap_or_default()
        });
        let entry: Entry = Callback::new(move |(text, done): (String, bool)| {
            let count = text.trim().parse::<u32>().map_err(|_| "Type a whole number.".to_owned())?;
            if done { put(Box::new(move |arm| *of(arm) = count)) } else { Ok(()) }
        });
        view! { <td><Field field=TextField::number(format!("arm-{trial}-{number}-{code}"), label, value, entry)/></td> }
    });
    let chance = Memo::new(move |_| {
        shown.trials.with(|trials| match trials.get(place)?.verdict() {
            TrialVerdict::Tried(tried) => tried.chances.get(arm).copied().flatten(),
            TrialVerdict::NothingToCompare => None,
        })
    });
    let told = move || chance.get().map_or_else(|| "–".to_owned(), |chance| words::chance_of(chance, &*notation.get()));
    let remove = move |_| {
        filters.update(|filters| drop(filters.remove(arm)));
        shown.say(shown.put_arms(place, |arms| drop(arms.remove(arm))));
    };
    view! {
        <tr>
            <th scope="row"><Field field=TextField::text(format!("arm-{trial}-{number}"), "Way", name, rename)/></th>
            {counts.into_iter().collect_view()}
            <td data-figure="chance" data-value=move || chance.get().map(|chance| chance.rate().ppm().to_string())>{told}</td>
            <td class="on-screen">
                <button type="button" class="quiet" aria-label=move || format!("Remove {}", name.get()) on:click=remove><Icon symbol=Symbol::Cross/></button>
            </td>
        </tr>
    }
}
