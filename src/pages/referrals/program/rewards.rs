//! Rewards that were not given yet.

use chrono::NaiveDate;
use concord_core::plan::{Occasion, Owing, RewardOwed};
use concord_core::tracking::{Number, Reward};
use concord_core::value::{Money, Notation};
use concord_core::workspace::Command;
use leptos::prelude::*;

use super::Program;
use crate::form::sentence;
use crate::session::today;
use crate::widgets::live;

/// The rewards, the longest overdue first.
#[component]
pub(super) fn Rewards(program: Program) -> impl IntoView {
    let rows = move || {
        let row = |owed: &RewardOwed| row(program, owed);
        program.agenda.with(|agenda| agenda.rewards.iter().map(row).collect_view().into_any())
    };
    let cost = move || {
        let known = program.plan.with(|plan| {
            program.agenda.with(|agenda| {
                let cost = |owed: &RewardOwed| plan.rewards()?.tier(owed.worth)?.cost;
                agenda.rewards.iter().map(cost).collect::<Vec<_>>()
            })
        });
        let unknown = known.iter().filter(|cost| cost.is_none()).count();
        let sum = Money::total(known.iter().flatten().copied()).ok().filter(|sum| *sum > Money::ZERO)?;
        let sum = program.session.notation().get().money(sum);
        Some(match unknown {
            0 => format!("Together they cost about {sum}."),
            1 => format!("Together they cost about {sum}, and 1 whose cost is not known."),
            many => format!("Together they cost about {sum}, and {many} whose cost is not known."),
        })
    };
    view! {
        <section class="panel long" aria-labelledby="rewards-owed">
            <h2 id="rewards-owed">"Rewards to give"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Rewards to give as a table">
                <table class="reviews agenda">
                    <thead><tr>
                        <th scope="col">"Referrer"</th>
                        <th scope="col">"For"</th>
                        <th scope="col">"Reward"</th>
                        <th scope="col">"Give by"</th>
                        <th scope="col" class="on-screen"><span class="unseen">"What to do"</span></th>
                    </tr></thead>
                    <tbody>{live(rows)}</tbody>
                </table>
            </div>
            <p class="note">
                {move || cost().map(|line| line + " ")}
                "Who earns by terms for a referral is paid under “What is owed” and gets no reward for it as well."
            </p>
        </section>
    }
}

fn row(program: Program, owed: &RewardOwed) -> impl IntoView + use<> {
    let RewardOwed { number, contact, owing, since, until, worth } = *owed;
    let notation = program.session.notation().get();
    let client = program
        .ledger
        .with(|ledger| ledger.referral(number).map(|referral| referral.client().to_string()).unwrap_or_default());
    let name = program.name(contact).map_or_else(|| "Nobody named".to_owned(), |name| name.to_string());
    let tier = program.plan.with(|plan| plan.rewards().and_then(|rewards| rewards.tier(worth)).cloned());
    let reward = match (&tier, worth) {
        (Some(tier), _) => tier.reward.to_string(),
        (None, None) => "Depends on the value".to_owned(),
        (None, Some(_)) => "As you choose".to_owned(),
    };
    let worth_told =
        worth.map_or_else(|| "Enter what it is worth".to_owned(), |worth| format!("worth {}", notation.money(worth)));
    let is_late = owing == Owing::Overdue;
    let about = client.clone();
    let give = move |_| {
        let given = give(program, number, since);
        program.session.say(given.err().unwrap_or_else(|| format!("Reward for {about} noted as given today.")), true);
    };
    let waive = move |_| {
        let waived = program.session.dispatch(Command::waive_reward(number)).map_err(sentence);
        program.session.say(waived.err().unwrap_or_else(|| "No reward for this one.".to_owned()), true);
    };
    view! {
        <tr data-reward=number.to_string() class:late=is_late>
            <th scope="row"><bdi class="whole-name">{name}</bdi></th>
            <td>
                <button type="button" class="link" on:click=move |_| program.shown.edit(number)><bdi class="whole-name">{client.clone()}</bdi></button>
                <small data-worth=worth.map(|worth| worth.minor().to_string())>{worth_told}</small>
            </td>
            <td>
                <bdi class="whole-name">{reward}</bdi>
                <small>{tier.and_then(|tier| tier.cost).map(|cost| format!("about {}", notation.money(cost)))}</small>
            </td>
            <td>
                {notation.date(until)}
                <small class:fail=is_late>{if is_late { "overdue".to_owned() } else { format!("earned on {}", notation.date(since)) }}</small>
            </td>
            <td class="on-screen">
                <span class="row deeds">
                    {contact.map(|contact| view! {
                        <button type="button" aria-label=format!("Write about the reward for {client}") on:click=move |_| program.write(Occasion::Reward, contact, Some(number))>"Write"</button>
                    })}
                    <button type="button" aria-label=format!("Reward for {client} given today") on:click=give>"Given today"</button>
                    <button type="button" class="quiet" aria-label=format!("No reward for {client}") on:click=waive>"No reward"</button>
                </span>
            </td>
        </tr>
    }
}

/// Notes a reward as given today.
fn give(program: Program, number: Number, due: NaiveDate) -> Result<(), String> {
    let ledger = program.session.committed().ledger();
    let Some(referral) = ledger.referral(number) else { return Ok(()) };
    let given = referral.with(|facts| facts.reward = Reward::Paid { due, paid: today().max(due) }).map_err(sentence)?;
    program.shown.change(|ledger| ledger.with(vec![given]))
}
