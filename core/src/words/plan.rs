use super::phrase::{fill, isolated, listed, with_noun};
use super::sources::kind_name;
use super::verdict::Headline;
use crate::plan::{
    Agenda, Filled, MergeField, Message, Occasion, Owing, Plan, Question, RewardOwed, RewardTier, Rewards, Step,
    ThankFor, ToAsk, Trigger,
};
use crate::tracking::{Contact, Ledger, Number, SourceKind};
use crate::value::{Id, Money, Notation, Side};

/// What a step of the program is called.
#[must_use]
pub const fn program_step(step: Step) -> &'static str {
    match step {
        Step::Referrer => "Ideal referrer",
        Step::Value => "What they get",
        Step::Process => "How it works",
        Step::Tracking => "Keeping track",
        Step::Rewards => "Thanks and rewards",
    }
}

/// What a step is for, in one sentence.
#[must_use]
pub const fn program_step_aim(step: Step) -> &'static str {
    match step {
        Step::Referrer => "Not everyone who could refer you does, and not every client who comes is a good one.",
        Step::Value => "People refer when it helps the one they send, and costs them nothing.",
        Step::Process => "One easy step for them; everything after it is yours.",
        Step::Tracking => "What is not written down is not followed up, and nobody is thanked for it.",
        Step::Rewards => {
            "Thanks come first. A reward fits the work that came of it, and is given when it was promised."
        }
    }
}

/// A question of the set-up, as it is asked.
#[must_use]
pub const fn program_question(question: Question) -> &'static str {
    match question {
        Question::Referrers => "Who meets the people you want to work for?",
        Question::Clients => "Which clients should they send you, and which not?",
        Question::ForClients => "What does the client get who is sent to you?",
        Question::ForReferrers => "What does the referrer get out of it, rewards apart?",
        Question::Introducing => "How do they introduce someone?",
        Question::Following => "What happens then, and how soon?",
        Question::Recording => "What do you write down, and when?",
        Question::Reporting => "What does the referrer hear, and when?",
        Question::Thanking => "How do you say thank you, whatever becomes of it?",
    }
}

/// A wording to start from.
#[must_use]
pub const fn program_wording(question: Question) -> &'static str {
    match question {
        Question::Referrers => {
            "Former clients who were happy with the result, and people who work for the same clients as I do."
        }
        Question::Clients => {
            "Owners of small firms who want it done within three months and decide for themselves. Please do not send one-off jobs of a day or two."
        }
        Question::ForClients => {
            "A first call of 30 minutes within two working days, free of charge, and an honest answer whether I can help."
        }
        Question::ForReferrers => {
            "I send work back where it fits, and look after whoever you send as if they were your own client."
        }
        Question::Introducing => {
            "Write one line to both of us by e-mail: who they are and what they need. I take it from there."
        }
        Question::Following => {
            "I answer within one working day, talk with them the same week, and say plainly if I am not the right person."
        }
        Question::Recording => {
            "Every introduction goes into the ledger on the day it arrives. On Fridays I bring the open ones up to date."
        }
        Question::Reporting => {
            "You hear from me when I have talked with them, when it becomes work or does not, and when the work is done."
        }
        Question::Thanking => "A personal note the same day.",
    }
}

/// What the page for referrers says over an answer, in the user's voice.
#[must_use]
pub const fn handout_heading(question: Question) -> &'static str {
    match question {
        Question::Referrers => "Who can help",
        Question::Clients => "Who to send me",
        Question::ForClients => "What they get",
        Question::ForReferrers => "What you get",
        Question::Introducing => "How to introduce someone",
        Question::Following => "What happens next",
        Question::Recording => "How I keep track",
        Question::Reporting => "What you will hear",
        Question::Thanking => "How I say thank you",
    }
}

