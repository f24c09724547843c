//! What is done to all referrals that are ticked.

use std::collections::BTreeSet;

use concord_core::tracking::{Ledger, Number, Reward, SourceKind, Stage, Tracked, TrackedError};
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use super::filter::{KINDS, STAGES, choices, of_key};
use crate::form::{Choice, sentence};
use crate::session::today;
use crate::widgets::when;

/// What becomes of each.
#[derive(Clone, Copy)]
enum Deed {
    Stage(Stage),
    Kind(SourceKind),
    RewardDue,
    RewardGiven,
}

impl Deed {
    fn of_key(key: &str) -> Option<Deed> {
        match key {
            "reward-due" => Some(Deed::RewardDue),
            "reward-given" => Some(Deed::RewardGiven),
            key => of_key(&STAGES, key).map(Deed::Stage).or_else(|| of_key(&KINDS, key).map(Deed::Kind)),
        }
    }

    fn done_to(self, one: &Tracked) -> Result<Tracked, TrackedError> {
        let day = today().max(one.introduced());
        match self {
            Deed::Stage(stage) => one.moved_to(stage, day),
            Deed::Kind(kind) => one.with(|facts| facts.kind = kind),
            Deed::RewardDue => one.with(|facts| {
                if facts.reward == Reward::None {
                    facts.reward = Reward::Due(day);
                }
            }),
            Deed::RewardGiven => one.with(|facts| {
                let due = facts.reward.days().0.unwrap_or(day);
                facts.reward = Reward::Paid { due, paid: facts.reward.days().1.unwrap_or(day) };
            }),
        }
    }
}

/// Ticks all or none, and changes or removes those that are ticked in one step that can be undone.
#[component]
pub(super) fn Bulk(shown: Shown, numbers: Memo<Vec<Number>>) -> impl IntoView {
    let ticked = shown.ticked;
    // Only what is in sight of the filter can be meant.
    let meant = Memo::new(move |_| {
        ticked.with(|ticked| {
            if ticked.is_empty() {
                return BTreeSet::new();
            }
            numbers.with(|numbers| numbers.iter().copied().filter(|number| ticked.contains(number)).collect())
        })
    });
    let count = move || meant.with(BTreeSet::len);
    let deed = RwSignal::new("won".to_owned());
    let does = move |_| {
        let Some(deed) = deed.with_untracked(|key| Deed::of_key(key)) else { return };
        let (changed, refused) = outcome(&shown.ledger.get_untracked(), &meant.get_untracked(), deed);
        let many = changed.len();
        match shown.change(|ledger| ledger.with(changed)) {
            Ok(()) => shown.session.say(told(many, refused), many > 0),
            Err(problem) => shown.session.say(problem, false),
        }
    };
    let remove = move |_| {
        let gone = meant.get_untracked();
        let many = gone.len();
        // Nothing stands in the way of taking out.
        let _ = shown.change(|ledger| Ok(ledger.without(&gone)));
        ticked.set(BTreeSet::new());
        shown.session.say(format!("{many} {} removed.", if many == 1 { "referral" } else { "referrals" }), true);
    };
    let all = move || numbers.with(|numbers| !numbers.is_empty() && count() == numbers.len());
    let tick_all = move |event| {
        let is_on = event_target_checked(&event);
        ticked.update(|ticked| {
            numbers.with_untracked(|numbers| {
                for number in numbers {
                    if is_on {
                        ticked.insert(*number)
                    } else {
                        ticked.remove(number)
                    };
                }
            });
        });
    };
    let mut deeds = choices(&STAGES, words::stage_name);
    deeds.extend([Choice::new("reward-due", "Reward due"), Choice::new("reward-given", "Reward given")]);
    deeds.extend(choices(&KINDS, words::source_kind));
    view! {
        <div class="row bulk">
            <label class="tick">
                <input type="checkbox" prop:checked=all on:change=tick_all/>
                {move || match count() { 0 => "Choose all".to_owned(), many => format!("{many} chosen") }}
            </label>
            {when(move || count() > 0, move || {
                let deeds = deeds.clone();
                view! {
                    <label for="bulk-deed">"Mark as"</label>
                    <select id="bulk-deed" prop:value=move || deed.get() on:change=move |event| deed.set(event_target_value(&event))>
                        {deeds.into_iter().map(|choice| view! { <option value=choice.key selected=deed.with_untracked(|key| key == choice.key)>{choice.words}</option> }).collect_view()}
                    </select>
                    <button type="button" on:click=does>"Apply, dated today"</button>
                    <button type="button" on:click=remove>"Remove"</button>
                }
            })}
        </div>
    }
}

/// The referrals as they become, and why others cannot.
fn outcome(ledger: &Ledger, meant: &BTreeSet<Number>, deed: Deed) -> (Vec<Tracked>, Option<(usize, TrackedError)>) {
    let mut changed = Vec::new();
    let mut refused = None::<(usize, TrackedError)>;
    for one in meant.iter().filter_map(|number| ledger.referral(*number)) {
        match deed.done_to(one) {
            Ok(next) if next != *one => changed.push(next),
            Ok(_) => {}
            Err(error) => refused = Some((refused.map_or(1, |(count, _)| count + 1), error)),
        }
    }
    (changed, refused)
}

fn told(changed: usize, refused: Option<(usize, TrackedError)>) -> String {
    let done = format!("{changed} {} changed.", if changed == 1 { "referral" } else { "referrals" });
    match refused {
        None => done,
        Some((count, error)) => format!("{done} {count} stayed as before. {}", sentence(error)),
    }
}
