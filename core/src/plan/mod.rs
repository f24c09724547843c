//! The user's own referral program: how it is set up, and what it asks of the user today.
//!
//! A [`Plan`] holds what was answered in its five [steps](Step), the [rewards](Rewards) with their tiers, the
//! [messages](Message) with their merge fields, whom the user thanked and asked, and the [trials](Trial) of one reward
//! against another. From it and the ledger follows the [agenda](Plan::agenda): the rewards that are owed, and whom to
//! thank and ask next.
//!
//! The five steps and the tiers of the usual rewards are those of the article that the method comes from.

mod message;
mod next;
mod owed;
mod rewards;
mod steps;
#[cfg(test)]
mod tests;
mod trial;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;

pub use message::{Filled, MergeField, Merged, Message, MessageError, Occasion};
pub use next::{ThankFor, ToAsk, ToThank};
pub use owed::{Owing, RewardOwed};
pub use rewards::{RewardTier, Rewards, RewardsError, Trigger};
pub use steps::{Done, Question, Step};
pub(crate) use trial::ratio_of;
pub use trial::{Trial, TrialArm, TrialError, TrialVerdict, Tried};

use crate::tracking::{Ledger, Number};
use crate::value::{DateError, Id, Name, Note, check_date, escaped};

/// A referral program. Whoever it names by number or id is in the ledger beside it: [`Plan::within`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    answers: BTreeMap<Question, Note>,
    signed: Option<Name>,
    rewards: Option<Rewards>,
    excused: BTreeSet<Number>,
    messages: BTreeMap<Occasion, Message>,
    reached: BTreeMap<Id, Reached>,
    ask_every: u16,
    trials: Vec<Trial>,
}

/// What the program asks of the user on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// Rewards to give, the longest overdue first.
    pub rewards: Vec<RewardOwed>,
    /// Whom to thank, who waits longest first.
    pub thank: Vec<ToThank>,
    /// Whom to ask, the most promising first.
    pub ask: Vec<ToAsk>,
}

/// When a contact was last written to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// When they were last thanked.
    pub thanked: Option<NaiveDate>,
    /// When they were last asked for a referral.
    pub asked: Option<NaiveDate>,
}

/// Why a plan cannot be changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanError {
    /// Asking again after no day, or after more than [`Plan::LATEST_ASK`].
    AskEvery,
    /// More than [`Plan::MOST_TRIALS`].
    TooManyTrials,
    /// A day outside the calendar.
    Day(DateError),
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanError::AskEvery => write!(f, "people are asked again after 1 to {} days", Plan::LATEST_ASK),
            PlanError::TooManyTrials => write!(f, "at most {} experiments can be kept", Plan::MOST_TRIALS),
            PlanError::Day(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PlanError {}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            answers: BTreeMap::new(),
            signed: None,
            rewards: None,
            excused: BTreeSet::new(),
            messages: BTreeMap::new(),
            reached: BTreeMap::new(),
            ask_every: Self::ASK_EVERY,
            trials: Vec::new(),
        }
    }
}

impl Plan {
    /// After so many days a contact may be asked again. A default of ours.
    pub const ASK_EVERY: u16 = 90;
    /// The longest wait before a contact is asked again, in days.
    pub const LATEST_ASK: u16 = 1_000;
    /// The most trials.
    pub const MOST_TRIALS: usize = 20;

    /// What was answered to a question.
    #[must_use]
    pub fn answer(&self, question: Question) -> Option<&Note> {
        self.answers.get(&question)
    }

    /// What was answered, by question.
    #[must_use]
    pub fn answers(&self) -> &BTreeMap<Question, Note> {
        &self.answers
    }

    /// The plan with another answer; an empty one takes it back.
    #[must_use]
    pub fn with_answer(mut self, question: Question, answer: Note) -> Plan {
        if answer.is_empty() {
            self.answers.remove(&question);
        } else {
            self.answers.insert(question, answer);
        }
        self
    }

    /// As whom the user signs messages and the page for referrers.
    #[must_use]
    pub fn signed(&self) -> Option<&Name> {
        self.signed.as_ref()
    }

    /// The plan signed by another name.
    #[must_use]
    pub fn signed_by(self, name: Option<Name>) -> Plan {
        Plan { signed: name, ..self }
    }

    /// What is given for referrals; none until it was said.
    #[must_use]
    pub fn rewards(&self) -> Option<&Rewards> {
        self.rewards.as_ref()
    }

    /// The plan with other rewards.
    #[must_use]
    pub fn with_rewards(self, rewards: Option<Rewards>) -> Plan {
        Plan { rewards, ..self }
    }

    /// Referrals that earn no reward, as the user says.
    #[must_use]
    pub fn excused(&self) -> &BTreeSet<Number> {
        &self.excused
    }

    /// The plan where a referral earns no reward, or one as every other does.
    #[must_use]
    pub fn excusing(mut self, number: Number, is_excused: bool) -> Plan {
        if is_excused {
            self.excused.insert(number);
        } else {
            self.excused.remove(&number);
        }
        self
    }

    /// The user's own message for an occasion.
    #[must_use]
    pub fn message(&self, occasion: Occasion) -> Option<&Message> {
        self.messages.get(&occasion)
    }

