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
        <section class="panel stack long" aria-labelledby="rewards-owed">
            <h2 id="rewards-owed">"Rewards to give"</h2>
            <ul class="agenda">{live(rows)}</ul>
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
    let worth_told = match worth {
        Some(worth) => format!("worth {}", notation.money(worth)),
        None => "worth is not known yet".to_owned(),
    };
    let reward = match tier.as_ref().and_then(|tier| tier.cost) {
        Some(cost) => format!("{reward}, about {}", notation.money(cost)),
        None => reward,
    };
    let is_late = owing == Owing::Overdue;
    let [since_told, until] = [since, until].map(|day| notation.date(day));
    let by =
        if is_late { format!("Overdue since {until}") } else { format!("Earned on {since_told}, give it by {until}") };
    let about = client.clone();
    let give = move |_| {
        program.tell(give(program, number, since), format!("Reward for {about} noted as given today."));
    };
    let waive = move |_| {
        let waived = program.session.dispatch(Command::waive_reward(number)).map_err(sentence);
        program.tell(waived, "No reward for this one.".to_owned());
    };
    view! {
        <li data-reward=number.to_string() data-worth=worth.map(|worth| worth.minor().to_string())>
            <div>
                <b><bdi class="whole-name">{name}</bdi></b>
                " for "
                <button type="button" class="link" on:click=move |_| program.shown.edit(number)><bdi class="whole-name">{client.clone()}</bdi></button>
                {format!(", {worth_told}")}
                <small><bdi>{reward}</bdi></small>
                <p class=if is_late { "fail" } else { "note" }>{by}</p>
            </div>
            <span class="row deeds on-screen">
                {contact.map(|contact| view! {
                    <button type="button" aria-label=format!("Write about the reward for {client}") on:click=move |_| program.write(Occasion::Reward, contact, Some(number))>"Write"</button>
                })}
                <button type="button" aria-label=format!("Reward for {client} given today") on:click=give>"Given today"</button>
                <button type="button" class="quiet" aria-label=format!("No reward for {client}") on:click=waive>"No reward"</button>
            </span>
        </li>
    }
}

/// Notes a reward as given today.
fn give(program: Program, number: Number, due: NaiveDate) -> Result<(), String> {
    let ledger = program.session.committed().ledger();
    let Some(referral) = ledger.referral(number) else { return Ok(()) };
    let given = referral.with(|facts| facts.reward = Reward::Paid { due, paid: today().max(due) }).map_err(sentence)?;
    program.shown.change(|ledger| ledger.with(vec![given]))
}
