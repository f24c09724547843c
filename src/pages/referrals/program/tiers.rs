//! What is given for referrals, by the value of the work.

use concord_core::plan::{RewardTier, Rewards, RewardsError, Trigger};
use concord_core::value::{Currency, Money, Name};
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::Program;
use super::ask::whole;
use crate::form::{Choice, Entry, Field, Select, TextField, sentence};
use crate::session::today;
use crate::widgets::{Icon, Symbol, live, when};

const TRIGGERS: [(&str, Trigger); 4] = [
    ("introduced", Trigger::Introduced),
    ("qualified", Trigger::Qualified),
    ("won", Trigger::Won),
    ("paid", Trigger::Paid),
];

/// The rewards, or the way to begin with the usual ones.
#[component]
pub(super) fn TiersOf(program: Program) -> impl IntoView {
    let has_any = Memo::new(move |_| program.plan.with(|plan| plan.rewards().is_some()));
    let begin = move |_| {
        let usual = Rewards::usual(today(), program.session.committed().currency());
        let begun = usual.map_err(sentence).and_then(|usual| set(program, Some(usual)));
        if let Err(problem) = begun {
            program.session.say(problem, false);
        }
    };
    view! {
        {when(move || !has_any.get(), move || view! {
            <div class="lines">
                <p>"Rewards by the value of the work: for example a gift card for small projects, and a course or a conference ticket from 5,000 on."</p>
                <p><button type="button" on:click=begin>"Begin with these rewards"</button></p>
            </div>
        })}
        {when(move || has_any.get(), move || view! { <Editor program=program/> })}
    }
}

fn set(program: Program, rewards: Option<Rewards>) -> Result<(), String> {
    program.change(|plan| Ok::<_, String>(plan.with_rewards(rewards)))
}

/// Changes the rewards that there are.
fn change(program: Program, change: impl FnOnce(Rewards) -> Result<Rewards, RewardsError>) -> Result<(), String> {
    let Some(rewards) = program.session.committed().plan().rewards().cloned() else { return Ok(()) };
    set(program, Some(change(rewards).map_err(sentence)?))
}

/// The same with other tiers.
fn with_tiers(rewards: &Rewards, tiers: Vec<RewardTier>) -> Result<Rewards, RewardsError> {
    Rewards::new(rewards.from(), rewards.trigger(), rewards.give_within(), tiers)
}

#[component]
fn Editor(program: Program) -> impl IntoView {
    let session = program.session;
    let rewards = Memo::new(move |_| program.plan.with(|plan| plan.rewards().cloned()));
    let trigger = Signal::derive(move || {
        let of = rewards.with(|rewards| rewards.as_ref().map(Rewards::trigger)).unwrap_or_default();
        TRIGGERS.iter().find(|(_, trigger)| *trigger == of).map_or("won", |(key, _)| key)
    });
    let choose = move |key: &'static str| {
        let Some((_, trigger)) = TRIGGERS.into_iter().find(|(other, _)| *other == key) else { return };
        // A trigger alone contradicts nothing.
        let _ = change(program, |old| Rewards::new(old.from(), trigger, old.give_within(), old.tiers().to_vec()));
    };
    let within = Signal::derive(move || {
        rewards.with(|rewards| rewards.as_ref().map(|rewards| rewards.give_within().to_string()).unwrap_or_default())
    });
    let within_entry: Entry = Callback::new(move |(text, done): (String, bool)| {
        let days = whole(&text, Rewards::LATEST)?;
        if !done {
            return Ok(());
        }
        change(program, |old| Rewards::new(old.from(), old.trigger(), days, old.tiers().to_vec()))
    });
    let from = Signal::derive(move || {
        let reading = session.workspace().with(Workspace::reading);
        rewards.with(|rewards| rewards.as_ref().map(|rewards| reading.write_date(rewards.from())).unwrap_or_default())
    });
    let from_entry: Entry = Callback::new(move |(text, done): (String, bool)| {
        let day = session.committed().reading().date(&text).map_err(sentence)?;
        if !done {
            return Ok(());
        }
        change(program, |old| Rewards::new(day, old.trigger(), old.give_within(), old.tiers().to_vec()))
    });
    let count = Memo::new(move |_| rewards.with(|rewards| rewards.as_ref().map_or(0, |rewards| rewards.tiers().len())));
    let add = move |_| {
        let currency = session.committed().currency();
        let added = change(program, |old| {
            let mut tiers = old.tiers().to_vec();
            tiers.extend(tiers.last().cloned().and_then(|last| next_tier(last, currency)));
            with_tiers(&old, tiers)
        });
        if let Err(problem) = added {
            session.say(problem, false);
        }
    };
    let stop = move |_| {
        // Without rewards nothing can be wrong with them.
        let _ = set(program, None);
        session.say("No rewards any more.".to_owned(), true);
    };
    let triggers = TRIGGERS.into_iter().map(|(key, trigger)| Choice::new(key, words::trigger_name(trigger))).collect();
    view! {
        <div class="stack">
            <div class="quick few">
                <Select id="reward-trigger" label="A reward is earned" choices=triggers chosen=trigger choose=Callback::new(choose)/>
                <Field field=TextField::number("reward-within", "and given within", within, within_entry).after("days")/>
                <Field field=TextField::text("reward-from", "Counted from", from, from_entry)/>
            </div>
            {live(move || (0..count.get()).map(|place| view! { <TierOf program=program rewards=rewards place=place/> }).collect_view().into_any())}
            <div class="row">
                {when(move || count.get() < Rewards::MOST_TIERS, move || view! {
                    <button type="button" on:click=add><Icon symbol=Symbol::Plus/>"Another tier"</button>
                })}
                <button type="button" class="quiet" on:click=stop>"Give no rewards"</button>
            </div>
        </div>
    }
}

