use std::fmt;

use chrono::NaiveDate;

use crate::ledger::{Bill, LedgerError, Payment, Referral};
use crate::value::{Id, Money, Name, Note, Side, check_date};

/// A referral as it is tracked: one introduction, who made it, and what became of it with the date of every step.
///
/// ```
/// use concord_core::tracking::{Facts, Number, Stage, Tracked};
/// use concord_core::value::Name;
/// let day = |text: &str| text.parse().unwrap();
/// let facts = Facts { won: Some(day("2026-03-20")), ..Facts::new(Name::new("Acme").unwrap(), day("2026-03-01")) };
/// let tracked = Tracked::new(Number(1), facts.clone()).unwrap();
/// assert_eq!((tracked.stage(), tracked.days_to_win()), (Stage::Won, Some(19)));
/// assert!(Tracked::new(Number(1), Facts { won: Some(day("2026-02-01")), ..facts }).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    number: Number,
    /// Its id is the number's; it qualified when it was won, at the latest.
    referral: Referral,
    /// As it was said.
    qualified: Option<NaiveDate>,
    project: Option<Name>,
    made_by: Side,
    contact: Option<Id>,
    kind: SourceKind,
    source: Option<Name>,
    expected: Option<Money>,
    won: Option<NaiveDate>,
    lost: Option<NaiveDate>,
    reward: Reward,
    note: Note,
}

/// What a referral is called in its ledger: they are counted from 1 in the order in which they were entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub u32);

impl Number {
    /// The id under which terms count the referral.
    #[must_use]
    pub const fn id(self) -> Id {
        Id::from_u128(self.0 as u128)
    }

    /// The number under whose id terms counted a referral.
    #[must_use]
    pub fn of(id: Id) -> Option<Number> {
        u32::try_from(id.as_u128()).ok().map(Number)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// All that is said about a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Who was introduced.
    pub client: Name,
    /// What the work is called, if the client has several.
    pub project: Option<Name>,
    /// Who made the introduction: the contact ([`Side::Them`]) to you, or you to the contact.
    pub made_by: Side,
    /// The contact, if they are known.
    pub contact: Option<Id>,
    /// What kind of source it came from.
    pub kind: SourceKind,
    /// Which source: an event, a platform, a campaign.
    pub source: Option<Name>,
    /// The day of the introduction.
    pub introduced: NaiveDate,
    /// What the work was expected to be worth.
    pub expected: Option<Money>,
    /// Since when it counts as a real prospect.
    pub qualified: Option<NaiveDate>,
    /// When it became work.
    pub won: Option<NaiveDate>,
    /// When it became nothing, or the work was called off.
    pub lost: Option<NaiveDate>,
    /// The thanks for it.
    pub reward: Reward,
    /// Invoices and payments.
    pub bills: Vec<Bill>,
    /// Anything else.
    pub note: Note,
}

/// What kind of source a referral came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// Someone who was a client.
    FormerClient,
    /// Someone in the same trade.
    Colleague,
    /// Someone whose service goes with yours.
    Complementary,
    /// Anything else.
    #[default]
    Other,
}

impl SourceKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [SourceKind; 4] =
        [SourceKind::FormerClient, SourceKind::Colleague, SourceKind::Complementary, SourceKind::Other];
}

/// How far a referral has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Introduced, and not looked into yet.
    Introduced,
    /// A real prospect.
    Qualified,
    /// Became work.
    Won,
    /// Became nothing.
    Lost,
}

impl Stage {
    /// Every stage, in the order in which a referral goes through them.
    pub const ALL: [Stage; 4] = [Stage::Introduced, Stage::Qualified, Stage::Won, Stage::Lost];
}

/// The thanks for a referral, with the date of each step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reward {
    /// None is due.
    #[default]
    None,
    /// Due since a day.
    Due(NaiveDate),
    /// Due since a day, and given on another.
    Paid {
        /// Since when it was due.
        due: NaiveDate,
        /// When it was given.
        paid: NaiveDate,
    },
}