/// The rewards as the page for referrers says them: a line for each tier, then when they are given.
#[must_use]
pub fn handout_rewards(rewards: &Rewards, notation: &dyn Notation) -> Vec<String> {
    let nexts = rewards.tiers().iter().skip(1).map(|next| Some(next.from)).chain([None]);
    let line = |(tier, next): (&RewardTier, Option<Money>)| {
        let range = tier_range(tier.from, next, notation);
        fill("{0}: {1}", &[&range, &isolated(&tier.reward)])
    };
    let mut lines: Vec<String> = rewards.tiers().iter().zip(nexts).map(line).collect();
    let within = with_noun(notation.count(rewards.give_within().into()), "day", "days");
    let when = match rewards.trigger() {
        Trigger::Introduced => "once you have introduced someone",
        Trigger::Qualified => "once we have found that I can help them",
        Trigger::Won => "once it becomes work",
        Trigger::Paid => "once they have paid the first invoice",
    };
    lines.push(match rewards.give_within() {
        0 => fill("You get it {0}, on the same day.", &[when]),
        _ => fill("You get it {0}, within {1}.", &[when, &within]),
    });
    lines
}

/// For which work a tier is.
#[must_use]
pub fn tier_range(from: Money, next: Option<Money>, notation: &dyn Notation) -> String {
    match (from, next) {
        (Money::ZERO, None) => "For any work".into(),
        (Money::ZERO, Some(next)) => fill("For work under {0}", &[&notation.money(next)]),
        (from, None) => fill("For work of {0} or more", &[&notation.money(from)]),
        (from, Some(next)) => {
            fill("For work of {0} or more, under {1}", &[&notation.money(from), &notation.money(next)])
        }
    }
}

/// What earns a reward, as a choice.
#[must_use]
pub const fn trigger_name(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Introduced => "When someone is introduced",
        Trigger::Qualified => "When it qualifies as a real prospect",
        Trigger::Won => "When it becomes work",
        Trigger::Paid => "When the client first pays",
    }
}

/// What a message is for.
#[must_use]
pub const fn occasion_name(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Introduced => "Thanks for an introduction",
        Occasion::Won => "Thanks when it became work",
        Occasion::Reward => "With a reward",
        Occasion::Ask => "Asking for a referral",
    }
}

/// What a merge field stands for.
#[must_use]
pub const fn merge_field(field: MergeField) -> &'static str {
    match field {
        MergeField::Referrer => "the referrer’s name",
        MergeField::FirstName => "their first name",
        MergeField::Client => "the client they introduced",
        MergeField::Reward => "the reward for it",
        MergeField::Date => "the day of the introduction",
        MergeField::Me => "how you sign",
    }
}

/// The subject and the text of the usual message.
const fn usual_message(occasion: Occasion) -> [&'static str; 2] {
    match occasion {
        Occasion::Introduced => [
            "Thank you for introducing {client}",
            "Hi {first name},\n\nthank you for introducing {client}. I will be in touch with them and let you know what comes of it.\n\n{me}",
        ],
        Occasion::Won => [
            "{client} is going ahead",
            "Hi {first name},\n\ngood news: {client} and I are going to work together. Thank you for the introduction, it means a lot to me.\n\n{me}",
        ],
        Occasion::Reward => [
            "A thank-you for introducing {client}",
            "Hi {first name},\n\nthank you again for introducing {client} on {date}. I would like to give you something for it: {reward}. How does it reach you best?\n\n{me}",
        ],
        Occasion::Ask => [
            "Do you know someone?",
            "Hi {first name},\n\nI have room for another client. Do you know someone who could use what I do? One line to both of us is all it takes.\n\n{me}",
        ],
    }
}

/// The message for an occasion: the user's own, else the usual one.
#[must_use]
pub fn message(plan: &Plan, occasion: Occasion) -> Option<Message> {
    let [subject, body] = usual_message(occasion);
    plan.message(occasion).cloned().or_else(|| Message::new(subject, body).ok())
}