/// A tier above this one, from twice its value on, or from 1,000 on above nothing.
fn next_tier(last: RewardTier, currency: Currency) -> Option<RewardTier> {
    let from = if last.from == Money::ZERO { currency.round_amount(1_000) } else { last.from.plus(last.from) };
    Some(RewardTier { from: from.ok()?, cost: None, ..last })
}

#[component]
fn TierOf(program: Program, rewards: Memo<Option<Rewards>>, place: usize) -> impl IntoView {
    let session = program.session;
    let tier = move || rewards.with(|rewards| rewards.as_ref().and_then(|rewards| rewards.tiers().get(place).cloned()));
    let put = move |set: Box<dyn FnOnce(&mut RewardTier)>| {
        change(program, |old| {
            let mut tiers = old.tiers().to_vec();
            if let Some(tier) = tiers.get_mut(place) {
                set(tier);
            }
            with_tiers(&old, tiers)
        })
    };
    let money = move |amount: Option<Money>| {
        let (reading, currency) = session.workspace().with(|workspace| (workspace.reading(), workspace.currency()));
        amount.map(|amount| reading.write_money(amount, currency)).unwrap_or_default()
    };
    let read = move |text: &str| {
        let workspace = session.committed();
        workspace.reading().positive_money(text, workspace.currency()).map_err(sentence)
    };
    let from_entry: Entry = Callback::new(move |(text, done): (String, bool)| {
        let from = read(&text)?;
        if done { put(Box::new(move |tier| tier.from = from)) } else { Ok(()) }
    });
    let reward_entry: Entry = Callback::new(move |(text, done): (String, bool)| {
        let reward = Name::new(&text).map_err(sentence)?;
        if done { put(Box::new(move |tier| tier.reward = reward)) } else { Ok(()) }
    });
    let cost_entry: Entry = Callback::new(move |(text, done): (String, bool)| {
        let cost = if text.trim().is_empty() { None } else { Some(read(&text)?) };
        if done { put(Box::new(move |tier| tier.cost = cost)) } else { Ok(()) }
    });
    let remove = move |_| {
        // The first tier stays, so that what is left begins at nothing.
        let _ = change(program, |old| {
            let mut tiers = old.tiers().to_vec();
            tiers.remove(place);
            with_tiers(&old, tiers)
        });
    };
    let code = session.committed().currency().code().to_owned();
    let from = Signal::derive(move || money(tier().map(|tier| tier.from)));
    let reward = Signal::derive(move || tier().map(|tier| tier.reward.to_string()).unwrap_or_default());
    let cost = Signal::derive(move || money(tier().and_then(|tier| tier.cost)));
    let number = place + 1;
    view! {
        <fieldset class="quick">
            <legend class="unseen">{format!("Tier {number}")}</legend>
            {if place == 0 {
                view! { <p class="field"><span class="legend">"For work of any value"</span><span>"up to the next tier"</span></p> }.into_any()
            } else {
                view! { <Field field=TextField::number(format!("tier-{number}-from"), "For work from", from, from_entry).before(code.clone())/> }.into_any()
            }}
            <Field field=TextField::text(format!("tier-{number}-reward"), "Reward", reward, reward_entry)/>
            <Field field=TextField::number(format!("tier-{number}-cost"), "Costs you about (may stay empty)", cost, cost_entry).before(code)/>
            {(place > 0).then(|| view! {
                <button type="button" class="quiet" aria-label=format!("Remove tier {number}") on:click=remove><Icon symbol=Symbol::Cross/></button>
            })}
        </fieldset>
    }
}
