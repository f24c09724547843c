//! The user's own referral program: how it is set up, and what it asks of the user today.
//!
//! A [`Plan`] holds what was answered in its five [steps](Step), the [rewards](Rewards) with their tiers, the
//! [messages](Message) with their merge fields, whom the user thanked and asked, and the [trials](Trial) of one reward
//! against another. From it and the ledger follows the [agenda](Plan::agenda): the rewards that are owed, and whom to
//! thank and ask next.
//!
//! The five steps and the tiers of the usual rewards are those of the article that the method comes from.

mod from_ledger;
mod message;
mod next;
mod owed;
mod rewards;
mod steps;
#[cfg(test)]
mod tests;
mod trial;

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

pub use from_ledger::{FromLedger, WayCount};
pub use message::{Filled, MergeField, Merged, Message, MessageError, Occasion};
pub use next::{ThankFor, ToAsk, ToThank};
pub use owed::{Owing, RewardOwed};
pub use rewards::{RewardTier, Rewards, RewardsError, Trigger};
pub use steps::{Done, Question, Step};
pub(crate) use trial::ratio_of;
pub use trial::{Trial, TrialArm, TrialError, TrialVerdict, Tried};

use crate::tracking::{Contact, Ledger, Number};
use crate::value::{DateError, Id, Name, Note, check_date, escaped};

/// A referral program. Whoever it names by number or id is in the ledger beside it: [`Plan::within`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    // Lists in the order of their keys: what compares and drops them is loaded with the first page, and small.
    answers: Vec<(Question, Note)>,
    signed: Option<Name>,
    rewards: Option<Rewards>,
    excused: Vec<(Number, ())>,
    messages: Vec<(Occasion, Message)>,
    reached: Vec<(Id, Reached)>,
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
            answers: Vec::new(),
            signed: None,
            rewards: None,
            excused: Vec::new(),
            messages: Vec::new(),
            reached: Vec::new(),
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
        found(&self.answers, question)
    }

    /// The plan with another answer; an empty one takes it back.
    #[must_use]
    pub fn with_answer(mut self, question: Question, answer: Note) -> Plan {
        put(&mut self.answers, question, Some(answer).filter(|answer| !answer.is_empty()));
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
    pub fn excused(&self) -> impl ExactSizeIterator<Item = Number> {
        self.excused.iter().map(|(number, ())| *number)
    }

    /// Whether a referral earns no reward, as the user says.
    #[must_use]
    pub fn excuses(&self, number: Number) -> bool {
        found(&self.excused, number).is_some()
    }

    /// The plan where a referral earns no reward, or one as every other does.
    #[must_use]
    pub fn excusing(mut self, number: Number, is_excused: bool) -> Plan {
        put(&mut self.excused, number, is_excused.then_some(()));
        self
    }

    /// The user's own message for an occasion.
    #[must_use]
    pub fn message(&self, occasion: Occasion) -> Option<&Message> {
        found(&self.messages, occasion)
    }

    /// The plan with another message for an occasion; `None` for the usual one.
    #[must_use]
    pub fn with_message(mut self, occasion: Occasion, message: Option<Message>) -> Plan {
        put(&mut self.messages, occasion, message);
        self
    }

    /// When a contact was last written to.
    #[must_use]
    pub fn reached(&self, contact: Id) -> Reached {
        found(&self.reached, contact).copied().unwrap_or_default()
    }

    /// When each contact was last written to.
    #[must_use]
    pub fn all_reached(&self) -> &[(Id, Reached)] {
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
        put(&mut self.reached, contact, Some(reached).filter(|reached| *reached != Reached::default()));
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
        let (thank, ask) = self.next(ledger, &rewards, today);
        Agenda { rewards, thank, ask }
    }

    /// How far a step is.
    #[must_use]
    pub fn done(&self, step: Step) -> Done {
        let questions = step.questions();
        let answered = questions.iter().filter(|question| self.answer(**question).is_some()).count();
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
        let contacts = self.contacts_of(ledger);
        self.excused().all(|number| ledger.referral(number).is_some())
            && self.reached.iter().all(|(id, _)| contacts.contains(id))
    }

    /// The plan without whoever is not, or no longer, in the ledger.
    #[must_use]
    pub fn within(mut self, ledger: &Ledger) -> Plan {
        self.excused.retain(|(number, ())| ledger.referral(*number).is_some());
        let contacts = self.contacts_of(ledger);
        self.reached.retain(|(id, _)| contacts.contains(id));
        self
    }

    /// The contacts of a ledger, laid out once for all that were written to; none where nobody was.
    fn contacts_of(&self, ledger: &Ledger) -> BTreeSet<Id> {
        let contacts = ledger.contacts().iter().filter(|_| !self.reached.is_empty());
        contacts.map(Contact::id).collect()
    }

    /// About how many bytes it takes; texts are counted at a length that few exceed.
    #[must_use]
    pub fn bytes(&self) -> usize {
        16_000 + self.excused.len() * 16 + self.reached.len() * 64
    }

    /// At most how many characters it takes in a file.
    #[must_use]
    pub fn written(&self) -> usize {
        let answers = self.answers.iter().map(|(_, note)| 40 + escaped(note.as_str()));
        let messages = self
            .messages
            .iter()
            .map(|(_, message)| 80 + escaped(message.subject().as_str()) + escaped(message.body().as_str()));
        let tiers = self.rewards.iter().flat_map(Rewards::tiers).map(|tier| 100 + escaped(tier.reward.as_str()));
        let arms = self.trials.iter().flat_map(Trial::arms).map(|arm| 100 + escaped(arm.name.as_str()));
        let trials = self.trials.iter().map(|trial| 40 + escaped(trial.name().as_str()));
        let texts: usize = answers.chain(messages).chain(tiers).chain(arms).chain(trials).sum();
        let signed = self.signed.as_ref().map_or(0, |name| escaped(name.as_str()));
        // An excused number has at most ten digits; whoever was written to has an id and two days.
        600 + signed + texts + self.excused.len() * 11 + self.reached.len() * 120
    }
}

/// What a list in the order of its keys has under one.
fn found<K: Ord + Copy, V>(list: &[(K, V)], key: K) -> Option<&V> {
    let place = list.binary_search_by_key(&key, |(other, _)| *other).ok()?;
    list.get(place).map(|(_, value)| value)
}

/// Puts a value under a key of such a list, or takes away what is there.
fn put<K: Ord + Copy, V>(list: &mut Vec<(K, V)>, key: K, value: Option<V>) {
    match (list.binary_search_by_key(&key, |(other, _)| *other), value) {
        (Ok(place), Some(value)) => {
            if let Some((_, old)) = list.get_mut(place) {
                *old = value;
            }
        }
        (Ok(place), None) => drop(list.remove(place)),
        (Err(place), Some(value)) => list.insert(place, (key, value)),
        (Err(_), None) => {}
    }
}
