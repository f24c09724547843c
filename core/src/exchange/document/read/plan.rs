//! Reading the referral program; [`super::super::write`] has its mirror.

use super::super::write::{occasion, question, trigger};
use crate::exchange::Node;
use crate::plan::{Message, Occasion, Plan, Question, Reached, RewardTier, Rewards, Trial, TrialArm, Trigger};
use crate::tracking::Number;
use crate::value::{Id, Note};

pub(super) fn plan(at: Node<'_>) -> Option<Plan> {
    let mut record = at.record()?;
    let answers = answers(record.field("answers"));
    let signed = record.field("signed").optional(|at| at.name());
    let rewards = record.field("rewards").optional(rewards);
    let excused = record.field("excused").list(|at| at.integer(1..=u32::MAX).map(Number));
    let messages = messages(record.field("messages"));
    let reached = record.field("reached").list(reached);
    let ask_every = record.field("ask_every").integer(1..=Plan::LATEST_ASK);
    let trials = record.field("trials").list(trial);
    record.finish();
    let plan = Plan::default().signed_by(signed?).with_rewards(rewards?);
    let plan = answers?.into_iter().fold(plan, |plan, (question, answer)| plan.with_answer(question, answer));
    let plan = messages?.into_iter().fold(plan, |plan, (of, message)| plan.with_message(of, Some(message)));
    let plan = excused?.into_iter().fold(plan, |plan, number| plan.excusing(number, true));
    let plan = at.check(plan.asking_every(ask_every?))?;
    let mut plan = at.check(plan.with_trials(trials?))?;
    for (contact, reached) in reached? {
        plan = at.check(plan.with_reached(contact, reached))?;
    }
    Some(plan)
}

fn answers(at: Node<'_>) -> Option<Vec<(Question, Note)>> {
    let mut record = at.record()?;
    let answers = Question::ALL.map(|of| {
        let answer = record.field(question(of)).optional(|at| at.parse(Note::new));
        answer.map(|answer| (of, answer.unwrap_or_default()))
    });
    record.finish();
    answers.into_iter().collect()
}

fn messages(at: Node<'_>) -> Option<Vec<(Occasion, Message)>> {
    let mut record = at.record()?;
    let messages = Occasion::ALL.map(|of| {
        let message = record.field(occasion(of)).optional(message);
        message.map(|message| Some((of, message?)))
    });
    record.finish();
    let messages: Option<Vec<_>> = messages.into_iter().collect();
    Some(messages?.into_iter().flatten().collect())
}

fn message(at: Node<'_>) -> Option<Message> {
    let mut record = at.record()?;
    let subject = record.field("subject").text();
    let body = record.field("body").text();
    record.finish();
    at.check(Message::new(&subject?, &body?))
}

fn rewards(at: Node<'_>) -> Option<Rewards> {
    let mut record = at.record()?;
    let from = record.field("from").date();
    let trigger = record.field("trigger").one_of(&Trigger::ALL.map(|of| (trigger(of), of)));
    let give_within = record.field("give_within").integer(0..=Rewards::LATEST);
    let tiers = record.field("tiers").list(tier);
    record.finish();
    at.check(Rewards::new(from?, trigger?, give_within?, tiers?))
}

fn tier(at: Node<'_>) -> Option<RewardTier> {
    let mut record = at.record()?;
    let from = record.field("from").money();
    let reward = record.field("reward").name();
    let cost = record.field("cost").optional(|at| at.money());
    record.finish();
    Some(RewardTier { from: from?, reward: reward?, cost: cost? })
}

fn reached(at: Node<'_>) -> Option<(Id, Reached)> {
    let mut record = at.record()?;
    let contact = record.field("contact").id();
    let thanked = record.field("thanked").optional(|at| at.date());
    let asked = record.field("asked").optional(|at| at.date());
    record.finish();
    Some((contact?, Reached { thanked: thanked?, asked: asked? }))
}

fn trial(at: Node<'_>) -> Option<Trial> {
    let mut record = at.record()?;
    let name = record.field("name").name();
    let arms = record.field("arms").list(arm);
    record.finish();
    at.check(Trial::new(name?, arms?))
}

fn arm(at: Node<'_>) -> Option<TrialArm> {
    let mut record = at.record()?;
    let name = record.field("name").name();
    let mut count = |field| record.field(field).integer(0..=u32::MAX);
    let (people, days, referrals) = (count("people"), count("days"), count("referrals"));
    record.finish();
    Some(TrialArm { name: name?, people: people?, days: days?, referrals: referrals? })
}