    /// The user's own messages.
    #[must_use]
    pub fn messages(&self) -> &BTreeMap<Occasion, Message> {
        &self.messages
    }

    /// The plan with another message for an occasion; `None` for the usual one.
    #[must_use]
    pub fn with_message(mut self, occasion: Occasion, message: Option<Message>) -> Plan {
        match message {
            Some(message) => self.messages.insert(occasion, message),
            None => self.messages.remove(&occasion),
        };
        self
    }

    /// When a contact was last written to.
    #[must_use]
    pub fn reached(&self, contact: Id) -> Reached {
        self.reached.get(&contact).copied().unwrap_or_default()
    }

    /// When each contact was last written to.
    #[must_use]
    pub fn all_reached(&self) -> &BTreeMap<Id, Reached> {
        &self.reached
    }

    /// The plan where a contact was last written to on other days.
    ///
    /// # Errors
    /// [`PlanError::Day`].
    pub fn with_reached(mut self, contact: Id, reached: Reached) -> Result<Plan, PlanError> {
        for day in [reached.thanked, reached.asked].into_iter().flatten() {
            check_date(day).map_err(PlanError::Day)?;
        }
        if reached == Reached::default() {
            self.reached.remove(&contact);
        } else {
            self.reached.insert(contact, reached);
        }
        Ok(self)
    }

    /// After how many days a contact may be asked again.
    #[must_use]
    pub fn ask_every(&self) -> u16 {
        self.ask_every
    }

    /// The plan with another wait before a contact is asked again.
    ///
    /// # Errors
    /// [`PlanError::AskEvery`].
    pub fn asking_every(self, days: u16) -> Result<Plan, PlanError> {
        if days == 0 || days > Self::LATEST_ASK {
            return Err(PlanError::AskEvery);
        }
        Ok(Plan { ask_every: days, ..self })
    }

    /// One way of asking or rewarding against another, in the order in which they were begun.
    #[must_use]
    pub fn trials(&self) -> &[Trial] {
        &self.trials
    }

    /// The plan with other trials.
    ///
    /// # Errors
    /// [`PlanError::TooManyTrials`].
    pub fn with_trials(self, trials: Vec<Trial>) -> Result<Plan, PlanError> {
        if trials.len() > Self::MOST_TRIALS {
            return Err(PlanError::TooManyTrials);
        }
        Ok(Plan { trials, ..self })
    }

    /// What it asks of the user today.
    #[must_use]
    pub fn agenda(&self, ledger: &Ledger, today: NaiveDate) -> Agenda {
        let rewards = self.rewards_owed(ledger, today);
        let ask = self.to_ask(ledger, &rewards, today);
        Agenda { rewards, thank: self.to_thank(ledger, today), ask }
    }

    /// How far a step is.
    #[must_use]
    pub fn done(&self, step: Step) -> Done {
        let questions = step.questions();
        let answered = questions.iter().filter(|question| self.answers.contains_key(question)).count();
        let rewards = step == Step::Rewards;
        Done {
            done: answered + usize::from(rewards && self.rewards.is_some()),
            of: questions.len() + usize::from(rewards),
        }
    }

    /// How far all of them are together.
    #[must_use]
    pub fn done_in_all(&self) -> Done {
        Step::ALL
            .into_iter()
            .map(|step| self.done(step))
            .fold(Done::default(), |sum, step| Done { done: sum.done + step.done, of: sum.of + step.of })
    }

    /// Whether it names nobody who is not in the ledger.
    #[must_use]
    pub fn is_within(&self, ledger: &Ledger) -> bool {
        self.excused.iter().all(|number| ledger.referral(*number).is_some())
            && self.reached.keys().all(|id| ledger.contact(*id).is_some())
    }

    /// The plan without whoever is not, or no longer, in the ledger.
    #[must_use]
    pub fn within(mut self, ledger: &Ledger) -> Plan {
        self.excused.retain(|number| ledger.referral(*number).is_some());
        self.reached.retain(|id, _| ledger.contact(*id).is_some());
        self
    }

    /// About how many bytes it takes; texts are counted at a length that few exceed.
    #[must_use]
    pub fn bytes(&self) -> usize {
        16_000 + self.excused.len() * 16 + self.reached.len() * 64
    }

    /// At most how many characters it takes in a file.
    #[must_use]
    pub fn written(&self) -> usize {
        let answers = self.answers.values().map(|note| 40 + escaped(note.as_str()));
        let messages = self
            .messages
            .values()
            .map(|message| 80 + escaped(message.subject().as_str()) + escaped(message.body().as_str()));
        let tiers = self.rewards.iter().flat_map(Rewards::tiers).map(|tier| 100 + escaped(tier.reward.as_str()));
        let arms = self.trials.iter().flat_map(Trial::arms).map(|arm| 100 + escaped(arm.name.as_str()));
        let trials = self.trials.iter().map(|trial| 40 + escaped(trial.name().as_str()));
        let texts: usize = answers.chain(messages).chain(tiers).chain(arms).chain(trials).sum();
        let signed = self.signed.as_ref().map_or(0, |name| escaped(name.as_str()));
        // An excused number has at most ten digits; whoever was written to has an id and two days.
        600 + signed + texts + self.excused.len() * 11 + self.reached.len() * 120
    }
}