/// Facts that contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackedError {
    /// This step comes before the introduction.
    BeforeIntroduction(Stage),
    /// Won or lost before it qualified.
    BeforeQualified(Stage),
    /// There are bills and it was not won.
    BilledNotWon,
    /// More invoices, payments or refunds than [`Tracked::MOST_BILLS`].
    TooManyBills,
    /// The number is 0; they are counted from 1.
    NoNumber,
    /// A value below zero.
    NegativeValue,
    /// A reward due before the introduction, or given before it was due.
    RewardTooEarly,
    /// A day outside the calendar.
    Day,
    /// Bills that contradict each other.
    Bills(LedgerError),
}

impl fmt::Display for TrackedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TrackedError::BeforeIntroduction(stage) => write!(f, "it cannot be {stage} before the introduction"),
            TrackedError::BeforeQualified(stage) => write!(f, "it cannot be {stage} before it qualified"),
            TrackedError::BilledNotWon => {
                f.write_str("there is an invoice or a payment, but no day on which it was won")
            }
            TrackedError::TooManyBills => {
                write!(f, "a referral holds at most {} invoices, payments and refunds", Tracked::MOST_BILLS)
            }
            TrackedError::NoNumber => f.write_str("referrals are numbered from 1"),
            TrackedError::NegativeValue => f.write_str("the expected value cannot be below zero"),
            TrackedError::RewardTooEarly => {
                f.write_str("a reward is due after the introduction, and given when it is due or later")
            }
            TrackedError::Day => f.write_str("dates run from 1900 to 2199"),
            TrackedError::Bills(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TrackedError {}

impl From<LedgerError> for TrackedError {
    fn from(error: LedgerError) -> TrackedError {
        TrackedError::Bills(error)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Introduced => "introduced",
            Stage::Qualified => "qualified",
            Stage::Won => "won",
            Stage::Lost => "lost",
        })
    }
}

impl Facts {
    /// An introduction by someone unknown, and nothing else yet.
    #[must_use]
    pub fn new(client: Name, introduced: NaiveDate) -> Facts {
        Facts {
            client,
            project: None,
            made_by: Side::Them,
            contact: None,
            kind: SourceKind::default(),
            source: None,
            introduced,
            expected: None,
            qualified: None,
            won: None,
            lost: None,
            reward: Reward::None,
            bills: Vec::new(),
            note: Note::default(),
        }
    }

    fn check(&self) -> Result<(), TrackedError> {
        use TrackedError::{BeforeIntroduction, BeforeQualified, RewardTooEarly};
        let before = |day: Option<NaiveDate>, other: NaiveDate| day.is_some_and(|day| day < other);
        let (due, paid) = self.reward.days();
        let bills = self.bills.iter().flat_map(Bill::payments);
        let days = bills.flat_map(|paid| paid.refunds().iter().map(|refund| refund.date).chain([paid.date()]));
        let days = days.chain(self.bills.iter().filter_map(Bill::issued)).chain([self.introduced]);
        let mut days = days.chain([self.qualified, self.won, self.lost, due, paid].into_iter().flatten());
        if days.any(|day| check_date(day).is_err()) {
            return Err(TrackedError::Day);
        }
        let steps = [(Stage::Qualified, self.qualified), (Stage::Won, self.won), (Stage::Lost, self.lost)];
        if let Some((stage, _)) = steps.into_iter().find(|(_, day)| before(*day, self.introduced)) {
            return Err(BeforeIntroduction(stage));
        }
        // A referral may be lost, come back, and qualify then: only a win needs a prospect first.
        if self.qualified.is_some_and(|qualified| before(self.won, qualified)) {
            return Err(BeforeQualified(Stage::Won));
        }
        if self.expected.is_some_and(Money::is_negative) {
            return Err(TrackedError::NegativeValue);
        }
        if before(due, self.introduced) || due.is_some_and(|due| before(paid, due)) {
            return Err(RewardTooEarly);
        }
        let parts = |bill: &Bill| {
            let paid = bill.payments().iter().map(|payment| 1 + payment.refunds().len());
            usize::from(bill.issued().is_some()) + paid.sum::<usize>()
        };
        if self.bills.iter().map(parts).sum::<usize>() > Tracked::MOST_BILLS {
            return Err(TrackedError::TooManyBills);
        }
        if !self.bills.is_empty() && self.won.is_none() {
            return Err(TrackedError::BilledNotWon);
        }
        Money::total(self.bills.iter().map(Bill::amount)).map_err(LedgerError::from)?;
        Ok(())
    }
}

