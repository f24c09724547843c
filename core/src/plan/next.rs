use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::{Plan, RewardOwed};
use crate::tracking::{Contact, Ledger, Number, Stage, Tracked};
use crate::value::{Id, Money, Side};

/// Someone to thank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToThank {
    /// Whom.
    pub contact: Id,
    /// For what, the latest first; never empty.
    pub reasons: Vec<ThankFor>,
}

/// What someone is thanked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThankFor {
    /// Which referral.
    pub number: Number,
    /// When it happened.
    pub day: NaiveDate,
    /// Whether it became work that day; else it was introduced.
    pub is_won: bool,
}

/// Someone to ask for a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToAsk {
    /// Whom.
    pub contact: Id,
    /// How many referrals they made.
    pub made: u32,
    /// How many of these became work.
    pub won: u32,
    /// What that work is worth, as far as it is known; the most that can be kept where it is more.
    pub worth: Money,
    /// When they made the last one.
    pub last: Option<NaiveDate>,
    /// Their usual gap between two referrals in days, where they have been silent for longer than three of them and than
    /// [`Plan::QUIET_AFTER`].
    pub quiet: Option<u32>,
    /// How many referrals the user made to them.
    pub given: u32,
    /// When they were last asked.
    pub asked: Option<NaiveDate>,
}

/// What went between the user and a contact.
#[derive(Default)]
struct Between<'l> {
    to_you: Vec<&'l Tracked>,
    given: u32,
}

impl Plan {
    /// For so many days something is worth thanks. A default of ours.
    pub const THANK_WITHIN: u64 = 90;
    /// Nobody is called silent before so many days. A default of ours.
    pub const QUIET_AFTER: i64 = 90;

    /// Whom to thank, and whom to ask next, in one pass over the ledger.
    ///
    /// To be thanked are contacts with a referral to the user that was introduced or became work within
    /// [`Plan::THANK_WITHIN`] days and after they were last thanked. Who waits longest comes first.
    ///
    /// To be asked are contacts who made referrals to the user, or got some from them, and neither made one nor were asked
    /// within [`Plan::ask_every`] days. Who is to be thanked or given a reward comes on the list once that is done. First
    /// those whose referrals were worth most, then those with most of them that became work, then those who made most, then
    /// those who got most.
    pub(super) fn next(&self, ledger: &Ledger, owed: &[RewardOwed], today: NaiveDate) -> (Vec<ToThank>, Vec<ToAsk>) {
        let rewarded: BTreeSet<Id> = owed.iter().filter_map(|reward| reward.contact).collect();
        let (mut thank, mut ask) = (Vec::new(), Vec::new());
        for (contact, between) in each_contact(ledger) {
            let contact = contact.id();
            let reasons = self.unthanked(contact, &between, today);
            if !reasons.is_empty() {
                thank.push(ToThank { contact, reasons });
            } else if !rewarded.contains(&contact) {
                ask.extend(self.asking(contact, &between, today));
            }
        }
        thank.sort_by_key(|one| one.reasons.last().map(|first| first.day));
        ask.sort_by_key(|one| Reverse((one.worth, one.won, one.made, one.given)));
        (thank, ask)
    }

    /// A contact as one to be asked; nothing before it is time.
    fn asking(&self, contact: Id, between: &Between<'_>, today: NaiveDate) -> Option<ToAsk> {
        let is_recent = |day: NaiveDate| (today - day).num_days() < i64::from(self.ask_every);
        let asked = self.reached(contact).asked;
        let last = between.to_you.iter().map(|one| one.introduced()).max();
        if [asked, last].into_iter().flatten().any(is_recent) {
            return None;
        }
        let won = between.to_you.iter().filter(|one| one.stage() == Stage::Won);
        let worth = won.clone().filter_map(|one| one.worth());
        Some(ToAsk {
            contact,
            made: count(between.to_you.len()),
            won: count(won.count()),
            worth: Money::total(worth).unwrap_or(Money::MAX),
            last,
            quiet: usual_gap(&between.to_you, today),
            given: between.given,
            asked,
        })
    }

    /// What a contact was not thanked for yet, the latest first.
    fn unthanked(&self, contact: Id, between: &Between<'_>, today: NaiveDate) -> Vec<ThankFor> {
        let earliest = today.checked_sub_days(Days::new(Self::THANK_WITHIN));
        let thanked = self.reached(contact).thanked;
        let is_open = |day: &NaiveDate| *day <= today && Some(*day) >= earliest && Some(*day) > thanked;
        let mut reasons: Vec<ThankFor> = between
            .to_you
            .iter()
            .filter_map(|tracked| {
                let number = tracked.number();
                let won = tracked.won().filter(|_| tracked.stage() == Stage::Won).filter(is_open);
                let introduced = Some(tracked.introduced()).filter(is_open);
                // Thanks for work are thanks for its introduction too.
                let won = won.map(|day| ThankFor { number, day, is_won: true });
                won.or_else(|| introduced.map(|day| ThankFor { number, day, is_won: false }))
            })
            .collect();
        reasons.sort_by_key(|one| Reverse((one.day, one.number)));
        reasons
    }
}

/// Contacts in the order in which they were entered, each with what went between them and the user; nobody without any.
fn each_contact(ledger: &Ledger) -> impl Iterator<Item = (&Contact, Between<'_>)> {
    let mut all: BTreeMap<Id, Between<'_>> = BTreeMap::new();
    for tracked in ledger.referrals().iter() {
        if let Some(contact) = tracked.contact() {
            let between = all.entry(contact).or_default();
            match tracked.made_by() {
                Side::Them => between.to_you.push(tracked),
                Side::You => between.given = between.given.saturating_add(1),
            }
        }
    }
    ledger.contacts().iter().filter_map(move |contact| Some((contact, all.remove(&contact.id())?)))
}

/// The usual gap of someone who is silent for longer than three of them: the days from their first referral to the last,
/// over the number of gaps.
fn usual_gap(to_you: &[&Tracked], today: NaiveDate) -> Option<u32> {
    let gaps = i64::try_from(to_you.len()).ok()? - 1;
    let days = || to_you.iter().map(|one| one.introduced());
    let (first, last) = (days().min()?, days().max()?);
    let silent = (today - last).num_days();
    let span = (last - first).num_days();
    // Silent for more than three gaps: multiplied out, so that nothing is rounded.
    let is_quiet = gaps > 0 && silent > Plan::QUIET_AFTER && silent * gaps > 3 * span;
    is_quiet.then(|| u32::try_from(span / gaps).ok()).flatten()
}

pub(super) fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
