//! Writing the referral program; [`super::super::read`] has its mirror.

use super::{count, date, id, list, money, or_null, record, text};
use crate::exchange::Tree;
use crate::plan::{Message, Occasion, Plan, Question, RewardTier, Rewards, Trial, TrialArm, Trigger};
use crate::value::{Name, Note};

pub(super) fn plan(plan: &Plan) -> Tree {
    let note = |note: &Note| text(note.as_str());
    let answers = Question::ALL.into_iter().filter_map(|of| Some((question(of), note(plan.answer(of)?))));
    let messages = Occasion::ALL.into_iter().filter_map(|of| Some((occasion(of), message(plan.message(of)?))));
    let reached = list(plan.all_reached(), |(contact, reached)| {
        record([
            ("contact", id(*contact)),
            ("thanked", or_null(reached.thanked, date)),
            ("asked", or_null(reached.asked, date)),
        ])
    });
    record([
        ("answers", named(answers)),
        ("signed", or_null(plan.signed(), name)),
        ("rewards", or_null(plan.rewards(), rewards)),
        ("excused", list(plan.excused(), |number| count(number.0))),
        ("messages", named(messages)),
        ("reached", reached),
        ("ask_every", count(plan.ask_every())),
        ("trials", list(plan.trials(), trial)),
    ])
}

fn named(fields: impl Iterator<Item = (&'static str, Tree)>) -> Tree {
    Tree::Record(fields.map(|(name, tree)| (name.to_owned(), tree)).collect())
}

fn name(name: &Name) -> Tree {
    text(name.as_str())
}

fn rewards(rewards: &Rewards) -> Tree {
    let tier = |tier: &RewardTier| {
        record([("from", money(tier.from)), ("reward", name(&tier.reward)), ("cost", or_null(tier.cost, money))])
    };
    record([
        ("from", date(rewards.from())),
        ("trigger", text(trigger(rewards.trigger()))),
        ("give_within", count(rewards.give_within())),
        ("tiers", list(rewards.tiers(), tier)),
    ])
}

fn message(message: &Message) -> Tree {
    record([("subject", name(message.subject())), ("body", text(message.body().as_str()))])
}

fn trial(trial: &Trial) -> Tree {
    let arm = |arm: &TrialArm| {
        record([
            ("name", name(&arm.name)),
            ("people", count(arm.people)),
            ("days", count(arm.days)),
            ("referrals", count(arm.referrals)),
        ])
    };
    record([("name", name(trial.name())), ("arms", list(trial.arms(), arm))])
}

pub(in crate::exchange::document) const fn question(question: Question) -> &'static str {
    match question {
        Question::Referrers => "referrers",
        Question::Clients => "clients",
        Question::ForClients => "for_clients",
        Question::ForReferrers => "for_referrers",
        Question::Introducing => "introducing",
        Question::Following => "following",
        Question::Recording => "recording",
        Question::Reporting => "reporting",
        Question::Thanking => "thanking",
    }
}

pub(in crate::exchange::document) const fn occasion(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Introduced => "introduced",
        Occasion::Won => "won",
        Occasion::Reward => "reward",
        Occasion::Ask => "ask",
    }
}

pub(in crate::exchange::document) const fn trigger(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Introduced => "introduced",
        Trigger::Qualified => "qualified",
        Trigger::Won => "won",
        Trigger::Paid => "paid",
    }
}