impl Reward {
    /// Since when it is due, and when it was given.
    #[must_use]
    pub const fn days(self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Reward::None => (None, None),
            Reward::Due(due) => (Some(due), None),
            Reward::Paid { due, paid } => (Some(due), Some(paid)),
        }
    }
}

impl Tracked {
    /// The most invoices, payments and refunds of one referral together.
    pub const MOST_BILLS: usize = 500;

    /// A referral of which this is said.
    ///
    /// # Errors
    /// [`TrackedError`] when the facts contradict each other.
    pub fn new(number: Number, facts: Facts) -> Result<Tracked, TrackedError> {
        if number.0 == 0 {
            return Err(TrackedError::NoNumber);
        }
        facts.check()?;
        let is_prospect_since = facts.qualified.or(facts.won);
        let referral = Referral::new(number.id(), facts.client, facts.introduced, is_prospect_since, facts.bills)?;
        Ok(Tracked {
            number,
            referral,
            qualified: facts.qualified,
            project: facts.project,
            made_by: facts.made_by,
            contact: facts.contact,
            kind: facts.kind,
            source: facts.source,
            expected: facts.expected,
            won: facts.won,
            lost: facts.lost,
            reward: facts.reward,
            note: facts.note,
        })
    }

    /// All that is said about it.
    #[must_use]
    pub fn facts(&self) -> Facts {
        Facts {
            client: self.client().clone(),
            project: self.project.clone(),
            made_by: self.made_by,
            contact: self.contact,
            kind: self.kind,
            source: self.source.clone(),
            introduced: self.introduced(),
            expected: self.expected,
            qualified: self.qualified,
            won: self.won,
            lost: self.lost,
            reward: self.reward,
            bills: self.bills().to_vec(),
            note: self.note.clone(),
        }
    }

    /// The same with a change.
    ///
    /// # Errors
    /// As [`Tracked::new`].
    pub fn with(&self, change: impl FnOnce(&mut Facts)) -> Result<Tracked, TrackedError> {
        let mut facts = self.facts();
        change(&mut facts);
        Tracked::new(self.number, facts)
    }