/// What is filled into a message to a contact, about one of their referrals. What is not known is left out.
#[must_use]
pub fn filled(
    plan: &Plan,
    ledger: &Ledger,
    contact: &Contact,
    about: Option<Number>,
    notation: &dyn Notation,
) -> Filled {
    let referral = about.and_then(|number| ledger.referral(number));
    let tier = referral.zip(plan.rewards()).and_then(|(referral, rewards)| rewards.tier(referral.worth()));
    let name = contact.name().as_str();
    let known = [
        (MergeField::Referrer, Some(name.to_owned())),
        (MergeField::FirstName, name.split_whitespace().next().map(str::to_owned)),
        (MergeField::Client, referral.map(|referral| referral.client().to_string())),
        (MergeField::Reward, tier.map(|tier| tier.reward.to_string())),
        (MergeField::Date, referral.map(|referral| notation.date(referral.introduced()))),
        (MergeField::Me, plan.signed().map(ToString::to_string)),
    ];
    known.into_iter().filter_map(|(field, text)| Some((field, text?))).collect()
}

/// Says what the program asks of the user today.
#[must_use]
pub fn program_headline(plan: &Plan, ledger: &Ledger, agenda: &Agenda, notation: &dyn Notation) -> Headline {
    let name = |id: Option<Id>| {
        let contact = id.and_then(|id| ledger.contact(id));
        contact.map_or_else(|| "someone unnamed".to_owned(), |contact| isolated(contact.name()))
    };
    let named = |ids: Vec<Option<Id>>| {
        let mut different: Vec<Option<Id>> = Vec::new();
        for id in ids {
            if !different.contains(&id) {
                different.push(id);
            }
        }
        let shown: Vec<String> = different.iter().take(2).map(|id| name(*id)).collect();
        let others = different.len() - shown.len();
        let others = (others > 0).then(|| with_noun(notation.count(others as u64), "other", "others"));
        listed(&shown.into_iter().chain(others).collect::<Vec<_>>(), "and")
    };
    let late: Vec<&RewardOwed> = agenda.rewards.iter().filter(|owed| owed.owing == Owing::Overdue).collect();
    let rewards = |all: Vec<&RewardOwed>| {
        let count = with_noun(notation.count(all.len() as u64), "reward", "rewards");
        (count, named(all.iter().map(|owed| owed.contact).collect()))
    };
    let done = plan.done_in_all();
    let [is, of] = [done.done, done.of].map(|count| notation.count(count as u64));
    let (state, code, sentence) = if let Some(first) = late.first() {
        let until = notation.date(first.until);
        let (count, to) = rewards(late.clone());
        let template = match late.len() {
            1 => "Give {0} that is overdue since {2}: to {1}.",
            _ => "Give {0} that are overdue, the first since {2}: to {1}.",
        };
        ("Overdue", "overdue", fill(template, &[&count, &to, &until]))
    } else if !agenda.rewards.is_empty() {
        let (count, to) = rewards(agenda.rewards.iter().collect());
        ("To give", "to-give", fill("Give {0}: to {1}.", &[&count, &to]))
    } else if !agenda.thank.is_empty() {
        let to = named(agenda.thank.iter().map(|one| Some(one.contact)).collect());
        ("To thank", "to-thank", fill("Thank {0}.", &[&to]))
    } else if let Some(first) = agenda.ask.first() {
        ("To ask", "to-ask", fill("Ask {0} for a referral next.", &[&name(Some(first.contact))]))
    } else if !done.is_complete() {
        ("Set-up", "set-up", fill("Set up your referral program: {0} of {1} parts are done.", &[&is, &of]))
    } else {
        ("Nothing to do", "nothing", "Nothing to do today: everyone was thanked and asked.".to_owned())
    };
    let mut parts = Vec::new();
    if !agenda.rewards.is_empty() && !agenda.thank.is_empty() {
        let people = with_noun(notation.count(agenda.thank.len() as u64), "person", "people");
        parts.push(fill("{0} to thank.", &[&people]));
    }
    if (!agenda.rewards.is_empty() || !agenda.thank.is_empty()) && !agenda.ask.is_empty() {
        let people = with_noun(notation.count(agenda.ask.len() as u64), "person", "people");
        parts.push(fill("{0} to ask.", &[&people]));
    }
    if code != "set-up" && !done.is_complete() {
        parts.push(fill("Your program is set up in {0} of {1} parts.", &[&is, &of]));
    }
    let line = if code == "set-up" { fill("{0} of {1} parts are done", &[&is, &of]) } else { sentence.clone() };
    Headline { state, code, is_settled: code == "nothing", sentence, detail: parts.join(" "), line }
}