    /// The same as far as `stage`, since `day` or, if it was introduced later, since then. What is later than the stage is
    /// taken back; a loss before a win stays on record.
    ///
    /// # Errors
    /// [`TrackedError::BilledNotWon`] where there are bills, [`TrackedError::BeforeQualified`] for a win before that.
    pub fn moved_to(&self, stage: Stage, day: NaiveDate) -> Result<Tracked, TrackedError> {
        if self.stage() == stage {
            return Ok(self.clone());
        }
        let day = day.max(self.introduced());
        self.with(|facts| match stage {
            Stage::Introduced => (facts.qualified, facts.won, facts.lost) = (None, None, None),
            Stage::Qualified => {
                let since = facts.qualified.or(facts.won).unwrap_or(day);
                (facts.qualified, facts.won, facts.lost) = (Some(since), None, None);
            }
            Stage::Won => {
                facts.won = Some(facts.won.unwrap_or(day));
                facts.lost = facts.lost.filter(|lost| Some(*lost) <= facts.won);
            }
            Stage::Lost => facts.lost = Some(facts.won.unwrap_or(day).max(day)),
        })
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> Number {
        self.number
    }

    /// What terms count of it.
    #[must_use]
    pub fn referral(&self) -> &Referral {
        &self.referral
    }

    /// Who was introduced.
    #[must_use]
    pub fn client(&self) -> &Name {
        self.referral.client()
    }

    /// What the work is called.
    #[must_use]
    pub fn project(&self) -> Option<&Name> {
        self.project.as_ref()
    }

    /// Who made the introduction.
    #[must_use]
    pub fn made_by(&self) -> Side {
        self.made_by
    }

    /// The contact who made or received it.
    #[must_use]
    pub fn contact(&self) -> Option<Id> {
        self.contact
    }

    /// The kind of its source.
    #[must_use]
    pub fn kind(&self) -> SourceKind {
        self.kind
    }

    /// Its source.
    #[must_use]
    pub fn source(&self) -> Option<&Name> {
        self.source.as_ref()
    }

    /// When it was made.
    #[must_use]
    pub fn introduced(&self) -> NaiveDate {
        self.referral.introduced()
    }

    /// What the work was expected to be worth.
    #[must_use]
    pub fn expected(&self) -> Option<Money> {
        self.expected
    }

    /// Since when it counts as a real prospect: what became work was one when it did, at the latest.
    #[must_use]
    pub fn qualified(&self) -> Option<NaiveDate> {
        self.referral.qualified()
    }

    /// When it became work.
    #[must_use]
    pub fn won(&self) -> Option<NaiveDate> {
        self.won
    }

    /// When it became nothing.
    #[must_use]
    pub fn lost(&self) -> Option<NaiveDate> {
        self.lost
    }

    /// The thanks for it.
    #[must_use]
    pub fn reward(&self) -> Reward {
        self.reward
    }

    /// Invoices and payments.
    #[must_use]
    pub fn bills(&self) -> &[Bill] {
        self.referral.bills()
    }

    /// Anything else.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// How far it has come: the later of a win and a loss decides, on one day the win.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match (self.won, self.lost) {
            (Some(won), Some(lost)) if lost > won => Stage::Lost,
            (Some(_), _) => Stage::Won,
            (None, Some(lost)) if self.qualified().is_some_and(|qualified| qualified > lost) => Stage::Qualified,
            (None, Some(_)) => Stage::Lost,
            (None, None) if self.qualified().is_some() => Stage::Qualified,
            (None, None) => Stage::Introduced,
        }
    }

    /// The day on which it came as far as it has.
    #[must_use]
    pub fn since(&self) -> NaiveDate {
        let day = match self.stage() {
            Stage::Introduced => None,
            Stage::Qualified => self.qualified(),
            Stage::Won => self.won,
            Stage::Lost => self.lost,
        };
        day.unwrap_or(self.introduced())
    }

    /// Days from the introduction until it was won; none if it was not, or the work was called off.
    #[must_use]
    pub fn days_to_win(&self) -> Option<u32> {
        let won = self.won.filter(|_| self.stage() == Stage::Won)?;
        u32::try_from((won - self.introduced()).num_days()).ok()
    }

    /// What was billed, less what went back for good.
    #[must_use]
    pub fn billed(&self) -> Money {
        // No more than the bills, whose sum was found to fit.
        Money::total(self.bills().iter().map(Bill::kept)).unwrap_or_default()
    }

    /// What the client paid, less what went back.
    #[must_use]
    pub fn received(&self) -> Money {
        // The same: of no bill more is kept than was billed.
        Money::total(self.bills().iter().flat_map(Bill::payments).map(Payment::kept)).unwrap_or_default()
    }

    /// What the work is worth: what was [billed](Self::billed); before any bill, what was expected.
    #[must_use]
    pub fn worth(&self) -> Option<Money> {
        if self.bills().is_empty() { self.expected } else { Some(self.billed()) }
    }
}