/// What someone is thanked for, in one line.
#[must_use]
pub fn thank_for(reasons: &[ThankFor], ledger: &Ledger, notation: &dyn Notation) -> String {
    let line = |reason: &ThankFor| {
        let client = ledger.referral(reason.number).map(|referral| isolated(referral.client())).unwrap_or_default();
        let template = if reason.is_won { "{0} became work on {1}" } else { "introduced {0} on {1}" };
        fill(template, &[&client, &notation.date(reason.day)])
    };
    let shown: Vec<String> = reasons.iter().take(2).map(line).collect();
    let others = reasons.len() - shown.len();
    let others = (others > 0).then(|| fill("{0} more", &[&notation.count(others as u64)]));
    super::phrase::capitalised(&shown.into_iter().chain(others).collect::<Vec<_>>().join("; "))
}

/// Why someone is asked, in a few short sentences.
#[must_use]
pub fn ask_because(ask: &ToAsk, notation: &dyn Notation) -> String {
    let count = |count: u32| notation.count(count.into());
    let mut parts = Vec::new();
    if ask.made > 0 {
        let made = with_noun(count(ask.made), "referral", "referrals");
        parts.push(match (ask.won, ask.worth) {
            (0, _) => fill("Made {0}, none of which became work.", &[&made]),
            (won, Money::ZERO) => fill("Made {0}; {1} became work.", &[&made, &count(won)]),
            (won, worth) => fill("Made {0}; {1} became work worth {2}.", &[&made, &count(won), &notation.money(worth)]),
        });
    } else {
        let given = with_noun(count(ask.given), "referral", "referrals");
        parts.push(fill("You made them {0}; they made none yet.", &[&given]));
    }
    match (ask.quiet, ask.last) {
        (Some(gap), Some(last)) => {
            let gap = with_noun(count(gap), "day", "days");
            parts.push(match ask.quiet {
                Some(0) => fill("Silent since {0}.", &[&notation.date(last)]),
                _ => fill("Usually every {0}, silent since {1}.", &[&gap, &notation.date(last)]),
            });
        }
        (_, Some(last)) => parts.push(fill("The last on {0}.", &[&notation.date(last)])),
        (_, None) => {}
    }
    parts.push(match ask.asked {
        Some(asked) => fill("Asked on {0}.", &[&notation.date(asked)]),
        None => "Not asked yet.".into(),
    });
    parts.join(" ")
}

/// What the ledger has to say to a step, if it has.
#[must_use]
pub fn program_evidence(step: Step, ledger: &Ledger, notation: &dyn Notation) -> Option<String> {
    let to_you = || ledger.referrals().iter().filter(|one| one.made_by() == Side::Them);
    let all = to_you().count();
    let count = |count: usize| notation.count(count as u64);
    match step {
        _ if all == 0 => None,
        Step::Referrer => {
            let of = |kind: SourceKind| to_you().filter(|one| one.kind() == kind).count();
            let (kind, most) = SourceKind::ALL
                .into_iter()
                .filter(|kind| *kind != SourceKind::Other)
                .map(|kind| (kind, of(kind)))
                .reduce(|one, next| if next.1 > one.1 { next } else { one })?;
            let referrals = with_noun(count(all), "referral", "referrals");
            let template = "In your ledger, {0} of {1} to you came from {2}, more than from any other kind.";
            (most > 0).then(|| fill(template, &[&count(most), &referrals, kind_name(kind)]))
        }
        Step::Tracking => {
            let last = to_you().map(|one| one.introduced()).max()?;
            let open = to_you().filter(|one| one.won().is_none() && one.lost().is_none()).count();
            let referrals = with_noun(count(all), "referral", "referrals");
            let (last, are) = (notation.date(last), if open == 1 { "is" } else { "are" });
            let template = "Your ledger holds {0} to you, the last of {1}; {2} {3} open.";
            Some(fill(template, &[&referrals, &last, &count(open), are]))
        }
        Step::Value | Step::Process | Step::Rewards => None,
    }
}
